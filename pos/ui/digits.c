#include "pos/ui/digits.h"

#include <string.h>

enum { EURO_GLYPH = 11, COMMA_GLYPH = 10 };

/* `0`..`9`, the comma, the euro sign; a `#` is a mark. */
static const struct digit_font {
    int height;
    const char *rows[DIGITS_HEIGHT_MAX];
} FONTS[DIGIT_FONTS] = {
    [DIGITS_BOLD] = { 10,
                      { ".####. ..##.. .####. #####. ...### ###### ..###. ###### .####. .####. .. "
                        "..#####",
                        "###### .###.. ###### ###### ..#### ###### .####. ###### ###### ###### .. "
                        ".######",
                        "##..## ####.. ##..## ....## ..#### ##.... ###... ....## ##..## ##..## .. "
                        ".##....",
                        "##..## ..##.. ....## ....## .##.## #####. ##.... ...### ##..## ##..## .. "
                        "######.",
                        "##..## ..##.. ...### ..###. ##..## ###### #####. ...##. .####. ###### .. "
                        ".##....",
                        "##..## ..##.. ..###. ..#### ###### ....## ###### ..###. ###### .##### .. "
                        "######.",
                        "##..## ..##.. .###.. ....## ###### ....## ##..## ..##.. ##..## ....## .. "
                        ".##....",
                        "##..## ..##.. ###... ....## ....## ##..## ##..## ..##.. ##..## ...### ## "
                        ".##....",
                        "###### ###### ###### ###### ....## ###### ###### ..##.. ###### .####. ## "
                        ".######",
                        ".####. ###### ###### #####. ....## .####. .####. ..##.. .####. .###.. #. "
                        "..#####" } },
    [DIGITS_MEDIUM] = { 8,
                        { ".###. ..##. ####. ####. ...## ##### .###. ##### .###. .###. .. ..####",
                          "##.## .###. ...## ...## ..### ##... ##... ...## ##.## ##.## .. .##...",
                          "##.## ##.#. ...## ...## .#### ##... ##... ...## ##.## ##.## .. #####.",
                          "##.## ..##. ..##. .###. ##.## ####. ####. ..##. .###. ##.## .. .##...",
                          "##.## ..##. .##.. ...## ##.## ...## ##.## ..##. ##.## .#### .. #####.",
                          "##.## ..##. ##... ...## ##### ...## ##.## .##.. ##.## ...## ## .##...",
                          "##.## ..##. ##... ...## ...## ...## ##.## .##.. ##.## ...## ## .##...",
                          ".###. .#### ##### ####. ...## ####. .###. .##.. .###. .###. #. "
                          "..####" } },
    [DIGITS_NARROW] = { 7,
                        { ".##. ..#. .##. ###. ..## #### .##. #### .##. .##. .. ..###",
                          "#..# .##. #..# ...# .#.# #... #... ...# #..# #..# .. .#...",
                          "#..# #.#. ...# ...# #..# ###. ###. ...# #..# #..# .. ####.",
                          "#..# ..#. ..#. .##. #..# ...# #..# ..#. .##. .### .. .#...",
                          "#..# ..#. .#.. ...# #### ...# #..# ..#. #..# ...# ## ####.",
                          "#..# ..#. #... ...# ...# #..# #..# .#.. #..# ...# ## .#...",
                          ".##. .### #### ###. ...# .##. .##. .#.. .##. .##. #. ..###" } },
    [DIGITS_SMALL] = { 5,
                       { "### .#. ### ### #.# ### ### ### ### ### . .",
                         "#.# ##. ..# ..# #.# #.. #.. ..# #.# #.# . .",
                         "#.# .#. ### ### ### ### ### ..# ### ### . .",
                         "#.# .#. #.. ..# ..# ..# #.# ..# #.# ..# # .",
                         "### ### ### ### ..# ### ### ..# ### ### # ." } },
};

static int glyph_of(char character)
{
    if (character >= '0' && character <= '9')
        return character - '0';
    return character == 'E' ? EURO_GLYPH : COMMA_GLYPH;
}

/* The marks of a glyph in a row: where they begin, and how many there are. */
static const char *glyph_marks(const char *row, int glyph, int *width)
{
    for (; glyph > 0; glyph--)
        row = strchr(row, ' ') + 1;
    *width = (int)strcspn(row, " ");
    return row;
}

int digits_height(enum digit_size size)
{
    return FONTS[size].height;
}

int digits_width(enum digit_size size, const char *text)
{
    int total = 0;

    for (; *text; text++) {
        int width = 1;

        if (*text == '-')
            width = 3;
        else if (*text != ' ')
            glyph_marks(FONTS[size].rows[0], glyph_of(*text), &width);
        total += width + 1;
    }
    return total > 0 ? total - 1 : 0;
}

int digits_put(enum digit_size size, const char *text, struct digit_marks *out)
{
    const struct digit_font *font = &FONTS[size];
    int at = 0;

    memset(out->rows, '.', sizeof out->rows);
    for (; *text; text++) {
        int width = *text == '-' ? 3 : 1;

        for (int y = 0; y < font->height; y++) {
            const char *marks = NULL;

            if (*text != ' ' && *text != '-')
                marks = glyph_marks(font->rows[y], glyph_of(*text), &width);
            if (at + width > DIGITS_WIDTH_MAX)
                return at;
            if (marks)
                memcpy(out->rows[y] + at, marks, (size_t)width);
            else if (*text == '-' && y == font->height / 2)
                memset(out->rows[y] + at, '#', (size_t)width);
        }
        at += width + 1;
    }
    return at > 0 ? at - 1 : 0;
}
