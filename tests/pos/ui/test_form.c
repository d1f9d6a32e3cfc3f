#include "pos/ui/form.h"

#include "ledger/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NAME, PRICE, UNIT, FIELDS };

static bool price_check(const char *value, struct err *err)
{
    cents price;

    return money_parse(value, &price, err);
}

static const char *const UNITS[] = { "piece", "kg", NULL };
static const struct form_rule RULES[FIELDS] = {
    [NAME] = { .label = "Nom", .required = true },
    [PRICE] = { .label = "Prix", .check = price_check },
    [UNIT] = { .label = "Unite", .choices = UNITS },
};

static struct form fresh(void)
{
    struct form form = { .at = NAME };

    form_set_choice(&form, UNIT, 0);
    return form;
}

static enum form_outcome press(struct form *form, enum press key, uint32_t character)
{
    struct event event = { .kind = EVENT_KEY, .key = key, .character = character };

    return form_update(form, RULES, FIELDS, &event);
}

static void type(struct form *form, const char *text)
{
    for (; *text; text++)
        press(form, PRESS_CHARACTER, (unsigned char)*text);
}

static void a_refused_value_is_kept_and_named(void **state)
{
    struct form form = fresh();

    (void)state;
    type(&form, "Sac");
    press(&form, PRESS_ENTER, 0);
    type(&form, "abc");
    press(&form, PRESS_ENTER, 0);
    assert_string_equal(form.values[PRICE].text, "abc");
    assert_true(form.values[PRICE].fault[0] != '\0');
}

static void enter_on_the_last_field_goes_to_the_first_wrong_one(void **state)
{
    struct form form = fresh();

    (void)state;
    form.at = UNIT;
    assert_int_equal(press(&form, PRESS_ENTER, 0), FORM_WRONG);
    assert_int_equal(form.at, NAME);
    assert_string_equal(form.values[NAME].fault, "À remplir.");
}

static void a_right_form_is_done(void **state)
{
    struct form form = fresh();

    (void)state;
    type(&form, "Sac");
    form.at = UNIT;
    assert_int_equal(press(&form, PRESS_ENTER, 0), FORM_DONE);
}

static void left_and_right_turn_a_choice_around(void **state)
{
    struct form form = fresh();

    (void)state;
    form.at = UNIT;
    press(&form, PRESS_LEFT, 0);
    assert_int_equal(form_choice(&form, UNIT), 1);
    press(&form, PRESS_RIGHT, 0);
    assert_int_equal(form_choice(&form, UNIT), 0);
}

static void backspace_takes_a_whole_accented_letter(void **state)
{
    struct form form = fresh();

    (void)state;
    press(&form, PRESS_CHARACTER, 'a');
    press(&form, PRESS_CHARACTER, 0xE9);
    press(&form, PRESS_BACKSPACE, 0);
    assert_string_equal(form.values[NAME].text, "a");
}

static void a_value_never_grows_beyond_its_room(void **state)
{
    struct form form = fresh();

    (void)state;
    for (int i = 0; i < 3 * FORM_VALUE_MAX; i++)
        press(&form, PRESS_CHARACTER, 0x20AC);
    assert_int_equal(strlen(form.values[NAME].text) % 3, 0);
    assert_true(strlen(form.values[NAME].text) < FORM_VALUE_MAX);
}

static void a_code_is_no_secret(void **state)
{
    static const struct form_rule SECRET[] = { { .label = "PIN", .secret = true } };
    struct event scan = { .kind = EVENT_SCAN, .text = "3017620422003" };
    struct form form = { .at = 0 };

    (void)state;
    form_update(&form, SECRET, 1, &scan);
    assert_string_equal(form.values[0].text, "");
    assert_string_not_equal(form.values[0].fault, "");
}

static void what_is_typed_after_a_wrong_value_lands_in_no_other_field(void **state)
{
    struct form form = fresh();

    (void)state;
    form.at = PRICE;
    type(&form, "x");
    assert_int_equal(press(&form, PRESS_ENTER, 0), FORM_WRONG);
    assert_int_equal(form.at, 1);
    assert_string_not_equal(form.values[1].fault, "");
    press(&form, PRESS_DOWN, 0); /* an arrow leaves it, said to be wrong */
    assert_int_equal(form.at, 2);
    assert_string_not_equal(form.values[1].fault, "");
}

static void a_long_fault_stands_whole_at_the_bottom(void **state)
{
    static const char SENTENCE[] =
        "Cette somme ne convient pas : elle est plus grande que tout ce que le tiroir a jamais "
        "contenu, et personne ne l'a inscrite : la vérifier sur la facture.";
    static struct canvas canvas;
    struct form form = fresh();

    (void)state;
    form_fault(&form, 1, SENTENCE);
    canvas_init(&canvas, 80, 24);
    form_draw(&form, RULES, 3, &canvas, (struct area){ 1, 0, 78, 20 });
    assert_int_equal(canvas.cells[17][1].style, STYLE_TEXT);
    assert_int_equal(canvas.cells[18][1].code_point, 'C');
    assert_int_equal(canvas.cells[19][1].style, STYLE_ERROR); /* its second line */
}

static void a_code_is_no_price(void **state)
{
    struct form form = fresh();
    struct event scan = { .kind = EVENT_SCAN, .text = "3017620422003" };

    (void)state;
    form.at = PRICE;
    form_update(&form, RULES, FIELDS, &scan);
    assert_string_equal(form.values[PRICE].text, "");
    form.at = NAME;
    form_update(&form, RULES, FIELDS, &scan);
    assert_string_equal(form.values[NAME].text, "3017620422003");
}

static void what_nobody_can_type_is_not_pasted_either(void **state)
{
    struct form form = fresh();
    struct event paste = { .kind = EVENT_PASTE, .text = "Sac\033[31m" };

    (void)state;
    form_update(&form, RULES, FIELDS, &paste);
    assert_string_equal(form.values[NAME].text, "");
    strcpy(paste.text, "Sac");
    form_update(&form, RULES, FIELDS, &paste);
    assert_string_equal(form.values[NAME].text, "Sac");
}

static void spaces_alone_are_no_name(void **state)
{
    struct form form = fresh();

    (void)state;
    type(&form, "  ");
    assert_int_equal(press(&form, PRESS_ENTER, 0), FORM_WRONG);
    assert_int_equal(form.at, NAME);
    assert_string_not_equal(form.values[NAME].fault, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_refused_value_is_kept_and_named),
        cmocka_unit_test(enter_on_the_last_field_goes_to_the_first_wrong_one),
        cmocka_unit_test(a_right_form_is_done),
        cmocka_unit_test(left_and_right_turn_a_choice_around),
        cmocka_unit_test(backspace_takes_a_whole_accented_letter),
        cmocka_unit_test(a_value_never_grows_beyond_its_room),
        cmocka_unit_test(what_is_typed_after_a_wrong_value_lands_in_no_other_field),
        cmocka_unit_test(a_long_fault_stands_whole_at_the_bottom),
        cmocka_unit_test(a_code_is_no_price),
        cmocka_unit_test(a_code_is_no_secret),
        cmocka_unit_test(what_nobody_can_type_is_not_pasted_either),
        cmocka_unit_test(spaces_alone_are_no_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
