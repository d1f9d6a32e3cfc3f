#include "base/text.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The length a lead byte announces, 0 for a byte that cannot lead. */
static int sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    if (lead >= 0xF0 && lead <= 0xF4)
        return 4;
    return 0;
}

/* Decode one sequence; false for broken, overlong, surrogate or too large. */
static bool sequence_decode(const char *text, uint32_t *out, int *length)
{
    static const uint32_t SMALLEST[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const unsigned char *bytes = (const unsigned char *)text;
    int count = sequence_length(bytes[0]);

    if (count == 0)
        return false;

    uint32_t value = count == 1 ? bytes[0] : bytes[0] & (0xFFU >> (count + 1));

    for (int i = 1; i < count; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return false;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    if (value < SMALLEST[count] || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF)
        return false;
    *out = value;
    *length = count;
    return true;
}

uint32_t text_next(const char **text)
{
    uint32_t value;
    int length;

    if (**text == '\0')
        return 0;
    if (!sequence_decode(*text, &value, &length)) {
        (*text)++;
        return TEXT_BROKEN;
    }
    *text += length;
    return value;
}

bool text_take_byte(struct text_stream *stream, unsigned char byte, uint32_t *code_point)
{
    int expected;
    int length;

    if ((byte & 0xC0) != 0x80)
        *stream = (struct text_stream){ .count = 0 };
    stream->bytes[stream->count++] = (char)byte;
    expected = sequence_length((unsigned char)stream->bytes[0]);
    if (stream->count < expected)
        return false;

    bool whole = expected > 0 && sequence_decode(stream->bytes, code_point, &length);

    *stream = (struct text_stream){ .count = 0 };
    return whole;
}

struct range {
    uint32_t first;
    uint32_t last;
};

static bool ranges_hold(const struct range *ranges, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

/* What is not seen but changes what is: how a name is read, ordered, or cut into lines. */
static bool is_unseen(uint32_t code_point)
{
    static const struct range UNSEEN[] = {
        { 0x00AD, 0x00AD }, { 0x061C, 0x061C }, { 0x180E, 0x180E },
        { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
        { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F },
    };

    return ranges_hold(UNSEEN, COUNT_OF(UNSEEN), code_point);
}

/* Persian and Indic words, and pictures of several, need a joiner between their letters. */
static bool may_join(uint32_t before, uint32_t code_point, uint32_t after)
{
    enum { FIRST_JOINED = 0x0600 };

    return (code_point == 0x200C || code_point == 0x200D) && before >= FIRST_JOINED &&
           after >= FIRST_JOINED;
}

bool text_is_plain(const char *text)
{
    uint32_t before = 0;
    uint32_t code_point;

    while ((code_point = text_next(&text)) != 0) {
        const char *next = text;

        if (is_unseen(code_point) && !may_join(before, code_point, text_next(&next)))
            return false;
        before = code_point;
    }
    return true;
}

bool text_char_is_shown(uint32_t code_point)
{
    bool joins = code_point == 0x200C || code_point == 0x200D;
    bool controls = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);

    return code_point != TEXT_BROKEN && !controls && (joins || !is_unseen(code_point));
}

void text_show_unseen(char *text)
{
    const char *from = text;
    char *to = text;

    while (*from) {
        const char *start = from;
        uint32_t code_point = text_next(&from);

        if (!text_char_is_shown(code_point)) {
            *to++ = '?';
            continue;
        }
        memmove(to, start, (size_t)(from - start));
        to += from - start;
    }
    *to = '\0';
}

bool text_is_clean(const char *text)
{
    while (*text) {
        uint32_t value;
        int length;

        if (!sequence_decode(text, &value, &length))
            return false;
        if (value < 0x20 || (value >= 0x7F && value < 0xA0))
            return false;
        text += length;
    }
    return true;
}

size_t text_put(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }

    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;

    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)((0xF00U >> length & 0xFFU) | code_point);
    return length;
}

int text_char_width_cols(uint32_t code_point)
{
    static const struct range MARKS[] = {
        { 0x0300, 0x036F }, { 0x0483, 0x0489 }, { 0x0591, 0x05BD }, { 0x0610, 0x061A },
        { 0x064B, 0x065F }, { 0x0670, 0x0670 }, { 0x06D6, 0x06DC }, { 0x200B, 0x200F },
        { 0x202A, 0x202E }, { 0x2060, 0x2069 }, { 0x20D0, 0x20F0 }, { 0xFE00, 0xFE0F },
        { 0xFEFF, 0xFEFF },
    };
    static const struct range WIDE[] = {
        { 0x1100, 0x115F },   { 0x2E80, 0x303E },   { 0x3041, 0xA4CF },   { 0xAC00, 0xD7A3 },
        { 0xF900, 0xFAFF },   { 0xFE30, 0xFE6F },   { 0xFF00, 0xFF60 },   { 0xFFE0, 0xFFE6 },
        { 0x1F300, 0x1F64F }, { 0x1F900, 0x1F9FF }, { 0x20000, 0x3FFFD },
    };

    if (code_point == 0 || ranges_hold(MARKS, COUNT_OF(MARKS), code_point))
        return 0;
    return ranges_hold(WIDE, COUNT_OF(WIDE), code_point) ? 2 : 1;
}

int text_width_cols(const char *text)
{
    int width = 0;
    uint32_t code_point;

    while ((code_point = text_next(&text)) != 0)
        width += text_char_width_cols(code_point);
    return width;
}

static uint32_t folded(uint32_t character)
{
    static const char LATIN[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"; /* U+00C0 to U+00DF */

    if (character >= 'A' && character <= 'Z')
        return character + 0x20;
    if (character >= 0xC0 && character <= 0xDF)
        return (uint32_t)LATIN[character - 0xC0];
    if (character >= 0xE0 && character <= 0xFE)
        return (uint32_t)LATIN[character - 0xE0];
    if (character == 0xFF)
        return 'y';
    if (character == 0x152 || character == 0x153) /* oe */
        return 'o';
    if (character >= 0x80 && character != 0xA0 && character != 0x2019)
        return character;
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')
               ? character
               : ' ';
}

void text_fold(const char *text, char *out, size_t room)
{
    size_t used = 0;

    while (*text && used + 4 < room)
        used += text_put(folded(text_next(&text)), out + used);
    out[used] = '\0';
}

size_t text_room_bytes(const char *text, size_t room)
{
    size_t length = strnlen(text, room);

    if (length < room)
        return length;
    for (length = room - 1; length > 0 && (text[length] & 0xC0) == 0x80;)
        length--;
    return length;
}

size_t text_fit_bytes(const char *text, int width_cols)
{
    const char *at = text;

    while (*at) {
        const char *next = at;

        width_cols -= text_char_width_cols(text_next(&next));
        if (width_cols < 0)
            break;
        at = next;
    }
    return (size_t)(at - text);
}

bool text_breaks_at(const char *text, size_t at)
{
    static const char *const ENDS[] = { ":", ";", "!", "?", "%", "\u00BB", "\u20AC" };
    static const char OPENS[] = "\u00AB";

    if (text[at] != ' ' || (at + 1 >= sizeof OPENS && !strncmp(text + at - 2, OPENS, 2)))
        return false;
    for (size_t i = 0; i < COUNT_OF(ENDS); i++)
        if (!strncmp(text + at + 1, ENDS[i], strlen(ENDS[i])))
            return false;
    return true;
}

/* How many characters begin in the first `length` bytes and end there. */
static size_t count_characters(const char *text, size_t length)
{
    const char *at = text;
    size_t count = 0;

    while (*at) {
        text_next(&at);
        if ((size_t)(at - text) > length)
            break;
        count++;
    }
    return count;
}

/* A space of any width, whether a line may break there or not. */
static bool is_blank(uint32_t code_point)
{
    return code_point == ' ' || code_point == '\t' || code_point == 0xA0 || code_point == 0x3000 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x202F ||
           code_point == 0x205F;
}

/* Past the blanks that `*text` begins with; returns the bytes before those at its end. */
static size_t trim(const char **text)
{
    const char *next = *text;
    const char *end;

    while (is_blank(text_next(&next)))
        *text = next;
    end = next = *text;
    while (*next)
        if (!is_blank(text_next(&next)))
            end = next;
    return (size_t)(end - *text);
}

bool text_is_blank(const char *text)
{
    return trim(&text) == 0;
}

/* `limit` characters, in any script, when it is not 0; as many as fit into `room` in any case. */
static bool field_copy(char *out, size_t room, size_t limit, const char *text, const char *what,
                       struct err *err)
{
    size_t length = trim(&text);

    assert(room > 0);
    if (length >= room || (limit > 0 && count_characters(text, length) > limit))
        return err_fail(err, ERR_INPUT, _("%s : texte trop long, %zu caractères au plus."), what,
                        limit > 0 ? limit : count_characters(text, room - 1));
    if (!text_is_clean(text))
        return err_fail(err, ERR_INPUT,
                        _("%s : texte illisible, l'écrire en UTF-8 sur une seule ligne."), what);
    if (!text_is_plain(text))
        return err_fail(err, ERR_INPUT,
                        _("%s : un signe invisible est dans le texte, le taper de nouveau."), what);
    memcpy(out, text, length);
    out[length] = '\0';
    return true;
}

/* Emoji, their skins and flags, and the sign that asks for a coloured one. */
static bool is_small_picture(uint32_t code_point)
{
    return (code_point >= 0x1F000 && code_point <= 0x1FAFF) || code_point == 0xFE0F ||
           (code_point >= 0xE0020 && code_point <= 0xE007F);
}

void text_drop_pictures(const char *text, char *out, size_t room)
{
    size_t kept = 0;
    bool was_picture = false;

    for (const char *at = text; *at;) {
        const char *start = at;
        uint32_t next = text_next(&at);

        if (kept + (size_t)(at - start) >= room)
            break;

        was_picture = is_small_picture(next) || (was_picture && next == 0x200D);
        if (was_picture && kept > 0 && out[kept - 1] == ' ')
            kept--;
        if (was_picture || (kept == 0 && next == ' '))
            continue;
        memcpy(out + kept, start, (size_t)(at - start));
        kept += (size_t)(at - start);
    }
    out[kept] = '\0';
    if (kept == 0)
        snprintf(out, room, "%.*s", (int)text_room_bytes(text, room), text);
}

int text_start_bytes(const char *text, int most)
{
    if (strlen(text) <= (size_t)most)
        return (int)strlen(text);
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

bool text_copy(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return field_copy(out, room, room >= TEXT_WORDS_ROOM ? (room - 1) / TEXT_BYTES_MAX : 0, text,
                      what, err);
}

bool text_copy_words(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return field_copy(out, room, (room - 1) / TEXT_BYTES_MAX, text, what, err);
}
