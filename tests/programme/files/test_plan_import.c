#include "programme/files/plan_import.h"

#include "programme/workbook.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void days_take_dates_and_minutes_and_keep_what_is_left_empty(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;

    assert_true(people_book_read(book, plan_import_days, "day,date,am,pm\n2,2020-01-07,180,0\n"));
    assert_int_equal(book->taken, 1);
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar.days[1].date.number, day_of(2020, 1, 7).number);
    assert_int_equal(calendar.days[1].planned[HALF_AM], 180);
    assert_int_equal(calendar.days[1].planned[HALF_PM], 0);
    assert_int_equal(calendar.days[0].planned[HALF_AM], HALF_DAY_MINUTES);
}

static void dates_that_go_back_are_refused(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;

    assert_false(
        people_book_read(book, plan_import_days,
                         "day,date\n1,2020-01-06\n2,2020-01-07\n3,2020-01-08\n4,2020-01-09\n"
                         "5,2020-01-10\n6,2020-01-09\n7,2020-01-14\n"));
    assert_int_equal(book->refused.code, ERR_INPUT);
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar.days[0].date.number, DAY_NONE_NUMBER);
}

static void every_bad_day_is_named(void **state)
{
    struct people_book *book = *state;

    assert_false(people_book_read(book, plan_import_days,
                                  "day,date,am\n8,2020-01-06,\n1,2020-13-06,\n2,,-5\n3,,2h\n"));
    assert_int_equal(book->faults.count, 4);
}

static void ticks_are_words_of_the_list_of_that_day(void **state)
{
    struct people_book *book = *state;
    bool ticked = false;

    assert_true(people_book_read(book, plan_import_days, "day,ticks\n1,badges roles\n2,\n"));
    assert_true(programme_is_ticked(book->db, 1, "roles", &ticked, &book->err));
    assert_true(ticked);
    assert_true(programme_is_ticked(book->db, 1, "booklet", &ticked, &book->err));
    assert_false(ticked);
    assert_false(people_book_read(book, plan_import_days, "day,ticks\n2,badges\n"));
    assert_int_equal(book->faults.count, 1);
}

static void consents_are_yes_or_no_to_a_known_use(void **state)
{
    struct people_book *book = *state;
    struct consent consent;

    assert_true(people_book_read(book, plan_import_consents,
                                 "badge,use,decision,date\nP1,image,yes,2020-01-06\n"
                                 "P1,quote,no,2020-01-06\n"));
    assert_true(people_consent(book->db, "P1", CONSENT_IMAGE, &consent, &book->err));
    assert_true(consent_is_given(&consent));
    assert_true(people_consent(book->db, "P1", CONSENT_QUOTE, &consent, &book->err));
    assert_false(consent_is_given(&consent));
    assert_false(
        people_book_read(book, plan_import_consents,
                         "badge,use,decision,date\nP9,image,yes,2020-01-06\n"
                         "P1,lune,yes,2020-01-06\nP1,image,bof,2020-01-06\nP1,image,yes,6/1\n"));
    assert_int_equal(book->faults.count, 4);
}

static void a_strength_is_given_to_someone_else(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    int counts[INDICATORS_MAX];

    assert_true(people_book_read(book, plan_import_cards,
                                 "giver,badge,indicator\nP2,P1,B4\nP3,P1,B4\nP1,P2,A1\n"));
    assert_true(programme_grid(book->db, &grid, &book->err));
    assert_true(records_cards(book->db, "P1", &grid, counts, &book->err));
    assert_int_equal(counts[grid_find(&grid, "B4")], 2);
    assert_false(
        people_book_read(book, plan_import_cards, "giver,badge,indicator\nP1,P1,B4\nP1,P2,Z9\n"));
    assert_int_equal(book->faults.count, 2);
}

static void a_call_has_a_known_way_and_end(void **state)
{
    struct people_book *book = *state;
    const struct follow_up_window window = { day_of(2020, 4, 5), day_of(2020, 6, 5) };
    struct follow_up follow_up;

    assert_true(people_book_read(book, plan_import_calls,
                                 "badge,date,channel,result\nP1,2020-04-06,telephone,no-answer\n"
                                 "P1,2020-04-07,telephone,answered\n"));
    assert_true(
        workbook_follow_up(book->db, "P1", window, day_of(2020, 4, 8), &follow_up, &book->err));
    assert_int_equal(follow_up.attempts, 2);
    assert_int_equal(follow_up.state, FOLLOW_UP_ANSWERED);
    assert_false(people_book_read(book, plan_import_calls,
                                  "badge,date,channel,result\nP1,2020-04-06,fax,answered\n"
                                  "P1,2020-04-06,visit,oui\n"));
    assert_int_equal(book->faults.count, 2);
}

