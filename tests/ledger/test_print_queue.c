#include "ledger/print_queue.h"
#include "ledger/proof/verify.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct print_job only_job(struct till_fixture *f)
{
    struct print_job job;
    bool found = false;

    assert_true(print_queue_next(f->db, &job, &found, &f->err));
    assert_true(found);
    return job;
}

static int64_t ask(struct till_fixture *f, const char *paper)
{
    int64_t id = 0;

    assert_true(print_queue_put(&f->till, paper, &id, &f->err));
    return id;
}

static void settle(struct till_fixture *f, int64_t id, enum print_state state)
{
    assert_true(print_queue_set(f->db, id, state, "", &f->err));
}

static void the_first_print_is_the_original_and_the_next_a_copy(void **state)
{
    struct till_fixture *f = *state;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    settle(f, ask(f, "receipt:A-1"), PRINT_DONE);
    ask(f, "receipt:1"); /* the same ticket by its short name */

    struct print_job job = only_job(f);

    assert_string_equal(job.paper, "receipt:1");
    assert_int_equal(job.copy, 1);
}

static void what_failed_is_sent_again_as_it_was(void **state)
{
    struct till_fixture *f = *state;
    struct print_job jobs[PRINT_JOBS_MAX];
    int count = 0;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    settle(f, ask(f, "receipt:A-1"), PRINT_FAILED);
    assert_true(print_queue_list(f->db, jobs, &count, &f->err));
    assert_int_equal(count, 1);
    assert_true(print_queue_retry(&f->till, &jobs[0], &f->err));
    assert_int_equal(only_job(f).copy, 0);
    assert_int_equal(only_job(f).id, jobs[0].id);
}

static void what_may_have_come_out_is_asked_again_as_a_copy(void **state)
{
    struct till_fixture *f = *state;
    struct print_job jobs[PRINT_JOBS_MAX];
    int count = 0;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    settle(f, ask(f, "receipt:A-1"), PRINT_UNKNOWN);
    assert_true(print_queue_list(f->db, jobs, &count, &f->err));
    assert_true(print_queue_retry(&f->till, &jobs[0], &f->err));
    assert_int_equal(only_job(f).copy, 1);
    assert_true(only_job(f).id != jobs[0].id);
    assert_true(print_queue_list(f->db, jobs, &count, &f->err));
    assert_int_equal(count, 0); /* the first is given up, not offered twice */
}

static void a_program_killed_in_mid_job_leaves_it_unknown(void **state)
{
    struct till_fixture *f = *state;
    struct print_job jobs[PRINT_JOBS_MAX];
    int count = 0;

    settle(f, ask(f, "tags"), PRINT_SENT);
    assert_true(print_queue_recover(f->db, &f->err));
    assert_true(print_queue_list(f->db, jobs, &count, &f->err));
    assert_int_equal(count, 1);
    assert_int_equal(jobs[0].state, PRINT_UNKNOWN);
    assert_true(strlen(jobs[0].reason) > 0);
}

static void yesterdays_wishes_are_offered_and_not_printed_by_themselves(void **state)
{
    struct till_fixture *f = *state;
    struct print_job jobs[PRINT_JOBS_MAX], job;
    bool found = true;
    int count = 0;

    ask(f, "tags");
    assert_true(print_queue_recover(f->db, &f->err));
    assert_true(print_queue_next(f->db, &job, &found, &f->err));
    assert_false(found);
    assert_true(print_queue_list(f->db, jobs, &count, &f->err));
    assert_int_equal(count, 1);
    assert_int_equal(jobs[0].state, PRINT_FAILED);
}

static void a_ticket_that_does_not_exist_is_not_queued(void **state)
{
    struct till_fixture *f = *state;
    struct print_job job;
    bool found = true;
    int64_t id = -1;

    assert_false(print_queue_put(&f->till, "receipt:A-99", &id, &f->err));
    assert_int_equal(f->err.code, ERR_NOT_FOUND);
    assert_int_equal(id, -1);
    f->err = ERR_EMPTY;
    assert_true(print_queue_next(f->db, &job, &found, &f->err));
    assert_false(found);
}

static void papers_are_printed_in_the_order_they_were_asked_for(void **state)
{
    struct till_fixture *f = *state;
    int64_t first = ask(f, "tags");

    ask(f, "allergens");
    assert_string_equal(only_job(f).paper, "tags");
    settle(f, first, PRINT_UNSAID);
    assert_string_equal(only_job(f).paper, "allergens");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_print_is_the_original_and_the_next_a_copy),
        TEST(what_failed_is_sent_again_as_it_was),
        TEST(what_may_have_come_out_is_asked_again_as_a_copy),
        TEST(a_program_killed_in_mid_job_leaves_it_unknown),
        TEST(yesterdays_wishes_are_offered_and_not_printed_by_themselves),
        TEST(a_ticket_that_does_not_exist_is_not_queued),
        TEST(papers_are_printed_in_the_order_they_were_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
