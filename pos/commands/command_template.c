/* An empty file of an import, to fill in a spreadsheet. */
#include "base/lang.h"
#include "pos/acts/template.h"
#include "pos/commands/command.h"

#include <string.h>
#include <strings.h>

/* `.xlsx` by its name, else CSV, whatever else it is called. */
static bool template_run(struct command *command, struct err *err)
{
    const char *path = command_value(command, "-o");
    size_t length = path ? strlen(path) : 0;
    struct page_target target = { .format = PAGE_CSV,
                                  .path = path ? path : "-",
                                  .force = command_has(command, "--force"),
                                  .title = command->arguments[0],
                                  .made_at = clock_now(&command->clock) };

    command->where = path ? path : command->arguments[0];
    if (length > 5 && strcasecmp(path + length - 5, ".xlsx") == 0)
        target.format = PAGE_XLSX;
    return template_write(command->arguments[0], moment_day(target.made_at), &target, err);
}

const struct command_kind COMMAND_TEMPLATE = {
    .name = "template",
    .usage = "%s [-o FILE] [--force]",
    .names = template_names,
    .summary = N_("Écrit un fichier d'import vide, avec un exemple, en .csv ou .xlsx selon son "
                  "nom."),
    .options = " -o= --force ",
    .argument_min = 1,
    .argument_max = 1,
    .run = template_run,
};
