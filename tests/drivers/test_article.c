/* What a code says about the goods that it is on. */
#include "drivers/article.h"
#include "drivers/scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char COOKIE[] = "3017620422003";

/* As a gun sends it, prefix and separators included. */
static struct article read_sent(const char *sent, const char *scales)
{
    struct article article;
    struct scan scan;

    assert_true(scan_of(sent, strlen(sent), &scan));
    assert_int_not_equal(scan.kind, BARCODE_WRONG);
    article_read(scan.text, scales, &article);
    return article;
}

static bool spells(const struct article *article, const char *code)
{
    for (int i = 0; i < article->spelling_count; i++)
        if (strcmp(article->spellings[i], code) == 0)
            return true;
    return false;
}

static void one_article_is_known_in_all_its_spellings(void **state)
{
    static const char *const SENT[][2] = {
        { "3017620422003", "3017620422003" },
        { "03017620422003", "3017620422003" },
        { "]E03017620422003", "3017620422003" },
        { "0103017620422003", "3017620422003" },
        { "(01)03017620422003", "3017620422003" },
        { "]C10103017620422003", "3017620422003" },
        { "]d2010301762042200310LOT7\03517301231", "3017620422003" },
        { "]Q30103017620422003", "3017620422003" },
        { "301762042200351299", "3017620422003" },
        { "301762042200312", "3017620422003" },
        { "96385074", "0000096385074" },
        { "0000096385074", "96385074" },
        { "00000096385074", "96385074" },
        { "036000291452", "0036000291452" },
        { "0036000291452", "036000291452" },
        { "04252614", "0042100005264" },
        { "042100005264", "0042100005264" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SENT); i++) {
        struct article article = read_sent(SENT[i][0], "");

        if (!spells(&article, SENT[i][1]))
            fail_msg("%s is not known as %s", SENT[i][0], SENT[i][1]);
    }
}

static void a_case_is_not_the_piece_in_it(void **state)
{
    struct article article = read_sent("14006381333938", "");

    (void)state;
    assert_true(spells(&article, "14006381333938"));
    assert_false(spells(&article, "4006381333931"));
}

static void elements_say_how_much_of_which_lot_until_when(void **state)
{
    struct article article =
        read_sent("(01)03017620422003(30)12(10)AB-7(17)300228(15)300200(3922)1250", "");

    (void)state;
    assert_true(spells(&article, COOKIE));
    assert_int_equal(article.count, 12);
    assert_string_equal(article.lot, "AB-7");
    assert_int_equal(article.use_by.number, day_of(2030, 2, 28).number);
    assert_int_equal(article.best_before.number, day_of(2030, 2, 28).number); /* a month alone */
    assert_int_equal(article.price, 1250);
    assert_int_equal(article.weight, 0);
}

static void a_weight_in_kilograms_is_read_with_its_decimals(void **state)
{
    (void)state;
    assert_int_equal(read_sent("(01)03017620422003(3103)001234", "").weight, 1234);
    assert_int_equal(read_sent("]C101030176204220033101000012", "").weight, 1200);
    assert_int_equal(read_sent("(01)03017620422003(3105)123456", "").weight, 1235);
}

static void elements_come_with_and_without_separators(void **state)
{
    struct article article = read_sent("]e0010301762042200310A1\035303\0353103000500", "");

    (void)state;
    assert_string_equal(article.lot, "A1");
    assert_int_equal(article.count, 3);
    assert_int_equal(article.weight, 500);
}

static void a_wrong_check_digit_is_misread_in_every_form(void **state)
{
    static const char *const SENT[] = {
        "3017620422004",
        "03017620422004",
        "96385075",
        "036000291453",
        "(01)03017620422004",
        "]E096385075",
        "]C10103017620422004",
        "(01)123",
        "(01)03017620422003(17)271301",
        "]C1010301762042200317270132",
    };
    struct scan scan;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SENT); i++) {
        assert_true(scan_of(SENT[i], strlen(SENT[i]), &scan));
        if (scan.kind != BARCODE_WRONG)
            fail_msg("%s is taken", SENT[i]);
    }
}

static void a_label_of_scales_says_article_and_weight_or_price(void **state)
{
    static const char SCALES[] = "21CCCCCWWWWWK 22CCCCPPPPPPK";
    struct article weighed = read_sent("2100042012349", SCALES);
    struct article priced = read_sent("2212340012508", SCALES);
    struct article other = read_sent(COOKIE, SCALES);

    (void)state;
    assert_int_equal(weighed.weight, 1234);
    assert_true(spells(&weighed, "00042"));
    assert_true(spells(&weighed, "42"));
    assert_true(spells(&weighed, "2100042000001"));
    assert_int_equal(priced.price, 1250);
    assert_true(spells(&priced, "1234"));
    weighed = read_sent("02100042012349", SCALES); /* in 14 digits, and as an element */
    assert_int_equal(weighed.weight, 1234);
    weighed = read_sent("]C10102100042012349", SCALES);
    assert_int_equal(weighed.weight, 1234);
    assert_true(spells(&weighed, "42"));
    assert_int_equal(other.weight, 0);
    assert_true(spells(&other, COOKIE));
}

static void a_pattern_of_scales_is_judged_before_it_is_kept(void **state)
{
    static const char *const WRONG[] = {
        "21CCCCCWWWWW",   "21CCCCCWWWWWKK", "31CCCCCWWWWWK",
        "21CCCCCCCCCCK",  "21WWWWWWWWWWK",  "21CCCCCWWWPPK",
        "21cccccWWWWWK",  "21CCCCC WWWWWK", " ",
        "21CCCCCWWWWWK ",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct err err = ERR_EMPTY;

        if (article_check_scales(WRONG[i], &err))
            fail_msg("\"%s\" is taken", WRONG[i]);
        assert_non_null(strstr(err.text, "21CCCCCWWWWWK"));
    }

    struct err err = ERR_EMPTY;

    assert_true(article_check_scales("", &err));
    assert_true(article_check_scales("21CCCCCWWWWWK", &err));
    assert_true(article_check_scales("21CCCCCWWWWWK 28CCCCXPPPPPK", &err));
}

static void any_other_text_is_itself_in_either_case(void **state)
{
    struct article article = read_sent("Cook-1", "");

    (void)state;
    assert_true(spells(&article, "Cook-1"));
    assert_true(spells(&article, "cOOK-1")); /* Caps Lock */
    article = read_sent("(10)A", "");
    assert_true(spells(&article, "(10)A"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_article_is_known_in_all_its_spellings),
        cmocka_unit_test(a_case_is_not_the_piece_in_it),
        cmocka_unit_test(elements_say_how_much_of_which_lot_until_when),
        cmocka_unit_test(a_weight_in_kilograms_is_read_with_its_decimals),
        cmocka_unit_test(elements_come_with_and_without_separators),
        cmocka_unit_test(a_wrong_check_digit_is_misread_in_every_form),
        cmocka_unit_test(a_label_of_scales_says_article_and_weight_or_price),
        cmocka_unit_test(a_pattern_of_scales_is_judged_before_it_is_kept),
        cmocka_unit_test(any_other_text_is_itself_in_either_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
