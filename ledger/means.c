#include "ledger/means.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/fact_order.h"

#include <stdio.h>
#include <string.h>

static const char SQL_READ[] =
    "SELECT means, label, account, change, drawer, number, max FROM means_fact AS fact "
    "WHERE (chain, seq, rank) = (SELECT chain, seq, rank FROM means_fact AS other "
    "WHERE other.means = fact.means ORDER BY " FACT_NEWEST_FIRST("other") ", rank DESC LIMIT 1) "
                                                                          "ORDER BY means LIMIT ?";

static void field_copy(char *out, size_t room, const char *text)
{
    snprintf(out, room, "%s", text);
}

bool means_read(struct db *db, struct means_list *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_READ, err);

    out->count = 0;
    stmt_bind_int(&query, 1, FURTHER_MEANS_MAX);
    while (out->count < FURTHER_MEANS_MAX && stmt_next(&query)) {
        struct means *means = &out->all[out->count++];

        field_copy(means->name, sizeof means->name, stmt_text(&query, 0));
        field_copy(means->label, sizeof means->label, stmt_text(&query, 1));
        field_copy(means->account, sizeof means->account, stmt_text(&query, 2));
        means->gives_change = stmt_int(&query, 3) != 0;
        means->in_drawer = stmt_int(&query, 4) != 0;
        means->wants_number = stmt_int(&query, 5) != 0;
        means->max = stmt_int(&query, 6);
    }
    return stmt_finish(&query);
}

const struct means *means_find(const struct means_list *list, const char *name)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->all[i].name, name) == 0)
            return &list->all[i];
    return NULL;
}

static bool name_is_good(const char *name)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

    if (name[0] < 'a' || name[0] > 'z' || strlen(name) >= MEANS_NAME_MAX ||
        name[strspn(name, LETTERS)] != '\0')
        return false;
    for (int mode = PAY_CASH; mode < PAY_MODE_END; mode++)
        if (strcmp(name, payment_mode_word((enum payment_mode)mode)) == 0)
            return false;
    return true;
}

bool means_check(const struct means *means, struct err *err)
{
    struct account account;

    if (!name_is_good(means->name))
        return err_fail(err, ERR_INPUT,
                        _("Moyen de paiement « %.30s » : petites lettres sans accent, chiffres et "
                          "-, et pas l'un des quatre de la caisse."),
                        means->name);
    if (means->label[0] == '\0' || !text_is_clean(means->label))
        return err_fail(err, ERR_INPUT, _("Le moyen de paiement %s n'a pas de nom : l'écrire."),
                        means->name);
    if (means->max < 0 || means->max > CENTS_MAX)
        return err_fail(err, ERR_INPUT, _("Le plafond de %s n'est pas un montant."), means->name);
    return means->account[0] == '\0' || account_parse(means->account, &account, err);
}

bool ticket_pay_means(struct ticket *ticket, const struct means *means, cents given,
                      const char *slip, struct err *err)
{
    struct ticket_payment payment = { .mode = PAY_OTHER, .gives_change = means->gives_change };
    char max[MONEY_TEXT_MAX];

    if (means->wants_number && slip[0] == '\0')
        return err_fail(err, ERR_INPUT, _("%s : il faut un numéro."), means->label);
    if (means->max > 0 && given > means->max) {
        money_format_euro(means->max, max);
        return err_fail(err, ERR_INPUT, _("%s : %s au plus par paiement."), means->label, max);
    }
    memcpy(payment.means, means->name, sizeof payment.means);
    return ticket_pay_with(ticket, &payment, given, slip, err);
}
