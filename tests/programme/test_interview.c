#include "programme/interview.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char WHOLE[] = "proud: Le stand\n"
                            "next_step: Stage en mars\n"
                            "appointment_date: 2020-01-12\n"
                            "appointment: Mme Diallo, mairie\n"
                            "on_sheet: yes\n"
                            "Elle a tenu la caisse.\n"
                            "Note : bien";

static void what_is_written_is_read_again(void **state)
{
    struct buf text = buf_init(INTERVIEW_NOTES_MAX);
    struct interview interview;
    struct err err = ERR_EMPTY;
    char appointment[APPOINTMENT_TEXT_MAX];

    (void)state;
    assert_true(interview_take(&interview, WHOLE, &err));
    assert_string_equal(interview.answers[0], "Le stand");
    assert_string_equal(interview.notes, "Elle a tenu la caisse.\nNote : bien");
    assert_true(interview.on_sheet);
    interview_appointment(&interview, appointment);
    assert_string_equal(appointment, "12/01/2020, Mme Diallo, mairie");
    interview_put(&interview, &text);
    assert_string_equal(buf_text(&text), WHOLE);
    buf_release(&text);
}

static void nothing_said_is_an_empty_interview(void **state)
{
    struct interview interview;
    struct err err = ERR_EMPTY;
    char appointment[APPOINTMENT_TEXT_MAX];

    (void)state;
    assert_true(interview_take(&interview, "", &err));
    assert_true(interview_is_empty(&interview));
    interview_appointment(&interview, appointment);
    assert_string_equal(appointment, "");
}

static void a_date_that_is_none_is_refused(void **state)
{
    struct interview interview = { .next_step = "avant" };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(interview_take(&interview, "appointment_date: demain\n", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(interview.next_step, "avant"); /* untouched on failure */
}

static void an_appointment_may_have_words_or_a_date_alone(void **state)
{
    struct interview interview;
    struct err err = ERR_EMPTY;
    char appointment[APPOINTMENT_TEXT_MAX];

    (void)state;
    assert_true(interview_take(&interview, "appointment: lundi, ici\n", &err));
    interview_appointment(&interview, appointment);
    assert_string_equal(appointment, "lundi, ici");
    assert_true(interview_take(&interview, "appointment_date: 2020-01-12\n", &err));
    interview_appointment(&interview, appointment);
    assert_string_equal(appointment, "12/01/2020");
}

static void notes_too_long_are_refused_and_not_cut(void **state)
{
    static char text[INTERVIEW_NOTES_MAX + 200];
    struct interview interview;
    struct err err = ERR_EMPTY;

    (void)state;
    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = i % 50 == 49 ? '\n' : 'a';
    assert_false(interview_take(&interview, text, &err));
    assert_int_equal(err.code, ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(nothing_said_is_an_empty_interview),
        cmocka_unit_test(a_date_that_is_none_is_refused),
        cmocka_unit_test(an_appointment_may_have_words_or_a_date_alone),
        cmocka_unit_test(notes_too_long_are_refused_and_not_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
