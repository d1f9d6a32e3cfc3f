#include "reports/catalogue/slip_paper.h"

#include "base/lang.h"
#include "reports/catalogue/catalogue.h"
#include "reports/slips/painter.h"
#include "reports/slips/slip.h"
#include "reports/slips/slip_sheet.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool request_make(struct slip_request *request, const char *name, struct err *err)
{
    const struct catalogue_row *row = catalogue_find(name, DOOR_PRINTER, &request->detail);

    if (!row)
        return err_fail(err, ERR_USAGE, _("« %.40s » : papier inconnu (voir flashcoop help print)"),
                        name);
    escpos_start(request->out);
    if (request->till->is_reader)
        slip_heading(request->out, _("Non noté au journal"));
    return row->slip(request, err) && buf_check(request->out->out, err);
}

bool paper_make(struct till *till, const char *name, int64_t copy,
                const struct printer_profile *profile, struct buf *out, struct err *err)
{
    struct painted_line painted;
    struct painter painter = painter_into(&painted);
    struct escpos printer = escpos_init(out, profile, &painter);
    struct slip_request request = { .till = till, .copy = copy, .out = &printer };

    return request_make(&request, name, err);
}

bool paper_make_pdf(struct till *till, const char *name, int64_t copy, struct outlet *outlet,
                    struct err *err)
{
    struct buf scratch = buf_init(ESCPOS_JOB_MAX);
    char title[PRINT_PAPER_MAX + 40];
    struct slip_sheet *sheet;

    paper_describe(name, title, sizeof title);
    if (!slip_sheet_open(title, till_now(till), outlet, &sheet, err))
        return false;

    struct escpos printer = escpos_init_listener(&scratch, slip_sheet_listener(sheet));
    struct slip_request request = { .till = till, .copy = copy, .out = &printer };
    bool good = request_make(&request, name, err);

    buf_release(&scratch);
    if (good)
        return slip_sheet_close(sheet, err);
    slip_sheet_abandon(sheet);
    return false;
}

void paper_keep_chain(const struct till *till, char name[PRINT_PAPER_MAX])
{
    char chain = till->letter;

    if (till->is_practice)
        chain = (char)tolower((unsigned char)chain);
    if (strcmp(name, "x") == 0 || strcmp(name, "float") == 0)
        snprintf(name + strlen(name), PRINT_PAPER_MAX - strlen(name), ":%c", chain);
}

bool paper_number(struct till *till, const char *name, char out[PRINT_PAPER_MAX], struct err *err)
{
    static const char SHEET[] = "fallback";
    int64_t last = 0;

    if (strlen(name) >= PRINT_PAPER_MAX)
        return err_fail(err, ERR_INPUT, _("Ce papier n'existe pas."));
    if (strcmp(name, SHEET) != 0) {
        snprintf(out, PRINT_PAPER_MAX, "%s", name);
        return true;
    }
    if (!print_queue_last_number(till->db, "fallback:", &last, err))
        return false;
    snprintf(out, PRINT_PAPER_MAX, "%s:%lld", SHEET, (long long)last + 1);
    return true;
}

void paper_make_test(const struct printer_profile *profile, struct buf *out)
{
    struct escpos printer = escpos_init(out, profile, NULL);

    escpos_start(&printer);
    slip_self_test(&printer);
}

void paper_describe(const char *name, char *out, size_t room)
{
    const char *detail;
    const struct catalogue_row *row = catalogue_find(name, DOOR_PRINTER, &detail);

    if (row)
        snprintf(out, room, _(row->job), detail);
    else
        snprintf(out, room, "%s", name);
}