static void a_grid_is_not_changed_once_someone_was_rated(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    struct buf text = buf_init(1 << 20);
    const struct rating rating = { .rater = "self", .indicator = 0, .day = 1, .value = 2 };

    grid_default(&grid);
    grid.version = 2;
    grid_put_csv(&grid, &text);
    assert_true(people_book_read(book, plan_import_grid, buf_text(&text)));
    assert_int_equal(book->taken, 15);
    assert_true(programme_grid(book->db, &grid, &book->err));
    assert_int_equal(grid.version, 2);
    assert_true(records_put_rating(book->db, "P1", &rating, &grid, &book->err));
    assert_false(people_book_read(book, plan_import_grid, buf_text(&text)));
    assert_int_equal(book->refused.code, ERR_CLOSED);
    buf_release(&text);
}

static void a_second_card_to_the_same_person_is_refused(void **state)
{
    struct people_book *book = *state;

    assert_true(people_book_read(book, plan_import_cards, "giver,badge,indicator\nP2,P1,B4\n"));
    assert_false(
        people_book_read(book, plan_import_cards, "giver,badge,indicator\nP2,P1,B5\nP3,P1,B5\n"));
    assert_int_equal(book->faults.count, 1);
}

static void a_grid_is_not_changed_once_a_card_was_given(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    struct buf text = buf_init(1 << 20);

    grid_default(&grid);
    grid.version = 2;
    grid_put_csv(&grid, &text);
    assert_true(records_put_card(book->db, "P1", "P2", "A1", &book->err));
    assert_false(people_book_read(book, plan_import_grid, buf_text(&text)));
    assert_int_equal(book->refused.code, ERR_CLOSED);
    buf_release(&text);
}

static void opinions_are_kept_as_they_were_said(void **state)
{
    struct people_book *book = *state;
    char words[OPINION_WORDS_MAX];

    assert_true(
        people_book_read(book, plan_import_opinions,
                         "moment,respondent,question,words\nhot,animator:2,HA1,\"Oui, bien.\"\n"
                         "cold,P1,CM1,Je travaille.\n"));
    assert_int_equal(book->taken, 2);
    assert_true(workbook_opinion(book->db, "animator:2", "HA1", words, &book->err));
    assert_string_equal(words, "Oui, bien.");
    assert_true(workbook_opinion(book->db, "animator", "HA1", words, &book->err));
    assert_string_equal(words, "");
}

static void every_bad_opinion_is_named(void **state)
{
    struct people_book *book = *state;

    assert_false(people_book_read(book, plan_import_opinions,
                                  "moment,respondent,question,words\n"
                                  "warm,animator,HA1,x\n"     /* 2: no such moment */
                                  "hot,P9,HM1,x\n"            /* 3: nobody has that badge */
                                  "hot,animator,ZZ,x\n"       /* 4: no such question */
                                  "cold,animator,HA1,x\n"     /* 5: a hot question */
                                  "hot,P1,HA1,x\n"            /* 6: not asked of a person */
                                  "hot,P1,HM1,\n"             /* 7: nothing said */
                                  "hot,partner:1,HP1,x\n"     /* 8: the first one has no number */
                                  "hot,P2,HM1,good\n"         /* 9: right */
                                  "hot,P2,HM1,and again\n")); /* 10: twice */
    assert_int_equal(book->faults.count, 8);
    for (int line = 2; line <= 10; line++) {
        char where[16];

        snprintf(where, sizeof where, "rows.csv:%d:", line);
        if (line == 9)
            assert_null(strstr(buf_text(&book->faults.text), where));
        else
            assert_non_null(strstr(buf_text(&book->faults.text), where));
    }
}

static void the_same_opinions_twice_refuse_the_second_file(void **state)
{
    static const char FILE_TEXT[] = "moment,respondent,question,words\nhot,animator,HA1,Bien.\n";

    assert_true(people_book_read(*state, plan_import_opinions, FILE_TEXT));
    assert_false(people_book_read(*state, plan_import_opinions, FILE_TEXT));
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 3)
    const struct CMUnitTest tests[] = {
        TEST(days_take_dates_and_minutes_and_keep_what_is_left_empty),
        TEST(dates_that_go_back_are_refused),
        TEST(every_bad_day_is_named),
        TEST(ticks_are_words_of_the_list_of_that_day),
        TEST(consents_are_yes_or_no_to_a_known_use),
        TEST(a_strength_is_given_to_someone_else),
        TEST(a_call_has_a_known_way_and_end),
        TEST(opinions_are_kept_as_they_were_said),
        TEST(every_bad_opinion_is_named),
        TEST(the_same_opinions_twice_refuse_the_second_file),
        TEST(a_grid_is_not_changed_once_someone_was_rated),
        TEST(a_grid_is_not_changed_once_a_card_was_given),
        TEST(a_second_card_to_the_same_person_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
