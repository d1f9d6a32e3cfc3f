-- Step 3 of the hub: what became of people, hours and calls, as counts.
CREATE TABLE hub.follow_count ( -- of 5 and more people, or no row
    session uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('exit', '4-weeks', 'cold', 'call', 'hours')),
    item text NOT NULL CHECK (item ~ '^[a-z_]{1,15}$'),
    count bigint NOT NULL CHECK (count > 0),
    PRIMARY KEY (session, kind, item)
);
ALTER TABLE hub.follow_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_follow_count ON hub.follow_count FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
GRANT SELECT ON hub.follow_count TO hub_host;

CREATE FUNCTION hub.push_follow(book uuid, kinds text[], items text[], counts bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(kinds), cardinality(items), cardinality(counts));
    DELETE FROM hub.follow_count WHERE session = book;
    IF cardinality(kinds) = 0 THEN
        RETURN;
    END IF;
    INSERT INTO hub.follow_count SELECT book, u.* FROM unnest(kinds, items, counts) AS u;
    IF EXISTS (SELECT FROM hub.follow_count WHERE session = book AND kind NOT IN ('call', 'hours')
            GROUP BY kind HAVING sum(count) < 5)
        OR EXISTS (SELECT FROM hub.follow_count WHERE session = book AND item = 'called'
            AND count < 5) THEN
        RAISE 'fewer than 5 people';
    END IF;
END $$;

-- Where people can be; the last is "not said", into which small cells go.
CREATE FUNCTION hub.outcomes() RETURNS text[] LANGUAGE sql IMMUTABLE AS
$$ SELECT ARRAY['cae', 'creation', 'job_long', 'job_short', 'integration', 'training', 'diagnosis',
    'search', 'barrier', 'inactive', 'unreachable', 'unknown', 'unsaid'] $$;

DO $make$
DECLARE
    whose text;
    source text;
    rights text;
    least_sessions int;
    least_hosts int;
BEGIN
    FOR whose, source, rights, least_sessions, least_hosts IN VALUES
            ('own', 'own', 'security_invoker, security_barrier', 1, 1),
            ('network', 'all', 'security_barrier', 3, 2) LOOP
        -- By year alone: nothing to subtract.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_outcome WITH (%3$s) AS
WITH said AS (
    SELECT s.year, f.kind, f.item, f.session, s.siren, f.count
    FROM hub.%2$s_session s JOIN hub.follow_count f USING (session)
    WHERE NOT s.is_example AND f.kind IN ('exit', '4-weeks', 'cold')
), base AS (
    SELECT year, kind, count(DISTINCT session) AS sessions FROM said GROUP BY year, kind
    HAVING count(DISTINCT session) >= %4$s AND count(DISTINCT siren) >= %5$s
), counted AS (
    SELECT year, kind, item, sum(count)::bigint AS people FROM said GROUP BY year, kind, item
), pooled AS (
    SELECT b.year, b.kind, b.sessions, array_agg(coalesce(c.people, 0) ORDER BY o.at) AS cells
    FROM base b CROSS JOIN unnest(hub.outcomes()) WITH ORDINALITY AS o(item, at)
        LEFT JOIN counted c ON c.year = b.year AND c.kind = b.kind AND c.item = o.item
    GROUP BY b.year, b.kind, b.sessions
), merged AS (
    SELECT year, kind, sessions, hub.cell_sum(cells) AS people, hub.merge_small(cells) AS cells
    FROM pooled
)
SELECT m.year, m.kind, m.sessions, m.people, o.item, o.at, m.cells[o.at] AS cell
FROM merged m CROSS JOIN unnest(hub.outcomes()) WITH ORDINALITY AS o(item, at)$view$,
            whose, source, rights, least_sessions, least_hosts);
        -- Who was not reached is a cell, too: of 1 or 2 people nothing is said.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_effort WITH (%3$s) AS
WITH summed AS (
    SELECT s.year, f.kind, count(DISTINCT f.session) AS sessions,
        sum(f.count) FILTER (WHERE f.item = 'minutes')::bigint AS minutes,
        sum(f.count) FILTER (WHERE f.item = 'attempts')::bigint AS attempts,
        sum(f.count) FILTER (WHERE f.item = 'called')::bigint AS called,
        coalesce(sum(f.count) FILTER (WHERE f.item = 'reached'), 0)::bigint AS reached
    FROM hub.%2$s_session s JOIN hub.follow_count f USING (session)
    WHERE NOT s.is_example AND f.kind IN ('call', 'hours') GROUP BY s.year, f.kind
    HAVING count(DISTINCT f.session) >= %4$s AND count(DISTINCT s.siren) >= %5$s
)
SELECT year, kind, sessions, minutes, attempts, called,
    CASE WHEN reached NOT IN (1, 2) AND called - reached NOT IN (1, 2) THEN reached END AS reached
FROM summed$view$,
            whose, source, rights, least_sessions, least_hosts);
    END LOOP;
END $make$;

REVOKE ALL ON FUNCTION hub.push_follow, hub.outcomes FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.push_follow TO hub_host;
GRANT EXECUTE ON FUNCTION hub.outcomes TO hub_host, hub_network;
GRANT SELECT ON hub.own_outcome, hub.own_effort TO hub_host;
GRANT SELECT ON hub.network_outcome, hub.network_effort TO hub_network;
