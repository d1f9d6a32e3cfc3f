#include "ledger/closing/closing.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/book_days.h"
#include "ledger/closing/closing_all.h"
#include "ledger/closing/closing_post.h"
#include "ledger/fact_order.h"
#include "ledger/first_till.h"
#include "ledger/proof/soundness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_LAST_PIECES[] =
    "SELECT value, pieces FROM count_piece WHERE chain = ?1 AND seq = "
    "(SELECT max(seq) FROM cash_count WHERE chain = ?1)";
/* One before the first sale is what the day began with, and not what it ended with. */
static const char SQL_LAST_COUNT[] =
    "SELECT seq, amount FROM cash_count AS c WHERE chain = ?1 AND seq > ?2 AND (EXISTS "
    "(SELECT 1 FROM record WHERE chain = ?1 AND seq > ?2 AND seq < c.seq AND kind BETWEEN 10 AND "
    "12) "
    "OR NOT EXISTS (SELECT 1 FROM record WHERE chain = ?1 AND seq > c.seq AND kind BETWEEN 10 AND "
    "12)) "
    "ORDER BY seq DESC LIMIT 1";
static const char SQL_BUSY_SINCE[] =
    "SELECT count(*) FROM (SELECT 1 FROM record WHERE chain = ? AND seq > ? AND "
    "(kind BETWEEN 10 AND 22) LIMIT 1)";
static const char SQL_NOT_BACK[] =
    "SELECT substr(subject, 6) FROM note JOIN record USING (chain, seq) WHERE kind = ?1 AND "
    "subject GLOB 'till [A-Z]' AND NOT EXISTS (SELECT 1 FROM record AS back WHERE back.chain = "
    "substr(subject, 6)) AND NOT EXISTS (SELECT 1 FROM note AS empty JOIN record AS merge USING "
    "(chain, seq) WHERE merge.kind = ?2 AND empty.subject = substr(note.subject, 6)) "
    "ORDER BY 1 LIMIT 1";
static const char SQL_OTHER_CHAINS[] = SQL_REAL_CHAINS "SELECT chain FROM real WHERE chain <> ?";

static bool last_count_find(struct till *till, int64_t since_seq, int64_t *seq, cents *amount,
                            struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_LAST_COUNT, err);

    *seq = 0;
    stmt_bind_text(&query, 1, till_journal(till)->chain);
    stmt_bind_int(&query, 2, since_seq);
    if (stmt_next(&query)) {
        *seq = stmt_int(&query, 0);
        *amount = stmt_int(&query, 1);
    }
    return stmt_finish(&query);
}

bool closing_find_count(struct till *till, bool *found, cents *counted, struct err *err)
{
    struct mark mark;
    int64_t seq;

    if (!mark_read(till->db, till_journal(till)->chain, PERIOD_DAY, &mark, err) ||
        !last_count_find(till, mark.seq, &seq, counted, err))
        return false;
    *found = seq != 0;
    return true;
}

bool closing_find_pieces(struct till *till, struct cash_counting *out, bool *found, struct err *err)
{
    struct cash_counting pieces = { { 0 } };
    struct stmt query = db_prepare(till->db, SQL_LAST_PIECES, err);
    bool any = false;

    stmt_bind_text(&query, 1, till_journal(till)->chain);
    for (; stmt_next(&query); any = true)
        for (int i = 0; i < DENOMINATION_COUNT; i++)
            if (DENOMINATIONS[i] == stmt_int(&query, 0))
                pieces.pieces[i] = stmt_int(&query, 1);
    if (!stmt_finish(&query))
        return false;
    *out = pieces;
    *found = any;
    return true;
}

static bool count_record(struct till *till, const struct cash_counting *counting,
                         int64_t replaces_seq, struct err *err)
{
    struct journal *journal = till_journal(till);

    if (!journal_begin(journal, RECORD_COUNT, 0, &till->actor, till_now(till), err))
        return false;

    struct fact count = fact_begin(journal, FACT_CASH_COUNT);

    fact_int(&count, counting_total(counting));
    fact_int(&count, journal->head.running.drawer);
    fact_int(&count, replaces_seq);
    fact_end(&count);
    for (int i = DENOMINATION_COUNT - 1; i >= 0; i--) {
        if (counting->pieces[i] == 0)
            continue;

        struct fact piece = fact_begin(journal, FACT_COUNT_PIECE);

        fact_int(&piece, DENOMINATIONS[i]);
        fact_int(&piece, counting->pieces[i]);
        fact_end(&piece);
    }
    return journal_seal(journal, err);
}

