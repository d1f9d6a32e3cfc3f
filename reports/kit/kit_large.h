/*
 * What is printed large, in its real size: poster (A3), price list (A4),
 * kakemono (850 × 2000 mm), banner (3000 × 1000 mm). Words are drawn as letters,
 * not dots; a picture is never larger than 100 dots an inch allow. On the two
 * largest nothing stands within 50 mm of an edge, nor in the lowest 150 mm of
 * the kakemono, which its foot hides. The ground is white to the edge.
 */
#ifndef REPORTS_KIT_LARGE_H
#define REPORTS_KIT_LARGE_H

#include "reports/kit/kit_pdf.h"

typedef bool kit_large_fn(const struct kit_facts *facts, const struct paper_head *head,
                          struct outlet *outlet, struct err *err);

kit_large_fn kit_poster MUST_CHECK;
kit_large_fn kit_flyer MUST_CHECK; /* A6: the poster in the hand */
/* ERR_INPUT: what is in a product that the public may not be shown without it is not written. */
kit_large_fn kit_price_list MUST_CHECK;
kit_large_fn kit_roll_up MUST_CHECK;
kit_large_fn kit_banner MUST_CHECK;

#endif
