/*
 * Papers for the stall: price tags with coins, the notice of allergens or
 * fibres, the poster that says receipts come on request, the sheet for counting
 * the drawer, and numbered lines for the hour when the laptop is out.
 */
#ifndef REPORTS_PAPER_STALL_H
#define REPORTS_PAPER_STALL_H

#include "reports/figures/goods.h"
#include "reports/figures/hand_sheet.h"
#include "reports/figures/pictures.h"
#include "reports/print/paper.h"

/* Its picture, the price in large digits and as coins; eight on a page. */
bool paper_price_tags(const struct paper_head *head, const struct goods *goods,
                      const struct pictures *pictures, struct outlet *outlet,
                      struct err *err) MUST_CHECK;

/*
 * In writing, next to the goods (règlement UE 1169/2011; UE 1007/2011 for textile). ERR_INPUT: a
 * product whose allergens or fibres nobody has written.
 */
bool paper_composition(const struct paper_head *head, const struct goods *goods,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

/* Printing on request only, since 1 August 2023 (loi AGEC, art. 49). */
bool paper_poster(const struct paper_head *head, struct outlet *outlet, struct err *err) MUST_CHECK;

bool paper_cash_count(const struct paper_head *head, const struct count_sheet *sheet,
                      struct outlet *outlet, struct err *err) MUST_CHECK;

bool paper_fallback(const struct paper_head *head, const struct fallback_sheet *sheet,
                    struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
