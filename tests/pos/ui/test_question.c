/* Questions: nothing of what is asked is cut, and a secret is never left half wrong. */
#include "pos/ui/question.h"
#include "pos/ui/reason.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void press(struct question *question, const char *characters)
{
    for (; *characters; characters++) {
        struct event event = { .kind = EVENT_KEY,
                               .key = PRESS_CHARACTER,
                               .character = (uint32_t)*characters };

        question_update(question, &event);
    }
}

/* The screen as one line of words. */
static bool canvas_says(const struct canvas *canvas, const char *words)
{
    static char text[8192];
    size_t length = 0;

    for (int y = 0; y < canvas->height; y++)
        for (int x = 0; x < canvas->width; x++) {
            uint32_t character = canvas->cells[y][x].code_point;
            bool is_edge = character < 0x20 || character > 0x7E;

            if (is_edge || (character == ' ' && length > 0 && text[length - 1] == ' '))
                character = length > 0 && text[length - 1] == ' ' ? 0 : ' ';
            if (character)
                text[length++] = (char)character;
        }
    text[length] = '\0';
    return strstr(text, words) != NULL;
}

static void a_long_question_is_wrapped_and_its_sum_stays_in_sight(void **state)
{
    static const char TITLE[] = "50 x Pot de confiture de figues et de noix de la vallee du Drac, "
                                "grand modele : 1 250,00 euros. C'est bien cela ?";
    static struct canvas canvas;
    struct question question;

    (void)state;
    question_ask(&question, 1, TITLE, "");
    question.yes_or_no = true;
    canvas_init(&canvas, 80, 24);
    question_draw(&question, &canvas);
    assert_true(canvas_says(&canvas, TITLE));
}

static void why_an_answer_was_refused_stands_there_whole(void **state)
{
    static const char FAULT[] =
        "This sentence is longer than two lines of the box, because it says "
        "what happened, what was typed, and also, at its very end, what to "
        "do about it now";
    static struct canvas canvas;
    struct question question;

    (void)state;
    question_ask(&question, 1, "Which price?", "Any");
    press(&question, "12x");
    question_refuse(&question, FAULT);
    canvas_init(&canvas, 80, 24);
    question_draw(&question, &canvas);
    assert_true(canvas_says(&canvas, FAULT));
    assert_string_equal(question.answer, "12x"); /* kept, to be mended */
}

static void a_wrong_pin_is_cleared_and_a_scan_leaves_it(void **state)
{
    struct event scan = { .kind = EVENT_SCAN, .text = "3017620422003" };
    struct question question;

    (void)state;
    question_ask(&question, 1, "PIN?", "");
    question.secret = true;
    press(&question, "4711");
    question_update(&question, &scan);
    assert_string_equal(question.answer, "4711");
    question_refuse(&question, "Wrong");
    assert_string_equal(question.answer, "");
}

/* A date that is offered is typed over, never added to (P14). */
static void what_is_typed_takes_the_place_of_what_is_offered(void **state)
{
    const struct event erase = { .kind = EVENT_KEY, .key = PRESS_BACKSPACE };
    struct question question;

    (void)state;
    question_ask(&question, 1, "Date ?", "");
    question_offer(&question, "24/11/2019");
    press(&question, "26/11");
    assert_string_equal(question.answer, "26/11");
    question_refuse(&question, "no");
    press(&question, "/2019");
    assert_string_equal(question.answer, "26/11/2019"); /* what she typed herself stays */
    question_offer(&question, "24/11/2019");
    question_update(&question, &erase);
    press(&question, "8");
    assert_string_equal(question.answer, "24/11/2018"); /* or mended at its end */
}

static void what_nobody_can_type_is_not_pasted_either(void **state)
{
    struct event paste = { .kind = EVENT_PASTE, .text = "12\033[31m" };
    struct question question;

    (void)state;
    question_ask(&question, 1, "Which price?", "");
    question_update(&question, &paste);
    assert_string_equal(question.answer, "");
    strcpy(paste.text, "12");
    question_update(&question, &paste);
    assert_string_equal(question.answer, "12");
}

