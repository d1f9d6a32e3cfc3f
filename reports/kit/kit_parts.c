#include "reports/kit/kit_parts.h"

#include "programme/agenda.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fill_say(struct kit_pen *pen, const struct kit_facts *facts, const char *line)
{
    char filled[KIT_LINE_MAX];

    kit_text_fill(line, facts, filled);
    pen->ops->paragraph(pen, filled);
}

static bool days_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    (void)err;
    pen->ops->table_begin(pen, (const char *[]){ "Jour", "Date", "Ce que fait le groupe" }, 3);
    for (int day = 1; day <= facts->calendar.day_count; day++) {
        char number[16], date[KIT_DAY_MAX], filled[KIT_LINE_MAX], what[AGENDA_TEXT_MAX];

        snprintf(number, sizeof number, "J%d", day);
        kit_day(facts->calendar.days[day - 1].date, date);
        kit_text_fill("{date}", facts, filled);
        agenda_what(&facts->calendar, day, what);
        pen->ops->row(pen,
                      (const char *[]){ number, date[0] ? date : filled, what[0] ? what : "–" }, 3);
    }
    pen->ops->table_end(pen);
    return true;
}

static bool products_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    (void)err;
    if (facts->goods.count == 0) {
        fill_say(pen, facts, "{produits et prix}");
        return true;
    }
    pen->ops->table_begin(pen, (const char *[]){ "Produit", "Prix" }, 2);
    for (int i = 0; i < facts->goods.count; i++) {
        const struct product *product = &facts->goods.list[i];
        char price[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 16];

        money_format_euro(product->price, price);
        snprintf(line, sizeof line, "%s%s", price, product->by_weight ? " le kilo" : "");
        pen->ops->row(pen, (const char *[]){ product->label, line }, 2);
    }
    pen->ops->table_end(pen);
    return true;
}

static bool quotes_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    (void)err;
    if (facts->quote_count == 0)
        fill_say(pen, facts, "« {une phrase, avec l'accord de la personne} »");
    for (int i = 0; i < facts->quote_count; i++) {
        char line[KIT_QUOTE_MAX + 8];

        snprintf(line, sizeof line, "« %s »", facts->quotes[i]);
        pen->ops->paragraph(pen, line);
    }
    return true;
}

/* In the words of the list of roles. */
static void help_put(unsigned roles, char *out, size_t room)
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < PARTNER_ROLE_COUNT && length < room; i++)
        if ((roles >> (unsigned)i & 1U) != 0)
            length += (size_t)snprintf(out + length, room - length, "%s%s", length > 0 ? ", " : "",
                                       partner_role_name((enum partner_role)i));
}

static bool partners_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    int count = 0;

    (void)err;
    for (int i = 0; i < facts->partners->count; i++) {
        const struct partner *partner = &facts->partners->list[i];
        const char *house;
        char help[300];

        if (!kit_may_name(partner) || strcmp(partner->key, PARTNER_EMBLEM_KEY) == 0)
            continue;
        if (count++ == 0)
            pen->ops->table_begin(pen, (const char *[]){ "Nom", "Structure", "Aide" }, 3);
        help_put(partner->roles, help, sizeof help);
        house = partner_house(facts->partners, partner);
        pen->ops->row(
            pen, (const char *[]){ partner->name, house[0] ? house : "–", help[0] ? help : "–" },
            3);
    }
    if (count > 0)
        pen->ops->table_end(pen);
    else
        fill_say(pen, facts, "{noms des partenaires}");
    return true;
}

static bool facts_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    static const char *const ROWS[][2] = {
        { "Porteur", "{host}" },           { "Ville", "{place}" },
        { "Premier jour", "{first_day}" }, { "Dernier jour", "{last_day}" },
        { "Participants", "{people}" },    { "Lieu de vente", "{venue}" },
        { "Produit", "{product}" },        { "Ventes, taxe comprise", "{turnover}" },
    };

    (void)err;
    pen->ops->table_begin(pen, (const char *[]){ "Repère", "Réponse" }, 2);
    for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
        char filled[KIT_LINE_MAX];

        kit_text_fill(ROWS[i][1], facts, filled);
        pen->ops->row(pen, (const char *[]){ ROWS[i][0], filled }, 2);
    }
    pen->ops->table_end(pen);
    return true;
}

