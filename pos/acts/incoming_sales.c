#include "pos/acts/incoming_sales.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/means.h"
#include "pos/acts/badge.h"
#include "pos/acts/foreign_sale.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct csv_column COLUMNS[] = {
    { "ticket", true },     { "time", true },      { "product", true },   { "quantity", true },
    { "price", false },     { "discount", false }, { "seller", false },   { "cash", false },
    { "card", false },      { "cheque", false },   { "voucher", false },  { "paper", false },
    { "refund_of", false }, { "number", false },   { "_clock", false },   { "_type", false },
    { "_status", false },   { "_label", false },   { "_variant", false }, { "_gross", false },
    { "_net", false },      { "_rate", false },    { "_method", false },  { "_total", false },
};

enum { COLUMN_NAME_MAX = MEANS_MAX + 8 };

struct incoming {
    struct till *till;
    struct clock clock; /* of the till, put back after each row */
    struct actor importer;
    struct people people;
    struct csv_faults *faults;
    const char *path;
    int64_t count; /* sales recorded */
    struct means_list means;
    char names[FURTHER_MEANS_MAX][COLUMN_NAME_MAX]; /* "means_lydia", as reports name them */
    struct csv_column columns[SALES_COLUMNS_MAX];

    bool is_begun; /* a ticket is being read */
    bool is_bad;   /* one of its lines was refused: do not record it */
    long line;     /* of its first row */
    struct ticket ticket;
    struct actor seller;
    cents payments[PAY_FOUR_END]; /* as written, negative on a refund */
    cents further[FURTHER_MEANS_MAX];
    char number[SLIP_MAX];           /* of what was paid by a further means, "" none */
    bool is_given_up;                /* of another till: the ticket was never sold */
    char method[FOREIGN_METHOD_MAX]; /* of another till: what paid the whole, "" not said */
    bool has_total;
    cents total; /* of another till, as its file says */
    bool is_refund;
    struct sale sale;                         /* of a refund: the original */
    thousandths quantities[TICKET_LINES_MAX]; /* of a refund: of each line of the original */
    bool failed;                              /* not a fault of the file: stop */
    struct err err;
};

static bool amount_take(const char *text, cents *out, struct err *err)
{
    *out = 0;
    return text[0] == '\0' || money_parse(text, out, err);
}

static bool original_find(struct incoming *in, const char *name, struct err *err)
{
    struct err no_key = ERR_EMPTY;
    char chain[2];
    int64_t number;

    if (!sale_find_by_key(in->till->db, name, chain, &number, &no_key)) {
        if (no_key.code != ERR_NOT_FOUND)
            return err_fail(err, no_key.code, "%s", no_key.text);
        if (!ticket_name_parse(name, in->till->letter, chain, &number, err))
            return false;
    }
    return sale_find(in->till->db, chain, number, &in->sale, err);
}

static bool key_check(struct incoming *in, const char *key, struct err *err)
{
    struct err unknown = ERR_EMPTY;
    char chain[2];
    int64_t number;

    if (!sale_find_by_key(in->till->db, key, chain, &number, &unknown))
        return unknown.code == ERR_NOT_FOUND || err_fail(err, unknown.code, "%s", unknown.text);
    return err_fail(err, ERR_INPUT,
                    _("Ticket « %.40s » déjà dans le livre (%s-%lld) : le retirer, ou trier le "
                      "fichier par ticket."),
                    key, chain, (long long)number);
}

static bool actor_take(struct incoming *in, const char *seller, struct err *err)
{
    in->seller = in->importer;
    if (seller[0] == '\0')
        return true;
    if (strcmp(seller, in->importer.who) == 0)
        return true;
    /* A file must not give its reader a role that nobody proved by a PIN. */
    if (role_of(seller) != ROLE_PARTICIPANT)
        return err_fail(err, ERR_FORBIDDEN,
                        _("Vendeur « %.20s » : un badge, ou la personne qui importe (--as)."),
                        seller);
    if (strlen(seller) >= sizeof in->seller.who)
        return err_fail(err, ERR_INPUT, _("Badge « %.20s » trop long."), seller);
    if (!people_know(&in->people, seller, err))
        return false;
    snprintf(in->seller.who, sizeof in->seller.who, "%s", seller);
    snprintf(in->seller.tutor, sizeof in->seller.tutor, "%s", in->importer.who);
    return true;
}

