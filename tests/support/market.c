#include "tests/support/market.h"

#include "programme/people.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct clock market_clock(void)
{
    struct moment moment;
    struct err err = ERR_EMPTY;

    assert_true(moment_parse(MARKET_CLOCK, &moment, &err));
    return clock_frozen(moment);
}

static const struct goods {
    const char *code;
    const char *label;
    cents price;
    basis_points rate;
    const char *barcode;
    const char *allergens;
    const char *fibres;
} GOODS[] = {
    { "C1", "Cookie choco", 150, 550, "2000000000015", "", "" },
    { "C2", "Cookie noisette", 150, 550, "2000000000022", "gluten, noisette", "" },
    { "J1", "Jus de pomme", 200, 550, "", "aucun", "" },
    { "S1", "Sac en tissu", 1200, 2000, "", "", "coton" },
};

static void market_put(struct till *till, const struct goods *goods)
{
    struct product product = { .price = goods->price, .rate = goods->rate, .cost = -1 };
    struct err err = ERR_EMPTY;

    product.use_by = DAY_NONE;
    product.best_before = DAY_NONE;
    snprintf(product.code, sizeof product.code, "%s", goods->code);
    snprintf(product.label, sizeof product.label, "%s", goods->label);
    snprintf(product.barcode, sizeof product.barcode, "%s", goods->barcode);
    snprintf(product.allergens, sizeof product.allergens, "%s", goods->allergens);
    snprintf(product.fibres, sizeof product.fibres, "%s", goods->fibres);
    if (!till_put_product(till, &product, &err))
        fail_msg("%s", err.text);
}

void market_make(struct market *market)
{
    struct session session = session_init();
    struct book book;
    struct err err = ERR_EMPTY;

    *market = (struct market){ .path = "" };
    folder_name(market->screen.folder, sizeof market->screen.folder, "screen");
    assert_non_null(mkdtemp(market->screen.folder));
    setenv("HOME", market->screen.folder, 1);
    unsetenv("XDG_DATA_HOME");
    snprintf(market->path, sizeof market->path, "%s/market.flashcoop", market->screen.folder);
    snprintf(session.name, sizeof session.name, "MamCookies");
    snprintf(session.host, sizeof session.host, "Coopérative d'essai");
    snprintf(session.place, sizeof session.place, "Grenoble");
    if (!book_create(&book, market->path, &session, 'A', market_clock(), &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < COUNT_OF(GOODS); i++)
        market_put(&book.till, &GOODS[i]);
    book_close(&book);
}

void market_make_sold(struct market *market)
{
    struct book book;
    struct err err = ERR_EMPTY;
    struct till_item item = { .quantity = 10 * ONE_PIECE };
    struct ticket ticket;
    struct sold sold;

    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    assert_true(people_put(book.db, "P3", "Lise", &err));
    assert_true(till_set_float(&book.till, 5000, &err));
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "S1", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CASH, 12000, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    book_close(&book);
}

void market_open(struct market *market, int width, int height, const char *lang, const char *term)
{
    struct screen_options options = { .width = width,
                                      .height = height,
                                      .lang = lang,
                                      .term = term,
                                      .book = market->path,
                                      .clock = MARKET_CLOCK };

    screen_open(&market->screen, options);
    screen_wait(&market->screen, "MamCookies");
}

void market_press(struct market *market, const char *bytes, const char *then)
{
    screen_key(&market->screen, bytes);
    screen_wait(&market->screen, then);
}

void market_type(struct market *market, const char *text, const char *then)
{
    screen_type(&market->screen, text);
    screen_wait(&market->screen, then);
}

void market_click(struct market *market, const char *words, const char *then)
{
    int x, y;

    if (!screen_find(&market->screen, words, &x, &y))
        fail_msg("\"%s\" is nowhere:\n%s", words, screen_text(&market->screen));
    screen_click(&market->screen, x + 1, y);
    screen_wait(&market->screen, then);
    screen_settle(&market->screen);
}

void market_go(struct market *market, const char *name, const char *then)
{
    char digit[2] = "";

    screen_wait(&market->screen, name);
    for (char place = '1'; place <= '9' && digit[0] == '\0'; place++) {
        char line[96];

        snprintf(line, sizeof line, " %c %s", place, name);
        if (screen_shows(&market->screen, line))
            digit[0] = place;
    }
    assert_true(digit[0] != '\0');
    screen_key(&market->screen, digit);
    screen_wait(&market->screen, then);
}

void market_look(struct market *market, struct book *book)
{
    struct err err = ERR_EMPTY;
    bool has_pin = true;

    if (market->screen.child > 0)
        screen_crash(&market->screen);
    if (!book_open(book, market->path, market_clock(), &err) ||
        !pin_is_set(book->db, ROLE_HOST, &has_pin, &err) ||
        (!has_pin && !till_sign_in(&book->till, role_word(ROLE_HOST), "", "", &err)))
        fail_msg("%s", err.text);
}

void market_end(struct market *market, struct book *book)
{
    if (book)
        book_close(book);
    if (market->screen.child > 0)
        screen_crash(&market->screen);
    screen_forget_folder(&market->screen);
}