bool closing_count(struct till *till, const struct cash_counting *counting, cents *expected,
                   struct err *err)
{
    struct mark mark;
    int64_t former = 0;
    cents ignored;

    if (!till_check_drawer(till, err) ||
        !mark_read(till->db, till_journal(till)->chain, PERIOD_DAY, &mark, err) ||
        !last_count_find(till, mark.seq, &former, &ignored, err) || !till_write_begin(till, err))
        return false;
    if (!till_write_end(till, count_record(till, counting, former, err), err))
        return false;
    *expected = till_journal(till)->head.running.drawer;
    return true;
}

bool closing_beside(struct till *till, char out[BESIDE_TEXT_MAX], struct err *err)
{
    struct period_totals reading;
    struct means_list list;
    size_t used = 0;

    out[0] = '\0';
    if (!means_read(till->db, &list, err) || !period_totals_of(till, PERIOD_DAY, &reading, err))
        return false;
    for (int i = 0; i < reading.sales.means_count && used < BESIDE_TEXT_MAX; i++) {
        const struct means *means = means_find(&list, reading.sales.means[i].means);
        char amount[MONEY_TEXT_MAX];

        if (!means || !means->in_drawer)
            continue;
        money_format_euro(reading.sales.means[i].amount, amount);
        used += (size_t)snprintf(out + used, BESIDE_TEXT_MAX - used, "%s%s %s", used ? ", " : "",
                                 means->label, amount);
    }
    return true;
}

static void fact_rate(struct fact *fact, const struct rate_figures *figures)
{
    fact_int(fact, figures->rate);
    fact_int(fact, figures->gross);
    fact_int(fact, figures->net);
    fact_int(fact, figures->vat);
}

static void closing_fact(struct journal *journal, const struct closing *closing)
{
    const struct period_totals *reading = &closing->reading;
    const struct period *sales = &reading->sales;
    const int64_t figures[] = {
        closing->kind,        closing->number, reading->day.number,   reading->first_ticket,
        reading->last_ticket, sales->tickets,  sales->refunds,        sales->gross,
        sales->net,           sales->vat,      sales->cash,           sales->card,
        sales->cheque,        sales->voucher,  reading->float_amount, reading->expected
    };
    struct fact fact = fact_begin(journal, FACT_CLOSING);

    for (size_t i = 0; i < COUNT_OF(figures); i++)
        fact_int(&fact, figures[i]);
    if (closing->was_counted)
        fact_int(&fact, closing->counted);
    else
        fact_null(&fact);
    fact_int(&fact, closing->difference);
    fact_text(&fact, closing->reason);
    fact_int(&fact, reading->perpetual);
    fact_int(&fact, reading->absolute);
    fact_blob(&fact, reading->head, HASH_BYTES);
    fact_blob(&fact, journal->public_key, PUBLIC_KEY_BYTES);
    fact_int(&fact, sales->other);
    fact_int(&fact, sales->cash_in);
    fact_int(&fact, sales->cash_out);
    fact_int(&fact, reading->opened);
    fact_int(&fact, reading->from_day.number);
    fact_int(&fact, reading->to_day.number);
    fact_int(&fact, reading->waiting);
    fact_end(&fact);
    for (int i = 0; i < sales->rate_count; i++) {
        struct fact rate = fact_begin(journal, FACT_CLOSING_RATE);

        fact_rate(&rate, &sales->rates[i]);
        fact_end(&rate);
    }
}

/* What stands behind the posting, in the order of the tables. */
static void closing_fact_details(struct journal *journal, const struct closing *closing)
{
    const struct period *sales = &closing->reading.sales;
    const struct day_totals *days = &closing->reading.days;

    for (int i = 0; i < sales->means_count; i++) {
        struct fact means = fact_begin(journal, FACT_CLOSING_MEANS);

        fact_text(&means, sales->means[i].means);
        fact_int(&means, sales->means[i].amount);
        fact_end(&means);
    }
    for (int i = 0; closing->kind == PERIOD_DAY && i < days->count; i++)
        for (int j = 0; j < days->days[i].rate_count; j++) {
            const struct rate_figures *figures = &days->days[i].rates[j];

            if (figures->gross == 0 && figures->net == 0 && figures->vat == 0)
                continue;

            struct fact day = fact_begin(journal, FACT_CLOSING_DAY);

            fact_int(&day, days->days[i].day.number);
            fact_rate(&day, figures);
            fact_end(&day);
        }
}

