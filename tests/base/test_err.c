#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_first_failure_wins(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(err_fail(&err, ERR_CLOSED, "La journée est fermée."));
    assert_false(err_fail(&err, ERR_STORAGE, "Le disque est plein."));
    assert_int_equal(err.code, ERR_CLOSED);
    assert_string_equal(err.text, "La journée est fermée.");
}

static void a_long_sentence_is_cut_at_a_whole_character(void **state)
{
    char words[2000];

    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct err err = ERR_EMPTY;

        memset(words, 'x', shift);
        words[shift] = '\0';
        while (strlen(words) < 1900)
            strcat(words, "€");
        err_fail(&err, ERR_INPUT, "%s", words);
        assert_true(text_is_clean(err.text));
        assert_in_range(strlen(err.text), sizeof err.text - 4, sizeof err.text - 1);
    }
}

static void a_quoted_text_that_is_cut_leaves_no_broken_character(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    err_fail(&err, ERR_INPUT, "« %.4s » refusé", "abcé");
    assert_true(text_is_clean(err.text));
    assert_string_equal(err.text, "« abc? » refusé");
}

static void what_a_terminal_would_obey_is_not_repeated(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    err_fail(&err, ERR_INPUT, "« %s » refusé",
             "\033[2Ja\nb\x9b"
             "c\177");
    assert_string_equal(err.text, "« ?[2Ja?b?c? » refusé");
}

static void a_prefix_stands_before_the_sentence(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    err_fail(&err, ERR_INPUT, "prix illisible");
    err_prefix(&err, "%s:%d", "produits.csv", 7);
    assert_string_equal(err.text, "produits.csv:7: prix illisible");
    assert_int_equal(err.code, ERR_INPUT);
}

static void a_prefix_that_fills_the_field_is_still_clean(void **state)
{
    struct err err = ERR_EMPTY;
    char name[1000] = "a";

    (void)state;
    while (strlen(name) < 900)
        strcat(name, "é");
    err_fail(&err, ERR_INPUT, "prix illisible");
    err_prefix(&err, "%s", name);
    assert_true(text_is_clean(err.text));
    assert_true(strlen(err.text) < sizeof err.text);
}

static void each_code_has_the_promised_exit_status(void **state)
{
    /* clang-format off */
    static const struct { enum err_code code; int status; } PROMISED[] = {
        { ERR_NONE, 0 },     { ERR_INPUT, 1 },  { ERR_NOT_FOUND, 1 }, { ERR_UNBALANCED, 1 },
        { ERR_CLOSED, 1 },   { ERR_FORBIDDEN, 1 }, { ERR_TAMPERED, 1 }, { ERR_USAGE, 2 },
        { ERR_BUSY, 3 },     { ERR_DEVICE, 3 }, { ERR_STORAGE, 3 },
    };
    /* clang-format on */

    (void)state;
    for (size_t i = 0; i < COUNT_OF(PROMISED); i++) {
        struct err err = { .code = PROMISED[i].code };

        assert_int_equal(err_exit_status(&err), PROMISED[i].status);
    }
}

static void a_reason_of_the_system_is_given_in_words(void **state)
{
    static const int REASONS[] = { ENOENT, ENOTDIR, EISDIR, EACCES,      EROFS,
                                   ENOSPC, EPIPE,   EIO,    ENAMETOOLONG };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(REASONS); i++) {
        struct err err = ERR_EMPTY;

        assert_false(err_fail_file(&err, "/x/livre", REASONS[i]));
        assert_int_equal(err.code, ERR_STORAGE);
        assert_non_null(strstr(err.text, "/x/livre"));
        assert_null(strstr(err.text, strerror(REASONS[i])));
        assert_null(strstr(err.text, "rrno"));
    }
}

static void a_reason_is_given_in_the_chosen_language(void **state)
{
    struct err french = ERR_EMPTY;
    struct err english = ERR_EMPTY;

    (void)state;
    err_fail_file(&french, "livre", ENOSPC);
    lang_choose("en");
    err_fail_file(&english, "livre", ENOSPC);
    lang_choose("fr");
    assert_string_equal(french.text, "livre : disque plein, libérer de la place puis recommencer.");
    assert_string_equal(english.text, "livre: disk full, make room and try again.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_failure_wins),
        cmocka_unit_test(a_long_sentence_is_cut_at_a_whole_character),
        cmocka_unit_test(a_quoted_text_that_is_cut_leaves_no_broken_character),
        cmocka_unit_test(what_a_terminal_would_obey_is_not_repeated),
        cmocka_unit_test(a_prefix_stands_before_the_sentence),
        cmocka_unit_test(a_prefix_that_fills_the_field_is_still_clean),
        cmocka_unit_test(each_code_has_the_promised_exit_status),
        cmocka_unit_test(a_reason_of_the_system_is_given_in_words),
        cmocka_unit_test(a_reason_is_given_in_the_chosen_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
