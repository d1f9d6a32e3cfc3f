-- The programme's part of a book: people, days, presence, ratings, answers.
--
-- These tables are outside the sealed journal: they can be corrected (with a
-- reason once the session is closed) and a person can be erased from them.
-- The till knows people by badge only. Days are numbers 1..n (J1..Jn), so that
-- a date can move without losing what was recorded on it.

CREATE TABLE programme ( -- one row
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4), -- enum session_state
    creation_last INTEGER NOT NULL CHECK (creation_last >= 0), -- last day of first ratings, 0 none
    sale_day INTEGER NOT NULL CHECK (sale_day > creation_last), -- from there on last ratings
    second_tongue TEXT NOT NULL -- language beside French on papers, '' none
) STRICT;

CREATE TABLE session_day (
    day INTEGER PRIMARY KEY CHECK (day BETWEEN 1 AND 150), -- J1..J150
    date INTEGER UNIQUE, -- days since 1970-01-01, NULL not chosen yet
    planned_am INTEGER NOT NULL CHECK (planned_am BETWEEN 0 AND 720), -- minutes, 0 no activity
    planned_pm INTEGER NOT NULL CHECK (planned_pm BETWEEN 0 AND 720), -- minutes, 0 no activity
    note TEXT NOT NULL, -- the animator's note of the day
    steps TEXT NOT NULL DEFAULT '' -- 'start offer': what the day is for; '' as the day before
) STRICT;

