#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/acts/network.h"

static bool consolidate_run(struct command *command, struct err *err)
{
    struct consolidation *network = consolidation_open();
    struct page_target target;
    struct page *page;
    bool good = command_target(command, "consolidate", &target, err);

    command->where = NULL; /* the sentence names the book */
    target.landscape = true;
    for (int i = 0; good && i < command->argument_count; i++)
        good = network_add(network, command->arguments[i], command->clock, err);
    good = good && page_open(&target, &page, err);
    if (good) {
        consolidation_page(network, page);
        good = page_close(page, err);
    }
    consolidation_close(network);
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
