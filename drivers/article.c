#include "drivers/article.h"

#include "base/lang.h"
#include "drivers/barcode.h"
#include "drivers/gs1.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCALE_LENGTH = 13, CENTURY = 2000 };

static bool is_digits(const char *text, size_t length)
{
    return strspn(text, "0123456789") >= length;
}

static void spelling_put(struct article *article, const char *text)
{
    if (*text == '\0' || strlen(text) >= ARTICLE_TEXT_MAX)
        return;
    for (int i = 0; i < article->spelling_count; i++)
        if (strcmp(article->spellings[i], text) == 0)
            return;
    if (article->spelling_count < ARTICLE_SPELLINGS_MAX)
        snprintf(article->spellings[article->spelling_count++], ARTICLE_TEXT_MAX, "%s", text);
}

/* -- The number of an article, in its four lengths. -- */

static void goods_put(struct article *article, const char *text)
{
    char number[ARTICLE_TEXT_MAX];
    char ean13[EAN13_TEXT_MAX];

    barcode_normalise(text, number, sizeof number);
    if (barcode_kind(text) != BARCODE_UPCE)
        spelling_put(article, number);
    snprintf(ean13, sizeof ean13, "%013lld", strtoll(number, NULL, 10));
    spelling_put(article, ean13);
    spelling_put(article, text);
    if (strncmp(ean13, "00000", 5) == 0)
        spelling_put(article, ean13 + 5);
    if (ean13[0] == '0')
        spelling_put(article, ean13 + 1);
    snprintf(number, sizeof number, "0%s", ean13);
    spelling_put(article, number);
    if (barcode_kind(text) == BARCODE_EAN8 && barcode_expand(text, ean13))
        spelling_put(article, ean13); /* eight digits that fit both ways */
}

/* A case of them (1 to 8) is another article than the piece; 9 is the same, weighed. */
static void gtin14_put(struct article *article, const char *text)
{
    char number[EAN13_TEXT_MAX];

    if (text[0] == '0') {
        goods_put(article, text + 1);
        return;
    }
    spelling_put(article, text);
    if (text[0] != '9')
        return;
    snprintf(number, sizeof number, "%.12s", text + 1);
    number[12] = barcode_check_digit(number, 12);
    number[13] = '\0';
    goods_put(article, number);
}

static void number_put(struct article *article, const char *text)
{
    char goods[ARTICLE_TEXT_MAX];
    size_t length = strlen(text);

    switch (barcode_kind(text)) {
    case BARCODE_GTIN14: gtin14_put(article, text); return;
    case BARCODE_EAN8:
    case BARCODE_UPCE:
    case BARCODE_UPCA:
    case BARCODE_EAN13: goods_put(article, text); return;
    case BARCODE_TEXT:
    case BARCODE_WRONG: break;
    }
    spelling_put(article, text);
    for (size_t i = 0; i < 2; i++) { /* a magazine or a book, with its issue or price */
        size_t own = length > 5 ? length - (i == 0 ? 2 : 5) : 0;

        snprintf(goods, sizeof goods, "%.*s", (int)own, text);
        if (is_digits(text, length) && (own == 12 || own == 13) &&
            (barcode_kind(goods) == BARCODE_EAN13 || barcode_kind(goods) == BARCODE_UPCA))
            goods_put(article, goods);
    }
}

/* -- Labels of scales. -- */

static bool scale_fits(const char *pattern, const char *code)
{
    for (int i = 0; i < SCALE_LENGTH; i++)
        if (pattern[i] >= '0' && pattern[i] <= '9' && pattern[i] != code[i])
            return false;
    return true;
}

static void scale_take(struct article *article, const char *pattern, const char *code)
{
    char own[SCALE_LENGTH + 1] = "";
    char zeroed[SCALE_LENGTH + 1];
    size_t length = 0;

    memcpy(zeroed, code, sizeof zeroed);
    for (int i = 0; i < SCALE_LENGTH; i++) {
        int64_t *sum = pattern[i] == 'W'   ? &article->weight
                       : pattern[i] == 'P' ? &article->price
                                           : NULL;

        if (pattern[i] == 'C')
            own[length++] = code[i];
        if (sum)
            *sum = *sum * 10 + (code[i] - '0');
        if (sum || pattern[i] == 'X')
            zeroed[i] = '0';
    }
    zeroed[SCALE_LENGTH - 1] = barcode_check_digit(zeroed, SCALE_LENGTH - 1);
    spelling_put(article, zeroed);
    spelling_put(article, own);
    spelling_put(article, own + strspn(own, "0"));
}

