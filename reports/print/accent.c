#include "reports/print/accent.h"

#include "base/lang.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const fraction DARK_ENOUGH = 0.1; /* (1 + 0,05) / (0,1 + 0,05) = 7 */
static const fraction DARKER = 0.95;

static fraction channel_light(fraction value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

fraction ink_luminance(struct ink ink)
{
    return 0.2126 * channel_light(ink.red) + 0.7152 * channel_light(ink.green) +
           0.0722 * channel_light(ink.blue);
}

struct ink accent_readable(struct ink colour)
{
    while (ink_luminance(colour) > DARK_ENOUGH) {
        colour.red *= DARKER;
        colour.green *= DARKER;
        colour.blue *= DARKER;
    }
    return colour;
}

bool accent_parse(const char *text, struct ink *out, struct err *err)
{
    unsigned red = 0, green = 0, blue = 0;

    *out = INK_DARK;
    if (text[0] == '\0')
        return true;
    if (strlen(text) != COLOUR_TEXT_MAX - 1 || text[0] != '#' ||
        strspn(text + 1, "0123456789abcdefABCDEF") != COLOUR_TEXT_MAX - 2 ||
        sscanf(text, "#%2x%2x%2x", &red, &green, &blue) != 3)
        return err_fail(err, ERR_INPUT, _("colour %.20s : une couleur comme #1a6b3c, ou none."),
                        text);
    *out = accent_readable((struct ink){ red / 255.0, green / 255.0, blue / 255.0 });
    return true;
}
