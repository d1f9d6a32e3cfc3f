/* A PIN is in memory no longer than it takes to judge it. */
#include "pos/stall/counter.h"
#include "pos/stall/counter_request.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static bool holds(const void *bytes, size_t length, const char *text)
{
    const char *at = bytes;

    for (size_t i = 0; i + strlen(text) <= length; i++)
        if (memcmp(at + i, text, strlen(text)) == 0)
            return true;
    return false;
}

static void type(struct counter *counter, const char *text)
{
    for (; *text; text++) {
        struct event event = { .kind = EVENT_KEY,
                               .key = PRESS_CHARACTER,
                               .character = (unsigned char)*text };

        counter_update(counter, &event);
    }
}

/* The animator beside a participant: right, or wrong and asked again. */
static void ask_tutor(struct till_fixture *f, const char *pin)
{
    struct counter *counter = calloc(1, sizeof *counter);
    struct desk *desk = calloc(1, sizeof *desk);
    const struct event enter = { .kind = EVENT_KEY, .key = PRESS_ENTER };
    struct effect effect;

    desk->till = &f->till;
    COUNTER.begin(counter, desk, 0);
    counter->waiting = ACT_LIST_PARKED;
    question_ask(&counter->question, ASK_TUTOR_PIN, "PIN?", "");
    counter->question.secret = true;
    type(counter, pin);
    assert_true(holds(counter, sizeof *counter, pin));
    effect = counter_update(counter, &enter);
    assert_int_equal(effect.kind, EFFECT_PERFORM);
    COUNTER.perform(counter, desk, effect.what);
    assert_false(holds(counter, sizeof *counter, pin));
    free(counter);
    free(desk);
}

static void the_pin_of_a_tutor_leaves_nothing_behind(void **state)
{
    struct till_fixture *f = *state;

    if (!till_set_pin(&f->till, ROLE_ANIMATOR, "86420", &f->err) ||
        !till_sign_in(&f->till, "P1", "", "", &f->err))
        fail_msg("%s", f->err.text);
    ask_tutor(f, "97531");
    till_fixture_wait(f, 10);
    ask_tutor(f, "86420");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_pin_of_a_tutor_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
