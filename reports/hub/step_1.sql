-- Step 1 of the hub: what is kept, who may see it, and the one door by which it comes in.
--
-- The session opens every fact table and its key, so that the tables may be spread over servers
-- by it.
-- No sequence, no identity, no trigger, no key between sessions. Money is bigint cents.
-- Only rows up to till.seq, the sealed head, count; facts are only added.

REVOKE ALL ON SCHEMA hub FROM PUBLIC;
GRANT USAGE ON SCHEMA hub TO hub_host, hub_network;

CREATE TABLE hub.host (
    siren text PRIMARY KEY CHECK (siren ~ '^[0-9]{9}$'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80 AND name !~ '[[:cntrl:]]')
);
CREATE TABLE hub.member ( -- a login acts for one host
    login text PRIMARY KEY CHECK (login ~ '^[a-z_][a-z0-9_-]{0,62}$'),
    siren text NOT NULL REFERENCES hub.host
);
CREATE TABLE hub.session (
    session uuid PRIMARY KEY, -- the book's own id
    siren text NOT NULL, -- of the host whose login sent it
    host text NOT NULL CHECK (char_length(host) <= 80 AND host !~ '[[:cntrl:]]'),
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80 AND name !~ '[[:cntrl:]]'),
    place text NOT NULL CHECK (char_length(place) <= 80 AND place !~ '[[:cntrl:]]'),
    venue text NOT NULL CHECK (char_length(venue) <= 80 AND venue !~ '[[:cntrl:]]'),
    first_day date,
    last_day date,
    participants bigint NOT NULL CHECK (participants BETWEEN 0 AND 1000),
    sector text NOT NULL CHECK (sector IN ('food', 'textile', 'other')),
    is_example boolean NOT NULL,
    digest bytea, -- of all that is not sealed by a chain; null while nothing was sealed
    closed timestamptz -- last seal
);
CREATE INDEX session_by_host ON hub.session (siren, last_day);

