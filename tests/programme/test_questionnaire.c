#include "programme/questionnaire.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct questionnaires all;

static int set_up(void **state)
{
    (void)state;
    questionnaires_load(&all);
    return 0;
}

static void persons_animators_and_partners_are_asked_hot_and_cold(void **state)
{
    bool asked[2][3] = { { false } };

    (void)state;
    assert_int_equal(all.count, 6);
    for (int i = 0; i < all.count; i++)
        asked[all.list[i].moment][all.list[i].respondent] = true;
    for (int moment = 0; moment < 2; moment++)
        for (int kind = 0; kind < 3; kind++)
            assert_true(asked[moment][kind]);
}

static void every_question_has_an_id_of_its_own_and_both_languages(void **state)
{
    (void)state;
    for (int i = 0; i < all.count; i++) {
        assert_true(all.list[i].count > 0);
        for (int k = 0; k < all.list[i].count; k++) {
            const struct asked_question *question = &all.list[i].questions[k];
            const struct questionnaire *sheet;

            assert_ptr_equal(questionnaires_find(&all, question->id, &sheet), question);
            assert_ptr_equal(sheet, &all.list[i]);
            assert_true(question->wording.text[TONGUE_FR][0] != '\0');
            assert_true(question->wording.text[TONGUE_EN][0] != '\0');
        }
    }
}

static void no_question_takes_the_effect_for_granted(void **state)
{
    static const char *const CLAIMS[] = { "grâce à", "a changé", "a causé", "thanks to" };

    (void)state;
    for (int i = 0; i < all.count; i++)
        for (int k = 0; k < all.list[i].count; k++)
            for (size_t c = 0; c < COUNT_OF(CLAIMS); c++) {
                const struct wording *wording = &all.list[i].questions[k].wording;

                assert_null(strstr(wording->text[TONGUE_FR], CLAIMS[c]));
                assert_null(strstr(wording->text[TONGUE_EN], CLAIMS[c]));
            }
}

static void a_word_is_a_role_only_as_it_is_written_here(void **state)
{
    char word[RESPONDENT_MAX];

    (void)state;
    assert_int_equal(respondent_kind_of("animator"), RESPONDENT_ANIMATOR);
    assert_int_equal(respondent_kind_of("partner:2"), RESPONDENT_PARTNER);
    assert_string_equal(respondent_key("partner:2"), "");
    assert_int_equal(respondent_kind_of("partner:ville"), RESPONDENT_PARTNER);
    assert_string_equal(respondent_key("partner:ville"), "ville");
    assert_int_equal(respondent_kind_of("partner:la ville"), RESPONDENT_PERSON);
    assert_int_equal(respondent_kind_of("animators"), RESPONDENT_PERSON);
    assert_int_equal(respondent_kind_of("P1"), RESPONDENT_PERSON);
    respondent_word(RESPONDENT_PARTNER, 1, word);
    assert_string_equal(word, "partner");
    respondent_word(RESPONDENT_ANIMATOR, 3, word);
    assert_string_equal(word, "animator:3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(persons_animators_and_partners_are_asked_hot_and_cold, set_up),
        cmocka_unit_test_setup(every_question_has_an_id_of_its_own_and_both_languages, set_up),
        cmocka_unit_test_setup(no_question_takes_the_effect_for_granted, set_up),
        cmocka_unit_test(a_word_is_a_role_only_as_it_is_written_here),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
