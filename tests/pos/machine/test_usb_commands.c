/* `flashcoop print` and `flashcoop devices` with emulated devices under the real libusb. */
#include "tests/support/emulated_usb.h"
#include "tests/support/escpos_reader.h"
#include "tests/support/shell.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct emulated_usb *usb;
    struct emulated_device *printer;
    void *shell; /* of shell_set_up() */
};

static struct shell *shell_of(struct fixture *f)
{
    return f->shell;
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    f->usb = emulated_usb_open();
    shell_set_up(&f->shell);
    shell_make_book(f->shell);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    shell_tear_down(&f->shell);
    emulated_usb_close(f->usb);
    free(f);
    return 0;
}

static void plug(struct fixture *f)
{
    struct emulated_shape shape = emulated_printer_shape();

    f->printer = emulated_plug(f->usb, &shape);
}

static char *paper(struct fixture *f)
{
    static unsigned char bytes[20000];
    struct escpos_reading reading =
        escpos_read(bytes, emulated_printed(f->printer, bytes, sizeof bytes));
    char *text = strdup(buf_text(&reading.text));

    assert_false(reading.unknown);
    buf_release(&reading.text);
    return text;
}

static void expect(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("« %s » is not in:\n%s", part, text);
}

static void a_receipt_goes_to_the_printer_and_its_copy_says_so(void **state)
{
    struct fixture *f = *state;
    char *text;

    plug(f);
    shell_do(f->shell, "$F sell b.flashcoop", "add C1 2\npay cash 5\nquit\n");
    shell_do(f->shell, "$F print b.flashcoop receipt:1", NULL);
    shell_do(f->shell, "$F print b.flashcoop receipt:1", NULL);
    text = paper(f);
    expect(text, "ORIGINAL");
    expect(text, "DUPLICATA 1");
    expect(text, "3,00 €");
    free(text);
    assert_string_equal(emulated_driver(f->printer), "usblp"); /* given back */
}

static void bytes_can_be_kept_in_a_file_without_any_printer(void **state)
{
    struct fixture *f = *state;

    shell_do(f->shell, "$F print b.flashcoop test -o t.bin --width 58", NULL);
    expect(shell_do(f->shell, "LC_ALL=C grep -c 'AZQWM-0123456789' t.bin", NULL), "1");
    assert_int_equal(shell_run(f->shell, "$F print b.flashcoop test -o t.bin", NULL), 1);
    assert_int_equal(shell_run(f->shell, "$F print b.flashcoop poem -o u.bin", NULL), 2);
    assert_int_equal(shell_run(f->shell, "$F print b.flashcoop receipt:99 -o u.bin", NULL), 1);
}

static void without_a_printer_print_says_what_to_do(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(shell_run(f->shell, "$F print b.flashcoop tags", NULL), 3);
    expect(shell_of(f)->err, "vérifier le câble");
}

static void without_paper_print_says_so(void **state)
{
    struct fixture *f = *state;

    plug(f);
    emulated_answer(f->printer, 4, 0x72);
    assert_int_equal(shell_run(f->shell, "$F print b.flashcoop tags", NULL), 3);
    expect(shell_of(f)->err, "Plus de papier");
}

static void a_printer_that_never_answers_prints_and_that_is_said(void **state)
{
    struct fixture *f = *state;

    plug(f);
    emulated_mute(f->printer);
    expect(shell_do(f->shell, "$F print b.flashcoop tags", NULL), "ne dit pas");

    char *text = paper(f);

    expect(text, "[CUT]");
    free(text);
}

static void devices_lists_each_with_its_state(void **state)
{
    struct fixture *f = *state;
    struct emulated_shape scanner = emulated_scanner_shape();
    const char *out;

    expect(shell_do(f->shell, "$F devices", NULL), "[ ] Imprimante : Pas d'imprimante");
    plug(f);
    emulated_plug(f->usb, &scanner);
    out = shell_do(f->shell, "$F devices", NULL);
    expect(out, "[x] Imprimante : TM-T20II : Imprimante prête.");
    expect(out, "[ ] Scanner : Bar Code Scanner : Clavier ou scanner ?");
    emulated_answer(f->printer, 2, 0x16);
    expect(shell_do(f->shell, "$F --lang en devices", NULL), "Cover open: close it.");
}

static void devices_says_when_another_program_holds_the_printer(void **state)
{
    struct fixture *f = *state;

    plug(f);
    emulated_hold(f->printer, true);

    int held = open(emulated_node(f->printer), O_RDWR | O_CLOEXEC); /* we are that program */
    const char *out = shell_do(f->shell, "$F devices", NULL);

    close(held);
    expect(out, "tenue par un autre programme");
    expect(out, "(test_usb_comman)"); /* as the kernel names processes: 15 letters */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_receipt_goes_to_the_printer_and_its_copy_says_so),
        TEST(bytes_can_be_kept_in_a_file_without_any_printer),
        TEST(without_a_printer_print_says_what_to_do),
        TEST(without_paper_print_says_so),
        TEST(a_printer_that_never_answers_prints_and_that_is_said),
        TEST(devices_lists_each_with_its_state),
        TEST(devices_says_when_another_program_holds_the_printer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
