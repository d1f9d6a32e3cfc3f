#include "programme/agenda.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "programme/format.h"

static struct calendar format(const char *name)
{
    struct format format;
    struct err err = ERR_EMPTY;

    assert_true(format_find(name, &format, &err));
    return format.calendar;
}

static void seven_days_have_one_step_each(void **state)
{
    struct calendar calendar = format("7");
    enum step steps[STEPS_MAX];
    char what[AGENDA_TEXT_MAX], papers[AGENDA_TEXT_MAX];

    (void)state;
    for (int day = 1; day <= 7; day++) {
        assert_int_equal(agenda_steps_of_day(&calendar, day, steps), 1);
        assert_int_equal(steps[0], day);
    }
    agenda_what(&calendar, 5, what);
    agenda_papers(&calendar, 5, papers);
    assert_string_equal(what, "On vend.");
    assert_string_equal(papers, "feuille de secours, livret J5");
}

static void a_day_of_several_steps_has_all_their_lists_and_words(void **state)
{
    struct calendar calendar = format("4");
    struct agenda_check checks[CHECKS_MAX + 1];
    char what[AGENDA_TEXT_MAX], with[AGENDA_TEXT_MAX];
    bool has_result = false, has_interviews = false;

    (void)state;
    agenda_checks_of_day(&calendar, 4, checks);
    for (int i = 0; checks[i].word; i++) {
        has_result = has_result || strcmp(checks[i].word, "result") == 0;
        has_interviews = has_interviews || strcmp(checks[i].word, "interviews") == 0;
    }
    assert_true(has_result && has_interviews);
    agenda_what(&calendar, 4, what);
    agenda_with(&calendar, 4, with);
    assert_string_equal(what, "Ce jour : comptes, bilan.");
    assert_string_equal(with, "comptable, conseiller, professionnel de l'insertion");
}

static void a_list_fits_the_day_that_holds_all_steps(void **state)
{
    struct calendar calendar = format("1");
    struct agenda_check checks[CHECKS_MAX + 1];
    int count = 0;

    (void)state;
    calendar.days[0].steps = (1U << STEPS_MAX) - 1;
    agenda_checks_of_day(&calendar, 1, checks);
    while (checks[count].word)
        count++;
    assert_int_equal(count, 23);
}

/* Every J and number in `text` is a day of the session. */
static void days_named_exist(const char *text, const struct calendar *calendar)
{
    for (const char *at = text; (at = strchr(at, 'J')); at++)
        if (at[1] >= '0' && at[1] <= '9')
            assert_in_range(atoi(at + 1), 1, calendar->day_count);
}

static void no_format_names_a_day_that_it_has_not(void **state)
{
    const char *name;

    (void)state;
    for (int i = 0; (name = format_name(i)); i++) {
        struct calendar calendar = format(name);
        char text[AGENDA_TEXT_MAX];

        for (int day = 1; day <= calendar.day_count; day++) {
            agenda_papers(&calendar, day, text);
            days_named_exist(text, &calendar);
            agenda_what(&calendar, day, text);
            assert_true(text[0] != '\0'); /* no day is empty */
        }
        for (int step = STEP_START; step <= STEPS_MAX; step++) {
            agenda_days_of_step(&calendar, (enum step)step, text);
            days_named_exist(text, &calendar);
        }
    }
}

/* What the grid asks is asked somewhere in every format that has the step. */
static void each_sentence_of_the_grid_is_asked_in_every_format(void **state)
{
    static struct grid grid;
    const char *name;

    (void)state;
    grid_default(&grid);
    for (int f = 0; (name = format_name(f)); f++) {
        struct calendar calendar = format(name);

        for (int i = 0; i < grid.indicator_count; i++) {
            bool asked = false, wanted = false;

            for (int step = STEP_START; step <= STEPS_MAX; step++)
                wanted = wanted || (indicator_is_in_focus(&grid.indicators[i], step) &&
                                    calendar_step_day(&calendar, (enum step)step) > 0);
            for (int day = 1; day <= calendar.day_count; day++)
                asked = asked || agenda_asks(&calendar, day, &grid.indicators[i]);
            assert_int_equal(asked, wanted);
        }
    }
}

static void many_days_of_a_step_are_counted_and_the_first_is_named(void **state)
{
    struct calendar calendar = format("weeks");
    char days[AGENDA_TEXT_MAX];

    (void)state;
    agenda_days_of_step(&calendar, STEP_SELL, days);
    assert_string_equal(days, "J8 et 2 autres jours");
    agenda_days_of_step(&calendar, STEP_BRAND, days);
    assert_string_equal(days, "J4 J5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_days_have_one_step_each),
        cmocka_unit_test(a_day_of_several_steps_has_all_their_lists_and_words),
        cmocka_unit_test(a_list_fits_the_day_that_holds_all_steps),
        cmocka_unit_test(no_format_names_a_day_that_it_has_not),
        cmocka_unit_test(each_sentence_of_the_grid_is_asked_in_every_format),
        cmocka_unit_test(many_days_of_a_step_are_counted_and_the_first_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
