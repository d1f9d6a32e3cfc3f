-- The ledger's part of a book. Amounts are euro cents VAT included unless the
-- comment says net; quantities are thousandths; rates are basis points.
--
-- A fact belongs to one record of the sealed journal: it carries its chain
-- ('A' real events of till A, 'a' its practice) and its sequence, or, for the
-- rows of a ticket, the number that the record names. The columns after those
-- keys are sealed in the order they stand here (docs/journal-format.md).
-- A column marked (2) is sealed by records of form 2 only: with one of form 1 it holds NULL where
-- it may, else 0 or ''. Such columns stand last, so that the rows of form 1 stay what they were.
--
-- A fact is written before its record, whose hash covers it; a foreign key to
-- record would have to be deferred, and SQLite then looks through every fact
-- table at each record: all sales, for want of an index by sequence that would
-- cost two pages a sale. The hash is the stronger link: verify names a fact
-- without its record, and the reverse.

CREATE TABLE record (
    chain TEXT NOT NULL CHECK (length(chain) = 1),
    seq INTEGER NOT NULL CHECK (seq >= 1), -- 1, 2, 3 … without gaps
    form INTEGER NOT NULL CHECK (form IN (1, 2)), -- of its canonical bytes
    kind INTEGER NOT NULL, -- enum record_kind
    number INTEGER NOT NULL CHECK (number >= 0), -- ticket or closing number, 0 none
    time INTEGER NOT NULL, -- UTC seconds when it was recorded
    offset INTEGER NOT NULL CHECK (offset BETWEEN -1080 AND 1080), -- minutes, wall clock - UTC
    operator TEXT NOT NULL, -- badge, 'animator' or 'host'
    tutor TEXT NOT NULL, -- badge or role beside a practice operator, ''
    gross INTEGER NOT NULL, -- running: perpetual total, refunds negative
    absolute INTEGER NOT NULL, -- running: perpetual total of absolute amounts
    tickets INTEGER NOT NULL, -- running: sales
    refunds INTEGER NOT NULL, -- running: refunds
    cash INTEGER NOT NULL, -- running: cash kept, after change and refunds
    card INTEGER NOT NULL, -- running
    cheque INTEGER NOT NULL, -- running
    voucher INTEGER NOT NULL, -- running
    drawer INTEGER NOT NULL, -- cash expected in the drawer now
    float INTEGER NOT NULL, -- float of the present period
    other INTEGER NOT NULL, -- running (2): further means of payment
    cash_in INTEGER NOT NULL, -- running (2): put into the drawer
    cash_out INTEGER NOT NULL, -- running (2): taken out, charges paid from the drawer included
    hash BLOB NOT NULL CHECK (length(hash) = 32), -- SHA-256(previous hash, canonical bytes)
    signature BLOB NOT NULL CHECK (length(signature) = 64), -- Ed25519 of hash
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sale (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1), -- 1, 2, 3 … without gaps
    seq INTEGER NOT NULL, -- its record
    time INTEGER NOT NULL, -- UTC seconds of the sale: earlier than the record's for a late entry
    offset INTEGER NOT NULL, -- minutes
    flags INTEGER NOT NULL, -- enum sale_flag
    seller TEXT NOT NULL, -- badge or role
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    change INTEGER NOT NULL CHECK (change >= 0), -- cash handed back
    line_count INTEGER NOT NULL CHECK (line_count >= 1),
    refund_chain TEXT NOT NULL, -- original ticket of a refund, ''
    refund_number INTEGER NOT NULL, -- 0 none
    source_key TEXT NOT NULL, -- key in an imported file, ''
    paper TEXT NOT NULL, -- number on the paper sheet of a late entry, ''
    day INTEGER, -- (2) accounting day: the civil day of the record, cut at `day-cut`
    CHECK (gross = net + vat),
    PRIMARY KEY (chain, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sale_by_source_key ON sale (source_key) WHERE source_key <> '';
CREATE INDEX sale_by_refund ON sale (refund_chain, refund_number) WHERE refund_number > 0;
-- The first ticket of each accounting day: what a closing sums by day lies between them.
CREATE INDEX sale_by_day_start ON sale (chain, number) WHERE flags & 64 <> 0;

CREATE TABLE sale_line (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line >= 1), -- 1, 2, 3 …
    code TEXT NOT NULL, -- product code, '' for an unknown article
    label TEXT NOT NULL, -- as it was sold
    quantity INTEGER NOT NULL CHECK (quantity <> 0), -- thousandths, negative on a refund
    price INTEGER NOT NULL CHECK (price >= 0), -- of one unit
    discount INTEGER NOT NULL, -- quantity × price − gross, line and ticket discounts together
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    refund_line INTEGER NOT NULL, -- line of the original ticket, 0 none
    PRIMARY KEY (chain, number, line),
    FOREIGN KEY (chain, number) REFERENCES sale (chain, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    mode INTEGER NOT NULL CHECK (mode BETWEEN 1 AND 5), -- cash, card, cheque, voucher, other
    given INTEGER NOT NULL, -- negative: paid back
    change INTEGER NOT NULL CHECK (change >= 0),
    amount INTEGER NOT NULL, -- given - change
    slip TEXT NOT NULL, -- number on the card terminal's slip or the cheque, ''
    means TEXT NOT NULL, -- (2) which further means, '' for the first four modes
    CHECK (amount = given - change),
    PRIMARY KEY (chain, number, rank),
    FOREIGN KEY (chain, number) REFERENCES sale (chain, number)
) STRICT, WITHOUT ROWID;

-- One row per rate that the chain has ever sold at, also where this ticket has none of it,
-- so that the last ticket holds the running total of every rate.
CREATE TABLE rate_total (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    rate INTEGER NOT NULL,
    gross INTEGER NOT NULL, -- of this ticket
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    running_gross INTEGER NOT NULL, -- of the chain up to this ticket
    running_net INTEGER NOT NULL,
    running_vat INTEGER NOT NULL,
    CHECK (gross = net + vat),
    PRIMARY KEY (chain, number, rate),
    FOREIGN KEY (chain, number) REFERENCES sale (chain, number)
) STRICT, WITHOUT ROWID;

-- Likewise one row per further means that the chain has ever taken (2).
CREATE TABLE means_total (
    chain TEXT NOT NULL,
    number INTEGER NOT NULL,
    means TEXT NOT NULL,
    amount INTEGER NOT NULL, -- of this ticket
    running INTEGER NOT NULL, -- of the chain up to this ticket
    PRIMARY KEY (chain, number, means),
    FOREIGN KEY (chain, number) REFERENCES sale (chain, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_movement (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    amount INTEGER NOT NULL, -- float set, or amount in (positive) or out (negative)
    reason TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_count (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount >= 0), -- counted
    expected INTEGER NOT NULL, -- drawer at that moment
    replaces_seq INTEGER NOT NULL, -- the count that this one corrects, 0 none
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE count_piece (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    value INTEGER NOT NULL CHECK (value > 0), -- note or coin
    pieces INTEGER NOT NULL CHECK (pieces >= 0),
    PRIMARY KEY (chain, seq, value),
    FOREIGN KEY (chain, seq) REFERENCES cash_count (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    period INTEGER NOT NULL CHECK (period BETWEEN 1 AND 3), -- day, month, session
    number INTEGER NOT NULL CHECK (number >= 1), -- Z number, of its period
    day INTEGER NOT NULL, -- business day, days since 1970-01-01
    first_ticket INTEGER NOT NULL, -- first ticket number of the period
    last_ticket INTEGER NOT NULL, -- last one; first - 1 when nothing was sold
    tickets INTEGER NOT NULL,
    refunds INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    cash INTEGER NOT NULL,
    card INTEGER NOT NULL,
    cheque INTEGER NOT NULL,
    voucher INTEGER NOT NULL,
    float INTEGER NOT NULL,
    expected INTEGER NOT NULL, -- cash expected in the drawer
    counted INTEGER, -- NULL: not counted
    difference INTEGER NOT NULL, -- counted - expected, 0 when not counted
    reason TEXT NOT NULL,
    perpetual INTEGER NOT NULL, -- running gross, never reset
    absolute INTEGER NOT NULL,
    head BLOB NOT NULL, -- hash of the record before this one
    public_key BLOB NOT NULL,
    other INTEGER NOT NULL, -- (2)
    cash_in INTEGER NOT NULL, -- (2)
    cash_out INTEGER NOT NULL, -- (2)
    opened INTEGER, -- (2) UTC seconds of the first record of the period
    from_day INTEGER, -- (2) first accounting day of its tickets; without any, the day it closes
    to_day INTEGER, -- (2) last one
    waiting INTEGER NOT NULL, -- (2) parked tickets
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing_rate (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rate INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    PRIMARY KEY (chain, seq, rate),
    FOREIGN KEY (chain, seq) REFERENCES closing (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing_means ( -- (2) the further means of the period that are not 0
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    means TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (chain, seq, means),
    FOREIGN KEY (chain, seq) REFERENCES closing (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE closing_day ( -- (2) of a day closing: its rates, accounting day by accounting day
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    day INTEGER NOT NULL, -- days since 1970-01-01
    rate INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    PRIMARY KEY (chain, seq, day, rate),
    FOREIGN KEY (chain, seq) REFERENCES closing (chain, seq)
) STRICT, WITHOUT ROWID;

-- What a session closing closes besides its own chain: the other tills as they were merged.
CREATE TABLE closing_till (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    till TEXT NOT NULL, -- the other chain
    till_seq INTEGER NOT NULL, -- its last record
    till_hash BLOB NOT NULL,
    gross INTEGER NOT NULL, -- its perpetual total
    PRIMARY KEY (chain, seq, till),
    FOREIGN KEY (chain, seq) REFERENCES closing (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE charge (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    day INTEGER NOT NULL, -- of the document, days since 1970-01-01
    label TEXT NOT NULL,
    category TEXT NOT NULL, -- code of ledger/charges.c
    net INTEGER NOT NULL, -- net of VAT
    vat INTEGER NOT NULL,
    supplier TEXT NOT NULL,
    document TEXT NOT NULL, -- number on the invoice
    paid_from TEXT NOT NULL, -- 'host', 'drawer' or the badge of who advanced it
    cancels_chain TEXT NOT NULL, -- (2) the charge that this one takes back, ''
    cancels_seq INTEGER NOT NULL, -- (2) 0 none
    reason TEXT NOT NULL, -- (2) of a correction, ''
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE posting (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line >= 1),
    journal TEXT NOT NULL, -- VE, CA, AC, OD
    day INTEGER NOT NULL, -- accounting day
    account TEXT NOT NULL,
    account_label TEXT NOT NULL,
    auxiliary TEXT NOT NULL, -- badge for account 467, ''
    label TEXT NOT NULL,
    debit INTEGER NOT NULL CHECK (debit >= 0),
    credit INTEGER NOT NULL CHECK (credit >= 0),
    document TEXT NOT NULL,
    document_day INTEGER NOT NULL,
    use TEXT NOT NULL, -- (2) what it is for, whatever the account: cash, sales:550, charge:hire …
    CHECK (debit = 0 OR credit = 0),
    PRIMARY KEY (chain, seq, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE sharing (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rule TEXT NOT NULL, -- equal, minutes, points, mix, manual
    mix_percent INTEGER NOT NULL, -- basis points shared equally under 'mix'
    reserve_rate INTEGER NOT NULL, -- basis points
    result INTEGER NOT NULL,
    reserve INTEGER NOT NULL,
    pool INTEGER NOT NULL, -- to share
    votes_for INTEGER NOT NULL,
    votes_against INTEGER NOT NULL,
    votes_abstain INTEGER NOT NULL,
    is_secret INTEGER NOT NULL CHECK (is_secret IN (0, 1)),
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE share (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rank INTEGER NOT NULL, -- order of the list
    badge TEXT NOT NULL,
    weight INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (chain, seq, rank),
    FOREIGN KEY (chain, seq) REFERENCES sharing (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_fact (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    price INTEGER NOT NULL CHECK (price >= 0),
    rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    barcode TEXT NOT NULL,
    category TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('piece', 'kg')),
    cost INTEGER NOT NULL, -- net cost of one unit, -1 unknown
    allergens TEXT NOT NULL,
    fibres TEXT NOT NULL,
    use_by INTEGER, -- day, NULL none: sale refused after it
    best_before INTEGER, -- day, NULL none: sale warned after it
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)), -- (2) no longer sold
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_movement (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    quantity INTEGER NOT NULL, -- thousandths in (positive) or out (negative)
    reason TEXT NOT NULL, -- produced, lost, given, correction
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting_fact (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (chain, seq, rank)
) STRICT, WITHOUT ROWID;

-- Who was there (2), of which shares are made. Why not, in free words, stays outside the journal.
CREATE TABLE presence (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    badge TEXT NOT NULL,
    day INTEGER NOT NULL, -- J1..J150 as 1..150
    half INTEGER NOT NULL CHECK (half IN (0, 1)), -- morning, afternoon
    minutes INTEGER, -- NULL: the call is taken back
    code TEXT NOT NULL, -- 'excused', ''
    PRIMARY KEY (chain, seq, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_fact ( -- (2)
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    badge TEXT NOT NULL,
    use TEXT NOT NULL, -- word of the use
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'stop')),
    day INTEGER NOT NULL, -- days since 1970-01-01: decided on
    until INTEGER, -- day until which a yes holds, NULL no limit
    noted_by TEXT NOT NULL, -- who noted it: badge or role
    paper TEXT NOT NULL, -- reference of the signed paper, ''
    PRIMARY KEY (chain, seq, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE means_fact ( -- (2) a further means of payment as it is taken from now on
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    means TEXT NOT NULL,
    label TEXT NOT NULL,
    account TEXT NOT NULL, -- '' the usual one
    change INTEGER NOT NULL CHECK (change IN (0, 1)), -- gives change
    drawer INTEGER NOT NULL CHECK (drawer IN (0, 1)), -- lies in the drawer
    number INTEGER NOT NULL CHECK (number IN (0, 1)), -- a slip number is asked for
    max INTEGER NOT NULL, -- of one payment, 0 no limit
    PRIMARY KEY (chain, seq, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE document ( -- (2) a quote, an invoice, a credit note
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('quote', 'invoice', 'credit')),
    number TEXT NOT NULL,
    day INTEGER NOT NULL, -- days since 1970-01-01
    due_day INTEGER,
    client TEXT NOT NULL, -- code of the client
    client_name TEXT NOT NULL,
    client_address TEXT NOT NULL,
    client_siren TEXT NOT NULL,
    client_vat TEXT NOT NULL,
    refers TEXT NOT NULL, -- number of the document that this one follows, ''
    terms TEXT NOT NULL,
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    vat INTEGER NOT NULL,
    CHECK (gross = net + vat),
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_line ( -- (2)
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line >= 1),
    label TEXT NOT NULL,
    quantity INTEGER NOT NULL, -- thousandths
    price INTEGER NOT NULL, -- of one unit
    rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    gross INTEGER NOT NULL,
    net INTEGER NOT NULL,
    day INTEGER, -- of the service, NULL none
    place TEXT NOT NULL,
    PRIMARY KEY (chain, seq, line),
    FOREIGN KEY (chain, seq) REFERENCES document (chain, seq)
) STRICT, WITHOUT ROWID;

-- (2) An older copy was put back and selling goes on: ticket numbers go on from the newest that
-- is known outside the book.
CREATE TABLE jump (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    from_ticket INTEGER NOT NULL, -- last number in this book
    to_ticket INTEGER NOT NULL, -- last number that was given elsewhere
    seen_seq INTEGER NOT NULL, -- the newest record that was seen
    seen_hash BLOB NOT NULL,
    lost_count INTEGER, -- tickets that are missing here, NULL unknown
    lost_gross INTEGER, -- their sum, NULL unknown
    reason TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

-- What the remaining kinds of record say: a print, a key, a refusal, an import …
CREATE TABLE note (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;

-- What follows is not sealed: it is either proved equal to the facts by `verify`, or no fact.

CREATE TABLE product ( -- the present state of each product
    code TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL, -- order of the tiles: people move them, no fact holds it
    label TEXT NOT NULL,
    price INTEGER NOT NULL,
    rate INTEGER NOT NULL,
    barcode TEXT NOT NULL,
    category TEXT NOT NULL,
    unit TEXT NOT NULL,
    cost INTEGER NOT NULL,
    allergens TEXT NOT NULL,
    fibres TEXT NOT NULL,
    use_by INTEGER,
    best_before INTEGER,
    retired INTEGER NOT NULL DEFAULT 0, -- no longer offered nor sold
    sold INTEGER NOT NULL DEFAULT 0, -- thousandths, refunds taken off, real sales only
    sold_gross INTEGER NOT NULL DEFAULT 0,
    moved INTEGER NOT NULL DEFAULT 0, -- thousandths produced - lost - given; stock = moved - sold
    has_stock INTEGER NOT NULL DEFAULT 0 CHECK (has_stock IN (0, 1)) -- 0: stock is not followed
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX product_by_barcode ON product (barcode) WHERE barcode <> '';

CREATE TABLE product_picture ( -- what its tile shows, small
    code TEXT NOT NULL PRIMARY KEY,
    png BLOB NOT NULL CHECK (length(png) <= 24576)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting ( -- the present value of each setting
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local ( -- what differs between copies of a book: which till this file is
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE parked (
    name TEXT NOT NULL PRIMARY KEY,
    time INTEGER NOT NULL, -- UTC seconds
    ticket BLOB NOT NULL -- ticket_save()
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
    role TEXT NOT NULL PRIMARY KEY CHECK (role IN ('animator', 'host')),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    cost INTEGER NOT NULL, -- scrypt N
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    failures INTEGER NOT NULL DEFAULT 0, -- wrong tries in a row
    next_try INTEGER NOT NULL DEFAULT 0 -- UTC seconds before which no try is looked at
) STRICT, WITHOUT ROWID;

CREATE TABLE client ( -- of services; what a document said of one is sealed with it
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 15),
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    siren TEXT NOT NULL, -- '' a private person
    vat_number TEXT NOT NULL,
    email TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job ( -- what is done for a client
    id INTEGER PRIMARY KEY,
    client TEXT NOT NULL REFERENCES client (key),
    service TEXT NOT NULL CHECK (service <> ''),
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- thousandths
    price INTEGER NOT NULL CHECK (price > 0), -- of one, VAT included
    rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    day INTEGER, -- days since 1970-01-01, NULL not yet
    place TEXT NOT NULL,
    quote TEXT NOT NULL DEFAULT '', -- number of the document, '' none
    invoice TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE job_hours (
    job INTEGER NOT NULL REFERENCES job (id),
    badge TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    PRIMARY KEY (job, badge)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job ( -- papers asked for; what came of each is known, or said not to be
    id INTEGER PRIMARY KEY,
    paper TEXT NOT NULL, -- "receipt:A-42", "z:3", "labels:C1:12"
    copy INTEGER NOT NULL CHECK (copy >= 0), -- of a receipt: 0 ORIGINAL, n DUPLICATA n
    time INTEGER NOT NULL, -- UTC seconds when it was asked for
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 7), -- enum print_state
    reason TEXT NOT NULL -- what the printer said when it did not print, ''
) STRICT;
CREATE INDEX print_job_by_state ON print_job (state) WHERE state IN (1, 2, 4, 5);

-- triggers
-- `verify` wants these texts word by word in every book: another wording is another schema version.
-- What was recorded is never changed nor removed: a mistake is corrected by a new record.
CREATE TRIGGER record_no_update BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER record_no_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rate_total_no_update BEFORE UPDATE ON rate_total
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER rate_total_no_delete BEFORE DELETE ON rate_total
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_count_no_update BEFORE UPDATE ON cash_count
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER cash_count_no_delete BEFORE DELETE ON cash_count
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER count_piece_no_update BEFORE UPDATE ON count_piece
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER count_piece_no_delete BEFORE DELETE ON count_piece
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_rate_no_update BEFORE UPDATE ON closing_rate
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_rate_no_delete BEFORE DELETE ON closing_rate
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_till_no_update BEFORE UPDATE ON closing_till
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_till_no_delete BEFORE DELETE ON closing_till
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER charge_no_update BEFORE UPDATE ON charge
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER charge_no_delete BEFORE DELETE ON charge
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sharing_no_update BEFORE UPDATE ON sharing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER sharing_no_delete BEFORE DELETE ON sharing
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER share_no_update BEFORE UPDATE ON share
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER share_no_delete BEFORE DELETE ON share
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER product_fact_no_update BEFORE UPDATE ON product_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER product_fact_no_delete BEFORE DELETE ON product_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_movement_no_update BEFORE UPDATE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER stock_movement_no_delete BEFORE DELETE ON stock_movement
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setting_fact_no_update BEFORE UPDATE ON setting_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER setting_fact_no_delete BEFORE DELETE ON setting_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER note_no_delete BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER means_total_no_update BEFORE UPDATE ON means_total
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER means_total_no_delete BEFORE DELETE ON means_total
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_means_no_update BEFORE UPDATE ON closing_means
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_means_no_delete BEFORE DELETE ON closing_means
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_day_no_update BEFORE UPDATE ON closing_day
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER closing_day_no_delete BEFORE DELETE ON closing_day
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER presence_no_update BEFORE UPDATE ON presence
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER presence_no_delete BEFORE DELETE ON presence
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER consent_fact_no_update BEFORE UPDATE ON consent_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER consent_fact_no_delete BEFORE DELETE ON consent_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER means_fact_no_update BEFORE UPDATE ON means_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER means_fact_no_delete BEFORE DELETE ON means_fact
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_line_no_update BEFORE UPDATE ON document_line
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER document_line_no_delete BEFORE DELETE ON document_line
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER jump_no_update BEFORE UPDATE ON jump
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER jump_no_delete BEFORE DELETE ON jump
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
