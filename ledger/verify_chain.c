#include "ledger/verify_chain.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_RECORDS[] =
    "SELECT seq, kind, number, time, offset, operator, tutor, gross, absolute, tickets, refunds, "
    "cash, card, cheque, voucher, drawer, float, hash, signature FROM record "
    "WHERE chain = ? ORDER BY seq";

/* One fact table read beside the records, one row ahead. */
struct cursor {
    struct stmt stmt;
    bool has_row;
    int64_t key; /* of the row it stands on */
};

/* What the rows of one record add up to. */
struct sums {
    int sale_rows;
    cents gross, net, vat, change;
    int64_t line_count;
    int lines;
    cents line_gross, line_net;
    cents modes[PAY_MODE_END];
    cents paid, paid_change;
    int64_t refund_number;
    cents rate_gross, rate_net, rate_vat;
    bool rates_follow;
    cents drawer; /* what other rows say the drawer did */
    cents shown_float;
    bool has_float;
    char key[80];
    cents debit, credit;
};

struct walk {
    struct db *db;
    const char *chain;
    bool is_practice;
    struct cursor cursors[FACT_TABLE_END];
    struct journal_head *head;
    struct tallies *tallies;
    struct verdict *verdict;
    unsigned char public_key[PUBLIC_KEY_BYTES];
    bool has_key;
    struct buf bytes;
    struct sums sums;
    enum record_kind kind;
};

bool verdict_fault(struct verdict *verdict, const char *chain, int64_t seq, const char *format, ...)
{
    va_list arguments;

    if (!verdict->is_good)
        return false;
    verdict->is_good = false;
    snprintf(verdict->chain, sizeof verdict->chain, "%.1s", chain);
    verdict->seq = seq;
    va_start(arguments, format);
    vsnprintf(verdict->what, sizeof verdict->what, format, arguments);
    va_end(arguments);
    return false;
}

struct tally *tallies_find(struct tallies *tallies, const char *code)
{
    unsigned hash = 5381;

    for (const char *at = code; *at; at++)
        hash = hash * 33 + (unsigned char)*at;
    for (unsigned i = 0; i < TALLY_MAX; i++) {
        struct tally *tally = &tallies->all[(hash + i) % TALLY_MAX];

        if (tally->code[0] == '\0')
            snprintf(tally->code, sizeof tally->code, "%s", code);
        if (strcmp(tally->code, code) == 0)
            return tally;
    }
    tallies->is_full = true;
    return &tallies->all[0];
}

static void cursor_step(struct cursor *cursor)
{
    cursor->has_row = stmt_next(&cursor->stmt);
    if (cursor->has_row)
        cursor->key = stmt_int(&cursor->stmt, 0);
}

static void walk_open(struct walk *walk, struct err *err)
{
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        struct cursor *cursor = &walk->cursors[table];

        cursor->stmt = db_prepare(walk->db, FACT_TABLES[table].select, err);
        stmt_bind_text(&cursor->stmt, 1, walk->chain);
        cursor_step(cursor);
    }
}

static bool walk_close(struct walk *walk)
{
    bool good = true;

    for (int table = FACT_SALE; table < FACT_TABLE_END; table++)
        good = stmt_finish(&walk->cursors[table].stmt) && good;
    buf_release(&walk->bytes);
    return good;
}

static void bytes_put_column(struct buf *bytes, const struct stmt *row, int column)
{
    const void *blob;
    size_t length;

    switch (stmt_type(row, column)) {
    case STMT_INT: canonical_put_int(bytes, stmt_int(row, column)); return;
    case STMT_TEXT: canonical_put_text(bytes, stmt_text(row, column)); return;
    case STMT_BLOB:
        blob = stmt_blob(row, column, &length);
        canonical_put_blob(bytes, blob, length);
        return;
    case STMT_NULL: canonical_put_null(bytes); return;
    case STMT_OTHER: buf_put_byte(bytes, '?'); return; /* STRICT tables hold no such value */
    }
}

/* Columns of the select: 0 the key, then the sealed ones in the order of the table. */
static void sums_take_sale(struct sums *sums, const struct stmt *row)
{
    sums->sale_rows++;
    sums->gross = stmt_int(row, 6);
    sums->net = stmt_int(row, 7);
    sums->vat = stmt_int(row, 8);
    sums->change = stmt_int(row, 9);
    sums->line_count = stmt_int(row, 10);
    sums->refund_number = stmt_int(row, 12);
}

