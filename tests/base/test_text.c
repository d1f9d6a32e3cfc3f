#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t wanted = 1; wanted <= 0x10FFFF; wanted++) {
        char bytes[5] = "";
        const char *at = bytes;

        if (wanted >= 0xD800 && wanted <= 0xDFFF)
            continue;
        bytes[text_put(wanted, bytes)] = '\0';
        assert_int_equal(text_next(&at), wanted);
        assert_int_equal(*at, '\0');
    }
}

/* The classes of Markus Kuhn, "UTF-8 decoder capability and stress test". */
static const char *const BROKEN[] = {
    "\x80",             /* a continuation alone */
    "\xC3",             /* a lead alone */
    "\xE2\x82",         /* cut */
    "\xC0\xAF",         /* overlong slash */
    "\xE0\x80\xAF",     /* overlong, three bytes */
    "\xF0\x80\x80\xAF", /* overlong, four bytes */
    "\xED\xA0\x80",     /* a surrogate */
    "\xF4\x90\x80\x80", /* above U+10FFFF */
    "\xF8\x88\x80\x80\x80",
    "\xFE",
    "\xFF",
    "caf\xE9", /* Latin-1 */
};

static void broken_text_is_not_clean(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BROKEN); i++)
        assert_false(text_is_clean(BROKEN[i]));
}

static void broken_text_is_read_to_its_end_without_passing_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
        const char *at = BROKEN[i];
        bool broken_seen = false;

        while (*at)
            broken_seen |= text_next(&at) == TEXT_BROKEN;
        assert_true(broken_seen);
        assert_ptr_equal(at, BROKEN[i] + strlen(BROKEN[i]));
    }
}

static void text_that_comes_byte_by_byte_is_read_whole(void **state)
{
    static const char BYTES[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
    static const uint32_t EXPECTED[] = { 'a', 0xE9, 0x20AC, 0x1F600 };
    struct text_stream stream = { .count = 0 };
    size_t found = 0;
    uint32_t code_point;

    (void)state;
    for (size_t i = 0; i < sizeof BYTES - 1; i++)
        if (text_take_byte(&stream, (unsigned char)BYTES[i], &code_point))
            assert_int_equal(code_point, EXPECTED[found++]);
    assert_int_equal(found, 4);
}

/* A Latin-1 terminal sends one byte for é; the letters after it must not be lost. */
static void a_broken_character_takes_nothing_else_along(void **state)
{
    static const char *const WRONG[] = { "\xE9",     "\xFF",     "\xA9",
                                         "\xE2\x82", "\xC0\x80", "\xED\xA0\x80" };
    uint32_t code_point = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct text_stream stream = { .count = 0 };

        for (const char *byte = WRONG[i]; *byte; byte++)
            assert_false(text_take_byte(&stream, (unsigned char)*byte, &code_point));
        assert_true(text_take_byte(&stream, 'k', &code_point));
        assert_int_equal(code_point, 'k');
    }
}

static void control_characters_are_not_clean(void **state)
{
    (void)state;
    assert_false(text_is_clean("a\tb"));
    assert_false(text_is_clean("a\nb"));
    assert_false(text_is_clean("a\033[2J"));
    assert_false(text_is_clean("a\177"));
    assert_false(text_is_clean("a\xC2\x9B"));
    assert_true(text_is_clean("Maïs — œuf, 1,50 € دری"));
    assert_true(text_is_clean(""));
}

static void width_counts_terminal_columns(void **state)
{
    (void)state;
    assert_int_equal(text_width_cols("Épicerie"), 8);
    assert_int_equal(text_width_cols("E\xCC\x81picerie"), 8); /* combining acute */
    assert_int_equal(text_width_cols("日本"), 4);
    assert_int_equal(text_width_cols("1,50 €"), 6);
    assert_int_equal(text_width_cols("می\xE2\x80\x8Cخواهم"), 7); /* zero-width non-joiner */
    assert_int_equal(text_width_cols(""), 0);
}

