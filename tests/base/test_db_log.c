/* The log asks the disk for what safety needs, and for no more. */
#include "base/db.h"
#include "tests/support/power.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

enum { OUR_ID = 0x666c6173, COMMITS = 12, TEARS = 12 };

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct db *db;
    struct err err;
};

static const struct identity IDENTITY = { .application_id = OUR_ID, .version = 1 };
static const char SQL_ADD[] = "INSERT INTO sale (label) VALUES (?)";
static const char SQL_COUNT[] = "SELECT count(*) FROM sale";

static void must(struct fixture *f, bool good)
{
    if (!good)
        fail_msg("%s", f->err.text);
}

static void book_open(struct fixture *f)
{
    f->err = ERR_EMPTY;
    must(f, db_open(f->path, DB_WRITE, &IDENTITY, &f->db, &f->err));
}

static void book_close(struct fixture *f)
{
    db_close(f->db);
    f->db = NULL;
}

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "a.flashcoop", fixture.path);
    must(&fixture, db_open(fixture.path, DB_CREATE, &IDENTITY, &fixture.db, &fixture.err) &&
                       db_script(fixture.db,
                                 "CREATE TABLE sale (id INTEGER PRIMARY KEY, label TEXT NOT NULL) "
                                 "STRICT",
                                 &fixture.err));
    book_close(&fixture);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    db_close(f->db);
    folder_remove(&f->folder);
    return 0;
}

static void add(struct fixture *f)
{
    struct stmt stmt = db_prepare(f->db, SQL_ADD, &f->err);

    stmt_bind_text(&stmt, 1, "Sablé");
    stmt_run(&stmt);
    must(f, stmt_finish(&stmt));
}

static int64_t count(struct fixture *f)
{
    struct stmt query = db_prepare(f->db, SQL_COUNT, &f->err);
    int64_t found = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    must(f, stmt_finish(&query));
    return found;
}

static int sync_count;

/* The C library's own, counted. */
int fdatasync(int file)
{
    sync_count++;
    return (int)syscall(SYS_fdatasync, file);
}

/* The commit, the folder that the log is new in, and the book. */
static void one_record_from_opening_to_closing_asks_the_disk_thrice(void **state)
{
    struct fixture *f = *state;

    sync_count = 0;
    book_open(f);
    add(f);
    book_close(f);
    assert_int_equal(sync_count, 3);
}

static void each_commit_is_one_write_and_one_sync(void **state)
{
    struct fixture *f = *state;

    book_open(f);
    power_count_reset();
    for (int i = 0; i < COMMITS; i++)
        add(f);
    assert_int_equal(power_count().syncs, COMMITS);
    assert_int_equal(power_count().writes, COMMITS);
}

/* Many pages in one commit, then few: what a log held before is then longer than what it holds.
 * Some have no room in memory, and are written and written again before their commit. */
static void commit(struct fixture *f, int rows)
{
    static const char SQL_LONG[] = "INSERT INTO sale (label) VALUES (printf('%.1500c', 'x'))";

    must(f, db_begin(f->db, &f->err));
    for (int i = 0; i < rows; i++)
        must(f, db_script(f->db, SQL_LONG, &f->err));
    must(f, db_commit(f->db, &f->err));
}

static void assert_kept(struct fixture *f, int64_t promised, int64_t next, int step)
{
    int64_t found;

    book_open(f);
    must(f, db_check(f->db, &f->err));
    found = count(f);
    if (found != promised && found != next)
        fail_msg("cut after step %d: %d rows, %d promised", step, (int)found, (int)promised);
    book_close(f);
}

/* The log is carried into the book and begun anew again and again. */
static void a_log_that_begins_anew_loses_nothing_in_a_power_cut(void **state)
{
    struct fixture *f = *state;
    struct chance chance = { 11 };
    static const int ROWS[] = { 1, 12, 2, 60 };
    int64_t rows[COMMITS + 1] = { 0 };
    int promises[COMMITS];

    power_record(f->path);
    book_open(f);
    must(f, db_script(f->db, "PRAGMA wal_autocheckpoint = 6; PRAGMA cache_size = 10", &f->err));
    for (int i = 0; i < COMMITS; i++) {
        commit(f, ROWS[i % (int)COUNT_OF(ROWS)]);
        rows[i + 1] = count(f);
        promises[i] = power_steps();
    }
    book_close(f);
    power_hold();
    for (int step = 0, done = 0; step <= power_steps(); step++) {
        while (done < COMMITS && promises[done] <= step)
            done++;
        for (int loss = POWER_LOSES_ALL; loss < POWER_TEARS_SOME + TEARS; loss++) {
            power_rebuild(step, loss < POWER_TEARS_SOME ? (enum power_loss)loss : POWER_TEARS_SOME,
                          &chance);
            assert_kept(f, rows[done], rows[done < COMMITS ? done + 1 : done], step);
        }
    }
    power_forget();
}

int main(void)
{
    const struct CMUnitTest as_it_is[] = {
        cmocka_unit_test_setup_teardown(one_record_from_opening_to_closing_asks_the_disk_thrice,
                                        setup, teardown),
    };
    const struct CMUnitTest with_cuts[] = {
        cmocka_unit_test_setup_teardown(each_commit_is_one_write_and_one_sync, setup, teardown),
        cmocka_unit_test_setup_teardown(a_log_that_begins_anew_loses_nothing_in_a_power_cut, setup,
                                        teardown),
    };
    int failed = cmocka_run_group_tests(as_it_is, NULL, NULL);

    power_install();
    return failed + cmocka_run_group_tests(with_cuts, NULL, NULL);
}
