/*
 * A character in the plainest letters: "é" is "e", "œ" "oe", "€" "EUR", a
 * no-break space a space. For codes, and for files whose character set lacks it.
 */
#ifndef BASE_LATIN_H
#define BASE_LATIN_H

#include <stdint.h>

/* Borrowed, or in `scratch`; "?" for a letter that no plain one stands for. */
const char *latin_plain(uint32_t code, char scratch[2]);

#endif
