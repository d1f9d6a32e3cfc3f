#include "ledger/allergens.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char SEPARATORS[] = ",;", SPACES[] = " .";

/* As people write it in French and in English; accents are left out by many. */
static const char *const UNKNOWN_WORDS[] = { "?", "inconnu", "unknown", "à écrire", "a ecrire" };
static const char *const NONE_WORDS[] = {
    "aucun",
    "aucune",
    "aucun allergène",
    "aucun allergene",
    "aucun des 14 allergènes",
    "none",
    "no",
    "no allergen",
    "no allergens",
    "sans allergène",
    "sans",
    "non",
    "sans allergene",
    "rien",
    "néant",
    "neant",
    "nothing",
    "0",
    "-",
    "–",
};

/* One piece of a text, without the spaces around it. */
struct word {
    const char *at;
    int length;
};

static struct word word_trim(const char *at, size_t length)
{
    while (length > 0 && strchr(SPACES, at[0])) {
        at++;
        length--;
    }
    while (length > 0 && strchr(SPACES, at[length - 1]))
        length--;
    return (struct word){ at, (int)length };
}

static bool word_is(struct word word, const char *text)
{
    return strlen(text) == (size_t)word.length &&
           strncasecmp(word.at, text, (size_t)word.length) == 0;
}

static bool word_is_among(struct word word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (word_is(word, words[i]))
            return true;
    return false;
}

enum allergens allergens_of(const char *text)
{
    struct word whole = word_trim(text, strlen(text));

    if (whole.length == 0 || word_is_among(whole, UNKNOWN_WORDS, COUNT_OF(UNKNOWN_WORDS)))
        return ALLERGENS_UNKNOWN;
    return word_is_among(whole, NONE_WORDS, COUNT_OF(NONE_WORDS)) ? ALLERGENS_NONE : ALLERGENS_LIST;
}

const char *allergens_shown(const char *text)
{
    switch (allergens_of(text)) {
    case ALLERGENS_UNKNOWN: return _("à écrire");
    case ALLERGENS_NONE: return _("aucun des 14 allergènes");
    case ALLERGENS_LIST: break;
    }
    return text;
}

static bool list_has(const char *list, struct word word)
{
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, SEPARATORS);
        struct word own = word_trim(at, length);

        if (own.length == word.length && strncasecmp(own.at, word.at, (size_t)own.length) == 0)
            return true;
        at += length + (at[length] != '\0');
    }
    return false;
}

static bool list_add(char out[DETAIL_MAX], const char *list, struct err *err)
{
    for (const char *at = list; *at;) {
        size_t length = strcspn(at, SEPARATORS), used = strlen(out);
        struct word word = word_trim(at, length);

        at += length + (at[length] != '\0');
        if (word.length == 0 || list_has(out, word))
            continue;
        if (used + (size_t)word.length + 2 >= DETAIL_MAX)
            return err_fail(err, ERR_INPUT, _("Trop d'allergènes : « %.60s… » à raccourcir."), out);
        snprintf(out + used, DETAIL_MAX - used, "%s%.*s", used > 0 ? ", " : "", word.length,
                 word.at);
    }
    return true;
}

bool allergens_join(const char *first, const char *second, char out[DETAIL_MAX], struct err *err)
{
    enum allergens one = allergens_of(first), two = allergens_of(second);

    out[0] = '\0';
    if (one == ALLERGENS_LIST || two == ALLERGENS_LIST)
        return (one != ALLERGENS_LIST || list_add(out, first, err)) &&
               (two != ALLERGENS_LIST || list_add(out, second, err));
    if (one == ALLERGENS_NONE || two == ALLERGENS_NONE)
        snprintf(out, DETAIL_MAX, "%s", NONE_WORDS[0]);
    return true;
}

bool product_is_food(const struct product *product, enum sector sector)
{
    if (allergens_of(product->allergens) == ALLERGENS_LIST)
        return true;
    return product->fibres[0] == '\0' && sector != SECTOR_TEXTILE;
}
