#include "reports/slips/logo.h"

#include "reports/catalogue/slip_paper.h"
#include "tests/support/escpos_reader.h"
#include "tests/support/folder.h"
#include "tests/support/shell.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PNG_ROOM = 1 << 20 };

static uint32_t png_sum(const char *bytes, size_t length)
{
    uint32_t sum = 0xFFFFFFFF;

    for (size_t i = 0; i < length; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
    }
    return ~sum;
}

static void put_chunk(struct buf *png, const char *kind, const struct buf *body)
{
    size_t start = png->length + 4;

    buf_put_u32(png, (uint32_t)body->length);
    buf_put_text(png, kind);
    buf_put(png, body->data, body->length);
    buf_put_u32(png, png_sum(png->data + start, png->length - start));
}

/* One stored block of zlib: at most 65535 bytes. */
static void put_stored(struct buf *out, const struct buf *raw)
{
    uint32_t low = 1, high = 0;

    assert_true(raw->length <= 65535);
    for (size_t i = 0; i < raw->length; i++) {
        low = (low + (unsigned char)raw->data[i]) % 65521;
        high = (high + low) % 65521;
    }
    buf_put(out, "\x78\x01\x01", 3);
    buf_put_byte(out, raw->length & 0xFF);
    buf_put_byte(out, (unsigned)(raw->length >> 8));
    buf_put_byte(out, ~raw->length & 0xFF);
    buf_put_byte(out, (unsigned)(~raw->length >> 8 & 0xFF));
    buf_put(out, raw->data, raw->length);
    buf_put_u32(out, high << 16 | low);
}

/* A PNG of one grey, with the alpha `seen`; one of 1000 dots and more is a header without them. */
static struct buf png_make(uint32_t width, uint32_t height, unsigned grey, unsigned seen)
{
    struct buf png = buf_init(PNG_ROOM), body = buf_init(PNG_ROOM), raw = buf_init(PNG_ROOM);

    buf_put(&png, "\x89PNG\r\n\x1A\n", 8);
    buf_put_u32(&body, width);
    buf_put_u32(&body, height);
    buf_put(&body, "\x08\x04\0\0\0", 5); /* 8 bits, grey and alpha */
    put_chunk(&png, "IHDR", &body);
    buf_clear(&body);
    for (uint32_t y = 0; y < height && width < 1000; y++) {
        buf_put_byte(&raw, 0);
        for (uint32_t x = 0; x < width; x++) {
            buf_put_byte(&raw, grey);
            buf_put_byte(&raw, seen);
        }
    }
    put_stored(&body, &raw);
    put_chunk(&png, "IDAT", &body);
    buf_clear(&body);
    put_chunk(&png, "IEND", &body);
    assert_false(png.failed);
    buf_release(&body);
    buf_release(&raw);
    return png;
}

struct logo_fixture {
    struct till_fixture *till;
    struct folder folder;
    char path[FOLDER_PATH_MAX];
};

static int set_up(void **state)
{
    struct logo_fixture *f = calloc(1, sizeof *f);
    void *till = NULL;

    if (!f || till_fixture_setup(&till) != 0)
        return -1;
    f->till = till;
    f->folder = folder_make();
    folder_path(&f->folder, "logo.png", f->path);
    till_fixture_sell(f->till, "C1", 3, PAY_CASH);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct logo_fixture *f = *state;
    void *till = f->till;

    folder_remove(&f->folder);
    free(f);
    return till_fixture_teardown(&till);
}

static bool give(struct logo_fixture *f, struct buf png)
{
    f->till->err = ERR_EMPTY;
    folder_write(&f->folder, "logo.png", png.data, png.length);
    return logo_change(&f->till->till, f->path, &f->till->err);
}

static void give_good(struct logo_fixture *f, struct buf png)
{
    if (!give(f, png))
        fail_msg("%s", f->till->err.text);
    buf_release(&png);
}

static struct buf receipt(struct logo_fixture *f, const struct printer_profile *profile)
{
    struct buf bytes = buf_init(ESCPOS_JOB_MAX);

    if (!paper_make(&f->till->till, "receipt:1", 0, profile, &bytes, &f->till->err))
        fail_msg("%s", f->till->err.text);
    return bytes;
}

/* The receipt as a person reads it; the caller frees it. */
static char *receipt_text(struct logo_fixture *f, int width_mm)
{
    struct printer_profile profile = printer_profile_of_width(width_mm);
    struct buf bytes = receipt(f, &profile);
    struct escpos_reading reading = escpos_read(bytes.data, bytes.length);
    char *text = strdup(buf_text(&reading.text));

    assert_false(reading.unknown);
    buf_release(&bytes);
    buf_release(&reading.text);
    return text;
}

static void expect_receipt(struct logo_fixture *f, int width_mm, const char *picture,
                           const char *plain)
{
    char *text = receipt_text(f, width_mm);

    if (strncmp(text, picture, strlen(picture)) != 0)
        fail_msg("no « %s » at the top of:\n%s", picture, text);
    assert_string_equal(text + strlen(picture), plain);
    free(text);
}

static void a_logo_stands_above_a_receipt_whose_text_stays(void **state)
{
    struct logo_fixture *f = *state;
    char *plain = receipt_text(f, 80);

    give_good(f, png_make(64, 16, 0, 255));
    expect_receipt(f, 80, "[BITMAP 64x16]\n", plain);
    assert_true(logo_change(&f->till->till, "none", &f->till->err));
    expect_receipt(f, 80, "", plain);
    free(plain);
}

