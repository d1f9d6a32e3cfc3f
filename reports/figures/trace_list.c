#include "reports/figures/trace_list.h"

#include "base/lang.h"
#include "reports/figures/roll.h"

static const char SQL_TRACE[] =
    "SELECT time, who, what, subject, old, new, reason FROM trace ORDER BY id";

bool trace_list_page(struct db *db, const struct session *session, struct page *page,
                     struct err *err)
{
    const struct page_column columns[] = {
        { "time", _("Quand"), CELL_TIME, READER_ALL, false },
        { "who", _("Qui a écrit"), CELL_TEXT, READER_ALL, false },
        { "what", _("Quoi"), CELL_TEXT, READER_ALL, false },
        { "subject", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "old", _("Avant"), CELL_TEXT, READER_ALL, false },
        { "new", _("Après"), CELL_TEXT, READER_ALL, false },
        { "reason", _("Pourquoi"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    struct stmt query = db_prepare(db, SQL_TRACE, err);

    people_page_title(page, _("Ce qui a changé"), session);
    page_begin_table(page, &table);
    while (stmt_next(&query)) {
        const struct cell cells[] = {
            cell_time((struct moment){ stmt_int(&query, 0), 0 }),
            cell_text(stmt_text(&query, 1)),
            cell_text(stmt_text(&query, 2)),
            cell_text(stmt_text(&query, 3)),
            cell_text(stmt_text(&query, 4)),
            cell_text(stmt_text(&query, 5)),
            cell_text(stmt_text(&query, 6)),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return stmt_finish(&query);
}
