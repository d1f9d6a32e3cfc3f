/* The second till: its copy of the book, and the way back of its journal. */
#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "ledger/proof/merge.h"
#include "pos/acts/date_limits.h"
#include "pos/commands/command.h"

#include <stdio.h>
#include <string.h>

/* The other computer sells no more: the till goes on here, with this one's key. */
static bool stay_run(struct command *command, struct err *err)
{
    struct book book;

    if (!command_open_book(command, AS_HOST, &book, err))
        return false;

    bool good = till_stay(&book.till, err);

    book_close(&book);
    return good;
}

static bool till_run(struct command *command, struct err *err)
{
    const char *letter = command->arguments[2];
    struct book book;

    if (strcmp(command->arguments[1], "stay") == 0 && command->argument_count == 2)
        return stay_run(command, err);
    if (strcmp(command->arguments[1], "new") != 0 || command->argument_count != 4)
        return command_misused(command, err);
    if (letter[0] < 'A' || letter[0] > 'Z' || letter[1] != '\0')
        return err_fail(err, ERR_USAGE, _("%.20s : une caisse porte une lettre, de A à Z."),
                        letter);
    if (!command_open_book(command, AS_HOST, &book, err))
        return false;

    bool good = till_make_copy(&book.till, letter[0], command->arguments[3], err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_TILL = {
    .name = "till",
    .usage = "BOOK new LETTER COPY|stay [--as WHO]",
    .summary = N_(
        "Fait la copie du livre pour une seconde caisse ; stay : la caisse a changé d'ordinateur."),
    .options = " --as= ",
    .argument_min = 2,
    .argument_max = 4,
    .run = till_run,
};

static bool merge_run(struct command *command, struct err *err)
{
    struct merged merged;
    struct day_limits limits;
    char gross[MONEY_TEXT_MAX];
    struct book book;

    if (!command_open_book(command, AS_HOST, &book, err))
        return false;
    command_correct(command, &book.till);

    bool good = book_file_check(command->arguments[1], err) &&
                date_limits_read(&book.till, command_value(command, "--reason"), &limits, err) &&
                till_merge(&book.till, command->arguments[1], &limits, &merged, err);

    book_close(&book);
    if (!good)
        return false;
    money_format_euro(merged.gross, gross);
    printf(_("caisse %c : %lld enregistrements nouveaux, total %s\n"), merged.letter,
           (long long)merged.record_count, gross);
    if (merged.twice[0])
        fprintf(stderr, "flashcoop: %s %s\n", _("Les deux caisses l'ont fait, corriger :"),
                merged.twice);
    return true;
}

const struct command_kind COMMAND_MERGE = {
    .name = "merge",
    .usage = "BOOK COPY [--as WHO] [--reason R]",
    .summary = N_("Ramène dans le livre le journal d'une seconde caisse."),
    .options = " --as= --reason= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = merge_run,
};
