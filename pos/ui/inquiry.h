/*
 * The one look of questions that a person answers with a digit: one sentence,
 * the answers on keys 1.., "I don't know" on 0, left to go back. There is no
 * hurry and nothing to type. What is answered is handed on at once; the
 * inquiry only remembers where it is.
 */
#ifndef POS_INQUIRY_H
#define POS_INQUIRY_H

#include "pos/ui/canvas.h"
#include "pos/ui/event.h"
#include "programme/wording.h"

enum {
    INQUIRY_MAX = 40,        /* questions in one go */
    INQUIRY_ANSWERS_MAX = 4, /* besides "I don't know" */
    INQUIRY_TEXT_MAX = 240,
    NOT_ANSWERED = -1,
};

struct inquiry {
    int count;
    int at;                  /* 0..count; count: all were asked */
    int answers;             /* keys 1..answers, and 0 */
    int values[INQUIRY_MAX]; /* 0..answers or NOT_ANSWERED */
    int before;              /* values[at] before the key was pressed */
};

/* One answer as it is drawn. */
struct inquiry_answer {
    char sign[16]; /* before it in a list; a tile draws it */
    char text[INQUIRY_TEXT_MAX];
    char beside[INQUIRY_TEXT_MAX]; /* what the answer means; may be "" */
};

/* What is asked now, translated. */
struct inquiry_words {
    const char *who;      /* who answers, on whom */
    const char *when;     /* may be "" */
    const char *lead;     /* what comes before the sentence; may be "" */
    const char *sentence; /* the question itself */
    const char *note;     /* another language, or what is asked of the animator; may be "" */
    struct inquiry_answer answers[INQUIRY_ANSWERS_MAX + 1]; /* [0] is "I don't know" */
    bool has_faces; /* the answers are steps upwards: tiles with a face each, where there is room */
};

/* Nothing is answered yet: fill `values` with what is known, then call inquiry_resume(). */
void inquiry_begin(struct inquiry *inquiry, int count, int answers);
/* Go to the first question without an answer; to the first one when all have one. */
void inquiry_resume(struct inquiry *inquiry);

enum inquiry_outcome {
    INQUIRY_OPEN,
    INQUIRY_GIVEN,   /* record values[at], then call inquiry_next() or inquiry_withdraw() */
    INQUIRY_LEFT,    /* Escape */
    INQUIRY_REFUSED, /* a key without meaning */
};

enum inquiry_outcome inquiry_update(struct inquiry *inquiry, const struct event *event);
/* The answer is recorded. False: it was the last question. */
bool inquiry_next(struct inquiry *inquiry);
/* The answer could not be recorded: the one before stands again. */
void inquiry_withdraw(struct inquiry *inquiry);

/*
 * The sentence in the session's second language, "" when that is French. Another script is for
 * paper: the terminal names the language, and the sentence to point at.
 */
void inquiry_note(const struct wording *wording, enum tongue second, const char *id,
                  char out[INQUIRY_TEXT_MAX]);

bool inquiry_has_answer(const struct inquiry *inquiry); /* to the question asked now */
void inquiry_draw(const struct inquiry *inquiry, const struct inquiry_words *words,
                  struct canvas *canvas, struct area area);

#endif
