#include "reports/exports/plain_journal.h"

#include "base/lang.h"
#include "ledger/posting.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char SQL_PEOPLE[] =
    "SELECT DISTINCT account, auxiliary FROM posting "
    "WHERE chain BETWEEN 'A' AND 'Z' AND auxiliary <> '' ORDER BY 1, 2";
/*
 * What makes a transaction, in the order of its days: entries, and tickets on the day of the
 * closing that posts them (of their record while the day is open), so that no year differs from
 * the FEC. Kinds 10 to 12 are tickets.
 */
#define SQL_ENTRIES                                                                                \
    "SELECT DISTINCT day, chain, seq, kind, number, 1 AS posted FROM posting "                     \
    "JOIN record USING (chain, seq) WHERE chain BETWEEN 'A' AND 'Z' "
#define SQL_TRANSACTIONS                                                                           \
    "SELECT day, chain, seq, kind, number, posted FROM (" SQL_ENTRIES                              \
    "UNION ALL SELECT coalesce((SELECT max(day) FROM posting WHERE posting.chain = closing.chain " \
    "AND posting.seq = closing.seq AND posting.day = sale.day), (SELECT max(day) FROM posting "    \
    "WHERE posting.chain = closing.chain AND posting.seq = closing.seq), sale.day, "               \
    "(record.time + record.offset * 60) / 86400), "                                                \
    "record.chain, record.seq, kind, record.number, closing.seq IS NOT NULL "                      \
    "FROM record JOIN sale ON sale.chain = record.chain AND sale.number = record.number "          \
    "LEFT JOIN closing ON closing.chain = record.chain AND closing.seq = "                         \
    "(SELECT min(seq) FROM closing AS later WHERE later.chain = record.chain AND period = 1 "      \
    "AND later.seq > record.seq) "                                                                 \
    "WHERE record.chain BETWEEN 'A' AND 'Z' AND kind IN (10, 11, 12))"
/* By enum journal_detail. */
static const char *const SQL_IN_ORDER[] = { SQL_TRANSACTIONS " ORDER BY day, chain, seq",
                                            SQL_ENTRIES " ORDER BY day, chain, seq" };
static const char *const SQL_FIRST_DAY[] = { "SELECT min(day) FROM (" SQL_TRANSACTIONS ")",
                                             "SELECT min(day) FROM (" SQL_ENTRIES ")" };
static const char SQL_SALE[] = "SELECT seller, refund_chain, refund_number FROM sale "
                               "WHERE chain = ? AND number = ?";
static const char SQL_PAYMENTS[] =
    "SELECT mode, amount, means FROM payment WHERE chain = ? AND number = ?";
static const char SQL_RATES[] =
    "SELECT rate, net, vat FROM rate_total WHERE chain = ? AND number = ? AND gross <> 0";
static const char SQL_POSTINGS[] =
    "SELECT account, auxiliary, debit - credit, label, document FROM posting "
    "WHERE chain = ? AND seq = ? AND day = ? ORDER BY line";

enum { NAME_MAX_BYTES = 160, LINES_MAX = 2 * ENTRY_LINES_MAX };

/* What a transaction moves on one account. */
struct movement {
    char name[NAME_MAX_BYTES]; /* "Assets:530-Caisse" */
    cents amount;
};

struct movements {
    struct movement all[LINES_MAX];
    int count;
    bool is_full; /* never, unless the chart changed at every closing */
};

struct writer {
    struct db *db;
    struct outlet *outlet;
    enum journal_detail detail;
    struct err *err;
    struct accounts accounts; /* where tickets are posted to now */
    struct chart chart;

    /* The transaction at hand. */
    struct day day;
    char chain[2];
    int64_t seq;
    enum record_kind kind;
    int64_t number; /* of a ticket */
    bool is_posted; /* false: a ticket of an open day */

    struct movements owed;  /* posted by tickets, not yet by a closing: negative */
    struct movements lines; /* of the transaction at hand */
};

