#include "ledger/proof/merge.h"

#include "base/lang.h"
#include "base/whole_file.h"
#include "base/place.h"
#include "ledger/proof/content_check.h"
#include "ledger/elsewhere.h"
#include "ledger/fact_order.h"
#include "ledger/first_till.h"
#include "ledger/proof/fork.h"
#include "ledger/proof/left_log.h"
#include "ledger/proof/merge_late.h"
#include "ledger/proof/merge_products.h"
#include "ledger/proof/same_file.h"
#include "ledger/presence.h"
#include "ledger/upgrade.h"
#include "ledger/proof/verify.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MERGED_HEAD_MAX = 2 * HASH_BYTES + 24 };

static const char SQL_LOCAL[] = "SELECT value FROM local WHERE key = ?";
static const char SQL_PUT_LOCAL[] = "INSERT OR REPLACE INTO local (key, value) VALUES (?, ?)";
static const char SQL_DROP_PARKED[] = "DELETE FROM parked";
static const char SQL_LAST_TICKET[] = "SELECT coalesce(max(number), 0) FROM sale WHERE chain = ?";
static const char SQL_RECORDS[] =
    "SELECT chain, seq, form, kind, number, time, offset, operator, tutor, gross, absolute, "
    "tickets, refunds, cash, card, cheque, voucher, drawer, float, other, cash_in, cash_out, "
    "hash, signature FROM record WHERE chain = ? AND seq > ? ORDER BY seq";
static const char SQL_PUT_RECORD[] =
    "INSERT INTO record (chain, seq, form, kind, number, time, offset, operator, tutor, gross, "
    "absolute, tickets, refunds, cash, card, cheque, voucher, drawer, float, other, cash_in, "
    "cash_out, hash, signature) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/* What is kept along with the facts follows the newest fact of either till, as verify wants it. */
static const char SQL_RENEW_SETTINGS[] =
    "INSERT OR REPLACE INTO setting (key, value) SELECT key, value FROM setting_fact AS fact "
    "WHERE (chain, seq) = (SELECT newer.chain, newer.seq FROM setting_fact AS newer "
    "WHERE newer.key = fact.key ORDER BY " FACT_NEWEST_FIRST("newer") " LIMIT 1)";

static bool run(struct db *db, const char *sql, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static bool copy_become(const char *path, char letter, const struct identity *like, struct err *err)
{
    struct db *db = NULL;
    char text[2] = { letter, '\0' };

    if (!db_open(path, DB_WRITE, like, &db, err))
        return false;

    bool good = db_begin(db, err) && run(db, SQL_DROP_PARKED, err);

    if (good) {
        struct stmt put = db_prepare(db, SQL_PUT_LOCAL, err);

        stmt_bind_text(&put, 1, "till");
        stmt_bind_text(&put, 2, text);
        stmt_run(&put);
        good = stmt_finish(&put) && db_commit(db, err);
    }
    if (!good)
        db_rollback(db);
    good = good && db_checkpoint(db, err);
    db_close(db);
    return good;
}

/* Half a till is no till: only a copy that knows its letter gets the name. */
static bool copy_write(struct till *till, char letter, const char *path, struct err *err)
{
    static const char COPY[] = "copie";
    char subject[] = { 't', 'i', 'l', 'l', ' ', letter, '\0' };
    char inside[WHOLE_FILE_PATH_MAX + sizeof COPY + 1];
    struct whole_file part;
    int reason = 0;
    bool good;

    if (access(path, F_OK) == 0)
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), path);
    if (!whole_file_open_folder(&part, path, true, err))
        return false;
    snprintf(inside, sizeof inside, "%s/%s", part.beside, COPY);
    good = db_copy(till->db, inside, err) &&
           copy_become(inside, letter, db_identity(till->db), err) &&
           (till_is_elsewhere(till) || till_note(till, RECORD_EXPORT, subject, "", 0, err)) &&
           (whole_file_take(&part, COPY, &reason) || err_fail_file(err, path, reason));
    whole_file_abandon(&part);
    return good;
}

bool till_make_copy(struct till *till, char letter, const char *path, struct err *err)
{
    bool taken = false;

    if (!till_check(till, ACTION_SET_UP, err))
        return false;
    if (letter < 'A' || letter > 'Z')
        return err_fail(err, ERR_INPUT, _("Une caisse porte une lettre, de A à Z."));
    /* Its journal names no other: nothing would vouch for the one it was made from. */
    if (!first_till_check(till,
                          _("La copie pour une autre caisse se fait depuis le livre de la "
                            "première, %c."),
                          err))
        return false;
    if (!till_letter_is_taken(till, letter, &taken, err))
        return false;
    if (taken)
        return err_fail(err, ERR_INPUT, _("La caisse %c existe déjà : prendre une autre lettre."),
                        letter);
    return copy_write(till, letter, path, err);
}

