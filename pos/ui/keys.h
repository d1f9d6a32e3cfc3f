/*
 * Bytes of a terminal in, events out: the one place that knows what a key sends.
 *
 * A sequence (CSI, SS3, Alt, mouse, paste, an answer of the terminal) is understood or swallowed
 * whole; none of its bytes ever counts as a key. With Shift, Ctrl or Alt a key that is no character
 * says nothing, but for Shift+Tab. A lone Escape is told from the start of a sequence by the
 * silence after it; a sequence that a slow line delivers after that silence is still swallowed.
 * Nothing is asked of the terminal's description: what xterm, the console, screen, konsole, kitty,
 * rxvt or PuTTY send for one key does not overlap. Pure: the time is given.
 */
#ifndef POS_KEYS_H
#define POS_KEYS_H

#include "base/text.h"
#include "pos/ui/event.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    KEYS_ESCAPE_MS = 25,  /* an Escape that nothing follows for so long is the key */
    KEYS_LATE_MS = 200,   /* so long after, a sequence may still go on */
    KEYS_STRING_MS = 50,  /* the same inside an answer of the terminal, which comes in one piece */
    KEYS_PASTE_MS = 1000, /* a paste without an end ends by silence */
    KEYS_PARAMETERS_MAX =
        64, /* bytes of a sequence before its last; of a longer one nothing is read */
    KEYS_MOUSE_BYTES = 3,
};

enum keys_state {
    KEYS_PLAIN,
    KEYS_ESCAPE,  /* ESC: the key, or the start of something */
    KEYS_ALT,     /* ESC and the first bytes of a long character */
    KEYS_CSI,     /* ESC [ */
    KEYS_CONSOLE, /* ESC [ [: a function key of the Linux console, one letter more */
    KEYS_SS3,     /* ESC O */
    KEYS_MOUSE,   /* ESC [ M: three bytes more */
    KEYS_STRING,  /* an answer of the terminal, up to ST */
    KEYS_STRING_ESCAPE,
    KEYS_PASTE,
};

struct keys {
    enum keys_state state; /* begins as zero: KEYS_PLAIN */
    int64_t last_ms;       /* when the last byte came */
    int64_t escape_ms;     /* when a lone Escape was given last */
    bool escape_given;
    int escape_count;         /* of KEYS_ESCAPE: so many in a row */
    struct text_stream typed; /* a character of several bytes, begun */
    char parameters[KEYS_PARAMETERS_MAX];
    size_t parameter_count; /* KEYS_PARAMETERS_MAX: too long */
    unsigned char mouse[KEYS_MOUSE_BYTES];
    int mouse_count;
    struct event paste; /* what was pasted so far */
    size_t paste_length;
    int paste_end; /* bytes of the closing mark seen */
};

/* What was typed: `at` is how much of it was read. */
struct key_bytes {
    const unsigned char *bytes;
    size_t count, at;
};

/* Reads on until there is an event; false: everything was read. The bytes came at `now_ms`. */
bool keys_read(struct keys *keys, struct key_bytes *typed, int64_t now_ms, struct event *event);

/* When keys_tick() must be called if nothing comes; -1: nothing waits. */
int64_t keys_deadline_ms(const struct keys *keys);
bool keys_tick(struct keys *keys, int64_t now_ms, struct event *event);

#endif
