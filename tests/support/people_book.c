#include "tests/support/people_book.h"

#include "ledger/schema.h"
#include "pos/acts/book.h"
#include "tests/support/folder.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

void people_book_open(struct people_book *book, bool in_memory)
{
    *book = (struct people_book){ .faults = csv_faults_init() };
    folder_name(book->folder, sizeof book->folder, "people");
    assert_non_null(mkdtemp(book->folder));
    snprintf(book->path, sizeof book->path, "%s/test.flashcoop", book->folder);
    book->access.folder = book->folder;
    assert_true(db_open(book->path, in_memory ? DB_MEMORY : DB_CREATE, &BOOK_IDENTITY, &book->db,
                        &book->err));
    assert_true(db_script(book->db, ledger_schema(), &book->err)); /* papers read settings, too */
    assert_true(programme_store_create(book->db, &book->err));
}

void people_book_close(struct people_book *book)
{
    char command[PEOPLE_PATH_MAX + 16];

    csv_faults_release(&book->faults);
    db_close(book->db);
    snprintf(command, sizeof command, "rm -rf %s", book->folder);
    assert_int_equal(system(command), 0);
}

int people_book_set_up(void **state)
{
    static struct people_book book;
    const int *people = *state;

    people_book_open(&book, true);
    people_book_add(&book, *people);
    *state = &book;
    return 0;
}

int people_book_set_up_file(void **state)
{
    static struct people_book book;

    people_book_open(&book, false);
    *state = &book;
    return 0;
}

int people_book_tear_down(void **state)
{
    people_book_close(*state);
    return 0;
}

void people_book_add(struct people_book *book, int count)
{
    for (int i = 1; i <= count; i++) {
        char badge[BADGE_MAX];
        char name[NAME_MAX_BYTES];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Nom %d", i);
        assert_true(people_put(book->db, badge, name, &book->err));
    }
}

const char *people_book_file(struct people_book *book, const char *text)
{
    static char path[PEOPLE_PATH_MAX + 16];
    FILE *file;

    snprintf(path, sizeof path, "%s/rows.csv", book->folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Begins a transaction for the file; people_book_end() says how it went. */
static const char *file_begin(struct people_book *book, const char *text)
{
    csv_faults_release(&book->faults);
    book->faults = csv_faults_init();
    book->taken = 0;
    book->refused = ERR_EMPTY;
    assert_true(db_begin(book->db, &book->err));
    return people_book_file(book, text);
}

static bool file_end(struct people_book *book, bool good)
{
    if (good)
        return db_commit(book->db, &book->err);
    db_rollback(book->db);
    book->refused = book->err;
    book->err = ERR_EMPTY;
    return false;
}

bool people_book_read(struct people_book *book, people_reader *read, const char *text)
{
    const char *path = file_begin(book, text);

    return file_end(book, read(book->db, path, &book->faults, &book->taken, &book->err));
}

bool people_book_import(struct people_book *book, enum people_import what, const char *text)
{
    const struct import_file file = { file_begin(book, text), false };
    struct csv_faults *faults = &book->faults;
    bool good = false;

    switch (what) {
    case PEOPLE_PARTICIPANTS:
        good = import_participants(book->db, file.path, &book->access, faults, &book->taken,
                                   &book->err);
        break;
    case PEOPLE_ATTENDANCE:
        good = import_attendance(book->db, &file, faults, &book->taken, &book->err);
        break;
    case PEOPLE_RATINGS:
        good = import_ratings(book->db, &file, faults, &book->taken, &book->err);
        break;
    case PEOPLE_ANSWERS:
        good = import_answers(book->db, &file, faults, &book->taken, &book->err);
        break;
    }
    return file_end(book, good);
}

int people_book_times(const struct people_book *book, const char *needle)
{
    DIR *folder = opendir(book->folder);
    int times = 0;

    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char path[PEOPLE_PATH_MAX + 260];
        struct buf bytes = buf_init(64 << 20);
        struct err err = ERR_EMPTY;

        if (strncmp(entry->d_name, "test.flashcoop", 14) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", book->folder, entry->d_name);
        assert_true(buf_read_file(&bytes, path, &err));
        for (size_t at = 0; at + strlen(needle) <= bytes.length; at++)
            times += memcmp(bytes.data + at, needle, strlen(needle)) == 0;
        buf_release(&bytes);
    }
    closedir(folder);
    return times;
}
