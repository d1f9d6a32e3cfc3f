/*
 * A file or folder under way: written beside its name, as NAME.part-PROCESS,
 * and given the name at the end, so that a full disk or a killed program leaves
 * the old file. Who writes it holds a lock on it: what a killed program left
 * has none, and goes when the same name is written next. Every file of ours
 * comes to its place through here; base/place says what may never be replaced.
 */
#ifndef BASE_WHOLE_FILE_H
#define BASE_WHOLE_FILE_H

#include "base/err.h"
#include "base/place.h"

enum { WHOLE_FILE_PATH_MAX = 4096 };

struct whole_file {
    int file; /* descriptor, -1 = not open */
    char path[WHOLE_FILE_PATH_MAX];
    char beside[WHOLE_FILE_PATH_MAX]; /* "" = nothing to remove */
    enum place_right right;
};

#define WHOLE_FILE_CLOSED ((struct whole_file){ .file = -1 })

/*
 * Begin a file that its owner alone may read. A device or pipe is written as it stands.
 * ERR_INPUT: place_check() refuses `path`, or it is too long. ERR_STORAGE: the folder refuses.
 */
bool whole_file_open(struct whole_file *part, const char *path, bool force,
                     struct err *err) MUST_CHECK;

/* Likewise, by the one who keeps what stands there: see base/place. */
bool whole_file_open_kept(struct whole_file *part, const char *path, struct err *err) MUST_CHECK;

/* Begin a folder that holds the pieces of a file: whole_file_take() names the one that is the file.
 */
bool whole_file_open_folder(struct whole_file *part, const char *path, bool force,
                            struct err *err) MUST_CHECK;

/* Sync (unless it can be made again), close, give the name. False: `*reason` is an errno. */
bool whole_file_finish(struct whole_file *part, bool sync, int *reason);
/* Of a folder: `piece` in it is the whole file, synced already; the folder goes with what it holds.
 */
bool whole_file_take(struct whole_file *part, const char *piece, int *reason);

void whole_file_abandon(struct whole_file *part); /* accepts a finished one */

#endif
