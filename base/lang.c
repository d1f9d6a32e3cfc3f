#include "base/lang.h"

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The machine object file of English, as msgfmt wrote it (gettext manual, "The Format of GNU MO
 * Files"), in this machine's byte order: it is compiled with the program. */
static const _Alignas(8) unsigned char ENGLISH[] = {
#include "po/en.inc"
};

static enum lang current = LANG_FR;

bool lang_choose(const char *code)
{
    if (strncmp(code, "fr", 2) == 0)
        current = LANG_FR;
    else if (strncmp(code, "en", 2) == 0)
        current = LANG_EN;
    else
        return false;
    return true;
}

enum lang lang_current(void)
{
    return current;
}

static uint32_t catalogue_word(size_t at)
{
    uint32_t word;

    memcpy(&word, ENGLISH + at, sizeof word);
    return word;
}

/* The translation of `text`, whose plural forms follow each other NUL-separated; NULL if none. */
static const char *catalogue_find(const char *text)
{
    assert(catalogue_word(0) == 0x950412de);

    size_t low = 0;
    size_t high = catalogue_word(8);
    uint32_t originals = catalogue_word(12);
    uint32_t translations = catalogue_word(16);

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *original = (const char *)ENGLISH + catalogue_word(originals + 8 * middle + 4);
        int order = strcmp(text, original);

        if (order == 0)
            return (const char *)ENGLISH + catalogue_word(translations + 8 * middle + 4);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *lang_text(const char *text)
{
    if (current == LANG_FR || text[0] == '\0')
        return text;

    const char *found = catalogue_find(text);

    return found ? found : text;
}

const char *lang_plural(const char *one, const char *many, long count)
{
    if (current == LANG_FR)
        return count < 2 ? one : many;

    const char *found = catalogue_find(one);

    if (!found)
        return count == 1 ? one : many;
    return count == 1 ? found : found + strlen(found) + 1;
}
