/*
 * An espeak-ng that only notes: each sentence becomes a line of a file, as
 * "VOICE SENTENCE", and then it talks on for ever, as a long sentence does.
 */
#ifndef TESTS_SUPPORT_SPEAKER_H
#define TESTS_SUPPORT_SPEAKER_H

#include <stddef.h>

/* Stands first on the PATH from now on; `folder` exists. */
void speaker_install(const char *folder);
void speaker_remove(void); /* the PATH as it was */
/* All that was said so far; waits until `sentence` is among it, or fails the test. */
const char *speaker_wait(const char *sentence);
/* How many of them are talking now. */
int speaker_talking(void);

#endif