static void a_text_is_cut_where_it_fits(void **state)
{
    (void)state;
    assert_int_equal(text_fit_bytes("éclair", 1), 2);
    assert_int_equal(text_fit_bytes("éclair", 6), 7);
    assert_int_equal(text_fit_bytes("éclair", 60), 7);
    assert_int_equal(text_fit_bytes("日本", 3), 3);       /* half a wide character does not fit */
    assert_int_equal(text_fit_bytes("e\xCC\x81z", 1), 3); /* the mark stays with its letter */
    assert_int_equal(text_fit_bytes("abc", 0), 0);
}

static void a_field_is_trimmed_and_fits_exactly(void **state)
{
    struct err err = ERR_EMPTY;
    char out[6];

    (void)state;
    assert_true(text_copy(out, sizeof out, "  caf\xC3\xA9  ", "Nom", &err));
    assert_string_equal(out, "café");
    assert_true(text_copy(out, sizeof out, "   ", "Nom", &err));
    assert_string_equal(out, "");
}

/* What a word processor puts before `:` is a space at the ends too, and no text by itself. */
static void a_space_that_does_not_break_is_trimmed_as_any_other(void **state)
{
    struct err err = ERR_EMPTY;
    char out[12];

    (void)state;
    assert_true(text_copy(out, sizeof out, "\u00A0 \u202Fà\u00A0bas\u202F\u00A0", "Nom", &err));
    assert_string_equal(out, "à\u00A0bas");
    assert_false(text_is_blank(out));
    assert_true(text_is_blank("\u00A0 \u202F\u00A0") && text_is_blank(""));
    assert_true(text_copy(out, sizeof out, "\u00A0 \u202F\u00A0", "Nom", &err));
    assert_string_equal(out, "");
}

static void a_field_too_long_is_refused_and_named(void **state)
{
    struct err err = ERR_EMPTY;
    char out[6] = "avant";

    (void)state;
    assert_false(text_copy(out, sizeof out, "cookies", "Nom", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "Nom"));
    assert_string_equal(out, "avant");
}

static void a_field_that_is_not_clean_is_refused(void **state)
{
    struct err err = ERR_EMPTY;
    char out[20] = "avant";

    (void)state;
    assert_false(text_copy(out, sizeof out, "caf\xE9", "Nom", &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_string_equal(out, "avant");
}

static void words_are_counted_in_characters_of_any_script(void **state)
{
    static const char *const LETTERS[] = { "n", "\u00E9", "\u12A0", "\U0001F36A" };
    char out[TEXT_ROOM(5)], text[64];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(LETTERS); i++) {
        struct err err = ERR_EMPTY;

        snprintf(text, sizeof text, "%s%s%s%s%s", LETTERS[i], LETTERS[i], LETTERS[i], LETTERS[i],
                 LETTERS[i]);
        assert_true(text_copy_words(out, sizeof out, text, "nom", &err));
        assert_string_equal(out, text);
        strcat(text, "n");
        assert_false(text_copy_words(out, sizeof out, text, "nom", &err));
        assert_non_null(strstr(err.text, "5 caract\u00E8res au plus"));
    }
}

/* Whoever copies into a room for words, by either name, has it counted in characters (P12). */
static void a_room_for_words_holds_as_many_letters_with_accents(void **state)
{
    char out[TEXT_ROOM(80)], text[TEXT_ROOM(81)] = "";
    struct err err = ERR_EMPTY;

    (void)state;
    for (int i = 0; i < 80; i++)
        strcat(text, "\u00E9");
    assert_true(text_copy(out, sizeof out, text, "label", &err));
    assert_string_equal(out, text);
    strcat(text, "n");
    assert_false(text_copy(out, sizeof out, text, "label", &err));
    assert_non_null(strstr(err.text, "80 caract\u00E8res au plus"));
}

static void small_pictures_go_and_the_words_stay(void **state)
{
    static const struct {
        const char *text, *words;
    } CASES[] = {
        { "Cookie \U0001F36A", "Cookie" },
        { "\U0001F389 F\u00EAte \U0001F469\U0001F3FD\u200D\U0001F373 du pain",
          "F\u00EAte du pain" },
        { "\U0001F36A",
          "\U0001F36A" }, /* nothing else: it stays, and is refused where it must be */
        { "\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645" },
        { "Caf\u00E9 \u2713", "Caf\u00E9 \u2713" },
        { "", "" },
    };
    char out[80];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        text_drop_pictures(CASES[i].text, out, sizeof out);
        assert_string_equal(out, CASES[i].words);
    }
}