CREATE TABLE checked_step ( -- what was ticked on a day's list
    day INTEGER NOT NULL REFERENCES session_day (day),
    step TEXT NOT NULL, -- as in the day's list
    PRIMARY KEY (day, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction ( -- what changed after the session was closed
    id INTEGER PRIMARY KEY,
    time INTEGER NOT NULL, -- UTC seconds
    what TEXT NOT NULL CHECK (what <> ''), -- in words, by badge
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction
    BEGIN SELECT RAISE(ABORT, 'a correction stays visible'); END;
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction
    BEGIN SELECT RAISE(ABORT, 'a correction stays visible'); END;

CREATE TABLE participant (
    badge TEXT PRIMARY KEY CHECK (length(badge) BETWEEN 1 AND 15),
    position INTEGER NOT NULL UNIQUE CHECK (position >= 1), -- order of the list
    called_name TEXT NOT NULL, -- plain: the till shows it; '' once erased
    sheet BLOB, -- sealed under the data key with the badge as label, NULL nothing told
    stopped_day INTEGER NOT NULL CHECK (stopped_day BETWEEN 0 AND 150), -- last day, 0 did not stop
    erased_on INTEGER, -- days since 1970-01-01, NULL
    CHECK (erased_on IS NULL OR (called_name = '' AND sheet IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE stay ( -- when a person is in the group; no row: from J1 until she stops
    badge TEXT NOT NULL REFERENCES participant (badge),
    from_day INTEGER NOT NULL CHECK (from_day BETWEEN 1 AND 150),
    to_day INTEGER NOT NULL CHECK (to_day = 0 OR to_day >= from_day), -- last day, 0 still in
    reason TEXT NOT NULL, -- free; '' once erased
    PRIMARY KEY (badge, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE vault ( -- one row: how the data key of the sheets is kept
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_id TEXT NOT NULL CHECK (length(key_id) = 32), -- name of the key file outside the book
    salt BLOB CHECK (length(salt) = 16), -- NULL: no passphrase, the key is that file
    cost INTEGER NOT NULL, -- scrypt N; 0 without passphrase
    wrapped BLOB -- data key sealed under the stretched passphrase, NULL without one
) STRICT;

CREATE TABLE consent (
    badge TEXT NOT NULL REFERENCES participant (badge),
    use INTEGER NOT NULL CHECK (use BETWEEN 0 AND 3), -- enum consent_use
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    decided INTEGER NOT NULL, -- days since 1970-01-01
    revoked INTEGER, -- days since 1970-01-01, NULL stands
    PRIMARY KEY (badge, use)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_held ( -- roles rotate: who does what on a day
    day INTEGER NOT NULL REFERENCES session_day (day),
    role TEXT NOT NULL CHECK (role <> ''),
    badge TEXT NOT NULL REFERENCES participant (badge),
    PRIMARY KEY (day, role, badge)
) STRICT, WITHOUT ROWID;

CREATE TABLE attendance ( -- no row: not called
    badge TEXT NOT NULL REFERENCES participant (badge),
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 150),
    half INTEGER NOT NULL CHECK (half IN (0, 1)), -- 0 morning, 1 afternoon
    present INTEGER NOT NULL CHECK (present BETWEEN 0 AND 720), -- minutes, 0 absent
    reason TEXT NOT NULL, -- free; 'excused' is known
    PRIMARY KEY (badge, day, half)
) STRICT, WITHOUT ROWID;

CREATE TABLE grid_row ( -- the grid that the session started with, as in its file
    rank INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    volet TEXT NOT NULL,
    counts TEXT NOT NULL, -- 'yes' in the progression, 'no' observed
    days TEXT NOT NULL, -- '1 2 4'
    fr TEXT NOT NULL,
    en TEXT NOT NULL,
    ar TEXT NOT NULL,
    prs TEXT NOT NULL,
    reviewed TEXT NOT NULL, -- 'fr en': languages read by someone who speaks them
    link TEXT NOT NULL
) STRICT;

CREATE TABLE rating (
    badge TEXT NOT NULL REFERENCES participant (badge), -- who is rated
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 150),
    rater TEXT NOT NULL CHECK (rater <> badge), -- self, animator, looking-back or a peer's badge
    indicator TEXT NOT NULL, -- id in grid_row
    value INTEGER CHECK (value BETWEEN 1 AND 4), -- steps; NULL did not know, was not seen
    PRIMARY KEY (badge, day, rater, indicator)
) STRICT, WITHOUT ROWID;

CREATE TABLE strength_card ( -- what a person finds strong in another; never a low mark
    giver TEXT NOT NULL REFERENCES participant (badge),
    badge TEXT NOT NULL REFERENCES participant (badge),
    indicator TEXT NOT NULL,
    PRIMARY KEY (giver, badge),
    CHECK (giver <> badge)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer ( -- to the impact statements
    badge TEXT NOT NULL REFERENCES participant (badge),
    statement TEXT NOT NULL,
    answer INTEGER NOT NULL CHECK (answer BETWEEN 1 AND 4), -- enum answer
    PRIMARY KEY (badge, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE interview ( -- J7: sealed like the sheet
    badge TEXT PRIMARY KEY REFERENCES participant (badge),
    notes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE opinion ( -- hot and cold questionnaires of animators, partners and people
    id INTEGER PRIMARY KEY,
    moment TEXT NOT NULL CHECK (moment IN ('hot', 'cold')),
    respondent TEXT NOT NULL, -- 'animator', 'partner' or a badge
    question TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;

CREATE TABLE follow_up_call (
    id INTEGER PRIMARY KEY,
    badge TEXT NOT NULL REFERENCES participant (badge),
    date INTEGER NOT NULL, -- days since 1970-01-01
    channel TEXT NOT NULL CHECK (channel IN ('telephone', 'online', 'letter', 'visit')),
    result TEXT NOT NULL CHECK (result IN ('answered', 'no-answer', 'refused', 'lost'))
) STRICT;

CREATE TABLE recipe_item (
    product TEXT NOT NULL, -- code at the till
    rank INTEGER NOT NULL CHECK (rank >= 1),
    ingredient TEXT NOT NULL CHECK (ingredient <> ''),
    quantity TEXT NOT NULL, -- in words: '250 g'
    cost_cents INTEGER NOT NULL CHECK (cost_cents >= 0), -- for one making
    PRIMARY KEY (product, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    product TEXT NOT NULL, -- code at the till
    lot TEXT NOT NULL CHECK (lot <> ''),
    day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 150),
    made INTEGER NOT NULL CHECK (made > 0), -- pieces
    lost INTEGER NOT NULL CHECK (lost BETWEEN 0 AND made), -- pieces
    materials TEXT NOT NULL,
    allergens TEXT NOT NULL,
    use_by TEXT NOT NULL, -- ISO date or ''
    PRIMARY KEY (product, lot)
) STRICT, WITHOUT ROWID;

CREATE TABLE price_sheet ( -- J2, one per product
    product TEXT PRIMARY KEY,
    quantity INTEGER NOT NULL CHECK (quantity > 0), -- packets
    materials_cents INTEGER NOT NULL CHECK (materials_cents >= 0), -- all packets
    packaging_cents INTEGER NOT NULL CHECK (packaging_cents >= 0), -- one packet
    fixed_cents INTEGER NOT NULL CHECK (fixed_cents >= 0),
    price_cents INTEGER NOT NULL CHECK (price_cents >= 0) -- one packet
) STRICT, WITHOUT ROWID;

CREATE TABLE logo ( -- of the group, for the receipts: one row or none
    id INTEGER PRIMARY KEY CHECK (id = 1),
    png BLOB NOT NULL CHECK (length(png) > 0)
) STRICT;

CREATE TABLE partner ( -- animators, guests and organisations around the group
    key TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 23),
    position INTEGER NOT NULL UNIQUE CHECK (position >= 1), -- order of the list
    kind TEXT NOT NULL CHECK (kind IN ('animator', 'guest', 'organisation')),
    name TEXT NOT NULL, -- '' once erased
    organisation TEXT NOT NULL, -- key of another row, or free
    job TEXT NOT NULL,
    roles TEXT NOT NULL, -- words with `;` between: 'prescribe;bank'
    email TEXT NOT NULL, -- for the team alone, '' once erased
    phone TEXT NOT NULL, -- likewise
    inside INTEGER NOT NULL CHECK (inside IN (0, 1)), -- works for the host
    signs INTEGER NOT NULL CHECK (signs IN (0, 1)), -- the trainer who signs the sheet
    publish INTEGER NOT NULL CHECK (publish IN (0, 1)), -- the name may stand on public papers
    logo BLOB -- PNG, NULL none
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_slot ( -- when she comes
    key TEXT NOT NULL REFERENCES partner (key),
    day INTEGER NOT NULL CHECK (day >= 1),
    start INTEGER NOT NULL CHECK (start BETWEEN 0 AND 1440), -- minutes after midnight
    until INTEGER NOT NULL CHECK (until BETWEEN 0 AND 1440), -- 0: both half-days as planned
    PRIMARY KEY (key, day, start, until),
    CHECK (until = 0 AND start = 0 OR start < until)
) STRICT, WITHOUT ROWID;

CREATE TABLE outcome ( -- where a person is at a moment after the session
    badge TEXT NOT NULL REFERENCES participant (badge),
    moment TEXT NOT NULL CHECK (moment IN ('exit', '4-weeks', 'cold')),
    outcome TEXT NOT NULL CHECK (outcome <> ''),
    date INTEGER, -- days since 1970-01-01, NULL not said
    asked_with TEXT NOT NULL, -- with whom it was said
    PRIMARY KEY (badge, moment)
) STRICT, WITHOUT ROWID;

-- Who changed what, from the first day: written by the tables themselves, so that no door can go
-- around. It is erased with the words of a person; the figures stay under the badge.
CREATE TABLE acting ( -- one row: who records now, set in the same transaction
    id INTEGER PRIMARY KEY CHECK (id = 1),
    time INTEGER NOT NULL, -- UTC seconds
    who TEXT NOT NULL, -- badge or role
    why TEXT NOT NULL -- reason of a correction, ''
) STRICT;

CREATE TABLE trace (
    id INTEGER PRIMARY KEY,
    time INTEGER NOT NULL, -- UTC seconds
    who TEXT NOT NULL,
    what TEXT NOT NULL, -- 'attendance J1 am', 'rating A1 J7 self', 'consent image' …
    subject TEXT NOT NULL, -- badge, '' the session
    old TEXT NOT NULL, -- '' nothing
    new TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX trace_by_subject ON trace (subject);
CREATE TRIGGER attendance_traced_insert AFTER INSERT ON attendance
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'attendance J' || new.day || CASE new.half WHEN 0 THEN ' am' ELSE ' pm' END,
        new.badge, '', new.present, why FROM acting; END;
CREATE TRIGGER attendance_traced_update AFTER UPDATE ON attendance WHEN old.present <> new.present
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'attendance J' || new.day || CASE new.half WHEN 0 THEN ' am' ELSE ' pm' END,
        new.badge, old.present, new.present, why FROM acting; END;
CREATE TRIGGER attendance_traced_delete AFTER DELETE ON attendance
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'attendance J' || old.day || CASE old.half WHEN 0 THEN ' am' ELSE ' pm' END,
        old.badge, old.present, '', why FROM acting; END;
CREATE TRIGGER rating_traced_insert AFTER INSERT ON rating
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'rating ' || new.indicator || ' J' || new.day || ' ' || new.rater,
        new.badge, '', coalesce(new.value, '-'), why FROM acting; END;
CREATE TRIGGER rating_traced_update AFTER UPDATE ON rating WHEN old.value IS NOT new.value
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'rating ' || new.indicator || ' J' || new.day || ' ' || new.rater,
        new.badge, coalesce(old.value, '-'), coalesce(new.value, '-'), why FROM acting; END;
CREATE TRIGGER rating_traced_delete AFTER DELETE ON rating
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'rating ' || old.indicator || ' J' || old.day || ' ' || old.rater,
        old.badge, coalesce(old.value, '-'), '', why FROM acting; END;
CREATE TRIGGER answer_traced_insert AFTER INSERT ON answer
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'answer ' || new.statement,
        new.badge, '', CASE new.answer WHEN 1 THEN 'yes' WHEN 2 THEN 'little' WHEN 3 THEN 'no'
        ELSE 'unknown' END, why FROM acting; END;
CREATE TRIGGER answer_traced_update AFTER UPDATE ON answer WHEN old.answer <> new.answer
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'answer ' || new.statement,
        new.badge, CASE old.answer WHEN 1 THEN 'yes' WHEN 2 THEN 'little' WHEN 3 THEN 'no' ELSE
        'unknown' END, CASE new.answer WHEN 1 THEN 'yes' WHEN 2 THEN 'little' WHEN 3 THEN 'no'
        ELSE 'unknown' END, why FROM acting; END;
CREATE TRIGGER answer_traced_delete AFTER DELETE ON answer
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'answer ' || old.statement,
        old.badge, CASE old.answer WHEN 1 THEN 'yes' WHEN 2 THEN 'little' WHEN 3 THEN 'no' ELSE
        'unknown' END, '', why FROM acting; END;
CREATE TRIGGER consent_traced_insert AFTER INSERT ON consent
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'consent ' || CASE new.use WHEN 0 THEN 'image' WHEN 1 THEN 'quote' WHEN 2
        THEN 'follow-up' ELSE 'sharing' END,
        new.badge, '', CASE WHEN new.revoked IS NOT NULL THEN 'stop' WHEN new.given THEN 'yes'
        ELSE 'no' END, why FROM acting; END;
CREATE TRIGGER consent_traced_update AFTER UPDATE ON consent WHEN old.given <> new.given OR
        old.revoked IS NOT new.revoked OR
    old.decided <> new.decided
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'consent ' || CASE new.use WHEN 0 THEN 'image' WHEN 1 THEN 'quote' WHEN 2
        THEN 'follow-up' ELSE 'sharing' END,
        new.badge, CASE WHEN old.revoked IS NOT NULL THEN 'stop' WHEN old.given THEN 'yes' ELSE
        'no' END, CASE WHEN new.revoked IS NOT NULL THEN 'stop' WHEN new.given THEN 'yes' ELSE
        'no' END, why FROM acting; END;
CREATE TRIGGER consent_traced_delete AFTER DELETE ON consent
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'consent ' || CASE old.use WHEN 0 THEN 'image' WHEN 1 THEN 'quote' WHEN 2
        THEN 'follow-up' ELSE 'sharing' END,
        old.badge, CASE WHEN old.revoked IS NOT NULL THEN 'stop' WHEN old.given THEN 'yes' ELSE
        'no' END, '', why FROM acting; END;
CREATE TRIGGER role_held_traced_insert AFTER INSERT ON role_held
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'role J' || new.day,
        new.badge, '', new.role, why FROM acting; END;
CREATE TRIGGER role_held_traced_update AFTER UPDATE ON role_held WHEN old.role <> new.role
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'role J' || new.day,
        new.badge, old.role, new.role, why FROM acting; END;
CREATE TRIGGER role_held_traced_delete AFTER DELETE ON role_held
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'role J' || old.day,
        old.badge, old.role, '', why FROM acting; END;
CREATE TRIGGER stay_traced_insert AFTER INSERT ON stay
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'stay',
        new.badge, '', 'J' || new.from_day || ' J' || new.to_day, why FROM acting; END;
CREATE TRIGGER stay_traced_update AFTER UPDATE ON stay WHEN old.from_day <> new.from_day OR
        old.to_day <> new.to_day
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'stay',
        new.badge, 'J' || old.from_day || ' J' || old.to_day, 'J' || new.from_day || ' J' ||
        new.to_day, why FROM acting; END;
CREATE TRIGGER stay_traced_delete AFTER DELETE ON stay
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'stay',
        old.badge, 'J' || old.from_day || ' J' || old.to_day, '', why FROM acting; END;
-- A date that moves is negative for a moment (programme_store.c): where it comes to rest counts.
CREATE TRIGGER session_day_traced_update AFTER UPDATE ON session_day
    WHEN (new.date IS NULL OR new.date > 0) AND abs(old.date) IS NOT new.date
BEGIN INSERT INTO trace (time, who, what, subject, old, new, reason)
    SELECT time, who, 'date J' || new.day, '',
        coalesce(date(abs(old.date) * 86400, 'unixepoch'), ''),
        coalesce(date(new.date * 86400, 'unixepoch'), ''), why FROM acting; END;
