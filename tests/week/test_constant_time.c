/* What reads closings and running totals takes as many steps after six thousand sales as after
 * forty: steps of SQLite are counted, no clock is asked. */
#include "ledger/closing/closing.h"
#include "reports/accounts/host_folder.h"
#include "reports/catalogue/paper_folder.h"
#include "reports/catalogue/catalogue.h"
#include "reports/exports/e_reporting.h"
#include "reports/exports/fec.h"
#include "reports/figures/sale_list.h"
#include "tests/support/db_steps.h"
#include "tests/support/forger.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FEW = 40, MANY = SHEET_TICKETS_MAX + 1000 };

struct both {
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

static int both_set_up(void **state)
{
    struct both *both = calloc(1, sizeof *both);

    assert_non_null(both);
    market_day(&both->few, FEW);
    market_day(&both->many, MANY);
    *state = both;
    return 0;
}

static int both_tear_down(void **state)
{
    struct both *both = *state;

    stall_remove(&both->few);
    stall_remove(&both->many);
    free(both);
    return 0;
}

static bool report_run(struct stall *stall, const char *name)
{
    const char *detail;
    const struct catalogue_row *row = catalogue_find(name, DOOR_REPORT, &detail);
    const struct report_request request = { .detail = detail };
    struct outlet outlet;
    const struct page_target target = { .format = PAGE_CSV, .outlet = &outlet };
    struct page *page = NULL;
    char path[FOLDER_PATH_MAX];
    bool good;

    folder_path(&stall->folder, "report.csv", path);
    assert_true(outlet_open(&outlet, path, true, &stall->err));
    good = page_open(&target, &page, &stall->err) &&
           catalogue_report(row, &stall->till, &request, page, &stall->err) &&
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

static bool takings_run(struct stall *stall)
{
    char path[FOLDER_PATH_MAX];

    folder_path(&stall->folder, "e.csv", path);
    return e_reporting_write(&stall->till, path, true, &stall->err);
}

/* All but the archive, which holds each ticket: a reader makes none. */
static bool accounts_run(struct stall *stall)
{
    struct host_folder *host = calloc(1, sizeof *host);
    struct host_written written;
    char path[FOLDER_PATH_MAX];
    bool good;

    assert_non_null(host);
    folder_path(&stall->folder, "comptes", path);
    host->path = path;
    host->presets[host->preset_count++] = "caerp";
    host->tills[host->till_count++] = &stall->till;
    host->made_at = till_now(&stall->till);
    account_map_init(&host->map);
    stall->till.is_reader = true;
    good = host_folder_write(host, &written, &stall->err);
    stall->till.is_reader = false;
    free(host);
    return good;
}

static bool work_run(struct stall *stall, const char *what)
{
    static const struct {
        const char *name;
        bool (*run)(struct stall *stall);
    } KINDS[] = { { "papers", folder_run },
                  { "fec", fec_run },
                  { "e-reporting", takings_run },
                  { "accounts", accounts_run } };

    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (strcmp(what, KINDS[i].name) == 0)
            return KINDS[i].run(stall);
    return report_run(stall, what);
}

static int steps_of(struct stall *stall, const char *what)
{
    int steps;

    db_steps_begin(stall->db, &steps);
    if (!work_run(stall, what))
        fail_msg("%s: %s", what, stall->err.text);
    db_steps_end(stall->db);
    return steps;
}

/* All but what lists tickets. */
/* clang-format off */
static const char *const WORK[] = {
    "result", "session", "x", "z:1", "products", "balance", "postings", "trace", "agenda",
    "roles", "progress", "impact", "fec", "accounts", "e-reporting", "follow-up", "attendance",
    "grid", "questionnaires", "partners", "outcomes", "indicators", "bpf", "esf", "jobs",
    "job-hours", "documents", "exercise", "exercise-trainer",
};
/* clang-format on */

static void figures_take_no_more_steps_after_many_sales(void **state)
{
    struct both *both = *state;

    for (size_t i = 0; i < COUNT_OF(WORK); i++) {
        int few = steps_of(&both->few, WORK[i]);
        int many = steps_of(&both->many, WORK[i]);

        if (many > few + few / 5 + 10)
            fail_msg("%s: %d steps after %d sales, %d after %d", WORK[i], few, FEW, many, MANY);
    }
}

/* Its sheets of single tickets are left out of a large one, and the index says where they are. */
static void the_folder_of_papers_takes_no_more_steps_either(void **state)
{
    struct both *both = *state;
    int few = steps_of(&both->few, "papers");
    int many = steps_of(&both->many, "papers");
    struct folder papers;
    char path[2 * FOLDER_PATH_MAX];
    struct buf index = buf_init(1 << 16);

    if (many > few + few / 5 + 10)
        fail_msg("papers: %d steps after %d sales, %d after %d", few, FEW, many, MANY);
    snprintf(papers.path, sizeof papers.path, "%.200s/papiers", both->few.folder.path);
    assert_true(folder_has(&papers, "sales.xlsx"));
    snprintf(papers.path, sizeof papers.path, "%.200s/papiers", both->many.folder.path);
    assert_false(folder_has(&papers, "sales.xlsx"));
    assert_false(folder_has(&papers, "lines.xlsx"));
    assert_false(folder_has(&papers, "payments.xlsx"));
    assert_true(folder_has(&papers, "products.xlsx"));
    snprintf(path, sizeof path, "%s/index.txt", papers.path);
    assert_true(buf_read_file(&index, path, &both->many.err));
    assert_non_null(strstr(buf_text(&index), "sales, lines, payments: 6000 ventes, trop pour une"));
    buf_release(&index);
}

/* Going home does not wait for the proof of all days before. */
static void closing_a_day_takes_no_more_steps_after_many_sales(void **state)
{
    struct both *both = *state;
    struct stall *stalls[] = { &both->few, &both->many };
    int steps[2];

    for (int i = 0; i < 2; i++) {
        struct closing closing;
        struct sold sold;

        assert_true(stall_sell_one(stalls[i], &sold));
        db_steps_begin(stalls[i]->db, &steps[i]);
        if (!closing_close(&stalls[i]->till, PERIOD_DAY, -1, "", &closing, &stalls[i]->err))
            fail_msg("%s", stalls[i]->err.text);
        db_steps_end(stalls[i]->db);
        assert_string_equal(closing.unsound, "");
    }
    if (steps[1] > steps[0] + steps[0] / 5 + 10)
        fail_msg("%d steps after %d sales, %d after %d", steps[0], FEW, steps[1], MANY);
}

/* It sees what was altered since; the session closing sees the rest. */
static void a_long_book_that_was_altered_says_so_when_it_is_closed(void **state)
{
    struct both *both = *state;
    struct stall *stall = &both->many;
    static struct full_book forged;
    struct closing closing;
    struct sold sold;

    forged.db = stall->db;
    assert_true(stall_sell_one(stall, &sold));
    forger_guards_off(&forged, "sale_line");
    forger_type(&forged, "UPDATE sale_line SET label = 'Autre' WHERE number = %d",
                (int)sold.number);
    forger_guards_on(&forged, "sale_line");
    assert_true(closing_close(&stall->till, PERIOD_DAY, -1, "", &closing, &stall->err));
    assert_non_null(strstr(closing.unsound, "modifié"));
    forger_guards_off(&forged, "sale_line");
    forger_type(&forged, "UPDATE sale_line SET label = 'Autre' WHERE number = 1");
    forger_guards_on(&forged, "sale_line");
    assert_true(closing_close(&stall->till, PERIOD_SESSION, -1, "", &closing, &stall->err));
    assert_non_null(strstr(closing.unsound, "modifié"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_take_no_more_steps_after_many_sales),
        cmocka_unit_test(the_folder_of_papers_takes_no_more_steps_either),
        cmocka_unit_test(closing_a_day_takes_no_more_steps_after_many_sales),
        cmocka_unit_test(a_long_book_that_was_altered_says_so_when_it_is_closed),
    };

    return cmocka_run_group_tests(tests, both_set_up, both_tear_down);
}
