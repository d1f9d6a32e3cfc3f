#include "base/charset.h"

#include <stdlib.h>
#include <string.h>

enum { LINE_BYTES_MAX = 65536, BROKEN_BYTE = 0xFF /* in no UTF-8 text: its reader refuses it */ };

struct charset charset_init(void)
{
    return (struct charset){ .conversion = (iconv_t)-1, .pending = buf_init(4 * LINE_BYTES_MAX) };
}

void charset_release(struct charset *charset)
{
    if (charset->conversion != (iconv_t)-1)
        iconv_close(charset->conversion);
    charset->conversion = (iconv_t)-1;
    buf_release(&charset->pending);
}

static void conversion_open(struct charset *charset, enum charset_kind kind, const char *name)
{
    charset->kind = kind;
    charset->conversion = iconv_open("UTF-8", name);
    if (charset->conversion == (iconv_t)-1)
        abort(); /* every C library that we build with knows both */
}

/* Converts all of `bytes`; returns what was left over because a character is not whole. */
static size_t convert(struct charset *charset, const char *bytes, size_t length, struct buf *out)
{
    char text[4096];
    char *in = (char *)(uintptr_t)bytes; /* iconv only reads it */

    while (length > 0) {
        char *to = text;
        size_t room = sizeof text;
        size_t left = length;
        bool good = iconv(charset->conversion, &in, &left, &to, &room) != (size_t)-1;

        buf_put(out, text, sizeof text - room);
        if (!good && left == length && room == sizeof text) {
            if (left < 4 && charset->kind == CHARSET_UTF16)
                return left;
            buf_put_byte(out, BROKEN_BYTE);
            in++;
            left--;
        }
        length = left;
    }
    return 0;
}

/* Whole UTF-8 sequences, and whether there is anything beyond ASCII. */
static bool line_is_utf8(const char *line, size_t length, bool *is_ascii)
{
    *is_ascii = true;
    for (size_t i = 0; i < length;) {
        unsigned char lead = (unsigned char)line[i];
        size_t count = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

        if (lead >= 0x80 && (lead < 0xC2 || lead > 0xF4))
            return *is_ascii = false;
        if (lead >= 0x80)
            *is_ascii = false;
        for (size_t k = 1; k < count; k++)
            if (i + k >= length || ((unsigned char)line[i + k] & 0xC0) != 0x80)
                return false;
        i += count;
    }
    return true;
}

/* "Ã" and a sign after it: letters that French does not write, but UTF-8 does for é, à, ç. */
static bool line_is_mixed(const char *line, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++)
        if ((unsigned char)line[i] == 0xC3 && ((unsigned char)line[i + 1] & 0xC0) == 0x80)
            return true;
    return false;
}

static void line_take(struct charset *charset, const char *line, size_t length, struct buf *out)
{
    bool is_ascii;
    bool is_utf8 = line_is_utf8(line, length, &is_ascii);

    if (!is_ascii && charset->kind == CHARSET_UNKNOWN && is_utf8)
        charset->kind = CHARSET_UTF8;
    else if (!is_ascii && charset->kind == CHARSET_UNKNOWN)
        conversion_open(charset, CHARSET_WINDOWS, "WINDOWS-1252");
    if (!is_ascii && charset->kind == CHARSET_WINDOWS && !(is_utf8 && line_is_mixed(line, length)))
        convert(charset, line, length, out);
    else if (!is_ascii && charset->kind == CHARSET_WINDOWS)
        buf_put_byte(out, BROKEN_BYTE), buf_put(out, line, length);
    else
        buf_put(out, line, length);
}

/* The bytes up to the last line end, or all of them when a line is endless. */
static size_t whole_length(const struct buf *pending, bool is_last)
{
    size_t length = pending->length;

    if (is_last)
        return length;
    while (length > 0 && pending->data[length - 1] != '\n' && pending->data[length - 1] != '\r')
        length--;
    if (length > 0 || pending->length < LINE_BYTES_MAX)
        return length;
    for (length = pending->length - 1; length > 0; length--)
        if (((unsigned char)pending->data[length] & 0xC0) != 0x80)
            break;
    return length;
}

static void lines_take(struct charset *charset, bool is_last, struct buf *out)
{
    size_t length = whole_length(&charset->pending, is_last);
    const char *text = buf_text(&charset->pending);

    for (size_t at = 0; at < length;) {
        size_t end = at;

        while (end < length && text[end] != '\n' && text[end] != '\r')
            end++;
        end += end < length;
        line_take(charset, text + at, end - at, out);
        at = end;
    }
    memmove(charset->pending.data, text + length, charset->pending.length - length);
    charset->pending.length -= length;
}

/* The mark of an encoding; without one, ASCII in UTF-16 shows by its zero bytes. */
static size_t mark_take(struct charset *charset, const char *bytes, size_t length)
{
    charset->begun = true;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        charset->kind = CHARSET_UTF8;
        return 3;
    }
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        conversion_open(charset, CHARSET_UTF16, bytes[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE");
        return 2;
    }
    if (length >= 4 && (bytes[0] == '\0') != (bytes[1] == '\0') &&
        (bytes[0] == '\0') == (bytes[2] == '\0') && (bytes[1] == '\0') == (bytes[3] == '\0'))
        conversion_open(charset, CHARSET_UTF16, bytes[0] == '\0' ? "UTF-16BE" : "UTF-16LE");
    return 0;
}

void charset_decode(struct charset *charset, const char *bytes, size_t length, bool is_last,
                    struct buf *out)
{
    size_t skip = charset->begun || length == 0 ? 0 : mark_take(charset, bytes, length);

    buf_put(&charset->pending, bytes + skip, length - skip);
    if (charset->pending.length == 0)
        return;
    if (charset->kind != CHARSET_UTF16) {
        lines_take(charset, is_last, out);
        return;
    }

    size_t left = convert(charset, charset->pending.data, charset->pending.length, out);

    memmove(charset->pending.data, charset->pending.data + charset->pending.length - left, left);
    charset->pending.length = left;
    if (is_last && left > 0)
        buf_put_byte(out, BROKEN_BYTE);
}
