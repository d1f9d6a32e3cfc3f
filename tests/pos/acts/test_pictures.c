#include "base/picture.h"
#include "pos/acts/picture_file.h"
#include "reports/figures/pictures.h"
#include "ledger/product_picture.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PHOTO   "tests/pos/acts/turned.jpg"    /* 160 by 80, red then blue, held upright: EXIF 6 */
#define DRAWING "reports/figures/drawings.png" /* 192 by 192 */

static struct picture picture;

static bool picture_of(const char *path, struct err *err)
{
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    bool good;

    picture_release(&picture);
    good = picture_file_read(path, &png, err) && picture_read(png.data, png.length, &picture);
    buf_release(&png);
    return good;
}

static const unsigned char *pixel(int x, int y)
{
    return picture.rgba + 4 * (y * picture.width + x);
}

static void a_photo_is_made_small_and_turned_as_it_was_held(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(picture_of(PHOTO, &err));
    assert_int_equal(picture.width, 32);
    assert_int_equal(picture.height, 64);
    assert_in_range(pixel(16, 4)[0], 200, 255);  /* red above */
    assert_in_range(pixel(16, 60)[2], 200, 255); /* blue below */
    assert_true(picture_of(DRAWING, &err));
    assert_int_equal(picture.width, PICTURE_SIDE);
}

/* Part of `path`, or with other bytes at its start, as a file of its own. */
static void file_like(const char *path, size_t length, const char *bytes, size_t at, char out[32])
{
    static char content[200000];
    FILE *file = fopen(path, "rb");
    size_t count = fread(content, 1, sizeof content, file);
    int fd;

    fclose(file);
    memcpy(content + at, bytes, strlen(bytes));
    strcpy(out, "/tmp/flashcoop-pic-XXXXXX");
    fd = mkstemp(out);
    assert_true(fd >= 0);
    count = length < count ? length : count;
    assert_int_equal(write(fd, content, count), (ssize_t)count);
    close(fd);
}

static void what_is_no_whole_picture_is_refused(void **state)
{
    static const struct {
        const char *path;
        size_t length;
        const char *bytes;
        size_t at;
    } CASES[] = {
        { PHOTO, 900, "", 0 },                       /* cut */
        { DRAWING, 9000, "", 0 },                    /* cut */
        { DRAWING, 200000, "GIF89a", 0 },            /* another kind */
        { DRAWING, 200000, "\x7F\x0F\x42\x40", 16 }, /* a side of two thousand million */
        { DRAWING, 200000, "\x01\x4F\x42\x40", 16 }, /* a side of 22 million */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct err err = ERR_EMPTY;
        char name[32];

        file_like(CASES[i].path, CASES[i].length, CASES[i].bytes, CASES[i].at, name);
        assert_false(picture_of(name, &err));
        assert_int_equal(err.code, ERR_INPUT);
        unlink(name);
    }
}

static void the_first_known_word_of_a_name_gives_its_drawing(void **state)
{
    (void)state;
    assert_int_equal(drawing_of_label("Cookie au chocolat"), 0);
    assert_int_equal(drawing_of_label("Grand SAC en toile"), 1);
    assert_int_equal(drawing_of_label("Pot de miel"), 2);
    assert_int_equal(drawing_of_label("Savon à la rose"), 11);
    assert_int_equal(drawing_of_label("Chose"), -1);
    assert_int_equal(drawing_of_label(""), -1);
}

static void a_picture_of_its_own_stands_before_the_drawing(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    struct pictures *pictures = NULL;
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    struct buf broken = buf_init(64);

    (void)state;
    market_make(&market);
    assert_true(book_open(&book, market.path, clock_real(), &err));
    assert_true(picture_file_read(PHOTO, &png, &err));
    buf_put_text(&broken, "no picture");
    assert_true(product_picture_put(book.db, "C2", &png, &err));
    assert_true(product_picture_put(book.db, "C1", &broken, &err)); /* a stranger's book */
    assert_false(product_picture_put(book.db, "NONE", &png, &err));
    err = ERR_EMPTY;
    assert_true(pictures_load(&pictures, book.db, &err));
    assert_int_equal(pictures_of_product(pictures, "C2", "Cookie noisette")->height, 64);
    assert_int_equal(pictures_of_product(pictures, "C1", "Cookie choco")->height, 24);
    assert_null(pictures_of_product(pictures, "X", "Chose"));
    pictures_release(pictures);
    buf_release(&png);
    buf_release(&broken);
    book_close(&book);
    screen_forget_folder(&market.screen);
}

enum { GOODS = PICTURES_KEPT + 6 };

static void goods_put(struct book *book, const struct buf *png)
{
    struct err err = ERR_EMPTY;

    for (int i = 0; i < GOODS; i++) {
        struct product product = { .price = 100, .rate = 550 };

        snprintf(product.code, sizeof product.code, "G%02d", i);
        snprintf(product.label, sizeof product.label, "Chose %d", i);
        if (!till_put_product(&book->till, &product, &err) ||
            !product_picture_put(book->db, product.code, png, &err))
            fail_msg("%s", err.text);
    }
}

/* Pixels are made when asked for; those of a screen make room for others, those of a paper stay. */
static void only_what_was_asked_for_last_has_pixels(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    struct pictures *pictures = NULL;
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    const struct picture *shown[GOODS], *paper;
    unsigned char *pixels;
    char code[CODE_MAX] = "";
    int with_pixels = 0, last;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(picture_file_read(PHOTO, &png, &err));
    goods_put(&book, &png);
    assert_true(pictures_load(&pictures, book.db, &err));
    paper = pictures_of_product(pictures, "G00", "Chose");
    for (int i = 1; i < GOODS; i++) {
        snprintf(code, sizeof code, "G%02d", i);
        shown[i] = pictures_at(pictures, pictures_rank(pictures, code, "Chose"));
        assert_non_null(shown[i]->rgba);
    }
    for (int i = 1; i < GOODS; i++)
        with_pixels += shown[i]->rgba != NULL;
    assert_int_equal(with_pixels, PICTURES_KEPT);
    assert_non_null(paper->rgba);
    last = pictures_rank(pictures, code, "Chose");
    pixels = pictures_at(pictures, last)->rgba;
    assert_true(pictures_load(&pictures, book.db, &err)); /* nothing has changed */
    assert_ptr_equal(pictures_at(pictures, last)->rgba, pixels);
    assert_null(pictures_at(pictures, PICTURE_NONE));
    pictures_release(pictures);
    buf_release(&png);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_photo_is_made_small_and_turned_as_it_was_held),
        cmocka_unit_test(what_is_no_whole_picture_is_refused),
        cmocka_unit_test(the_first_known_word_of_a_name_gives_its_drawing),
        cmocka_unit_test(a_picture_of_its_own_stands_before_the_drawing),
        cmocka_unit_test(only_what_was_asked_for_last_has_pixels),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
