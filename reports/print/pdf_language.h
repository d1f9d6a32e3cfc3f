/*
 * The language of a PDF, which cairo before 1.18 cannot write: readers aloud
 * need it. The bytes pass through; at the end the catalog of the file is
 * written once more with /Lang, and so are the marked parts that are in another
 * language or stand for a picture, and the page of a paper that is cut, as an incremental update
 * (ISO 32000-1, 7.5.6).
 */
#ifndef REPORTS_PDF_LANGUAGE_H
#define REPORTS_PDF_LANGUAGE_H

#include "base/outlet.h"
#include "reports/print/pdf_tags.h"
#include "reports/print/shape.h"

/* The trailer stands in the last bytes; the catalog before the table of objects, which grows
 * with the pages, so it is looked for on the way. */
enum { PDF_TAIL_BYTES = 1 << 14, PDF_OBJECT_MAX = 4096 };

/* What is left of a page once the printer has cut `bleed` off around it, in points. */
struct pdf_sheet {
    pt width, height, bleed;
};

struct pdf_language {
    size_t length; /* bytes passed through so far */
    size_t kept;   /* of them, in `tail` */
    /* The objects, from their number to before "endobj"; "" = none. Of the pages the last one. */
    char catalog[PDF_OBJECT_MAX], page[PDF_OBJECT_MAX];
    char tail[2 * PDF_TAIL_BYTES + 1];
};

void pdf_language_put(struct pdf_language *language, struct outlet *outlet, const void *bytes,
                      size_t length);

/* Append the update. A file whose end is not as expected stays as it is. A paper with bleed has one
 * page. */
void pdf_language_end(struct pdf_language *language, struct outlet *outlet, const char *code,
                      const struct pdf_sheet *sheet, const struct pdf_tags *tags);

#endif