static void a_wide_logo_takes_half_the_roll(void **state)
{
    struct logo_fixture *f = *state;
    char *text;

    give_good(f, png_make(576, 24, 0, 255));
    text = receipt_text(f, 80);
    assert_ptr_equal(strstr(text, "[BITMAP 288x12]\n"), text);
    free(text);
    text = receipt_text(f, 58);
    assert_ptr_equal(strstr(text, "[BITMAP 192x8]\n"), text);
    free(text);
}

/* Black dots of the first picture among the bytes: GS v 0 m xL xH yL yH, rows. */
static int dark_dots(struct logo_fixture *f)
{
    struct printer_profile profile = printer_profile_of_width(80);
    struct buf bytes = receipt(f, &profile);
    const unsigned char *at = (const unsigned char *)bytes.data;
    int count = 0;

    while (memcmp(at, "\x1Dv0", 3) != 0)
        assert_true(++at < (const unsigned char *)bytes.data + 64);
    for (int i = 0; i < at[4] * at[6]; i++)
        for (int bit = 0; bit < 8; bit++)
            count += at[8 + i] >> bit & 1;
    buf_release(&bytes);
    return count;
}

static void black_is_printed_grey_is_sprinkled_and_nothing_is_white(void **state)
{
    struct logo_fixture *f = *state;

    give_good(f, png_make(16, 16, 0, 255));
    assert_int_equal(dark_dots(f), 256);
    give_good(f, png_make(16, 16, 128, 255));
    assert_in_range(dark_dots(f), 120, 136);
    give_good(f, png_make(16, 16, 0, 0));
    assert_int_equal(dark_dots(f), 0);
}

static void a_printer_of_needles_gets_the_receipt_alone(void **state)
{
    struct logo_fixture *f = *state;
    struct printer_profile needles = printer_profile_find(0x04b8, 0, "TM-U220");
    struct buf before = receipt(f, &needles);

    give_good(f, png_make(16, 16, 0, 255));

    struct buf after = receipt(f, &needles);

    assert_int_equal(after.length, before.length);
    assert_memory_equal(after.data, before.data, before.length);
    buf_release(&before);
    buf_release(&after);
}

static void a_logo_that_no_longer_reads_leaves_the_receipt(void **state)
{
    struct logo_fixture *f = *state;
    char *plain = receipt_text(f, 80);

    give_good(f, png_make(16, 16, 0, 255));
    assert_true(db_script(f->till->db, "UPDATE logo SET png = substr(png, 1, 60)", &f->till->err));
    expect_receipt(f, 80, "", plain);
    assert_true(db_script(f->till->db, "UPDATE logo SET png = zeroblob(9)", &f->till->err));
    expect_receipt(f, 80, "", plain);
    free(plain);
}

static void expect_refusal(struct logo_fixture *f, struct buf file, const char *words)
{
    char now[LOGO_TEXT_MAX];

    assert_false(give(f, file));
    assert_int_equal(f->till->err.code, ERR_INPUT);
    if (!strstr(f->till->err.text, words))
        fail_msg("« %s » is not in: %s", words, f->till->err.text);
    f->till->err = ERR_EMPTY;
    assert_true(logo_describe(f->till->db, now, &f->till->err));
    assert_string_equal(now, "24x16");
    buf_release(&file);
}

static void what_is_no_small_whole_png_is_refused_and_the_old_one_stays(void **state)
{
    struct logo_fixture *f = *state;
    struct buf text = buf_init(PNG_ROOM), cut = png_make(32, 32, 0, 255), heavy = cut;

    give_good(f, png_make(24, 16, 0, 255));
    expect_refusal(f, buf_init(PNG_ROOM), "pas une image PNG");
    buf_put_text(&text, "GIF89a, a picture of another kind, or a letter to the host");
    expect_refusal(f, text, "pas une image PNG");
    expect_refusal(f, png_make(0, 16, 0, 255), "pas une image PNG");
    expect_refusal(f, png_make(20000, 20000, 0, 255), "20000 x 20000");
    cut.length /= 2;
    expect_refusal(f, cut, "abîmée");
    heavy = png_make(16, 16, 0, 255);
    while (heavy.length <= 200 * 1024)
        buf_put(&heavy, "0123456789abcdef", 16);
    expect_refusal(f, heavy, "200 Ko");
}

static void the_command_keeps_the_picture_in_the_book(void **state)
{
    struct shell *shell = *state;
    struct buf png = png_make(40, 16, 0, 255);

    shell_make_book(shell);
    folder_write(&shell->folder, "logo.png", png.data, png.length);
    buf_release(&png);
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "logo,none"));
    shell_do(shell, "$F set b.flashcoop logo logo.png && rm logo.png", NULL);
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "logo,40x16"));
    assert_int_equal(shell_run(shell, "$F set b.flashcoop logo logo.png", NULL), 3); /* gone */
    shell_do(shell, "$F verify b.flashcoop", NULL);
    shell_do(shell, "$F set b.flashcoop logo none", NULL);
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "logo,none"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_logo_stands_above_a_receipt_whose_text_stays),
        TEST(a_wide_logo_takes_half_the_roll),
        TEST(black_is_printed_grey_is_sprinkled_and_nothing_is_white),
        TEST(a_printer_of_needles_gets_the_receipt_alone),
        TEST(a_logo_that_no_longer_reads_leaves_the_receipt),
        TEST(what_is_no_small_whole_png_is_refused_and_the_old_one_stays),
        cmocka_unit_test_setup_teardown(the_command_keeps_the_picture_in_the_book, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
