/* What a file of ours may never take the place of, with or without --force. */
#include "base/place.h"

#include "base/db.h"
#include "base/whole_file.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct err err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->folder = folder_make();
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    folder_remove(&f->folder);
    free(f);
    return 0;
}

static const char *at(struct fixture *f, const char *name)
{
    return folder_path(&f->folder, name, f->path);
}

static void make_book(struct fixture *f, const char *name)
{
    static const struct identity ANY = { .application_id = 1, .version = 1 };
    struct db *db = NULL;

    assert_true(db_open(at(f, name), DB_CREATE, &ANY, &db, &f->err));
    assert_true(db_script(db, "CREATE TABLE a (b INTEGER) STRICT", &f->err));
    db_close(db);
}

/* Every way to write a file goes through base/whole_file: a file, and a folder that becomes one. */
static void assert_refused(struct fixture *f, const char *name, const char *why)
{
    uint64_t before = folder_sum(&f->folder);

    for (int way = 0; way < 2; way++) {
        struct whole_file part;

        f->err = ERR_EMPTY;
        assert_false(way ? whole_file_open_folder(&part, at(f, name), true, &f->err)
                         : whole_file_open(&part, at(f, name), true, &f->err));
        assert_int_equal(f->err.code, ERR_INPUT);
        if (!strstr(f->err.text, why))
            fail_msg("%s", f->err.text);
        assert_true(folder_sum(&f->folder) == before);
    }
}

static void a_book_is_never_replaced_whatever_its_name(void **state)
{
    struct fixture *f = *state;

    make_book(f, "a.flashcoop");
    make_book(f, "garde.bak");
    folder_write(&f->folder, "abime.FLASHCOOP", "x", 1);
    assert_refused(f, "a.flashcoop", "est un livre");
    assert_refused(f, "garde.bak", "est un livre");
    assert_refused(f, "abime.FLASHCOOP", "est un livre");
}

static void what_stands_beside_a_book_is_never_written(void **state)
{
    static const char *const NAMES[] = { "b-wal", "b-shm", "b-journal", "b-lock", "b-LOCK" };
    struct fixture *f = *state;

    make_book(f, "b");
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        assert_refused(f, NAMES[i], "appartient à un livre");
    assert_refused(f, "autre.flashcoop-journal", "appartient à un livre"); /* nor for one to come */
}

static void a_name_that_only_looks_like_a_companion_is_free(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;

    assert_true(whole_file_open(&part, at(f, "rapport-journal"), false, &f->err));
    whole_file_abandon(&part);
}

static void what_a_link_points_to_is_never_replaced(void **state)
{
    struct fixture *f = *state;
    char link_path[FOLDER_PATH_MAX];

    make_book(f, "a.flashcoop");
    folder_write(&f->folder, "photo.jpg", "abc", 3);
    assert_int_equal(symlink(at(f, "a.flashcoop"), folder_path(&f->folder, "l1", link_path)), 0);
    assert_refused(f, "l1", "est un lien");
    unlink(link_path);
    assert_int_equal(symlink(at(f, "photo.jpg"), folder_path(&f->folder, "l2", link_path)), 0);
    assert_refused(f, "l2", "est un lien");
    unlink(link_path);
    assert_int_equal(symlink("/nonexistent", folder_path(&f->folder, "l3", link_path)), 0);

    struct whole_file part;

    f->err = ERR_EMPTY;
    assert_false(whole_file_open(&part, at(f, "l3"), true, &f->err));
    unlink(link_path);
}

static void keys_and_heads_are_never_replaced(void **state)
{
    struct fixture *f = *state;

    folder_write(&f->folder, "0a-A.key", "abc", 3);
    assert_refused(f, "0a-A.key", "gardé par Flashcoop");
}

