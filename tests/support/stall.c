#include "tests/support/stall.h"

#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "programme/programme_store.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *code;
    const char *label;
    cents price;
    basis_points rate;
    bool by_weight;
} PRODUCTS[STALL_PRODUCTS] = {
    { "C1", "Cookie chocolat", 150, 550, false }, { "C2", "Sablé", 101, 550, false },
    { "K1", "Caramel au kilo", 1799, 550, true }, { "T1", "Sac en toile", 1200, 2000, false },
    { "P1", "Part sur place", 333, 1000, false }, { "D1", "Don", 1, 0, false },
};

static struct moment market_morning(void)
{
    return (struct moment){ 1574758800, 60 }; /* 2019-11-26T10:00:00+01:00 */
}

static void must(const struct stall *stall, bool good)
{
    if (good)
        return;
    fprintf(stderr, "stall: %s\n", stall->err.text);
    abort();
}

static void put_products(struct stall *stall)
{
    for (size_t i = 0; i < STALL_PRODUCTS; i++) {
        struct product product = { .price = PRODUCTS[i].price,
                                   .rate = PRODUCTS[i].rate,
                                   .by_weight = PRODUCTS[i].by_weight,
                                   .cost = -1,
                                   .use_by = DAY_NONE,
                                   .best_before = DAY_NONE };

        snprintf(product.code, sizeof product.code, "%s", PRODUCTS[i].code);
        snprintf(product.label, sizeof product.label, "%s", PRODUCTS[i].label);
        must(stall, till_put_product(&stall->till, &product, &stall->err));
    }
}

void stall_found(struct stall *stall, uint64_t seed)
{
    stall_found_at(stall, seed, market_morning());
}

void stall_found_at(struct stall *stall, uint64_t seed, struct moment made_at)
{
    struct session session = session_init();

    *stall = (struct stall){ .folder = folder_make(), .chance = { seed } };
    folder_path(&stall->folder, "marche.flashcoop", stall->path);
    folder_path(&stall->folder, "flashcoop", stall->keyring);
    snprintf(session.name, sizeof session.name, "Mam'Cookies");
    snprintf(session.host, sizeof session.host, "Association Exemple");
    must(stall, db_open(stall->path, DB_CREATE, &BOOK_IDENTITY, &stall->db, &stall->err));
    must(stall,
         till_found(stall->db, &session, 'A', clock_frozen(made_at), stall->keyring, &stall->err));
    must(stall, db_begin(stall->db, &stall->err));
    must(stall, programme_store_create(stall->db, &stall->err));
    must(stall, db_commit(stall->db, &stall->err));
    db_close(stall->db);
    stall->db = NULL;
    must(stall, stall_open(stall));
    put_products(stall);
    must(stall, till_set_float(&stall->till, 5000, &stall->err));
}

bool stall_open(struct stall *stall)
{
    stall->err = ERR_EMPTY;
    if (!db_open(stall->path, DB_WRITE, &BOOK_IDENTITY, &stall->db, &stall->err))
        return false;
    if (till_open(&stall->till, stall->db, clock_frozen(market_morning()), stall->keyring,
                  &stall->err) &&
        till_sign_in(&stall->till, "host", "", "", &stall->err))
        return true;
    stall_close(stall);
    return false;
}

void stall_close(struct stall *stall)
{
    if (!stall->db)
        return;
    till_close(&stall->till);
    db_close(stall->db);
    stall->db = NULL;
}

void stall_remove(struct stall *stall)
{
    stall_close(stall);
    folder_remove(&stall->folder);
}

static struct discount chance_discount(struct stall *stall)
{
    switch (chance_below(&stall->chance, 6)) {
    case 0:
        return (struct discount){ DISCOUNT_PERCENT, 100 * (1 + chance_below(&stall->chance, 60)) };
    case 1: return (struct discount){ DISCOUNT_AMOUNT, 1 + chance_below(&stall->chance, 90) };
    default: return (struct discount){ DISCOUNT_NONE, 0 };
    }
}