static void sums_take_line(struct walk *walk, const struct stmt *row)
{
    struct sums *sums = &walk->sums;

    sums->lines++;
    sums->line_gross += stmt_int(row, 7);
    sums->line_net += stmt_int(row, 8);
    if (walk->tallies && !walk->is_practice && stmt_text(row, 2)[0] != '\0') {
        struct tally *tally = tallies_find(walk->tallies, stmt_text(row, 2));

        tally->sold += stmt_int(row, 4);
        tally->gross += stmt_int(row, 7);
    }
}

static void sums_take_payment(struct sums *sums, const struct stmt *row)
{
    int64_t mode = stmt_int(row, 2);

    if (mode >= PAY_CASH && mode < PAY_MODE_END)
        sums->modes[mode] += stmt_int(row, 5);
    sums->paid += stmt_int(row, 5);
    sums->paid_change += stmt_int(row, 4);
}

static void sums_take_rate(struct walk *walk, const struct stmt *row)
{
    struct sums *sums = &walk->sums;
    struct rate_running *running = journal_head_rate(walk->head, (basis_points)stmt_int(row, 1));

    sums->rate_gross += stmt_int(row, 2);
    sums->rate_net += stmt_int(row, 3);
    sums->rate_vat += stmt_int(row, 4);
    if (!running) {
        sums->rates_follow = false;
        return;
    }
    running->gross += stmt_int(row, 2);
    running->net += stmt_int(row, 3);
    running->vat += stmt_int(row, 4);
    sums->rates_follow = sums->rates_follow && running->gross == stmt_int(row, 5) &&
                         running->net == stmt_int(row, 6) && running->vat == stmt_int(row, 7);
}

static void sums_take_other(struct walk *walk, enum fact_table table, const struct stmt *row)
{
    struct sums *sums = &walk->sums;

    if (table == FACT_CASH_MOVEMENT && walk->kind == RECORD_FLOAT) {
        sums->has_float = true;
        sums->shown_float = stmt_int(row, 1);
    } else if (table == FACT_CASH_MOVEMENT) {
        sums->drawer += stmt_int(row, 1);
    } else if (table == FACT_CHARGE && strcmp(stmt_text(row, 8), "drawer") == 0) {
        sums->drawer -= stmt_int(row, 4) + stmt_int(row, 5);
    } else if (table == FACT_CLOSING && walk->kind == RECORD_CLOSE_DAY) {
        sums->drawer += stmt_int(row, 18);
    } else if (table == FACT_NOTE && walk->kind == RECORD_KEY) {
        snprintf(sums->key, sizeof sums->key, "%s", stmt_text(row, 2));
    } else if (table == FACT_POSTING) {
        sums->debit += stmt_int(row, 8);
        sums->credit += stmt_int(row, 9);
    } else if (table == FACT_STOCK_MOVEMENT && walk->tallies) {
        tallies_find(walk->tallies, stmt_text(row, 1))->moved += stmt_int(row, 2);
    }
}

static void walk_take_row(struct walk *walk, enum fact_table table, const struct stmt *row)
{
    int count = stmt_column_count(row) - 1;

    canonical_put_row(&walk->bytes, table, count);
    for (int column = 1; column <= count; column++)
        bytes_put_column(&walk->bytes, row, column);
    if (table == FACT_SALE)
        sums_take_sale(&walk->sums, row);
    else if (table == FACT_SALE_LINE)
        sums_take_line(walk, row);
    else if (table == FACT_PAYMENT)
        sums_take_payment(&walk->sums, row);
    else if (table == FACT_RATE_TOTAL)
        sums_take_rate(walk, row);
    else
        sums_take_other(walk, table, row);
}

/* Every row of the record at hand; a row left behind belongs to no record. */
static bool walk_take_rows(struct walk *walk, int64_t seq, int64_t number)
{
    bool is_ticket = record_kind_is_ticket(walk->kind);

    for (int table = FACT_SALE; table < FACT_TABLE_END; table++) {
        struct cursor *cursor = &walk->cursors[table];
        bool by_ticket = FACT_TABLES[table].by_ticket;
        int64_t key = by_ticket ? number : seq;

        if (by_ticket && !is_ticket)
            continue;
        if (cursor->has_row && cursor->key < key)
            return verdict_fault(walk->verdict, walk->chain, seq,
                                 _("une ligne de « %s » n'appartient à aucun enregistrement"),
                                 FACT_TABLES[table].name);
        while (cursor->has_row && cursor->key == key) {
            walk_take_row(walk, (enum fact_table)table, &cursor->stmt);
            cursor_step(cursor);
        }
    }
    return true;
}

