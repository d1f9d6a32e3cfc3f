#include "pos/ratings/mark_text.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/grid.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whole steps without a decimal, others with one. */
static void steps_format(int twelfths, char out[MARK_TEXT_MAX])
{
    if (twelfths % STEP == 0)
        snprintf(out, MARK_TEXT_MAX, "%d", twelfths / STEP);
    else
        ratio_format_step(ratio_of(twelfths, STEP), out);
}

void mark_format(int twelfths, char out[MARK_TEXT_MAX])
{
    if (twelfths == 0)
        snprintf(out, MARK_TEXT_MAX, "–");
    else
        steps_format(twelfths, out);
}

void mark_format_bars(int twelfths, char out[MARK_TEXT_MAX])
{
    char steps[MARK_TEXT_MAX];

    if (twelfths % STEP == 0) {
        snprintf(out, MARK_TEXT_MAX, "%s", mark_bars(twelfths / STEP));
        return;
    }
    steps_format(twelfths, steps);
    snprintf(out, MARK_TEXT_MAX, "  %.3s ", steps);
}

void pair_format(const struct pair *pair, char out[MARK_TEXT_MAX])
{
    char start[MARK_TEXT_MAX];
    char end[MARK_TEXT_MAX];

    if (pair->start == 0 && pair->end == 0) {
        snprintf(out, MARK_TEXT_MAX, "–");
        return;
    }
    mark_format(pair->start, start);
    mark_format(pair->end, end);
    snprintf(out, MARK_TEXT_MAX, "%.10s>%.10s", start, end);
}

void gap_format(int twelfths, char out[MARK_TEXT_MAX])
{
    char steps[MARK_TEXT_MAX];

    steps_format(abs(twelfths), steps);
    snprintf(out, MARK_TEXT_MAX, "%s%.10s", twelfths > 0 ? "+" : twelfths < 0 ? "−" : "", steps);
}

void column_put(char *out, size_t room, const char *text, int width_cols)
{
    size_t length = strlen(out);
    bool cut = text_width_cols(text) > width_cols;
    int width = cut ? width_cols - 1 : text_width_cols(text);
    size_t bytes = text_fit_bytes(text, width);

    if (length + bytes + (size_t)(width_cols - width) >= room)
        return;
    memcpy(out + length, text, bytes);
    length += bytes;
    if (cut)
        out[length++] = '~'; /* as canvas_put_fit() marks it */
    else
        while (width++ < width_cols)
            out[length++] = ' ';
    out[length] = '\0';
}
