#include "pos/acts/foreign_sale.h"

#include "base/heading.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/product_twin.h"
#include "pos/acts/listed_code.h"

#include <stdio.h>
#include <string.h>

/* `words` end with NULL. */
static bool word_begins(const char *text, const char *const *words)
{
    char folded[HEADING_MAX];

    heading_fold(text, folded);
    for (size_t i = 0; words[i]; i++)
        if (strncmp(folded, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

bool foreign_sale_is_given_up(const char *const *fields)
{
    static const char *const GIVEN_UP[] = { "cancel",  "annul",   "void",      "fail",
                                            "echou",   "pending", "enattente", "new",
                                            "nouveau", "draft",   "brouillon", NULL };

    return word_begins(fields[COLUMN_STATUS], GIVEN_UP);
}

bool foreign_sale_goes_on(const char *const *fields)
{
    return fields[COLUMN_TICKET][0] == '\0' && fields[COLUMN_TIME][0] == '\0';
}

/*
 * The code that the list of products of the same till gave: its number, else its name; Odoo puts
 * the number before the name, "[COOK] Cookie".
 */
static void code_make(const char *const *fields, char out[CODE_MAX])
{
    static const char *const PLAIN[] = { "regular", "normal", "standard", NULL };
    char name[2 * LABEL_MAX];
    bool is_plain = fields[COLUMN_VARIANT][0] == '\0' || word_begins(fields[COLUMN_VARIANT], PLAIN);

    if (fields[COLUMN_LABEL][0] == '[')
        snprintf(name, sizeof name, "%.*s", (int)strcspn(fields[COLUMN_LABEL] + 1, "]"),
                 fields[COLUMN_LABEL] + 1);
    else
        snprintf(name, sizeof name, "%.150s%s%.90s", fields[COLUMN_LABEL], is_plain ? "" : " ",
                 is_plain ? "" : fields[COLUMN_VARIANT]);
    listed_code_make(fields[COLUMN_PRODUCT][0] ? fields[COLUMN_PRODUCT] : name, out);
}

/* By its code, else by its name, which no two products of a book share; `code` becomes its code. */
static bool product_look(struct db *db, const char *label, char code[CODE_MAX], struct product *out,
                         struct err *err)
{
    struct product named = { .cost = -1 };
    struct product_twin twin;
    struct err unknown = ERR_EMPTY;
    bool found;

    if (product_find(db, code, out, &unknown))
        return true;
    if (unknown.code != ERR_NOT_FOUND)
        return err_fail(err, unknown.code, "%s", unknown.text);
    memcpy(named.code, code, CODE_MAX);
    snprintf(named.label, sizeof named.label, "%.*s", (int)text_fit_bytes(label, LABEL_MAX / 4 - 1),
             label);
    if (!product_twin_find(db, &named, &twin, &found, err))
        return false;
    if (!found)
        return err_fail(err, ERR_INPUT,
                        _("« %.60s » n'est pas un produit du livre : importer d'abord la liste des "
                          "produits, ou l'ajouter sous le code %s."),
                        label[0] ? label : code, code);
    memcpy(code, twin.code, CODE_MAX);
    return product_find(db, code, out, err);
}

static bool product_take(const struct till *till, const char *const *fields, char code[CODE_MAX],
                         struct product *out, struct err *err)
{
    struct err ignored = ERR_EMPTY;
    basis_points rate;

    if (!product_look(till->db, fields[COLUMN_LABEL], code, out, err))
        return false;
    if (!till->session.vat_on || !rate_parse(fields[COLUMN_RATE], &rate, &ignored) ||
        rate == out->rate)
        return true;
    return err_fail(err, ERR_INPUT,
                    _("%.60s : TVA de %.12s dans ce fichier, une autre dans le livre : corriger le "
                      "produit, ou retirer cette colonne."),
                    out->label, fields[COLUMN_RATE]);
}

/* A discount makes up for what the price of one, whole cents, cannot say: three for 10,00. */
static void price_of_line(cents gross, thousandths quantity, cents *price, cents *discount)
{
    *price = money_scale(gross, ONE_PIECE, quantity);
    while (money_line(quantity, *price) < gross)
        ++*price;
    *discount += money_line(quantity, *price) - gross;
}

static bool amount_read(const char *text, cents *out, struct err *err)
{
    *out = 0;
    return text[0] == '\0' || money_parse(text, out, err);
}

static bool amounts_take(const struct product *product, const char *const *fields,
                         struct foreign_sale *out, struct err *err)
{
    static const char *const BACK[] = { "refund", "rembours", "retour", NULL };
    thousandths quantity;
    cents gross, price, net, discount;

    if (!amount_read(fields[COLUMN_GROSS], &gross, err) ||
        !amount_read(fields[COLUMN_PRICE], &price, err) ||
        !amount_read(fields[COLUMN_NET], &net, err) ||
        !amount_read(fields[COLUMN_DISCOUNT], &discount, err) ||
        !quantity_parse(fields[COLUMN_QUANTITY], true, &quantity, err))
        return false;
    if (gross < 0 || quantity <= 0 || word_begins(fields[COLUMN_TYPE], BACK) ||
        word_begins(fields[COLUMN_STATUS], BACK))
        return err_fail(
            err, ERR_INPUT,
            _("Un remboursement d'une autre caisse ne dit pas quelle vente il reprend : "
              "l'ôter du fichier, et le faire à la caisse."));
    discount = discount < 0 ? -discount : discount;
    if (fields[COLUMN_GROSS][0])
        price_of_line(gross, quantity, &price, &discount);
    else if (!fields[COLUMN_PRICE][0] && fields[COLUMN_NET][0])
        price = money_scale(net, RATE_MAX + product->rate, RATE_MAX);
    else if (!fields[COLUMN_PRICE][0])
        return err_fail(err, ERR_INPUT, _("Montant de la ligne vide : le remplir."));
    money_format_file(price, out->price);
    money_format_file(discount, out->discount);
    out->fields[COLUMN_PRICE] = out->price;
    out->fields[COLUMN_DISCOUNT] = discount == 0 ? "" : out->discount;
    return true;
}

/* "26.11.19", as tills write it from Berlin to Rome: the only order there is with dots. */
static void time_put(const char *const *fields, char *out, size_t room)
{
    const char *date = fields[COLUMN_TIME];
    const char *clock = fields[COLUMN_CLOCK];
    bool is_short = strlen(date) == 8 && date[2] == '.' && date[5] == '.';

    snprintf(out, room, "%.*s%s%.20s%s%.30s", is_short ? 6 : 0, date, is_short ? "20" : "",
             is_short ? date + 6 : date, clock[0] ? " " : "", clock);
}

/* The hour decides the day, and the till has no other to offer. */
static bool time_check(const char *text, struct err *err)
{
    struct err ignored = ERR_EMPTY;
    struct day day;

    return (text[0] != '\0' && !day_parse(text, &day, &ignored)) ||
           err_fail(err, ERR_INPUT,
                    _("La vente n'a pas d'heure : exporter aussi l'heure, ou la date de création "
                      "du ticket."));
}

bool foreign_sale_read(const struct till *till, const char *const *fields, size_t count,
                       struct foreign_sale *out, struct err *err)
{
    struct product product;

    memcpy(out->fields, fields, sizeof *fields * count);
    time_put(fields, out->time, sizeof out->time);
    code_make(fields, out->product);
    out->fields[COLUMN_TIME] = out->time;
    out->fields[COLUMN_PRODUCT] = out->product;
    return (foreign_sale_goes_on(fields) || time_check(out->time, err)) &&
           product_take(till, fields, out->product, &product, err) &&
           amounts_take(&product, fields, out, err);
}

bool foreign_sale_paid(const char *method, const struct means_list *means, int *column,
                       struct err *err)
{
    static const char *const FOUR[] = { "cash", "card", "cheque", "voucher" };

    for (size_t i = 0; i < COUNT_OF(FOUR); i++)
        if (strcmp(method, FOUR[i]) == 0) {
            *column = COLUMN_CASH + (int)i;
            return true;
        }
    for (int i = 0; i < means->count; i++)
        if (names_match(method, means->all[i].name) || names_match(method, means->all[i].label)) {
            *column = COLUMN_MEANS + i;
            return true;
        }
    return err_fail(
        err, ERR_INPUT,
        _("Payé par « %.40s » : aucun moyen de paiement du livre n'a ce nom. L'ajouter "
          "(means), ou mettre les montants dans des colonnes « espèces » et « carte »."),
        method);
}