static void an_answer_never_grows_beyond_its_room(void **state)
{
    struct question question;

    (void)state;
    question_ask(&question, 1, "Why?", "");
    for (size_t i = 0; i < 2 * sizeof question.answer; i++)
        press(&question, "x");
    assert_int_equal(strlen(question.answer), sizeof question.answer - 1);
    assert_string_equal(question.title, "Why?");
}

static void a_scan_says_that_it_answers_nothing(void **state)
{
    struct event scan = { .kind = EVENT_SCAN, .text = "3017620422003" };
    struct question question;

    (void)state;
    question_ask(&question, 1, "Which price?", "");
    question_update(&question, &scan);
    assert_string_equal(question.answer, "");
    assert_string_not_equal(question.fault, "");
}

static void a_secret_is_one_on_the_screen_too(void **state)
{
    static struct canvas canvas;
    struct question question;

    (void)state;
    question_ask(&question, 1, "PIN?", "");
    canvas_init(&canvas, 80, 24);
    question_draw(&question, &canvas);
    assert_false(canvas.is_secret);
    question.secret = true;
    press(&question, "4711");
    question_draw(&question, &canvas);
    assert_true(canvas.is_secret);
    assert_false(canvas_says(&canvas, "4711"));
}

static void nothing_typed_answers_nothing(void **state)
{
    const struct event enter = { .kind = EVENT_KEY, .key = PRESS_ENTER };
    struct question question;

    (void)state;
    question_ask(&question, 1, "Which price?", "");
    assert_int_equal(question_update(&question, &enter), QUESTION_OPEN);
    press(&question, "  ");
    assert_int_equal(question_update(&question, &enter), QUESTION_OPEN);
    question.yes_or_no = true;
    assert_int_equal(question_update(&question, &enter), QUESTION_ANSWERED);
}

static const struct event ENTER = { .kind = EVENT_KEY, .key = PRESS_ENTER };
static const struct event ESCAPE = { .kind = EVENT_KEY, .key = PRESS_ESCAPE };

static void a_reason_that_is_refused_stays_under_its_question(void **state)
{
    struct question question = { 0 };
    struct notice notice = { 0 };
    struct err err = ERR_EMPTY;
    char reason[QUESTION_ANSWER_MAX] = "";

    (void)state;
    (void)err_fail(&err, ERR_CLOSED, "fini");
    reason_refused(&question, &notice, 1, "Pourquoi ?", &err);
    assert_int_equal(question.purpose, 1);
    strcpy(question.answer, "Nadia");
    assert_int_equal(reason_event(&question, &ENTER, reason, 7).what, 7);
    assert_string_equal(reason, "Nadia");
    err = ERR_EMPTY;
    (void)err_fail(&err, ERR_INPUT, "un nom");
    reason_refused(&question, &notice, 1, "Pourquoi ?", &err);
    assert_string_equal(question.answer, "Nadia");
    assert_string_equal(question.fault, "un nom");
    assert_string_equal(notice.text, "");
}

static void a_reason_that_is_left_is_not_sent_again(void **state)
{
    struct question question = { 0 };
    char reason[QUESTION_ANSWER_MAX] = "Nadia";

    (void)state;
    question_ask(&question, 1, "Pourquoi ?", "");
    assert_int_equal(reason_event(&question, &ESCAPE, reason, 7).kind, EFFECT_NONE);
    assert_int_equal(question.purpose, 0);
    assert_string_equal(reason, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_question_is_wrapped_and_its_sum_stays_in_sight),
        cmocka_unit_test(why_an_answer_was_refused_stands_there_whole),
        cmocka_unit_test(a_wrong_pin_is_cleared_and_a_scan_leaves_it),
        cmocka_unit_test(what_is_typed_takes_the_place_of_what_is_offered),
        cmocka_unit_test(what_nobody_can_type_is_not_pasted_either),
        cmocka_unit_test(an_answer_never_grows_beyond_its_room),
        cmocka_unit_test(a_secret_is_one_on_the_screen_too),
        cmocka_unit_test(nothing_typed_answers_nothing),
        cmocka_unit_test(a_scan_says_that_it_answers_nothing),
        cmocka_unit_test(a_reason_that_is_refused_stays_under_its_question),
        cmocka_unit_test(a_reason_that_is_left_is_not_sent_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
