/* What is offered at the till, and what no longer. */
#include "base/lang.h"
#include "pos/commands/command.h"

#include <stdio.h>
#include <string.h>

static bool product_run(struct command *command, struct err *err)
{
    bool retired = strcmp(command->arguments[1], "retire") == 0;
    struct book book;

    if (!retired && strcmp(command->arguments[1], "offer") != 0)
        return command_misused(command, err);
    if (!command_open_book(command, AS_HOST, &book, err))
        return false;

    bool good = till_batch_begin(&book.till, err);

    for (int i = 2; good && i < command->argument_count; i++)
        good = till_retire_product(&book.till, command->arguments[i], retired, err);
    if (book.till.in_batch)
        good = till_batch_end(&book.till, good, err) && good;
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_PRODUCT = {
    .name = "product",
    .usage = "BOOK retire|offer CODE… [--as WHO]",
    .summary = N_("Ne propose plus un produit à la caisse (retire), ou de nouveau (offer)."),
    .options = " --as= ",
    .argument_min = 3,
    .argument_max = COMMAND_ANY_COUNT,
    .run = product_run,
};