static bool other_tills_record(struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_OTHER_CHAINS, err);

    stmt_bind_text(&query, 1, till->real.chain);
    while (stmt_next(&query)) {
        struct journal other;

        if (!journal_open(&other, till->db, stmt_text(&query, 0)[0], till->signer, err))
            break;

        struct fact fact = fact_begin(&till->real, FACT_CLOSING_TILL);

        fact_text(&fact, other.chain);
        fact_int(&fact, other.head.seq);
        fact_blob(&fact, other.head.hash, HASH_BYTES);
        fact_int(&fact, other.head.running.gross);
        fact_end(&fact);
        journal_close(&other);
    }
    return stmt_finish(&query) && err->code == ERR_NONE;
}

static bool closing_record(struct till *till, const struct mark *mark, struct closing *closing,
                           struct err *err)
{
    static const enum record_kind KINDS[] = { [PERIOD_DAY] = RECORD_CLOSE_DAY,
                                              [PERIOD_MONTH] = RECORD_CLOSE_MONTH,
                                              [PERIOD_SESSION] = RECORD_CLOSE_SESSION };
    struct journal *journal = till_journal(till);
    struct running *running = &journal->draft.running;

    closing->time = till_now(till);
    if (!journal_begin(journal, KINDS[closing->kind], closing->number, &till->actor, closing->time,
                       err) ||
        !period_totals_end(till, mark, closing->time, &closing->reading, err))
        return false;
    closing_fact(journal, closing);
    if (closing->kind == PERIOD_DAY) { /* what was counted is the float of the next day */
        running->drawer += closing->difference;
        running->float_amount = running->drawer;
    }
    if (closing->kind == PERIOD_SESSION && !other_tills_record(till, err))
        return false;
    if (!closing_post(till, closing, err))
        return false;
    closing_fact_details(journal, closing);
    if (!journal_seal(journal, err))
        return false;
    closing->seq = journal->head.seq;
    memcpy(closing->hash, journal->head.hash, HASH_BYTES);
    return true;
}

static bool chain_is_busy(struct db *db, const char *chain, int64_t since_seq, bool *out,
                          struct err *err)
{
    struct stmt query = db_prepare(db, SQL_BUSY_SINCE, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, since_seq);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0) > 0;
    return stmt_finish(&query);
}

bool closing_day_is_open(struct till *till, bool *out, struct err *err)
{
    struct mark mark;

    *out = false;
    /* After the session closing: what the host moves then, no day closing will post. */
    return till_is_over(till) ||
           (mark_read(till->db, till_journal(till)->chain, PERIOD_DAY, &mark, err) &&
            chain_is_busy(till->db, till_journal(till)->chain, mark.seq, out, err));
}

/* Before a month or the session: every till's day must be closed. */
static bool days_check(struct till *till, struct err *err)
{
    char open_chain[2] = "";
    bool busy = false;
    struct stmt query;

    if (!closing_day_is_open(till, &busy, err))
        return false;
    if (busy)
        memcpy(open_chain, till->real.chain, sizeof open_chain);
    query = db_prepare(till->db, SQL_OTHER_CHAINS, err);
    stmt_bind_text(&query, 1, till->real.chain);
    while (!busy && stmt_next(&query)) {
        struct mark mark;

        snprintf(open_chain, sizeof open_chain, "%s", stmt_text(&query, 0));
        if (!mark_read(till->db, open_chain, PERIOD_DAY, &mark, err) ||
            !chain_is_busy(till->db, open_chain, mark.seq, &busy, err))
            break;
    }
    if (!stmt_finish(&query) || err->code != ERR_NONE)
        return false;
    return !busy || err_fail(err, ERR_INPUT,
                             _("La journée de la caisse %s est encore ouverte : la fermer "
                               "d'abord (Z)."),
                             open_chain);
}

static bool closing_take_count(struct till *till, const struct mark *mark, cents counted,
                               const char *reason, struct closing *closing, struct err *err)
{
    int64_t seq = 0;
    cents amount = counted;

    if (closing->kind != PERIOD_DAY)
        return true;
    if (counted < 0 && !last_count_find(till, mark->seq, &seq, &amount, err))
        return false;
    closing->was_counted = counted >= 0 || seq != 0;
    if (!closing->was_counted)
        return true;
    closing->counted = amount;
    closing->difference = amount - closing->reading.expected;
    if (closing->difference == 0 || reason[0] != '\0')
        return true;

    char text[MONEY_TEXT_MAX];

    money_format_euro(closing->difference, text);
    return err_fail(err, ERR_INPUT, _("Écart de %s : écrire pourquoi, même « inconnu »."), text);
}

