/* The host accepts that an older copy took the place of the book. */
#include "base/lang.h"
#include "ledger/older_copy.h"
#include "pos/commands/command.h"

#include <stdio.h>

static bool accept_run(struct command *command, struct err *err)
{
    const char *reason = command_value(command, "--reason");
    struct book book;

    if (!reason)
        return command_misused(command, err);
    if (!command_open_book(command, AS_HOST, &book, err))
        return false;

    char lost[OLDER_COPY_TEXT_MAX];
    bool good = till_accept_copy(&book.till, reason, err) && older_copy_lost(&book.till, lost, err);

    book_close(&book);
    if (good)
        printf("%s\n", lost);
    return good;
}

const struct command_kind COMMAND_ACCEPT = {
    .name = "accept",
    .usage = "BOOK --reason R [--as WHO]",
    .summary =
        N_("La coopérative accepte une copie plus ancienne remise en place, et dit pourquoi : "
           "le journal le garde, avec ce qui a été perdu."),
    .options = " --reason= --as= ",
    .argument_min = 1,
    .argument_max = 1,
    .run = accept_run,
};
