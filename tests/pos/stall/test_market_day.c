/*
 * A market day of thirty mixed sales, played through the real program by one kind of hands at a
 * time: keys, a pointer, a scanner with a keypad; each in colours, in monochrome, and with the
 * window changed and the program killed in the middle. What the book says is held against sums of
 * the test's own.
 */
#include "ledger/closing/closing.h"
#include "tests/support/chance.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SALES = 30, GOODS = 4, MIDDLE = 15 };

static const struct good {
    cents price;
    const char *tile;    /* where its name is clicked on */
    const char *barcode; /* what is scanned */
    const char *label;
} STALL_GOODS[GOODS] = {
    { 150, "choco", "2000000000015", "Cookie choco" },
    { 150, "noisette", "2000000000022", "Cookie noisette" },
    { 200, "pomme", "2000000000039", "Jus de pomme" },
    { 1200, "tissu", "2000000000046", "Sac en tissu" },
};

enum how { EXACT, NOTE, CARD, CHEQUE, VOUCHER, HOWS };

struct planned {
    int pieces[GOODS];
    enum how how;
    cents note; /* NOTE: one note above the price, or 50s */
    cents price;
};

/* Own arithmetic: nothing here asks the program what anything costs. */
struct sums {
    cents gross, cash, card, cheque, voucher;
    int pieces[GOODS];
};

static struct planned plan(struct chance *chance)
{
    static const cents NOTES[] = { 500, 1000, 2000, 5000 };
    struct planned sale = { .how = (enum how)chance_below(chance, HOWS) };

    while (sale.price == 0)
        for (int i = 0; i < GOODS; i++) {
            sale.pieces[i] = chance_below(chance, i == 3 ? 2 : 4);
            sale.price += sale.pieces[i] * STALL_GOODS[i].price;
        }
    for (int i = 0; i < 4 && sale.note < sale.price; i++)
        sale.note = NOTES[i];
    return sale;
}

static void add_up(struct sums *sums, const struct planned *sale)
{
    sums->gross += sale->price;
    sums->card += sale->how == CARD ? sale->price : 0;
    sums->cheque += sale->how == CHEQUE ? sale->price : 0;
    sums->voucher += sale->how == VOUCHER ? sale->price : 0;
    sums->cash += sale->how == EXACT || sale->how == NOTE ? sale->price : 0;
    for (int i = 0; i < GOODS; i++)
        sums->pieces[i] += sale->pieces[i];
}

/* -- Hands. -- */

static void next_step(struct market *market, const char *then)
{
    market_click(market, "Entrée", then);
}

/* How often it stands on the ticket by now: "2 Cookie choco". */
static void pieces_wait(struct market *market, int count, const struct good *good)
{
    char line[64];

    snprintf(line, sizeof line, "%d %s", count, good->label);
    screen_wait(&market->screen, line);
}

static const char MODE_DIGITS[HOWS][2] = { "", "", "2", "3", "4" };

static void keys_fill(struct market *market, const struct planned *sale)
{
    for (int i = 0; i < GOODS; i++) {
        const char typed[] = { (char)('0' + sale->pieces[i]), (char)('a' + i), '\0' };

        if (sale->pieces[i] == 0)
            continue;
        screen_type(&market->screen, sale->pieces[i] == 1 ? typed + 1 : typed);
        pieces_wait(market, sale->pieces[i], &STALL_GOODS[i]);
    }
}

static void keys_pay(struct market *market, const struct planned *sale)
{
    static const char NOTE_KEYS[] = { [5] = 'a', [10] = 'b', [20] = 'c', [50] = 'd' };
    const char note[] = { NOTE_KEYS[sale->note / 100], '\0' };

    market_press(market, KEY_ENTER_BYTES, "Espèces");
    if (sale->how == NOTE)
        screen_type(&market->screen, note);
    if (sale->how >= CARD)
        screen_type(&market->screen, MODE_DIGITS[sale->how]);
    if (sale->how == CARD)
        screen_wait(&market->screen, "Carte acceptée ?");
    screen_settle(&market->screen);
    screen_key(&market->screen, KEY_ENTER_BYTES);
}

/* A click on the name of a tile adds one: it stands where it stood on the empty ticket. */
struct place {
    int x, y;
};
static struct place tiles[GOODS];

static void tiles_find(struct market *market)
{
    for (int i = 0; i < GOODS; i++)
        if (!screen_find(&market->screen, STALL_GOODS[i].tile, &tiles[i].x, &tiles[i].y))
            fail_msg("no tile %s:\n%s", STALL_GOODS[i].tile, screen_text(&market->screen));
}

static void mouse_fill(struct market *market, const struct planned *sale)
{
    for (int i = 0; i < GOODS; i++)
        for (int piece = 1; piece <= sale->pieces[i]; piece++) {
            screen_click(&market->screen, tiles[i].x, tiles[i].y);
            pieces_wait(market, piece, &STALL_GOODS[i]);
        }
}

