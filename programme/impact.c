#include "programme/impact.h"

#include "base/err.h"
#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char *const ANSWER_WORDS[] = { "", "yes", "little", "no", "unknown" };

bool answer_parse(const char *text, enum answer *out)
{
    for (size_t i = 1; i < COUNT_OF(ANSWER_WORDS); i++)
        if (strcmp(text, ANSWER_WORDS[i]) == 0) {
            *out = (enum answer)i;
            return true;
        }
    return false;
}

void impact_pool(struct impact *total, const struct impact *more)
{
    total->participants += more->participants;
    total->yes += more->yes;
    total->little += more->little;
    total->no += more->no;
    total->unknown += more->unknown;
}

int impact_answered(const struct impact *impact)
{
    return impact->yes + impact->little + impact->no;
}

int impact_wide(const struct impact *impact)
{
    return impact->yes + impact->little;
}

int percent_of(int count, int base)
{
    return (int)scale_round(count, 100, base);
}

struct ratio impact_lowest(const struct impact *impact)
{
    return ratio_of(100 * (int64_t)impact->yes, impact->participants);
}

struct ratio impact_highest(const struct impact *impact)
{
    int silent = impact->participants - impact_answered(impact);

    return ratio_of(100 * ((int64_t)impact->yes + silent), impact->participants);
}

void share_format(int count, int base, char out[SHARE_TEXT_MAX])
{
    if (base == 0)
        snprintf(out, SHARE_TEXT_MAX, "–");
    else
        snprintf(out, SHARE_TEXT_MAX, _("%d sur %d (%d %%)"), count, base, percent_of(count, base));
}
