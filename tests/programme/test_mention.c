#include "programme/mention.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *replaced(const char *text, const char *name, struct buf *out)
{
    buf_clear(out);
    (void)mention_replace(text, name, "P3", out);
    return buf_text(out);
}

static void a_name_is_found_however_it_is_written(void **state)
{
    static const char *const WRITTEN[] = { "Zélandine", "zélandine", "ZÉLANDINE", "Zelandine",
                                           "Ze\xCC\x81landine" };
    struct buf out = buf_init(1000);
    struct mention mention;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRITTEN); i++) {
        char text[60];

        snprintf(text, sizeof text, "Appeler %s.", WRITTEN[i]);
        assert_true(mention_find(text, "Zélandine", &mention));
        assert_int_equal(mention.at, strlen("Appeler "));
        assert_string_equal(replaced(text, "Zélandine", &out), "Appeler P3.");
    }
    buf_release(&out);
}

static void a_name_inside_another_word_is_left_alone(void **state)
{
    struct buf out = buf_init(1000);
    struct mention mention;

    (void)state;
    assert_false(mention_find("Lire la liste, Liévin", "Li", &mention));
    assert_string_equal(replaced("Li lit ; liste de Li", "Li", &out), "P3 lit ; liste de P3");
    assert_string_equal(replaced("Rose arrose l'église", "Rose", &out), "P3 arrose l'église");
    assert_false(mention_find("", "Li", &mention));
    assert_false(mention_find("Zélandin", "Zélandine", &mention));
    assert_false(mention_find("Zélandinette", "Zélandine", &mention));
    buf_release(&out);
}

static void every_place_is_replaced_and_the_rest_stays(void **state)
{
    struct buf out = buf_init(1000);

    (void)state;
    assert_int_equal(mention_replace("Awa, Awa et AWA.", "Awa", "P3", &out), 3);
    assert_string_equal(buf_text(&out), "P3, P3 et P3.");
    assert_string_equal(replaced("(Marie-Claire Dupont)", "Marie-Claire Dupont", &out), "(P3)");
    assert_string_equal(replaced("مريم est là", "مريم", &out), "P3 est là");
    buf_release(&out);
}

static void broken_bytes_end_well(void **state)
{
    struct mention mention;

    (void)state;
    assert_false(mention_find("\xC3", "Awa", &mention));
    assert_true(mention_find("\xFF\xFE Awa", "Awa", &mention));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_however_it_is_written),
        cmocka_unit_test(a_name_inside_another_word_is_left_alone),
        cmocka_unit_test(every_place_is_replaced_and_the_rest_stays),
        cmocka_unit_test(broken_bytes_end_well),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