CREATE TABLE hub.till ( -- the sealed head of a chain: the truth
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL CHECK (chain ~ '^[A-Z]$'),
    seq bigint NOT NULL,
    hash bytea NOT NULL CHECK (length(hash) = 32), -- the book's own, of that record
    link bytea NOT NULL CHECK (length(link) = 32), -- of the extract, recomputed here
    link_signature bytea CHECK (length(link_signature) = 64), -- null: the key was elsewhere
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    PRIMARY KEY (session, chain)
);
CREATE TABLE hub.record (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    kind bigint NOT NULL CHECK (kind >= 0),
    number bigint NOT NULL CHECK (number >= 0),
    day date NOT NULL,
    hour bigint NOT NULL CHECK (hour BETWEEN 0 AND 23),
    hash bytea NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (session, chain, seq)
);
CREATE TABLE hub.sale (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    number bigint NOT NULL CHECK (number >= 1),
    gross bigint NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    is_refund boolean NOT NULL,
    CHECK (gross = net + vat),
    PRIMARY KEY (session, chain, seq)
);
CREATE TABLE hub.sale_line (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    line bigint NOT NULL,
    product bigint NOT NULL CHECK (product >= 0),
    quantity bigint NOT NULL CHECK (quantity <> 0),
    discount bigint NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    rate bigint NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    PRIMARY KEY (session, chain, seq, line)
);
CREATE TABLE hub.payment (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    rank bigint NOT NULL,
    mode bigint NOT NULL CHECK (mode BETWEEN 1 AND 9),
    amount bigint NOT NULL,
    PRIMARY KEY (session, chain, seq, rank)
);
CREATE TABLE hub.closing (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    period bigint NOT NULL CHECK (period BETWEEN 1 AND 3),
    number bigint NOT NULL,
    day date NOT NULL,
    first_ticket bigint NOT NULL,
    last_ticket bigint NOT NULL,
    tickets bigint NOT NULL,
    refunds bigint NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    cash bigint NOT NULL,
    card bigint NOT NULL,
    cheque bigint NOT NULL,
    voucher bigint NOT NULL,
    float_amount bigint NOT NULL,
    expected bigint NOT NULL,
    counted bigint,
    difference bigint NOT NULL,
    perpetual bigint NOT NULL,
    absolute bigint NOT NULL,
    head bytea NOT NULL CHECK (length(head) = 32),
    public_key bytea NOT NULL CHECK (length(public_key) = 32),
    PRIMARY KEY (session, chain, seq)
);
CREATE TABLE hub.closing_rate (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    rate bigint NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    PRIMARY KEY (session, chain, seq, rate)
);
CREATE TABLE hub.closing_till (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    till text NOT NULL,
    till_seq bigint NOT NULL,
    till_hash bytea NOT NULL CHECK (length(till_hash) = 32),
    gross bigint NOT NULL,
    PRIMARY KEY (session, chain, seq, till)
);
CREATE TABLE hub.charge (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    day date NOT NULL,
    category text NOT NULL CHECK (category ~ '^[a-z-]{1,24}$'),
    net bigint NOT NULL,
    vat bigint NOT NULL,
    paid_from text NOT NULL CHECK (paid_from IN ('host', 'drawer', 'member')),
    PRIMARY KEY (session, chain, seq)
);
CREATE TABLE hub.posting (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    line bigint NOT NULL,
    journal text NOT NULL CHECK (journal ~ '^[A-Z0-9]{1,5}$'),
    day date NOT NULL,
    account text NOT NULL CHECK (account ~ '^[0-9]{3,12}$'),
    debit bigint NOT NULL CHECK (debit >= 0),
    credit bigint NOT NULL CHECK (credit >= 0),
    document_day date NOT NULL,
    PRIMARY KEY (session, chain, seq, line)
);
CREATE TABLE hub.sharing (
    session uuid NOT NULL,
    chain text COLLATE "C" NOT NULL,
    seq bigint NOT NULL CHECK (seq >= 1),
    rule text NOT NULL CHECK (rule ~ '^[a-z-]{1,24}$'),
    reserve_rate bigint NOT NULL,
    result bigint NOT NULL,
    reserve bigint NOT NULL,
    pool bigint NOT NULL,
    PRIMARY KEY (session, chain, seq)
);CREATE TABLE hub.answer_count ( -- at least 5 answers, or no row
    session uuid NOT NULL,
    statement text NOT NULL CHECK (statement ~ '^[A-Za-z0-9]{1,12}$'),
    participants bigint NOT NULL,
    yes bigint NOT NULL,
    little bigint NOT NULL,
    no bigint NOT NULL,
    unknown bigint NOT NULL,
    CHECK (yes + little + no >= 5 AND yes + little + no + unknown <= participants),
    PRIMARY KEY (session, statement)
);
CREATE TABLE hub.rating_count ( -- persons, at least 5 with an index, or no row
    session uuid NOT NULL,
    grid text NOT NULL CHECK (grid ~ '^[A-Za-z0-9._-]{1,40}$'),
    version bigint NOT NULL,
    volet text NOT NULL CHECK (volet ~ '^[A-Za-z0-9]{1,12}$'),
    rater text NOT NULL CHECK (rater IN ('self', 'animator')),
    people bigint NOT NULL,
    shown bigint NOT NULL CHECK (shown BETWEEN 5 AND people),
    up bigint NOT NULL,
    same bigint NOT NULL,
    down bigint NOT NULL,
    CHECK (up + same + down = shown),
    PRIMARY KEY (session, grid, version, volet, rater)
);
CREATE TABLE hub.figure ( -- what is asked for most, written at the seal
    session uuid PRIMARY KEY,
    tickets bigint NOT NULL,
    refunds bigint NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    cash bigint NOT NULL,
    card bigint NOT NULL,
    cheque bigint NOT NULL,
    voucher bigint NOT NULL,
    other bigint NOT NULL,
    charges bigint NOT NULL, -- net and VAT
    net_sales bigint NOT NULL, -- from here on, the book's own `report result`
    production_charges bigint NOT NULL,
    gross_margin bigint NOT NULL,
    other_charges bigint NOT NULL,
    contribution bigint NOT NULL,
    cash_difference bigint NOT NULL,
    result bigint NOT NULL,
    reserve bigint NOT NULL,
    to_share bigint NOT NULL
);

-- Who sees what. The owner's functions look past these policies, and each asks who called.

CREATE FUNCTION hub.my_siren() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS
$$ SELECT siren FROM hub.member WHERE login = session_user $$;

CREATE FUNCTION hub.my_sessions() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS
$$ SELECT coalesce(array_agg(session), '{}') FROM hub.session WHERE siren = hub.my_siren() $$;

