/*
 * A paper of the kit as text, read line by line:
 *
 *   # heading   ## heading below it   - item   text   --- a new page
 *   |+ one | two    first row of a table, its headings
 *   | one | two     a row
 *   ?id text        only when that field is filled (`?!id`: only when it is not)
 *   ~id             a sentence of phrases.csv, in French and in the second language
 *   @name           a part that is made of facts: see kit_parts.h
 *
 * {id} is a field (fields.csv); {some words} is a place to fill by hand. What
 * is not filled reaches the pen between FILL_BEGIN and FILL_END, by its name.
 */
#ifndef REPORTS_KIT_TEXT_H
#define REPORTS_KIT_TEXT_H

#include "reports/kit/kit_facts.h"

#define FILL_BEGIN '\x01'
#define FILL_END   '\x02'

enum { KIT_LINE_MAX = 4096, KIT_CELLS_MAX = 12 };

struct kit_pen;

/* What a paper is written with; texts are borrowed for the call. */
struct kit_pen_ops {
    void (*heading)(struct kit_pen *pen, int level, const char *text); /* level 1 or 2 */
    void (*paragraph)(struct kit_pen *pen, const char *text);
    void (*item)(struct kit_pen *pen, const char *text);
    /* A phrase in the second language; never French. */
    void (*second)(struct kit_pen *pen, const struct wording *wording, enum tongue tongue);
    void (*table_begin)(struct kit_pen *pen, const char *const *headings, int count);
    void (*row)(struct kit_pen *pen, const char *const *cells, int count);
    void (*table_end)(struct kit_pen *pen);
    /* `is_small`: a partner's, never larger than the emblem of the Union beside it. */
    void (*picture)(struct kit_pen *pen, const struct buf *png, const char *alt, bool is_small);
    void (*page)(struct kit_pen *pen); /* a new one */
};

struct kit_pen {
    const struct kit_pen_ops *ops; /* first member of the pen's own struct */
};

/* Writes the whole text. ERR_STORAGE: a logo does not read. */
bool kit_text_write(const char *text, const struct kit_facts *facts, struct kit_pen *pen,
                    struct err *err) MUST_CHECK;

/* `line` with its fields filled, up to KIT_LINE_MAX. */
void kit_text_fill(const char *line, const struct kit_facts *facts, char out[KIT_LINE_MAX]);

/* A filled line for a pen that has one kind of letters: "[nom de la ville …………]" in each place. */
void kit_text_show(const char *filled, char out[KIT_LINE_MAX]);

#endif
