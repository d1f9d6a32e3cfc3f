/* Reports: one table of names; the figures and the pages are made in reports/. */
#include "base/lang.h"
#include "pos/command.h"
#include "programme/people.h"
#include "reports/account_book.h"
#include "reports/receipt.h"
#include "reports/result_sheet.h"
#include "reports/sale_list.h"
#include "reports/stand.h"
#include "reports/till_day.h"

#include <stdlib.h>
#include <string.h>

/* What a report may read, and where it writes. */
struct request {
    struct till *till;
    const char *detail; /* what follows the colon: a ticket, the number of a Z; "" none */
    struct page *page;
};

struct report_kind {
    const char *name;
    bool wants_detail;
    bool people_only; /* no CSV and no XLSX: a paper to read */
    bool landscape;
    bool (*write)(struct request *request, struct err *err);
};

static bool report_sales(struct request *request, struct err *err)
{
    return sale_list_page(request->till->db, request->page, err);
}

static bool report_lines(struct request *request, struct err *err)
{
    return sale_line_page(request->till->db, request->page, err);
}

static bool report_products(struct request *request, struct err *err)
{
    return stand_page(request->till->db, request->page, err);
}

static bool report_balance(struct request *request, struct err *err)
{
    return balance_page(request->till->db, request->page, err);
}

static bool report_postings(struct request *request, struct err *err)
{
    return postings_page(request->till->db, request->page, err);
}

static bool report_x(struct request *request, struct err *err)
{
    struct closing closing;

    if (!till_day_read_x(request->till, true, &closing, err))
        return false;
    till_day_page(&request->till->session, &closing, request->page);
    return true;
}

static bool report_z(struct request *request, struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(request->detail, request->till->letter, chain, &number, err) ||
        !closing_find(request->till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    till_day_page(&request->till->session, &closing, request->page);
    return true;
}

static bool report_receipt(struct request *request, struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    char chain[2];
    int64_t number;
    int64_t prints;

    if (!sale)
        abort();

    bool good = ticket_name_parse(request->detail, request->till->letter, chain, &number, err) &&
                sale_find(request->till->db, chain, number, sale, err) &&
                sale_count_prints(request->till->db, sale, &prints, err);

    if (good)
        receipt_page(&request->till->session, sale, prints, request->page);
    free(sale);
    return good;
}

static bool report_result(struct request *request, struct err *err)
{
    struct result result;

    if (!result_sheet_read(request->till, &result, err))
        return false;
    result_sheet_page(&request->till->session, &result, request->page);
    return true;
}

static bool report_shares(struct request *request, struct err *err)
{
    struct distribution distribution;
    struct people people;
    struct sharer_names names = { command_person_name, &people };
    struct moment time;
    bool found = false;

    if (!people_read(request->till->db, &people, err) ||
        !distribution_find(request->till->db, &distribution, &found, &time, err))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Le partage n'est pas encore décidé : flashcoop share."));
    shares_page(&request->till->session, &distribution, true, &names, request->page);
    return true;
}

static const struct report_kind REPORTS[] = {
    { .name = "sales", .landscape = true, .write = report_sales },
    { .name = "lines", .landscape = true, .write = report_lines },
    { .name = "x", .write = report_x },
    { .name = "z", .wants_detail = true, .write = report_z },
    { .name = "receipt", .wants_detail = true, .people_only = true, .write = report_receipt },
    { .name = "products", .write = report_products },
    { .name = "balance", .write = report_balance },
    { .name = "postings", .landscape = true, .write = report_postings },
    { .name = "result", .write = report_result },
    { .name = "shares", .write = report_shares },
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

static bool report_write(struct command *command, const struct report_kind *kind,
                         struct request *request, struct err *err)
{
    struct page_target target;

    if (!command_target(command, kind->name, &target, err))
        return false;
    if (kind->people_only && (target.format == PAGE_CSV || target.format == PAGE_XLSX))
        return err_fail(err, ERR_USAGE, _("%s : en text ou pdf seulement."), kind->name);
    target.landscape = kind->landscape;
    if (!page_open(&target, &request->page, err))
        return false;
    if (kind->write(request, err))
        return page_close(request->page, err);
    page_abandon(request->page);
    return false;
}

/* Only the X is recorded, and only it asks who acts. */
static bool report_run(struct command *command, struct err *err)
{
    struct request request = { .detail = "" };
    const struct report_kind *kind = kind_find(command->arguments[1], &request.detail);
    struct book book;

    if (!kind)
        return err_fail(err, ERR_USAGE,
                        _("report %.40s : rapport inconnu (voir flashcoop help "
                          "report)"),
                        command->arguments[1]);
    if (kind->wants_detail != (request.detail[0] != '\0'))
        return command_misused(command, err);

    bool recorded = kind->write == report_x;

    if (recorded ? !command_open_book(command, AS_ANIMATOR, &book, err)
                 : !command_read_book(command, &book, err))
        return false;
    request.till = &book.till;

    bool good = report_write(command, kind, &request, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_REPORT = {
    .name = "report",
    .usage = "BOOK sales|lines|x|z:N|receipt:N|products|balance|postings|result|shares "
             "[--format text|csv|pdf|xlsx] [-o FILE] [--force]",
    .summary = N_("Un rapport, en texte, CSV, PDF ou XLSX."),
    .options = " --format= -o= --force --as= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = report_run,
};
