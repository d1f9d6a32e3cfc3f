/*
 * Parking and drafts: a ticket as bytes. The ticket is written with the
 * canonical values of the journal, so that a reopened ticket is the ticket
 * that was parked, whatever the machine.
 */
#include "ledger/ticket.h"

#include "base/lang.h"
#include "base/text.h"

#include <string.h>

enum { SAVE_VERSION = 1 };

static void line_save(const struct ticket_line *line, struct buf *out)
{
    canonical_put_text(out, line->code);
    canonical_put_text(out, line->label);
    canonical_put_int(out, line->quantity);
    canonical_put_int(out, line->price);
    canonical_put_int(out, line->rate);
    canonical_put_int(out, line->discount.kind);
    canonical_put_int(out, line->discount.value);
    canonical_put_int(out, line->refund_gross);
    canonical_put_int(out, line->refund_line);
    canonical_put_int(out, line->flags);
}

void ticket_save(const struct ticket *ticket, struct buf *out)
{
    canonical_put_int(out, SAVE_VERSION);
    canonical_put_int(out, ticket->line_count);
    for (int i = 0; i < ticket->line_count; i++)
        line_save(&ticket->lines[i], out);
    canonical_put_int(out, ticket->discount.kind);
    canonical_put_int(out, ticket->discount.value);
    canonical_put_int(out, ticket->payment_count);
    for (int i = 0; i < ticket->payment_count; i++) {
        canonical_put_int(out, ticket->payments[i].mode);
        canonical_put_int(out, ticket->payments[i].given);
        canonical_put_text(out, ticket->payments[i].slip);
        canonical_put_text(out, ticket->payments[i].means);
        canonical_put_int(out, ticket->payments[i].gives_change);
    }
    canonical_put_text(out, ticket->refund_chain);
    canonical_put_int(out, ticket->refund_number);
    canonical_put_int(out, ticket->late.is_late);
    canonical_put_text(out, ticket->late.paper);
    canonical_put_text(out, ticket->late.source_key);
    canonical_put_int(out, ticket->late.utc_s);
    canonical_put_int(out, ticket->late.offset_min);
    canonical_put_int(out, ticket->total_was_shown);
}

/* Reads values in turn; a first mistake makes every later read fail. */
struct loader {
    const unsigned char *at;
    size_t left;
    bool failed;
};

static const unsigned char *load_bytes(struct loader *loader, size_t length)
{
    const unsigned char *bytes = loader->at;

    if (loader->failed || length > loader->left) {
        loader->failed = true;
        return NULL;
    }
    loader->at += length;
    loader->left -= length;
    return bytes;
}

static int64_t load_int(struct loader *loader, int64_t low, int64_t high)
{
    const unsigned char *bytes = load_bytes(loader, 9);
    uint64_t bits = 0;

    if (!bytes || bytes[0] != 'i') {
        loader->failed = true;
        return low;
    }
    for (int i = 1; i <= 8; i++)
        bits = bits << 8 | bytes[i];

    int64_t value = (int64_t)bits;

    if (value < low || value > high) {
        loader->failed = true;
        return low;
    }
    return value;
}

static void load_text(struct loader *loader, char *out, size_t room)
{
    const unsigned char *head = load_bytes(loader, 5);
    size_t length = 0;

    out[0] = '\0';
    if (!head || head[0] != 't') {
        loader->failed = true;
        return;
    }
    for (int i = 1; i <= 4; i++)
        length = length << 8 | head[i];

    const unsigned char *text = length < room ? load_bytes(loader, length) : NULL;

    if (!text) {
        loader->failed = true;
        return;
    }
    memcpy(out, text, length);
    out[length] = '\0';
    if (strlen(out) != length || !text_is_clean(out))
        loader->failed = true;
}

static struct discount load_discount(struct loader *loader)
{
    enum discount_kind kind = (enum discount_kind)load_int(loader, DISCOUNT_NONE, DISCOUNT_PERCENT);
    int64_t most = kind == DISCOUNT_PERCENT ? RATE_MAX : CENTS_MAX;

    return (struct discount){ kind, load_int(loader, 0, most) };
}

static void load_line(struct loader *loader, struct ticket_line *line)
{
    load_text(loader, line->code, sizeof line->code);
    load_text(loader, line->label, sizeof line->label);
    line->quantity = load_int(loader, -THOUSANDTHS_MAX, THOUSANDTHS_MAX);
    line->price = load_int(loader, 0, CENTS_MAX / 100000);
    line->rate = (basis_points)load_int(loader, 0, RATE_MAX);
    line->discount = load_discount(loader);
    line->refund_gross = load_int(loader, -CENTS_MAX, 0);
    line->refund_line = (int)load_int(loader, 0, TICKET_LINES_MAX);
    line->flags = (int)load_int(loader, 0, 0xFFFF);
}

static void load_rest(struct loader *loader, struct ticket *ticket)
{
    ticket->discount = load_discount(loader);
    ticket->payment_count = (int)load_int(loader, 0, TICKET_PAYMENTS_MAX);
    for (int i = 0; i < ticket->payment_count; i++) {
        struct ticket_payment *payment = &ticket->payments[i];

        payment->mode = (enum payment_mode)load_int(loader, PAY_CASH, PAY_OTHER);
        payment->given = load_int(loader, -CENTS_MAX, CENTS_MAX);
        load_text(loader, payment->slip, sizeof payment->slip);
        load_text(loader, payment->means, sizeof payment->means);
        payment->gives_change = load_int(loader, 0, 1) != 0;
    }
    load_text(loader, ticket->refund_chain, sizeof ticket->refund_chain);
    ticket->refund_number = load_int(loader, 0, INT64_MAX);
    ticket->late.is_late = load_int(loader, 0, 1) != 0;
    load_text(loader, ticket->late.paper, sizeof ticket->late.paper);
    load_text(loader, ticket->late.source_key, sizeof ticket->late.source_key);
    ticket->late.utc_s = load_int(loader, INT64_MIN, INT64_MAX);
    ticket->late.offset_min = (int32_t)load_int(loader, -1080, 1080);
    ticket->total_was_shown = load_int(loader, 0, 1) != 0;
}

bool ticket_load(struct ticket *out, const void *bytes, size_t length, struct err *err)
{
    struct loader loader = { .at = bytes, .left = length };

    ticket_init(out);
    load_int(&loader, SAVE_VERSION, SAVE_VERSION);

    int count = (int)load_int(&loader, 0, TICKET_LINES_MAX);

    for (int i = 0; i < count && !loader.failed; i++) {
        struct ticket_line line = { 0 };
        struct err refused = ERR_EMPTY;

        load_line(&loader, &line);
        if (loader.failed || !ticket_add(out, &line, false, &refused))
            loader.failed = true;
    }
    load_rest(&loader, out);
    if (!loader.failed && loader.left == 0)
        return true;
    ticket_init(out);
    return err_fail(err, ERR_STORAGE, _("Le ticket en attente est illisible : le refaire."));
}
