/*
 * What people call our columns and words, as data: headings.csv holds for each kind
 * of file (`*`: for all) the names of a column, and those of a word in a column;
 * layouts.csv the files of other programs, known by headings that stand in no other (kind
 * `totals`: one row a ticket without its articles, which no import takes).
 *
 * Names are compared folded: without case, accents, spaces or signs, so that
 * « Prix unitaire (€) » and `prix_unitaire` are one.
 */
#ifndef BASE_HEADING_H
#define BASE_HEADING_H

#include <stdbool.h>

enum { HEADING_MAX = 64 };

/* Letters and digits only, small and bare; cut at HEADING_MAX − 1 bytes. */
void heading_fold(const char *text, char out[HEADING_MAX]);
bool heading_is_total(const char *text); /* "Total", "TOTAL :" */
/* Two names of one thing or person: the same folded; what folds to nothing is compared as it is. */
bool names_match(const char *one, const char *other);

struct headings; /* both tables; opaque */

struct headings *headings_open(void);
void headings_close(struct headings *headings);

/* The column of `kind` that `folded` names, NULL none; borrowed from `headings`. */
const char *headings_column(const struct headings *headings, const char *kind, const char *folded);

/* Whether `column` of `kind` has words at all, and the one that `text` says, NULL none. */
bool headings_has_words(const struct headings *headings, const char *kind, const char *column);
const char *headings_word(const struct headings *headings, const char *kind, const char *column,
                          const char *text);

/* A file of another program, or a report of ours. */
struct layout {
    const char *name; /* "Loyverse" */
    const char *kind;
    const char *signs; /* folded headings, `|` between, all of them there */
    const char *maps;  /* heading=column|…; `=` and nothing: passed over; * at the end: any end */
};

/* The layout of `kind` whose signs all stand among the folded `names`; NULL none. */
const struct layout *headings_layout(const struct headings *headings, const char *kind,
                                     const char (*names)[HEADING_MAX], int count);
/* The same among the other kinds: what somebody gave in place of a file of `kind`. */
const struct layout *headings_other_layout(const struct headings *headings, const char *kind,
                                           const char (*names)[HEADING_MAX], int count);
/* True when the layout itself speaks of `folded`; then `column` is its column, "" passed over. */
bool layout_column(const struct layout *layout, const char *folded, char column[HEADING_MAX]);

#endif
