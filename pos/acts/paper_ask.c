#include "pos/acts/paper_ask.h"

#include "base/lang.h"
#include "ledger/proof/period_totals.h"
#include "reports/catalogue/slip_paper.h"

#include <string.h>

/* It may come out later, when the till is in practice, or no more. */
static bool ask_in_chain(struct till *till, char name[PRINT_PAPER_MAX], int64_t *id,
                         struct err *err)
{
    paper_keep_chain(till, name);
    return print_queue_put(till, name, id, err);
}

bool paper_ask(struct desk *desk, const char *name, struct notice *notice, struct err *err)
{
    char numbered[PRINT_PAPER_MAX];
    struct period_totals reading;
    int64_t id;

    if (!paper_number(desk->till, name, numbered, err) ||
        (strcmp(name, "x") == 0 && !period_totals_take_x(desk->till, &reading, err)) ||
        !ask_in_chain(desk->till, numbered, &id, err))
        return false;

    enum printer_state state =
        desk->devices ? devices_printer_state(desk->devices) : PRINTER_ABSENT;

    if (printer_state_prints(state))
        notice_set(notice, STYLE_GOOD, "%s", _("Demandé : il sort dès que l'imprimante peut."));
    else
        notice_set(notice, STYLE_WARNING, "%s",
                   _("Demandé. Il sortira quand l'imprimante sera prête."));
    if (desk->devices && state != PRINTER_ABSENT)
        devices_print(desk->devices);
    return true;
}

bool paper_write_pdf(struct till *till, const char *name, const char *path, bool force,
                     struct err *err)
{
    struct outlet outlet;
    struct print_job job;

    if (!outlet_open(&outlet, path, force, err))
        return false;
    if (print_queue_take(till, name, &job, err) &&
        paper_make_pdf(till, job.paper, job.copy, &outlet, err) && outlet_finish(&outlet, err))
        return print_queue_done(till, &job, err);
    outlet_abandon(&outlet);
    return false;
}