ALTER TABLE hub.host ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_host ON hub.host FOR SELECT TO hub_host USING (siren = (SELECT hub.my_siren()));
ALTER TABLE hub.member ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_member ON hub.member FOR SELECT TO hub_host USING (login = session_user);
ALTER TABLE hub.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_session ON hub.session FOR SELECT TO hub_host
    USING (siren = (SELECT hub.my_siren()));
ALTER TABLE hub.till ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_till ON hub.till FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.record ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_record ON hub.record FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.sale ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_sale ON hub.sale FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.sale_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_sale_line ON hub.sale_line FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.payment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_payment ON hub.payment FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.closing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_closing ON hub.closing FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.closing_rate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_closing_rate ON hub.closing_rate FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.closing_till ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_closing_till ON hub.closing_till FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.charge ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_charge ON hub.charge FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_posting ON hub.posting FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.sharing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_sharing ON hub.sharing FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.answer_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_answer_count ON hub.answer_count FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.rating_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rating_count ON hub.rating_count FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));
ALTER TABLE hub.figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_figure ON hub.figure FOR SELECT TO hub_host
    USING (session = ANY ((SELECT hub.my_sessions())::uuid[]));GRANT SELECT ON ALL TABLES IN
        SCHEMA hub TO hub_host;
GRANT SELECT ON hub.step TO hub_network;

-- The way in: push_open, push_chain, then a call a table, push_seal a chain, push_answers,
-- push_ratings, push_close; all in one transaction of the caller. A row that is there already
-- ends it.

