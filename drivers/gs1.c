#include "drivers/gs1.h"

#include "drivers/barcode.h"

#include <stdio.h>
#include <string.h>

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static int two_digits(const char *at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + at[1] - '0' : -1;
}

/* Digits of the identifier that begins with `first`; 0: GS1 has given none. */
static size_t ai_length(int first)
{
    if ((first >= 31 && first <= 36) || first == 39 || first == 43 ||
        (first >= 70 && first <= 72) || (first >= 80 && first <= 82))
        return 4;
    if ((first >= 23 && first <= 25) || (first >= 40 && first <= 42))
        return 3;
    return (first >= 0 && first <= 22) || first == 30 || first == 37 || first >= 90 ? 2 : 0;
}

/* Bytes of a value that needs no separator (General Specifications, figure 7.8.4-2); 0: up to one.
 */
static size_t value_length(int first)
{
    switch (first) {
    case 0: return 18;
    case 1:
    case 2:
    case 3: return 14;
    case 4: return 16;
    case 20: return 2;
    case 41: return 13;
    default: return (first >= 11 && first <= 19) || (first >= 31 && first <= 36) ? 6 : 0;
    }
}

static bool element_read(const char **at, struct gs1_element *out)
{
    int first = two_digits(*at);
    size_t ai = ai_length(first);
    size_t length = value_length(first);
    const char *value = *at + ai;

    if (ai == 0 || strlen(*at) <= ai)
        return false;
    if (length == 0)
        length = strcspn(value, (char[]){ GS1_SEPARATOR, '\0' });
    if (length == 0 || length >= GS1_VALUE_MAX || strlen(value) < length)
        return false;
    snprintf(out->ai, sizeof out->ai, "%.*s", (int)ai, *at);
    snprintf(out->value, sizeof out->value, "%.*s", (int)length, value);
    *at = value + length;
    *at += **at == GS1_SEPARATOR;
    return true;
}

bool gs1_bracket(const char *raw, bool is_said, char *out, size_t room)
{
    struct gs1_element element;
    const char *at = raw + (*raw == GS1_SEPARATOR);
    size_t used = 0;

    for (bool is_first = true; *at != '\0'; is_first = false) {
        if (!element_read(&at, &element))
            return false;
        if (is_first && !is_said &&
            (strcmp(element.ai, "01") != 0 || barcode_kind(element.value) != BARCODE_GTIN14))
            return false;
        used += (size_t)snprintf(out + used, room - used, "(%s)%s", element.ai, element.value);
        if (used >= room)
            return false;
    }
    return used > 0;
}

bool gs1_next(const char **at, struct gs1_element *out)
{
    const char *text = *at;
    size_t ai = *text == '(' ? strspn(text + 1, "0123456789") : 0;
    size_t length;

    if (ai < 2 || ai >= GS1_AI_MAX || text[ai + 1] != ')')
        return false;
    text += ai + 2;
    length = strcspn(text, "(");
    if (length == 0 || length >= GS1_VALUE_MAX)
        return false;
    snprintf(out->ai, sizeof out->ai, "%.*s", (int)ai, *at + 1);
    snprintf(out->value, sizeof out->value, "%.*s", (int)length, text);
    *at = text + length;
    return true;
}
