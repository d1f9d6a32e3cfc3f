#include "programme/participant.h"

#include "base/lang.h"
#include "programme/house_code.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

bool badge_check(const char *badge, struct err *err)
{
    static const char *const TAKEN[] = { "self",  "animator", "host",  "peers",
                                         "GROUP", "ALL",      "TOTAL", "looking-back" };
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t length = strlen(badge);

    if (length == 0 || length >= BADGE_MAX || strspn(badge, LETTERS) != length)
        return err_fail(err, ERR_INPUT,
                        _("Badge « %.20s » : 1 à 15 lettres sans accent ou chiffres, comme P1."),
                        badge);
    for (size_t i = 0; i < COUNT_OF(TAKEN); i++)
        if (strcmp(badge, TAKEN[i]) == 0)
            return err_fail(err, ERR_INPUT,
                            _("Le badge « %s » a un autre sens ici : en choisir un autre."), badge);
    return true;
}

bool participant_is_awaited(const struct participant *person, int day)
{
    return !person->erased && stays_cover(&person->stays, day) &&
           (person->stopped_day == 0 || person->stopped_day >= day);
}

void badge_code(int position, char out[BADGE_CODE_MAX])
{
    assert(position >= 1 && position <= HOUSE_BADGE_LAST);
    house_code_make(position, out);
}

int badge_code_position(const char *code)
{
    int64_t number = house_code_number(code);

    return number >= 1 && number <= HOUSE_BADGE_LAST ? (int)number : 0;
}

const char *pictogram_name(int position)
{
    static const char *const NAMES[] = {
        N_("soleil"), N_("arbre"),  N_("poisson"), N_("maison"),  N_("étoile"),
        N_("fleur"),  N_("bateau"), N_("clé"),     N_("tasse"),   N_("oiseau"),
        N_("pomme"),  N_("lune"),   N_("vélo"),    N_("feuille"), N_("pain"),
    };

    assert(position >= 1);
    return _(NAMES[(position - 1) % (int)COUNT_OF(NAMES)]);
}

const char *consent_word(enum consent_use use)
{
    static const char *const WORDS[CONSENT_COUNT] = { "image", "quote", "follow-up", "sharing" };

    assert(use < CONSENT_COUNT);
    return WORDS[use];
}

const char *consent_name(enum consent_use use)
{
    static const char *const NAMES[CONSENT_COUNT] = {
        N_("droit à l'image"), N_("phrases citées dans un bilan"), N_("appel dans 4 à 6 mois"),
        N_("fiche lue par l'accompagnateur de la coopérative")
    };

    assert(use < CONSENT_COUNT);
    return _(NAMES[use]);
}

bool consent_is_given(const struct consent *consent)
{
    return consent->given && consent->decided.number != DAY_NONE_NUMBER &&
           consent->revoked.number == DAY_NONE_NUMBER;
}
