#include "tests/support/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The cell that begins at `at`, ended in place; returns what follows its separator or CRLF. */
static char *cell_take(char *at, char separator, char **cell, bool *last)
{
    char *out = at;
    bool quoted = separator == ',' && *at == '"';

    *cell = at;
    at += quoted;
    while (*at && (quoted || (*at != separator && strncmp(at, "\r\n", 2) != 0))) {
        if (quoted && *at == '"' && at[1] != '"') {
            quoted = false;
            at++;
            continue;
        }
        at += quoted && *at == '"';
        *out++ = *at++;
    }
    *last = *at != separator;
    if (*last && strncmp(at, "\r\n", 2) != 0)
        fail_msg("a line without its end: « %s »", *cell);
    at += *last ? 2 : 1;
    *out = '\0';
    return at;
}

struct listing *listing_open(const char *text, char separator)
{
    struct listing *listing = calloc(1, sizeof *listing);
    char *at;

    assert_non_null(listing);
    listing->text = strdup(text);
    assert_non_null(listing->text);
    for (at = listing->text; *at; listing->row_count++) {
        bool last = false;
        int column = 0;

        assert_true(listing->row_count < LISTING_ROWS_MAX);
        while (!last) {
            assert_true(column < LISTING_COLUMNS_MAX);
            at = cell_take(at, separator, &listing->cells[listing->row_count][column++], &last);
        }
        listing->widths[listing->row_count] = column;
    }
    return listing;
}

void listing_close(struct listing *listing)
{
    free(listing->text);
    free(listing);
}

const char *listing_text(const struct listing *listing, int row, const char *column)
{
    for (int i = 0; i < listing->widths[0]; i++)
        if (strcmp(listing->cells[0][i], column) == 0)
            return listing->cells[row][i];
    fail_msg("no column %s", column);
    return "";
}

static cents cents_of(const char *text)
{
    struct err err = ERR_EMPTY;
    char clean[64];
    cents amount = 0;

    snprintf(clean, sizeof clean, "%s", text);
    if (text[0] && !money_parse(clean, &amount, &err))
        fail_msg("%s: %s", text, err.text);
    return amount;
}

cents listing_cents(const struct listing *listing, int row, const char *column)
{
    return cents_of(listing_text(listing, row, column));
}

cents listing_sum(const struct listing *listing, const char *column, const char *key,
                  const char *prefix)
{
    cents sum = 0;

    for (int row = 1; row < listing->row_count; row++)
        if (!key || strncmp(listing_text(listing, row, key), prefix, strlen(prefix)) == 0)
            sum += listing_cents(listing, row, column);
    return sum;
}

const char *listing_value(const struct listing *listing, const char *key)
{
    for (int row = 1; row < listing->row_count; row++)
        if (strcmp(listing->cells[row][0], key) == 0)
            return listing->cells[row][1];
    return "";
}

cents listing_value_cents(const struct listing *listing, const char *key)
{
    return cents_of(listing_value(listing, key));
}
