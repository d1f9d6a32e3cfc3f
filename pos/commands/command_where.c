/* Where everything is that the program keeps. */
#include "base/lang.h"
#include "pos/acts/desk.h"
#include "pos/acts/draft.h"
#include "pos/commands/command.h"
#include "pos/machine/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void folder_say(const char *key, const char *path)
{
    const char *state = access(path, F_OK) == 0 ? "" : _(" (pas encore fait)");

    printf("%s: %s%s\n", key, path, state);
}

static bool where_run(struct command *command, struct err *err)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);
    struct keyring keyring = keyring_look(NULL);
    struct desk *desk = calloc(1, sizeof *desk);
    char path[DESK_PATH_MAX];

    (void)command;
    if (!desk)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    desk_find_folder(desk);
    folder_say("books", desk->folder);
    free(desk);
    snprintf(path, sizeof path, "%s/keys", keyring.folder);
    folder_say("keys", path);
    snprintf(path, sizeof path, "%s/heads", keyring.folder);
    folder_say("heads", path);
    draft_find_folder(path, sizeof path);
    folder_say("drafts", path);
    for (int i = 0; i < sticks.count; i++)
        folder_say("copies", sticks.folders[i]);
    if (sticks.count == 0)
        printf("copies: %s\n", _("pas de clé FLASHCOOP branchée"));
    return true;
}

const struct command_kind COMMAND_WHERE = {
    .name = "where",
    .usage = "",
    .summary = N_("Où sont les livres, les clés, les brouillons et les copies."),
    .options = " ",
    .argument_min = 0,
    .argument_max = 0,
    .run = where_run,
};
