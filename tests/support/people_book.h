/* A book with the programme's tables, and a folder of its own for keys and files. */
#ifndef TESTS_SUPPORT_PEOPLE_BOOK_H
#define TESTS_SUPPORT_PEOPLE_BOOK_H

#include "base/csv.h"
#include "programme/files/import.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"

enum { PEOPLE_PATH_MAX = 128 };

struct people_book {
    char folder[PEOPLE_PATH_MAX];    /* removed at the end */
    char path[PEOPLE_PATH_MAX + 16]; /* of the book, when it is a file */
    struct db *db;
    struct vault_access access; /* keys in `folder` */
    struct csv_faults faults;   /* of the last file read, with what follows */
    int64_t taken;              /* rows */
    struct err refused;         /* why it was not taken; `err` is free again */
    struct err err;
};

/* With `in_memory` false the book is a file in the folder. */
void people_book_open(struct people_book *book, bool in_memory);
void people_book_close(struct people_book *book);

/* Group state for cmocka: a new book for every test, in memory with so many people, or a file. */
int people_book_set_up(void **state);
int people_book_set_up_file(void **state);
int people_book_tear_down(void **state);

#define PEOPLE_BOOK_TEST(test, people)                                                             \
    cmocka_unit_test_prestate_setup_teardown(test, people_book_set_up, people_book_tear_down,      \
                                             &(int){ people })
#define PEOPLE_FILE_TEST(test)                                                                     \
    cmocka_unit_test_setup_teardown(test, people_book_set_up_file, people_book_tear_down)

/* P1..Pn, called "Nom 1".. */
void people_book_add(struct people_book *book, int count);

/* How many times `needle` stands in any file of the book: the file itself, WAL, journal, shm. */
int people_book_times(const struct people_book *book, const char *needle);

/* A file with that text; the path lasts until the next call. */
const char *people_book_file(struct people_book *book, const char *text);

/* Whether a file with that text was taken, in its own transaction. */
typedef bool people_reader(struct db *db, const char *path, struct csv_faults *faults,
                           int64_t *taken, struct err *err);
bool people_book_read(struct people_book *book, people_reader *read, const char *text);

enum people_import { PEOPLE_PARTICIPANTS, PEOPLE_ATTENDANCE, PEOPLE_RATINGS, PEOPLE_ANSWERS };
bool people_book_import(struct people_book *book, enum people_import what, const char *text);

#endif