static bool late_take(struct incoming *in, const char *const *fields, struct err *err)
{
    struct ticket_late *late = &in->ticket.late;
    struct moment time;

    if (!moment_parse(fields[COLUMN_TIME], &time, err) ||
        (in->faults->limits &&
         !day_limits_check(in->faults->limits, DAY_OF_SALE, moment_day(time), err)))
        return false;
    if (strlen(fields[COLUMN_TICKET]) >= sizeof late->source_key ||
        strlen(fields[COLUMN_PAPER]) >= sizeof late->paper)
        return err_fail(err, ERR_INPUT, _("Numéro de ticket ou de feuille trop long."));
    late->is_late = true;
    late->utc_s = time.utc_s;
    late->offset_min = time.offset_min;
    snprintf(late->source_key, sizeof late->source_key, "%s", fields[COLUMN_TICKET]);
    snprintf(late->paper, sizeof late->paper, "%s", fields[COLUMN_PAPER]);
    return true;
}

/* The first row of a ticket says when, who, how it was paid and what it takes back. */
static bool ticket_begin(struct incoming *in, long line, const char *const *fields, struct err *err)
{
    in->is_begun = true;
    in->line = line;
    in->is_refund = fields[COLUMN_REFUND_OF][0] != '\0';
    memset(in->payments, 0, sizeof in->payments);
    memset(in->quantities, 0, sizeof in->quantities);
    memset(in->further, 0, sizeof in->further);
    ticket_init(&in->ticket);
    in->is_bad = true;
    in->has_total = fields[COLUMN_TOTAL][0] != '\0';
    if (!late_take(in, fields, err) || !amount_take(fields[COLUMN_TOTAL], &in->total, err) ||
        !text_copy(in->method, sizeof in->method, fields[COLUMN_METHOD], "method", err))
        return false;
    for (int mode = PAY_CASH; mode < PAY_FOUR_END; mode++)
        if (!amount_take(fields[COLUMN_CASH + mode - PAY_CASH], &in->payments[mode], err))
            return false;
    for (int i = 0; i < in->means.count; i++)
        if (!amount_take(fields[COLUMN_MEANS + i], &in->further[i], err))
            return false;
    if (!text_copy(in->number, sizeof in->number, fields[COLUMN_NUMBER], "number", err))
        return false;
    if (!key_check(in, fields[COLUMN_TICKET], err) || !actor_take(in, fields[COLUMN_SELLER], err))
        return false;
    if (in->is_refund && !original_find(in, fields[COLUMN_REFUND_OF], err))
        return false;
    in->is_bad = false;
    return true;
}

static bool row_repeats(const struct incoming *in, const char *const *fields, struct err *err)
{
    for (int column = COLUMN_CASH; column < COLUMN_MEANS + in->means.count; column++)
        if ((column <= COLUMN_VOUCHER || column >= COLUMN_MEANS) && fields[column][0] != '\0')
            return err_fail(err, ERR_INPUT,
                            _("Paiement sur une autre ligne que la première du ticket : l'y "
                              "mettre."));
    if (fields[COLUMN_METHOD][0] && strcmp(fields[COLUMN_METHOD], in->method) != 0)
        return err_fail(err, ERR_INPUT,
                        _("Ce ticket est payé de deux façons : mettre les montants dans des "
                          "colonnes « espèces » et « carte », sur sa première ligne."));
    if (in->is_refund != (fields[COLUMN_REFUND_OF][0] != '\0') && !in->is_refund)
        return err_fail(err, ERR_INPUT,
                        _("refund_of manque sur la première ligne du ticket : l'y mettre."));
    return true;
}

/* The lines of the original that sold this article give back what the row takes, in order. */
static bool refund_take(struct incoming *in, const char *const *fields, struct err *err)
{
    const char *code = fields[COLUMN_PRODUCT];
    thousandths left;
    cents price = -1;

    if (!quantity_parse(fields[COLUMN_QUANTITY], true, &left, err))
        return false;
    if (left >= 0)
        return err_fail(err, ERR_INPUT, _("Un remboursement a une quantité négative."));
    if (fields[COLUMN_DISCOUNT][0] != '\0')
        return err_fail(
            err, ERR_INPUT,
            _("Un remboursement n'a pas de remise : celle du ticket d'origine compte."));
    if (fields[COLUMN_PRICE][0] != '\0' && !money_parse(fields[COLUMN_PRICE], &price, err))
        return false;
    for (int i = 0; i < in->sale.line_count && left < 0; i++) {
        const struct sale_line *line = &in->sale.lines[i];
        thousandths room = line->quantity - in->quantities[i];
        thousandths part = -left < room ? -left : room;

        if (strcmp(line->code, code) != 0 || (price >= 0 && price != line->price) || part <= 0)
            continue;
        in->quantities[i] += part;
        left += part;
    }
    if (left < 0)
        return err_fail(err, ERR_INPUT,
                        _("%.32s : le ticket d'origine n'en a pas vendu autant à ce prix."), code);
    return true;
}

