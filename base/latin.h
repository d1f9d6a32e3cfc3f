/*
 * A character in the plainest letters: "é" is "e", "œ" "oe", "€" "EUR", a
 * no-break space a space. For codes, and for files whose character set lacks it.
 */
#ifndef BASE_LATIN_H
#define BASE_LATIN_H

enum { LATIN_UNKNOWN = 0xFFFD };

/* The next character of UTF-8, 0 never: call it while **at is not. */
unsigned latin_next(const char **at);

/* Borrowed, or in `scratch`; "?" for a letter that no plain one stands for. */
const char *latin_plain(unsigned code, char scratch[2]);

#endif
