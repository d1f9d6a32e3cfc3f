/*
 * One sentence in several languages. Arabic and Dari are drafts until someone
 * who speaks them has read them: `reviewed` says so for each text, and a paper
 * prints "traduction à relire" beside one that is not.
 */
#ifndef PROGRAMME_WORDING_H
#define PROGRAMME_WORDING_H

#include "base/err.h"
#include "base/text.h"

enum tongue { TONGUE_FR, TONGUE_EN, TONGUE_AR, TONGUE_PRS, TONGUE_COUNT };

enum { WORDING_MAX = TEXT_ROOM(200) };

struct wording {
    char text[TONGUE_COUNT][WORDING_MAX]; /* "" = not translated */
    bool reviewed[TONGUE_COUNT];
};

/* "fr", "en", "ar", "prs"; false: another code. */
bool tongue_parse(const char *code, enum tongue *out);
const char *tongue_code(enum tongue tongue);
const char *tongue_name(enum tongue tongue); /* in Latin letters, for the terminal */
bool tongue_is_right_to_left(enum tongue tongue);

/* The text in the language of the program, French when it has none there. */
const char *wording_shown(const struct wording *wording);

/* Fill from a CSV row: four texts in the order of `enum tongue`, then the codes reviewed. */
bool wording_fill(struct wording *out, const char *const *texts, const char *reviewed,
                  struct err *err) MUST_CHECK;

#endif
