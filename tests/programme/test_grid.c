#include "programme/grid.h"

#include "base/lang.h"
#include "programme/statement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct grid grid;

static void the_default_grid_has_two_volets_of_six_that_count(void **state)
{
    int counting[VOLETS_MAX] = { 0 };

    (void)state;
    grid_default(&grid);
    assert_int_equal(grid.version, 1);
    assert_int_equal(grid.volet_count, 2);
    assert_int_equal(grid.indicator_count, 15);
    for (int i = 0; i < grid.indicator_count; i++)
        counting[grid.indicators[i].volet] += grid.indicators[i].counts;
    assert_int_equal(counting[0], 6);
    assert_int_equal(counting[1], 6);
    assert_string_equal(grid.volets[0].wording.text[TONGUE_FR], "Apprendre à apprendre");
    assert_string_equal(grid.volets[1].wording.text[TONGUE_FR], "Compétences sociales et civiques");
}

static void a7_b7_and_b8_are_observed_only(void **state)
{
    static const char *const OBSERVED[] = { "A7", "B7", "B8" };

    (void)state;
    grid_default(&grid);
    for (size_t i = 0; i < COUNT_OF(OBSERVED); i++)
        assert_false(grid.indicators[grid_find(&grid, OBSERVED[i])].counts);
}

static void punctuality_is_in_focus_from_j1_to_j6(void **state)
{
    (void)state;
    grid_default(&grid);

    const struct indicator *punctual = &grid.indicators[grid_find(&grid, "B1")];

    for (int day = 1; day <= 7; day++)
        assert_int_equal(indicator_is_in_focus(punctual, day), day <= 6);
}

static void every_indicator_is_in_four_languages_and_drafts_say_so(void **state)
{
    (void)state;
    grid_default(&grid);
    for (int i = 0; i < grid.indicator_count; i++)
        for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
            const struct wording *wording = &grid.indicators[i].wording;

            assert_true(strlen(wording->text[tongue]) > 0);
            assert_int_equal(wording->reviewed[tongue], tongue == TONGUE_FR || tongue == TONGUE_EN);
        }
}

static void the_scale_has_four_steps_and_i_do_not_know(void **state)
{
    (void)state;
    grid_default(&grid);
    assert_string_equal(grid.marks[4].text[TONGUE_FR], "Très bien");
    assert_string_equal(grid.marks[0].text[TONGUE_FR], "Je ne sais pas");
    assert_string_equal(grid.marks[1].text[TONGUE_PRS], "هنوز نه");
    assert_string_equal(mark_bars(0), "[ -- ]");
    assert_string_equal(mark_bars(3), "[###.]");
}

static bool read_text(const char *text, struct csv_faults *faults, struct err *err)
{
    char path[] = "/tmp/flashcoop-grid-XXXXXX";
    int file = mkstemp(path);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);

    bool good = grid_read(path, &grid, faults, err);

    unlink(path);
    return good;
}

#define GRID_HEAD                                                                                  \
    "kind,id,version,volet,counts,days,fr\n"                                                       \
    "grid,mine,2,,,,Ma grille\n"                                                                   \
    "volet,A,,,,,Volet\n"
#define GRID_MARKS                                                                                 \
    "mark,1,,,,,Un\nmark,2,,,,,Deux\nmark,3,,,,,Trois\nmark,4,,,,,Quatre\nmark,-,,,,,Rien\n"

static void a_grid_edited_by_a_host_is_read_as_its_own_version(void **state)
{
    struct csv_faults faults = csv_faults_init();
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(
        read_text(GRID_HEAD "indicator,A1,,A,yes,1 4,Je demande.\n" GRID_MARKS, &faults, &err));
    assert_int_equal(grid.version, 2);
    assert_int_equal(grid.indicator_count, 1);
    assert_string_equal(grid.indicators[0].wording.text[TONGUE_AR], "");
    csv_faults_release(&faults);
}

static void a_faulty_grid_names_every_bad_line(void **state)
{
    struct csv_faults faults = csv_faults_init();
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(read_text(GRID_HEAD "indicator,A1,,Z,yes,1,Je demande.\n"
                                     "indicator,A2,,A,perhaps,1,Je demande.\n"
                                     "indicator,A3,,A,yes,11,Je demande.\n"
                                     "autre,A4,,A,yes,1,Je demande.\n" GRID_MARKS,
                           &faults, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(faults.count, 4);
    assert_non_null(strstr(buf_text(&faults.text), ":4: "));
    assert_non_null(strstr(buf_text(&faults.text), ":7: "));
    csv_faults_release(&faults);
}

static void a_grid_without_its_marks_is_refused(void **state)
{
    struct csv_faults faults = csv_faults_init();
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(read_text(GRID_HEAD "indicator,A1,,A,yes,1,Je demande.\n", &faults, &err));
    assert_string_equal(err.text, "Il manque une marque : écrire 1, 2, 3, 4 et -.");
    csv_faults_release(&faults);
}

static void a_plainer_wording_is_another_statement(void **state)
{
    static struct statements statements;

    (void)state;
    statements_load(&statements);
    assert_int_equal(statements.count, 12);

    int original = statements_find(&statements, "I1");
    int plain = statements_find(&statements, "I1v2");

    assert_true(original >= 0 && plain >= 0 && original != plain);
    assert_int_equal(statements.list[original].published_percent, 78);
    assert_int_equal(statements.list[plain].published_percent, 0);
    assert_int_equal(statements_find(&statements, "I7"), -1);
    assert_string_equal(statements.answers[ANSWER_LITTLE].text[TONGUE_FR], "Un peu");
}

static void anchors_are_read_in_the_language_of_the_animator(void **state)
{
    (void)state;
    grid_default(&grid);
    for (int value = 0; value < MARKS_MAX; value++) {
        char french[WORDING_MAX];

        snprintf(french, sizeof french, "%s", grid_anchor_shown(&grid, value));
        assert_true(lang_choose("en"));
        assert_string_not_equal(grid_anchor_shown(&grid, value), french);
        assert_true(lang_choose("fr"));
    }
    snprintf(grid.anchors[3], sizeof grid.anchors[3], "vu deux fois");
    assert_true(lang_choose("en"));
    assert_string_equal(grid_anchor_shown(&grid, 3), "vu deux fois"); /* a host's own words */
    assert_true(lang_choose("fr"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_grid_has_two_volets_of_six_that_count),
        cmocka_unit_test(a7_b7_and_b8_are_observed_only),
        cmocka_unit_test(punctuality_is_in_focus_from_j1_to_j6),
        cmocka_unit_test(every_indicator_is_in_four_languages_and_drafts_say_so),
        cmocka_unit_test(the_scale_has_four_steps_and_i_do_not_know),
        cmocka_unit_test(a_grid_edited_by_a_host_is_read_as_its_own_version),
        cmocka_unit_test(a_faulty_grid_names_every_bad_line),
        cmocka_unit_test(a_grid_without_its_marks_is_refused),
        cmocka_unit_test(a_plainer_wording_is_another_statement),
        cmocka_unit_test(anchors_are_read_in_the_language_of_the_animator),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
