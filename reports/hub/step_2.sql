-- Step 2 of the hub: what is read. A host's views look through its own rows (security_invoker),
-- the
-- network's show figures only: pooled over at least 3 sessions of 2 hosts, small cells merged.

-- Merged, not masked: cells of 1 or 2 and the last one ("others or not said") go together; while
-- that
-- sum is 1 or 2 the smallest other joins it; when one cell is left, the total alone remains. A
-- merged
-- cell is null; the last one holds the sum.
CREATE FUNCTION hub.merge_small(cells bigint[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    last int := cardinality(cells);
    others bigint := cells[last];
    smallest int;
BEGIN
    FOR i IN 1 .. last - 1 LOOP
        IF cells[i] IN (1, 2) THEN
            others := others + cells[i];
            cells[i] := NULL;
        END IF;
    END LOOP;
    WHILE others IN (1, 2) LOOP
        SELECT i INTO smallest FROM generate_series(1, last - 1) AS i
        WHERE cells[i] > 0 ORDER BY cells[i], i LIMIT 1;
        EXIT WHEN smallest IS NULL;
        others := others + cells[smallest];
        cells[smallest] := NULL;
    END LOOP;
    cells[last] := others;
    IF (SELECT count(*) FROM unnest(cells) AS cell WHERE cell > 0) < 2 THEN
        RETURN array_fill(NULL::bigint, ARRAY[last]);
    END IF;
    RETURN cells;
END $$;

CREATE FUNCTION hub.cell_sum(cells bigint[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS
$$ SELECT sum(cell)::bigint FROM unnest(cells) AS cell $$;

-- Each view twice from one text: own_* look through the rights of who asks (security_invoker), so
-- that
-- a host gets its own rows; all_* see every row and are granted to nobody.
DO $make$
DECLARE
    whose text;
    rights text;
BEGIN
    FOR whose, rights IN VALUES ('own', 'security_invoker, security_barrier'),
            ('all', 'security_barrier') LOOP
        -- What `consolidate` shows of a session: public facts and figures.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_session WITH (%2$s) AS
SELECT s.session, s.siren, s.name, s.host, s.place, s.first_day, s.last_day, s.participants,
    s.venue, f.gross AS turnover, f.net_sales, f.result, s.sector, s.is_example,
    extract(year FROM coalesce(s.last_day, s.closed::date))::int AS year
FROM hub.session s JOIN hub.figure f USING (session)$view$, whose, rights);
        -- Fixed groupings, a year and a year's sector: a free filter would let people subtract.
        EXECUTE format($view$
CREATE VIEW hub.%1$s_pool WITH (%2$s) AS
SELECT year, coalesce(sector, '') AS sector, count(*) AS sessions,
    count(DISTINCT siren) AS hosts, sum(participants)::bigint AS participants,
    sum(turnover)::bigint AS turnover, sum(net_sales)::bigint AS net_sales,
    sum(result)::bigint AS result
FROM hub.%1$s_session WHERE NOT is_example
GROUP BY GROUPING SETS ((year), (year, sector))$view$, whose, rights);
        EXECUTE format($view$
CREATE VIEW hub.%1$s_answer_pool WITH (%2$s) AS
SELECT s.year, coalesce(s.sector, '') AS sector, a.statement, count(*) AS sessions,
    count(DISTINCT s.siren) AS hosts, sum(a.participants)::bigint AS participants,
    ARRAY[sum(a.yes), sum(a.little), sum(a.no), sum(a.unknown)]::bigint[] AS cells
FROM hub.%1$s_session s JOIN hub.answer_count a USING (session) WHERE NOT s.is_example
GROUP BY GROUPING SETS ((s.year, a.statement), (s.year, s.sector, a.statement))$view$,
            whose, rights);
        EXECUTE format($view$
CREATE VIEW hub.%1$s_rating_pool WITH (%2$s) AS
SELECT s.year, coalesce(s.sector, '') AS sector, r.grid, r.version, r.volet, r.rater,
    count(*) AS sessions, count(DISTINCT s.siren) AS hosts,
    ARRAY[sum(r.up), sum(r.same), sum(r.down), sum(r.people - r.shown)]::bigint[] AS cells
FROM hub.%1$s_session s JOIN hub.rating_count r USING (session) WHERE NOT s.is_example
GROUP BY GROUPING SETS ((s.year, r.grid, r.version, r.volet, r.rater),
    (s.year, s.sector, r.grid, r.version, r.volet, r.rater))$view$, whose, rights);
    END LOOP;
END $make$;

-- A year's sectors are shown when each of them may be, unmerged: else what one of them keeps back
-- would
-- follow from the year and the others.
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
        EXECUTE format($view$
CREATE VIEW hub.%1$s_answer WITH (%3$s) AS
WITH judged AS (
    SELECT p.year, p.sector, p.statement, p.sessions, p.participants, p.cells,
        hub.merge_small(p.cells) AS merged, p.sessions >= %4$s AND p.hosts >= %5$s AS is_wide
    FROM hub.%2$s_answer_pool p
), decided AS (
    SELECT j.year, j.sector, j.statement, j.sessions, j.participants, j.cells, j.merged, j.is_wide,
        bool_and(j.sector = '' OR j.is_wide AND j.merged IS NOT DISTINCT FROM j.cells)
            OVER (PARTITION BY j.year, j.statement) AS splits
    FROM judged j
)
SELECT year, sector, statement, sessions, participants, hub.cell_sum(cells) AS answered,
    merged AS cells
FROM decided WHERE is_wide AND (sector = '' OR splits)$view$,
            whose, source, rights, least_sessions, least_hosts);
        EXECUTE format($view$
CREATE VIEW hub.%1$s_rating WITH (%3$s) AS
WITH judged AS (
    SELECT p.year, p.sector, p.grid, p.version, p.volet, p.rater, p.sessions, p.cells,
        hub.merge_small(p.cells) AS merged, p.sessions >= %4$s AND p.hosts >= %5$s AS is_wide
    FROM hub.%2$s_rating_pool p
), decided AS (
    SELECT j.year, j.sector, j.grid, j.version, j.volet, j.rater, j.sessions, j.cells, j.merged,
        j.is_wide,
        bool_and(j.sector = '' OR j.is_wide AND j.merged IS NOT DISTINCT FROM j.cells)
            OVER (PARTITION BY j.year, j.grid, j.version, j.volet, j.rater) AS splits
    FROM judged j
)
SELECT year, sector, grid, version, volet, rater, sessions, hub.cell_sum(cells) AS people,
    merged AS cells
FROM decided WHERE is_wide AND (sector = '' OR splits)$view$,
            whose, source, rights, least_sessions, least_hosts);
    END LOOP;
END $make$;
CREATE VIEW hub.network_session WITH (security_barrier) AS
SELECT name, host, place, first_day, last_day, participants, venue, turnover, net_sales, result,
    sector, is_example, year
FROM hub.all_session;
CREATE VIEW hub.network_pool WITH (security_barrier) AS
SELECT year, sector, sessions, hosts, participants, turnover, net_sales, result FROM hub.all_pool;

-- A host's entries, of sealed records only. A control: the legal file is made from the books.
CREATE VIEW hub.own_entry WITH (security_invoker, security_barrier) AS
SELECT p.session, p.chain, p.seq, p.line, p.day, p.journal, p.account, p.debit, p.credit, r.kind,
    r.number, c.category
FROM hub.till t JOIN hub.posting p ON p.session = t.session AND p.chain = t.chain AND p.seq <=
    t.seq
    JOIN hub.record r ON r.session = p.session AND r.chain = p.chain AND r.seq = p.seq
    LEFT JOIN hub.charge c ON c.session = p.session AND c.chain = p.chain AND c.seq = p.seq;

-- Whether the rows stored still make the link that the till signed.
CREATE FUNCTION hub.till_holds(book uuid, letter text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE
    head hub.till;
BEGIN
    PERFORM hub.check_push(book, 0);
    SELECT t.* INTO head FROM hub.till t WHERE session = book AND chain = letter;
    RETURN hub.find_fault(book, letter, 0, head.seq) IS NULL AND
        hub.find_link(book, letter, 0, head.seq, decode(repeat('00', 32), 'hex')) = head.link;
END $$;

REVOKE ALL ON FUNCTION hub.merge_small, hub.cell_sum, hub.till_holds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.merge_small, hub.cell_sum TO hub_host, hub_network;
GRANT EXECUTE ON FUNCTION hub.till_holds TO hub_host;
GRANT SELECT ON hub.own_session, hub.own_pool, hub.own_answer_pool, hub.own_rating_pool,
    hub.own_answer, hub.own_rating, hub.own_entry TO hub_host;
GRANT SELECT ON hub.network_session, hub.network_pool, hub.network_answer, hub.network_rating
    TO hub_network;
