/* The review of the hub: per year, and per sector of a year, with bases; nothing below the small
 * cells. */
#ifndef REPORTS_HUB_HUB_REVIEW_H
#define REPORTS_HUB_HUB_REVIEW_H

#include "reports/hub/hub_report.h"

hub_report_fn hub_review_page;

/* One table of it each: a CSV file holds one, that of `review` what people say. */
hub_report_fn hub_facts_page;
hub_report_fn hub_hosts_page;
hub_report_fn hub_ratings_page;
hub_report_fn hub_outcomes_page;
hub_report_fn hub_calls_page;

#endif
