#include "ledger/chart.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/fact_order.h"
#include "ledger/means.h"
#include "ledger/session.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The newest label of each number: the accountant may have changed it on the way. */
static const char SQL_POSTED[] = "SELECT account, account_label, max((" FACT_PLACE(
    "posting") " << 32) + (seq << 7) + line) "
               "FROM posting GROUP BY account ORDER BY account";

/*
 * Plan comptable général, as the host's accountant reads it. Labels stay French
 * whatever the language: they go to French books.
 */
/* clang-format off */
static const struct account DEFAULTS[] = {
    { "sales_550", "7011", "Ventes de produits finis 5,5 %" },
    { "sales_1000", "7012", "Ventes de produits finis 10 %" },
    { "sales_2000", "7013", "Ventes de produits finis 20 %" },
    { "sales_0", "7014", "Ventes de produits finis sans TVA" },
    { "sales_210", "7016", "Ventes de produits finis 2,1 %" },
    { "sales_850", "7017", "Ventes de produits finis 8,5 %" },
    { "sales_other", "7015", "Ventes de produits finis autre taux" },
    { "vat_550", "445711", "TVA collectée 5,5 %" },
    { "vat_1000", "445712", "TVA collectée 10 %" },
    { "vat_2000", "445713", "TVA collectée 20 %" },
    { "vat_210", "445715", "TVA collectée 2,1 %" },
    { "vat_850", "445716", "TVA collectée 8,5 %" },
    { "vat_other", "445714", "TVA collectée autre taux" },
    { "vat_deductible", "44566", "TVA déductible" },
    { "services", "706", "Prestations de services" },
    { "vat_pending", "44574", "TVA collectée en attente du paiement" },
    { "client", "411", "Clients" },
    { "cash", "530", "Caisse" },
    { "cheque", "5112", "Chèques à encaisser" },
    { "card", "5115", "Cartes bancaires à encaisser" },
    { "voucher", "5116", "Bons à encaisser" },
    { "bank", "512", "Banque" },
    { "transfer", "580", "Virements internes" },
    { "materials", "601", "Matières premières" },
    { "packaging", "6026", "Emballages" },
    { "subcontracting", "604", "Sous-traitance" },
    { "travel", "6251", "Voyages et déplacements" },
    { "stand", "6135", "Locations mobilières" },
    { "kitchen", "6132", "Location de cuisine" },
    { "equipment", "6063", "Petit équipement" },
    { "hire", "6135", "Locations mobilières" },
    { "printing", "6236", "Imprimés et communication" },
    { "insurance", "6161", "Assurance" },
    { "other", "628", "Charges diverses" },
    { "shortage", "658", "Manquants de caisse" },
    { "surplus", "758", "Excédents de caisse" },
    { "supplier", "401", "Fournisseurs" },
    { "participant", "467", "Avances des participants" },
    { "share_due", "421", "Parts dues aux participants" },
    { "shares", "6411", "Parts des participants" },
    { "reserve", "657", "Réserve et dons décidés par le groupe" },
    { "reserve_due", "4686", "Réserve du groupe à employer" },
};
/* clang-format on */
static_assert(COUNT_OF(DEFAULTS) <= ACCOUNT_USES_MAX, "every use has its place");

/* Three digits at least: zeros at the end change nothing of the class. */
static void number_complete(char out[ACCOUNT_MAX], const char *recorded)
{
    size_t length = (size_t)snprintf(out, ACCOUNT_MAX, "%.*s", ACCOUNT_MAX - 1, recorded);

    while (length < ACCOUNT_DIGITS_MIN)
        out[length++] = '0';
    out[length] = '\0';
}

bool account_parse(const char *text, struct account *out, struct err *err)
{
    size_t digits = strspn(text, "0123456789");
    struct account account = { .number = "" };

    if (digits < ACCOUNT_DIGITS_MIN || digits >= ACCOUNT_MAX ||
        (text[digits] != '\0' && text[digits] != ' '))
        return err_fail(err, ERR_INPUT, _("Compte « %.20s » : de 3 à 12 chiffres."), text);
    memcpy(account.number, text, digits);
    if (!text_copy(account.label, sizeof account.label, text + digits, _("Intitulé"), err))
        return false;
    *out = account;
    return true;
}

/* What the setting says of a use; without one, or with one of an earlier program, what it can. */
static bool account_read(struct db *db, struct account *account, bool *is_named, struct err *err)
{
    char key[USE_MAX + 8];
    char value[ACCOUNT_SETTING_MAX];
    struct account chosen;
    struct err ignored = ERR_EMPTY;

    snprintf(key, sizeof key, "account.%.20s", account->use);
    if (!setting_find(db, key, value, sizeof value, err))
        return false;
    if (value[0] == '\0')
        return true;
    if (!account_parse(value, &chosen, &ignored)) {
        number_complete(account->number, value);
        return true;
    }
    memcpy(account->number, chosen.number, sizeof account->number);
    *is_named = chosen.label[0] != '\0';
    if (*is_named)
        memcpy(account->label, chosen.label, sizeof account->label);
    return true;
}

