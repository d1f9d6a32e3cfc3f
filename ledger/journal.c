#include "ledger/journal.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char SQL_LAST_NOTE_OF_KIND[] =
    "SELECT note.detail FROM record JOIN note USING (chain, seq) "
    "WHERE record.chain = ? AND record.kind = ? ORDER BY record.seq DESC LIMIT 1";
static const char SQL_LOCAL[] = "SELECT value FROM local WHERE key = ?";
static const char SQL_PUT_LOCAL[] = "INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)";
static const char SQL_RECORD[] =
    "INSERT INTO record (chain, seq, form, kind, number, time, offset, operator, tutor, gross, "
    "absolute, tickets, refunds, cash, card, cheque, voucher, drawer, float, other, cash_in, "
    "cash_out, hash, signature) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/*
 * What the chain's newest record of `kind` noted. Keys and versions are few and the newest one is
 * needed at every start: its text is kept in `local` beside the chain, which verify compares.
 */
static bool note_remembered(struct db *db, const char *key, char *out, size_t room, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LOCAL, err);

    out[0] = '\0';
    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query) && strlen(stmt_text(&query, 0)) < room)
        memcpy(out, stmt_text(&query, 0), strlen(stmt_text(&query, 0)) + 1);
    return stmt_finish(&query);
}

static bool note_remember(struct db *db, const char *key, const char *value, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_LOCAL, err);

    stmt_bind_text(&put, 1, key);
    stmt_bind_text(&put, 2, value);
    stmt_run(&put);
    return stmt_finish(&put);
}

static void local_key(const char *chain, const char *what, char out[16])
{
    out[0] = chain[0];
    out[1] = '.';
    strcpy(out + 2, what);
}

bool journal_find_key(struct db *db, const char *chain, unsigned char out[PUBLIC_KEY_BYTES],
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST_NOTE_OF_KIND, err);
    bool found = false;

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, RECORD_KEY);
    if (stmt_next(&query))
        found = crypto_unhex(stmt_text(&query, 0), out, PUBLIC_KEY_BYTES);
    if (!stmt_finish(&query))
        return false;
    return found ||
           err_fail(err, ERR_TAMPERED, _("La clé de la caisse %s manque dans le livre."), chain);
}

/* Which announcements the next record must be preceded by. */
static bool journal_find_due(struct journal *journal, struct err *err)
{
    unsigned char mine[PUBLIC_KEY_BYTES];
    char key[16];
    char text[80];

    if (!journal->signer) /* it is only read: nothing will be announced */
        return true;
    crypto_signer_public(journal->signer, mine);
    local_key(journal->chain, "key", key);
    if (!note_remembered(journal->db, key, text, sizeof text, err))
        return false;
    journal->key_is_due = !crypto_unhex(text, journal->public_key, PUBLIC_KEY_BYTES) ||
                          !crypto_is_equal(mine, journal->public_key, PUBLIC_KEY_BYTES);
    local_key(journal->chain, "version", key);
    if (!note_remembered(journal->db, key, text, sizeof text, err))
        return false;
    journal->version_is_due = strcmp(text, VERSION) != 0;
    journal->upgrade_is_due = journal->head.seq > 0 && journal->head.form < RECORD_FORM;
    return true;
}

bool journal_open(struct journal *out, struct db *db, char chain, struct crypto_signer *signer,
                  struct err *err)
{
    struct journal journal = { .db = db, .chain = { chain, '\0' }, .signer = signer };

    if (!journal_head_read(&journal.head, db, journal.chain, err) ||
        !journal_find_due(&journal, err))
        return false;
    journal.bytes = buf_init(RECORD_BYTES_MAX);
    *out = journal;
    return true;
}

void journal_close(struct journal *journal)
{
    buf_release(&journal->bytes);
}

static void journal_start(struct journal *journal, enum record_kind kind, int64_t number,
                          const struct actor *actor, struct moment moment, struct err *err)
{
    struct buf *bytes = &journal->bytes;

    journal->draft = journal->head;
    journal->draft.seq++;
    journal->draft.form = RECORD_FORM;
    journal->draft.time = moment.utc_s;
    journal->kind = kind;
    journal->number = number;
    journal->moment = moment;
    journal->err = err;
    journal->is_writing = true;
    journal->last_table = FACT_SALE;

    buf_clear(bytes);
    buf_put_byte(bytes, RECORD_FORM);
    canonical_put_text(bytes, journal->chain);
    canonical_put_int(bytes, journal->draft.seq);
    canonical_put_int(bytes, kind);
    canonical_put_int(bytes, number);
    canonical_put_int(bytes, moment.utc_s);
    canonical_put_int(bytes, moment.offset_min);
    canonical_put_text(bytes, actor->who);
    canonical_put_text(bytes, actor->tutor);
    canonical_put_previous(bytes, journal->head.seq, journal->head.signature);
    /* The row of `record` is written at the seal, when its hash is known. */
}

