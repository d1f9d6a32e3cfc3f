#include "ledger/allergens.h"

#include "base/lang.h"
#include "base/text.h"

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

/* The names of the law, and what people write for them, without accents, "œ" as "o"
 * (annexe II). */
static const struct {
    const char *written, *name;
} NAMES[] = {
    { "cereales contenant du gluten", "gluten" },
    { "crustace", "crustacés" },
    { "crustaces", "crustacés" },
    { "shellfish", "crustacés" },
    { "oeuf", "œufs" },
    { "oeufs", "œufs" },
    { "ouf", "œufs" },
    { "oufs", "œufs" },
    { "egg", "œufs" },
    { "eggs", "œufs" },
    { "poisson", "poissons" },
    { "fish", "poissons" },
    { "arachide", "arachides" },
    { "cacahuete", "arachides" },
    { "cacahuetes", "arachides" },
    { "peanut", "arachides" },
    { "peanuts", "arachides" },
    { "soya", "soja" },
    { "soy", "soja" },
    { "milk", "lait" },
    { "lactose", "lait" },
    { "fruits a coque", "fruits à coque" },
    { "fruit a coque", "fruits à coque" },
    { "nuts", "fruits à coque" },
    { "celeri", "céleri" },
    { "celery", "céleri" },
    { "mustard", "moutarde" },
    { "sesame", "sésame" },
    { "sulfite", "sulfites" },
    { "sulphites", "sulfites" },
    { "mollusque", "mollusques" },
    { "molluscs", "mollusques" },
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

/* The next piece of a list; moves `*list` behind it. */
static struct word word_next(const char **list)
{
    size_t length = strcspn(*list, SEPARATORS);
    struct word word = word_trim(*list, length);

    *list += length + ((*list)[length] != '\0');
    return word;
}

/* As the law calls it; what it does not know stays as it was typed. */
static struct word word_named(struct word word)
{
    char typed[DETAIL_MAX], folded[DETAIL_MAX];

    snprintf(typed, sizeof typed, "%.*s", word.length, word.at);
    text_fold(typed, folded, sizeof folded);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (strcmp(folded, NAMES[i].written) == 0)
            return (struct word){ NAMES[i].name, (int)strlen(NAMES[i].name) };
    return word;
}

/* One thing that nobody can answer for, and the whole is not known. */
enum allergens allergens_of(const char *text)
{
    bool has_none = false, has_some = false;

    for (const char *at = text; *at;) {
        struct word word = word_next(&at);

        if (word_is_among(word, UNKNOWN_WORDS, COUNT_OF(UNKNOWN_WORDS)))
            return ALLERGENS_UNKNOWN;
        if (word_is_among(word, NONE_WORDS, COUNT_OF(NONE_WORDS)))
            has_none = true;
        else if (word.length > 0)
            has_some = true;
    }
    return has_some ? ALLERGENS_LIST : has_none ? ALLERGENS_NONE : ALLERGENS_UNKNOWN;
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
    while (*list) {
        struct word own = word_next(&list);

        if (own.length == word.length && strncasecmp(own.at, word.at, (size_t)own.length) == 0)
            return true;
    }
    return false;
}

static bool list_add(char out[DETAIL_MAX], const char *list, struct err *err)
{
    while (*list) {
        struct word word = word_named(word_next(&list));
        size_t used = strlen(out);

        if (word.length == 0 || list_has(out, word) ||
            word_is_among(word, NONE_WORDS, COUNT_OF(NONE_WORDS)))
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
    if ((one == ALLERGENS_UNKNOWN && strpbrk(first, SEPARATORS)) ||
        (two == ALLERGENS_UNKNOWN && strpbrk(second, SEPARATORS)))
        return true; /* "lait, ?": nobody can answer for the whole */
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

const char *product_fibres(const struct product *product)
{
    struct word whole = word_trim(product->fibres, strlen(product->fibres));

    return word_is_among(whole, NONE_WORDS, COUNT_OF(NONE_WORDS)) ? "" : product->fibres;
}
