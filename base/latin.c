#include "base/latin.h"

#include "base/err.h"

#include <stddef.h>

/* U+00C0 to U+017F: French and its neighbours. */
/* clang-format off */
static const char LETTERS[][3] = {
    "A", "A", "A", "A", "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I", "I",
    "D", "N", "O", "O", "O", "O", "O", "x", "O", "U", "U", "U", "U", "Y", "TH", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "o", "/", "o", "u", "u", "u", "u", "y", "th", "y",
    "A", "a", "A", "a", "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d",
    "D", "d", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g",
    "G", "g", "G", "g", "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i",
    "I", "i", "IJ", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "L",
    "l", "L", "l", "N", "n", "N", "n", "N", "n", "'n", "N", "n", "O", "o", "O", "o",
    "O", "o", "OE", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s",
    "S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u",
    "U", "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s",
};
/* clang-format on */

static const struct {
    uint32_t code;
    const char *plain;
} SIGNS[] = {
    { 0x00A0, " " }, { 0x202F, " " }, { 0x2009, " " },   { 0x00AB, "<<" }, { 0x00BB, ">>" },
    { 0x2018, "'" }, { 0x2019, "'" }, { 0x201C, "'" },   { 0x201D, "'" },  { 0x2013, "-" },
    { 0x2014, "-" }, { 0x2011, "-" }, { 0x2026, "..." }, { 0x00B0, "o" },  { 0x20AC, "EUR" },
    { 0x00B7, "." }, { 0x2022, "." }, { 0x00D7, "x" },
};

const char *latin_plain(uint32_t code, char scratch[2])
{
    if (code < 0x80) {
        scratch[0] = (char)code;
        scratch[1] = '\0';
        return scratch;
    }
    if (code >= 0xC0 && code < 0xC0 + COUNT_OF(LETTERS))
        return LETTERS[code - 0xC0];
    for (size_t i = 0; i < COUNT_OF(SIGNS); i++)
        if (SIGNS[i].code == code)
            return SIGNS[i].plain;
    return "?";
}
