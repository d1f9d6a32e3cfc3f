/* Where everything is that the program keeps. */
#include "base/lang.h"
#include "base/own_folder.h"
#include "pos/acts/desk.h"
#include "pos/commands/command.h"
#include "pos/machine/backup.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A person reads words of her language; what is piped keeps the keys of docs/command-line.md. */
static void place_say(const char *key, const char *word, const char *path, const char *state)
{
    if (isatty(STDOUT_FILENO))
        printf(_("%s : %s%s\n"), word, path, state);
    else
        printf("%s: %s%s\n", key, path, state);
}

static void folder_say(const char *key, const char *word, const char *path)
{
    char whole[PATH_MAX];
    struct stat found;
    const char *state = "";

    if (stat(path, &found) != 0)
        state = _(" (pas encore fait)");
    else if (!S_ISDIR(found.st_mode))
        state = _(" (pas un dossier)");
    place_say(key, word, path[0] != '/' && realpath(path, whole) ? whole : path, state);
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
    folder_say("books", _("livres"), desk->folder);
    free(desk);
    snprintf(path, sizeof path, "%s/keys", keyring.folder);
    folder_say("keys", _("clés"), path);
    snprintf(path, sizeof path, "%s/heads", keyring.folder);
    folder_say("heads", _("derniers états"), path);
    own_folder_find(OWN_STATE, path, sizeof path);
    folder_say("drafts", _("brouillons"), path);
    for (int i = 0; i < sticks.count; i++)
        folder_say("copies", _("copies"), sticks.folders[i]);
    if (sticks.count == 0)
        place_say("copies", _("copies"), _("pas de clé FLASHCOOP branchée"), "");
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