CREATE FUNCTION hub.check_push(book uuid, VARIADIC lengths int[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM hub.session WHERE session = book AND siren = hub.my_siren()) THEN
        RAISE 'this session is not of your host' USING ERRCODE = '42501';
    END IF;
    IF lengths[1] <> ALL (lengths) THEN -- unnest would fill up with nulls
        RAISE 'lists of unequal lengths';
    END IF;
END $$;

-- Locks the session's row until the end of the transaction: pushes of one book come one after
-- another.
CREATE FUNCTION hub.push_open(book uuid, facts text[], p_participants bigint, p_example boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE
    mine text := hub.my_siren();
BEGIN
    IF mine IS NULL THEN
        RAISE 'this login is of no host: hub host add' USING ERRCODE = '42501';
    END IF;
    IF facts[1] <> '' AND facts[1] <> mine THEN
        RAISE 'the book is of SIREN %, this login of SIREN %', facts[1], mine USING ERRCODE =
            '42501';
    END IF;
    INSERT INTO hub.session AS s VALUES (book, mine, facts[2], facts[3], facts[4], facts[5],
        nullif(facts[6], '')::date, nullif(facts[7], '')::date, p_participants, facts[8],
            p_example)
    ON CONFLICT (session) DO UPDATE SET host = excluded.host, name = excluded.name,
        place = excluded.place, venue = excluded.venue, first_day = excluded.first_day,
        last_day = excluded.last_day, participants = excluded.participants,
        sector = excluded.sector, is_example = excluded.is_example
        WHERE s.siren = mine;
    IF NOT FOUND THEN
        RAISE 'this session is of another host' USING ERRCODE = '42501';
    END IF;
END $$;

-- The sealed head of a chain, after the rows beyond it are gone: those of a push that broke off
-- where
-- no transaction spans all servers, or of another client.
CREATE FUNCTION hub.push_chain(book uuid, letter text)
RETURNS TABLE (chain text, seq bigint, hash bytea, link bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
#variable_conflict use_column
DECLARE
    head_seq bigint;
BEGIN
    PERFORM hub.check_push(book, 0);
    PERFORM FROM hub.session WHERE session = book FOR UPDATE;
    SELECT coalesce(max(t.seq), 0) INTO head_seq FROM hub.till t
    WHERE t.session = book AND t.chain = letter;
    DELETE FROM hub.record WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.sale WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.sale_line WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.payment WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.closing WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.closing_rate WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.closing_till WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.charge WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.posting WHERE session = book AND chain = letter AND seq > head_seq;
    DELETE FROM hub.sharing WHERE session = book AND chain = letter AND seq > head_seq;    RETURN
        QUERY SELECT t.chain, t.seq, t.hash, t.link FROM hub.till t
    WHERE t.session = book AND t.chain = letter;
END $$;

CREATE FUNCTION hub.push_record(book uuid, letter text, seqs bigint[], kinds bigint[], numbers
    bigint[], days bigint[], hours bigint[], hashs bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(kinds), cardinality(numbers),
        cardinality(days), cardinality(hours), cardinality(hashs));
    INSERT INTO hub.record (session, chain, seq, kind, number, day, hour, hash)
    SELECT book, letter, u.seq, u.kind, u.number, date '1970-01-01' + u.day::int, u.hour, u.hash
    FROM unnest(seqs, kinds, numbers, days, hours, hashs) AS u(seq, kind, number, day, hour, hash);
END $$;
CREATE FUNCTION hub.push_sale(book uuid, letter text, seqs bigint[], numbers bigint[], grosss
    bigint[], nets bigint[], vats bigint[], is_refunds bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(numbers), cardinality(grosss),
        cardinality(nets), cardinality(vats), cardinality(is_refunds));
    INSERT INTO hub.sale (session, chain, seq, number, gross, net, vat, is_refund)
    SELECT book, letter, u.seq, u.number, u.gross, u.net, u.vat, u.is_refund <> 0
    FROM unnest(seqs, numbers, grosss, nets, vats, is_refunds) AS u(seq, number, gross, net, vat,
        is_refund);
END $$;
CREATE FUNCTION hub.push_sale_line(book uuid, letter text, seqs bigint[], lines bigint[], products
    bigint[], quantitys bigint[], discounts bigint[], grosss bigint[], nets bigint[], rates
    bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(lines), cardinality(products),
        cardinality(quantitys), cardinality(discounts), cardinality(grosss), cardinality(nets),
        cardinality(rates));
    INSERT INTO hub.sale_line (session, chain, seq, line, product, quantity, discount, gross, net,
        rate)
    SELECT book, letter, u.seq, u.line, u.product, u.quantity, u.discount, u.gross, u.net, u.rate
    FROM unnest(seqs, lines, products, quantitys, discounts, grosss, nets, rates) AS u(seq, line,
        product, quantity, discount, gross, net, rate);
END $$;
CREATE FUNCTION hub.push_payment(book uuid, letter text, seqs bigint[], ranks bigint[], modes
    bigint[], amounts bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(ranks), cardinality(modes),
        cardinality(amounts));
    INSERT INTO hub.payment (session, chain, seq, rank, mode, amount)
    SELECT book, letter, u.seq, u.rank, u.mode, u.amount
    FROM unnest(seqs, ranks, modes, amounts) AS u(seq, rank, mode, amount);
END $$;
CREATE FUNCTION hub.push_closing(book uuid, letter text, seqs bigint[], periods bigint[], numbers
    bigint[], days bigint[], first_tickets bigint[], last_tickets bigint[], ticketss bigint[],
    refundss bigint[], grosss bigint[], nets bigint[], vats bigint[], cashs bigint[], cards
    bigint[], cheques bigint[], vouchers bigint[], float_amounts bigint[], expecteds bigint[],
    counteds bigint[], differences bigint[], perpetuals bigint[], absolutes bigint[], heads
    bytea[], public_keys bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(periods), cardinality(numbers),
        cardinality(days), cardinality(first_tickets), cardinality(last_tickets),
        cardinality(ticketss), cardinality(refundss), cardinality(grosss), cardinality(nets),
        cardinality(vats), cardinality(cashs), cardinality(cards), cardinality(cheques),
        cardinality(vouchers), cardinality(float_amounts), cardinality(expecteds),
        cardinality(counteds), cardinality(differences), cardinality(perpetuals),
        cardinality(absolutes), cardinality(heads), cardinality(public_keys));
    INSERT INTO hub.closing (session, chain, seq, period, number, day, first_ticket, last_ticket,
        tickets, refunds, gross, net, vat, cash, card, cheque, voucher, float_amount, expected,
        counted, difference, perpetual, absolute, head, public_key)
    SELECT book, letter, u.seq, u.period, u.number, date '1970-01-01' + u.day::int,
        u.first_ticket, u.last_ticket, u.tickets, u.refunds, u.gross, u.net, u.vat, u.cash,
        u.card, u.cheque, u.voucher, u.float_amount, u.expected, u.counted, u.difference,
        u.perpetual, u.absolute, u.head, u.public_key
    FROM unnest(seqs, periods, numbers, days, first_tickets, last_tickets, ticketss, refundss,
        grosss, nets, vats, cashs, cards, cheques, vouchers, float_amounts, expecteds, counteds,
        differences, perpetuals, absolutes, heads, public_keys) AS u(seq, period, number, day,
        first_ticket, last_ticket, tickets, refunds, gross, net, vat, cash, card, cheque, voucher,
        float_amount, expected, counted, difference, perpetual, absolute, head, public_key) ON
        CONFLICT DO NOTHING;
END $$;
CREATE FUNCTION hub.push_closing_rate(book uuid, letter text, seqs bigint[], rates bigint[],
    grosss bigint[], nets bigint[], vats bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(rates), cardinality(grosss),
        cardinality(nets), cardinality(vats));
    INSERT INTO hub.closing_rate (session, chain, seq, rate, gross, net, vat)
    SELECT book, letter, u.seq, u.rate, u.gross, u.net, u.vat
    FROM unnest(seqs, rates, grosss, nets, vats) AS u(seq, rate, gross, net, vat);
END $$;
CREATE FUNCTION hub.push_closing_till(book uuid, letter text, seqs bigint[], tills text[],
    till_seqs bigint[], till_hashs bytea[], grosss bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(tills), cardinality(till_seqs),
        cardinality(till_hashs), cardinality(grosss));
    INSERT INTO hub.closing_till (session, chain, seq, till, till_seq, till_hash, gross)
    SELECT book, letter, u.seq, u.till, u.till_seq, u.till_hash, u.gross
    FROM unnest(seqs, tills, till_seqs, till_hashs, grosss) AS u(seq, till, till_seq, till_hash,
        gross);
END $$;
CREATE FUNCTION hub.push_charge(book uuid, letter text, seqs bigint[], days bigint[], categorys
    text[], nets bigint[], vats bigint[], paid_froms text[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(days), cardinality(categorys),
        cardinality(nets), cardinality(vats), cardinality(paid_froms));
    INSERT INTO hub.charge (session, chain, seq, day, category, net, vat, paid_from)
    SELECT book, letter, u.seq, date '1970-01-01' + u.day::int, u.category, u.net, u.vat,
        u.paid_from
    FROM unnest(seqs, days, categorys, nets, vats, paid_froms) AS u(seq, day, category, net, vat,
        paid_from);
END $$;
CREATE FUNCTION hub.push_posting(book uuid, letter text, seqs bigint[], lines bigint[], journals
    text[], days bigint[], accounts text[], debits bigint[], credits bigint[], document_days
    bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(lines), cardinality(journals),
        cardinality(days), cardinality(accounts), cardinality(debits), cardinality(credits),
        cardinality(document_days));
    INSERT INTO hub.posting (session, chain, seq, line, journal, day, account, debit, credit,
        document_day)
    SELECT book, letter, u.seq, u.line, u.journal, date '1970-01-01' + u.day::int, u.account,
        u.debit, u.credit, date '1970-01-01' + u.document_day::int
    FROM unnest(seqs, lines, journals, days, accounts, debits, credits, document_days) AS u(seq,
        line, journal, day, account, debit, credit, document_day);
END $$;
CREATE FUNCTION hub.push_sharing(book uuid, letter text, seqs bigint[], rules text[],
    reserve_rates bigint[], results bigint[], reserves bigint[], pools bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(seqs), cardinality(rules),
        cardinality(reserve_rates), cardinality(results), cardinality(reserves),
        cardinality(pools));
    INSERT INTO hub.sharing (session, chain, seq, rule, reserve_rate, result, reserve, pool)
    SELECT book, letter, u.seq, u.rule, u.reserve_rate, u.result, u.reserve, u.pool
    FROM unnest(seqs, rules, reserve_rates, results, reserves, pools) AS u(seq, rule,
        reserve_rate, result, reserve, pool);
END $$;
-- Values as docs/journal-format.md writes them.
CREATE FUNCTION hub.put_int(value bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT '\x69'::bytea || int8send(value) $$;
CREATE FUNCTION hub.put_text(value text) RETURNS bytea LANGUAGE sql STABLE AS
$$ SELECT '\x74'::bytea || int4send(octet_length(value)) || convert_to(value, 'UTF8') $$;
CREATE FUNCTION hub.put_bytes(value bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT '\x62'::bytea || int4send(length(value)) || value $$;

-- The bytes of each row as it is stored, to be hashed in this order.
CREATE FUNCTION hub.row_bytes(book uuid, letter text, after_seq bigint, last_seq bigint)
RETURNS TABLE (seq bigint, part int, line bigint, bytes bytea)
LANGUAGE sql STABLE AS $$
    SELECT seq, 0, 0::bigint, hub.put_text(chain) || hub.put_int(seq) || hub.put_int(kind) ||
        hub.put_int(number) || hub.put_int(day - date '1970-01-01') || hub.put_int(hour) ||
        hub.put_bytes(hash)
    FROM hub.record WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 1, 0::bigint, '\x720105'::bytea || hub.put_int(number) || hub.put_int(gross) ||
        hub.put_int(net) || hub.put_int(vat) || hub.put_int(is_refund::int)
    FROM hub.sale WHERE session = book AND chain = letter AND seq > after_seq AND seq <= last_seq
    UNION ALL
    SELECT seq, 2, line::bigint, '\x720207'::bytea || hub.put_int(line) || hub.put_int(product) ||
        hub.put_int(quantity) || hub.put_int(discount) || hub.put_int(gross) || hub.put_int(net)
        || hub.put_int(rate)
    FROM hub.sale_line WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 3, rank::bigint, '\x720303'::bytea || hub.put_int(rank) || hub.put_int(mode) ||
        hub.put_int(amount)
    FROM hub.payment WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 4, 0::bigint, '\x720416'::bytea || hub.put_int(period) || hub.put_int(number) ||
        hub.put_int(day - date '1970-01-01') || hub.put_int(first_ticket) ||
        hub.put_int(last_ticket) || hub.put_int(tickets) || hub.put_int(refunds) ||
        hub.put_int(gross) || hub.put_int(net) || hub.put_int(vat) || hub.put_int(cash) ||
        hub.put_int(card) || hub.put_int(cheque) || hub.put_int(voucher) ||
        hub.put_int(float_amount) || hub.put_int(expected) || CASE WHEN counted IS NULL THEN
        '\x6e' ELSE hub.put_int(counted) END || hub.put_int(difference) || hub.put_int(perpetual)
        || hub.put_int(absolute) || hub.put_bytes(head) || hub.put_bytes(public_key)
    FROM hub.closing WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 5, rate::bigint, '\x720504'::bytea || hub.put_int(rate) || hub.put_int(gross) ||
        hub.put_int(net) || hub.put_int(vat)
    FROM hub.closing_rate WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 6, ascii(till)::bigint, '\x720604'::bytea || hub.put_text(till) ||
        hub.put_int(till_seq) || hub.put_bytes(till_hash) || hub.put_int(gross)
    FROM hub.closing_till WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 7, 0::bigint, '\x720705'::bytea || hub.put_int(day - date '1970-01-01') ||
        hub.put_text(category) || hub.put_int(net) || hub.put_int(vat) || hub.put_text(paid_from)
    FROM hub.charge WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 8, line::bigint, '\x720807'::bytea || hub.put_int(line) || hub.put_text(journal)
        || hub.put_int(day - date '1970-01-01') || hub.put_text(account) || hub.put_int(debit) ||
        hub.put_int(credit) || hub.put_int(document_day - date '1970-01-01')
    FROM hub.posting WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq
    UNION ALL
    SELECT seq, 9, 0::bigint, '\x720905'::bytea || hub.put_text(rule) || hub.put_int(reserve_rate)
        || hub.put_int(result) || hub.put_int(reserve) || hub.put_int(pool)
    FROM hub.sharing WHERE session = book AND chain = letter AND seq > after_seq AND seq <=
        last_seq$$;

-- What does not hold in the rows beyond `after_seq`, in a sentence; null when all holds.
CREATE FUNCTION hub.find_fault(book uuid, letter text, after_seq bigint, last_seq bigint)
RETURNS text LANGUAGE plpgsql STABLE SET enable_nestloop = off SET jit = off AS $$
DECLARE
    bad bigint;
BEGIN
    SELECT count(*) INTO bad FROM hub.record r
    WHERE r.session = book AND r.chain = letter AND r.seq > after_seq AND r.seq <= last_seq;
    IF bad <> last_seq - after_seq THEN
        RETURN format('gap: till %s: %s records of %s', letter, bad, last_seq - after_seq);
    END IF;
    PERFORM FROM hub.closing c WHERE c.session = book AND c.chain = letter AND c.seq = last_seq;
    IF NOT FOUND THEN
        RETURN format('till %s: record %s is no closing', letter, last_seq);
    END IF;
    SELECT part.seq INTO bad FROM (
        SELECT s.seq, s.gross, s.net, s.gross AS due FROM hub.sale s
        WHERE s.session = book AND s.chain = letter AND s.seq > after_seq AND s.seq <= last_seq
        UNION ALL
        SELECT l.seq, -l.gross, -l.net, 0 FROM hub.sale_line l
        WHERE l.session = book AND l.chain = letter AND l.seq > after_seq AND l.seq <= last_seq
        UNION ALL
        SELECT p.seq, 0, 0, -p.amount FROM hub.payment p
        WHERE p.session = book AND p.chain = letter AND p.seq > after_seq AND p.seq <= last_seq
    ) AS part GROUP BY part.seq
    HAVING sum(part.gross) <> 0 OR sum(part.net) <> 0 OR sum(part.due) <> 0 LIMIT 1;
    IF FOUND THEN
        RETURN format('till %s, record %s: lines or payments do not make the sale', letter, bad);
    END IF;
    SELECT p.seq INTO bad FROM hub.posting p
    WHERE p.session = book AND p.chain = letter AND p.seq > after_seq AND p.seq <= last_seq
    GROUP BY p.seq HAVING sum(p.debit) <> sum(p.credit) LIMIT 1;
    IF FOUND THEN
        RETURN format('till %s, record %s: the entry does not balance', letter, bad);
    END IF;
    -- By sequence and not by ticket number: numbers may jump after an older copy was put back.
    WITH flow AS (
        SELECT s.seq, s.gross, s.net, s.vat FROM hub.sale s
        WHERE s.session = book AND s.chain = letter AND s.seq <= last_seq
        UNION ALL
        SELECT c.seq, 0, 0, 0 FROM hub.closing c
        WHERE c.session = book AND c.chain = letter AND c.seq <= last_seq
    ), running AS (
        SELECT f.seq, sum(f.gross) OVER w AS gross, sum(f.net) OVER w AS net,
            sum(f.vat) OVER w AS vat
        FROM flow f WINDOW w AS (ORDER BY f.seq)
    ), closed AS (
        SELECT c.seq, c.gross, c.net, c.vat, c.perpetual, r.gross AS total,
            r.gross - coalesce(lag(r.gross) OVER w, 0) AS sold_gross,
            r.net - coalesce(lag(r.net) OVER w, 0) AS sold_net,
            r.vat - coalesce(lag(r.vat) OVER w, 0) AS sold_vat
        FROM hub.closing c JOIN running r USING (seq)
        WHERE c.session = book AND c.chain = letter AND c.seq <= last_seq
        WINDOW w AS (PARTITION BY c.period ORDER BY c.seq)
    )
    SELECT c.seq INTO bad FROM closed c
    WHERE c.seq > after_seq AND (c.gross, c.net, c.vat, c.perpetual) IS DISTINCT FROM
        (c.sold_gross, c.sold_net, c.sold_vat, c.total) LIMIT 1;
    IF FOUND THEN
        RETURN format('till %s, record %s: the closing is not the sum of its sales', letter, bad);
    END IF;
    RETURN NULL;
END $$;

-- The link of the extract after `last_seq`: SHA-256(link before, bytes of the record), one after
-- another.
CREATE FUNCTION hub.find_link(book uuid, letter text, after_seq bigint, last_seq bigint, link
    bytea)
RETURNS bytea LANGUAGE plpgsql STABLE SET enable_nestloop = off SET enable_hashagg = off
SET jit = off AS $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT string_agg(sorted.bytes, ''::bytea) AS bytes FROM (
        SELECT r.seq, r.bytes FROM hub.row_bytes(book, letter, after_seq, last_seq) r
        ORDER BY r.seq, r.part, r.line) AS sorted GROUP BY sorted.seq ORDER BY sorted.seq
    LOOP
        link := sha256(link || one.bytes);
    END LOOP;
    RETURN link;
END $$;

-- Nothing counts before this. Recomputes the link from the rows that are stored.
CREATE FUNCTION hub.push_seal(book uuid, letter text, last_seq bigint, proofs bytea[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE
    before hub.till;
    fault text;
BEGIN
    PERFORM hub.check_push(book, 0);
    PERFORM FROM hub.session WHERE session = book FOR UPDATE;
    SELECT t.* INTO before FROM hub.till t WHERE session = book AND chain = letter;
    IF last_seq <= coalesce(before.seq, 0) THEN
        RAISE 'older copy: till % is known up to record %', letter, before.seq;
    END IF;
    fault := hub.find_fault(book, letter, coalesce(before.seq, 0), last_seq);
    IF fault IS NOT NULL THEN
        RAISE '%', fault;
    END IF;
    IF hub.find_link(book, letter, coalesce(before.seq, 0), last_seq,
            coalesce(before.link, decode(repeat('00', 32), 'hex'))) IS DISTINCT FROM proofs[1]
                THEN
        RAISE 'till %: the chain of what was sent is broken', letter;
    END IF;
    INSERT INTO hub.till SELECT book, letter, last_seq, r.hash, proofs[1], proofs[2], proofs[3]
    FROM hub.record r WHERE r.session = book AND r.chain = letter AND r.seq = last_seq
    ON CONFLICT (session, chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash,
        link = excluded.link, link_signature = excluded.link_signature,
        public_key = excluded.public_key;
END $$;

-- Counts are replaced: answers may be corrected.
CREATE FUNCTION hub.push_answers(book uuid, statements text[], participants bigint[],
    yess bigint[], littles bigint[], nos bigint[], unknowns bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(statements), cardinality(participants),
        cardinality(yess), cardinality(littles), cardinality(nos), cardinality(unknowns));
    DELETE FROM hub.answer_count WHERE session = book;
    INSERT INTO hub.answer_count
    SELECT book, u.* FROM unnest(statements, participants, yess, littles, nos, unknowns) AS u;
END $$;
CREATE FUNCTION hub.push_ratings(book uuid, grids text[], versions bigint[], volets text[],
    raters text[], peoples bigint[], showns bigint[], ups bigint[], sames bigint[], downs
        bigint[])
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, cardinality(grids), cardinality(versions), cardinality(volets),
        cardinality(raters), cardinality(peoples), cardinality(showns), cardinality(ups),
        cardinality(sames), cardinality(downs));
    DELETE FROM hub.rating_count WHERE session = book;
    INSERT INTO hub.rating_count SELECT book, u.*
    FROM unnest(grids, versions, volets, raters, peoples, showns, ups, sames, downs) AS u;
END $$;

-- The last call: the figures of the session, from the sealed rows and from the book's own result.
CREATE FUNCTION hub.push_close(book uuid, result bigint[], p_digest bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
    PERFORM hub.check_push(book, 0);
    IF cardinality(result) <> 9 THEN
        RAISE 'the result has nine figures';
    END IF;
    DELETE FROM hub.figure WHERE session = book;
    INSERT INTO hub.figure
    SELECT book, s.tickets, s.refunds, s.gross, s.net, s.vat, p.cash, p.card, p.cheque, p.voucher,
        p.other, c.charges, result[1], result[2], result[3], result[4], result[5], result[6],
        result[7], result[8], result[9]
    FROM (SELECT count(*) FILTER (WHERE NOT is_refund) AS tickets,
              count(*) FILTER (WHERE is_refund) AS refunds, coalesce(sum(gross), 0) AS gross,
              coalesce(sum(net), 0) AS net, coalesce(sum(vat), 0) AS vat
          FROM hub.sale JOIN hub.till t USING (session, chain)
          WHERE session = book AND sale.seq <= t.seq) AS s,
        (SELECT coalesce(sum(amount) FILTER (WHERE mode = 1), 0) AS cash,
              coalesce(sum(amount) FILTER (WHERE mode = 2), 0) AS card,
              coalesce(sum(amount) FILTER (WHERE mode = 3), 0) AS cheque,
              coalesce(sum(amount) FILTER (WHERE mode = 4), 0) AS voucher,
              coalesce(sum(amount) FILTER (WHERE mode > 4), 0) AS other
          FROM hub.payment JOIN hub.till t USING (session, chain)
          WHERE session = book AND payment.seq <= t.seq) AS p,
        (SELECT coalesce(sum(net + vat), 0) AS charges
          FROM hub.charge JOIN hub.till t USING (session, chain)
          WHERE session = book AND charge.seq <= t.seq) AS c;
    UPDATE hub.session SET digest = p_digest, closed = now() WHERE session = book;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA hub TO hub_host;
REVOKE EXECUTE ON FUNCTION hub.find_fault, hub.find_link, hub.row_bytes FROM hub_host;