/* The inside of a ticket: lines = ticket = payments, rates = ticket. */
static bool ticket_check(struct walk *walk, int64_t seq)
{
    const struct sums *sums = &walk->sums;

    if (!record_kind_is_ticket(walk->kind))
        return true;
    if (sums->sale_rows != 1 || sums->lines != sums->line_count ||
        sums->line_gross != sums->gross || sums->line_net != sums->net ||
        sums->paid != sums->gross || sums->paid_change != sums->change ||
        sums->rate_gross != sums->gross || sums->rate_net != sums->net ||
        sums->rate_vat != sums->vat)
        return verdict_fault(walk->verdict, walk->chain, seq,
                             _("les montants du ticket ne s'additionnent pas"));
    return true;
}

static struct running running_expected(const struct walk *walk)
{
    const struct sums *sums = &walk->sums;
    struct running next = walk->head->running;
    bool is_ticket = record_kind_is_ticket(walk->kind);

    if (is_ticket) {
        next.gross += sums->gross;
        next.absolute += sums->gross < 0 ? -sums->gross : sums->gross;
        next.tickets += walk->kind == RECORD_REFUND ? 0 : 1;
        next.refunds += walk->kind == RECORD_REFUND ? 1 : 0;
        next.cash += sums->modes[PAY_CASH];
        next.card += sums->modes[PAY_CARD];
        next.cheque += sums->modes[PAY_CHEQUE];
        next.voucher += sums->modes[PAY_VOUCHER];
        next.drawer += sums->modes[PAY_CASH];
    }
    next.drawer += sums->drawer;
    if (sums->has_float) {
        next.drawer += sums->shown_float - next.float_amount;
        next.float_amount = sums->shown_float;
    }
    if (walk->kind == RECORD_CLOSE_DAY)
        next.float_amount = next.drawer;
    return next;
}

static struct running running_stored(const struct stmt *row)
{
    return (struct running){
        stmt_int(row, 7),  stmt_int(row, 8),  stmt_int(row, 9),  stmt_int(row, 10),
        stmt_int(row, 11), stmt_int(row, 12), stmt_int(row, 13), stmt_int(row, 14),
        stmt_int(row, 15), stmt_int(row, 16),
    };
}

static bool key_take(struct walk *walk, int64_t seq)
{
    if (walk->kind != RECORD_KEY)
        return walk->has_key || verdict_fault(walk->verdict, walk->chain, seq,
                                              _("aucune clé n'est annoncée avant lui"));
    walk->has_key = crypto_unhex(walk->sums.key, walk->public_key, PUBLIC_KEY_BYTES);
    walk->verdict->key_count++;
    return walk->has_key ||
           verdict_fault(walk->verdict, walk->chain, seq, _("la clé annoncée est illisible"));
}

static void bytes_put_head(struct walk *walk, const struct stmt *row)
{
    struct buf *bytes = &walk->bytes;

    buf_clear(bytes);
    buf_put_byte(bytes, RECORD_FORMAT);
    canonical_put_text(bytes, walk->chain);
    for (int column = 0; column <= 4; column++)
        bytes_put_column(bytes, row, column);
    bytes_put_column(bytes, row, 5);
    bytes_put_column(bytes, row, 6);
    canonical_put_previous(bytes, walk->head->seq, walk->head->signature);
}

/* The stored hash must be the recomputed one; the head moves on. */
static bool hash_check(struct walk *walk, const struct stmt *row, int64_t seq)
{
    unsigned char hash[HASH_BYTES];
    size_t hash_length;
    size_t signature_length;
    const void *stored = stmt_blob(row, 17, &hash_length);

    crypto_hash(walk->head->hash, HASH_BYTES, walk->bytes.data, walk->bytes.length, hash);
    if (hash_length != HASH_BYTES || memcmp(hash, stored, HASH_BYTES) != 0)
        return verdict_fault(walk->verdict, walk->chain, seq,
                             _("son contenu ne correspond pas à son empreinte : il fut modifié"));

    const void *signature = stmt_blob(row, 18, &signature_length);

    if (signature_length != SIGNATURE_BYTES)
        return verdict_fault(walk->verdict, walk->chain, seq, _("sa signature est illisible"));
    memcpy(walk->head->hash, hash, HASH_BYTES);
    memcpy(walk->head->signature, signature, SIGNATURE_BYTES);
    return true;
}

