/* What reads closings and running totals takes as many steps after six thousand sales as after
 * forty: steps of SQLite are counted, no clock is asked. */
#include "base/db_inside.h"
#include "ledger/closing/closing.h"
#include "reports/catalogue/paper_folder.h"
#include "reports/catalogue/report_kind.h"
#include "reports/exports/fec.h"
#include "reports/figures/sale_list.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FEW = 40, MANY = SHEET_TICKETS_MAX + 1000, STEPS = 100 };

struct pair {
    struct stall few;
    struct stall many;
};

static void market_day(struct stall *stall, int sales)
{
    struct closing closing;
    struct sold sold;

    stall_found(stall, 7);
    snprintf(stall->till.session.siren, sizeof stall->till.session.siren, "732829320");
    assert_true(till_put_session(&stall->till, &stall->till.session, &stall->err));
    assert_true(till_batch_begin(&stall->till, &stall->err));
    for (int i = 0; i < sales; i++)
        assert_true(stall_sell_one(stall, &sold));
    assert_true(till_batch_end(&stall->till, true, &stall->err));
    if (!closing_close(&stall->till, PERIOD_DAY, 0, "essai", &closing, &stall->err))
        fail_msg("%s", stall->err.text);
}

static int pair_set_up(void **state)
{
    struct pair *pair = calloc(1, sizeof *pair);

    assert_non_null(pair);
    market_day(&pair->few, FEW);
    market_day(&pair->many, MANY);
    *state = pair;
    return 0;
}

static int pair_tear_down(void **state)
{
    struct pair *pair = *state;

    stall_remove(&pair->few);
    stall_remove(&pair->many);
    free(pair);
    return 0;
}

static int step_counted(void *context)
{
    ++*(int *)context;
    return 0;
}

static bool report_run(struct stall *stall, const char *name)
{
    const char *detail;
    const struct report_kind *kind = report_kind_find(name, &detail);
    const struct report_request request = { .detail = detail };
    struct outlet outlet;
    const struct page_target target = { .format = PAGE_CSV, .outlet = &outlet };
    struct page *page = NULL;
    char path[FOLDER_PATH_MAX];
    bool good;

    folder_path(&stall->folder, "report.csv", path);
    assert_true(outlet_open(&outlet, path, true, &stall->err));
    good = page_open(&target, &page, &stall->err) &&
           report_kind_write(kind, &stall->till, &request, page, &stall->err) &&
           page_close(page, &stall->err) && outlet_finish(&outlet, &stall->err);
    return good;
}

static bool folder_run(struct stall *stall)
{
    char path[FOLDER_PATH_MAX];
    struct paper_folder folder = { .path = path, .force = true, .made_at = till_now(&stall->till) };

    folder_path(&stall->folder, "papiers", path);
    return paper_folder_write(&stall->till, &folder, &stall->err) &&
           report_tables_write(&stall->till, &folder, &stall->err);
}

static bool fec_run(struct stall *stall)
{
    char path[FOLDER_PATH_MAX];
    char name[FEC_NAME_MAX];

    folder_path(&stall->folder, "", path);
    return fec_name(&stall->till, name, &stall->err);
}

static bool work_run(struct stall *stall, const char *what)
{
    return strcmp(what, "papers") == 0 ? folder_run(stall)
           : strcmp(what, "fec") == 0  ? fec_run(stall)
                                       : report_run(stall, what);
}

static int steps_of(struct stall *stall, const char *what)
{
    int steps = 0;

    sqlite3_progress_handler(stall->db->handle, STEPS, step_counted, &steps);
    if (!work_run(stall, what))
        fail_msg("%s: %s", what, stall->err.text);
    sqlite3_progress_handler(stall->db->handle, 0, NULL, NULL);
    return steps;
}

static void figures_take_no_more_steps_after_many_sales(void **state)
{
    static const char *const WORK[] = { "result",   "session",  "x",     "z:1",      "products",
                                        "balance",  "postings", "trace", "agenda",   "roles",
                                        "progress", "impact",   "fec",   "follow-up" };
    struct pair *pair = *state;

    for (size_t i = 0; i < COUNT_OF(WORK); i++) {
        int few = steps_of(&pair->few, WORK[i]);
        int many = steps_of(&pair->many, WORK[i]);

        if (many > few + few / 5 + 10)
            fail_msg("%s: %d steps after %d sales, %d after %d", WORK[i], few, FEW, many, MANY);
    }
}

/* Its sheets of single tickets are left out of a large one, and the index says where they are. */
static void the_folder_of_papers_takes_no_more_steps_either(void **state)
{
    struct pair *pair = *state;
    int few = steps_of(&pair->few, "papers");
    int many = steps_of(&pair->many, "papers");
    struct folder papers;
    char path[2 * FOLDER_PATH_MAX];
    struct buf index = buf_init(1 << 16);

    if (many > few + few / 5 + 10)
        fail_msg("papers: %d steps after %d sales, %d after %d", few, FEW, many, MANY);
    snprintf(papers.path, sizeof papers.path, "%.200s/papiers", pair->few.folder.path);
    assert_true(folder_has(&papers, "sales.xlsx"));
    snprintf(papers.path, sizeof papers.path, "%.200s/papiers", pair->many.folder.path);
    assert_false(folder_has(&papers, "sales.xlsx"));
    assert_false(folder_has(&papers, "lines.xlsx"));
    assert_false(folder_has(&papers, "payments.xlsx"));
    assert_true(folder_has(&papers, "products.xlsx"));
    snprintf(path, sizeof path, "%s/index.txt", papers.path);
    assert_true(buf_read_file(&index, path, &pair->many.err));
    assert_non_null(strstr(buf_text(&index), "sales, lines, payments: 6000 ventes, trop pour une"));
    buf_release(&index);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_take_no_more_steps_after_many_sales),
        cmocka_unit_test(the_folder_of_papers_takes_no_more_steps_either),
    };

    return cmocka_run_group_tests(tests, pair_set_up, pair_tear_down);
}
