/* Building a ticket at the till: products, barcodes, discounts, refunds, parking. */
#include "ledger/till.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/allowance.h"

#include <stdio.h>
#include <string.h>

static const char SQL_PARK[] = "INSERT INTO parked (name, time, ticket) VALUES (?, ?, ?)";
static const char SQL_PARKED[] = "SELECT ticket FROM parked WHERE name = ?";
static const char SQL_PARKED_LIST[] = "SELECT name, time FROM parked WHERE (substr(name, 1, 1) = ' "
                                      "') = ? ORDER BY time, name LIMIT ?";
static const char SQL_PARKED_COUNT[] =
    "SELECT count(*), sum(name = ?) FROM parked WHERE (substr(name, 1, 1) = ' ') = ?";
static const char SQL_UNPARK[] = "DELETE FROM parked WHERE name = ?";

static bool item_check_dates(struct till *till, const struct product *product, int *flags,
                             struct err *err)
{
    struct day today = moment_day(till_now(till));
    bool dated = product->use_by.number != DAY_NONE_NUMBER;

    if (dated && product->use_by.number < today.number)
        return err_fail(err, ERR_INPUT,
                        _("%s : date limite (DLC) passée, ne pas vendre : retirer du stand."),
                        product->label);
    if (product->best_before.number != DAY_NONE_NUMBER &&
        product->best_before.number < today.number)
        *flags |= SALE_PAST_BEST;
    return true;
}

/* The changed ticket takes the place of the one before, unless it asks for a role. */
static bool ticket_take(const struct till *till, struct ticket *ticket,
                        const struct ticket *changed, struct err *err)
{
    if (!allowance_check(till, changed, err))
        return false;
    ticket_copy(ticket, changed);
    return true;
}

bool till_check_selling(const struct till *till, struct err *err)
{
    return !till_is_over(till) ||
           err_fail(err, ERR_CLOSED, _("La session est fermée : plus rien ne se vend."));
}

/* Said at the first article, not at the payment. */
static bool ring_check(const struct till *till, const struct ticket *ticket, struct err *err)
{
    if (ticket && ticket_is_refund(ticket))
        return err_fail(err, ERR_INPUT, _("Finir le remboursement avant une nouvelle vente."));
    return till_check_selling(till, err);
}

bool till_add(struct till *till, struct ticket *ticket, const char *code,
              const struct till_item *item, struct err *err)
{
    struct product product;
    struct ticket_line line = { .quantity = item->quantity };

    if (!ring_check(till, ticket, err) || !product_find(till->db, code, &product, err) ||
        !item_check_dates(till, &product, &line.flags, err))
        return false;
    if (product.is_retired && !ticket->late.is_late)
        return err_fail(err, ERR_NOT_FOUND, _("%s n'est plus proposé."), product.label);
    if (!product.by_weight && item->quantity % ONE_PIECE != 0)
        return err_fail(err, ERR_INPUT, _("%s se vend à la pièce : une quantité entière."),
                        product.label);
    line.price = item->price_is_typed ? item->price : product.price;
    line.rate = product.rate;
    if (line.price != product.price)
        line.flags |= SALE_PRICE_TYPED;
    snprintf(line.code, sizeof line.code, "%s", product.code);
    snprintf(line.label, sizeof line.label, "%s", product.label);

    cents full = money_line(line.quantity, line.price);

    if (item->discount.kind == DISCOUNT_AMOUNT && item->discount.value > full)
        return err_fail(err, ERR_INPUT, _("La remise dépasse le montant : la baisser."));
    line.discount = item->discount;

    /* Each weighing has a price of its own, that its label says: two are not rounded together. */
    bool may_join = item->discount.kind == DISCOUNT_NONE && !product.by_weight;
    struct ticket changed;

    ticket_copy(&changed, ticket);
    return ticket_add(&changed, &line, may_join, err) && ticket_take(till, ticket, &changed, err);
}

