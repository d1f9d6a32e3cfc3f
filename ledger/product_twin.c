#include "ledger/product_twin.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FOLDED_MAX = 2 * LABEL_MAX };

/* As it is heard: one space between words, none around them. "" when it is signs only. */
static void name_fold(const char *label, char out[FOLDED_MAX])
{
    char *end = out;

    text_fold(label, out, FOLDED_MAX);
    for (const char *at = out; *at; at++)
        if (*at != ' ' || (end > out && end[-1] != ' '))
            *end++ = *at;
    if (end > out && end[-1] == ' ')
        end--;
    *end = '\0';
}

static bool names_are_alike(const char *name, const char *other)
{
    char folded[FOLDED_MAX], other_folded[FOLDED_MAX];

    name_fold(name, folded);
    name_fold(other, other_folded);
    return folded[0] ? strcmp(folded, other_folded) == 0 : strcmp(name, other) == 0;
}

bool product_twin_find(struct db *db, const struct product *product, struct product_twin *out,
                       bool *found, struct err *err)
{
    static const char SQL_OTHERS[] =
        "SELECT code, label, retired FROM product WHERE code <> ?1 ORDER BY position, code";
    struct stmt others = db_prepare(db, SQL_OTHERS, err);

    stmt_bind_text(&others, 1, product->code);
    *found = false;
    while (!*found && stmt_next(&others)) {
        const char *code = stmt_text(&others, 0), *label = stmt_text(&others, 1);
        bool is_offered = !product->is_retired && stmt_int(&others, 2) == 0;

        out->is_by_code = strcasecmp(code, product->code) == 0;
        *found = out->is_by_code || (is_offered && names_are_alike(label, product->label));
        snprintf(out->code, sizeof out->code, "%s", code);
        snprintf(out->label, sizeof out->label, "%s", label);
    }
    return stmt_finish(&others);
}

bool product_twin_is_asked(struct db *db, const struct product *product)
{
    struct product before;
    struct err unknown = ERR_EMPTY;

    return !product_find(db, product->code, &before, &unknown) ||
           strcmp(before.label, product->label) != 0 || before.is_retired > product->is_retired;
}

bool product_twin_check(struct db *db, const struct product *product, struct err *err)
{
    return !product_twin_is_asked(db, product) || product_twin_refuse(db, product, err);
}

bool product_twin_refuse(struct db *db, const struct product *product, struct err *err)
{
    struct product_twin twin;
    bool found;

    if (!product_twin_find(db, product, &twin, &found, err))
        return false;
    if (!found)
        return true;
    return twin.is_by_code
               ? err_fail(err, ERR_INPUT,
                          _("Le code %.32s se lit comme %.32s, celui de « %.60s » : en choisir un "
                            "autre."),
                          product->code, twin.code, twin.label)
               : err_fail(err, ERR_INPUT,
                          _("« %.60s » s'appelle déjà ainsi (%.32s) : ajouter un mot."), twin.label,
                          twin.code);
}