static void mouse_note(struct market *market, cents note)
{
    static const char *const NOTES[] = {
        [5] = "[ 5 € ]", [10] = "[ 10 € ]", [20] = "[ 20 € ]", [50] = "[ 50 € ]"
    };
    static const char *const KEYS[] = { [5] = "  a", [10] = "  b", [20] = "  c", [50] = "  d" };
    const char *name = NOTES[note / 100];

    market_click(market, screen_shows(&market->screen, name) ? name : KEYS[note / 100], "Rendre");
}

static void mouse_pay(struct market *market, const struct planned *sale)
{
    static const char *const NAMES[HOWS] = { NULL, NULL, "Carte", "Chèque", "Bon" };

    next_step(market, "Espèces");
    if (sale->how == NOTE && sale->note > sale->price)
        mouse_note(market, sale->note);
    if (sale->how >= CARD)
        market_click(market, NAMES[sale->how], sale->how == CARD ? "Carte acceptée ?" : "Espèces");
    screen_settle(&market->screen);
    next_step(market, "inscrit");
}

static void scanner_fill(struct market *market, const struct planned *sale)
{
    char burst[32];

    for (int i = 0; i < GOODS; i++)
        for (int piece = 1; piece <= sale->pieces[i]; piece++) {
            snprintf(burst, sizeof burst, "%s\r", STALL_GOODS[i].barcode);
            screen_burst(&market->screen, burst);
            pieces_wait(market, piece, &STALL_GOODS[i]);
        }
}

/* A keypad has no letters: 0 opens the sum that was given. */
static void keypad_pay(struct market *market, const struct planned *sale)
{
    char typed[8];

    market_press(market, KEY_ENTER_BYTES, "Espèces");
    if (sale->how == NOTE) {
        snprintf(typed, sizeof typed, "0%d", (int)(sale->note / 100));
        screen_type(&market->screen, typed);
    }
    if (sale->how >= CARD)
        screen_type(&market->screen, MODE_DIGITS[sale->how]);
    if (sale->how == CARD)
        screen_wait(&market->screen, "Carte acceptée ?");
    screen_settle(&market->screen);
    screen_key(&market->screen, KEY_ENTER_BYTES);
}

static const struct hands {
    void (*fill)(struct market *market, const struct planned *sale);
    void (*pay)(struct market *market, const struct planned *sale);
} BY_KEYS = { keys_fill, keys_pay }, BY_MOUSE = { mouse_fill, mouse_pay },
  BY_SCANNER = { scanner_fill, keypad_pay };

/* -- The day. -- */

/* Every article has a code to scan. */
static void prepare(struct market *market)
{
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    for (int i = 2; i < GOODS; i++) {
        assert_true(product_find(book.db, i == 2 ? "J1" : "S1", &product, &err));
        snprintf(product.barcode, sizeof product.barcode, "%s", STALL_GOODS[i].barcode);
        assert_true(till_put_product(&book.till, &product, &err));
    }
    assert_true(till_set_float(&book.till, 5000, &err));
    book_close(&book);
}

static void open_till(struct market *market, const char *term)
{
    market_open(market, 80, 24, "fr", term);
    market_press(market, HOME_SELL, "tissu");
    tiles_find(market);
}

/* The window grows and shrinks while a ticket is open; then the program is killed on it. */
static void disturb(struct market *market, const char *term)
{
    screen_resize(&market->screen, 120, 36);
    screen_settle(&market->screen);
    screen_resize(&market->screen, 80, 24);
    screen_settle(&market->screen);
    screen_crash(&market->screen);
    market_open(market, 80, 24, "fr", term);
    market_press(market, HOME_SELL, "Sac en tissu");
}

static void sums_check(struct market *market, const struct sums *sums)
{
    static const char *const CODES[GOODS] = { "C1", "C2", "J1", "S1" };
    struct book book;
    struct period_totals reading;
    struct product product;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    assert_true(period_totals_of(&book.till, PERIOD_DAY, &reading, &err));
    assert_int_equal(reading.sales.tickets, SALES);
    assert_int_equal(reading.sales.gross, sums->gross);
    assert_int_equal(reading.sales.cash, sums->cash);
    assert_int_equal(reading.sales.card, sums->card);
    assert_int_equal(reading.sales.cheque, sums->cheque);
    assert_int_equal(reading.sales.voucher, sums->voucher);
    assert_int_equal(reading.expected, 5000 + sums->cash);
    for (int i = 0; i < GOODS; i++) {
        assert_true(product_find(book.db, CODES[i], &product, &err));
        assert_int_equal(product.sold, sums->pieces[i] * ONE_PIECE);
    }
    market_end(market, &book);
}

