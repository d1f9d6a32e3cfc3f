#include "reports/figures/hand_sheet.h"

#include "base/lang.h"

#include <inttypes.h>
#include <stdio.h>

static void sheet_name(const struct fallback_sheet *sheet, char out[FALLBACK_NAME_MAX])
{
    if (sheet->number > 0)
        snprintf(out, FALLBACK_NAME_MAX, "%c%" PRId64, sheet->till, sheet->number);
    else
        snprintf(out, FALLBACK_NAME_MAX, "%c__", sheet->till);
}

void fallback_title(const struct fallback_sheet *sheet, char out[FALLBACK_NAME_MAX])
{
    char name[FALLBACK_NAME_MAX];

    sheet_name(sheet, name);
    snprintf(out, FALLBACK_NAME_MAX, _("Feuille de secours %.24s"), name);
}

void fallback_line(const struct fallback_sheet *sheet, int line, char out[FALLBACK_NAME_MAX])
{
    char name[FALLBACK_NAME_MAX];

    sheet_name(sheet, name);
    snprintf(out, FALLBACK_NAME_MAX, "%.24s-%02d", name, line);
}

const char *fallback_sentence(void)
{
    return _("La machine est en panne : une ligne par vente, puis la saisir avec son "
             "numéro et son heure.");
}

const char *fallback_column(int column)
{
    static const char *const COLUMNS[FALLBACK_COLUMNS] = {
        N_("Heure"), N_("Article"), N_("Nombre"), N_("Prix"), N_("Payé comment"),
    };

    return _(COLUMNS[column]);
}

static void add(struct count_sheet *sheet, enum count_kind kind, cents piece, const char *label)
{
    sheet->rows[sheet->row_count++] = (struct count_row){ kind, piece, label };
}

void count_sheet_make(const struct session *session, const struct means_list *means,
                      struct count_sheet *out)
{
    *out = (struct count_sheet){ .venue = session->venue };
    for (int i = 0; i < DENOMINATION_COUNT; i++)
        add(out, COUNT_PIECES, DENOMINATIONS[i], "");
    add(out, COUNT_AMOUNT, 0, _("Total"));
    for (int i = 0; i < means->count; i++)
        if (means->all[i].in_drawer)
            add(out, COUNT_AMOUNT, 0, means->all[i].label);
    add(out, COUNT_WORDS, 0, _("Noms"));
    add(out, COUNT_WORDS, 0, _("Date et heure"));
}

const char *count_sentence(void)
{
    return _("Compter à deux, sans regarder le montant attendu.");
}
