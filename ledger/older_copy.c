#include "ledger/older_copy.h"

#include "base/lang.h"
#include "ledger/state.h"
#include "ledger/till.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_LOCAL[] = "SELECT value FROM local WHERE key = 'older'";
static const char SQL_PUT_LOCAL[] = "INSERT OR REPLACE INTO local (key, value) VALUES ('older', ?)";
static const char SQL_LAST_JUMP[] = "SELECT from_ticket, to_ticket, lost_count, lost_gross "
                                    "FROM jump WHERE chain = ? ORDER BY seq DESC LIMIT 1";
static const char SQL_NOTED[] = "SELECT chain, max(seq) FROM note JOIN record USING (chain, seq) "
                                "WHERE subject = 'older-copy' AND kind = ? GROUP BY chain";

static struct chain_state state_of_seen(char chain, const struct seen_head *seen)
{
    struct chain_state state = { .chain = chain, .seq = seen->seq };

    memcpy(state.hash, seen->hash, HASH_BYTES);
    return state;
}

/* What of one chain was seen here and is not there: the furthest, and whether it is news. */
static bool chain_compare(struct till *till, const struct journal *journal,
                          struct missing_head *missing, struct err *err)
{
    struct seen_head heads[SEEN_HEADS_MAX];
    char chain = journal->chain[0];
    int count = keyring_find_heads(&till->keyring, till->session.id, chain, heads);

    *missing = (struct missing_head){ .last_ticket = 0 };
    for (int i = 0; i < count; i++) {
        struct chain_state state = state_of_seen(chain, &heads[i]);
        bool found = false;

        if (!state_find(till->db, &state, &found, err))
            return false;
        if (heads[i].last_ticket > missing->last_ticket)
            missing->last_ticket = heads[i].last_ticket;
        missing->is_news = missing->is_news || (i == 0 && !found);
        if (!found && heads[i].seq > missing->head.seq)
            missing->head = heads[i];
    }
    return true;
}

static bool noted_read(struct till *till, bool *out, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_LOCAL, err);

    *out = stmt_next(&query) && stmt_text(&query, 0)[0] != '\0';
    return stmt_finish(&query);
}

static bool noted_write(struct till *till, const char *value, struct err *err)
{
    struct stmt put = db_prepare(till->db, SQL_PUT_LOCAL, err);

    stmt_bind_text(&put, 1, value);
    stmt_run(&put);
    return stmt_finish(&put);
}

static struct seen_head witness_read(const struct till *till, int which)
{
    const struct journal *journal = which == 0 ? &till->real : &till->practice;

    return keyring_find_head(&till->keyring, till->session.id, journal->chain[0]);
}

static void witness_look(struct till *till)
{
    for (int which = 0; which < 2; which++)
        till->witness[which] = witness_read(till, which);
}

void older_copy_witness(struct till *till, const struct journal *journal)
{
    const struct running *running = &journal->head.running;
    int which = journal == &till->practice;
    struct seen_head head = { .seq = journal->head.seq,
                              .last_ticket = journal->head.last_ticket,
                              .tickets = running->tickets + running->refunds,
                              .gross = running->gross };

    memcpy(head.hash, journal->head.hash, HASH_BYTES);
    if (head.seq == 0 ||
        !keyring_put_head(&till->keyring, till->session.id, journal->chain[0], &head))
        head = witness_read(till, which);
    till->witness[which] = head;
}

bool older_copy_check(struct till *till, struct err *err)
{
    for (int which = 0; which <= till->is_practice; which++) {
        struct seen_head now = witness_read(till, which);

        if (now.seq != till->witness[which].seq ||
            memcmp(now.hash, till->witness[which].hash, HASH_BYTES) != 0)
            return err_fail(err, ERR_BUSY,
                            _("Un autre fichier de la caisse %c vient d'enregistrer ici : fermer "
                              "celui-ci, et n'en garder qu'un."),
                            till->letter);
    }
    return true;
}

bool older_copy_read(struct till *till, struct err *err)
{
    struct missing_head *real = &till->missing[0];
    struct missing_head *practice = &till->missing[1];
    bool noted = false;

    if (!chain_compare(till, &till->real, real, err) ||
        !chain_compare(till, &till->practice, practice, err) || !noted_read(till, &noted, err))
        return false;
    till->is_older_copy = noted || real->head.seq > 0 || practice->head.seq > 0;
    till->notice_is_due = real->is_news || practice->is_news;
    witness_look(till);
    return true;
}

/*
 * What was lost is known when the book ends before what was seen: it is then an earlier state of
 * it. When it went on elsewhere, nobody knows.
 */
static bool lost_is_known(const struct journal_head *found, const struct seen_head *seen)
{
    return seen->is_counted && found->seq < seen->seq &&
           seen->tickets >= found->running.tickets + found->running.refunds;
}

