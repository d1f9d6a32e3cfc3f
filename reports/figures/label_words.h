/*
 * What a label of food says beside its product and batch: ingredients, net quantity, how to keep
 * it (règlement UE 1169/2011, art. 9). Quantity and keeping are settings of the session, since
 * the batches of a product share them: "label.C1.quantity", "label.C1.storage".
 */
#ifndef REPORTS_LABEL_WORDS_H
#define REPORTS_LABEL_WORDS_H

#include "base/text.h"
#include "programme/workshop.h"

#define LABEL_SETTING "label."

enum { LABEL_WORD_MAX = TEXT_ROOM(80), INGREDIENTS_MAX = 1200 };

/* "" = not written: the label has dots. */
struct label_words {
    char ingredients[INGREDIENTS_MAX]; /* of the batch, else of the recipe, in its order */
    char quantity[LABEL_WORD_MAX];     /* "200 g" */
    char storage[LABEL_WORD_MAX];      /* "au sec" */
};

struct db;

/* `batch` NULL: none yet. ERR_STORAGE. */
bool label_words_read(struct db *db, const char *code, const struct batch *batch,
                      struct label_words *out, struct err *err) MUST_CHECK;

/* Is "C1.quantity" or "C1.storage" of a product that the book knows? ERR_NOT_FOUND, ERR_USAGE. */
bool label_word_check(struct db *db, const char *name, struct err *err) MUST_CHECK;

#endif
