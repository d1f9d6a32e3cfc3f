#include "ledger/closing/drawer_pieces.h"

#include "ledger/payment.h"

#include <string.h>

enum {
    FEW = 3,                   /* left of a kind: time to say it */
    MANY = 12,                 /* more pieces than this are no handy change */
    LARGEST_FOR_CHANGE = 1000, /* nobody waits for a 20 € note to go back */
    LEAST_NOTE = 500,
};

static const char SQL_LAST_COUNT[] =
    "SELECT seq, drawer, value, pieces FROM count_piece JOIN record USING (chain, seq) "
    "WHERE chain = ?1 AND seq = (SELECT max(seq) FROM cash_count WHERE chain = ?1) AND seq > ?2";
/* A row a payment; a record that is no ticket has one. Kinds 10 to 12 are tickets. */
static const char SQL_SINCE[] =
    "SELECT r.seq, r.drawer, r.kind BETWEEN 10 AND 12, coalesce(p.mode, 0), coalesce(p.given, 0), "
    "coalesce(p.change, 0) FROM record AS r LEFT JOIN payment AS p ON r.kind BETWEEN 10 AND 12 "
    "AND p.chain = r.chain AND p.number = r.number "
    "WHERE r.chain = ?1 AND r.seq > ?2 ORDER BY r.seq, p.rank";

/* -- Giving change. -- */

static cents least(cents a, cents b)
{
    return a < b ? a : b;
}

/*
 * From DENOMINATIONS[i] down. Largest first fails where a 50 stands in the way of three 20: one
 * less of a kind is tried too, and that is enough, since two of a kind are always a larger one or
 * so many of the next.
 */
static bool change_find(const struct cash_counting *sure, cents other, cents amount, int i,
                        struct cash_counting *out)
{
    if (amount == 0)
        return true;
    if (i == DENOMINATION_COUNT)
        return false;

    cents piece = DENOMINATIONS[i];
    int64_t most = least(amount / piece, sure->pieces[i] + other / piece);

    for (int64_t n = most; n >= 0 && n >= most - 1; n--) {
        cents unsure = n > sure->pieces[i] ? (n - sure->pieces[i]) * piece : 0;

        out->pieces[i] = n;
        if (change_find(sure, other - unsure, amount - n * piece, i + 1, out))
            return true;
    }
    out->pieces[i] = 0;
    return false;
}

static int64_t pieces_in(const struct cash_counting *counting)
{
    int64_t sum = 0;

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        sum += counting->pieces[i];
    return sum;
}

bool drawer_pieces_change(const struct drawer_pieces *drawer, cents amount,
                          struct cash_counting *out)
{
    *out = (struct cash_counting){ { 0 } };
    if (drawer->is_known && change_find(&drawer->sure, 0, amount, 0, out) &&
        (pieces_in(out) <= MANY || drawer->other == 0))
        return true;
    *out = (struct cash_counting){ { 0 } };
    if (drawer->is_known && change_find(&drawer->sure, drawer->other, amount, 0, out))
        return true;
    money_pieces(amount, out->pieces);
    return !drawer->is_known;
}

cents drawer_pieces_low(const struct drawer_pieces *drawer)
{
    for (int i = 0; drawer->is_known && i < DENOMINATION_COUNT; i++) {
        cents piece = DENOMINATIONS[i];

        if (piece <= LARGEST_FOR_CHANGE && drawer->counted.pieces[i] > FEW &&
            drawer->sure.pieces[i] + drawer->other / piece <= FEW)
            return piece;
    }
    return 0;
}

/* -- What the records say. -- */

static void change_leave(struct drawer_pieces *drawer, cents amount)
{
    struct cash_counting change;

    if (!drawer_pieces_change(drawer, amount, &change))
        drawer->is_known = false; /* another's purse, or a wrong count */
    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        int64_t sure = least(change.pieces[i], drawer->sure.pieces[i]);

        drawer->back.pieces[i] += change.pieces[i];
        drawer->sure.pieces[i] -= sure;
        drawer->other -= (change.pieces[i] - sure) * DENOMINATIONS[i];
    }
}

/* One note that was too much is that note; of any other sum nobody knows the pieces. */
static void given_come(struct drawer_pieces *drawer, cents given, cents change)
{
    for (int i = 0; change > 0 && i < DENOMINATION_COUNT; i++)
        if (DENOMINATIONS[i] == given && given >= LEAST_NOTE) {
            drawer->sure.pieces[i]++;
            return;
        }
    drawer->other += given;
}

static void payment_take(struct drawer_pieces *drawer, const struct stmt *row)
{
    cents given = stmt_int(row, 3) == PAY_CASH ? stmt_int(row, 4) : 0;
    cents change = stmt_int(row, 5) + (given < 0 ? -given : 0);

    change_leave(drawer, change);
    if (given > 0)
        given_come(drawer, given, change);
}

static void record_take(struct drawer_pieces *drawer, const struct stmt *row)
{
    cents drawer_after = stmt_int(row, 1);
    cents added = drawer_after - drawer->drawer;

    if (drawer->seq != stmt_int(row, 0) && stmt_int(row, 2))
        drawer->back = (struct cash_counting){ { 0 } };
    if (stmt_int(row, 2))
        payment_take(drawer, row);
    else if (added < 0)
        drawer->is_known = false;
    else
        drawer->other += added;
    drawer->seq = stmt_int(row, 0);
    drawer->drawer = drawer_after;
}

static bool count_read(struct drawer_pieces *drawer, struct till *till, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_LAST_COUNT, err);
    struct drawer_pieces counted = { .is_known = true };

    memcpy(counted.chain, drawer->chain, sizeof counted.chain);
    stmt_bind_text(&query, 1, drawer->chain);
    stmt_bind_int(&query, 2, drawer->seq);
    while (stmt_next(&query)) {
        counted.seq = stmt_int(&query, 0);
        counted.drawer = stmt_int(&query, 1);
        for (int i = 0; i < DENOMINATION_COUNT; i++)
            if (DENOMINATIONS[i] == stmt_int(&query, 2))
                counted.counted.pieces[i] = stmt_int(&query, 3);
    }
    counted.sure = counted.counted;
    if (!stmt_finish(&query))
        return false;
    if (counted.seq > 0)
        *drawer = counted;
    return true;
}

bool drawer_pieces_follow(struct drawer_pieces *drawer, struct till *till, struct err *err)
{
    const struct journal *journal = till_journal(till);

    if (strcmp(drawer->chain, journal->chain) != 0) {
        *drawer = (struct drawer_pieces){ .seq = 0 };
        memcpy(drawer->chain, journal->chain, sizeof drawer->chain);
    }
    if (drawer->seq == journal->head.seq)
        return true;
    if (!count_read(drawer, till, err))
        return false;
    if (drawer->seq == 0) { /* never counted: what went before says nothing */
        drawer->seq = journal->head.seq;
        drawer->drawer = journal->head.running.drawer;
    }

    struct stmt query = db_prepare(till->db, SQL_SINCE, err);

    stmt_bind_text(&query, 1, drawer->chain);
    stmt_bind_int(&query, 2, drawer->seq);
    while (stmt_next(&query))
        record_take(drawer, &query);
    return stmt_finish(&query);
}
