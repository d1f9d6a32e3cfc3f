#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void people_are_added_and_known_ones_updated(void **state)
{
    struct people_book *book = *state;
    static struct people people;
    struct vault vault;
    struct sheet sheet;

    assert_true(people_book_import(book, PEOPLE_PARTICIPANTS,
                                   "badge,name,birth_year,schooling\n"
                                   "P2,Fatou,,primary\nP4,Lina,1990,bac\n"));
    assert_true(people_book_import(book, PEOPLE_PARTICIPANTS,
                                   "name;badge;birth_year\r\nFatoumata;P2;1984\r\n"));
    assert_true(people_read(book->db, &people, &book->err));
    assert_int_equal(people.count, 4);
    assert_string_equal(people.list[1].called_name, "Fatoumata");
    assert_true(vault_open(book->db, &book->access, &vault, &book->err));
    assert_true(people_sheet(book->db, &vault, "P2", &sheet, &book->err));
    assert_int_equal(sheet.birth_year, 1984);
    assert_string_equal(sheet.schooling, "primary"); /* left empty: stays */
}

static void a_list_of_names_needs_no_key(void **state)
{
    struct people_book *book = *state;

    book->access.folder = "/proc/no/such/folder";
    assert_true(people_book_import(book, PEOPLE_PARTICIPANTS, "badge,name\nP4,Lina\n"));
}

static void a_bad_person_refuses_the_whole_file(void **state)
{
    struct people_book *book = *state;
    static struct people people;

    assert_false(people_book_import(book, PEOPLE_PARTICIPANTS,
                                    "badge,name,territory\nP4,Lina,QPV\nP 5,Awa,QPV\n"
                                    "P6,Mina,banlieue\nP4,Encore,QPV\n"));
    assert_int_equal(book->faults.count, 3);
    assert_non_null(strstr(buf_text(&book->faults.text), "rows.csv:3: "));
    assert_non_null(strstr(buf_text(&book->faults.text), "rows.csv:4: "));
    assert_non_null(strstr(buf_text(&book->faults.text), "rows.csv:5: "));
    assert_true(people_read(book->db, &people, &book->err));
    assert_int_equal(people.count, 3);
}

static void a_refused_file_leaves_no_key_behind(void **state)
{
    struct people_book *book = *state;
    char command[200];

    assert_false(people_book_import(book, PEOPLE_PARTICIPANTS,
                                    "badge,name,birth_year\nP4,Lina,1990\nP 5,Awa,\n"));
    snprintf(command, sizeof command, "ls %s/keys/*.people 2>/dev/null | grep -q .", book->folder);
    assert_int_not_equal(system(command), 0);
    assert_true(
        people_book_import(book, PEOPLE_PARTICIPANTS, "badge,name,birth_year\nP4,Lina,1990\n"));
    assert_int_equal(system(command), 0);
}

static void presence_is_read_with_its_reason(void **state)
{
    struct people_book *book = *state;
    struct attendance attendance;

    assert_true(people_book_import(book, PEOPLE_ATTENDANCE,
                                   "badge,day,half,minutes,reason\n"
                                   "P1,1,am,210,\nP1,1,pm,0,excused\n"));
    assert_true(records_attendance(book->db, "P1", &attendance, &book->err));
    assert_int_equal(attendance.halves[0][HALF_AM].present, 210);
    assert_string_equal(attendance.halves[0][HALF_PM].reason, "excused");
    assert_false(attendance.halves[1][HALF_AM].called);
}

static void every_bad_presence_is_named(void **state)
{
    struct people_book *book = *state;
    struct attendance attendance;

    assert_false(people_book_import(book, PEOPLE_ATTENDANCE,
                                    "badge,day,half,minutes\nP1,1,am,210\nP9,1,am,210\n"
                                    "P1,8,am,210\nP1,1,soir,210\nP1,1,pm,-5\nP1,1,pm,210.5\n"
                                    "P1,1,am,210\n"));
    assert_int_equal(book->faults.count, 6);
    assert_true(records_attendance(book->db, "P1", &attendance, &book->err));
    assert_false(attendance.halves[0][HALF_AM].called);
}

static void the_same_half_day_twice_refuses_the_second_file(void **state)
{
    struct people_book *book = *state;

    assert_true(
        people_book_import(book, PEOPLE_ATTENDANCE, "badge,day,half,minutes\nP1,1,am,210\n"));
    assert_false(
        people_book_import(book, PEOPLE_ATTENDANCE, "badge,day,half,minutes\nP1,1,am,0\n"));
    assert_non_null(strstr(book->refused.text, "Déjà dans le livre"));
}

static void ratings_of_every_kind_are_read(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    static struct assessment assessment;
    struct calendar calendar;

    assert_true(people_book_import(book, PEOPLE_RATINGS,
                                   "badge,rater,indicator,day,value\n"
                                   "P1,self,A1,2,2\nP1,self,A1,7,3\nP1,animator,A1,1,-\n"
                                   "P1,P2,B1,7,4\nP1,looking-back,A1,7,1\n"));
    assert_true(programme_grid(book->db, &grid, &book->err));
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_true(records_assessment(book->db, "P1", &grid, &calendar, &assessment, &book->err));
    assert_int_equal(assessment.self[0].start, 2 * STEP);
    assert_int_equal(assessment.self[0].end, 3 * STEP);
    assert_int_equal(assessment_pair(&assessment, RATER_ANIMATOR, 0).start, 0);
    assert_int_equal(assessment.peer_count, 1);
    assert_int_equal(assessment.looking_back[0], 1);
}

static void every_bad_rating_is_named(void **state)
{
    struct people_book *book = *state;

    assert_false(people_book_import(book, PEOPLE_RATINGS,
                                    "badge,rater,indicator,day,value\nP9,self,A1,1,2\n"
                                    "P1,P9,A1,7,2\nP1,self,Z1,1,2\nP1,self,A1,0,2\n"
                                    "P1,self,A1,1,5\nP1,self,A1,1,0\nP1,P1,A1,7,2\n"));
    assert_int_equal(book->faults.count, 7);
}

static void answers_are_counted(void **state)
{
    struct people_book *book = *state;
    struct impact impact;

    assert_true(people_book_import(book, PEOPLE_ANSWERS,
                                   "badge,statement,answer\nP1,I1,yes\nP2,I1,unknown\n"));
    assert_true(records_impact(book->db, "I1", &impact, &book->err));
    assert_int_equal(impact.participants, 3);
    assert_int_equal(impact_answered(&impact), 1);
    assert_int_equal(impact.unknown, 1);
}

static void a_second_answer_and_unknown_words_are_refused(void **state)
{
    struct people_book *book = *state;

    assert_false(people_book_import(book, PEOPLE_ANSWERS,
                                    "badge,statement,answer\nP1,I1,yes\nP1,I1,no\n"
                                    "P1,I9,yes\nP1,I2,bof\n"));
    assert_int_equal(book->faults.count, 3);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 3)
    const struct CMUnitTest tests[] = {
        TEST(people_are_added_and_known_ones_updated),
        TEST(a_list_of_names_needs_no_key),
        TEST(a_bad_person_refuses_the_whole_file),
        TEST(a_refused_file_leaves_no_key_behind),
        TEST(presence_is_read_with_its_reason),
        TEST(every_bad_presence_is_named),
        TEST(the_same_half_day_twice_refuses_the_second_file),
        TEST(ratings_of_every_kind_are_read),
        TEST(every_bad_rating_is_named),
        TEST(answers_are_counted),
        TEST(a_second_answer_and_unknown_words_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
