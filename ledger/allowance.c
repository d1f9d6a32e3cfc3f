#include "ledger/allowance.h"

static bool is_within(cents listed, cents gross)
{
    return listed - gross <= money_percent(listed, ALLOWANCE_MAX);
}

/* What the line costs at the product's price; an article that nobody knows has the one typed. */
static bool line_listed(struct db *db, const struct ticket_line *line, cents *out, struct err *err)
{
    struct product product;
    struct err unknown = ERR_EMPTY;

    *out = money_line(line->quantity, line->price);
    if (line->code[0] == '\0')
        return true;
    if (product_find(db, line->code, &product, &unknown))
        *out = money_line(line->quantity, product.price);
    else if (unknown.code != ERR_NOT_FOUND)
        return err_fail(err, unknown.code, "%s", unknown.text);
    return true;
}

/* Of who may give nothing away. */
static bool gift_check(const struct till *till, const struct ticket *ticket, struct err *err)
{
    struct ticket bare;
    struct figures lines;
    struct figures whole;
    cents listed = 0;
    bool within = true;

    ticket_copy(&bare, ticket);
    bare.discount = (struct discount){ DISCOUNT_NONE, 0 };
    ticket_figures(&bare, &lines);
    ticket_figures(ticket, &whole);
    for (int i = 0; i < ticket->line_count; i++) {
        cents line = 0;

        if (!line_listed(till->db, &ticket->lines[i], &line, err))
            return false;
        within = within && is_within(line, lines.lines[i].gross);
        listed += line;
    }
    return (within && is_within(listed, whole.gross)) || till_check(till, ACTION_REFUND, err);
}

bool allowance_check(const struct till *till, const struct ticket *ticket, struct err *err)
{
    return role_may(actor_role(&till->actor), ACTION_REFUND) || ticket_is_refund(ticket) ||
           gift_check(till, ticket, err);
}