/* Letters, digits and hyphens: what all three programs take in a name. */
static size_t name_put(char *out, size_t used, const char *text)
{
    for (const char *at = text; *at && used + 1 < NAME_MAX_BYTES; at++) {
        bool kept = isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80;

        if (kept)
            out[used++] = *at;
        else if (used > 0 && out[used - 1] != '-')
            out[used++] = '-';
    }
    while (used > 0 && out[used - 1] == '-')
        used--;
    out[used] = '\0';
    return used;
}

/* The five roots of beancount, by the class of the French chart. */
static const char *account_root(const char *number)
{
    if (number[0] == '7')
        return "Income";
    if (number[0] == '6')
        return "Expenses";
    if (number[0] == '1')
        return "Equity";
    if (strncmp(number, "4456", 4) == 0 || strncmp(number, "41", 2) == 0)
        return "Assets"; /* deductible VAT, customers */
    return number[0] == '4' ? "Liabilities" : "Assets";
}

static void account_name(char out[NAME_MAX_BYTES], const struct account *account,
                         const char *auxiliary)
{
    size_t used = (size_t)snprintf(out, NAME_MAX_BYTES, "%s:", account_root(account->number));

    used = name_put(out, used, account->number);
    out[used++] = '-';
    used = name_put(out, used, account->label);
    if (auxiliary[0] && used + 8 < NAME_MAX_BYTES) {
        used += (size_t)snprintf(out + used, NAME_MAX_BYTES - used, ":Badge-");
        name_put(out, used, auxiliary);
    }
}

static void movements_add(struct movements *movements, const char *name, cents amount)
{
    int at = 0;

    while (at < movements->count && strcmp(movements->all[at].name, name) != 0)
        at++;
    if (at == LINES_MAX) {
        movements->is_full = true;
        return;
    }
    if (at == movements->count) {
        memcpy(movements->all[at].name, name, NAME_MAX_BYTES);
        movements->all[at].amount = 0;
        movements->count++;
    }
    movements->all[at].amount += amount;
}

static void put_date(struct buf *out, struct day day)
{
    char text[DAY_TEXT_MAX];

    day_format(day, text);
    buf_put_text(out, text);
}

/* Inside quotes: nothing that ends them or begins a comment in one of the three programs. */
static void put_quoted(struct buf *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        static const char REFUSED[] = "\"\\;|";
        bool refused = strchr(REFUSED, *at) || (unsigned char)*at < ' ';

        buf_put_byte(out, refused ? ' ' : (unsigned char)*at);
    }
}

static void put_lines(struct buf *out, const struct movements *movements)
{
    for (int i = 0; i < movements->count; i++) {
        char amount[MONEY_TEXT_MAX];

        if (movements->all[i].amount == 0)
            continue;
        money_format_file(movements->all[i].amount, amount);
        buf_put_text(out, "    ");
        buf_put_text(out, movements->all[i].name);
        buf_put_text(out, "  ");
        buf_put_text(out, amount);
        buf_put_text(out, " EUR\n");
    }
    buf_put_text(out, "\n");
}

static bool movements_are_empty(const struct movements *movements)
{
    for (int i = 0; i < movements->count; i++)
        if (movements->all[i].amount != 0)
            return false;
    return true;
}

/* -- Tickets -- */

static void put_means(struct period *period, const char *name, cents amount)
{
    struct means_running *means = &period->means[period->means_count];

    if (period->means_count == FURTHER_MEANS_MAX)
        return; /* a chain has no more: the till refuses, and verify */
    means->amount = amount;
    snprintf(means->means, sizeof means->means, "%s", name);
    period->means_count++;
}

static bool period_of_ticket(struct writer *writer, struct period *out)
{
    struct stmt query = db_prepare(writer->db, SQL_PAYMENTS, writer->err);
    cents *const modes[] = { NULL, &out->cash, &out->card, &out->cheque, &out->voucher };

    stmt_bind_text(&query, 1, writer->chain);
    stmt_bind_int(&query, 2, writer->number);
    while (stmt_next(&query)) {
        int64_t mode = stmt_int(&query, 0);

        if (mode == PAY_OTHER)
            put_means(out, stmt_text(&query, 2), stmt_int(&query, 1));
        else if (mode >= PAY_CASH && mode < PAY_FOUR_END)
            *modes[mode] += stmt_int(&query, 1);
    }
    if (!stmt_finish(&query))
        return false;
    query = db_prepare(writer->db, SQL_RATES, writer->err);
    stmt_bind_text(&query, 1, writer->chain);
    stmt_bind_int(&query, 2, writer->number);
    while (stmt_next(&query) && out->rate_count < RATES_MAX)
        out->rates[out->rate_count++] = (struct rate_figures){
            .rate = stmt_range(&query, 0, 0, RATE_MAX),
            .net = stmt_int(&query, 1),
            .vat = stmt_int(&query, 2),
        };
    return stmt_finish(&query);
}

