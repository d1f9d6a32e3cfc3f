/* Reports: one table of names; the figures and the pages are made in reports/. */
#include "base/lang.h"
#include "pos/command.h"
#include "pos/people_reports.h"
#include "programme/people.h"
#include "reports/account_book.h"
#include "reports/paper_folder.h"
#include "reports/receipt.h"
#include "reports/result_sheet.h"
#include "reports/sale_list.h"
#include "reports/stand.h"
#include "reports/till_day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report_kind {
    const char *name;
    bool people_only; /* no CSV and no XLSX: a paper to read */
    bool landscape;
    /* One of the two: `detail` is what follows the colon, a ticket or the number of a Z. */
    bool (*write)(struct till *till, struct page *page, struct err *err);
    bool (*write_detail)(struct till *till, const char *detail, struct page *page, struct err *err);
};

static bool report_sales(struct till *till, struct page *page, struct err *err)
{
    return sale_list_page(till->db, page, err);
}

static bool report_lines(struct till *till, struct page *page, struct err *err)
{
    return sale_line_page(till->db, page, err);
}

static bool report_products(struct till *till, struct page *page, struct err *err)
{
    return stand_page(till->db, page, err);
}

static bool report_balance(struct till *till, struct page *page, struct err *err)
{
    return balance_page(till->db, page, err);
}

static bool report_postings(struct till *till, struct page *page, struct err *err)
{
    return postings_page(till->db, page, err);
}

static bool report_x(struct till *till, struct page *page, struct err *err)
{
    struct closing closing;

    if (!till_day_read_x(till, true, &closing, err))
        return false;
    till_day_page(&till->session, &closing, page);
    return true;
}

static bool report_z(struct till *till, const char *detail, struct page *page, struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(detail, till->letter, chain, &number, err) ||
        !closing_find(till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    till_day_page(&till->session, &closing, page);
    return true;
}

static bool report_receipt(struct till *till, const char *detail, struct page *page,
                           struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    char chain[2];
    int64_t number;
    int64_t prints;

    if (!sale)
        abort();

    bool good = ticket_name_parse(detail, till->letter, chain, &number, err) &&
                sale_find(till->db, chain, number, sale, err) &&
                sale_count_prints(till->db, sale, &prints, err);

    if (good)
        receipt_page(&till->session, sale, prints, page);
    free(sale);
    return good;
}

static bool report_result(struct till *till, struct page *page, struct err *err)
{
    struct result result;

    if (!result_sheet_read(till, &result, err))
        return false;
    result_sheet_page(&till->session, &result, page);
    return true;
}

static bool report_shares(struct till *till, struct page *page, struct err *err)
{
    struct distribution distribution;
    struct people people;
    struct sharer_names names = { command_person_name, &people };
    struct moment time;
    bool found = false;

    if (!people_read(till->db, &people, err) ||
        !distribution_find(till->db, &distribution, &found, &time, err))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Le partage n'est pas encore décidé : flashcoop share."));
    shares_page(&till->session, &distribution, true, &names, page);
    return true;
}

static const struct report_kind REPORTS[] = {
    { .name = "sales", .landscape = true, .write = report_sales },
    { .name = "lines", .landscape = true, .write = report_lines },
    { .name = "x", .write = report_x },
    { .name = "z", .write_detail = report_z },
    { .name = "receipt", .people_only = true, .write_detail = report_receipt },
    { .name = "products", .write = report_products },
    { .name = "balance", .write = report_balance },
    { .name = "postings", .landscape = true, .write = report_postings },
    { .name = "result", .write = report_result },
    { .name = "shares", .write = report_shares },
    { .name = "attendance", .write = report_attendance },
    { .name = "grid", .landscape = true, .write = report_grid },
    { .name = "progress", .landscape = true, .write = report_progress },
    { .name = "impact", .landscape = true, .write = report_impact },
    { .name = "follow-up", .write = report_follow_up },
    { .name = "agenda", .write = report_agenda },
    { .name = "session", .write = report_session },
};

/* "z:3" is the report z with the detail 3. */
static const struct report_kind *kind_find(const char *asked, const char **detail)
{
    size_t length = strcspn(asked, ":");

    *detail = asked[length] == ':' ? asked + length + 1 : "";
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++)
        if (strncmp(REPORTS[i].name, asked, length) == 0 && REPORTS[i].name[length] == '\0')
            return &REPORTS[i];
    return NULL;
}