static void play(const struct hands *hands, const char *term, uint64_t seed)
{
    struct chance chance = { seed };
    struct sums sums = { .gross = 0 };
    struct market market;
    char ticket[32];

    prepare(&market);
    open_till(&market, term);
    for (int i = 1; i <= SALES; i++) {
        struct planned sale = plan(&chance);

        if (i == MIDDLE) { /* a bag for sure: it is what says that the ticket is there again */
            sale.price += (1 - sale.pieces[3]) * 1200;
            sale.pieces[3] = 1;
            sale.how = EXACT;
        }
        hands->fill(&market, &sale);
        if (i == MIDDLE)
            disturb(&market, term);
        hands->pay(&market, &sale);
        snprintf(ticket, sizeof ticket, "A-%d inscrit", i);
        screen_wait(&market.screen, ticket);
        if (hands == &BY_MOUSE)
            next_step(&market, "Caisse");
        add_up(&sums, &sale);
    }
    sums_check(&market, &sums);
}

static void thirty_sales_by_keys_alone(void **state)
{
    (void)state;
    play(&BY_KEYS, NULL, 11);
}

static void thirty_sales_by_keys_alone_without_colours(void **state)
{
    (void)state;
    play(&BY_KEYS, "xterm-mono", 12);
}

static void thirty_sales_by_pointer_alone(void **state)
{
    (void)state;
    play(&BY_MOUSE, NULL, 13);
}

static void thirty_sales_by_pointer_alone_without_colours(void **state)
{
    (void)state;
    play(&BY_MOUSE, "xterm-mono", 14);
}

static void thirty_sales_by_scanner_and_keypad(void **state)
{
    (void)state;
    play(&BY_SCANNER, NULL, 15);
}

static void thirty_sales_by_scanner_and_keypad_without_colours(void **state)
{
    (void)state;
    play(&BY_SCANNER, "xterm-mono", 16);
}

/* What was sold last comes back, from the first click to the last. */
static void a_refund_by_pointer_alone(void **state)
{
    struct planned sale = { .pieces = { 1, 0, 1, 0 }, .how = EXACT, .price = 350 };
    struct market market;
    struct book book;

    (void)state;
    prepare(&market);
    open_till(&market, NULL);
    mouse_fill(&market, &sale);
    mouse_pay(&market, &sale);
    next_step(&market, "Caisse");
    market_click(&market, "Plus", "Rembourser");
    market_click(&market, "Rembourser", "10:00");
    market_click(&market, "10:00", "Qu'est-ce qui revient");
    next_step(&market, "Somme rendue");
    next_step(&market, "A-2 inscrit");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.gross, 0);
    assert_int_equal(book.till.real.head.running.cash, 0);
    market_end(&market, &book);
}

/* Notes and coins clicked one by one, then the closing; the float and two articles are there. */
static void a_day_counted_and_closed_by_pointer_alone(void **state)
{
    static const char *const PIECES[] = { "[ 50 € ]", "( 2 € )", "( 1 € )", "( 50 c )" };
    struct planned sale = { .pieces = { 1, 0, 1, 0 }, .how = EXACT, .price = 350 };
    struct market market;
    struct closing closing;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    prepare(&market);
    open_till(&market, NULL);
    mouse_fill(&market, &sale);
    mouse_pay(&market, &sale);
    next_step(&market, "Caisse");
    market_click(&market, "Échap", "Argent");
    market_click(&market, "Argent", "Compter et fermer");
    market_click(&market, "Compter et fermer", "La journée");
    market_click(&market, "La journée", "Compter tout");
    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++)
        market_click(&market, PIECES[i], "Compté");
    for (int i = 0; i < DENOMINATION_COUNT && !screen_shows(&market.screen, "Comparer"); i++)
        next_step(&market, "Entrée");
    next_step(&market, "Le compte est juste");
    next_step(&market, "Z n° 1");
    market_look(&market, &book);
    assert_true(closing_find(book.db, 'A', PERIOD_DAY, 1, &closing, &err));
    assert_int_equal(closing.counted, 5350);
    assert_int_equal(closing.difference, 0);
    market_end(&market, &book);
}

/* From the till: X by three keys, practice by one and back by one. */
static void x_takes_three_keys_and_practice_one(void **state)
{
    struct market market;

    (void)state;
    prepare(&market);
    open_till(&market, NULL);
    market.screen.keys = 0;
    market_type(&market, "00", "Où en est");
    market_press(&market, "1", "Depuis toujours");
    assert_in_range(market.screen.keys, 1, 3);
    market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    market.screen.keys = 0;
    market_press(&market, KEY_F4_BYTES, "rien de ce qui suit");
    assert_in_range(market.screen.keys, 1, 2);
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_sales_by_keys_alone),
        cmocka_unit_test(thirty_sales_by_keys_alone_without_colours),
        cmocka_unit_test(thirty_sales_by_pointer_alone),
        cmocka_unit_test(thirty_sales_by_pointer_alone_without_colours),
        cmocka_unit_test(thirty_sales_by_scanner_and_keypad),
        cmocka_unit_test(thirty_sales_by_scanner_and_keypad_without_colours),
        cmocka_unit_test(a_refund_by_pointer_alone),
        cmocka_unit_test(a_day_counted_and_closed_by_pointer_alone),
        cmocka_unit_test(x_takes_three_keys_and_practice_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
