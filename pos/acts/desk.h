/*
 * What a screen may use when it performs an effect: the open book, the clock,
 * who acts, and the way to other screens. Moves between screens are carried out
 * by pos/app after perform() has returned.
 */
#ifndef POS_DESK_H
#define POS_DESK_H

#include "pos/acts/book.h"
#include "pos/machine/devices.h"
#include "pos/machine/speech.h"
#include "pos/acts/draft.h"
#include "reports/figures/pictures.h"
#include "pos/ui/screen.h"
#include "programme/vault.h"

enum { DESK_PATH_MAX = 4096 };

/* Who acts where the animator has a PIN and nobody has said who is there. */
#define DESK_STALL "stand"

enum desk_move {
    DESK_STAY,
    DESK_GO,
    DESK_BACK,
    DESK_REPLACE,
    DESK_HOME,
    DESK_QUIT,
    DESK_PRACTICE,
    DESK_JUMP
};

struct desk {
    struct clock clock;
    struct devices *devices;    /* NULL: none are used */
    struct book book;           /* the open session */
    struct pictures *pictures;  /* owned; NULL: none were asked for yet */
    struct till *till;          /* of the open book; NULL: none is open */
    struct vault sheets;        /* opened by the passphrase: see pos/acts/sheet_key.h */
    char path[DESK_PATH_MAX];   /* of the book, "" when none */
    char folder[DESK_PATH_MAX]; /* where sessions are kept */
    char place[FRAME_TEXT_MAX]; /* session, till and seller, for the top bar */
    bool speaks;                /* whoever acts hears what is shown */
    enum tongue tongue;         /* in that language */
    struct speech speech;
    bool forget_draft;     /* what was typed is recorded now: drop its draft */
    struct notice message; /* shown by the screen that comes next */
    enum desk_move move;
    const struct screen_kind *next; /* of DESK_GO and DESK_REPLACE */
    int64_t argument;               /* handed to the next screen's begin() */
    int wish;                       /* what the till is to do when it comes next, from 1; 0 none */
    char wish_code[CODE_MAX];       /* the product of the wish */
};

/* Where sessions are kept: FLASHCOOP_BOOKS, else ~/Flashcoop. */
void desk_find_folder(struct desk *desk);
/* Opens the book at desk->path and acts as animator where no PIN forbids it. */
bool desk_open_book(struct desk *desk, const char *path, struct err *err) MUST_CHECK;
bool desk_create_book(struct desk *desk, const char *path, const struct session *session,
                      struct err *err) MUST_CHECK;
void desk_close_book(struct desk *desk);
/* A day, a month or the session was closed: onto the sticks that are there, without waiting. */
void desk_copy_book(struct desk *desk);
/* True in `*needed` when that badge or role has a PIN: ask first, an empty try would count as
 * wrong. */
bool desk_needs_pin(const struct desk *desk, const char *who, bool *needed,
                    struct err *err) MUST_CHECK;
void desk_write_place(struct desk *desk); /* after the session or the seller changed */
void desk_read_voice(struct desk *desk);  /* likewise, or what is said aloud */

/* Of a screen's draft; `book`: the till_key() from when the screen opened. */
struct draft_key desk_draft_key(const struct desk *desk, const struct screen_kind *kind,
                                const char *book);

void desk_go(struct desk *desk, const struct screen_kind *kind, int64_t argument);
void desk_replace(struct desk *desk, const struct screen_kind *kind, int64_t argument);
void desk_back(struct desk *desk);
/* Over the home, whatever is open now. */
void desk_jump(struct desk *desk, const struct screen_kind *kind, int64_t argument);
/* The one door of screens: false, with a message, when who acts may not do what `next` is for. */
bool desk_admits(struct desk *desk);

#endif
