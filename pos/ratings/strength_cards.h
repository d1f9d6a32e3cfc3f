/*
 * Strength cards: each person gives each other person one card, a sentence of
 * the grid that she finds strong in her. There are no low marks, and a card is
 * replaced, never counted twice.
 */
#ifndef POS_STRENGTH_CARDS_H
#define POS_STRENGTH_CARDS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/grid.h"
#include "programme/people.h"

enum strength_step { STRENGTH_GIVER, STRENGTH_WHOM, STRENGTH_WHICH };

struct strength_cards {
    SHELL;
    struct list givers;  /* the people */
    struct list others;  /* the people without the giver */
    struct list choices; /* the sentences of the grid */
    struct people people;
    struct grid grid;
    /* By giver, then who receives: place in the grid + 1, 0 = no card yet. */
    int cards[PARTICIPANTS_MAX][PARTICIPANTS_MAX];
    int giver;   /* places in people */
    int subject; /* who receives */
    enum strength_step step;
    char reason[QUESTION_ANSWER_MAX]; /* of corrections, once given on this screen */
};

extern const struct screen_kind STRENGTH_CARDS;

struct effect strength_cards_update(void *model, const struct event *event);
void strength_cards_draw(const void *model, struct canvas *canvas);

/* How many cards a person has given to those in the list. */
int strength_cards_given(const struct strength_cards *page, int giver);

#endif
