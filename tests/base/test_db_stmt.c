#include "base/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct db *db;
    struct err err;
};

static const char SQL_TABLE[] = "CREATE TABLE sale(id INTEGER PRIMARY KEY, amount INTEGER NOT "
                                "NULL, label TEXT, code BLOB) STRICT";
static const char SQL_ADD[] = "INSERT INTO sale(id, amount, label, code) VALUES (?, ?, ?, ?)";
static const char SQL_COUNT[] = "SELECT count(*) FROM sale";

static void add_sale(struct fixture *f, int64_t id, int64_t amount)
{
    struct stmt stmt = db_prepare(f->db, SQL_ADD, &f->err);

    stmt_bind_int(&stmt, 1, id);
    stmt_bind_int(&stmt, 2, amount);
    stmt_bind_text(&stmt, 3, "Sablé");
    stmt_bind_blob(&stmt, 4, "\0\1\2", 3);
    stmt_run(&stmt);
    assert_true(stmt_finish(&stmt));
}

static int64_t sale_count(struct fixture *f)
{
    struct stmt query = db_prepare(f->db, SQL_COUNT, &f->err);
    int64_t count = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    assert_true(stmt_finish(&query));
    return count;
}

/* A book in memory with one sale. */
static int setup(void **state)
{
    static const struct identity identity = { .application_id = 1, .version = 1 };
    static struct fixture fixture;

    fixture = (struct fixture){ .err = ERR_EMPTY };
    if (!db_open("", DB_MEMORY, &identity, &fixture.db, &fixture.err) ||
        !db_script(fixture.db, SQL_TABLE, &fixture.err))
        return -1;
    add_sale(&fixture, 1, 150);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    db_close(f->db);
    return 0;
}

static void a_rolled_back_transaction_leaves_nothing(void **state)
{
    struct fixture *f = *state;

    assert_true(db_begin(f->db, &f->err));
    assert_true(db_in_transaction(f->db));
    add_sale(f, 2, 150);
    db_rollback(f->db);
    assert_false(db_in_transaction(f->db));
    assert_int_equal(sale_count(f), 1);
    db_rollback(f->db); /* harmless outside of one */
    assert_true(db_begin(f->db, &f->err));
    add_sale(f, 2, 150);
    assert_true(db_commit(f->db, &f->err));
    assert_int_equal(sale_count(f), 2);
}

static void a_failed_statement_does_nothing_more_and_says_so_once(void **state)
{
    struct fixture *f = *state;

    struct stmt stmt = db_prepare(f->db, SQL_ADD, &f->err);

    stmt_bind_int(&stmt, 1, 7);
    stmt_bind_null(&stmt, 2); /* NOT NULL: refused */
    stmt_run(&stmt);
    assert_int_equal(f->err.code, ERR_STORAGE);

    struct err first = f->err;

    stmt_bind_int(&stmt, 2, 150);
    stmt_run(&stmt);
    assert_false(stmt_finish(&stmt));
    assert_string_equal(f->err.text, first.text);
    f->err = ERR_EMPTY;
    assert_int_equal(sale_count(f), 1);
}

static void after_a_failure_no_statement_is_begun(void **state)
{
    struct fixture *f = *state;

    err_fail(&f->err, ERR_CLOSED, "La journée est fermée.");

    struct stmt stmt = db_prepare(f->db, "DELETE FROM sale", &f->err);

    stmt_run(&stmt);
    assert_false(stmt_next(&stmt));
    assert_false(stmt_finish(&stmt));
    assert_int_equal(f->err.code, ERR_CLOSED);
    f->err = ERR_EMPTY;
    assert_int_equal(sale_count(f), 1);
}

static void a_statement_that_makes_no_sense_fails(void **state)
{
    struct fixture *f = *state;

    struct stmt stmt = db_prepare(f->db, "SELEKT 1", &f->err);

    assert_false(stmt_next(&stmt));
    assert_false(stmt_finish(&stmt));
    assert_int_equal(f->err.code, ERR_STORAGE);
}

static void values_come_back_as_they_were_bound(void **state)
{
    static const char SQL_ONE[] = "SELECT id, amount, label, code, NULL FROM sale";
    struct fixture *f = *state;
    size_t length = 0;

    struct stmt query = db_prepare(f->db, SQL_ONE, &f->err);

    assert_true(stmt_next(&query));
    assert_int_equal(stmt_column_count(&query), 5);
    assert_string_equal(stmt_column_name(&query, 1), "amount");
    assert_int_equal(stmt_int(&query, 1), 150);
    assert_string_equal(stmt_text(&query, 2), "Sablé");
    assert_memory_equal(stmt_blob(&query, 3, &length), "\0\1\2", 3);
    assert_int_equal(length, 3);
    assert_int_equal(stmt_cell(&query, 1).type, STMT_INT);
    assert_int_equal(stmt_cell(&query, 2).type, STMT_TEXT);
    assert_int_equal(stmt_cell(&query, 3).type, STMT_BLOB);
    assert_int_equal(stmt_cell(&query, 4).type, STMT_NULL);
    assert_int_equal(stmt_cell(&query, 1).number, 150);
    assert_int_equal(stmt_cell(&query, 2).length, strlen("Sablé"));
    assert_memory_equal(stmt_cell(&query, 3).bytes, "\0\1\2", 3);
    assert_true(stmt_is_null(&query, 4));
    assert_string_equal(stmt_text(&query, 4), "");
    assert_false(stmt_next(&query));
    assert_true(stmt_finish(&query));
}

