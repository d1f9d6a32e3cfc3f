-- Step 4 of the hub: what became of people, hours and calls, of a year's sectors, too.
-- Cells that are not kept go to the last one.
CREATE FUNCTION hub.merge_kept(cells bigint[], keep boolean[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE AS $$
SELECT array_agg(CASE WHEN at = cardinality(cells) THEN
        (SELECT sum(c) FROM unnest(cells, keep) WITH ORDINALITY AS u(c, k, i)
            WHERE i = cardinality(cells) OR NOT k)::bigint
    WHEN keep[at] THEN cell END ORDER BY at)
FROM unnest(cells) WITH ORDINALITY AS u(cell, at) $$;

DROP VIEW hub.own_outcome, hub.network_outcome, hub.own_effort, hub.network_effort;
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
        -- A year's sectors are shown when each of them may be, all with the same cells: those that
        -- are small in none, and never all people in one. The year then has these
        -- cells, too: nothing is left over when its sectors are taken from it. Else it has its own.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_outcome WITH (%3$s) AS
WITH said AS (
    SELECT s.year, s.sector, f.kind, f.item, f.session, s.siren, f.count
    FROM hub.%2$s_session s JOIN hub.follow_count f USING (session)
    WHERE NOT s.is_example AND f.kind IN ('exit', '4-weeks', 'cold')
), base AS (
    SELECT year, coalesce(sector, '') AS sector, kind, count(DISTINCT session) AS sessions,
        count(DISTINCT session) >= %4$s AND count(DISTINCT siren) >= %5$s AS is_wide
    FROM said GROUP BY GROUPING SETS ((year, kind), (year, sector, kind))
), counted AS (
    SELECT year, coalesce(sector, '') AS sector, kind, item, sum(count)::bigint AS people
    FROM said GROUP BY GROUPING SETS ((year, kind, item), (year, sector, kind, item))
), pooled AS (
    SELECT b.year, b.sector, b.kind, b.sessions, b.is_wide,
        array_agg(coalesce(c.people, 0) ORDER BY o.at) AS cells
    FROM base b CROSS JOIN unnest(hub.outcomes()) WITH ORDINALITY AS o(item, at)
        LEFT JOIN counted c ON c.year = b.year AND c.sector = b.sector AND c.kind = b.kind
            AND c.item = o.item
    GROUP BY b.year, b.sector, b.kind, b.sessions, b.is_wide
), judged AS (
    SELECT p.year, p.kind, u.at, bool_and(u.cell = 0 OR u.cell >= 3) AS is_kept
    FROM pooled p CROSS JOIN unnest(p.cells) WITH ORDINALITY AS u(cell, at)
    WHERE p.sector <> '' GROUP BY p.year, p.kind, u.at
), kept AS (
    SELECT year, kind, array_agg(is_kept ORDER BY at) AS keep FROM judged GROUP BY year, kind
), split AS (
    SELECT p.year, p.sector, p.kind, p.sessions, p.is_wide, p.cells,
        hub.merge_kept(p.cells, k.keep) AS shared
    FROM pooled p JOIN kept k USING (year, kind)
), decided AS (
    SELECT s.*, bool_and(s.sector = '' OR s.is_wide
            AND s.shared[cardinality(s.shared)] NOT IN (1, 2)
            AND (SELECT count(*) FROM unnest(s.shared) AS cell WHERE cell > 0) > 1)
        OVER (PARTITION BY s.year, s.kind) AS splits
    FROM split s
), merged AS (
    SELECT year, sector, kind, sessions, hub.cell_sum(cells) AS people,
        CASE WHEN splits THEN shared ELSE hub.merge_small(cells) END AS cells
    FROM decided WHERE is_wide AND (sector = '' OR splits)
)
SELECT m.year, m.sector, m.kind, m.sessions, m.people, o.item, o.at, m.cells[o.at] AS cell
FROM merged m CROSS JOIN unnest(hub.outcomes()) WITH ORDINALITY AS o(item, at)$view$,
            whose, source, rights, least_sessions, least_hosts);
        -- Who was not reached is a cell, too: of 1 or 2 people nothing is said, nor of the sectors
        -- of that year.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_effort WITH (%3$s) AS
WITH summed AS (
    SELECT s.year, coalesce(s.sector, '') AS sector, f.kind,
        count(DISTINCT f.session) AS sessions,
        count(DISTINCT f.session) >= %4$s AND count(DISTINCT s.siren) >= %5$s AS is_wide,
        sum(f.count) FILTER (WHERE f.item = 'minutes')::bigint AS minutes,
        sum(f.count) FILTER (WHERE f.item = 'attempts')::bigint AS attempts,
        coalesce(sum(f.count) FILTER (WHERE f.item = 'called'), 0)::bigint AS called,
        coalesce(sum(f.count) FILTER (WHERE f.item = 'reached'), 0)::bigint AS reached
    FROM hub.%2$s_session s JOIN hub.follow_count f USING (session)
    WHERE NOT s.is_example AND f.kind IN ('call', 'hours')
    GROUP BY GROUPING SETS ((s.year, f.kind), (s.year, s.sector, f.kind))
), judged AS (
    SELECT summed.*, reached NOT IN (1, 2) AND called - reached NOT IN (1, 2) AS is_said
    FROM summed
), decided AS (
    SELECT judged.*, bool_and(sector = '' OR is_wide AND is_said)
        OVER (PARTITION BY year, kind) AS splits
    FROM judged
)
SELECT year, sector, kind, sessions, minutes, attempts, nullif(called, 0) AS called,
    CASE WHEN is_said AND called > 0 THEN reached END AS reached
FROM decided WHERE is_wide AND (sector = '' OR splits)$view$,
            whose, source, rights, least_sessions, least_hosts);
    END LOOP;
END $make$;

REVOKE ALL ON FUNCTION hub.merge_kept FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.merge_kept TO hub_host, hub_network;
GRANT SELECT ON hub.own_outcome, hub.own_effort TO hub_host;
GRANT SELECT ON hub.network_outcome, hub.network_effort TO hub_network;
