#include "reports/kit/kit_facts.h"

#include "base/csv.h"
#include "ledger/till.h"
#include "programme/logo.h"
#include "programme/programme_store.h"
#include "reports/figures/group_look.h"
#include "reports/figures/quote_list.h"
#include "reports/figures/turnover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char FIELDS[] = {
#include "reports/kit/fields.csv.inc"
};

static void quote_take(void *context, const char *words)
{
    struct kit_facts *facts = context;

    if (facts->quote_count < KIT_QUOTES_MAX && strlen(words) < KIT_QUOTE_MAX)
        snprintf(facts->quotes[facts->quote_count++], KIT_QUOTE_MAX, "%s", words);
}

static bool rights_read(struct kit_facts *facts, struct db *db, struct err *err)
{
    for (int i = 0; i < facts->people.count; i++)
        for (int use = 0; use < IMAGE_USE_COUNT; use++) {
            struct image_right right;

            if (!image_find(db, facts->people.list[i].badge, (enum image_use)use,
                            moment_day(facts->made_at), &right, err))
                return false;
            facts->rights[i][use] = right.given;
        }
    return true;
}

static bool group_read(struct kit_facts *facts, struct db *db, struct err *err)
{
    enum session_state state;

    facts->partners = partners_open(db, err);
    if (!facts->partners || !people_read(db, &facts->people, err) ||
        !programme_calendar(db, &facts->calendar, err) || !programme_state(db, &state, err) ||
        !programme_second_tongue(db, &facts->second, &facts->has_second, err) ||
        !turnover_read(db, &facts->turnover, err))
        return false;
    facts->is_closed = state >= SESSION_CLOSED;
    return true;
}

static bool facts_read(struct kit_facts *facts, struct till *till, struct err *err)
{
    struct db *db = till->db;

    return session_venues(db, facts->session, facts->venues, err) && group_read(facts, db, err) &&
           rights_read(facts, db, err) &&
           goods_read(db, till->session.sector, &facts->goods, err) &&
           group_colour(db, &facts->colour, err) && logo_find(db, &facts->logo, err) &&
           partner_logo(db, PARTNER_EMBLEM_KEY, &facts->emblem, err) &&
           quote_list_each(db, moment_day(facts->made_at), quote_take, facts, err);
}

struct kit_facts *kit_facts_open(struct till *till, struct moment made_at, struct err *err)
{
    struct kit_facts *facts = calloc(1, sizeof *facts);

    if (!facts)
        abort();
    facts->till = till;
    facts->session = &till->session;
    facts->made_at = made_at;
    facts->logo = buf_init(LOGO_BYTES_MAX);
    facts->emblem = buf_init(PARTNER_LOGO_MAX);
    phrases_load(&facts->phrases);
    if (facts_read(facts, till, err))
        return facts;
    kit_facts_close(facts);
    return NULL;
}

void kit_facts_close(struct kit_facts *facts)
{
    if (!facts)
        return;
    buf_release(&facts->logo);
    buf_release(&facts->emblem);
    free(facts->partners);
    free(facts);
}

bool kit_may_name(const struct partner *partner)
{
    return partner->publish && partner->name[0] != '\0';
}

void kit_day(struct day day, char out[KIT_DAY_MAX])
{
    static const char *const WEEKDAYS[] = { "lundi",    "mardi",  "mercredi", "jeudi",
                                            "vendredi", "samedi", "dimanche" };
    static const char *const MONTHS[] = { "janvier",   "février", "mars",     "avril",
                                          "mai",       "juin",    "juillet",  "août",
                                          "septembre", "octobre", "novembre", "décembre" };
    int year, month, month_day;

    out[0] = '\0';
    if (day.number == DAY_NONE_NUMBER)
        return;
    day_split(day, &year, &month, &month_day);
    snprintf(out, KIT_DAY_MAX, "%s %d%s %s %d", WEEKDAYS[day_weekday(day) - 1], month_day,
             month_day == 1 ? "er" : "", MONTHS[month - 1], year);
}

/* -- Fields that are made of more than one fact. -- */

static void count_put(int count, const char *one, const char *many, char *out)
{
    out[0] = '\0';
    if (count > 0)
        snprintf(out, KIT_FIELD_MAX, "%d %s", count, count > 1 ? many : one);
}

/* "la Mairie, Léo Petit et le Marché": partners whom `is_wanted` and who may be named. */
typedef bool partner_test(const struct partner *partner);

static bool is_animator(const struct partner *partner)
{
    return partner->kind == PARTNER_ANIMATOR;
}

static bool is_other(const struct partner *partner)
{
    return partner->kind != PARTNER_ANIMATOR && strcmp(partner->key, PARTNER_EMBLEM_KEY) != 0;
}

static bool is_funder(const struct partner *partner)
{
    return partner_has_role(partner, PARTNER_FUND);
}

static void names_put(const struct partners *partners, partner_test *is_wanted, char *out)
{
    const char *names[PARTNERS_MAX];
    size_t length = 0;
    int count = 0;

    for (int i = 0; i < partners->count; i++)
        if (kit_may_name(&partners->list[i]) && is_wanted(&partners->list[i]))
            names[count++] = partners->list[i].name;
    out[0] = '\0';
    for (int i = 0; i < count && length + PARTNER_NAME_MAX + 8 < KIT_FIELD_MAX; i++)
        length += (size_t)snprintf(out + length, KIT_FIELD_MAX - length, "%s%s",
                                   i == 0           ? ""
                                   : i == count - 1 ? " et "
                                                    : ", ",
                                   names[i]);
}

