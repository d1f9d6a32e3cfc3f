#include "programme/partner.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOON_MIN = 12 * 60 + 30 };

static const struct named {
    const char *word; /* in files */
    const char *name; /* for people */
} KINDS[PARTNER_KIND_COUNT] = {
    [PARTNER_ANIMATOR] = { "animator", N_("anime le groupe") },
    [PARTNER_GUEST] = { "guest", N_("vient aider") },
    [PARTNER_ORGANISATION] = { "organisation", N_("structure") },
}, ROLES[PARTNER_ROLE_COUNT] = {
    [PARTNER_PRESCRIBE] = { "prescribe", N_("envoie des personnes") },
    [PARTNER_ANIMATE] = { "animate", N_("anime") },
    [PARTNER_SUPPORT] = { "support", N_("accompagne après") },
    [PARTNER_PRODUCE] = { "produce", N_("apprend à fabriquer") },
    [PARTNER_COMMUNICATE] = { "communicate", N_("aide à faire connaître") },
    [PARTNER_BANK] = { "bank", N_("parle de la banque") },
    [PARTNER_ACCOUNT] = { "account", N_("aide à compter") },
    [PARTNER_PLACE] = { "place", N_("donne la place au marché") },
    [PARTNER_VENUE] = { "venue", N_("prête la salle") },
    [PARTNER_FUND] = { "fund", N_("finance") },
    [PARTNER_LEND] = { "lend", N_("prête du matériel") },
    [PARTNER_OTHER] = { "other", N_("autre") },
};

const char *partner_kind_word(enum partner_kind kind)
{
    assert(kind < PARTNER_KIND_COUNT);
    return KINDS[kind].word;
}

const char *partner_kind_name(enum partner_kind kind)
{
    assert(kind < PARTNER_KIND_COUNT);
    return _(KINDS[kind].name);
}

bool partner_kind_parse(const char *word, enum partner_kind *out)
{
    for (int i = 0; i < PARTNER_KIND_COUNT; i++)
        if (strcmp(KINDS[i].word, word) == 0) {
            *out = (enum partner_kind)i;
            return true;
        }
    return false;
}

const char *partner_role_name(enum partner_role role)
{
    assert(role < PARTNER_ROLE_COUNT);
    return _(ROLES[role].name);
}

bool partner_role_parse(const char *word, size_t length, enum partner_role *out)
{
    for (int i = 0; i < PARTNER_ROLE_COUNT; i++)
        if (strlen(ROLES[i].word) == length && strncmp(ROLES[i].word, word, length) == 0) {
            *out = (enum partner_role)i;
            return true;
        }
    return false;
}

bool partner_has_role(const struct partner *partner, enum partner_role role)
{
    return (partner->roles >> (unsigned)role & 1U) != 0;
}

void partner_roles_format(unsigned roles, char out[PARTNER_WORDS_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < PARTNER_ROLE_COUNT; i++)
        if ((roles >> (unsigned)i & 1U) != 0)
            length += (size_t)snprintf(out + length, PARTNER_WORDS_MAX - length, "%s%s",
                                       length > 0 ? ";" : "", ROLES[i].word);
}

void partner_days_format(const struct partner *partner, char *out, size_t room)
{
    size_t length = 0;
    int before = 0;

    out[0] = '\0';
    for (int i = 0; i < partner->slot_count && length < room; i++) {
        int day = partner->slots[i].day;

        if (day != before)
            length +=
                (size_t)snprintf(out + length, room - length, "%s%d", length > 0 ? ";" : "", day);
        before = day;
    }
}

bool partner_key_check(const char *key, struct err *err)
{
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    size_t length = strlen(key);

    return (length > 0 && length < PARTNER_KEY_MAX && strspn(key, LETTERS) == length) ||
           err_fail(err, ERR_INPUT,
                    _("Clé « %.30s » : 1 à 23 lettres sans accent ou chiffres, comme mairie."),
                    key);
}

static int slot_order(const void *a, const void *b)
{
    const struct partner_slot *left = a;
    const struct partner_slot *right = b;

    if (left->day != right->day)
        return left->day - right->day;
    return left->start != right->start ? left->start - right->start : left->end - right->end;
}

static bool slot_check(const struct partner_slot *slot, const struct calendar *calendar,
                       struct err *err)
{
    if (slot->day < 1 || slot->day > calendar->day_count)
        return err_fail(err, ERR_INPUT, _("Les jours de cette session vont de J1 à J%d."),
                        calendar->day_count);
    if (slot->start == 0 && slot->end == 0)
        return true;
    return (slot->start >= 0 && slot->start < slot->end && slot->end <= DAY_END_MIN) ||
           err_fail(err, ERR_INPUT, _("J%d : l'heure de fin vient avant l'heure du début."),
                    slot->day);
}

/* The same moment said twice is said once. */
static void slots_settle(struct partner *partner)
{
    int kept = 0;

    qsort(partner->slots, (size_t)partner->slot_count, sizeof partner->slots[0], slot_order);
    for (int i = 0; i < partner->slot_count; i++)
        if (kept == 0 || slot_order(&partner->slots[kept - 1], &partner->slots[i]) != 0)
            partner->slots[kept++] = partner->slots[i];
    partner->slot_count = kept;
}

bool partner_check(struct partner *partner, const struct calendar *calendar, struct err *err)
{
    if (!partner_key_check(partner->key, err))
        return false;
    if (partner->name[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le nom est vide : écrire comment l'appeler."));
    slots_settle(partner);
    for (int i = 0; i < partner->slot_count; i++) {
        const struct partner_slot *slot = &partner->slots[i];
        const struct partner_slot *next = slot + 1;

        if (!slot_check(slot, calendar, err))
            return false;
        if (i + 1 < partner->slot_count && next->day == slot->day &&
            (slot->end == 0 || next->start < slot->end))
            return err_fail(err, ERR_INPUT, _("J%d : deux moments se touchent : en garder un."),
                            slot->day);
    }
    return true;
}

bool partner_is_there(const struct partner *partner, int day, enum half half)
{
    for (int i = 0; i < partner->slot_count; i++) {
        const struct partner_slot *slot = &partner->slots[i];

        if (slot->day == day &&
            (slot->end == 0 || (half == HALF_AM ? slot->start < NOON_MIN : slot->end > NOON_MIN)))
            return true;
    }
    return false;
}

int64_t partner_minutes(const struct partner *partner, const struct calendar *calendar)
{
    int64_t sum = 0;

    for (int i = 0; i < partner->slot_count; i++) {
        const struct partner_slot *slot = &partner->slots[i];

        if (slot->end > 0)
            sum += slot->end - slot->start;
        else if (slot->day <= calendar->day_count)
            sum += calendar->days[slot->day - 1].planned[HALF_AM] +
                   calendar->days[slot->day - 1].planned[HALF_PM];
    }
    return sum;
}

int partners_find(const struct partners *partners, const char *key)
{
    for (int i = 0; i < partners->count; i++)
        if (strcmp(partners->list[i].key, key) == 0)
            return i;
    return -1;
}

const char *partner_house(const struct partners *partners, const struct partner *partner)
{
    int other = partners_find(partners, partner->organisation);

    return other >= 0 && partners->list[other].name[0] != '\0' ? partners->list[other].name
                                                               : partner->organisation;
}
