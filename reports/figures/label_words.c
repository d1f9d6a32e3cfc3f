#include "reports/figures/label_words.h"

#include "base/lang.h"
#include "ledger/product.h"
#include "ledger/session.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <string.h>

static const char *const WORDS[] = { "quantity", "storage" };

static bool word_read(struct db *db, const char *code, const char *word, char out[LABEL_WORD_MAX],
                      struct err *err)
{
    char key[sizeof LABEL_SETTING + CODE_MAX + 16];

    snprintf(key, sizeof key, LABEL_SETTING "%s.%s", code, word);
    return setting_find(db, key, out, LABEL_WORD_MAX, err);
}

static bool recipe_read(struct db *db, const char *code, char out[INGREDIENTS_MAX], struct err *err)
{
    struct recipe recipe;
    size_t used = 0;

    if (!workbook_recipe(db, code, &recipe, err))
        return false;
    for (int i = 0; i < recipe.count; i++) {
        const char *ingredient = recipe.items[i].ingredient;

        if (used + strlen(ingredient) + 3 >= INGREDIENTS_MAX)
            return err_fail(err, ERR_INPUT, _("%.32s : trop d'ingrédients pour une étiquette."),
                            code);
        used += (size_t)snprintf(out + used, INGREDIENTS_MAX - used, "%s%s", i > 0 ? ", " : "",
                                 ingredient);
    }
    return true;
}

bool label_words_read(struct db *db, const char *code, const struct batch *batch,
                      struct label_words *out, struct err *err)
{
    *out = (struct label_words){ .ingredients = "" };
    if (batch && batch->materials[0] != '\0')
        snprintf(out->ingredients, sizeof out->ingredients, "%s", batch->materials);
    else if (!recipe_read(db, code, out->ingredients, err))
        return false;
    return word_read(db, code, WORDS[0], out->quantity, err) &&
           word_read(db, code, WORDS[1], out->storage, err);
}

bool label_word_check(struct db *db, const char *name, struct err *err)
{
    const char *dot = strrchr(name, '.');
    struct product product;
    char code[CODE_MAX];

    if (dot && dot - name < CODE_MAX)
        for (size_t i = 0; i < COUNT_OF(WORDS); i++)
            if (strcmp(dot + 1, WORDS[i]) == 0) {
                snprintf(code, sizeof code, "%.*s", (int)(dot - name), name);
                return product_find(db, code, &product, err);
            }
    return err_fail(err, ERR_USAGE, _("%.40s : écrire label.CODE.quantity ou label.CODE.storage."),
                    name);
}
