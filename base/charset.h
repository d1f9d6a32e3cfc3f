/*
 * Bytes as people's programs write them, made UTF-8 line by line: UTF-8 with or
 * without a mark, UTF-16 of either order, and Windows-1252, which is what a French
 * spreadsheet calls CSV. The first line that is more than ASCII decides between
 * UTF-8 and Windows-1252; a file that mixes both keeps its broken bytes, and whoever
 * reads the text refuses them there. Nothing is ever guessed letter by letter.
 */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include "base/buf.h"

#include <iconv.h>

enum charset_kind {
    CHARSET_UNKNOWN, /* ASCII so far */
    CHARSET_UTF8,
    CHARSET_WINDOWS,
    CHARSET_UTF16,
};

struct charset {
    enum charset_kind kind;
    bool begun;         /* the mark at the start was looked for */
    iconv_t conversion; /* (iconv_t)-1: none is open */
    struct buf pending; /* a line, or a character, that is not whole yet */
};

struct charset charset_init(void);
void charset_release(struct charset *charset);

/* Append to `out` what `bytes` completes; `is_last`: nothing follows, also half a line goes out. */
void charset_decode(struct charset *charset, const char *bytes, size_t length, bool is_last,
                    struct buf *out);

#endif
