/* The accounts on the stick: whole, again, never over other numbers, and nothing but files. */
#include "pos/machine/folder_copy.h"

#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char FIRST[] = "exercise,entry\r\n2026,1\r\n2026,2\r\n";
static const char LATER[] = "exercise,entry\r\n2026,1\r\n2026,2\r\n2026,3\r\n";
static const char OTHER[] = "exercise,entry\r\n2026,1\r\n2026,7\r\n";

struct bench {
    struct folder root;
    struct folder here;  /* comptes-732829320 beside the book */
    struct folder stick; /* where the stick is mounted */
    struct folder there; /* comptes-732829320 on it */
    struct err err;
};

static void put(const struct folder *folder, const char *name, const char *text)
{
    folder_write(folder, name, text, strlen(text));
}

static bool says(const struct folder *folder, const char *name, const char *text)
{
    char path[FOLDER_PATH_MAX];
    char found[256] = "";
    FILE *file = fopen(folder_path(folder, name, path), "r");
    size_t length = file ? fread(found, 1, sizeof found - 1, file) : 0;

    if (file)
        fclose(file);
    return file && strlen(text) == length && strcmp(found, text) == 0;
}

static struct bench bench_make(void)
{
    struct bench bench = { .root = folder_make() };

    folder_path(&bench.root, "comptes-732829320", bench.here.path);
    folder_path(&bench.root, "stick", bench.stick.path);
    folder_path(&bench.stick, "comptes-732829320", bench.there.path);
    assert_int_equal(mkdir(bench.here.path, 0700), 0);
    assert_int_equal(mkdir(bench.stick.path, 0700), 0);
    put(&bench.here, "index.txt", "Comptes");
    put(&bench.here, "numbers.csv", FIRST);
    return bench;
}

static void it_is_whole_on_the_stick_and_goes_on_there(void **state)
{
    struct bench bench = bench_make();
    struct folder inside;
    char path[FOLDER_PATH_MAX];

    (void)state;
    folder_path(&bench.here, "MAMC19", inside.path);
    assert_int_equal(mkdir(inside.path, 0700), 0);
    put(&inside, "Z-A-1.pdf", "%PDF");
    assert_int_equal(symlink("/etc/passwd", folder_path(&bench.here, "lien", path)), 0);
    assert_true(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    put(&bench.here, "numbers.csv", LATER); /* a session more */
    put(&bench.here, "index.txt", "Comptes, suite");
    assert_true(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    assert_true(says(&bench.there, "index.txt", "Comptes, suite"));
    assert_true(says(&bench.there, "numbers.csv", LATER));
    folder_path(&bench.there, "MAMC19", inside.path);
    assert_true(says(&inside, "Z-A-1.pdf", "%PDF"));
    assert_false(folder_has(&bench.there, "lien"));
    assert_false(folder_has(&bench.there, "index.txt.copie"));
    folder_remove(&bench.root);
}

/* What another computer gave is not written over, and an older state does not undo a newer one. */
static void other_numbers_stay(void **state)
{
    static const char *const THERE[] = { OTHER, LATER };
    struct bench bench = bench_make();

    (void)state;
    assert_int_equal(mkdir(bench.there.path, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(THERE); i++) {
        bench.err = ERR_EMPTY;
        put(&bench.there, "numbers.csv", THERE[i]);
        assert_false(folder_copy(bench.here.path, bench.stick.path, &bench.err));
        assert_int_equal(bench.err.code, ERR_INPUT);
        assert_true(says(&bench.there, "numbers.csv", THERE[i]));
        assert_false(folder_has(&bench.there, "index.txt"));
    }
    folder_remove(&bench.root);
}

static void a_stick_that_refuses_keeps_what_it_had(void **state)
{
    struct bench bench = bench_make();
    char path[FOLDER_PATH_MAX];

    (void)state;
    assert_true(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    put(&bench.here, "index.txt", "Comptes, suite");
    /* A folder stands where the copy would be made first: it cannot be written. */
    assert_int_equal(mkdir(folder_path(&bench.there, "index.txt.copie", path), 0700), 0);
    assert_false(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    assert_int_equal(bench.err.code, ERR_STORAGE);
    assert_true(says(&bench.there, "index.txt", "Comptes"));
    assert_int_equal(rmdir(path), 0);
    bench.err = ERR_EMPTY;
    folder_path(&bench.here, "index.txt", path); /* a file is no stick */
    assert_false(folder_copy(bench.here.path, path, &bench.err));
    assert_int_equal(bench.err.code, ERR_STORAGE);
    folder_remove(&bench.root);
}

/* One file cannot come: none of the others is named, old or new, and no folder begins. */
static void what_does_not_come_whole_does_not_come(void **state)
{
    struct bench bench = bench_make();
    struct folder inside;
    char path[FOLDER_PATH_MAX];

    (void)state;
    assert_true(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    put(&bench.here, "index.txt", "Comptes, suite");
    put(&bench.here, "numbers.csv", LATER);
    folder_path(&bench.here, "MAMC20", inside.path);
    assert_int_equal(mkdir(inside.path, 0700), 0);
    put(&inside, "Z-A-1.pdf", "%PDF");
    assert_int_equal(mkdir(folder_path(&bench.there, "numbers.csv.copie", path), 0700), 0);
    assert_false(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    assert_true(says(&bench.there, "index.txt", "Comptes"));
    assert_false(folder_has(&bench.there, "index.txt.copie"));
    assert_false(folder_has(&bench.there, "MAMC20"));
    assert_int_equal(rmdir(path), 0);
    bench.err = ERR_EMPTY;
    assert_true(folder_copy(bench.here.path, bench.stick.path, &bench.err));
    assert_true(says(&bench.there, "numbers.csv", LATER));
    folder_remove(&bench.root);
}

static void a_book_that_lives_on_the_stick_copies_nothing(void **state)
{
    struct bench bench = bench_make();

    (void)state;
    assert_true(folder_copy(bench.here.path, bench.root.path, &bench.err));
    assert_true(says(&bench.here, "index.txt", "Comptes"));
    folder_remove(&bench.root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_whole_on_the_stick_and_goes_on_there),
        cmocka_unit_test(other_numbers_stay),
        cmocka_unit_test(a_stick_that_refuses_keeps_what_it_had),
        cmocka_unit_test(what_does_not_come_whole_does_not_come),
        cmocka_unit_test(a_book_that_lives_on_the_stick_copies_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
