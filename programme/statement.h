/*
 * The impact statements, as data: the six wordings printed in 2019-2020
 * ("I1".."I6") and plainer ones. A changed wording is a new question, so the
 * plain one has its own id ("I1v2") and is never charted with the printed one.
 */
#ifndef PROGRAMME_STATEMENT_H
#define PROGRAMME_STATEMENT_H

#include "programme/impact.h"
#include "programme/wording.h"

/* A session asks in one of two wordings. */
enum statement_words { STATEMENT_PLAIN, STATEMENT_PRINTED, STATEMENT_WORDS_COUNT };

enum { STATEMENT_ID_MAX = 8, STATEMENTS_MAX = 16, ANSWER_COUNT = 4 };

struct statement {
    char id[STATEMENT_ID_MAX];
    bool original;         /* as printed in 2019-2020 */
    int published_percent; /* base not printed; 0 = none */
    struct wording wording;
};

struct statements {
    int count;
    struct statement list[STATEMENTS_MAX];    /* the originals first */
    struct wording answers[ANSWER_COUNT + 1]; /* beside enum answer */
    enum statement_words words;               /* which of them are asked; plain when loaded */
};

/* The statements carried by the program. */
void statements_load(struct statements *out);

/* Index, −1 when there is none. */
int statements_find(const struct statements *statements, const char *id);

bool statement_is_of(const struct statement *statement, enum statement_words words);

/* "plain", "printed"; false: another word. */
bool statement_words_parse(const char *text, enum statement_words *out);
const char *statement_words_word(enum statement_words words);

#endif
