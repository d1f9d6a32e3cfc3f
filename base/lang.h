/*
 * The language people read. French is the language of the source, so the
 * default needs no catalogue; other languages are gettext catalogues
 * (po/LANG/FOLDER.po) compiled by msgfmt and carried inside the program.
 *
 * Lookup is ours because glibc refuses to translate when only the C locale
 * is generated, which is the case on most small machines. The choice is the
 * one process-wide setting of the program; it is made once, before any text.
 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdbool.h>

enum lang { LANG_FR, LANG_EN };

#define _(text) lang_text(text)

/* Mark a text of a static table for translation; the reader calls _() on it. */
#define N_(text) text

/* `code` is "fr" or "en" (what follows, as in `en_GB.UTF-8`, is ignored). False: unknown. */
bool lang_choose(const char *code);
enum lang lang_current(void);

/* The text in the chosen language, or itself. Valid for ever. */
const char *lang_text(const char *text) __attribute__((format_arg(1)));

/*
 * The form for `count` things: `one` and `many` are the French forms, French
 * takes the singular for 0 and 1, English for 1 only. Both hold the same
 * printf conversions.
 */
const char *lang_plural(const char *one, const char *many, long count)
    __attribute__((format_arg(1), format_arg(2)));

#endif