/* A key that was put aside under another name is one all the same. */
static void a_key_or_a_head_is_known_by_what_is_in_it(void **state)
{
    static const char KEY[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
    static const char SUM[] =
        "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff  a\n";
    struct fixture *f = *state;
    struct whole_file part;
    char head[200];

    folder_write(&f->folder, "copie.txt", KEY, sizeof KEY - 1);
    folder_write(&f->folder, "copie-2.txt", KEY, sizeof KEY - 2);
    snprintf(head, sizeof head, "00000000000000000012 %.64s 00000000000000000004\n", KEY);
    folder_write(&f->folder, "etat.txt", head, strlen(head));
    assert_refused(f, "copie.txt", "gardé par Flashcoop");
    assert_refused(f, "copie-2.txt", "gardé par Flashcoop");
    assert_refused(f, "etat.txt", "gardé par Flashcoop");
    folder_write(&f->folder, "sommes.txt", SUM, sizeof SUM - 1);
    assert_true(whole_file_open(&part, at(f, "sommes.txt"), true, &f->err));
    whole_file_abandon(&part);
}

/* What the program keeps for the user, whatever it is called, and by whatever way one gets there.
 */
static void nothing_is_written_where_the_program_keeps_its_own(void **state)
{
    static const char *const HOMES[] = { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" };
    static const char *const NAMES[] = { "flashcoop/devices.csv", "flashcoop/keys/p",
                                         "flashcoop/heads/../keys/p", "ailleurs/p", "fd/p" };
    struct fixture *f = *state;
    char keys[FOLDER_PATH_MAX];
    char other[FOLDER_PATH_MAX];

    for (size_t i = 0; i < COUNT_OF(HOMES); i++)
        setenv(HOMES[i], f->folder.path, 1);
    assert_int_equal(mkdir(at(f, "flashcoop"), 0700), 0);
    assert_int_equal(mkdir(at(f, "flashcoop/heads"), 0700), 0);
    assert_int_equal(mkdir(at(f, "flashcoop/keys"), 0700), 0);
    folder_write(&f->folder, "flashcoop/devices.csv", "abc", 3);
    folder_write(&f->folder, "flashcoop/keys/p", "abc", 3);
    folder_path(&f->folder, "flashcoop/keys", keys);
    assert_int_equal(symlink(keys, folder_path(&f->folder, "ailleurs", other)), 0);

    int open_folder = open(keys, O_RDONLY | O_DIRECTORY);

    snprintf(keys, sizeof keys, "/proc/self/fd/%d", open_folder);
    assert_int_equal(symlink(keys, folder_path(&f->folder, "fd", other)), 0);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        assert_refused(f, NAMES[i], "gardé par Flashcoop");
    assert_refused(f, "flashcoop/keys/nouveau", "gardé par Flashcoop"); /* a key put in */
    close(open_folder);
    for (size_t i = 0; i < COUNT_OF(HOMES); i++)
        unsetenv(HOMES[i]);
}

static void the_words_for_the_hub_and_the_register_stay(void **state)
{
    struct fixture *f = *state;

    folder_write(&f->folder, ".pgpass", "abc", 3);
    folder_write(&f->folder, ".pg_service.conf", "abc", 3);
    folder_write(&f->folder, "numbers.csv", "abc", 3);
    folder_write(&f->folder, "mots", "abc", 3);
    setenv("PGPASSFILE", at(f, "mots"), 1);
    assert_refused(f, ".pgpass", "gardé par Flashcoop");
    assert_refused(f, ".pg_service.conf", "gardé par Flashcoop");
    assert_refused(f, "numbers.csv", "gardé par Flashcoop");
    assert_refused(f, "mots", "gardé par Flashcoop");
    unsetenv("PGPASSFILE");
}

/* Its own writer may, and a book is safe from it, too. */
static void what_is_kept_is_replaced_by_who_keeps_it(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;
    int reason = 0;

    folder_write(&f->folder, "numbers.csv", "abc", 3);
    assert_true(whole_file_open_kept(&part, at(f, "numbers.csv"), &f->err));
    assert_true(whole_file_finish(&part, false, &reason));
    make_book(f, "b");
    assert_false(whole_file_open_kept(&part, at(f, "b"), &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void a_folder_stays_a_folder(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;

    assert_false(whole_file_open(&part, f->folder.path, true, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
}

/* The name was free when the writing began; a book came meanwhile. */
static void a_book_that_came_meanwhile_stays(void **state)
{
    struct fixture *f = *state;
    struct whole_file part;
    int reason = 0;

    assert_true(whole_file_open(&part, at(f, "a.csv"), true, &f->err));
    make_book(f, "a.csv");

    uint64_t before = folder_sum(&f->folder);

    assert_false(whole_file_finish(&part, false, &reason));
    assert_int_not_equal(reason, 0);
    assert_true(place_is_book(at(f, "a.csv")));
    assert_true(before != folder_sum(&f->folder)); /* what was written beside is gone */
    assert_int_equal(folder_count(&f->folder), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_book_is_never_replaced_whatever_its_name),
        TEST(what_stands_beside_a_book_is_never_written),
        TEST(a_name_that_only_looks_like_a_companion_is_free),
        TEST(what_a_link_points_to_is_never_replaced),
        TEST(keys_and_heads_are_never_replaced),
        TEST(a_key_or_a_head_is_known_by_what_is_in_it),
        TEST(nothing_is_written_where_the_program_keeps_its_own),
        TEST(the_words_for_the_hub_and_the_register_stay),
        TEST(what_is_kept_is_replaced_by_who_keeps_it),
        TEST(a_folder_stays_a_folder),
        TEST(a_book_that_came_meanwhile_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
