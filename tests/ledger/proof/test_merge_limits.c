/* Who may part a session over two tills and put it together again, and which file is refused. */
#include "ledger/proof/merge.h"
#include "tests/support/second_till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void a_copy_is_for_its_owner_alone_and_never_over_a_file(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct stat found;
    FILE *file;

    second_make(&second, f);
    assert_int_equal(stat(second.path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    strcat(second.path, "-else");
    file = fopen(second.path, "w");
    fputs("abc", file);
    fclose(file);
    expect_refused(f, till_make_copy(&f->till, 'C', second.path, &f->err), ERR_INPUT, "existe");
    assert_int_equal(stat(second.path, &found), 0);
    assert_int_equal(found.st_size, 3);
}

static void a_till_bears_a_letter(void **state)
{
    struct till_fixture *f = *state;
    char path[160];

    snprintf(path, sizeof path, "%s/b.flashcoop", f->folder);
    for (const char *wrong = "[@a1"; *wrong; wrong++)
        expect_refused(f, till_make_copy(&f->till, *wrong, path, &f->err), ERR_INPUT, "lettre");
}

static void a_book_of_another_session_is_said_to_be_one(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    second_open(&second);
    second_must(db_script(second.f.db,
                          "UPDATE setting SET value = '00112233445566778899aabbccddeeff' "
                          "WHERE key = 'id'",
                          &second.f.err),
                &second.f.err);
    second_close(&second);
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_INPUT,
                   "autre session");
}

/* As a stick brings it that was pulled out, or is protected: the last sale stands in its log. */
static void the_copy_that_comes_in_is_only_read(void **state)
{
    static const char *const ENDS[] = { "", "-wal" };
    struct till_fixture *f = *state;
    struct second second;
    struct stat before[2];
    struct stat after;
    struct merged merged;
    char command[800];
    char pulled[200];
    char file[240];

    second_make(&second, f);
    second_open(&second);
    till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    snprintf(pulled, sizeof pulled, "%s-pulled", second.path);
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        snprintf(command, sizeof command, "cp '%s%s' '%s%s'", second.path, ENDS[i], pulled,
                 ENDS[i]);
        assert_int_equal(system(command), 0);
        snprintf(file, sizeof file, "%s%s", pulled, ENDS[i]);
        assert_int_equal(stat(file, &before[i]), 0);
        assert_true(before[i].st_size > 0);
    }
    second_close(&second);
    second_must(till_merge(&f->till, pulled, NULL, &merged, &f->err), &f->err);
    assert_int_equal(merged.gross, 150);
    for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
        snprintf(file, sizeof file, "%s%s", pulled, ENDS[i]);
        assert_int_equal(stat(file, &after), 0);
        assert_int_equal(after.st_size, before[i].st_size);
        assert_int_equal(after.st_mtim.tv_nsec, before[i].st_mtim.tv_nsec);
    }
    snprintf(file, sizeof file, "%s-shm", pulled);
    assert_int_not_equal(stat(file, &after), 0);
}

static void a_book_is_not_merged_with_itself(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    second_open(&second);
    expect_refused(&second.f, till_merge(&second.f.till, second.path, NULL, &merged, &second.f.err),
                   ERR_INPUT, "ce livre lui-même");
    second_close(&second);
}

static void a_participant_alone_merges_nothing(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    second_must(till_sign_in(&f->till, "P1", "", "", &f->err), &f->err);
    assert_false(till_merge(&f->till, second.path, NULL, &merged, &f->err));
    assert_int_equal(f->err.code, ERR_FORBIDDEN);
}

/* Sealed and signed by another program: not only the articles bear names. */
static void a_seller_that_nobody_can_type_is_refused(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    second_open(&second);
    strcpy(second.f.till.actor.who, "\033]0;x");
    till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    second_close(&second);
    expect_refused(f, till_merge(&f->till, second.path, NULL, &merged, &f->err), ERR_TAMPERED,
                   "(operator)");
}

/* The first till would read the same file. */
static void a_line_of_a_file_of_sales_is_sold_on_the_first_till(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct ticket ticket;
    struct sold sold;

    second_make(&second, f);
    second_open(&second);
    second_ticket(&second, &ticket);
    strcpy(ticket.late.source_key, "abc");
    assert_false(till_sell(&second.f.till, &ticket, &sold, &second.f.err));
    assert_non_null(strstr(second.f.err.text, "première caisse"));
    second_close(&second);
}

static void what_the_other_till_set_rules_at_once(void **state)
{
    struct till_fixture *f = *state;
    struct session session;
    struct second second;
    struct merged merged;

    second_make(&second, f);
    second_open(&second);
    session = second.f.till.session;
    strcpy(session.host, "Coopérative du Val");
    second_must(till_put_session(&second.f.till, &session, &second.f.err), &second.f.err);
    second_close(&second);
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    assert_string_equal(f->till.session.host, "Coopérative du Val");
}

static void sell_late(struct second *second, int64_t stated_s)
{
    const struct till_item one = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;

    ticket_init(&ticket);
    second_must(till_add(&second->f.till, &ticket, "C1", &one, &second->f.err), &second->f.err);
    second_must(ticket_pay(&ticket, PAY_CASH, 150, "", &second->f.err), &second->f.err);
    ticket.late = (struct ticket_late){ .is_late = true, .utc_s = stated_s };
    strcpy(ticket.late.paper, "7");
    second_must(till_sell(&second->f.till, &ticket, &sold, &second->f.err), &second->f.err);
}

/* A flat battery is asked about at the till; the day that it gave, nobody typed. */
static void a_late_sale_of_its_own_day_needs_no_reason_and_one_of_another_does(void **state)
{
    struct till_fixture *f = *state;
    struct second second;
    struct merged merged;
    struct day_limits limits = { .first = moment_day(till_now(&f->till)),
                                 .today = moment_day(till_now(&f->till)),
                                 .is_of_host = true };

    second_make(&second, f);
    second_open(&second);
    second.f.till.clock = clock_frozen((struct moment){ 946684800, 0 }); /* 2000 */
    sell_late(&second, 946684800 - 600);
    second_close(&second);
    second_must(till_merge(&f->till, second.path, &limits, &merged, &f->err), &f->err);
    second_open(&second);
    sell_late(&second, 946684800);
    second_close(&second);
    expect_refused(f, till_merge(&f->till, second.path, &limits, &merged, &f->err), ERR_REASON,
                   "trop loin");
    limits.is_said = true;
    second_must(till_merge(&f->till, second.path, &limits, &merged, &f->err), &f->err);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_late_sale_of_its_own_day_needs_no_reason_and_one_of_another_does),
        TEST(a_copy_is_for_its_owner_alone_and_never_over_a_file),
        TEST(a_till_bears_a_letter),
        TEST(a_book_of_another_session_is_said_to_be_one),
        TEST(the_copy_that_comes_in_is_only_read),
        TEST(a_book_is_not_merged_with_itself),
        TEST(a_participant_alone_merges_nothing),
        TEST(a_seller_that_nobody_can_type_is_refused),
        TEST(a_line_of_a_file_of_sales_is_sold_on_the_first_till),
        TEST(what_the_other_till_set_rules_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
