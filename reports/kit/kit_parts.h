/*
 * The parts of a paper that facts alone decide: `@days` the days with their
 * dates, `@products` what is sold, `@quotes` what the group says, `@partners`
 * who helps, `@facts` the box of facts, `@who ROLE` the days and hours of the
 * partners of that role, `@rights` whom one may photograph, `@logo` the group's
 * picture, `@logos` those of partners, the European emblem first.
 */
#ifndef REPORTS_KIT_PARTS_H
#define REPORTS_KIT_PARTS_H

#include "reports/kit/kit_text.h"

/* Asserts that there is such a part: its name is written in the program. */
bool kit_part_write(const char *name, const struct kit_facts *facts, struct kit_pen *pen,
                    struct err *err) MUST_CHECK;

/* Emblem and sentence of European money, when there is any. */
void kit_emblem_write(const struct kit_facts *facts, struct kit_pen *pen);

#endif
