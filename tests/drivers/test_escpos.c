#include "drivers/escpos.h"

#include "tests/support/escpos_reader.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct buf out;
    struct escpos printer;
    struct escpos_reading reading;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    struct printer_profile profile = printer_profile_find(0x04b8, 0x0e15, "TM-T20II");

    fixture = (struct fixture){ .out = buf_init(ESCPOS_JOB_MAX) };
    fixture.printer = escpos_init(&fixture.out, &profile, NULL);
    escpos_start(&fixture.printer);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    buf_release(&f->out);
    buf_release(&f->reading.text);
    return 0;
}

static void expect_paper(struct fixture *f, const char *text)
{
    buf_release(&f->reading.text);
    f->reading = escpos_read(f->out.data, f->out.length);
    assert_false(f->reading.unknown);
    assert_string_equal(buf_text(&f->reading.text), text);
}

static void use_profile(struct fixture *f, struct printer_profile profile,
                        const struct painter *painter)
{
    buf_clear(&f->out);
    f->printer = escpos_init(&f->out, &profile, painter);
    escpos_start(&f->printer);
}

static void the_job_resets_and_selects_code_page_858_first(void **state)
{
    struct fixture *f = *state;

    escpos_line(&f->printer, "€");
    assert_int_equal(f->out.length, 10);
    assert_memory_equal(f->out.data, "\x1B@\x1BR\0\x1Bt\x13\xD5\n", 10);
}

static void french_is_printed_letter_for_letter(void **state)
{
    struct fixture *f = *state;

    escpos_line(&f->printer, "é è ê à ç ô ù ï Ç É À « » ° €");
    expect_paper(f, "é è ê à ç ô ù ï Ç É À « » ° €\n");
}

static void what_858_lacks_comes_from_1252(void **state)
{
    struct fixture *f = *state;

    escpos_line(&f->printer, "Œuf d’œillet, cœur €");
    expect_paper(f, "Œuf d’œillet, cœur €\n");
}

static void without_a_second_page_letters_are_spelled_out(void **state)
{
    struct fixture *f = *state;
    struct printer_profile profile = printer_profile_of_width(80);

    profile.page_1252 = PROFILE_NO_PAGE;
    use_profile(f, profile, NULL);
    escpos_line(&f->printer, "Œuf d’œillet… — €");
    expect_paper(f, "OEuf d'oeillet... - €\n");
}

static void without_any_page_the_euro_is_eur_and_accents_go(void **state)
{
    struct fixture *f = *state;
    struct printer_profile profile = printer_profile_of_width(58);

    profile.page_858 = profile.page_1252 = PROFILE_NO_PAGE;
    use_profile(f, profile, NULL);
    escpos_line(&f->printer, "Crêpe à l'œuf 3,50 €");
    expect_paper(f, "Crepe a l'oeuf 3,50 EUR\n");
    assert_int_equal(escpos_width(&f->printer, "1 €"), 5);
}

static void a_citizen_without_858_prints_the_euro_from_1252(void **state)
{
    struct fixture *f = *state;

    use_profile(f, printer_profile_find(0x1d90, 0x2060, "CT-S651"), NULL);
    escpos_line(&f->printer, "é œ €");
    expect_paper(f, "é œ €\n");
}

static void a_pair_fills_the_line_to_the_column(void **state)
{
    struct fixture *f = *state;

    escpos_pair(&f->printer, "2 x Sablé", "3,00 €");
    expect_paper(f, "2 x Sablé                                 3,00 €\n");
    assert_int_equal(escpos_width(&f->printer, "2 x Sablé                                 3,00 €"),
                     48);
}

static void a_label_too_long_takes_lines_of_its_own(void **state)
{
    struct fixture *f = *state;

    use_profile(f, printer_profile_of_width(58), NULL);
    escpos_pair(&f->printer, "Pain d'épices aux écorces d'orange confites", "12,00 €");
    expect_paper(f, "Pain d'épices aux écorces\n"
                    "d'orange confites\n"
                    "                         12,00 €\n");
}

static void double_width_takes_two_columns(void **state)
{
    struct fixture *f = *state;

    use_profile(f, printer_profile_of_width(58), NULL);
    escpos_size(&f->printer, 2, 2);
    escpos_pair(&f->printer, "TOTAL", "13,50 €");
    escpos_size(&f->printer, 1, 1);
    expect_paper(f, "TOTAL    13,50 €\n");
}

static void a_label_cannot_send_commands(void **state)
{
    struct fixture *f = *state;

    escpos_line(&f->printer, "a\x1B@\x1Dp\tb");
    expect_paper(f, "a@pb\n");
}

static void bars_are_printed_only_for_a_right_check_digit(void **state)
{
    struct fixture *f = *state;

    escpos_ean13(&f->printer, "2000000000015");
    escpos_ean13(&f->printer, "2000000000016");
    escpos_code128(&f->printer, "AZQWM-0123456789");
    expect_paper(f, "[EAN13 2000000000015]\n2000000000016\n[CODE128 AZQWM-0123456789]\n");
}