static bool jump_record(struct till *till, struct err *err)
{
    struct journal *journal = &till->real;
    const struct missing_head *missing = &till->missing[0];
    const struct running *running = &till->batch_real.running; /* as the book was found */
    bool known = lost_is_known(&till->batch_real, &missing->head);
    int64_t from = journal->head.last_ticket;

    if (!journal_begin(journal, RECORD_JUMP, 0, &till->actor, till_now(till), err))
        return false;

    struct fact fact = fact_begin(journal, FACT_JUMP);

    fact_int(&fact, from);
    fact_int(&fact, missing->last_ticket);
    fact_int(&fact, missing->head.seq);
    fact_blob(&fact, missing->head.hash, HASH_BYTES);
    if (known) {
        fact_int(&fact, missing->head.tickets - running->tickets - running->refunds);
        fact_int(&fact, missing->head.gross - running->gross);
    } else {
        fact_null(&fact);
        fact_null(&fact);
    }
    fact_text(&fact, "older-copy");
    fact_end(&fact);
    journal->draft.last_ticket = missing->last_ticket;
    return journal_seal(journal, err);
}

bool older_copy_note(struct till *till, struct err *err)
{
    const struct note note = { "older-copy", "", 0 };
    char seq[24];

    if (!till->notice_is_due)
        return true;
    /* Before the note: that is one record more, and would hide how far the book had come. */
    if (till->missing[0].last_ticket > till->real.head.last_ticket && !jump_record(till, err))
        return false;
    if (!journal_note(&till->real, RECORD_REFUSAL, &till->actor, till_now(till), &note, err))
        return false;
    snprintf(seq, sizeof seq, "%" PRId64, till->real.head.seq);
    if (!noted_write(till, seq, err))
        return false;
    till->notice_is_due = false;
    till->notice_is_new = true;
    return true;
}

void older_copy_remember(struct till *till)
{
    const struct journal *journals[] = { &till->real, &till->practice };

    for (size_t i = 0; i < COUNT_OF(journals) && till->notice_is_new; i++)
        if (till->missing[i].is_news) {
            keyring_keep_head(&till->keyring, till->session.id, journals[i]->chain[0]);
            till->missing[i].is_news = false;
        }
    till->notice_is_new = false;
}

static void jump_say(const struct stmt *jump, const char *chain, char out[OLDER_COPY_TEXT_MAX])
{
    char money[MONEY_TEXT_MAX];
    long long from = stmt_int(jump, 0) + 1;
    long long to = stmt_int(jump, 1);

    money_format_euro(stmt_int(jump, 3), money);
    if (stmt_is_null(jump, 2))
        snprintf(out, OLDER_COPY_TEXT_MAX,
                 _("Copie plus ancienne : tickets %s-%lld à %s-%lld perdus, montant inconnu."),
                 chain, from, chain, to);
    else
        snprintf(out, OLDER_COPY_TEXT_MAX,
                 _("Copie plus ancienne : %lld tickets perdus (%s-%lld à %s-%lld), %s."),
                 (long long)stmt_int(jump, 2), chain, from, chain, to, money);
}

bool older_copy_lost(struct till *till, char out[OLDER_COPY_TEXT_MAX], struct err *err)
{
    struct stmt jump = db_prepare(till->db, SQL_LAST_JUMP, err);

    stmt_bind_text(&jump, 1, till->real.chain);
    snprintf(out, OLDER_COPY_TEXT_MAX, "%s", _("Copie plus ancienne : aucun ticket perdu."));
    if (stmt_next(&jump))
        jump_say(&jump, till->real.chain, out);
    return stmt_finish(&jump);
}

bool older_copy_say(struct till *till, char out[OLDER_COPY_TEXT_MAX], struct err *err)
{
    out[0] = '\0';
    if (!till->is_older_copy)
        return true;
    if (till->notice_is_due) { /* nothing was recorded in it yet */
        snprintf(out, OLDER_COPY_TEXT_MAX, "%s",
                 _("Ce livre est une copie ancienne : un plus récent a été vu ici."));
        return true;
    }
    return older_copy_lost(till, out, err);
}

/* One acceptance for each chain that has such a note: they may be several after a merge. */
static bool accept_record(struct till *till, const char *reason, struct err *err)
{
    struct stmt noted = db_prepare(till->db, SQL_NOTED, err);
    struct note notes[26];
    char chains[26][2];
    int count = 0;

    stmt_bind_int(&noted, 1, RECORD_REFUSAL);
    while (count < (int)COUNT_OF(notes) && stmt_next(&noted)) {
        snprintf(chains[count], sizeof chains[count], "%s", stmt_text(&noted, 0));
        notes[count] = (struct note){ chains[count], reason, stmt_int(&noted, 1) };
        count++;
    }
    if (!stmt_finish(&noted))
        return false;
    for (int i = 0; i < count; i++)
        if (!journal_note(&till->real, RECORD_ACCEPT, &till->actor, till_now(till), &notes[i], err))
            return false;
    return noted_write(till, "", err);
}

bool till_accept_copy(struct till *till, const char *reason, struct err *err)
{
    if (!till_check(till, ACTION_CLOSE_SESSION, err))
        return false;
    if (reason[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Dire pourquoi : --reason MOTIF."));
    if (!till->is_older_copy)
        return err_fail(err, ERR_INPUT, _("Aucune copie plus ancienne à accepter."));
    if (!till_check_words(till, reason, err) || !till_write_begin(till, err))
        return false;

    bool good = accept_record(till, reason, err);

    if (!till_write_end(till, good, err))
        return false;
    till->is_older_copy = false;
    keyring_drop_kept(&till->keyring, till->session.id, till->real.chain[0]);
    keyring_drop_kept(&till->keyring, till->session.id, till->practice.chain[0]);
    witness_look(till);
    return true;
}
