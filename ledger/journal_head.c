#include "ledger/journal_head.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_HEAD[] =
    "SELECT seq, form, time, gross, absolute, tickets, refunds, cash, card, cheque, voucher, "
    "drawer, float, other, cash_in, cash_out, hash, signature FROM record WHERE chain = ? AND "
    "seq <= ? ORDER BY seq DESC LIMIT 1";
static const char SQL_LAST_TICKET[] =
    "SELECT number, day FROM sale WHERE chain = ? AND number <= ? ORDER BY number DESC LIMIT 1";
static const char SQL_NUMBER_AT[] =
    "SELECT number FROM record WHERE chain = ? AND seq <= ? AND kind IN (10, 11, 12) "
    "ORDER BY seq DESC LIMIT 1";
static const char SQL_LAST_JUMP[] =
    "SELECT to_ticket FROM jump WHERE chain = ? AND seq <= ? ORDER BY seq DESC LIMIT 1";
static const char SQL_RATES[] = "SELECT rate, running_gross, running_net, running_vat "
                                "FROM rate_total WHERE chain = ? AND number = ? ORDER BY rate";
static const char SQL_MEANS[] =
    "SELECT means, running FROM means_total WHERE chain = ? AND number = ? ORDER BY means";

static bool head_read(struct journal_head *head, struct db *db, const char *chain, int64_t seq,
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HEAD, err);
    size_t length = HASH_BYTES;
    size_t signature_length = SIGNATURE_BYTES;

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    if (stmt_next(&query)) {
        head->seq = stmt_int(&query, 0);
        head->form = stmt_range(&query, 1, 1, RECORD_FORM);
        head->time = stmt_int(&query, 2);
        head->running = (struct running){
            stmt_int(&query, 3),  stmt_int(&query, 4),  stmt_int(&query, 5),  stmt_int(&query, 6),
            stmt_int(&query, 7),  stmt_int(&query, 8),  stmt_int(&query, 9),  stmt_int(&query, 10),
            stmt_int(&query, 11), stmt_int(&query, 12), stmt_int(&query, 13), stmt_int(&query, 14),
            stmt_int(&query, 15),
        };

        const void *hash = stmt_blob(&query, 16, &length);

        if (length == HASH_BYTES)
            memcpy(head->hash, hash, HASH_BYTES);

        const void *signature = stmt_blob(&query, 17, &signature_length);

        if (signature_length == SIGNATURE_BYTES)
            memcpy(head->signature, signature, SIGNATURE_BYTES);
    }
    if (!stmt_finish(&query))
        return false;
    if (length != HASH_BYTES || signature_length != SIGNATURE_BYTES)
        return err_fail(err, ERR_TAMPERED,
                        _("Le dernier enregistrement est illisible : lancer « verify »."));
    return true;
}

/* The last ticket up to record `seq`: the newest of all needs no search. */
static bool number_read(struct db *db, const char *chain, int64_t seq, int64_t *out,
                        struct err *err)
{
    struct stmt query;

    *out = INT64_MAX;
    if (seq == INT64_MAX)
        return true;
    query = db_prepare(db, SQL_NUMBER_AT, err);
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    *out = stmt_next(&query) ? stmt_int(&query, 0) : 0;
    return stmt_finish(&query);
}

/* The chain's last ticket, and the number that tickets go on from. */
static bool tickets_read(struct journal_head *head, struct db *db, const char *chain, int64_t seq,
                         int64_t *last_sold, struct err *err)
{
    int64_t number;

    if (!number_read(db, chain, seq, &number, err))
        return false;

    struct stmt last = db_prepare(db, SQL_LAST_TICKET, err);
    struct stmt jump = db_prepare(db, SQL_LAST_JUMP, err);

    head->last_day = DAY_NONE;
    *last_sold = 0;
    stmt_bind_text(&last, 1, chain);
    stmt_bind_int(&last, 2, number);
    if (stmt_next(&last)) {
        *last_sold = stmt_int(&last, 0);
        head->last_day = stmt_day(&last, 1);
    }
    head->last_ticket = *last_sold;
    stmt_bind_text(&jump, 1, chain);
    stmt_bind_int(&jump, 2, seq);
    if (stmt_next(&jump) && stmt_int(&jump, 0) > head->last_ticket)
        head->last_ticket = stmt_int(&jump, 0);

    bool read = stmt_finish(&last);

    return stmt_finish(&jump) && read;
}

static bool means_read(struct journal_head *head, int64_t last_sold, struct db *db,
                       const char *chain, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MEANS, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, last_sold);
    while (stmt_next(&query) && head->means_count < FURTHER_MEANS_MAX) {
        struct means_running *means = &head->means[head->means_count++];

        means->amount = stmt_int(&query, 1);
        snprintf(means->means, sizeof means->means, "%s", stmt_text(&query, 0));
    }
    return stmt_finish(&query);
}

static bool rates_read(struct journal_head *head, int64_t last_sold, struct db *db,
                       const char *chain, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATES, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, last_sold);
    while (stmt_next(&query) && head->rate_count < RATES_MAX)
        head->rates[head->rate_count++] =
            (struct rate_running){ stmt_range(&query, 0, 0, RATE_MAX), stmt_int(&query, 1),
                                   stmt_int(&query, 2), stmt_int(&query, 3) };
    return stmt_finish(&query);
}

bool journal_head_read(struct journal_head *out, struct db *db, const char *chain, struct err *err)
{
    return journal_head_read_at(out, db, chain, INT64_MAX, err);
}

bool journal_head_read_at(struct journal_head *out, struct db *db, const char *chain, int64_t seq,
                          struct err *err)
{
    struct journal_head head = { .seq = 0 };
    int64_t last_sold = 0;

    if (!head_read(&head, db, chain, seq, err) ||
        !tickets_read(&head, db, chain, seq, &last_sold, err) ||
        !rates_read(&head, last_sold, db, chain, err) ||
        !means_read(&head, last_sold, db, chain, err))
        return false;
    *out = head;
    return true;
}

struct rate_running *journal_head_rate(struct journal_head *head, basis_points rate)
{
    int at = 0;

    while (at < head->rate_count && head->rates[at].rate < rate)
        at++;
    if (at < head->rate_count && head->rates[at].rate == rate)
        return &head->rates[at];
    if (head->rate_count == RATES_MAX)
        return NULL;
    for (int i = head->rate_count; i > at; i--)
        head->rates[i] = head->rates[i - 1];
    head->rates[at] = (struct rate_running){ .rate = rate };
    head->rate_count++;
    return &head->rates[at];
}

struct means_running *journal_head_means(struct journal_head *head, const char *means)
{
    int order = 1;
    int at = 0;

    while (at < head->means_count && (order = strcmp(head->means[at].means, means)) < 0)
        at++;
    if (at < head->means_count && order == 0)
        return &head->means[at];
    if (head->means_count == FURTHER_MEANS_MAX)
        return NULL;
    memmove(&head->means[at + 1], &head->means[at],
            sizeof *head->means * (size_t)(head->means_count - at));
    head->means[at] = (struct means_running){ .amount = 0 };
    snprintf(head->means[at].means, MEANS_MAX, "%s", means);
    head->means_count++;
    return &head->means[at];
}

void journal_head_code(const unsigned char hash[HASH_BYTES], char out[HEAD_CODE_MAX])
{
    crypto_hex(hash, (HEAD_CODE_MAX - 1) / 2, out);
}