/* -- The way back. -- */

struct incoming {
    struct db *db;
    struct till *till;
    const struct day_limits *limits;
    char letter;
    int64_t known_seq; /* the last record of its real chain that was here before */
    struct merged merged;
};

static bool incoming_check_session(struct incoming *in, struct err *err)
{
    char id[BOOK_ID_MAX];
    struct stmt query;

    if (!setting_find(in->db, "id", id, sizeof id, err))
        return false;
    if (strcmp(id, in->till->session.id) != 0)
        return err_fail(err, ERR_INPUT,
                        _("Ce livre est d'une autre session : vérifier le fichier."));
    query = db_prepare(in->db, SQL_LOCAL, err);
    stmt_bind_text(&query, 1, "till");
    if (stmt_next(&query))
        in->letter = stmt_text(&query, 0)[0];
    if (!stmt_finish(&query))
        return false;
    return true;
}

/* What cannot come stays outside, and that it was offered stays inside. */
static bool refusal_note(struct incoming *in, const char *what, const char *why, struct err *err)
{
    struct err ignored = ERR_EMPTY;

    return till_note(in->till, RECORD_REFUSAL, what, why, 0, &ignored) ||
           err_fail(err, ignored.code, "%s", ignored.text);
}

static bool incoming_refuse(struct incoming *in, const char *why, struct err *err)
{
    return refusal_note(in, "broken-chain", why, err) && err_fail(err, ERR_TAMPERED, "%s", why);
}

static bool incoming_check_chain(struct incoming *in, struct err *err)
{
    struct verdict verdict;
    char text[VERDICT_TEXT_MAX * 2];

    if (!book_verify(in->db, NULL, "", &verdict, err))
        return false;
    if (verdict.is_good)
        return true;
    verdict_format(&verdict, text);
    return incoming_refuse(in, text, err);
}

/* Two laptops sold under one letter: neither journal may take the place of the other. */
static bool fork_refuse(struct incoming *in, const char *chain, const struct fork *fork,
                        struct err *err)
{
    char text[sizeof err->text];

    snprintf(
        text, sizeof text,
        _("Caisse %s : deux journaux différents après %s %lld (%lld ici, %lld dans ce fichier) : "
          "deux ordinateurs ont vendu sous une lettre : garder les deux."),
        chain, chain, (long long)fork->common, (long long)fork->ours, (long long)fork->theirs);
    return incoming_refuse(in, text, err);
}

/* Where our copy of that chain ends; what of it is here and there must be one. */
static bool incoming_find_start(struct incoming *in, const char *chain, int64_t *seq,
                                struct err *err)
{
    struct fork fork;

    if (!fork_find(in->till->db, in->db, chain, &fork, err))
        return false;
    if (!fork_is_one(&fork))
        return fork_refuse(in, chain, &fork, err);
    *seq = fork.ours;
    return true;
}

/* Before anything is taken: the own chain too, whose copy went out with the other till. */
static bool incoming_check_own(struct incoming *in, struct err *err)
{
    struct fork fork;

    return fork_find(in->till->db, in->db, in->till->real.chain, &fork, err) &&
           (fork_is_one(&fork) || fork_refuse(in, in->till->real.chain, &fork, err));
}

static void column_copy(struct stmt *to, int parameter, const struct stmt *from, int column)
{
    struct stmt_cell cell = stmt_cell(from, column);

    switch (cell.type) {
    case STMT_INT: stmt_bind_int(to, parameter, cell.number); return;
    case STMT_TEXT: stmt_bind_text(to, parameter, cell.bytes); return;
    case STMT_BLOB: stmt_bind_blob(to, parameter, cell.bytes, cell.length); return;
    case STMT_NULL:
    case STMT_OTHER: stmt_bind_null(to, parameter); return; /* STRICT tables hold no other */
    }
}

static bool records_copy(struct incoming *in, const char *chain, int64_t after, struct err *err)
{
    struct stmt from = db_prepare(in->db, SQL_RECORDS, err);
    struct stmt to = db_prepare(in->till->db, SQL_PUT_RECORD, err);

    stmt_bind_text(&from, 1, chain);
    stmt_bind_int(&from, 2, after);
    while (stmt_next(&from) && content_check(&from, err)) {
        for (int column = 0; column < stmt_column_count(&from); column++)
            column_copy(&to, column + 1, &from, column);
        stmt_run(&to);
        in->merged.record_count++;
        if (chain[0] < 'a')
            in->merged.gross = stmt_int(&from, 9);
    }

    bool read = stmt_finish(&from) && err->code == ERR_NONE;

    return stmt_finish(&to) && read;
}