bool till_add_unknown(struct till *till, struct ticket *ticket, const char *label, cents price,
                      basis_points rate, struct err *err)
{
    struct ticket_line line = { .quantity = ONE_PIECE,
                                .price = price,
                                .rate = till->session.vat_on ? rate : 0,
                                .flags = SALE_UNKNOWN_ARTICLE };

    if (!ring_check(till, ticket, err))
        return false;
    if (!text_copy(line.label, sizeof line.label, label[0] ? label : _("Article inconnu"),
                   _("Nom de l'article"), err))
        return false;
    return ticket_add(ticket, &line, false, err);
}

/* What the customer had already been told stays in the journal. */
static bool removal_record(struct till *till, const struct ticket *ticket, int line,
                           struct err *err)
{
    struct figures figures;
    const struct ticket_line *dropped = &ticket->lines[line - 1];
    char detail[LABEL_MAX + MONEY_TEXT_MAX];
    char quantity[MONEY_TEXT_MAX];

    if (!ticket->total_was_shown || line < 1 || line > ticket->line_count)
        return true;
    ticket_figures(ticket, &figures);
    quantity_format_file(dropped->quantity, quantity);
    snprintf(detail, sizeof detail, "%s × %s", quantity, dropped->label);
    return till_note(till, RECORD_REMOVAL, dropped->code, detail, figures.lines[line - 1].gross,
                     err);
}

bool till_drop(struct till *till, struct ticket *ticket, int line, struct err *err)
{
    struct ticket changed;

    ticket_copy(&changed, ticket);
    /* Under a discount in euros what is left may cost too little. */
    return ticket_drop(&changed, line, err) && allowance_check(till, &changed, err) &&
           removal_record(till, ticket, line, err) && ticket_take(till, ticket, &changed, err);
}

bool till_undo(struct till *till, struct ticket *ticket, const struct ticket *before,
               struct err *err)
{
    struct figures now;
    struct figures then;
    int line = 0;

    ticket_figures(ticket, &now);
    ticket_figures(before, &then);
    while (line < ticket->line_count && line < before->line_count &&
           ticket->lines[line].quantity == before->lines[line].quantity &&
           strcmp(ticket->lines[line].code, before->lines[line].code) == 0)
        line++;
    if (ticket->total_was_shown && then.gross < now.gross && line < ticket->line_count &&
        !till_note(till, RECORD_REMOVAL, ticket->lines[line].code, ticket->lines[line].label,
                   now.gross - then.gross, err))
        return false;

    bool was_shown = ticket->total_was_shown;

    ticket_copy(ticket, before);
    ticket->total_was_shown = was_shown;
    return true;
}

bool till_void(struct till *till, struct ticket *ticket, struct err *err)
{
    bool good = true;

    if (ticket->total_was_shown && !ticket_is_empty(ticket)) {
        if (!till_write_begin(till, err))
            return false;
        for (int line = 1; good && line <= ticket->line_count; line++) {
            struct figures figures;

            ticket_figures(ticket, &figures);
            good = journal_note(till_journal(till), RECORD_REMOVAL, &till->actor, till_now(till),
                                &(struct note){ ticket->lines[line - 1].code,
                                                ticket->lines[line - 1].label,
                                                figures.lines[line - 1].gross },
                                err);
        }
        if (!till_write_end(till, good, err))
            return false;
    }
    ticket_init(ticket);
    return true;
}

bool till_discount(struct till *till, struct ticket *ticket, int line, struct discount discount,
                   struct err *err)
{
    struct ticket changed;

    ticket_copy(&changed, ticket);
    return (line == 0 ? ticket_discount(&changed, discount, err)
                      : ticket_discount_line(&changed, line, discount, err)) &&
           ticket_take(till, ticket, &changed, err);
}

bool till_set_price(struct till *till, struct ticket *ticket, int line, cents price,
                    struct err *err)
{
    if (ticket_is_refund(ticket))
        return err_fail(err, ERR_INPUT, _("Un remboursement garde ses prix."));
    if (line < 1 || line > ticket->line_count)
        return err_fail(err, ERR_INPUT, _("Le ticket n'a pas de ligne %d."), line);
    if (price < 0 || price > CENTS_MAX / 100000)
        return err_fail(err, ERR_INPUT, _("Prix hors limites : vérifier le montant."));

    struct ticket changed;
    struct ticket_line *typed = &changed.lines[line - 1];

