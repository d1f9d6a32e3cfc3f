/* A folder of its own for a test, gone with all it holds at the end. */
#ifndef TESTS_SUPPORT_FOLDER_H
#define TESTS_SUPPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FOLDER_PATH_MAX = 256 };

struct folder {
    char path[FOLDER_PATH_MAX];
};

/* For mkdtemp(): in FLASHCOOP_SCRATCH, where files need no disk, else in /tmp. */
void folder_name(char *out, size_t room, const char *what);

struct folder folder_make(void);
void folder_remove(struct folder *folder);

/* FOLDER/name, written into `out`; returns `out`. */
const char *folder_path(const struct folder *folder, const char *name, char out[FOLDER_PATH_MAX]);

void folder_write(const struct folder *folder, const char *name, const void *bytes, size_t length);
bool folder_has(const struct folder *folder, const char *name);
int folder_count(const struct folder *folder);      /* files in it */
int folder_open_count(const struct folder *folder); /* of them this program has open */

/* A sum over all names and bytes of the folder: equal as long as nothing in it changed. */
uint64_t folder_sum(const struct folder *folder);

#endif