/* A till that was made from this book and never came back comes later only as a correction. */
static bool copies_check(struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_NOT_BACK, err);
    char letter = '\0';

    stmt_bind_int(&query, 1, RECORD_EXPORT);
    stmt_bind_int(&query, 2, RECORD_MERGE);
    if (stmt_next(&query))
        letter = stmt_text(&query, 0)[0];
    return stmt_finish(&query) &&
           (letter == '\0' ||
            err_fail(err, ERR_INPUT,
                     _("La caisse %c n'est pas revenue : la réunir d'abord, ou fermer quand même "
                       "en disant pourquoi."),
                     letter));
}

/* Once, for all tills; who lost the first one says so. */
static bool session_check_once(struct till *till, const char *reason, struct err *err)
{
    struct err why = ERR_EMPTY;

    if (reason[0] != '\0')
        return true;
    return (first_till_check(till,
                             _("La session se ferme sur la première caisse, %c, pour toutes ; si "
                               "elle est perdue, dire pourquoi fermer ici."),
                             &why) &&
            copies_check(till, &why)) ||
           err_fail(err, why.code == ERR_INPUT ? ERR_REASON : why.code, "%s", why.text);
}

static bool closing_check(struct till *till, enum period_kind kind, const char *reason,
                          struct err *err)
{
    if (till_is_over(till))
        return err_fail(err, ERR_CLOSED, _("La session est déjà fermée."));
    if (till->is_practice && kind != PERIOD_DAY)
        return err_fail(err, ERR_INPUT, _("À l'école, seule la journée se ferme."));
    if (!till_check(till, kind == PERIOD_SESSION ? ACTION_CLOSE_SESSION : ACTION_CLOSE_DAY, err))
        return false;
    return (kind == PERIOD_DAY || days_check(till, err)) &&
           (kind != PERIOD_SESSION || session_check_once(till, reason, err));
}

/* A closing that was refused for another reason than typing is remembered. */
static bool closing_refused(struct till *till, const struct err *why)
{
    struct err ignored = ERR_EMPTY;

    if (why->code == ERR_FORBIDDEN || why->code == ERR_CLOSED || why->code == ERR_INPUT ||
        why->code == ERR_REASON)
        return till_note(till, RECORD_REFUSAL, "closing", "", 0, &ignored);
    return false;
}

/* After the session closing nothing can be paid: who still waits is asked about before. */
static bool waiting_check(struct till *till, enum period_kind kind, const char *reason,
                          struct err *err)
{
    struct parked_name names[PARKED_MAX];
    int count = 0;

    if (kind != PERIOD_SESSION || reason[0] != '\0')
        return true;
    return till_list_parked(till, names, &count, err) &&
           (count == 0 ||
            err_fail(
                err, ERR_REASON,
                _("Un ticket attend encore (%.25s) : le finir ou l'abandonner, ou fermer quand "
                  "même en disant pourquoi."),
                names[0].name));
}

const char *closing_early_text(void)
{
    return _("Le mois n'est pas fini : les ventes d'ici là seront du mois d'après.");
}

bool closing_month_is_early(const struct till *till)
{
    struct day tomorrow = { till_day(till).number + 1 };
    int year, month, day, next;

    day_split(till_day(till), &year, &month, &day);
    day_split(tomorrow, &year, &next, &day);
    return next == month;
}

bool closing_close(struct till *till, enum period_kind kind, cents counted, const char *reason,
                   struct closing *out, struct err *err)
{
    struct closing closing = { .kind = kind };
    struct mark mark;

    memcpy(closing.chain, till_journal(till)->chain, sizeof closing.chain);
    memcpy(closing.who, till->actor.who, sizeof closing.who);
    if (!text_copy(closing.reason, sizeof closing.reason, reason, _("Motif"), err) ||
        !till_check_words(till, closing.reason, err))
        return false;
    if (!closing_check(till, kind, closing.reason, err) ||
        !waiting_check(till, kind, closing.reason, err) ||
        !mark_read(till->db, closing.chain, kind, &mark, err) ||
        !period_totals_since(till, &mark, &closing.reading, err) ||
        !closing_take_count(till, &mark, counted, closing.reason, &closing, err)) {
        closing_refused(till, err);
        return false;
    }
    closing.number = mark.number + 1;
    if (!soundness_note(till, kind, err) || !till_write_begin(till, err))
        return false;
    if (!till_write_end(till, closing_record(till, &mark, &closing, err), err))
        return false;
    if (kind == PERIOD_SESSION)
        till->session_is_closed = true;
    if (!closing_read_all(till->db, &closing, err) ||
        !soundness_read(till->db, closing.chain, closing.seq, closing.unsound, err) ||
        !till_read_day_cut(till, err))
        return false;
    *out = closing;
    return true;
}
