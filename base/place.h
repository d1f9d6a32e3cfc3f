/*
 * Where a file of ours may be put: the one judge of a path before anything is
 * written there, whatever --force says.
 *
 * A book is never replaced, nor what stands beside it (`-wal`, `-shm`,
 * `-journal`, `-lock`), nor what the program keeps for the user (keys, heads,
 * what is being typed, devices, numbers given, what opens the hub), but by who
 * keeps it; nor a folder, a disk, or what a link points to. A book and a key are
 * known by what is in them or, when they are damaged, by their name; all that
 * stands in base/own_folder is kept.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/err.h"

#include <sys/stat.h>

enum place_kind {
    PLACE_FREE, /* a file may get this name, in the place of an older one if it may */
    PLACE_PIPE, /* a printer, a terminal, a pipe: written as it stands */
};

enum place_right {
    PLACE_NEW,     /* a name that nothing has */
    PLACE_REPLACE, /* --force: a plain file, too */
    PLACE_KEEPER,  /* the one who keeps what stands there */
};

/*
 * ERR_INPUT: one of the above stands at `path`, or a plain file does and `right` is PLACE_NEW.
 * ERR_STORAGE: what stands there cannot be looked at.
 */
bool place_check(const char *path, enum place_right right, enum place_kind *out,
                 struct err *err) MUST_CHECK;

/*
 * Before something is recorded whose paper goes there: also that its folder is there and can be
 * written, so that nothing is sealed that then is not given. `-` is standard output.
 */
bool place_check_ready(const char *path, bool force, struct err *err) MUST_CHECK;

/* True when `path` names a book, or was meant to be one. Opens and closes it: not for a book that
 * this program holds open. */
bool place_is_book(const char *path);

/*
 * Make a folder of papers, for its owner alone; one that is there is good. ERR_INPUT: the name
 * belongs to a book. ERR_STORAGE.
 */
bool place_make_folder(const char *path, struct err *err) MUST_CHECK;

/* True when both are the same file, by whatever name. */
bool place_is_same(const struct stat *one, const struct stat *other);

/* The name that a link leads to: what lies beside a book lies beside that. Any other is itself. */
void place_follow(const char *path, char *out, size_t room);

#endif