/* "Léo Petit : J4, lundi 7 décembre 2026, de 9:30 à 12:00" */
static void slot_say(const struct kit_facts *facts, const struct partner *partner,
                     const struct partner_slot *slot, struct kit_pen *pen)
{
    char date[KIT_DAY_MAX] = "", line[PARTNER_NAME_MAX + 200], clock[48] = "";

    if (slot->day <= facts->calendar.day_count)
        kit_day(facts->calendar.days[slot->day - 1].date, date);
    if (slot->end > 0)
        snprintf(clock, sizeof clock, ", de %d:%02d à %d:%02d", slot->start / 60, slot->start % 60,
                 slot->end / 60, slot->end % 60);
    snprintf(line, sizeof line, "%s : J%d%s%s%s", partner->name, slot->day, date[0] ? ", " : "",
             date, clock);
    pen->ops->item(pen, line);
}

static bool who_write(const struct kit_facts *facts, const char *word, struct kit_pen *pen)
{
    enum partner_role role;
    bool is_known = partner_role_parse(word, strlen(word), &role);
    int count = 0;

    assert(is_known);
    for (int i = 0; i < facts->partners->count; i++) {
        const struct partner *partner = &facts->partners->list[i];

        if (!partner_has_role(partner, role) || partner->name[0] == '\0')
            continue;
        for (int k = 0; k < partner->slot_count; k++, count++)
            slot_say(facts, partner, &partner->slots[k], pen);
        if (partner->slot_count == 0) {
            pen->ops->item(pen, partner->name);
            count++;
        }
    }
    if (count == 0)
        fill_say(pen, facts, "{votre nom} : {votre jour}, de {heure du début} à {heure de fin}");
    return true;
}

/* Who said yes, use by use; everybody else is no. By badge: the paper may be lost. */
static bool rights_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    static const enum image_use USES[] = { IMAGE_ALBUM,  IMAGE_STALL, IMAGE_SITE,
                                           IMAGE_SOCIAL, IMAGE_PRESS, IMAGE_NETWORK };
    const char *headings[COUNT_OF(USES) + 1] = { "Badge" };

    (void)err;
    for (size_t i = 0; i < COUNT_OF(USES); i++)
        headings[i + 1] = image_use_name(USES[i]);
    pen->ops->table_begin(pen, headings, (int)COUNT_OF(USES) + 1);
    for (int person = 0; person < facts->people.count; person++) {
        const char *cells[COUNT_OF(USES) + 1] = { facts->people.list[person].badge };

        for (size_t i = 0; i < COUNT_OF(USES); i++)
            cells[i + 1] = facts->rights[person][USES[i]] ? "oui" : "non";
        if (!facts->people.list[person].erased)
            pen->ops->row(pen, cells, (int)COUNT_OF(USES) + 1);
    }
    pen->ops->table_end(pen);
    return true;
}

static bool logo_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    (void)err;
    if (facts->logo.length > 0)
        pen->ops->picture(pen, &facts->logo, "Logo du groupe", false);
    else
        fill_say(pen, facts, "{logo du groupe}");
    return true;
}

/* The emblem first: no other logo is larger. */
void kit_emblem_write(const struct kit_facts *facts, struct kit_pen *pen)
{
    if (facts->emblem.length == 0)
        return;
    pen->ops->picture(pen, &facts->emblem, "Emblème de l'Union européenne", false);
    pen->ops->paragraph(pen, "Cofinancé par l'Union européenne");
}

static bool logos_write(const struct kit_facts *facts, struct kit_pen *pen, struct err *err)
{
    bool good = true;

    kit_emblem_write(facts, pen);
    for (int i = 0; good && i < facts->partners->count; i++) {
        const struct partner *partner = &facts->partners->list[i];
        struct buf png = buf_init(PARTNER_LOGO_MAX);

        if (partner->has_logo && kit_may_name(partner) &&
            strcmp(partner->key, PARTNER_EMBLEM_KEY) != 0) {
            good = partner_logo(facts->till->db, partner->key, &png, err);
            if (good)
                pen->ops->picture(pen, &png, partner->name, true);
        }
        buf_release(&png);
    }
    return good;
}

bool kit_part_write(const char *name, const struct kit_facts *facts, struct kit_pen *pen,
                    struct err *err)
{
    static const struct {
        const char *name;
        bool (*write)(const struct kit_facts *facts, struct kit_pen *pen, struct err *err);
    } PARTS[] = {
        { "days", days_write },         { "products", products_write }, { "quotes", quotes_write },
        { "partners", partners_write }, { "facts", facts_write },       { "rights", rights_write },
        { "logo", logo_write },         { "logos", logos_write },
    };

    if (strncmp(name, "who ", 4) == 0)
        return who_write(facts, name + 4, pen);
    for (size_t i = 0; i < COUNT_OF(PARTS); i++)
        if (strcmp(PARTS[i].name, name) == 0)
            return PARTS[i].write(facts, pen, err);
    abort(); /* the texts are ours, and tested */
}
