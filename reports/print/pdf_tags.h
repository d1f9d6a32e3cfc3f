/*
 * What cairo cannot say of the marked parts of a PDF: the language of one, and
 * the words for a picture. Parts are numbered as they are begun, from 0; cairo
 * writes one object for each of them in that order, so these are copied as they
 * pass and written once more at the end, with what was noted
 * (ISO 32000-1, 7.5.6, 14.9.2 and 14.9.3).
 */
#ifndef REPORTS_PDF_TAGS_H
#define REPORTS_PDF_TAGS_H

#include "base/buf.h"

#include <stddef.h>

enum { TAGS_MAX = 20000, TAG_LINE_MAX = 120, TAG_OBJECT_MAX = 65536 };

struct tag_note {
    int part;
    const char *language; /* borrowed, a static text; NULL the paper's own */
    char *alt;            /* owned; NULL none */
    char *object;         /* owned, as cairo wrote it, without its end; NULL not seen */
};

struct pdf_tags {
    int begun; /* parts so far */
    struct tag_note *notes;
    int note_count, note_room;

    int seen; /* objects that passed */
    int next; /* note whose object comes next */
    char line[TAG_LINE_MAX], before[TAG_LINE_MAX];
    size_t length; /* of the line being read */
    bool is_part;  /* inside the object of a part that has a note */
    struct buf object;
};

void pdf_tags_begin(struct pdf_tags *tags, const char *language, const char *alt);
void pdf_tags_feed(struct pdf_tags *tags, const char *bytes, size_t length);
void pdf_tags_release(struct pdf_tags *tags);

/* The object of a note again, with its language and words; "" when cairo wrote none. */
void pdf_tags_put_object(const struct tag_note *note, struct buf *out);

#endif
