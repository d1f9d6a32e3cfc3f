/*
 * Keeps the calls of a page on paper until it ends: "page 2/7" is written before page 7 is known.
 * What is called is counted at once and drawn at the end. A list longer than SPOOL_BYTES goes
 * straight through from there on, in flat memory, and says "page 2".
 */
#ifndef REPORTS_PAGE_SPOOL_H
#define REPORTS_PAGE_SPOOL_H

#include "reports/print/renderer.h"

/* ERR_STORAGE: the part of the program that makes PDF is missing. */
bool page_spool(const struct page_target *target, struct outlet *outlet,
                const struct renderer_ops **ops, struct renderer **out, struct err *err) MUST_CHECK;

#endif
