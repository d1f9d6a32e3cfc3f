/* An empty file of each import: its headings and one row as an example, from templates.csv. */
#ifndef POS_TEMPLATE_H
#define POS_TEMPLATE_H

#include "reports/print/page.h"

/* Write the file of `kind` to `target`; its example happened `today`. ERR_USAGE: no such kind. */
bool template_write(const char *kind, struct day today, const struct page_target *target,
                    struct err *err) MUST_CHECK;

#endif
