/*
 * What is kept of these days: "Ma Flashcoop", a page for each person with room
 * for a photograph, her words, what the others see strong in her, her share;
 * and a card for each recipe, to cook it at home.
 */
#ifndef REPORTS_PAPER_KEEPSAKE_H
#define REPORTS_PAPER_KEEPSAKE_H

#include "ledger/money.h"
#include "programme/participant.h"
#include "programme/workbook.h"
#include "reports/print/paper.h"

enum { KEPT_STRENGTHS = 3 };

struct keepsake {
    const struct participant *person;
    const struct wording *strengths[KEPT_STRENGTHS]; /* NULL past the last */
    bool is_shared;
    cents share; /* when it is */
};

bool paper_keepsake(const struct paper_head *head, const struct keepsake *keepsake,
                    struct outlet *outlet, struct err *err) MUST_CHECK;

struct recipe_card {
    const char *product;
    struct recipe recipe;
};

/* A page each. */
bool paper_recipes(const struct paper_head *head, const struct recipe_card *cards, int count,
                   struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
