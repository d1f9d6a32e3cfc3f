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
    *book = (struct people_book){ 0 };
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

    db_close(book->db);
    snprintf(command, sizeof command, "rm -rf %s", book->folder);
    assert_int_equal(system(command), 0);
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

bool people_book_import(struct people_book *book, enum people_import what, const char *text,
                        struct csv_faults *faults)
{
    const char *path = people_book_file(book, text);
    bool good = false;
    const struct import_file file = { path, false };
    int64_t count = 0;

    assert_true(db_begin(book->db, &book->err));
    switch (what) {
    case PEOPLE_PARTICIPANTS:
        good = import_participants(book->db, path, &book->access, faults, &count, &book->err);
        break;
    case PEOPLE_ATTENDANCE:
        good = import_attendance(book->db, &file, faults, &count, &book->err);
        break;
    case PEOPLE_RATINGS: good = import_ratings(book->db, &file, faults, &count, &book->err); break;
    case PEOPLE_ANSWERS: good = import_answers(book->db, &file, faults, &count, &book->err); break;
    }
    if (good)
        return db_commit(book->db, &book->err);
    db_rollback(book->db);
    return false;
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