/* "63 caractères au plus" would be a lie to whoever wrote 40 of two bytes. */
static void what_is_too_long_says_how_many_of_its_own_characters_fit(void **state)
{
    char out[8];
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(text_copy(out, sizeof out, "\u00E9\u00E9\u00E9\u00E9", "nom", &err));
    assert_non_null(strstr(err.text, "3 caract\u00E8res au plus"));
}

static void a_sign_that_nobody_sees_is_refused_in_a_field(void **state)
{
    static const char *const HIDDEN[] = {
        "Ami\u202ena", "Ami\u2066na", "A\u200bmina", "Amina\u2028B", "\ufeffAmina",
        "Ami\u00adna", "A\u200dmina", "A\u200fmina", "A\u2060mina",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(HIDDEN); i++) {
        struct err err = ERR_EMPTY;
        char out[80] = "before";

        assert_false(text_copy(out, sizeof out, HIDDEN[i], "Nom", &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_string_equal(out, "before");
    }
}

/* Persian needs the joiner, and so does a picture of two. */
static void a_joiner_between_letters_that_need_it_is_text(void **state)
{
    static const char *const WORDS[] = { "\u0645\u06cc\u200c\u0631\u0648\u0645",
                                         "\U0001F469\u200d\U0001F33E", "Zoé", "Nguyễn",
                                         "\u2764\ufe0f" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
        struct err err = ERR_EMPTY;
        char out[80];

        assert_true(text_copy(out, sizeof out, WORDS[i], "Nom", &err));
    }
}

static void what_is_unseen_is_shown_to_a_terminal_as_a_question_mark(void **state)
{
    char text[] = "a\033[31m\u202eb\nc";

    (void)state;
    text_show_unseen(text);
    assert_string_equal(text, "a?[31m?b?c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_counted_in_characters_of_any_script),
        cmocka_unit_test(a_room_for_words_holds_as_many_letters_with_accents),
        cmocka_unit_test(small_pictures_go_and_the_words_stay),
        cmocka_unit_test(what_is_too_long_says_how_many_of_its_own_characters_fit),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(broken_text_is_not_clean),
        cmocka_unit_test(broken_text_is_read_to_its_end_without_passing_it),
        cmocka_unit_test(text_that_comes_byte_by_byte_is_read_whole),
        cmocka_unit_test(a_broken_character_takes_nothing_else_along),
        cmocka_unit_test(control_characters_are_not_clean),
        cmocka_unit_test(width_counts_terminal_columns),
        cmocka_unit_test(a_text_is_cut_where_it_fits),
        cmocka_unit_test(a_field_is_trimmed_and_fits_exactly),
        cmocka_unit_test(a_space_that_does_not_break_is_trimmed_as_any_other),
        cmocka_unit_test(a_field_too_long_is_refused_and_named),
        cmocka_unit_test(a_field_that_is_not_clean_is_refused),
        cmocka_unit_test(a_sign_that_nobody_sees_is_refused_in_a_field),
        cmocka_unit_test(a_joiner_between_letters_that_need_it_is_text),
        cmocka_unit_test(what_is_unseen_is_shown_to_a_terminal_as_a_question_mark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
