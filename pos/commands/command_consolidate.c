#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/acts/sessions_table.h"

#include <stdlib.h>

static bool consolidate_run(struct command *command, struct err *err)
{
    struct consolidation *network = consolidation_open();
    bool *counts = calloc((size_t)command->argument_count, sizeof *counts);
    struct page_target target;
    struct page *page;
    bool good = command_target(command, "consolidate", &target, err);

    if (!counts)
        abort(); /* no memory for a handful of flags */

    command->where = NULL; /* the sentence names the book */
    target.landscape = true;
    good = good && sessions_table_choose(command->arguments, command->argument_count, counts,
                                         command->clock, err);
    for (int i = 0; good && i < command->argument_count; i++)
        good =
            !counts[i] || sessions_table_add(network, command->arguments[i], command->clock, err);
    good = good && page_open(&target, &page, err);
    if (good) {
        consolidation_page(network, page);
        good = page_close(page, err);
    }
    consolidation_close(network);
    free(counts);
    return good;
}

const struct command_kind COMMAND_CONSOLIDATE = {
    .name = "consolidate",
    .usage = "BOOK… [--format text|csv|pdf|xlsx|html] [-o FILE] [--force]",
    .summary = N_("Le tableau du réseau sur plusieurs sessions."),
    .options = " --format= -o= --force ",
    .argument_min = 1,
    .argument_max = COMMAND_ANY_COUNT,
    .run = consolidate_run,
};
