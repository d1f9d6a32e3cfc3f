/*
 * Every text that the sealed journal keeps: what people typed stays in it for
 * ever, and whoever asks to be forgotten must be told so.
 */
#ifndef LEDGER_SEALED_WORDS_H
#define LEDGER_SEALED_WORDS_H

#include "base/db.h"

/* `text` is not empty, and borrowed for the call. */
typedef void sealed_words_fn(void *context, const char *text);

bool sealed_words_each(struct db *db, sealed_words_fn *each, void *context,
                       struct err *err) MUST_CHECK;

#endif