static void put_ticket_head(struct writer *writer, const struct stmt *sale)
{
    struct buf *out = &writer->outlet->block;

    put_date(out, writer->day);
    buf_printf(out, " %c \"%s-%lld ", writer->is_posted ? '*' : '!', writer->chain,
               (long long)writer->number);
    if (stmt_int(sale, 2) > 0)
        buf_printf(out, "%s %s-%lld", "remboursement de", stmt_text(sale, 1),
                   (long long)stmt_int(sale, 2));
    else
        buf_put_text(out, "vente");
    buf_put_text(out, " par ");
    put_quoted(out, stmt_text(sale, 0));
    buf_put_text(out, "\"\n");
}

static bool put_ticket(struct writer *writer)
{
    struct entry entry = { .line_count = 0 };
    struct period period = { .rate_count = 0 };
    struct stmt sale;

    if (!period_of_ticket(writer, &period))
        return false;
    entry_put_period(&entry, &writer->accounts, &period);
    writer->lines.count = 0;
    for (int i = 0; i < entry.line_count; i++) {
        const struct posting_line *line = &entry.lines[i];
        char name[NAME_MAX_BYTES];

        account_name(name, chart_find(&writer->chart, line->account->number), "");
        movements_add(&writer->lines, name, line->amount);
        movements_add(&writer->owed, name, -line->amount);
    }
    if (entry.line_count == 0)
        return true; /* all was given away: nothing moved */
    sale = db_prepare(writer->db, SQL_SALE, writer->err);
    stmt_bind_text(&sale, 1, writer->chain);
    stmt_bind_int(&sale, 2, writer->number);
    if (stmt_next(&sale)) {
        put_ticket_head(writer, &sale);
        put_lines(&writer->outlet->block, &writer->lines);
    }
    return stmt_finish(&sale);
}

/* -- Recorded entries -- */

static void put_entry_head(struct writer *writer, const struct stmt *posting)
{
    struct buf *out = &writer->outlet->block;

    put_date(out, writer->day);
    buf_put_text(out, " * \"");
    put_quoted(out, stmt_text(posting, 4));
    buf_put_byte(out, ' ');
    put_quoted(out, stmt_text(posting, 3));
    buf_put_text(out, "\"\n");
}

/* An entry as recorded; that of a closing less what its tickets wrote already. */
static bool put_entry(struct writer *writer)
{
    struct stmt query = db_prepare(writer->db, SQL_POSTINGS, writer->err);
    bool is_closing = writer->kind == RECORD_CLOSE_DAY;
    struct movements *lines = is_closing ? &writer->owed : &writer->lines;
    struct buf *out = &writer->outlet->block;
    size_t head_at = out->length;
    bool has_head = false;

    if (!is_closing)
        lines->count = 0;
    stmt_bind_text(&query, 1, writer->chain);
    stmt_bind_int(&query, 2, writer->seq);
    stmt_bind_int(&query, 3, writer->day.number);
    while (stmt_next(&query)) {
        char name[NAME_MAX_BYTES];

        if (!has_head)
            put_entry_head(writer, &query);
        has_head = true;
        account_name(name, chart_find(&writer->chart, stmt_text(&query, 0)), stmt_text(&query, 1));
        movements_add(lines, name, stmt_int(&query, 2));
    }
    if (has_head && !movements_are_empty(lines))
        put_lines(out, lines);
    else
        out->length = head_at;
    lines->count = 0;
    return stmt_finish(&query);
}