static bool item_read(const char *const *fields, struct till_item *item, struct err *err)
{
    item->price_is_typed = fields[COLUMN_PRICE][0] != '\0';
    if (!quantity_parse(fields[COLUMN_QUANTITY], false, &item->quantity, err))
        return false;
    if (item->price_is_typed && !money_parse(fields[COLUMN_PRICE], &item->price, err))
        return false;
    if (item->price_is_typed && item->price < 0)
        return err_fail(err, ERR_INPUT, _("Un prix n'est pas négatif."));
    return fields[COLUMN_DISCOUNT][0] == '\0' ||
           discount_parse(fields[COLUMN_DISCOUNT], &item->discount, err);
}

/* A use-by date is judged on the day of the sale, not on the day it is written down. */
static bool sale_take(struct incoming *in, const char *const *fields, struct err *err)
{
    const struct ticket_late *late = &in->ticket.late;
    struct till_item item = { .quantity = ONE_PIECE };

    if (!item_read(fields, &item, err))
        return false;
    in->till->clock = clock_frozen((struct moment){ late->utc_s, late->offset_min });

    bool good = till_add(in->till, &in->ticket, fields[COLUMN_PRODUCT], &item, err);

    in->till->clock = in->clock;
    return good;
}

static bool payment_add(const struct incoming *in, cents amount, cents *sum, struct err *err)
{
    if (amount != 0 && (amount < 0) != in->is_refund)
        return err_fail(err, ERR_INPUT,
                        _("Un paiement est positif sur une vente, négatif sur un "
                          "remboursement."));
    *sum += amount;
    return true;
}

/* Where a word says how the ticket was paid, and no amount does, that paid the whole. */
static bool method_take(struct incoming *in, cents gross, cents *sum, struct err *err)
{
    int column;

    if (in->has_total && in->total != gross) {
        char total[MONEY_TEXT_MAX];
        char lines[MONEY_TEXT_MAX];

        money_format_file(in->total, total);
        money_format_file(gross, lines);
        return err_fail(err, ERR_INPUT,
                        _("Ce fichier compte %s pour ce ticket, ses lignes font %s : y ajouter la "
                          "ligne qui manque (port, remise), ou corriger le total."),
                        total, lines);
    }
    if (*sum != 0 || in->method[0] == '\0')
        return true;
    if (!foreign_sale_paid(in->method, &in->means, &column, err))
        return false;
    *(column < COLUMN_MEANS ? &in->payments[PAY_CASH + column - COLUMN_CASH]
                            : &in->further[column - COLUMN_MEANS]) = gross;
    *sum = gross;
    return true;
}

/* Payments must cover the ticket exactly: what was given and handed back was settled long ago. */
static bool payments_take(struct incoming *in, struct err *err)
{
    struct figures figures;
    cents sum = 0;
    char paid[MONEY_TEXT_MAX];
    char total[MONEY_TEXT_MAX];

    ticket_figures(&in->ticket, &figures);
    for (int mode = PAY_CASH; mode < PAY_FOUR_END; mode++)
        if (!payment_add(in, in->payments[mode], &sum, err))
            return false;
    for (int k = 0; k < in->means.count; k++)
        if (!payment_add(in, in->further[k], &sum, err))
            return false;
    if (!method_take(in, figures.gross, &sum, err))
        return false;
    if (sum == 0 && figures.gross != 0 && in->faults->layout[0] != '\0')
        return err_fail(
            err, ERR_INPUT,
            _("Ce fichier ne dit pas comment c'est payé : y ajouter une colonne "
              "« espèces » ou « carte », remplie sur la première ligne de chaque ticket."));
    if (sum != figures.gross) {
        money_format_file(sum, paid);
        money_format_file(figures.gross, total);
        return err_fail(
            err, ERR_INPUT,
            _("Les paiements font %s, le ticket %s : corriger ; les lignes d'un ticket se "
              "suivent."),
            paid, total);
    }
    for (int mode = PAY_CASH; mode < PAY_FOUR_END; mode++)
        if (in->payments[mode] != 0 &&
            !ticket_pay(&in->ticket, (enum payment_mode)mode,
                        in->is_refund ? -in->payments[mode] : in->payments[mode], "", err))
            return false;
    for (int k = 0; k < in->means.count; k++)
        if (in->further[k] != 0 &&
            !ticket_pay_means(&in->ticket, &in->means.all[k],
                              in->is_refund ? -in->further[k] : in->further[k], in->number, err))
            return false;
    return true;
}

