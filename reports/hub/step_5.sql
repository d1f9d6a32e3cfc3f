-- Step 5 of the hub: lists of unequal lengths are refused. The door of step 1 compared so that it
-- never refused; unnest would fill up with nulls.
CREATE OR REPLACE FUNCTION hub.check_push(book uuid, VARIADIC lengths int[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM hub.session WHERE session = book AND siren = hub.my_siren()) THEN
        RAISE 'this session is not of your host' USING ERRCODE = '42501';
    END IF;
    IF (SELECT count(DISTINCT coalesce(one, -1)) FROM unnest(lengths) AS one) > 1 THEN
        RAISE 'lists of unequal lengths';
    END IF;
END $$;