/* "Cookie : 1,50 € ; Sablé : 2,00 €" */
static void prices_put(const struct goods *goods, char *out)
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < goods->count && length + 120 < KIT_FIELD_MAX; i++) {
        char price[MONEY_TEXT_MAX];

        money_format_euro(goods->list[i].price, price);
        length += (size_t)snprintf(out + length, KIT_FIELD_MAX - length, "%s%s : %s",
                                   length > 0 ? " ; " : "", goods->list[i].label, price);
    }
}

static void date_put(const struct kit_facts *facts, int day, char *out)
{
    char text[KIT_DAY_MAX] = "";

    if (day >= 1 && day <= facts->calendar.day_count)
        kit_day(facts->calendar.days[day - 1].date, text);
    snprintf(out, KIT_FIELD_MAX, "%s", text);
}

/* "lundi 7 décembre 2026 et mardi 8 décembre 2026": the days of the market; "" one has no date. */
static void sale_days_put(const struct kit_facts *facts, char *out)
{
    size_t length = 0;

    out[0] = '\0';
    for (int day = 1; day <= facts->calendar.day_count; day++) {
        char date[KIT_DAY_MAX];

        if ((facts->calendar.days[day - 1].steps >> (STEP_SELL - 1) & 1U) == 0)
            continue;
        kit_day(facts->calendar.days[day - 1].date, date);
        if (date[0] == '\0' || length + KIT_DAY_MAX + 8 > KIT_FIELD_MAX) {
            out[0] = '\0';
            return;
        }
        length += (size_t)snprintf(out + length, KIT_FIELD_MAX - length, "%s%s",
                                   length > 0 ? " et " : "", date);
    }
}

/* The fields made of the calendar and the people; false: it is none of them. */
static bool made_field(const struct kit_facts *facts, const char *id, char *out)
{
    if (strcmp(id, "people") == 0)
        count_put(facts->people.count, "personne", "personnes", out);
    else if (strcmp(id, "days") == 0)
        count_put(facts->calendar.day_count, "jour", "jours", out);
    else if (strcmp(id, "first_day") == 0)
        date_put(facts, 1, out);
    else if (strcmp(id, "last_day") == 0)
        date_put(facts, facts->calendar.day_count, out);
    else if (strcmp(id, "sale_day") == 0)
        sale_days_put(facts, out);
    else if (strcmp(id, "today") == 0)
        kit_day(moment_day(facts->made_at), out);
    else if (strcmp(id, "partners") == 0)
        names_put(facts->partners, is_other, out);
    else if (strcmp(id, "animators") == 0)
        names_put(facts->partners, is_animator, out);
    else if (strcmp(id, "funding") == 0)
        names_put(facts->partners, is_funder, out);
    else if (strcmp(id, "prices") == 0)
        prices_put(&facts->goods, out);
    else if (strcmp(id, "turnover") == 0 && facts->is_closed && facts->turnover > 0)
        money_format_euro(facts->turnover, out);
    else
        return false;
    return true;
}

static const char *plain_field(const struct kit_facts *facts, const char *id)
{
    const struct session *session = facts->session;
    const struct {
        const char *id;
        const char *text;
    } plain[] = {
        { "session", session->name },
        { "host", session->host },
        { "address", session->address },
        { "siret", session->siret[0] ? session->siret : session->siren },
        { "place", session->place },
        { "venue", facts->venues },
        { "product", session->product },
        { "quote", facts->quote_count > 0 ? facts->quotes[0] : "" },
    };

    for (size_t i = 0; i < COUNT_OF(plain); i++)
        if (strcmp(plain[i].id, id) == 0)
            return plain[i].text;
    return "";
}

/* -- Their names. -- */

struct labelled {
    const char *id;
    char *label;
    bool found;
};

static bool label_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct labelled *labelled = context;

    (void)line;
    (void)err;
    if (strcmp(fields[0], labelled->id) == 0) {
        snprintf(labelled->label, KIT_LABEL_MAX, "%s", fields[1]);
        labelled->found = true;
    }
    return true;
}

static bool label_find(const char *id, char label[KIT_LABEL_MAX])
{
    static const struct csv_column COLUMNS[] = { { "id", true }, { "label", true } };
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), label_row, NULL };
    struct labelled labelled = { .id = id, .label = label };
    struct err err = ERR_EMPTY;

    if (!csv_read_text((const char *)FIELDS, "fields.csv", &TABLE, &labelled, &err))
        abort(); /* the table is ours, and tested */
    return labelled.found;
}

bool kit_field(const struct kit_facts *facts, const char *id, char out[KIT_FIELD_MAX],
               char label[KIT_LABEL_MAX])
{
    if (!label_find(id, label))
        return false;
    if (!made_field(facts, id, out))
        snprintf(out, KIT_FIELD_MAX, "%s", plain_field(facts, id));
    return true;
}