static void one_statement_can_be_open_twice(void **state)
{
    struct fixture *f = *state;

    struct stmt outer = db_prepare(f->db, SQL_COUNT, &f->err);

    assert_true(stmt_next(&outer));
    assert_int_equal(sale_count(f), 1); /* the same text, while the first is in use */
    assert_int_equal(stmt_int(&outer, 0), 1);
    assert_true(stmt_finish(&outer));
}

static void bindings_of_the_last_use_are_forgotten(void **state)
{
    static const char SQL_ECHO[] = "SELECT ?1";
    struct fixture *f = *state;

    struct stmt query = db_prepare(f->db, SQL_ECHO, &f->err);

    stmt_bind_int(&query, 1, 42);
    assert_true(stmt_next(&query));
    assert_true(stmt_finish(&query));
    query = db_prepare(f->db, SQL_ECHO, &f->err);
    assert_true(stmt_next(&query));
    assert_true(stmt_is_null(&query, 0));
    assert_true(stmt_finish(&query));
}

static void a_book_in_memory_has_no_path(void **state)
{
    struct fixture *f = *state;

    assert_string_equal(db_path(f->db), "");
}

static void a_number_that_nobody_recorded_ends_the_statement(void **state)
{
    static const int64_t BOUNDS[] = { INT64_MAX, INT64_MIN, STMT_INT_MAX + 1 };
    static const char SQL_AMOUNTS[] = "SELECT amount FROM sale WHERE id > 1 ORDER BY id";
    struct fixture *f = *state;

    add_sale(f, 2, STMT_INT_MAX);
    add_sale(f, 3, 0);
    for (size_t i = 0; i < COUNT_OF(BOUNDS); i++) {
        struct stmt set = db_prepare(f->db, "UPDATE sale SET amount = ? WHERE id = 3", &f->err);
        struct stmt query;

        stmt_bind_int(&set, 1, BOUNDS[i]);
        stmt_run(&set);
        assert_true(stmt_finish(&set));
        query = db_prepare(f->db, SQL_AMOUNTS, &f->err);
        assert_true(stmt_next(&query));
        assert_true(stmt_int(&query, 0) == STMT_INT_MAX);
        assert_true(stmt_next(&query));
        assert_true(stmt_number(&query, 0) == BOUNDS[i]);
        assert_true(stmt_int(&query, 0) == -STMT_INT_MAX);
        assert_false(stmt_next(&query));
        assert_false(stmt_finish(&query));
        assert_int_equal(f->err.code, ERR_TAMPERED);
        f->err = ERR_EMPTY;
    }
}

static void days_and_small_numbers_keep_within_their_bounds(void **state)
{
    static const char SQL_VALUES[] = "SELECT 10, 11, 2932896, 2932897, 253402300799, 1081";
    struct fixture *f = *state;
    struct stmt query = db_prepare(f->db, SQL_VALUES, &f->err);

    assert_true(stmt_next(&query));
    assert_int_equal(stmt_range(&query, 0, 1, 10), 10);
    assert_int_equal(stmt_day(&query, 2).number, 2932896);
    assert_int_equal(f->err.code, ERR_NONE);
    assert_int_equal(stmt_range(&query, 1, 1, 10), 1);
    assert_int_equal(f->err.code, ERR_TAMPERED);
    f->err = ERR_EMPTY;
    (void)stmt_day(&query, 3);
    assert_int_equal(f->err.code, ERR_TAMPERED);
    f->err = ERR_EMPTY;
    (void)stmt_moment(&query, 4);
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_false(stmt_finish(&query));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_rolled_back_transaction_leaves_nothing),
        TEST(a_failed_statement_does_nothing_more_and_says_so_once),
        TEST(after_a_failure_no_statement_is_begun),
        TEST(a_statement_that_makes_no_sense_fails),
        TEST(values_come_back_as_they_were_bound),
        TEST(one_statement_can_be_open_twice),
        TEST(bindings_of_the_last_use_are_forgotten),
        TEST(a_book_in_memory_has_no_path),
        TEST(a_number_that_nobody_recorded_ends_the_statement),
        TEST(days_and_small_numbers_keep_within_their_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
