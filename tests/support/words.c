#include "tests/support/words.h"

#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* What the book says, or a device of itself. */
static const char *const OF_THE_BOOK[] = {
    "MamCookies",
    "Coopérative d'essai",
    "Grenoble",
    "Cookie choco",
    "Cookie noisette",
    "Jus de pomme",
    "Sac en tissu",
    "Amina",
    "Karim",
    "Lise",
    "Cookie",
    "noisette",
    "soleil",
    "arbre",
    "poisson",
    "Sac en",
    "tissu",
    "Jus de",
    "pomme",
    "choco",
    "Bar Code Scanner",
    "SYM0001",
    "· animateur", /* who keeps the till; where people do, a name */
};

static void book_strip(char *text)
{
    for (size_t i = 0; i < COUNT_OF(OF_THE_BOOK); i++)
        for (char *at; (at = strstr(text, OF_THE_BOOK[i])) != NULL;)
            memset(at, '.', strlen(OF_THE_BOOK[i]));
}

/* A sentence of the grid, which is the book's: up to what stands beside it. */
static void grid_strip(char *text)
{
    static const char *const BEGINS[] = { "Je ", "J'" };

    for (size_t i = 0; i < COUNT_OF(BEGINS); i++)
        for (char *at = text; (at = strstr(at, BEGINS[i])) != NULL;) {
            const char *end = strstr(at, "  ");
            const char *line = strchr(at, '\n');

            if (!end || (line && line < end))
                end = line ? line : at + strlen(at);
            memset(at, '.', (size_t)(end - at));
        }
}

/* Of a number, a date or a code: none. */
static int letters_of(const char *word)
{
    int letters = 0;

    if (word[strcspn(word, "0123456789")] != '\0')
        return 0;
    while (*word) {
        uint32_t character = text_next(&word);

        letters +=
            character < 128 ? isalpha((int)character) != 0 : character >= 0xC0 && character < 0x250;
    }
    return letters;
}

int words_count(struct screen *screen, bool has_grid, char seen[WORDS_SEEN_MAX])
{
    static char text[SCREEN_TEXT_MAX];
    int words = 0;

    snprintf(text, sizeof text, "%s", screen_text(screen));
    book_strip(text);
    if (has_grid)
        grid_strip(text);
    seen[0] = '\0';
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
        if (letters_of(word) < 2)
            continue;
        words++;
        snprintf(seen + strlen(seen), WORDS_SEEN_MAX - strlen(seen), " %s", word);
    }
    return words;
}
