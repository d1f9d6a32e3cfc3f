#include "pos/backup.h"

#include "pos/book.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void write_mounts(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void only_a_stick_of_that_name_is_used(void **state)
{
    char path[] = "/tmp/flashcoop-mounts-XXXXXX", found[200] = "";
    int fd = mkstemp(path);

    (void)state;
    close(fd);
    write_mounts(path, "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/PHOTOS vfat rw 0 0\n"
                       "/dev/sdc1 /home/FLASHCOOP ext4 rw 0 0\n");
    assert_false(backup_find_stick(path, found, sizeof found));
    write_mounts(path, "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/FLASHCOOP vfat rw 0 0\n");
    assert_true(backup_find_stick(path, found, sizeof found));
    assert_string_equal(found, "/media/anna/FLASHCOOP");
    assert_false(backup_find_stick("/nonexistent", found, sizeof found));
    unlink(path);
}

static void the_copy_is_a_whole_book_and_replaces_the_one_before(void **state)
{
    struct market market;
    struct book book, copy;
    struct err err = ERR_EMPTY;
    char folder[300], path[400];

    (void)state;
    market_make(&market);
    snprintf(folder, sizeof folder, "%s/stick", market.screen.folder);
    mkdir(folder, 0700);
    snprintf(path, sizeof path, "%s/market.flashcoop", folder);
    market_look(&market, &book);
    assert_true(backup_book(book.db, folder, &err));
    assert_true(backup_book(book.db, folder, &err));
    if (!book_open(&copy, path, book.till.clock, &err))
        fail_msg("%s", err.text);
    assert_string_equal(copy.till.session.name, "MamCookies");
    book_close(&copy);
    unlink(path);
    rmdir(folder);
    market_end(&market, &book);
}

static void a_stick_that_is_gone_is_said_and_harms_nothing(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_false(backup_book(book.db, "/nonexistent/FLASHCOOP", &err));
    assert_int_equal(err.code, ERR_STORAGE);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_stick_of_that_name_is_used),
        cmocka_unit_test(the_copy_is_a_whole_book_and_replaces_the_one_before),
        cmocka_unit_test(a_stick_that_is_gone_is_said_and_harms_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
