/*
 * An exercise session: a book of its own whose name begins with the word
 * EXERCICE, so that every screen and paper says it, and tasks that lead from J1
 * to the closing in about an hour. What is done is seen in the book, whichever
 * door it came through.
 */
#ifndef REPORTS_TRAINING_LIST_H
#define REPORTS_TRAINING_LIST_H

#include "ledger/session.h"
#include "reports/print/page.h"

enum { TRAINING_TASKS = 15 };

struct training_task {
    const char *name;  /* in files */
    int day;           /* of seven */
    int minutes;       /* about */
    const char *what;  /* N_(): to do, in easy words */
    const char *where; /* N_(): the way there from the home */
    const char *watch; /* N_(): what the trainer looks at */
    const char *sql;   /* how many there are in the book */
    int wanted;
};

/* 0..TRAINING_TASKS - 1. */
const struct training_task *training_task(int i);

struct training {
    int done[TRAINING_TASKS]; /* what the book holds */
    int count;                /* tasks that are done */
    int next;                 /* the first that is not; TRAINING_TASKS: all are */
};
bool training_is_done(const struct training *training, int i);
bool training_read(struct db *db, struct training *out, struct err *err) MUST_CHECK;

/* `report exercise`: the tasks with what is done. */
void training_page(const struct session *session, const struct training *training,
                   struct page *page);
/* `report exercise-trainer`: what to say, what to watch, how long. */
void training_trainer_page(const struct session *session, struct page *page);

#endif
