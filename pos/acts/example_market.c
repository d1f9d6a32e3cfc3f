#include "pos/acts/example_market.h"

#include "base/csv.h"
#include "base/lang.h"
#include "drivers/barcode.h"
#include "ledger/closing/closing.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char PRODUCTS_CSV[] = {
#include "pos/acts/example_products.csv.inc"
};

enum {
    STAND_MAX = 8,
    TAIL_MAX = 4000, /* cents that are left for the last tickets, chosen to end exactly */
    FLOAT_CENTS = 5000,
    REFUND_AFTER = 9, /* the ticket that brings an article back */
};

enum column {
    COLUMN_SESSION,
    COLUMN_CODE,
    COLUMN_LABEL,
    COLUMN_PRICE,
    COLUMN_VAT,
    COLUMN_UNIT,
    COLUMN_STOCK,
    COLUMN_POPULARITY,
    COLUMN_ALLERGENS,
};

static const struct csv_column COLUMNS[] = {
    { "session", true }, { "code", true },       { "label", true },
    { "price", true },   { "vat", true },        { "unit", true },
    { "stock", true },   { "popularity", true }, { "allergens", false },
};

struct stand_product {
    struct product product;
    thousandths stock;
    int popularity; /* 0: only to end on the cent */
};

struct stand {
    const char *session;
    struct stand_product products[STAND_MAX];
    int count;
};

static bool stand_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct stand *stand = context;

    (void)line;
    if (strcmp(fields[COLUMN_SESSION], stand->session) != 0)
        return true;
    assert(stand->count < STAND_MAX);

    struct stand_product *entry = &stand->products[stand->count++];
    struct product *product = &entry->product;

    *product = (struct product){ .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE };
    snprintf(product->code, sizeof product->code, "%s", fields[COLUMN_CODE]);
    snprintf(product->label, sizeof product->label, "%s", fields[COLUMN_LABEL]);
    snprintf(product->allergens, sizeof product->allergens, "%s", fields[COLUMN_ALLERGENS]);
    product->by_weight = strcmp(fields[COLUMN_UNIT], "kg") == 0;
    entry->popularity = atoi(fields[COLUMN_POPULARITY]);
    return money_parse(fields[COLUMN_PRICE], &product->price, err) &&
           rate_parse(fields[COLUMN_VAT], &product->rate, err) &&
           quantity_parse(fields[COLUMN_STOCK], false, &entry->stock, err) &&
           barcode_make_store(stand->count, product->barcode, err);
}

static bool stand_read(const char *session, struct stand *out, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), stand_row, NULL };

    *out = (struct stand){ .session = session };
    return csv_read_text((const char *)PRODUCTS_CSV, "example_products.csv", &TABLE, out, err);
}

bool market_put_products(struct till *till, const char *session, struct err *err)
{
    struct stand stand;

    if (!stand_read(session, &stand, err))
        return false;
    for (int i = 0; i < stand.count; i++)
        if (!till_put_product(till, &stand.products[i].product, err) ||
            !till_move_stock(till, stand.products[i].product.code, stand.products[i].stock,
                             "produced", err))
            return false;
    return true;
}

struct market {
    struct till *till;
    const struct market_day *day;
    struct stand stand;
    uint64_t chance;
    int64_t second; /* UTC, of the next ticket */
    cents left;     /* to be taken today */
    int tickets;
    bool reach[TAIL_MAX + 1]; /* amounts that some tickets make exactly */
    struct ticket ticket;
};

/* xorshift64: the same sequence on every machine, which rand() does not promise. */
static int chance_below(struct market *market, int limit)
{
    uint64_t x = market->chance;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    market->chance = x;
    return (int)(x % (uint64_t)limit);
}

static void reach_fill(struct market *market)
{
    market->reach[0] = true;
    for (int amount = 1; amount <= TAIL_MAX; amount++)
        for (int i = 0; i < market->stand.count && !market->reach[amount]; i++) {
            const struct stand_product *entry = &market->stand.products[i];
            cents price = entry->product.price;

            market->reach[amount] =
                entry->popularity > 0 && price <= amount && market->reach[amount - (int)price];
        }
}

static const struct product *product_choose(struct market *market)
{
    int sum = 0;

    for (int i = 0; i < market->stand.count; i++)
        sum += market->stand.products[i].popularity;

    int at = chance_below(market, sum);

    for (int i = 0; i < market->stand.count; i++) {
        at -= market->stand.products[i].popularity;
        if (at < 0)
            return &market->stand.products[i].product;
    }
    abort(); /* the popularities sum to more than `at` */
}

static bool product_add(struct market *market, const struct product *product, thousandths quantity,
                        struct err *err)
{
    const struct till_item item = { .quantity = quantity };

    return till_add(market->till, &market->ticket, product->code, &item, err);
}

/* The cents that no price makes are sold by weight: at 10,00 € a kilogram a gram is a cent. */
static bool odd_cents_add(struct market *market, struct err *err)
{
    cents odd = market->left % 50;

    for (int i = 0; odd > 0 && i < market->stand.count; i++) {
        const struct product *product = &market->stand.products[i].product;

        if (!product->by_weight)
            continue;
        assert(product->price == ONE_PIECE);
        return product_add(market, product, odd + 50, err);
    }
    return true;
}