    ticket_copy(&changed, ticket);
    typed->price = price;
    typed->discount = (struct discount){ DISCOUNT_NONE, 0 };
    typed->flags |= SALE_PRICE_TYPED;
    return ticket_take(till, ticket, &changed, err);
}

/* The exact amount of `quantity` more of a line of which `before` was already taken back. */
static cents refund_amount(const struct sale_line *line, thousandths before, cents before_gross,
                           thousandths quantity)
{
    return money_scale(line->gross, before + quantity, line->quantity) - before_gross;
}

static bool refund_take_line(const struct sale *sale, const struct refunded *refunded, int index,
                             thousandths wanted, struct ticket *out, struct err *err)
{
    const struct sale_line *sold = &sale->lines[index];
    thousandths back = refunded->quantity[index];
    /* Less than nothing is left when two tills refunded it, each unseen by the other. */
    thousandths left = back < sold->quantity ? sold->quantity - back : 0;
    thousandths quantity = wanted < 0 ? left : wanted;
    struct ticket_line line = {
        .quantity = -quantity, .price = sold->price, .rate = sold->rate, .refund_line = index + 1
    };

    if (quantity == 0)
        return true;
    if (quantity > left) {
        char most[MONEY_TEXT_MAX];

        quantity_format(left, most);
        return err_fail(err, ERR_INPUT, _("%s : il reste %s à rembourser, pas plus."), sold->label,
                        most);
    }
    snprintf(line.code, sizeof line.code, "%s", sold->code);
    snprintf(line.label, sizeof line.label, "%s", sold->label);
    line.refund_gross = -refund_amount(sold, back, refunded->gross[index], quantity);
    return ticket_add(out, &line, false, err);
}

bool till_refund(struct till *till, const char *chain, int64_t number,
                 const thousandths *quantities, struct ticket *out, struct err *err)
{
    struct sale sale;
    struct refunded refunded;
    struct ticket ticket;

    if (!till_check(till, ACTION_REFUND, err) || !sale_find(till->db, chain, number, &sale, err) ||
        !sale_find_refunded(till->db, &sale, &refunded, err))
        return false;
    if (sale.refund_number != 0)
        return err_fail(err, ERR_INPUT, _("Le ticket %s-%lld est déjà un remboursement."), chain,
                        (long long)number);
    if ((chain[0] >= 'a') != till->is_practice)
        return err_fail(err, ERR_INPUT,
                        _("Un ticket d'école et un vrai ticket ne se mélangent pas."));
    ticket_init(&ticket);
    snprintf(ticket.refund_chain, sizeof ticket.refund_chain, "%s", chain);
    ticket.refund_number = number;
    for (int i = 0; i < sale.line_count; i++)
        if (!refund_take_line(&sale, &refunded, i, quantities ? quantities[i] : -1, &ticket, err))
            return false;
    if (ticket_is_empty(&ticket))
        return err_fail(err, ERR_INPUT, _("Ce ticket est déjà remboursé en entier."));
    *out = ticket;
    return true;
}

/* A refund that was parked may be out of date: what it takes back must still be left, to the cent.
 */
bool till_check_refund(struct till *till, const struct ticket *refund, struct err *err)
{
    thousandths quantities[TICKET_LINES_MAX] = { 0 };
    struct ticket now;
    bool same;

    for (int i = 0; i < refund->line_count; i++) {
        int line = refund->lines[i].refund_line;

        if (line >= 1 && line <= TICKET_LINES_MAX)
            quantities[line - 1] -= refund->lines[i].quantity;
    }
    if (!till_refund(till, refund->refund_chain, refund->refund_number, quantities, &now, err))
        return false;
    same = now.line_count == refund->line_count;
    for (int i = 0; same && i < now.line_count; i++)
        same = now.lines[i].refund_line == refund->lines[i].refund_line &&
               now.lines[i].refund_gross == refund->lines[i].refund_gross;
    return same || err_fail(err, ERR_INPUT,
                            _("Ce ticket a été remboursé en partie entre-temps : recommencer le "
                              "remboursement."));
}

