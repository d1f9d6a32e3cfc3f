/*
 * The fixed sentences of papers that participants read, in all languages, by
 * their id in reports/print/phrases.csv. They are data, like the grid, because Arabic
 * and Dari are drafts until somebody who speaks them has read them; what only
 * staff reads is a gettext text.
 */
#ifndef REPORTS_PHRASE_H
#define REPORTS_PHRASE_H

#include "programme/wording.h"

enum { PHRASES_MAX = 200, PHRASE_ID_MAX = 24, PHRASE_VALUES_MAX = 3 };

struct phrase {
    char id[PHRASE_ID_MAX];
    struct wording wording;
};

/* Large: keep it off the stack. */
struct phrases {
    int count;
    struct phrase list[PHRASES_MAX];
};

/* The phrases carried by the program. Its file is tested, so this cannot fail. */
void phrases_load(struct phrases *out);

/* Asserts that the id exists: it is written in the program. */
const struct wording *phrase_find(const struct phrases *phrases, const char *id);

/*
 * The phrase with {1}, {2}, {3} replaced by short figures. In a text that runs
 * from right to left each figure is isolated (U+2066 … U+2069), or "3,50 €"
 * would be shown with the € on the left of the number.
 */
void phrase_fill(const struct wording *pattern, const char *const values[PHRASE_VALUES_MAX],
                 struct wording *out);

#endif
