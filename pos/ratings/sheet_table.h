/*
 * A paper sheet keyed in as it lies on the table: a row a person, a column a
 * sentence, one digit a cell, nothing else to press. Each digit is recorded at
 * once. The bars of a sheet open this screen at its place.
 */
#ifndef POS_SHEET_TABLE_H
#define POS_SHEET_TABLE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/asked.h"
#include "programme/people.h"

enum { MARK_WAITING = -1, MARK_NOT_ASKED = -2, SHEET_KINDS = 2 /* before the peers */ };

struct sheet_table {
    SHELL;
    struct sheet_place sheet; /* which paper */
    struct people people;     /* those who were erased are left out */
    struct grid grid;
    struct calendar calendar;
    int rows[PARTICIPANTS_MAX];  /* places in people */
    int columns[INDICATORS_MAX]; /* places in the grid */
    int row_count, column_count;
    int cells[PARTICIPANTS_MAX][INDICATORS_MAX]; /* by row and column: 0..4, or MARK_... */
    int row, column;                             /* where the next digit goes */
    int typed;                                   /* the digit being recorded */
    struct list papers;                          /* self, animator, then a line a peer */
    bool chooses;                                /* the list of papers is open */
    char reason[QUESTION_ANSWER_MAX];            /* of corrections, once given on this screen */
};

/* Argument: sheet_argument(), 0 for what people say of themselves today. */
extern const struct screen_kind SHEET_TABLE;
int64_t sheet_argument(const struct sheet_place *sheet);

/*
 * Goes to where the sheet of this code is keyed in, or says that it is of another session. False:
 * it is no sheet, or the screen that shows sheets (`is_there`) takes it itself.
 */
bool sheet_table_go(struct desk *desk, bool is_there, const char *code, struct notice *notice);

struct effect sheet_table_update(void *model, const struct event *event);
void sheet_table_draw(const void *model, struct canvas *canvas);

/* The peer of line `i` of the papers, as a place in people. */
int sheet_table_peer(const struct sheet_table *page, int i);

#endif
