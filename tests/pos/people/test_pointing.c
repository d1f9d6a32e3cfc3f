/* A finger or a mouse alone, where digits answer on a list, in the real program. */
#include "tests/support/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A line, then a word above the list. */
static void a_roll_call_and_an_agreement_by_clicks_alone(void **state)
{
    struct market market;

    (void)state;
    group_open(&market, 2);
    market_click(&market, "Amina", "Fiche");
    market_click(&market, "Accords", "1 oui");
    market_click(&market, "phrases", ">   phrases");
    market_click(&market, "2 non", "[-]");
    market_click(&market, "Retour", "Fiche");
    market_click(&market, "Retour", "Nouvelle personne");
    market_click(&market, "Retour", "Maintenant");
    market_click(&market, "Qui est là", "Appel");
    market_click(&market, "Karim", ">   Karim");
    market_click(&market, "3 excusée", "[e] excusée");
    market_click(&market, "1 présente", "[x] présente");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_roll_call_and_an_agreement_by_clicks_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
