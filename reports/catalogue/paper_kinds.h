/*
 * How each paper of the folder is made of what was read once, and what keeps it from being made.
 */
#ifndef REPORTS_PAPER_KINDS_H
#define REPORTS_PAPER_KINDS_H

#include "reports/catalogue/session_data.h"

paper_fn paper_make_badges, paper_make_intake, paper_make_image_right, paper_make_blank_intake,
    paper_make_blank_image_right, paper_make_blank_booklet, paper_make_badge_list,
    paper_make_interview, paper_make_sign_in, paper_make_booklet, paper_make_radar,
    paper_make_group_grid, paper_make_appreciation, paper_make_hot, paper_make_cold,
    paper_make_poster, paper_make_cash_count, paper_make_fallback, paper_make_price_tags,
    paper_make_composition, paper_make_self_sheets, paper_make_peer_sheets, paper_make_group_sheets;

/* False: the book does not hold yet what this paper says; `err` is what to write first. */
typedef bool ready_fn(const struct session_data *papers, int person, struct err *err);

ready_fn paper_contents_are_known, paper_presence_is_complete, paper_star_has_points;

#endif