static bool record_insert(struct journal *journal, const struct actor *actor, struct err *err)
{
    struct stmt insert = db_prepare(journal->db, SQL_RECORD, err);
    const struct journal_head *draft = &journal->draft;
    const struct running *running = &draft->running;
    const int64_t totals[RUNNING_COUNT] = {
        running->gross,   running->absolute,     running->tickets, running->refunds,
        running->cash,    running->card,         running->cheque,  running->voucher,
        running->drawer,  running->float_amount, running->other,   running->cash_in,
        running->cash_out
    };

    stmt_bind_text(&insert, 1, journal->chain);
    stmt_bind_int(&insert, 2, draft->seq);
    stmt_bind_int(&insert, 3, RECORD_FORM);
    stmt_bind_int(&insert, 4, journal->kind);
    stmt_bind_int(&insert, 5, journal->number);
    stmt_bind_int(&insert, 6, journal->moment.utc_s);
    stmt_bind_int(&insert, 7, journal->moment.offset_min);
    stmt_bind_text(&insert, 8, actor->who);
    stmt_bind_text(&insert, 9, actor->tutor);
    for (int i = 0; i < RUNNING_COUNT; i++)
        stmt_bind_int(&insert, 10 + i, totals[i]);
    stmt_bind_blob(&insert, 10 + RUNNING_COUNT, draft->hash, HASH_BYTES);
    stmt_bind_blob(&insert, 11 + RUNNING_COUNT, draft->signature, SIGNATURE_BYTES);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

/* What a book could not be read with any more is not recorded. */
static bool running_check(const struct running *running, struct err *err)
{
    int64_t totals[RUNNING_COUNT];

    static_assert(sizeof totals == sizeof *running, "the totals are these integers");
    memcpy(totals, running, sizeof totals);
    for (int i = 0; i < RUNNING_COUNT; i++)
        if (totals[i] < -STMT_INT_MAX || totals[i] > STMT_INT_MAX)
            return err_fail(err, ERR_INPUT,
                            _("Ce livre ne peut pas compter autant : vérifier le montant."));
    return true;
}

bool journal_seal(struct journal *journal, struct err *err)
{
    assert(journal->is_writing && err == journal->err);
    journal->is_writing = false;
    if (err->code != ERR_NONE || !running_check(&journal->draft.running, err))
        return false;
    canonical_put_running(&journal->bytes, &journal->draft.running);
    if (!buf_check(&journal->bytes, err))
        return false;
    crypto_hash(journal->head.hash, HASH_BYTES, journal->bytes.data, journal->bytes.length,
                journal->draft.hash);
    if (!crypto_sign(journal->signer, journal->draft.hash, HASH_BYTES, journal->draft.signature,
                     err) ||
        !record_insert(journal, &journal->actor, err))
        return false;
    journal->head = journal->draft;
    return true;
}

bool journal_note(struct journal *journal, enum record_kind kind, const struct actor *actor,
                  struct moment moment, const struct note *note, struct err *err)
{
    if (!journal_begin(journal, kind, 0, actor, moment, err))
        return false;
    fact_note(journal, note);
    return journal_seal(journal, err);
}

/* A record about the journal itself, written ahead of the one that was asked for. */
static bool journal_notice(struct journal *journal, enum record_kind kind,
                           const struct actor *actor, struct moment moment, const char *detail,
                           struct err *err)
{
    journal_start(journal, kind, 0, actor, moment, err);
    fact_note(journal, &(struct note){ "", detail, 0 });
    return journal_seal(journal, err);
}

static bool journal_announce_key(struct journal *journal, const struct actor *actor,
                                 struct moment moment, struct err *err)
{
    char hex[2 * PUBLIC_KEY_BYTES + 1];
    char key[16];

    crypto_signer_public(journal->signer, journal->public_key);
    crypto_hex(journal->public_key, PUBLIC_KEY_BYTES, hex);
    local_key(journal->chain, "key", key);
    if (!journal_notice(journal, RECORD_KEY, actor, moment, hex, err) ||
        !note_remember(journal->db, key, hex, err))
        return false;
    journal->key_is_due = false;
    return true;
}

/* From here on records are of the present form. A practice drawer starts again: it had none. */
static bool journal_announce_upgrade(struct journal *journal, const struct actor *actor,
                                     struct moment moment, struct err *err)
{
    char before[16];

    snprintf(before, sizeof before, "%d", journal->head.form);
    journal_start(journal, RECORD_UPGRADE, 0, actor, moment, err);
    if (chain_is_practice(journal->chain))
        journal->draft.running.drawer = journal->draft.running.float_amount = 0;
    fact_note(journal, &(struct note){ before, "", RECORD_FORM });
    if (!journal_seal(journal, err))
        return false;
    journal->upgrade_is_due = false;
    return true;
}

static bool journal_announce_version(struct journal *journal, const struct actor *actor,
                                     struct moment moment, struct err *err)
{
    char key[16];

    local_key(journal->chain, "version", key);
    if (!journal_notice(journal, RECORD_VERSION, actor, moment, VERSION, err) ||
        !note_remember(journal->db, key, VERSION, err))
        return false;
    journal->version_is_due = false;
    return true;
}

static bool journal_announce_clock(struct journal *journal, const struct actor *actor,
                                   struct moment moment, struct err *err)
{
    struct moment before = { journal->head.time, moment.offset_min };
    char text[MOMENT_TEXT_MAX];

    moment_format(before, text);
    return journal_notice(journal, RECORD_CLOCK, actor, moment, text, err);
}

bool journal_announce(struct journal *journal, const struct actor *actor, struct moment moment,
                      struct err *err)
{
    assert(db_in_transaction(journal->db));
    journal->actor = *actor;
    if (journal->key_is_due && !journal_announce_key(journal, actor, moment, err))
        return false;
    if (journal->upgrade_is_due && !journal_announce_upgrade(journal, actor, moment, err))
        return false;
    if (journal->version_is_due && !journal_announce_version(journal, actor, moment, err))
        return false;
    return moment.utc_s >= journal->head.time ||
           journal_announce_clock(journal, actor, moment, err);
}

bool journal_begin(struct journal *journal, enum record_kind kind, int64_t number,
                   const struct actor *actor, struct moment moment, struct err *err)
{
    if (!journal_announce(journal, actor, moment, err))
        return false;
    journal_start(journal, kind, number, actor, moment, err);
    return true;
}

void journal_restore(struct journal *journal, const struct journal_head *head)
{
    struct err ignored = ERR_EMPTY;

    journal->head = *head;
    journal->is_writing = false;
    /* The announcements went with the transaction: they are due again. */
    if (!journal_find_due(journal, &ignored))
        journal->key_is_due = journal->version_is_due = true;
}

struct fact fact_begin(struct journal *journal, enum fact_table table)
{
    const struct fact_table_form *form = &FACT_TABLES[table];
    struct fact fact = { .journal = journal,
                         .stmt = db_prepare(journal->db, form->insert, journal->err),
                         .table = table,
                         .head_at = journal->bytes.length };

    assert(journal->is_writing && table >= journal->last_table);
    journal->last_table = table;
    stmt_bind_text(&fact.stmt, 1, journal->chain);
    stmt_bind_int(&fact.stmt, 2, form->by_ticket ? journal->number : journal->draft.seq);
    canonical_put_row(&journal->bytes, table, 0); /* the count is set at fact_end() */
    return fact;
}

void fact_int(struct fact *fact, int64_t value)
{
    stmt_bind_int(&fact->stmt, 3 + fact->value_count++, value);
    canonical_put_int(&fact->journal->bytes, value);
}

void fact_text(struct fact *fact, const char *text)
{
    stmt_bind_text(&fact->stmt, 3 + fact->value_count++, text);
    canonical_put_text(&fact->journal->bytes, text);
}

void fact_blob(struct fact *fact, const void *bytes, size_t length)
{
    stmt_bind_blob(&fact->stmt, 3 + fact->value_count++, bytes, length);
    canonical_put_blob(&fact->journal->bytes, bytes, length);
}

void fact_null(struct fact *fact)
{
    stmt_bind_null(&fact->stmt, 3 + fact->value_count++);
    canonical_put_null(&fact->journal->bytes);
}

void fact_end(struct fact *fact)
{
    struct buf *bytes = &fact->journal->bytes;

    assert(fact->value_count == FACT_TABLES[fact->table].column_count);
    if (!bytes->failed)
        bytes->data[fact->head_at + 2] = (char)fact->value_count;
    stmt_run(&fact->stmt);
    if (!stmt_finish(&fact->stmt))
        assert(fact->journal->err->code != ERR_NONE); /* journal_seal() gives the verdict */
}

void fact_note(struct journal *journal, const struct note *note)
{
    struct fact fact = fact_begin(journal, FACT_NOTE);

    fact_text(&fact, note->subject);
    fact_text(&fact, note->detail);
    fact_int(&fact, note->amount);
    fact_end(&fact);
}