/*
 * The name under which a ticket waits: those of practice begin with a space, which no name that was
 * typed does, so that the two tills never see each other's.
 */
static void parked_key(const struct till *till, const char *name, char out[PARK_NAME_MAX + 1])
{
    snprintf(out, PARK_NAME_MAX + 1, "%s%s", till->is_practice ? " " : "", name);
}

static bool park_check(struct till *till, const char *name, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_PARKED_COUNT, err);
    char key[PARK_NAME_MAX + 1];
    int64_t count = 0;
    int64_t same = 0;

    parked_key(till, name, key);
    stmt_bind_text(&query, 1, key);
    stmt_bind_int(&query, 2, till->is_practice);
    if (stmt_next(&query)) {
        count = stmt_int(&query, 0);
        same = stmt_int(&query, 1);
    }
    if (!stmt_finish(&query))
        return false;
    if (same > 0)
        return err_fail(err, ERR_INPUT, _("« %s » attend déjà : choisir un autre nom."), name);
    if (count >= PARKED_MAX)
        return err_fail(err, ERR_INPUT, _("%d tickets attendent déjà : en reprendre un."),
                        PARKED_MAX);
    return true;
}

bool till_park(struct till *till, const char *name, const struct ticket *ticket, struct err *err)
{
    char clean[PARK_NAME_MAX];
    struct buf bytes = buf_init(RECORD_BYTES_MAX);
    bool good = false;

    if (ticket_is_empty(ticket))
        return err_fail(err, ERR_INPUT, _("Le ticket est vide : rien à mettre en attente."));
    if (!text_copy(clean, sizeof clean, name, _("Nom du ticket"), err))
        return false;
    if (clean[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Donner un nom au ticket qui attend."));
    if (!park_check(till, clean, err) || !till_write_begin(till, err))
        return false;
    ticket_save(ticket, &bytes);
    if (buf_check(&bytes, err)) {
        struct stmt park = db_prepare(till->db, SQL_PARK, err);
        char key[PARK_NAME_MAX + 1];

        parked_key(till, clean, key);
        stmt_bind_text(&park, 1, key);
        stmt_bind_int(&park, 2, till_now(till).utc_s);
        stmt_bind_blob(&park, 3, bytes.data, bytes.length);
        stmt_run(&park);
        good = stmt_finish(&park);
    }
    good = till_write_end(till, good, err);
    buf_release(&bytes);
    return good;
}

static bool parked_read(struct till *till, const char *name, struct ticket *out, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_PARKED, err);
    bool found = false;
    bool good = false;
    char key[PARK_NAME_MAX + 1];

    parked_key(till, name, key);
    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query)) {
        size_t length;
        const void *bytes = stmt_blob(&query, 0, &length);

        found = true;
        good = ticket_load(out, bytes, length, err);
    }
    if (!stmt_finish(&query))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND, _("Aucun ticket « %.24s » n'attend."), name);
    return good;
}

bool till_resume(struct till *till, const char *name, struct ticket *out, struct err *err)
{
    struct ticket ticket;

    if (!ring_check(till, NULL, err) || !parked_read(till, name, &ticket, err) ||
        !till_write_begin(till, err))
        return false;

    struct stmt unpark = db_prepare(till->db, SQL_UNPARK, err);
    char key[PARK_NAME_MAX + 1];

    parked_key(till, name, key);
    stmt_bind_text(&unpark, 1, key);
    stmt_run(&unpark);
    if (!till_write_end(till, stmt_finish(&unpark), err))
        return false;
    *out = ticket;
    return true;
}

bool till_list_parked(struct till *till, struct parked_name out[PARKED_MAX], int *count,
                      struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_PARKED_LIST, err);
    int found = 0;

    stmt_bind_int(&query, 1, till->is_practice);
    stmt_bind_int(&query, 2, PARKED_MAX);
    while (found < PARKED_MAX && stmt_next(&query)) {
        snprintf(out[found].name, sizeof out[found].name, "%s",
                 stmt_text(&query, 0) + till->is_practice);
        out[found++].time = stmt_int(&query, 1);
    }
    if (!stmt_finish(&query))
        return false;
    *count = found;
    return true;
}
