#include "pos/acts/reconciliation.h"

#include "base/db.h"
#include "base/heading.h"
#include "base/lang.h"
#include "ledger/closing/compared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_PAYMENTS[] =
    "SELECT chain, payment.number, time, offset, slip, amount FROM payment "
    "JOIN sale USING (chain, number) WHERE chain BETWEEN 'A' AND 'Z' AND (mode = ?1 OR (mode = 5 "
    "AND means = ?2)) AND (time + offset * 60) / 86400 BETWEEN ?3 AND ?4 ORDER BY time, chain, "
    "payment.number, rank";

enum { NEAR_S = 300, SLIP_DIGITS_MIN = 4 };

/* A slip may hold the end of a long reference; letters in either case. */
static bool slip_fits(const char *slip, const char *reference)
{
    char a[HEADING_MAX];
    char b[HEADING_MAX];
    size_t length;

    heading_fold(slip, a);
    heading_fold(reference, b);
    length = strlen(a);
    if (length == 0 || b[0] == '\0')
        return false;
    return strcmp(a, b) == 0 || (length >= SLIP_DIGITS_MIN && strlen(b) > length &&
                                 strcmp(b + strlen(b) - length, a) == 0);
}

struct side {
    struct match *rows; /* the terminal's, then ours that stand alone */
    int count;
    int terminal_count;
};

static int64_t distance_s(int64_t a, int64_t b)
{
    if (a == 0 || b == 0)
        return 0; /* only the day is known */
    return a > b ? a - b : b - a;
}

static int find_by_slip(const struct side *side, const struct match *ours)
{
    for (int i = 0; i < side->terminal_count; i++)
        if (side->rows[i].ticket[0] == '\0' && slip_fits(ours->reference, side->rows[i].reference))
            return i;
    return -1;
}

/* The nearest that is still free, of that day and amount; or, `same` false, near in time. */
static int find_by_amount(const struct side *side, const struct match *ours, bool same)
{
    int best = -1;

    for (int i = 0; i < side->terminal_count; i++) {
        const struct match *row = &side->rows[i];
        int64_t away = distance_s(row->utc_s, ours->utc_s);

        if (row->ticket[0] != '\0' || row->day.number != ours->day.number ||
            (same ? row->terminal != ours->book
                  : row->utc_s == 0 || away > NEAR_S || (row->terminal < 0) != (ours->book < 0)))
            continue;
        if (best < 0 || away < distance_s(side->rows[best].utc_s, ours->utc_s))
            best = i;
    }
    return best;
}

static void join(struct side *side, int at, struct match *ours)
{
    struct match *row = &side->rows[at];

    memcpy(row->ticket, ours->ticket, sizeof row->ticket);
    row->book = ours->book;
    row->state = row->terminal == row->book ? MATCH_SAME : MATCH_DIFFERS;
    ours->state = MATCH_SAME; /* taken */
}

static void side_match(struct side *side, struct match *ours, int count)
{
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < count; i++) {
            if (ours[i].state != MATCH_NONE)
                continue;

            int at = round == 0 ? find_by_slip(side, &ours[i])
                                : find_by_amount(side, &ours[i], round == 1);

            if (at >= 0)
                join(side, at, &ours[i]);
        }
    for (int i = 0; i < side->terminal_count; i++)
        if (side->rows[i].state == MATCH_NONE)
            side->rows[i].state = MATCH_NOT_IN_BOOK;
    for (int i = 0; i < count; i++)
        if (ours[i].state == MATCH_NONE) {
            ours[i].state = MATCH_NOT_AT_TERMINAL;
            side->rows[side->count++] = ours[i];
        }
}

static bool ours_read(struct db *db, const char *means, const struct terminal_file *file,
                      struct match *ours, int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PAYMENTS, err);
    int32_t first = INT32_MAX;
    int32_t last = INT32_MIN;

    for (int i = 0; i < file->count; i++) {
        first = file->rows[i].day.number < first ? file->rows[i].day.number : first;
        last = file->rows[i].day.number > last ? file->rows[i].day.number : last;
    }
    stmt_bind_int(&query, 1, strcmp(means, "card") == 0 ? PAY_CARD : 0);
    stmt_bind_text(&query, 2, means);
    stmt_bind_int(&query, 3, first);
    stmt_bind_int(&query, 4, last);
    while (*count < TERMINAL_ROWS_MAX && stmt_next(&query)) {
        struct match *row = &ours[(*count)++];
        struct moment time = stmt_moment(&query, 2);

        *row = (struct match){ .day = moment_day(time),
                               .utc_s = time.utc_s,
                               .book = stmt_int(&query, 5) };
        ticket_name_format(stmt_text(&query, 0), stmt_int(&query, 1), row->ticket);
        snprintf(row->reference, sizeof row->reference, "%s", stmt_text(&query, 4));
    }
    return stmt_finish(&query);
}

