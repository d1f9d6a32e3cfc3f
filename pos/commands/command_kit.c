/* The kit for newspapers, printers, photographers and partners. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "reports/kit/kit_folder.h"

#include <stdio.h>
#include <string.h>

/* What is missing is said, one line a paper. */
static bool refusals_say(const struct kit_refusals *refusals, struct err *err)
{
    const char *lines = buf_text(&refusals->lines);

    for (const char *at = lines; *at; at += strcspn(at, "\n") + 1)
        fprintf(stderr, "flashcoop: %.*s\n", (int)strcspn(at, "\n"), at);
    return refusals->failed == 0 ||
           err_fail(err, ERR_INPUT,
                    lang_plural("kit : %d papier n'a pas pu être fait, les autres sont là.",
                                "kit : %d papiers n'ont pas pu être faits, les autres sont là.",
                                refusals->failed),
                    refusals->failed);
}

static bool kit_run(struct command *command, struct err *err)
{
    struct kit_refusals refusals = { .failed = 0 };
    struct kit_folder folder = { .path = command_value(command, "-o"),
                                 .force = command_has(command, "--force"),
                                 .made_at = clock_now(&command->clock),
                                 .refusals = &refusals };
    struct book book;
    bool good;

    if (!folder.path)
        return err_fail(err, ERR_USAGE, _("kit : ajouter -o DOSSIER."));
    if (!command_look_book(command, AS_ANIMATOR, &book, err))
        return false;
    good = kit_folder_write(&book.till, &folder, err) && command_end_reading(command, &book, err);
    book_close(&book);
    if (good)
        printf("kit: %d\n", folder.count);
    good = good && refusals_say(&refusals, err);
    buf_release(&refusals.lines);
    return good;
}

const struct command_kind COMMAND_KIT = {
    .name = "kit",
    .usage = "BOOK -o DIR [--force] [--as WHO]",
    .summary = N_("Le dossier pour la presse, les partenaires, le photographe et l'imprimeur."),
    .options = " -o= --force --as= ",
    .argument_min = 1,
    .argument_max = 1,
    .run = kit_run,
};
