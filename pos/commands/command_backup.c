/* The copy of a book on the sticks that are there. */
#include "base/lang.h"
#include "pos/machine/backup.h"
#include "pos/commands/command.h"

#include <stdio.h>

void command_tell_backup(const char *path)
{
    struct err err = ERR_EMPTY;
    int copied;
    bool good = backup_to_sticks(path, BACKUP_KEEP, &copied, &err);

    if (copied > 0)
        fprintf(stderr, "flashcoop: %s\n",
                copied == 1 ? _("Le livre est copié sur la clé.")
                            : _("Le livre est copié sur les clés."));
    if (!good)
        fprintf(stderr, "flashcoop: %s\n", err.text);
}

static bool backup_run(struct command *command, struct err *err)
{
    const char *path = command->arguments[0];
    struct book book;
    int copied;

    if (!command_read_book(command, &book, err))
        return false;
    book_close(&book);
    if (!backup_to_sticks(path, BACKUP_KEEP, &copied, err))
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
    .usage = "BOOK",
    .summary = N_("Copie le livre sur chaque clé nommée FLASHCOOP, et relit la copie ; les trois "
                  "derniers états de chaque caisse y restent."),
    .options = " ",
    .argument_min = 1,
    .argument_max = 1,
    .run = backup_run,
};
