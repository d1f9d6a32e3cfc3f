#include "pos/ui/name_fit.h"

#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { CHARACTERS_MAX = 160 };

static const char LEFT_OUT[] = "…"; /* one column */

struct fit {
    const char *name;
    int width;
    int count; /* of its characters */
    unsigned short start[CHARACTERS_MAX + 1];
    bool shown[CHARACTERS_MAX];
};

void telling_add(struct telling *telling, const char *name, const char *other)
{
    size_t at = 0;

    while (name[at] && name[at] == other[at])
        at++;
    if (name[at] == other[at])
        return; /* the same name */
    while (at > 0 && ((unsigned char)name[at] & 0xC0) == 0x80)
        at--; /* within a character */
    for (int i = 0; i < telling->count; i++)
        if (telling->at[i] == at)
            return;
    if (telling->count < TELLING_MAX)
        telling->at[telling->count++] = (unsigned short)at;
}

struct telling telling_after(const struct telling *telling, size_t bytes)
{
    struct telling after = { .count = 0 };

    for (int i = 0; i < telling->count; i++)
        if (telling->at[i] >= bytes)
            after.at[after.count++] = (unsigned short)(telling->at[i] - bytes);
    return after;
}

static void fit_begin(struct fit *fit, const char *name, int width)
{
    const char *at = name;

    *fit = (struct fit){ .name = name, .width = width };
    while (*at && fit->count < CHARACTERS_MAX) {
        fit->start[fit->count++] = (unsigned short)(at - name);
        text_next(&at);
    }
    fit->start[fit->count] = (unsigned short)(at - name);
}

static int fit_cols(const struct fit *fit)
{
    int cols = 0;

    for (int i = 0; i < fit->count; i++) {
        const char *at = fit->name + fit->start[i];

        if (fit->shown[i])
            cols += text_char_width_cols(text_next(&at));
        else
            cols += i == 0 || fit->shown[i - 1]; /* one mark for all that is left out here */
    }
    return cols;
}

static bool show(struct fit *fit, int i)
{
    bool before = fit->shown[i];

    fit->shown[i] = true;
    if (fit_cols(fit) <= fit->width)
        return true;
    fit->shown[i] = before;
    return before;
}

static bool is_space(const struct fit *fit, int i)
{
    return fit->name[fit->start[i]] == ' ';
}

/* The word around a character, as much of it as there is room for: what follows, then its start. */
static void word_show(struct fit *fit, int character)
{
    for (int i = character; i < fit->count && !is_space(fit, i) && show(fit, i);)
        i++;
    for (int i = character; i >= 0 && !is_space(fit, i) && show(fit, i);)
        i--;
}

static int character_at(const struct fit *fit, size_t byte)
{
    int i = 0;

    while (i + 1 < fit->count && fit->start[i + 1] <= byte)
        i++;
    return i;
}

static void fit_put(const struct fit *fit, char out[NAME_FIT_MAX])
{
    size_t used = 0;

    for (int i = 0; i < fit->count && used + sizeof LEFT_OUT + 4 < NAME_FIT_MAX; i++) {
        int bytes = fit->start[i + 1] - fit->start[i];

        if (fit->shown[i])
            used += (size_t)snprintf(out + used, NAME_FIT_MAX - used, "%.*s", bytes,
                                     fit->name + fit->start[i]);
        else if (i == 0 || fit->shown[i - 1])
            used += (size_t)snprintf(out + used, NAME_FIT_MAX - used, "%s", LEFT_OUT);
    }
    out[used] = '\0';
}

bool name_fit(const char *name, const struct telling *telling, int width, char out[NAME_FIT_MAX])
{
    struct fit fit;
    bool tells = true;

    snprintf(out, NAME_FIT_MAX, "%s", name);
    if (text_width_cols(name) <= width)
        return true;
    fit_begin(&fit, name, width);
    show(&fit, 0);
    for (int i = 0; i < telling->count; i++)
        tells &= show(&fit, character_at(&fit, telling->at[i]));
    for (int i = 0; i < telling->count; i++)
        if (telling->at[i] > 0)
            word_show(&fit, character_at(&fit, telling->at[i]));
    show(&fit, 1);
    for (int i = fit.count - 1; !is_space(&fit, i) && show(&fit, i);)
        i--;
    for (int i = 1; i < fit.count && show(&fit, i);)
        i++;
    fit_put(&fit, out);
    return tells;
}