/* The largest article after which the rest can still be made exactly. */
static bool tail_add(struct market *market, struct err *err)
{
    const struct product *best = NULL;

    for (int i = 0; i < market->stand.count; i++) {
        const struct stand_product *entry = &market->stand.products[i];
        cents price = entry->product.price;

        if (entry->popularity > 0 && price <= market->left && market->reach[market->left - price] &&
            (!best || price > best->price))
            best = &entry->product;
    }
    assert(best); /* reach[left] is true: the data are ours */
    return product_add(market, best, ONE_PIECE, err);
}

static bool ticket_fill(struct market *market, struct err *err)
{
    int lines = 1 + chance_below(market, 3);

    ticket_init(&market->ticket);
    if (market->tickets == 0 && !odd_cents_add(market, err))
        return false;
    if (market->left <= TAIL_MAX)
        return tail_add(market, err);
    for (int i = 0; i < lines; i++)
        if (!product_add(market, product_choose(market), ONE_PIECE * (1 + chance_below(market, 2)),
                         err))
            return false;
    return true;
}

/* What a customer holds out: the exact sum, or the next round one. */
static cents cash_given(struct market *market, cents due)
{
    static const cents ROUND[] = { 100, 500, 1000, 2000, 5000 };
    cents step = ROUND[chance_below(market, COUNT_OF(ROUND))];

    if (chance_below(market, 3) == 0)
        return due;
    return (due + step - 1) / step * step;
}

static bool ticket_take_money(struct market *market, cents due, struct err *err)
{
    int dice = chance_below(market, 20);
    enum payment_mode mode = dice < 13 ? PAY_CASH : dice < 19 ? PAY_CARD : PAY_CHEQUE;
    cents given = mode == PAY_CASH ? cash_given(market, due) : due;

    if (mode == PAY_CHEQUE && due < 1000)
        mode = PAY_CARD;
    if (dice == 12 && due > 600) /* a part in cash, the rest by card */
        return ticket_pay(&market->ticket, PAY_CASH, 500, "", err) &&
               ticket_pay(&market->ticket, PAY_CARD, due - 500, "", err);
    return ticket_pay(&market->ticket, mode, given, "", err);
}

static void clock_set(struct market *market)
{
    market->till->clock = clock_frozen((struct moment){ market->second, market->day->offset_min });
    snprintf(market->till->actor.who, sizeof market->till->actor.who, "P%d",
             1 + market->tickets / 12 % market->day->sellers);
    snprintf(market->till->actor.tutor, sizeof market->till->actor.tutor, "animator");
}

static bool ticket_sell(struct market *market, struct err *err)
{
    struct figures figures;
    struct sold sold;

    clock_set(market);
    if (!ticket_fill(market, err))
        return false;
    ticket_figures(&market->ticket, &figures);
    if (!ticket_take_money(market, figures.gross, err) ||
        !till_sell(market->till, &market->ticket, &sold, err))
        return false;
    market->left -= sold.gross;
    market->tickets++;
    market->second += 60 + chance_below(market, 240);
    return true;
}

/* One article comes back and is paid back in cash. */
static bool ticket_refund(struct market *market, struct err *err)
{
    thousandths quantities[TICKET_LINES_MAX] = { ONE_PIECE };
    struct figures figures;
    struct sold sold;

    clock_set(market);
    if (!till_refund(market->till, market->till->real.chain, market->till->real.head.last_ticket,
                     quantities, &market->ticket, err))
        return false;
    ticket_figures(&market->ticket, &figures);
    if (!ticket_pay(&market->ticket, PAY_CASH, -figures.gross, "", err) ||
        !till_sell(market->till, &market->ticket, &sold, err))
        return false;
    market->left -= sold.gross;
    market->tickets++;
    market->second += 120;
    return true;
}

static bool day_end(struct market *market, struct err *err)
{
    struct cash_counting counting = { .pieces = { 0 } };
    cents drawer = market->till->real.head.running.drawer + market->day->difference;
    struct closing closing;
    cents expected;

    market->tickets = 0; /* P1 counts with the animator */
    market->second += 1800;
    clock_set(market);
    money_pieces(drawer, counting.pieces);
    return closing_count(market->till, &counting, &expected, err) &&
           closing_close(market->till, PERIOD_DAY, -1,
                         market->day->difference ? "rendu de monnaie, sans doute" : "", &closing,
                         err);
}

static bool day_play(struct market *market, struct err *err)
{
    enum { OPENING_S = 9 * 3600 + 1800 };

    market->second = (int64_t)market->day->day.number * 86400 + OPENING_S -
                     (int64_t)market->day->offset_min * 60;
    clock_set(market);
    if (!till_set_float(market->till, FLOAT_CENTS, err))
        return false;
    market->second += 900;
    while (market->left > 0)
        if (!(market->tickets == REFUND_AFTER ? ticket_refund(market, err)
                                              : ticket_sell(market, err)))
            return false;
    return day_end(market, err);
}

bool market_play(struct till *till, const struct market_day *day, struct err *err)
{
    struct market *market = calloc(1, sizeof *market); /* a ticket: 40 KiB */
    struct clock clock = till->clock;
    struct actor actor = till->actor;

    if (!market)
        abort();
    *market =
        (struct market){ .till = till, .day = day, .chance = day->seed, .left = day->turnover };

    bool good = stand_read(day->session, &market->stand, err);

    if (good)
        reach_fill(market);
    good = good && day_play(market, err);
    till->clock = clock;
    till->actor = actor;
    free(market);
    return good;
}
