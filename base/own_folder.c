#include "base/own_folder.h"

#include "base/place.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OWN_PATH_MAX = 4096 };

static const struct own_place {
    const char *variable;
    const char *usual; /* in the home */
} PLACES[] = {
    [OWN_DATA] = { "XDG_DATA_HOME", ".local/share" },
    [OWN_STATE] = { "XDG_STATE_HOME", ".local/state" },
    [OWN_CONFIG] = { "XDG_CONFIG_HOME", ".config" },
};

/* Each may be had under another name, too (a folder bound elsewhere). */
static const struct own_part {
    enum own_folder which;
    const char *name;
} PARTS[] = {
    { OWN_DATA, "" },       { OWN_DATA, "/keys" }, { OWN_DATA, "/heads" },
    { OWN_DATA, "/waits" }, { OWN_STATE, "" },     { OWN_CONFIG, "" },
};

bool own_folder_find(enum own_folder which, char *out, size_t room)
{
    const char *chosen = getenv(PLACES[which].variable);
    const char *home = getenv("HOME");
    int length = -1;

    if (chosen && chosen[0] == '/')
        length = snprintf(out, room, "%s/flashcoop", chosen);
    else if (home && home[0] == '/')
        length = snprintf(out, room, "%s/%s/flashcoop", home, PLACES[which].usual);
    if (length > 0 && (size_t)length < room)
        return true;
    out[0] = '\0';
    return false;
}

bool own_folder_make(const char *path)
{
    char part[OWN_PATH_MAX];
    size_t length = strlen(path);

    if (length == 0 || length >= sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(part, path, length + 1);
    for (size_t i = 1; i <= length; i++)
        if (part[i] == '/' || part[i] == '\0') {
            char kept = part[i];

            part[i] = '\0';
            if (mkdir(part, 0700) != 0 && errno != EEXIST)
                return false;
            part[i] = kept;
        }
    return true;
}

bool own_folder_holds(const char *path)
{
    const char *slash = strrchr(path, '/');
    char name[OWN_PATH_MAX] = ".";
    struct stat folder;

    if (slash)
        snprintf(name, sizeof name, "%.*s", (int)(slash - path) + 1, path);
    if (stat(name, &folder) != 0)
        return false;
    for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
        char own[OWN_PATH_MAX];
        struct stat found;

        if (!own_folder_find(PARTS[i].which, own, sizeof own - sizeof "/heads"))
            continue;
        strcat(own, PARTS[i].name);
        if (stat(own, &found) == 0 && place_is_same(&found, &folder))
            return true;
    }
    return false;
}
