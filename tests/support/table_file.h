/* A table of products in a file of its own, read by csv_read(): what was taken, and why not. */
#ifndef TESTS_SUPPORT_TABLE_FILE_H
#define TESTS_SUPPORT_TABLE_FILE_H

#include "base/csv.h"
#include "tests/support/folder.h"

struct table_file {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct csv_faults faults;
    struct err err;
    struct buf rows; /* each row as "LINE|code|label|price;" */
};

/* Its columns: code and label are required, price is not; the code BAD is refused. */
extern const struct csv_table TABLE_FILE;

/* Group state for cmocka: a new folder with no file yet. */
int table_file_set_up(void **state);
int table_file_tear_down(void **state);

/* Reads the file at `path`. */
bool table_file_read(struct table_file *table);

/* The same of a new file `a.csv`. */
bool table_file_read_bytes(struct table_file *table, const char *bytes, size_t length);
bool table_file_read_text(struct table_file *table, const char *text);

/* The text is refused at that line ("3" or "3:2"), with these words. */
void table_file_assert_refused(struct table_file *table, const char *text, const char *where,
                               const char *why);

#endif