static bool put_transaction(struct writer *writer)
{
    bool good = record_kind_is_ticket(writer->kind) ? put_ticket(writer) : put_entry(writer);

    outlet_settle(writer->outlet);
    if (writer->owed.is_full || writer->lines.is_full)
        return err_fail(writer->err, ERR_STORAGE,
                        _("Trop de comptes dans une écriture : revoir les comptes de la "
                          "session."));
    return good;
}

/* What an open day's tickets owe is not the business of another day or till. */
static void transaction_take(struct writer *writer, const struct stmt *row)
{
    if (writer->day.number != stmt_int(row, 0) || strcmp(writer->chain, stmt_text(row, 1)) != 0)
        writer->owed.count = 0;
    writer->day = stmt_day(row, 0);
    writer->chain[0] = stmt_text(row, 1)[0];
    writer->seq = stmt_int(row, 2);
    writer->kind = (enum record_kind)stmt_int(row, 3);
    writer->number = stmt_int(row, 4);
    writer->is_posted = stmt_int(row, 5) != 0;
}

static bool put_transactions(struct writer *writer)
{
    struct stmt query = db_prepare(writer->db, SQL_IN_ORDER[writer->detail], writer->err);
    bool good = true;

    while (good && stmt_next(&query)) {
        transaction_take(writer, &query);
        good = put_transaction(writer);
    }
    return stmt_finish(&query) && good;
}

/* -- Accounts -- */

/* DAY_NONE before anything moved: then no account is opened either. */
static bool first_day_find(struct writer *writer, struct day *out)
{
    struct stmt query = db_prepare(writer->db, SQL_FIRST_DAY[writer->detail], writer->err);

    *out = DAY_NONE;
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        *out = stmt_day(&query, 0);
    return stmt_finish(&query);
}

/* A directive with its mark is one to hledger and ledger, and a line passed over by beancount. */
static void put_open(struct writer *writer, struct day day, const struct account *account,
                     const char *auxiliary)
{
    struct buf *out = &writer->outlet->block;
    char name[NAME_MAX_BYTES];

    account_name(name, account, auxiliary);
    buf_printf(out, "!account %s\n", name);
    put_date(out, day);
    buf_put_text(out, " open ");
    buf_put_text(out, name);
    buf_put_text(out, " EUR\n");
}

static bool put_accounts(struct writer *writer)
{
    struct stmt people;
    struct day day;

    if (!first_day_find(writer, &day))
        return false;
    if (day.number == DAY_NONE_NUMBER)
        return true;
    buf_put_text(&writer->outlet->block, "!commodity EUR\n");
    for (int i = 0; i < writer->chart.count; i++)
        put_open(writer, day, &writer->chart.all[i], "");
    people = db_prepare(writer->db, SQL_PEOPLE, writer->err);
    while (stmt_next(&people))
        put_open(writer, day, chart_find(&writer->chart, stmt_text(&people, 0)),
                 stmt_text(&people, 1));
    buf_put_text(&writer->outlet->block, "\n");
    return stmt_finish(&people);
}

bool plain_journal_put(struct till *till, enum journal_detail detail, struct outlet *outlet,
                       struct err *err)
{
    struct writer writer = { .db = till->db, .outlet = outlet, .detail = detail, .err = err };

    if (!accounts_read(till->db, &writer.accounts, err) ||
        !chart_read(till->db, &writer.chart, err))
        return false;
    buf_put_text(&outlet->block, "; ");
    put_quoted(&outlet->block, till->session.name);
    buf_put_text(&outlet->block, ", ");
    put_quoted(&outlet->block, till->session.host);
    buf_put_text(&outlet->block, "\n; flashcoop " VERSION " : hledger, ledger, beancount\n");
    if (till->left_unnoted)
        buf_printf(&outlet->block, "; %s\n", till_unnoted_text());
    buf_put_text(&outlet->block, "\n");
    return put_accounts(&writer) && put_transactions(&writer);
}

bool plain_journal_write(struct till *till, enum journal_detail detail, const char *path,
                         bool force, struct err *err)
{
    struct outlet outlet;

    if (!outlet_open(&outlet, path, force, err))
        return false;
    if (plain_journal_put(till, detail, &outlet, err))
        return outlet_finish(&outlet, err);
    outlet_abandon(&outlet);
    return false;
}
