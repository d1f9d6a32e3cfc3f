#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A cut in the middle of a character would print as a box: drop the broken tail. */
static void err_cut_at_character(char *text)
{
    size_t end = strlen(text);
    size_t start = end;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;

    unsigned char lead = (unsigned char)text[start - 1];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;

    if (end - (start - 1) < need)
        text[start - 1] = '\0';
}

bool err_fail(struct err *err, enum err_code code, const char *format, ...)
{
    assert(err);
    assert(code != ERR_NONE);
    if (err->code != ERR_NONE)
        return false; /* the first failure wins */

    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(err->text, sizeof err->text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof err->text)
        err_cut_at_character(err->text);
    err->code = code;
    return false;
}

void err_prefix(struct err *err, const char *format, ...)
{
    char sentence[sizeof err->text];
    char prefix[sizeof err->text];
    va_list arguments;

    memcpy(sentence, err->text, sizeof sentence);
    va_start(arguments, format);
    vsnprintf(prefix, sizeof prefix, format, arguments);
    va_end(arguments);

    size_t room = sizeof err->text;
    size_t used = strlen(prefix);

    memcpy(err->text, prefix, used + 1);
    if (used + 2 < room) {
        memcpy(err->text + used, ": ", 3);
        used += 2;
        strncpy(err->text + used, sentence, room - used - 1);
        err->text[room - 1] = '\0';
    }
    if (used + strlen(sentence) >= room)
        err_cut_at_character(err->text);
}

int err_exit_status(const struct err *err)
{
    switch (err->code) {
    case ERR_NONE: return 0;
    case ERR_INPUT:
    case ERR_NOT_FOUND:
    case ERR_UNBALANCED:
    case ERR_CLOSED:
    case ERR_FORBIDDEN:
    case ERR_TAMPERED: return 1;
    case ERR_USAGE: return 2;
    case ERR_BUSY:
    case ERR_DEVICE:
    case ERR_STORAGE: return 3;
    }
    abort(); /* -Wswitch-enum: every code is handled above */
}
