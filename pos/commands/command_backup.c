/* The copy of a book on the sticks that are there. */
#include "base/lang.h"
#include "pos/machine/backup.h"
#include "pos/commands/command.h"

#include <stdio.h>

void command_tell_backup(const char *path)
{
    struct err err = ERR_EMPTY;
    int copied;
    bool good = backup_to_sticks(path, &copied, &err);

    if (copied > 0)
        fprintf(stderr, "flashcoop: %s\n",
                copied == 1 ? _("Le livre est copié sur la clé.")
                            : _("Le livre est copié sur les clés."));
    if (!good)
        fprintf(stderr, "flashcoop: %s\n", err.text);
}

/* Opened for a moment, so that the file alone is the book, unless the program that has it open asks
 * for the copy and has seen to that. */
static bool backup_run(struct command *command, struct err *err)
{
    const char *path = command->arguments[0];
    struct book book;
    int copied;

    if (!command_has(command, "--open")) {
        if (!command_read_book(command, &book, err))
            return false;
        book_close(&book);
    }
    if (!backup_to_sticks(path, &copied, err))
        return false;
    if (copied == 0)
        return err_fail(err, ERR_NOT_FOUND, "%s",
                        _("Pas de clé : brancher une clé nommée FLASHCOOP."));
    printf("%s\n", copied == 1 ? _("Le livre est copié sur la clé.")
                               : _("Le livre est copié sur les clés."));
    return true;
}

const struct command_kind COMMAND_BACKUP = {
    .name = "backup",
    .usage = "BOOK [--open]",
    .summary = N_("Copie le livre sur chaque clé nommée FLASHCOOP, et relit la copie. --open : le "
                  "programme qui tient le livre le demande."),
    .options = " --open ",
    .argument_min = 1,
    .argument_max = 1,
    .run = backup_run,
};
