/*
 * Questionnaires to fill by hand: the appreciation grid of the person (the
 * impact statements), hot ones on the last day, cold ones 4 to 6 months later.
 */
#ifndef REPORTS_PAPER_QUESTIONS_H
#define REPORTS_PAPER_QUESTIONS_H

#include "programme/questionnaire.h"
#include "programme/statement.h"
#include "reports/print/paper.h"

/* The statements in the wording that is asked, four answers to tick. */
bool paper_appreciation(const struct paper_head *head, const struct statements *statements,
                        struct outlet *outlet, struct err *err) MUST_CHECK;

/*
 * For those who are asked on the last day, or months later: one page each. Animators and partners
 * who are known have theirs with their name on it; without any, one page is for whoever comes.
 */
bool paper_questionnaires(const struct paper_head *head, const struct partners *partners,
                          enum review_moment moment, struct outlet *outlet,
                          struct err *err) MUST_CHECK;

#endif