static bool report_write(struct command *command, const struct report_kind *kind, struct till *till,
                         const char *detail, struct err *err)
{
    struct page_target target;
    struct page *page;
    bool good;

    if (!command_target(command, kind->name, &target, err))
        return false;
    if (kind->people_only && (target.format == PAGE_CSV || target.format == PAGE_XLSX))
        return err_fail(err, ERR_USAGE, _("%s : en text ou pdf seulement."), kind->name);
    target.landscape = kind->landscape;
    if (!page_open(&target, &page, err))
        return false;
    good = kind->write ? kind->write(till, page, err) : kind->write_detail(till, detail, page, err);
    if (good)
        return page_close(page, err);
    page_abandon(page);
    return false;
}

enum { TABLE_PATH_MAX = 4096 };

/* A table as spreadsheet beside the papers. */
static bool table_write(const struct report_kind *kind, struct till *till,
                        const struct paper_folder *folder, struct err *err)
{
    char path[TABLE_PATH_MAX];
    struct outlet outlet;
    const struct page_target target = {
        .format = PAGE_XLSX, .title = kind->name, .made_at = folder->made_at, .outlet = &outlet
    };
    struct page *page = NULL;

    snprintf(path, sizeof path, "%s/%s.xlsx", folder->path, kind->name);
    if (!outlet_open(&outlet, path, folder->force, err))
        return false;
    outlet.remakeable = true;
    if (!page_open(&target, &page, err))
        goto fail;
    if (!kind->write(till, page, err)) {
        page_abandon(page);
        goto fail;
    }
    if (!page_close(page, err))
        goto fail;
    return outlet_finish(&outlet, err);
fail:
    outlet_abandon(&outlet);
    return false;
}

/* Shares wait for the decision, and an X would be recorded: both are left out where they stand. */
static bool tables_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
        struct err why = ERR_EMPTY;

        if (REPORTS[i].people_only || !REPORTS[i].write || REPORTS[i].write == report_x)
            continue;
        if (!table_write(&REPORTS[i], till, folder, &why) && why.code != ERR_NOT_FOUND)
            return err_fail(err, why.code, "%s", why.text);
    }
    return true;
}

/* All papers as PDF and all tables as spreadsheets, into the folder of `-o`. */
static bool papers_run(struct command *command, struct err *err)
{
    const struct paper_folder folder = { .path = command_value(command, "-o"),
                                         .force = command_has(command, "--force"),
                                         .made_at = clock_now(&command->clock) };
    struct book book;

    if (!folder.path)
        return err_fail(err, ERR_USAGE, _("report papers : ajouter -o DOSSIER."));
    if (!command_read_book(command, &book, err))
        return false;

    bool good =
        paper_folder_write(&book.till, &folder, err) && tables_write(&book.till, &folder, err);

    book_close(&book);
    return good;
}

/* Only the X is recorded, and only it asks who acts. */
static bool report_run(struct command *command, struct err *err)
{
    const char *detail = "";
    const struct report_kind *kind = kind_find(command->arguments[1], &detail);
    struct book book;

    if (strcmp(command->arguments[1], "papers") == 0)
        return papers_run(command, err);
    if (!kind)
        return err_fail(err, ERR_USAGE,
                        _("report %.40s : rapport inconnu (voir flashcoop help report)"),
                        command->arguments[1]);
    if ((kind->write_detail != NULL) != (detail[0] != '\0'))
        return command_misused(command, err);
    if (kind->write == report_x ? !command_open_book(command, AS_ANIMATOR, &book, err)
                                : !command_read_book(command, &book, err))
        return false;

    bool good = report_write(command, kind, &book.till, detail, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_REPORT = {
    .name = "report",
    .usage = "BOOK sales|lines|x|z:N|receipt:N|products|balance|postings|result|shares|attendance|"
             "grid|progress|impact|follow-up|agenda|session|papers [--format text|csv|pdf|xlsx] "
             "[-o FILE] "
             "[--force]",
    .summary = N_("Un rapport, en texte, CSV, PDF ou XLSX."),
    .options = " --format= -o= --force --as= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = report_run,
};
