/* The receipt on the screen: what the terminal shows is a code that a telephone reads. */
#include "ledger/sale.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE_MAX = 160, SCALE = 4 };

static void sell_and_ask(struct market *market, int width, int height)
{
    market_make(market);
    market_open(market, width, height, "fr", NULL);
    market_go(market, "Vendre", "Caisse");
    screen_type(&market->screen, "ac");
    screen_key(&market->screen, KEY_ENTER_BYTES);
    screen_wait(&market->screen, "À payer");
    screen_key(&market->screen, KEY_ENTER_BYTES);
    screen_wait(&market->screen, "Écran");
    screen_type(&market->screen, "q");
}

/* The modules that half blocks show, as a picture. */
static void draw(const char *text, const char *path)
{
    static const struct {
        const char *bytes;
        bool upper, lower;
    } BLOCKS[] = { { "█", true, true }, { "▀", true, false }, { "▄", false, true } };
    static bool dark[SIDE_MAX][SIDE_MAX];
    FILE *file = fopen(path, "wb");

    memset(dark, 0, sizeof dark);
    for (int y = 0, x = 0; *text; text++) {
        if (*text == '\n') {
            y += 2;
            x = -1;
        }
        for (size_t i = 0; i < COUNT_OF(BLOCKS); i++)
            if (strncmp(text, BLOCKS[i].bytes, 3) == 0 && x < SIDE_MAX && y + 1 < SIDE_MAX) {
                dark[y][x] = BLOCKS[i].upper;
                dark[y + 1][x] = BLOCKS[i].lower;
            }
        x += ((unsigned char)*text & 0xC0) != 0x80;
    }
    assert_non_null(file);
    fprintf(file, "P5 %d %d 255\n", SIDE_MAX * SCALE, SIDE_MAX * SCALE);
    for (int y = 0; y < SIDE_MAX * SCALE; y++)
        for (int x = 0; x < SIDE_MAX * SCALE; x++)
            fputc(dark[y / SCALE][x / SCALE] ? 0 : 255, file);
    assert_int_equal(fclose(file), 0);
}

static void the_code_on_the_screen_is_the_receipt_and_counts_as_a_print(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;
    char path[512], command[600], read[2000] = "";
    int64_t prints = 0;
    FILE *pipe;

    (void)state;
    sell_and_ask(&market, 132, 60);
    screen_wait(&market.screen, "photographier");
    screen_settle(&market.screen); /* the words stand before the whole code is drawn */
    snprintf(path, sizeof path, "%s/code.pgm", market.screen.folder);
    draw(screen_text(&market.screen), path);
    snprintf(command, sizeof command, "zbarimg -q --raw '%s' 2>/dev/null", path);
    pipe = popen(command, "r");
    read[fread(read, 1, sizeof read - 1, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
    assert_non_null(strstr(read, "A-1 26/11/2019"));
    assert_non_null(strstr(read, "TOTAL 3,50"));
    assert_non_null(strstr(read, "ORIGINAL"));
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait(&market.screen, "Caisse");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_true(sale_count_prints(book.db, &sale, &prints, &err));
    assert_int_equal(prints, 1);
    market_end(&market, &book);
}

static void a_small_window_says_how_large_it_must_be(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    sell_and_ask(&market, 80, 24);
    screen_wait(&market.screen, "Agrandir la fenêtre");
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait(&market.screen, "Caisse");
    market_look(&market, &book);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_on_the_screen_is_the_receipt_and_counts_as_a_print),
        cmocka_unit_test(a_small_window_says_how_large_it_must_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