/* What is wider than the paper is not printed at all by most printers. */
static void bars_are_as_wide_as_the_paper_lets_them(void **state)
{
    static const struct {
        int length;
        char module;
    } ON_58_MM[] = { { 8, 2 }, { 14, 2 }, { 15, 1 }, { 20, 1 } };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(ON_58_MM); i++) {
        char text[24] = "";
        size_t at = 0;

        memset(text, 'A', (size_t)ON_58_MM[i].length);
        use_profile(f, printer_profile_find(0x0416, 0x5011, "POS58"), NULL);
        escpos_code128(&f->printer, text);
        while (at + 2 < f->out.length && memcmp(f->out.data + at, "\x1Dw", 2) != 0)
            at++;
        assert_int_equal(f->out.data[at + 2], ON_58_MM[i].module);
    }
}

static void a_qr_carries_utf8(void **state)
{
    struct fixture *f = *state;

    escpos_qr(&f->printer, "Ticket A-42 : 13,50 € — merci");
    expect_paper(f, "[QR Ticket A-42 : 13,50 € — merci]\n");
}

static void a_printer_without_qr_prints_the_text(void **state)
{
    struct fixture *f = *state;

    use_profile(f, printer_profile_find(0x0416, 0x5011, "POS58"), NULL);
    escpos_qr(&f->printer, "A-42");
    expect_paper(f, "A-42\n");
}

static void the_drawer_pulse_has_its_times(void **state)
{
    static const unsigned char PULSE[] = { ESCPOS_DRAWER_PULSE };

    (void)state;
    assert_int_equal(sizeof PULSE, 5);
    assert_memory_equal(PULSE, "\x1Bp\0\x19\xFA", 5);
}

static void a_printer_without_knife_feeds_instead(void **state)
{
    struct fixture *f = *state;

    escpos_cut(&f->printer);
    expect_paper(f, "[CUT]\n");
    use_profile(f, printer_profile_find(0x0416, 0x5011, "POS58"), NULL);
    escpos_cut(&f->printer);
    expect_paper(f, "\n\n\n\n");
}

static bool paint_a_box(void *context, const char *line, int width_dots, struct bitmap *out)
{
    static const unsigned char ROWS[48 * 200];

    assert_string_equal(line, context);
    *out = (struct bitmap){ .width = width_dots, .height = 200, .rows = ROWS };
    return true;
}

static void what_no_page_holds_is_painted(void **state)
{
    struct fixture *f = *state;
    char arabic[] = "مرحبا";
    struct painter painter = { arabic, paint_a_box };

    use_profile(f, printer_profile_of_width(58), &painter);
    escpos_line(&f->printer, arabic);
    escpos_line(&f->printer, "Merci œ");
    expect_paper(f, "[BITMAP 384x128]\n[BITMAP 384x72]\nMerci œ\n");
}

static void without_a_painter_nothing_is_dropped(void **state)
{
    struct fixture *f = *state;

    escpos_line(&f->printer, "مرحبا");
    expect_paper(f, "?????\n");
}

static void chinese_mode_is_left_before_any_accent(void **state)
{
    struct fixture *f = *state;

    use_profile(f, printer_profile_of_width(58), NULL);
    assert_memory_equal(f->out.data, "\x1B@\x1C.", 4);
    use_profile(f, printer_profile_find(0x04b8, 0x0202, "TM-T88V"), NULL);
    assert_memory_equal(f->out.data, "\x1B@\x1BR", 4);
}

static void families_are_found_by_number_and_model(void **state)
{
    (void)state;
    assert_int_equal(printer_profile_find(0x04b8, 0x0202, "TM-T88V").columns, 42);
    assert_int_equal(printer_profile_find(0x04b8, 0x0e15, "TM-T20II").columns, 48);
    assert_int_equal(printer_profile_find(0x6868, 0x0200, "").columns, 32);
    assert_int_equal(printer_profile_find(0xffff, 0xffff, "").columns, 32);
    assert_int_equal(printer_profile_of_width(80).width_dots, 576);
    assert_string_equal(printer_profile_find(0xffff, 0xffff, "").family, "générique");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_job_resets_and_selects_code_page_858_first),
        TEST(french_is_printed_letter_for_letter),
        TEST(what_858_lacks_comes_from_1252),
        TEST(without_a_second_page_letters_are_spelled_out),
        TEST(without_any_page_the_euro_is_eur_and_accents_go),
        TEST(a_citizen_without_858_prints_the_euro_from_1252),
        TEST(a_pair_fills_the_line_to_the_column),
        TEST(a_label_too_long_takes_lines_of_its_own),
        TEST(double_width_takes_two_columns),
        TEST(a_label_cannot_send_commands),
        TEST(bars_are_as_wide_as_the_paper_lets_them),
        TEST(bars_are_printed_only_for_a_right_check_digit),
        TEST(a_qr_carries_utf8),
        TEST(a_printer_without_qr_prints_the_text),
        TEST(the_drawer_pulse_has_its_times),
        TEST(a_printer_without_knife_feeds_instead),
        TEST(what_no_page_holds_is_painted),
        TEST(without_a_painter_nothing_is_dropped),
        TEST(chinese_mode_is_left_before_any_accent),
        TEST(families_are_found_by_number_and_model),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