static bool refund_build(struct incoming *in, struct err *err)
{
    struct ticket_late late = in->ticket.late;

    if (!till_refund(in->till, in->sale.chain, in->sale.number, in->quantities, &in->ticket, err))
        return false;
    in->ticket.late = late;
    return true;
}

static bool ticket_record(struct incoming *in, struct err *err)
{
    struct sold sold;

    in->till->actor = in->seller;

    bool good = (!in->is_refund || refund_build(in, err)) && payments_take(in, err) &&
                till_sell(in->till, &in->ticket, &sold, err);

    in->till->actor = in->importer;
    return good;
}

static void progress_show(const struct incoming *in)
{
    if (in->count % 1000 == 0 && isatty(STDERR_FILENO))
        fprintf(stderr, "\r%lld", (long long)in->count);
}

/* Ends the ticket being read: recorded, or its fault named at its first row. */
static void ticket_finish(struct incoming *in)
{
    struct err err = ERR_EMPTY;

    if (!in->is_begun)
        return;
    in->is_begun = false;
    if (in->is_bad)
        return;
    if (ticket_record(in, &err)) {
        in->count++;
        progress_show(in);
    } else if (err.code == ERR_STORAGE && !in->failed) {
        in->failed = true;
        in->err = err;
    } else {
        csv_faults_add(in->faults, in->path, in->line, err.text);
    }
}

static bool row_put(struct incoming *in, long line, const char *const *fields, struct err *err)
{
    bool same = in->is_begun && strcmp(in->ticket.late.source_key, fields[COLUMN_TICKET]) == 0;
    bool good;

    if (!same)
        ticket_finish(in);
    if (in->failed)
        return true;
    if (same && in->is_bad)
        return true; /* its fault is named already */
    good = (same ? row_repeats(in, fields, err) : ticket_begin(in, line, fields, err)) &&
           (in->is_refund ? refund_take(in, fields, err) : sale_take(in, fields, err));
    if (!good)
        in->is_bad = true;
    return good;
}

/* Rows of another till that name no ticket belong to the one above. */
static bool foreign_put(struct incoming *in, long line, const char *const *fields, struct err *err)
{
    struct foreign_sale row;
    bool goes_on = (in->is_begun || in->is_given_up) && foreign_sale_goes_on(fields);

    if (!goes_on)
        in->is_given_up = foreign_sale_is_given_up(fields);
    if (in->is_given_up)
        return true;
    if (!goes_on && fields[COLUMN_TICKET][0] == '\0')
        return err_fail(err, ERR_INPUT, _("« %s » est vide : le remplir."), "ticket");
    if (!foreign_sale_read(in->till, fields, (size_t)(COLUMN_MEANS + in->means.count), &row, err))
        return false;
    if (goes_on)
        row.fields[COLUMN_TICKET] = in->ticket.late.source_key;
    return row_put(in, line, row.fields, err);
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct incoming *in = context;

    return in->faults->layout[0] == '\0' ? row_put(in, line, fields, err)
                                         : foreign_put(in, line, fields, err);
}

/* The columns of every book, then one for each of its further means. */
static bool columns_make(struct incoming *in, struct err *err)
{
    if (!means_read(in->till->db, &in->means, err))
        return false;
    memcpy(in->columns, COLUMNS, sizeof COLUMNS);
    for (int i = 0; i < in->means.count; i++) {
        snprintf(in->names[i], sizeof in->names[i], "means_%s", in->means.all[i].name);
        in->columns[COLUMN_MEANS + i] = (struct csv_column){ in->names[i], false };
    }
    return true;
}

bool incoming_sales_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err)
{
    struct incoming *in = calloc(1, sizeof *in); /* 100 KiB */
    struct err why = ERR_EMPTY;

    if (!in)
        abort();
    in->till = till;
    in->clock = till->clock;
    in->importer = till->actor;
    in->faults = faults;
    in->path = path;

    bool good = people_read(till->db, &in->people, &why) && columns_make(in, &why);
    const struct csv_table table = { in->columns, (size_t)(COLUMN_MEANS + in->means.count),
                                     row_take, "sales" };

    good = good && csv_read(path, &table, in, faults, &why);

    ticket_finish(in);
    if (isatty(STDERR_FILENO) && in->count >= 1000)
        fprintf(stderr, "\r        \r");
    if (in->failed)
        good = err_fail(err, in->err.code, "%s", in->err.text);
    else if (!good)
        good = err_fail(err, why.code, "%s", why.text);
    else if (faults->count > 0)
        good = err_fail(err, ERR_INPUT, "%s", _("fichier refusé"));
    *count = in->count;
    free(in);
    return good;
}
