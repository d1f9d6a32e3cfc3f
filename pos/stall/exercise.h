/*
 * Exercises with money, for who begins: give change for a note, make a price of notes and coins,
 * find the wrong change. They count up from 5 to 100 €: three right answers in a row go on to the
 * next note, a wrong one is shown and asked in other figures. Nothing is recorded, ranked or kept.
 */
#ifndef POS_EXERCISE_H
#define POS_EXERCISE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum exercise_kind { EXERCISE_CHANGE, EXERCISE_BUILD, EXERCISE_WRONG, EXERCISE_KINDS };
enum { EXERCISE_SALES = 3, EXERCISE_TYPED_MAX = 12, EXERCISE_RIGHT_TO_RISE = 3 };

struct exercise {
    SHELL;
    enum { EXERCISE_CHOOSE, EXERCISE_ASK, EXERCISE_TOLD } step;
    enum exercise_kind kind;
    struct list list;            /* of the kinds; while building, of the pieces */
    uint64_t chance;             /* state of the figures to come */
    int level;                   /* of LEVELS in exercise.c */
    int right_in_a_row;          /* at this level */
    bool was_right;              /* the last answer */
    cents price[EXERCISE_SALES]; /* what is bought; one sale but for EXERCISE_WRONG */
    cents given;                 /* the note */
    cents change[EXERCISE_SALES];
    int wrong;                      /* the sale whose change is wrong, from 0 */
    char typed[EXERCISE_TYPED_MAX]; /* the change that is answered */
    int pieces[DENOMINATION_COUNT]; /* beside DENOMINATIONS: what is laid down so far */
    int laid[64], laid_count;       /* in which order, for Backspace */
};

extern const struct screen_kind EXERCISE;

/* The next figures of that kind at that level. */
void exercise_ask(struct exercise *page);

#endif
