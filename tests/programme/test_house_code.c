#include "programme/sheet_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static void what_a_sheet_says_is_read_again(void **state)
{
    (void)state;
    for (int kind = RATER_SELF; kind <= RATER_LOOKING_BACK; kind++)
        for (int day = 1; day <= DAYS_MAX; day += 3)
            for (int position = 0; position <= PARTICIPANTS_MAX; position += 7) {
                const struct sheet_place place = { (enum rater_kind)kind, day, position };
                const int whose = day % 4 * (SHEET_SESSION_LAST / 3);
                int session = -1;
                struct sheet_place back;
                char code[HOUSE_CODE_MAX];

                sheet_code(&place, whose, code);
                assert_int_equal(strlen(code), 13);
                assert_true(sheet_code_read(code, &back, &session));
                assert_int_equal(session, whose);
                assert_memory_equal(&back, &place, sizeof place);
                assert_int_equal(badge_code_position(code), 0);
            }
}

static void a_badge_and_a_misread_code_are_no_sheets(void **state)
{
    const struct sheet_place place = { RATER_PEER, 7, 3 };
    struct sheet_place back;
    int session;
    char code[HOUSE_CODE_MAX];

    (void)state;
    badge_code(3, code);
    assert_false(sheet_code_read(code, &back, &session));
    sheet_code(&place, 0, code);
    code[6] = code[6] == '9' ? '0' : (char)(code[6] + 1);
    assert_false(sheet_code_read(code, &back, &session));
    assert_false(sheet_code_read("", &back, &session));
    assert_false(sheet_code_read("2990000000000", &back, &session));
    assert_false(sheet_code_read("P3", &back, &session));
}

static void a_sheet_of_another_session_is_known(void **state)
{
    static const char MINE[] = "0123456789abcdef0123456789abcdef";
    static const char OTHER[] = "0123456789abcdef0123456789abcdee";
    const struct sheet_place place = { RATER_SELF, 7, 3 };
    struct sheet_place back;
    char code[HOUSE_CODE_MAX];
    int session;

    (void)state;
    assert_false(sheet_is_foreign(0, MINE)); /* a blank of nobody */
    sheet_code(&place, sheet_session(OTHER), code);
    assert_true(sheet_code_read(code, &back, &session));
    assert_true(sheet_is_foreign(session, MINE));
    assert_false(sheet_is_foreign(session, OTHER));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_sheet_says_is_read_again),
        cmocka_unit_test(a_sheet_of_another_session_is_known),
        cmocka_unit_test(a_badge_and_a_misread_code_are_no_sheets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
