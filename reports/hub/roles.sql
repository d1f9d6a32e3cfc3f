-- Who is who at the hub. Run at each `hub init`, before the steps: nothing here is done twice.
DO $$
DECLARE
    role text;
BEGIN
    IF current_setting('server_version_num')::int < 150000 THEN
        RAISE 'PostgreSQL 15 or newer is needed';
    END IF;
    IF getdatabaseencoding() <> 'UTF8' THEN
        RAISE 'the database must be in UTF8';
    END IF;
    FOREACH role IN ARRAY ARRAY['hub_owner', 'hub_host', 'hub_network'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;
    IF NOT pg_has_role(current_user, 'hub_owner', 'MEMBER') THEN
        GRANT hub_owner TO CURRENT_USER;
    END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS hub AUTHORIZATION hub_owner;
SET LOCAL ROLE hub_owner;
CREATE TABLE IF NOT EXISTS hub.step (
    number int PRIMARY KEY,
    applied timestamptz NOT NULL DEFAULT now()
);
