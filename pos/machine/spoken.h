/*
 * Sentences for the ear: amounts as one says them, and the few things a till
 * says. Whoever is not asked for by the setting `speech` hears nothing.
 */
#ifndef POS_SPOKEN_H
#define POS_SPOKEN_H

#include "ledger/money.h"
#include "pos/ui/screen.h"

#define SPEECH_SETTING "speech"

/* "12 euros 50", "80 centimes"; without a sign. */
void spoken_amount(enum tongue tongue, cents amount, char out[SPOKEN_MAX]);
/* The phrase of phrases.csv with the amount in it; "" where that language lacks it. */
void spoken_phrase(enum tongue tongue, const char *phrase, cents amount, char out[SPOKEN_MAX]);
/* A sentence of the screen: said only in the language of the screen, its amounts as words. */
void spoken_sentence(enum tongue tongue, const char *sentence, char out[SPOKEN_MAX]);
void spoken_wording(enum tongue tongue, const struct wording *wording, char out[SPOKEN_MAX]);

/*
 * The setting: "off", or a language for all, then badges with theirs: "fr P3=ar P5=off".
 * False: who acts hears nothing.
 */
bool spoken_choice(const char *setting, const char *who, enum tongue *out);
/* ERR_INPUT: no such word. */
bool spoken_choice_check(const char *setting, struct err *err) MUST_CHECK;
/* The same with another word for one badge, or for all ("") . */
enum { SPOKEN_SETTING_MAX = 200 };
bool spoken_choice_put(const char *setting, const char *badge, const char *word,
                       char out[SPOKEN_SETTING_MAX], struct err *err) MUST_CHECK;

#endif