static bool signature_check(struct walk *walk)
{
    const struct journal_head *head = walk->head;

    return head->seq == 0 ||
           crypto_signature_is_good(walk->public_key, head->hash, HASH_BYTES, head->signature) ||
           verdict_fault(walk->verdict, walk->chain, head->seq,
                         _("sa signature n'est pas celle de la caisse"));
}

static bool kind_is_signed_point(enum record_kind kind)
{
    return kind == RECORD_KEY || kind == RECORD_CLOSE_DAY || kind == RECORD_CLOSE_MONTH ||
           kind == RECORD_CLOSE_SESSION;
}

static bool order_check(struct walk *walk, int64_t seq, int64_t number)
{
    if (seq != walk->head->seq + 1)
        return verdict_fault(walk->verdict, walk->chain, walk->head->seq + 1,
                             _("il manque : le suivant porte le numéro %lld"), (long long)seq);
    if (record_kind_is_ticket(walk->kind) && number != walk->head->last_ticket + 1)
        return verdict_fault(walk->verdict, walk->chain, seq,
                             _("les numéros de tickets ne se suivent pas"));
    return true;
}

static bool walk_take_record(struct walk *walk, const struct stmt *row)
{
    int64_t seq = stmt_int(row, 0);
    int64_t number = stmt_int(row, 2);
    struct running stored = running_stored(row);
    struct running expected;

    walk->kind = (enum record_kind)stmt_int(row, 1);
    walk->sums = (struct sums){ .rates_follow = true };
    bytes_put_head(walk, row);
    if (!order_check(walk, seq, number) || !walk_take_rows(walk, seq, number))
        return false;
    canonical_put_running(&walk->bytes, &stored);
    if (!hash_check(walk, row, seq))
        return false;
    expected = running_expected(walk);
    walk->head->seq = seq;
    walk->head->time = stmt_int(row, 3);
    if (record_kind_is_ticket(walk->kind))
        walk->head->last_ticket = number;
    walk->head->running = stored;
    if (!key_take(walk, seq) || !ticket_check(walk, seq))
        return false;
    if (memcmp(&expected, &stored, sizeof stored) != 0 || !walk->sums.rates_follow)
        return verdict_fault(walk->verdict, walk->chain, seq,
                             _("ses totaux cumulés ne suivent pas les précédents"));
    if (walk->sums.debit != walk->sums.credit)
        return verdict_fault(walk->verdict, walk->chain, seq, _("son écriture ne s'équilibre pas"));
    return !kind_is_signed_point(walk->kind) || signature_check(walk);
}

static bool leftovers_check(struct walk *walk)
{
    for (int table = FACT_SALE; table < FACT_TABLE_END; table++)
        if (walk->cursors[table].has_row)
            return verdict_fault(walk->verdict, walk->chain, walk->head->seq + 1,
                                 _("une ligne de « %s » n'appartient à aucun enregistrement"),
                                 FACT_TABLES[table].name);
    return true;
}

static void search_compare(struct head_search *search, const unsigned char hash[HASH_BYTES])
{
    char hex[2 * HASH_BYTES + 1];

    if (!search->wanted || search->wanted[0] == '\0' || search->found)
        return;
    crypto_hex(hash, HASH_BYTES, hex);
    search->found = strncmp(hex, search->wanted, strlen(search->wanted)) == 0;
}

bool chain_recompute(struct recomputation *work, const char *chain, struct journal_head *head,
                     struct err *err)
{
    struct walk walk = { .db = work->db,
                         .chain = chain,
                         .is_practice = chain[0] >= 'a',
                         .head = head,
                         .tallies = work->tallies,
                         .verdict = work->verdict,
                         .bytes = buf_init(RECORD_BYTES_MAX * 4) };
    struct stmt records = db_prepare(work->db, SQL_RECORDS, err);
    bool good = true;

    *head = (struct journal_head){ .seq = 0 };
    stmt_bind_text(&records, 1, chain);
    walk_open(&walk, err);
    while (good && stmt_next(&records)) {
        struct moment before = { head->time, (int32_t)stmt_int(&records, 4) };

        work->verdict->trusted_until = before;
        good = walk_take_record(&walk, &records);
        if (good) {
            work->verdict->record_count++;
            search_compare(&work->search, head->hash);
        }
    }
    good = good && leftovers_check(&walk) && signature_check(&walk);

    bool read = stmt_finish(&records);

    return walk_close(&walk) && read && err->code == ERR_NONE;
}
