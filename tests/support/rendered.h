/* A report rendered into memory, for tests that read it. */
#ifndef TESTS_SUPPORT_RENDERED_H
#define TESTS_SUPPORT_RENDERED_H

#include "reports/print/page.h"

struct rendered {
    struct outlet outlet;
    struct page *page;
};

void rendered_begin(struct rendered *rendered, enum page_format format);
/* The bytes, until rendered_end(). */
const char *rendered_text(struct rendered *rendered);
void rendered_end(struct rendered *rendered);

#endif