static bool facts_copy(struct incoming *in, enum fact_table table, const char *chain, int64_t after,
                       struct err *err)
{
    struct stmt from = db_prepare(in->db, FACT_TABLES[table].select, err);
    struct stmt to = db_prepare(in->till->db, FACT_TABLES[table].insert, err);

    stmt_bind_text(&from, 1, chain);
    stmt_bind_int(&from, 2, after + 1);
    while (stmt_next(&from)) {
        if (!content_check(&from, err))
            break;
        stmt_bind_text(&to, 1, chain);
        for (int column = 0; column < stmt_column_count(&from); column++)
            column_copy(&to, column + 2, &from, column);
        stmt_run(&to);
    }

    bool read = stmt_finish(&from) && err->code == ERR_NONE;

    return stmt_finish(&to) && read;
}

static bool last_ticket_read(struct db *db, const char *chain, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST_TICKET, err);

    stmt_bind_text(&query, 1, chain);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

static bool chain_copy(struct incoming *in, const char *chain, int64_t after_seq, struct err *err)
{
    int64_t after_ticket = 0;

    if (!last_ticket_read(in->till->db, chain, &after_ticket, err) ||
        !records_copy(in, chain, after_seq, err))
        return false;
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++)
        if (!facts_copy(in, (enum fact_table)table, chain,
                        FACT_TABLES[table].by_ticket ? after_ticket : after_seq, err))
            return false;
    return true;
}

/* A sale of a file is sold once: the journal cannot hold it under two tills. */
static bool files_check(struct incoming *in, const char *chain, int64_t after_seq, struct err *err)
{
    char text[SAME_FILE_TEXT_MAX];

    return same_file_find(in->till->db, in->db, chain, after_seq, text, err) &&
           (text[0] == '\0' ||
            (refusal_note(in, "same-file", text, err) && err_fail(err, ERR_INPUT, "%s", text)));
}

/* The days that people typed there, by the rule of every door here; one that its clock gave was not
 * typed, and passes as each sale does. */
static bool days_check(struct incoming *in, int64_t after_seq, struct err *err)
{
    static const char SQL_DAYS[] =
        "SELECT ?3, day FROM charge WHERE chain = ?1 AND seq > ?2 AND reason = '' UNION ALL "
        "SELECT ?4, (sale.time + sale.offset * 60) / 86400 FROM sale JOIN record USING (chain, "
        "seq) "
        "WHERE sale.chain = ?1 AND sale.seq > ?2 AND flags & ?5 AND "
        "abs(sale.time - record.time) > 86400";
    char chain[2] = { in->letter, '\0' };
    struct stmt query = db_prepare(in->db, SQL_DAYS, err);
    bool good = true;

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, after_seq);
    stmt_bind_int(&query, 3, DAY_OF_FACT);
    stmt_bind_int(&query, 4, DAY_OF_SALE);
    stmt_bind_int(&query, 5, SALE_LATE);
    while (good && in->limits && stmt_next(&query))
        good = day_limits_check(in->limits, (enum day_use)stmt_int(&query, 0), stmt_day(&query, 1),
                                err);
    return stmt_finish(&query) && good;
}

/* "HASH SEQ" of the newest record that came, "" when that till has none: verify looks for it. */
static bool merged_head(struct incoming *in, const char *letter, char out[MERGED_HEAD_MAX],
                        struct err *err)
{
    static const char SQL_HEAD_TEXT[] = "SELECT lower(hex(hash)) || ' ' || seq FROM record "
                                        "WHERE chain = ? ORDER BY seq DESC LIMIT 1";
    struct stmt query = db_prepare(in->till->db, SQL_HEAD_TEXT, err);

