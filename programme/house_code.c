#include "programme/house_code.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char HOUSE_PREFIX[] = "29"; /* goods of the house have 20 */
static const int64_t HOUSE_LAST = INT64_C(9999999999);

/* EAN-13: digits in even places count three times. */
static char check_digit(const char *digits)
{
    int sum = 0;

    for (int i = 0; i < HOUSE_CODE_MAX - 2; i++)
        sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
    return (char)('0' + (10 - sum % 10) % 10);
}

void house_code_make(int64_t number, char out[HOUSE_CODE_MAX])
{
    assert(number >= 0 && number <= HOUSE_LAST);
    snprintf(out, HOUSE_CODE_MAX, "%s%010lld", HOUSE_PREFIX, (long long)number);
    out[HOUSE_CODE_MAX - 2] = check_digit(out);
    out[HOUSE_CODE_MAX - 1] = '\0';
}

int64_t house_code_number(const char *code)
{
    char expected[HOUSE_CODE_MAX];
    int64_t number;

    if (strlen(code) != HOUSE_CODE_MAX - 1 || strspn(code, "0123456789") != HOUSE_CODE_MAX - 1 ||
        strncmp(code, HOUSE_PREFIX, strlen(HOUSE_PREFIX)) != 0)
        return -1;
    number = strtoll(code + strlen(HOUSE_PREFIX), NULL, 10) / 10;
    house_code_make(number, expected);
    return strcmp(code, expected) == 0 ? number : -1;
}
