/* The review of the hub: per year, and per sector of a year, with bases; nothing below the small
 * cells. */
#ifndef REPORTS_HUB_HUB_REVIEW_H
#define REPORTS_HUB_HUB_REVIEW_H

#include "reports/hub/hub_report.h"

bool hub_review_page(const struct hub_question *question, struct page *page,
                     struct err *err) MUST_CHECK;

#endif
