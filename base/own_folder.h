/*
 * The folders of the user in which the program keeps what must not lie in a
 * book: keys, heads and waits (data), what is being typed (state), the devices
 * it knows (configuration). Their places are those of the XDG base directory
 * specification. Only who keeps a thing there writes there: see base/place.
 */
#ifndef BASE_OWN_FOLDER_H
#define BASE_OWN_FOLDER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum own_folder { OWN_DATA, OWN_STATE, OWN_CONFIG };

/* False, and "" in `out`: the user has no home, or its name is too long. Nothing is made. */
bool own_folder_find(enum own_folder which, char *out, size_t room);

/* Make `path` and every folder that leads to it, for their owner alone. False: `errno` says why. */
bool own_folder_make(const char *path);

/* True when what `path` names stands in one of them, by whatever way one gets there. */
bool own_folder_holds(const char *path);

#endif
