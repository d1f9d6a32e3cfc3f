/*
 * What is written about the 14 allergens of a product (règlement UE 1169/2011,
 * annexe II): nothing yet, none of them, or which ones. The text is the one
 * that people typed; an empty one is not "none", because nobody has said so.
 */
#ifndef LEDGER_ALLERGENS_H
#define LEDGER_ALLERGENS_H

#include "ledger/product.h"
#include "ledger/session.h"

enum allergens { ALLERGENS_UNKNOWN, ALLERGENS_NONE, ALLERGENS_LIST };

/*
 * "", "?" or "à écrire" are unknown, also as one thing of a list; "aucun", "none", "sans allergène"
 * or "-" are none.
 */
enum allergens allergens_of(const char *text);

/* For people: "à écrire", "aucun des 14 allergènes", or the list. */
const char *allergens_shown(const char *text);

/*
 * Both texts as one, under the names of the law: a list adds to a list, each allergen once, and
 * what is known stands over what is not. ERR_INPUT: too long together.
 */
bool allergens_join(const char *first, const char *second, char out[DETAIL_MAX],
                    struct err *err) MUST_CHECK;

/*
 * Whether the product is food, so that its allergens are owed: what lists some is; what has fibres
 * is not, nor is anything else of a textile session.
 */
bool product_is_food(const struct product *product, enum sector sector);

/* "100 % coton"; "" for what is neither food nor textile, where "-" or "aucune" was written. */
const char *product_fibres(const struct product *product);

#endif
