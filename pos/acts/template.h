/*
 * What each import reads, from templates.csv: the empty file with one row as an example, and the
 * columns that help names. Those in brackets may be missing; one with capitals stands for several.
 */
#ifndef POS_TEMPLATE_H
#define POS_TEMPLATE_H

#include "reports/print/page.h"

/* Write the file of `kind` to `target`; its example happened `today`. ERR_USAGE: no such kind. */
bool template_write(const char *kind, struct day today, const struct page_target *target,
                    struct err *err) MUST_CHECK;

/* The kinds as "participants|products|…", and a line or more for each with its columns. */
void template_names(struct buf *out);
void template_columns(struct buf *out);

#endif