static int match_order(const void *a, const void *b)
{
    const struct match *one = a;
    const struct match *other = b;

    if (one->day.number != other->day.number)
        return one->day.number < other->day.number ? -1 : 1;
    return (one->utc_s > other->utc_s) - (one->utc_s < other->utc_s);
}

bool reconciliation_make(struct db *db, const char *means, const struct terminal_file *file,
                         struct reconciliation *out, struct err *err)
{
    struct match *ours = calloc(TERMINAL_ROWS_MAX, sizeof *ours);
    struct side side = { .rows = calloc((size_t)2 * TERMINAL_ROWS_MAX, sizeof *side.rows) };
    int count = 0;

    if (!ours || !side.rows)
        abort(); /* ten megabytes, touched as they fill */
    for (int i = 0; i < file->count; i++) {
        struct match *row = &side.rows[side.count++];

        *row = (struct match){ .day = file->rows[i].day,
                               .utc_s = file->rows[i].utc_s,
                               .terminal = file->rows[i].amount };
        memcpy(row->reference, file->rows[i].reference, sizeof row->reference);
    }
    side.terminal_count = side.count;

    bool good = ours_read(db, means, file, ours, &count, err);

    if (good)
        side_match(&side, ours, count);
    free(ours);
    if (!good) {
        free(side.rows);
        return false;
    }
    qsort(side.rows, (size_t)side.count, sizeof *side.rows, match_order);
    *out = (struct reconciliation){ .rows = side.rows, .count = side.count };
    for (int i = 0; i < side.count; i++) {
        out->terminal += side.rows[i].terminal;
        out->book += side.rows[i].book;
        out->unmatched += side.rows[i].state != MATCH_SAME;
    }
    return true;
}

void reconciliation_release(struct reconciliation *reconciliation)
{
    free(reconciliation->rows);
    *reconciliation = (struct reconciliation){ .rows = NULL };
}

bool reconciliation_note(struct till *till, const char *means, const struct reconciliation *result,
                         struct err *err)
{
    struct compared compared = { .first = DAY_NONE,
                                 .last = DAY_NONE,
                                 .terminal = result->terminal,
                                 .book = result->book,
                                 .unmatched = result->unmatched };

    snprintf(compared.means, sizeof compared.means, "%s", means);
    if (result->count > 0) {
        compared.first = result->rows[0].day;
        compared.last = result->rows[result->count - 1].day;
    }
    return compared_note(till, &compared, err);
}

static struct cell state_cell(enum match_state state)
{
    switch (state) {
    case MATCH_SAME: return cell_word("matched", _("trouvé"));
    case MATCH_NOT_IN_BOOK: return cell_word("missing-in-book", _("absent de la caisse"));
    case MATCH_NOT_AT_TERMINAL: return cell_word("missing-at-terminal", _("absent du terminal"));
    case MATCH_DIFFERS: return cell_word("amount-differs", _("montant différent"));
    case MATCH_NONE: break;
    }
    return CELL_NONE;
}

void reconciliation_page(const struct reconciliation *reconciliation, const char *means,
                         struct page *page)
{
    const struct page_column columns[] = {
        { .name = "day", .heading = _("Jour"), .kind = CELL_TEXT },
        { .name = "reference", .heading = _("Référence"), .kind = CELL_TEXT },
        { .name = "terminal", .heading = _("Terminal"), .kind = CELL_MONEY, .summed = true },
        { .name = "book", .heading = _("Caisse"), .kind = CELL_MONEY, .summed = true },
        { .name = "ticket", .heading = _("Ticket"), .kind = CELL_TEXT },
        { .name = "state", .heading = _("État"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total"),
                                      .total_name = "TOTAL" };

    page_title(page, _("Rapprochement avec le terminal"), means);
    page_begin_table(page, &table);
    for (int i = 0; i < reconciliation->count; i++) {
        const struct match *row = &reconciliation->rows[i];
        char day[DAY_TEXT_MAX];
        char human[24];

        day_format(row->day, day);
        day_format_human(row->day, human, sizeof human);

        const struct cell cells[] = {
            cell_word(day, human),
            cell_text(row->reference),
            row->state == MATCH_NOT_AT_TERMINAL ? CELL_NONE : cell_money(row->terminal),
            row->state == MATCH_NOT_IN_BOOK ? CELL_NONE : cell_money(row->book),
            cell_text(row->ticket),
            state_cell(row->state),
        };

        page_row(page, cells);
    }
    page_end_table(page);
}
