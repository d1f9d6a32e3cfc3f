/* The terminal's file against our takings; the result stays in the journal. */
#include "base/lang.h"
#include "ledger/means.h"
#include "pos/acts/reconciliation.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"

#include <stdio.h>
#include <string.h>

static bool means_known(struct db *db, const char *name, struct err *err)
{
    struct means_list list;

    if (strcmp(name, "card") == 0)
        return true;
    if (!means_read(db, &list, err))
        return false;
    return means_find(&list, name) ||
           err_fail(err, ERR_NOT_FOUND,
                    _("Moyen de paiement « %.30s » inconnu : card, ou un de ceux importés."), name);
}

static bool reconcile_write(struct command *command, struct book *book,
                            const struct terminal_file *file, struct err *err)
{
    struct till *till = &book->till;
    const char *means = command->arguments[1];
    struct reconciliation result;
    struct page_target target;
    struct page *page;
    int unmatched;

    if (!command_target(command, _("Rapprochement"), &target, err) ||
        !reconciliation_make(till->db, means, file, &result, err))
        return false;
    unmatched = result.unmatched;

    bool good = reconciliation_note(till, means, &result, err) &&
                group_page_open(till->db, &target, &page, err);

    if (good) {
        reconciliation_page(&result, means, page);
        if (till->left_unnoted)
            page_note(page, till_unnoted_text());
        good = page_close(page, err) && command_end_reading(command, book, err);
    }
    reconciliation_release(&result);
    if (!good)
        return false;
    return unmatched == 0 || err_fail(err, ERR_INPUT,
                                      lang_plural("%d ligne ne se retrouve pas.",
                                                  "%d lignes ne se retrouvent pas.", unmatched),
                                      unmatched);
}

static bool reconcile_run(struct command *command, struct err *err)
{
    struct csv_faults faults = csv_faults_init();
    struct terminal_file file = { .rows = NULL };
    struct book book;

    if (!command_leave_book(command, AS_HOST, &book, err))
        return false;

    bool good = means_known(book.till.db, command->arguments[1], err);

    if (good) {
        command->where = command->arguments[2];
        good = terminal_file_read(command->arguments[2], &faults, &file, err);
        if (!good)
            command_tell_faults(command, &faults);
        if (faults.notes.length > 0)
            fprintf(stderr, "%s\n", buf_text(&faults.notes));
    }
    good = good && reconcile_write(command, &book, &file, err);
    terminal_file_release(&file);
    csv_faults_release(&faults);
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_RECONCILE = {
    .name = "reconcile",
    .usage =
        "BOOK card|MEANS FILE [--format text|csv|pdf|xlsx|html] [-o FILE] [--force] [--as WHO]",
    .summary = N_("Compare nos encaissements avec le fichier du terminal de paiement."),
    .options = " --as= --format= -o= --force ",
    .argument_min = 3,
    .argument_max = 3,
    .run = reconcile_run,
};