/* False: no pattern fits that code, alone or with the zero of 14 digits before it. */
static bool scale_read(struct article *article, const char *scales, const char *code)
{
    code += barcode_kind(code) == BARCODE_GTIN14 && code[0] == '0';
    if (barcode_kind(code) != BARCODE_EAN13)
        return false;
    for (; strlen(scales) >= SCALE_LENGTH; scales += strspn(scales, " ")) {
        if (scale_fits(scales, code)) {
            scale_take(article, scales, code);
            return true;
        }
        scales += SCALE_LENGTH;
    }
    return false;
}

/* -- What elements say. -- */

/* 310n, 392n: `value` has n decimals; `wanted` of them stay, rounded. */
static int64_t decimal(const char *value, int decimals, int wanted)
{
    int64_t number =
        is_digits(value, strlen(value)) && strlen(value) <= 15 ? strtoll(value, NULL, 10) : 0;

    for (; decimals < wanted; decimals++)
        number *= 10;
    for (; decimals > wanted; decimals--)
        number = (number + 5) / 10;
    return number;
}

static struct day element_day(const char *value)
{
    int number = is_digits(value, 6) ? (int)strtol(value, NULL, 10) : 0;
    int year = CENTURY + number / 10000;
    int month = number / 100 % 100;
    int day = number % 100;

    if (day == 0) /* the month alone: its last day */
        for (day = 31; day > 28 && !day_exists(year, month, day);)
            day--;
    return day_exists(year, month, day) ? day_of(year, month, day) : DAY_NONE;
}

static void element_take(struct article *article, const char *scales,
                         const struct gs1_element *element)
{
    int ai = (int)strtol(element->ai, NULL, 10);
    const char *value = element->value;

    if ((strcmp(element->ai, "01") == 0 || strcmp(element->ai, "02") == 0) &&
        !scale_read(article, scales, value))
        number_put(article, value);
    else if (ai == 10)
        snprintf(article->lot, sizeof article->lot, "%.20s", value);
    else if (ai == 15)
        article->best_before = element_day(value);
    else if (ai == 17)
        article->use_by = element_day(value);
    else if (ai == 30 || ai == 37)
        article->count = decimal(value, 0, 0);
    else if (ai >= 3100 && ai <= 3105) /* net weight in kilograms */
        article->weight = decimal(value, ai % 10, 3);
    else if (ai >= 3920 && ai <= 3923)
        article->price = decimal(value, ai % 10, 2);
    else if (ai >= 3930 && ai <= 3933 && strncmp(value, "978", 3) == 0) /* in euros */
        article->price = decimal(value + 3, ai % 10, 2);
}

bool article_check_scales(const char *scales, struct err *err)
{
    const char *at = scales;
    bool good = true;

    while (good && *at != '\0') {
        size_t length = strcspn(at, " ");
        char pattern[SCALE_LENGTH + 1];

        snprintf(pattern, sizeof pattern, "%.*s", (int)length, at);
        good = length == SCALE_LENGTH && at[0] == '2' &&
               strspn(pattern, "0123456789CWPX") == SCALE_LENGTH - 1 &&
               pattern[SCALE_LENGTH - 1] == 'K' && strchr(pattern, 'C') &&
               (strchr(pattern, 'W') != NULL) != (strchr(pattern, 'P') != NULL);
        at += length;
        at += *at == ' ' && at[1] != '\0';
    }
    return good || err_fail(err, ERR_INPUT,
                            _("« %.40s » : écrire un code de balance comme 21CCCCCWWWWWK : 13 "
                              "signes, C l'article, W les grammes ou P les centimes, K à la fin."),
                            scales);
}

/* -- All of it. -- */

/* Caps Lock turns letters over, on guns that type as on people. */
static void turned_put(struct article *article, const char *text)
{
    char turned[ARTICLE_TEXT_MAX];

    snprintf(turned, sizeof turned, "%s", text);
    for (char *at = turned; *at; at++)
        if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z'))
            *at ^= 0x20;
    spelling_put(article, turned);
}

void article_read(const char *text, const char *scales, struct article *out)
{
    struct gs1_element element;
    const char *at = text;
    char bracketed[ARTICLE_TEXT_MAX * 4];

    *out = (struct article){ .use_by = DAY_NONE, .best_before = DAY_NONE };
    if (gs1_bracket(text, false, bracketed, sizeof bracketed))
        at = bracketed;
    while (gs1_next(&at, &element))
        element_take(out, scales, &element);
    if (*at != '\0' || out->spelling_count == 0) { /* no elements, or not to the end */
        *out = (struct article){ .use_by = DAY_NONE, .best_before = DAY_NONE };
        if (!scale_read(out, scales, text))
            number_put(out, text);
        turned_put(out, text);
    }
    /* Last, the whole: a product may hold it, and people read it. */
    out->spelling_count -= out->spelling_count == ARTICLE_SPELLINGS_MAX;
    snprintf(out->spellings[out->spelling_count++], ARTICLE_TEXT_MAX, "%s", text);
}