/* Uses that share a number share a label: the one that was chosen, else that of the first use. */
static void labels_join(struct accounts *accounts, const bool is_named[ACCOUNT_USES_MAX])
{
    for (int i = 0; i < accounts->count; i++) {
        int from = i;

        for (int other = accounts->count; other-- > 0;)
            if (strcmp(accounts->all[other].number, accounts->all[i].number) == 0 &&
                is_named[other] >= is_named[from])
                from = other;
        if (from != i)
            memcpy(accounts->all[i].label, accounts->all[from].label, LABEL_MAX);
    }
}

/* A means that names no account is posted where vouchers are. */
static bool means_accounts_read(struct db *db, struct accounts *out, struct err *err)
{
    struct means_list *list = calloc(1, sizeof *list);
    bool good;

    if (!list)
        abort(); /* 2 KiB */
    good = means_read(db, list, err);
    for (int i = 0; good && i < list->count; i++) {
        const struct means *means = &list->all[i];
        struct account *account = &out->means[out->means_count];
        struct account chosen = { .use = "" };
        struct err ignored = ERR_EMPTY;

        if (means->account[0] == '\0' || !account_parse(means->account, &chosen, &ignored))
            continue;
        *account = chosen;
        snprintf(account->use, sizeof account->use, "%.23s", means->name);
        snprintf(account->label, sizeof account->label, "%s", means->label);
        for (int k = 0; k < out->count; k++)
            if (strcmp(out->all[k].number, account->number) == 0)
                memcpy(account->label, out->all[k].label, sizeof account->label);
        out->means_count++;
    }
    free(list);
    return good;
}

const struct account *accounts_find_means(const struct accounts *accounts, const char *means)
{
    for (int i = 0; i < accounts->means_count; i++)
        if (strcmp(accounts->means[i].use, means) == 0)
            return &accounts->means[i];
    return accounts_find(accounts, "voucher");
}

void accounts_defaults(struct accounts *out)
{
    out->means_count = 0;
    out->count = COUNT_OF(DEFAULTS);
    memcpy(out->all, DEFAULTS, sizeof DEFAULTS);
}

bool accounts_read(struct db *db, struct accounts *out, struct err *err)
{
    bool is_named[ACCOUNT_USES_MAX] = { false };

    accounts_defaults(out);
    for (int i = 0; i < out->count; i++) {
        if (!account_read(db, &out->all[i], &is_named[i], err))
            return false;
    }
    labels_join(out, is_named);
    return means_accounts_read(db, out, err);
}

const struct account *accounts_find(const struct accounts *accounts, const char *use)
{
    for (int i = 0; i < accounts->count; i++)
        if (strcmp(accounts->all[i].use, use) == 0)
            return &accounts->all[i];
    abort(); /* a use without an account is a mistake of ours, not of people */
}

/* In its place by number, unless the number is there; false when the chart is full. */
static bool chart_add(struct chart *chart, const struct account *account)
{
    int at = 0;
    int order = 1;

    while (at < chart->count && (order = strcmp(chart->all[at].number, account->number)) < 0)
        at++;
    if (at < chart->count && order == 0)
        return true;
    if (chart->count == CHART_MAX)
        return false;
    memmove(&chart->all[at + 1], &chart->all[at], sizeof *chart->all * (size_t)(chart->count - at));
    chart->all[at] = *account;
    chart->count++;
    return true;
}

bool chart_read(struct db *db, struct chart *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_POSTED, err);
    struct accounts accounts;
    bool fits = true;

    out->count = 0;
    while (fits && stmt_next(&query)) {
        struct account account = { .use = "" };

        number_complete(account.number, stmt_text(&query, 0));
        snprintf(account.label, sizeof account.label, "%s",
                 stmt_text(&query, 1)[0] ? stmt_text(&query, 1) : account.number);
        fits = chart_add(out, &account);
    }
    if (!stmt_finish(&query) || !accounts_read(db, &accounts, err))
        return false;
    for (int i = 0; fits && i < accounts.count; i++)
        fits = chart_add(out, &accounts.all[i]);
    for (int i = 0; fits && i < accounts.means_count; i++)
        fits = chart_add(out, &accounts.means[i]);
    return fits || err_fail(err, ERR_STORAGE,
                            _("Trop de comptes différents dans ce livre : revoir les comptes de "
                              "la session."));
}

const struct account *chart_find(const struct chart *chart, const char *recorded)
{
    char number[ACCOUNT_MAX];

    number_complete(number, recorded);
    for (int i = 0; i < chart->count; i++)
        if (strcmp(chart->all[i].number, number) == 0)
            return &chart->all[i];
    return NULL;
}
