/*
 * A sentence said aloud by espeak-ng, where it is installed: another program,
 * started and left alone, so that nothing ever waits for sound. What is said is
 * always on the screen as well: a machine without sound says so nowhere
 * (espeak-ng ends well without a device), and a room may be loud.
 */
#ifndef POS_SPEECH_H
#define POS_SPEECH_H

#include "programme/wording.h"

#include <sys/types.h>

/* The sentence that is being said, and those cut short that have not ended yet. */
enum { SPEECH_CHILDREN = 4, SPEECH_BYTES_MAX = 200 };

struct speech {
    pid_t children[SPEECH_CHILDREN]; /* 0: none; the newest stands first */
};

/* In the place of what is being said; at most SPEECH_BYTES_MAX bytes of it. "" only stops. */
void speech_say(struct speech *speech, enum tongue tongue, const char *text);
void speech_stop(struct speech *speech);

/* Whether the program is on the PATH, and whether the machine has something that sounds. */
bool speech_is_installed(void);
bool speech_has_sound(void);

#endif