static void add_line(struct stall *stall, struct ticket *ticket)
{
    int choice = chance_below(&stall->chance, STALL_PRODUCTS);
    struct till_item item = { .quantity = ONE_PIECE * (1 + chance_below(&stall->chance, 5)),
                              .discount = chance_discount(stall) };
    struct err refused = ERR_EMPTY;

    if (PRODUCTS[choice].by_weight)
        item.quantity = 1 + chance_below(&stall->chance, 3000);
    if (chance_below(&stall->chance, 5) == 0) {
        item.price_is_typed = true;
        item.price = chance_below(&stall->chance, 3000);
    }
    if (chance_below(&stall->chance, 12) == 0)
        must(stall, till_add_unknown(&stall->till, ticket, "Article inconnu",
                                     1 + chance_below(&stall->chance, 999), 550, &stall->err));
    else if (!till_add(&stall->till, ticket, PRODUCTS[choice].code, &item, &refused))
        assert(refused.code == ERR_INPUT); /* a discount above the line */
}

void stall_make_ticket(struct stall *stall, struct ticket *out)
{
    struct figures figures;

    do {
        int lines = 1 + chance_below(&stall->chance, 6);
        struct discount discount = chance_discount(stall);
        struct err refused = ERR_EMPTY;

        ticket_init(out);
        for (int i = 0; i < lines; i++)
            add_line(stall, out);
        if (discount.kind != DISCOUNT_NONE &&
            !till_discount(&stall->till, out, 0, discount, &refused))
            assert(refused.code == ERR_INPUT);
        ticket_figures(out, &figures);
    } while (figures.gross <= 0 || figures.gross > TICKET_CASH_MAX);
}

void stall_pay(struct stall *stall, struct ticket *ticket)
{
    static const enum payment_mode MODES[] = { PAY_CARD, PAY_CHEQUE, PAY_VOUCHER, PAY_CASH };
    struct figures figures;

    ticket_figures(ticket, &figures);
    while (figures.due > 0) {
        enum payment_mode mode = MODES[chance_below(&stall->chance, 4)];
        cents given = figures.due;

        if (figures.due > 1 && ticket->payment_count < 3 && chance_below(&stall->chance, 3) == 0)
            given = 1 + chance_below(&stall->chance, (int)figures.due - 1);
        else if (mode == PAY_CASH && figures.due < TICKET_CASH_MAX - 5000)
            given += chance_below(&stall->chance, 5000);
        must(stall, ticket_pay(ticket, mode, given, "", &stall->err));
        ticket_figures(ticket, &figures);
    }
}

static void pay_back(struct stall *stall, struct ticket *ticket)
{
    struct figures figures;

    ticket_figures(ticket, &figures);
    if (figures.due < 0)
        must(stall, ticket_pay(ticket, chance_below(&stall->chance, 2) ? PAY_CASH : PAY_CARD,
                               -figures.due, "", &stall->err));
}

bool stall_make_refund(struct stall *stall, int64_t number, struct ticket *out)
{
    thousandths quantities[TICKET_LINES_MAX] = { 0 };
    struct err refused = ERR_EMPTY;
    bool whole = chance_below(&stall->chance, 2) == 0;

    if (!whole)
        quantities[0] = ONE_PIECE;
    if (!till_refund(&stall->till, "A", number, whole ? NULL : quantities, out, &refused)) {
        assert(refused.code == ERR_INPUT);
        return false;
    }
    pay_back(stall, out);
    return ticket_is_paid(out);
}

bool stall_is_sound(struct stall *stall)
{
    struct verdict verdict;

    must(stall, book_verify(stall->db, &stall->till.keyring, "", &verdict, &stall->err));
    if (!verdict.is_good)
        fprintf(stderr, "stall: record %s%lld: %s\n", verdict.chain, (long long)verdict.seq,
                verdict.what);
    return verdict.is_good;
}

int64_t stall_ask(struct stall *stall, const char *sql)
{
    struct stmt query = db_prepare(stall->db, sql, &stall->err);
    int64_t answer = stmt_next(&query) ? stmt_int(&query, 0) : INT64_MIN;

    must(stall, stmt_finish(&query));
    return answer;
}

bool stall_sell_one(struct stall *stall, struct sold *out)
{
    const struct till_item item = { .quantity = 2 * ONE_PIECE };
    struct ticket ticket;

    ticket_init(&ticket);
    return till_add(&stall->till, &ticket, "C1", &item, &stall->err) &&
           ticket_pay(&ticket, PAY_CASH, 500, "", &stall->err) &&
           till_sell(&stall->till, &ticket, out, &stall->err);
}
