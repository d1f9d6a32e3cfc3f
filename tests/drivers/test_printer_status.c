#include "drivers/printer_status.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum printer_state state_after(int question, unsigned char byte)
{
    struct printer_status status = { .answered = 0 };

    assert_true(printer_status_take(&status, question, byte));
    return printer_status_state(&status);
}

static void each_cause_is_told_apart(void **state)
{
    (void)state;
    assert_int_equal(state_after(STATUS_PRINTER, 0x12), PRINTER_READY);
    assert_int_equal(state_after(STATUS_OFFLINE, 0x16), PRINTER_COVER_OPEN);
    assert_int_equal(state_after(STATUS_OFFLINE, 0x32), PRINTER_PAPER_OUT);
    assert_int_equal(state_after(STATUS_ERROR, 0x1A), PRINTER_JAMMED);
    assert_int_equal(state_after(STATUS_ERROR, 0x32), PRINTER_BROKEN);
    assert_int_equal(state_after(STATUS_ERROR, 0x52), PRINTER_HOT);
    assert_int_equal(state_after(STATUS_PAPER, 0x1E), PRINTER_PAPER_LOW);
    assert_int_equal(state_after(STATUS_PAPER, 0x72), PRINTER_PAPER_OUT);
    assert_int_equal(state_after(STATUS_PAPER, 0x12), PRINTER_READY);
}

static void offline_without_a_cause_does_not_stop_printing(void **state)
{
    (void)state;
    assert_int_equal(state_after(STATUS_PRINTER, 0x1A), PRINTER_READY);
}

static void only_bytes_with_the_fixed_bits_are_believed(void **state)
{
    int believed = 0;

    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        struct printer_status status = { .answered = 0 };
        bool taken = printer_status_take(&status, STATUS_PAPER, (unsigned char)byte);

        assert_int_equal(taken, (byte & 0x93) == 0x12);
        assert_int_equal(status.answered != 0, taken);
        believed += taken;
    }
    assert_int_equal(believed, 16);
}

static void a_silent_printer_prints_but_is_not_called_ready(void **state)
{
    struct printer_status status = { .answered = 0 };

    (void)state;
    assert_int_equal(printer_status_state(&status), PRINTER_SILENT);
    assert_true(printer_state_prints(PRINTER_SILENT));
    assert_false(printer_state_prints(PRINTER_PAPER_OUT));
    assert_false(printer_state_prints(PRINTER_ABSENT));
}

static void an_open_cover_is_said_before_the_paper_it_hides(void **state)
{
    struct printer_status status = { .answered = 0 };

    (void)state;
    assert_true(printer_status_take(&status, STATUS_OFFLINE, 0x36));
    assert_true(printer_status_take(&status, STATUS_PAPER, 0x72));
    assert_int_equal(printer_status_state(&status), PRINTER_COVER_OPEN);
}

static void every_state_has_a_sentence_and_a_word(void **state)
{
    (void)state;
    for (int i = PRINTER_ABSENT; i <= PRINTER_BUSY; i++) {
        assert_true(strlen(printer_state_sentence((enum printer_state)i)) > 10);
        assert_true(strlen(printer_state_word((enum printer_state)i)) > 2);
    }
    assert_string_equal(printer_state_sentence(PRINTER_PAPER_OUT),
                        "Plus de papier : mettre un rouleau, puis fermer.");
}

static void the_request_is_dle_eot_n(void **state)
{
    unsigned char request[STATUS_REQUEST_BYTES];

    (void)state;
    printer_status_put_request(STATUS_PAPER, request);
    assert_memory_equal(request, "\x10\x04\x04", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cause_is_told_apart),
        cmocka_unit_test(offline_without_a_cause_does_not_stop_printing),
        cmocka_unit_test(only_bytes_with_the_fixed_bits_are_believed),
        cmocka_unit_test(a_silent_printer_prints_but_is_not_called_ready),
        cmocka_unit_test(an_open_cover_is_said_before_the_paper_it_hides),
        cmocka_unit_test(every_state_has_a_sentence_and_a_word),
        cmocka_unit_test(the_request_is_dle_eot_n),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
