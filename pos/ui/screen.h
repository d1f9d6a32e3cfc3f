/*
 * What a screen is: a model (plain struct that begins with SHELL), an update, a draw, all pure, and
 * `perform`, which alone asks the ledger. Update says what it wants by an
 * effect; pos/app performs it and draws again, so that failure is one more
 * change of the model. A model begins zeroed.
 */
#ifndef POS_SCREEN_H
#define POS_SCREEN_H

#include "base/day.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"
#include "pos/ui/frame.h"
#include "programme/wording.h"

struct desk;

enum { SPOKEN_MAX = 400 };

enum effect_kind {
    EFFECT_NONE,
    EFFECT_BACK,    /* leave this screen */
    EFFECT_PERFORM, /* call perform() with `what` */
    EFFECT_BEEP,    /* refused: a scan that is no product, a key without meaning */
};

struct effect {
    enum effect_kind kind;
    int what; /* the screen's own enum, SCREEN_SHOWN its first */
};

enum { SCREEN_SHOWN }; /* it came to the front: read the figures */

static const struct effect NOTHING = { EFFECT_NONE, 0 };
static const struct effect LEAVE = { EFFECT_BACK, 0 };
static const struct effect BEEP = { EFFECT_BEEP, 0 };

static inline struct effect perform(int what)
{
    return (struct effect){ EFFECT_PERFORM, what };
}

/* First in every model; pos/ui/shell looks after both. */
#define SHELL                                                                                      \
    struct {                                                                                       \
        struct notice notice;                                                                      \
        struct question question;                                                                  \
    }

struct screen_kind {
    const char *title; /* N_(), also the title of its help */
    const char *help;  /* N_(), a few sentences, newline-separated */
    size_t model_size;
    /* Part of the model kept in a draft file at each change, so that a crash loses nothing typed;
     * 0: none. It must hold no pointer. */
    size_t draft_offset;
    size_t draft_size;
    const char *draft_name;          /* of the file; NULL: no draft */
    void (*draft_back)(void *model); /* a draft was just loaded into it; NULL: no more to do */
    bool draft_is_ticket; /* gone with the sale that it became, whatever was cut off there */
    bool takes_text; /* `?` is a character here, and `/` within a text: not the help, the palette */
    bool takes_escape; /* Escape is a step back within it, or ends something */
    bool takes_slash;  /* and even the first one: a passphrase begins as it likes */
    bool (*types_text)(const void *model); /* the same for a moment; NULL: never */
    /* Whether who acts may do what it, or a question that update() asks, is for: told before, not
     * after the last word typed. NULL: anyone may. */
    bool (*admits)(struct desk *desk, struct err *err);
    bool (*asks)(struct desk *desk, struct err *err);
    /* The screen opens, or comes to the front again: read the figures. */
    void (*begin)(void *model, struct desk *desk, int64_t argument);
    struct effect (*update)(void *model, const struct event *event);
    void (*perform)(void *model, struct desk *desk, int what);
    void (*draw)(const void *model, struct canvas *canvas);
    /* What is said of what is shown now, "" nothing; once, until it is something else. NULL: this
     * screen says nothing. Never who somebody is, nor what is typed. */
    void (*say)(const void *model, enum tongue tongue, char out[SPOKEN_MAX]);
    /* perform(what) changes nothing but the model, so that putting the model back undoes it: done
     * at once when a scanner may have typed its key (pos/ui/typing). NULL: none does. */
    bool (*only_reads)(int what);
};

#endif