    out[0] = '\0';
    stmt_bind_text(&query, 1, letter);
    if (stmt_next(&query))
        snprintf(out, MERGED_HEAD_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

/* A setting of the other till rules here too: VAT does not change once something was sold. */
static bool vat_check(struct till *till, struct err *err)
{
    struct session session;
    struct err why = ERR_EMPTY;

    if (!session_read(till->db, &session, err))
        return false;
    if (session.vat_on == till->session.vat_on || session_check_vat(till->db, session.vat_on, &why))
        return true;
    return err_fail(err, why.code == ERR_STORAGE ? ERR_STORAGE : ERR_TAMPERED, "%s", why.text);
}

/* Facts of both tills that should be one stay in the journal as such. */
static bool twice_note(struct incoming *in, const char *letter, struct err *err)
{
    struct till *till = in->till;

    return twice_find(till->db, letter, in->merged.twice, err) &&
           (in->merged.twice[0] == '\0' ||
            journal_note(&till->real, RECORD_REFUSAL, &till->actor, till_now(till),
                         &(struct note){ "twice", in->merged.twice, 0 }, err));
}

static bool merge_record(struct incoming *in, struct err *err)
{
    struct till *till = in->till;
    char letter[2] = { in->letter, '\0' };
    char head[MERGED_HEAD_MAX];
    struct note note = { letter, head, in->known_seq };
    struct verdict verdict;

    if (!merged_head(in, letter, head, err))
        return false;
    /* The merge first: what came stands at its place in the order of facts. */
    if (!journal_note(&till->real, RECORD_MERGE, &till->actor, till_now(till), &note, err) ||
        !merge_products(till, err) || !run(till->db, SQL_RENEW_SETTINGS, err) ||
        !presence_renew(till->db, err) || !vat_check(till, err) || !twice_note(in, letter, err) ||
        !merge_late_note(till, letter, in->known_seq, err) ||
        !book_verify(till->db, NULL, "", &verdict, err))
        return false;
    return verdict.is_good || err_fail(err, ERR_TAMPERED, "%s", verdict.what);
}

/* A copy that sold nothing came back, too: the session closing then asks no more after it. */
static bool merge_is_news(struct incoming *in, bool *news, struct err *err)
{
    static const char SQL_KNOWN[] =
        "SELECT EXISTS (SELECT 1 FROM note JOIN record USING (chain, seq) WHERE kind = ?2 AND "
        "subject = ?1) OR EXISTS (SELECT 1 FROM record WHERE chain = ?1)";
    char letter[2] = { in->letter, '\0' };
    struct stmt query = db_prepare(in->till->db, SQL_KNOWN, err);

    stmt_bind_text(&query, 1, letter);
    stmt_bind_int(&query, 2, RECORD_MERGE);
    *news = in->merged.record_count > 0 || (stmt_next(&query) && stmt_int(&query, 0) == 0);
    return stmt_finish(&query);
}

static bool incoming_merge(struct incoming *in, struct err *err)
{
    struct till *till = in->till;
    int64_t after_real;
    int64_t after_practice;

    if (!incoming_check_session(in, err) || !incoming_check_chain(in, err) ||
        !incoming_check_own(in, err))
        return false;
    if (in->letter < 'A' || in->letter > 'Z' || in->letter == till->letter)
        return err_fail(err, ERR_INPUT, _("Ce livre est celui de la même caisse : rien à réunir."));

    char real[2] = { in->letter, '\0' };
    char practice[2] = { (char)(in->letter - 'A' + 'a'), '\0' };

    if (!incoming_find_start(in, real, &after_real, err) ||
        !incoming_find_start(in, practice, &after_practice, err) ||
        !merge_late_check(till, in->db, real, err) || !days_check(in, after_real, err) ||
        !files_check(in, real, after_real, err))
        return false;
    in->known_seq = after_real;
    if (!till_write_begin(till, err))
        return false;

    struct err why = ERR_EMPTY;
    bool news = false;
    bool good = chain_copy(in, real, after_real, &why) &&
                chain_copy(in, practice, after_practice, &why) && merge_is_news(in, &news, &why) &&
                (!news || merge_record(in, &why)) && db_check_steady(in->db, &why);

    if (!till_write_end(till, good, &why))
        return why.code == ERR_TAMPERED ? incoming_refuse(in, why.text, err)
                                        : err_fail(err, why.code, "%s", why.text);
    in->merged.letter = in->letter;
    return true;
}

/* The other till may still have an earlier program: its book is read as it will be. */
static bool incoming_merge_any(struct incoming *in, struct err *err)
{
    struct upgraded upgraded;
    struct db *as_it_is = in->db;
    bool good;

    if (!upgrade_is_due(in->db))
        return incoming_merge(in, err);
    if (!upgrade_apart(in->db, &upgraded, err))
        return false;
    in->db = upgraded.db;
    good = incoming_merge(in, err);
    in->db = as_it_is;
    upgraded_close(&upgraded);
    return good;
}

bool till_merge(struct till *till, const char *path, const struct day_limits *limits,
                struct merged *out, struct err *err)
{
    struct incoming in = { .limits = limits, .till = till };
    struct err why = ERR_EMPTY;
    struct stat own;
    struct stat named;

    if (!till_check(till, ACTION_CLOSE_DAY, err))
        return false;
    if (stat(db_path(till->db), &own) == 0 && stat(path, &named) == 0 &&
        place_is_same(&own, &named))
        return err_fail(err, ERR_INPUT,
                        _("C'est ce livre lui-même : donner la copie de l'autre caisse."));
    if (!left_log_check(path, db_identity(till->db), err))
        return false;
    if (!db_open(path, DB_READ, db_identity(till->db), &in.db, &why))
        return why.code == ERR_TAMPERED ? incoming_refuse(&in, why.text, err)
                                        : err_fail(err, why.code, "%s", why.text);

    bool good = incoming_merge_any(&in, err);

    db_close(in.db);
    if (!good)
        return false;
    *out = in.merged;
    return session_read(till->db, &till->session, err); /* the other till may have set it anew */
}
