#include "programme/mention.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

/* A letter without its accent and its capital, as far as the Latin names of most people go. */
static uint32_t fold(uint32_t letter)
{
    static const char PLAIN[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"; /* U+00C0.. and U+00E0.. */

    if (letter >= 'A' && letter <= 'Z')
        return letter + ('a' - 'A');
    if (letter == 0xFF)
        return 'y';
    if (letter >= 0xC0 && letter <= 0xFE)
        return (unsigned char)PLAIN[(letter - 0xC0) % 32];
    return letter;
}

static bool is_mark(uint32_t character)
{
    return character >= 0x300 && character <= 0x36F; /* an accent written after its letter */
}

static bool is_letter(uint32_t character)
{
    return (character >= '0' && character <= '9') ||
           (fold(character) >= 'a' && fold(character) <= 'z') ||
           (character >= 0x100 && character != TEXT_BROKEN &&
            !(character >= 0x2000 && character <= 0x206F));
}

/* The next character that is no mark, 0 at the end; `*text` stands behind it. */
static uint32_t next_letter(const char **text)
{
    uint32_t character;

    do
        character = text_next(text);
    while (is_mark(character));
    return character;
}

/* Bytes of `text` that spell `name` as a whole word, 0 when they do not. */
static size_t spelled(const char *text, const char *name)
{
    const char *at = text;

    for (const char *letters = name; *letters;) {
        uint32_t wanted = next_letter(&letters);

        if (wanted != 0 && fold(next_letter(&at)) != fold(wanted))
            return 0;
    }

    for (const char *after = at;; at = after) { /* marks of the last letter belong to it */
        uint32_t character = text_next(&after);

        if (!is_mark(character))
            return is_letter(character) ? 0 : (size_t)(at - text);
    }
}

bool mention_find(const char *text, const char *name, struct mention *out)
{
    bool in_word = false;

    assert(name[0] != '\0');
    for (const char *at = text; *at;) {
        const char *here = at;
        size_t length = in_word ? 0 : spelled(here, name);
        uint32_t character;

        if (length > 0) {
            *out = (struct mention){ (size_t)(here - text), length };
            return true;
        }
        character = text_next(&at);
        in_word = is_letter(character) || (in_word && is_mark(character));
    }
    return false;
}

int mention_replace(const char *text, const char *name, const char *badge, struct buf *out)
{
    struct mention mention;
    int count = 0;

    for (; mention_find(text, name, &mention); count++) {
        buf_put(out, text, mention.at);
        buf_put_text(out, badge);
        text += mention.at + mention.length;
    }
    buf_put_text(out, text);
    return count;
}
