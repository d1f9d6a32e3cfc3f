/*
 * A disk that can lose power, fill up and fail.
 *
 * A shim between SQLite and the real disk (a VFS, made the default one): it
 * lets everything through and remembers every write, truncation, sync and
 * removal. power_rebuild() then writes the files as a crash after the first
 * `step` of these operations could have left them.
 *
 * What a crash may do, per file: all that was synced is there; of what was
 * written since, everything, nothing, or any part of it, down to a sector of a
 * write. A file never synced may be missing; a removal with its folder synced
 * stays.
 */
#ifndef TESTS_SUPPORT_POWER_H
#define TESTS_SUPPORT_POWER_H

#include "tests/support/chance.h"
#include "tests/support/folder.h"

/* Put the shim between SQLite and the disk, for good; it only passes through at first. */
void power_install(void);

/* Remember from now on what happens to `path` and the files named after it (-wal, -journal). */
void power_record(const char *path);
void power_hold(void);   /* remember no more, keep what was remembered */
void power_forget(void); /* and let go of it */

/* How many operations were remembered so far: ask when something was promised. */
int power_steps(void);

enum power_loss {
    POWER_LOSES_ALL,  /* nothing that was not synced is there */
    POWER_KEEPS_ALL,  /* all of it is there, synced or not */
    POWER_TEARS_SOME, /* some writes are there, some not, some in part */
};

/* The files as they stood after `step` operations and a crash, written under their own names. */
void power_rebuild(int step, enum power_loss loss, struct chance *chance);

/* -- Failures: the `countdown`-th write, sync, truncation or creation from now fails, once or on.
 */

enum power_fault {
    POWER_FULL,     /* the disk is full: writes fail from then on */
    POWER_IO_ERROR, /* one operation fails */
};
void power_fail(enum power_fault fault, int countdown);
/* Back to a good disk; true when the failure happened. */
bool power_mend(void);

/* Syncs and bytes written since power_count_reset(), over all files. */
struct power_count {
    int64_t syncs;
    int64_t writes;
    int64_t bytes;
};
void power_count_reset(void);
struct power_count power_count(void);

#endif
