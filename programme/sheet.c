#include "programme/sheet.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct field_word SCHOOLING[] = {
    { "", N_("pas dit") },
    { "none", N_("jamais à l'école") },
    { "primary", N_("primaire") },
    { "lower_sec", N_("collège") },
    { "bac", N_("bac") },
    { "above_bac", N_("après le bac") },
    { "unknown", N_("ne sait pas") },
    { NULL, NULL },
};

static const struct field_word EMPLOYMENT[] = {
    { "", N_("pas dit") },
    { "none", N_("sans emploi") },
    { "job", N_("emploi") },
    { "integration", N_("insertion") },
    { "micro", N_("activité à soi") },
    { "unknown", N_("ne sait pas") },
    { NULL, NULL },
};

static const struct field_word TERRITORY[] = {
    { "", N_("pas dit") },    { "QPV", N_("QPV") },
    { "ZRR", N_("ZRR") },     { "near_QPV", N_("près d'un QPV") },
    { "other", N_("autre") }, { "unknown", N_("ne sait pas") },
    { NULL, NULL },
};

static bool year_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    char *end;
    long year = strtol(text, &end, 10);

    (void)field;
    (void)what;
    if (*end != '\0' || (text[0] && (year < 1900 || year > 2099)))
        return err_fail(err, ERR_INPUT, _("L'année de naissance s'écrit comme 1985."));
    *(int *)place = (int)year;
    return true;
}

static void year_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    int year = *(const int *)place;

    (void)field;
    out[0] = '\0';
    if (year != 0)
        snprintf(out, FIELD_TEXT_MAX, "%d", year);
}

/* Dates are dates, whichever way they are written. */
static bool date_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    struct day day;

    return (text[0] == '\0' || day_parse(text, &day, err)) &&
           text_copy(place, field->size, text, what, err);
}

static bool months_take(const struct field *field, void *place, const char *text, const char *what,
                        struct err *err)
{
    if (text[strspn(text, "0123456789")] != '\0')
        return err_fail(err, ERR_INPUT, _("Les mois sans travail s'écrivent en chiffres."));
    return text_copy(place, field->size, text, what, err);
}

static void written_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    FIELD_TEXT.put(field, place, out);
}

static const struct field_kind YEAR = { year_take, year_put };
static const struct field_kind DATE = { date_take, written_put };
static const struct field_kind MONTHS = { months_take, written_put };

#define SHEET_AT(member) FIELD_AT(struct sheet, member)

const struct field SHEET_FIELDS[SHEET_FIELD_COUNT] = {
    { "birth_year", N_("Année de naissance"), NULL, &YEAR, SHEET_AT(birth_year) },
    { "gender", N_("Genre"), NULL, &FIELD_TEXT, SHEET_AT(gender) },
    { "schooling", N_("École"), NULL, &FIELD_WORD, SHEET_AT(schooling), .words = SCHOOLING },
    { "employment", N_("Travail"), NULL, &FIELD_WORD, SHEET_AT(employment), .words = EMPLOYMENT },
    { "territory", N_("Quartier"), NULL, &FIELD_WORD, SHEET_AT(territory), .words = TERRITORY },
    { "prescriber", N_("Envoyée par"), NULL, &FIELD_TEXT, SHEET_AT(prescriber) },
    { "project", N_("Un projet"), NULL, &FIELD_TEXT, SHEET_AT(project) },
    { "languages", N_("Langues"), NULL, &FIELD_TEXT, SHEET_AT(languages) },
    { "contact", N_("Où la joindre"), NULL, &FIELD_TEXT, SHEET_AT(contact) },
    { "help", N_("Aide utile"), N_("lire, interprète…"), &FIELD_TEXT, SHEET_AT(help) },
    { "expectations", N_("Ce qu'elle attend"), NULL, &FIELD_TEXT, SHEET_AT(expectations) },
    { "contract", N_("Numéro de contrat"), N_("avec la coopérative"), &FIELD_TEXT,
      SHEET_AT(contract) },
    { "birth_date", N_("Date de naissance"), NULL, &DATE, SHEET_AT(birth_date),
      .day = DAY_OF_BIRTH },
    { "commune", N_("Commune"), NULL, &FIELD_TEXT, SHEET_AT(commune) },
    { "months_without_work", N_("Mois sans travail"), NULL, &MONTHS,
      SHEET_AT(months_without_work) },
    { "signed_on", N_("Signé le"), NULL, &DATE, SHEET_AT(signed_on), .day = DAY_OF_FACT },
    { "typed_on", N_("Saisi le"), NULL, &DATE, SHEET_AT(typed_on), .day = DAY_OF_FACT },
};

bool sheet_check(const struct sheet *sheet, struct err *err)
{
    struct sheet copy = *sheet;
    char text[FIELD_TEXT_MAX];

    for (int i = 0; i < SHEET_FIELD_COUNT; i++) {
        field_get(&SHEET_FIELDS[i], sheet, text);
        if (!field_set(&SHEET_FIELDS[i], &copy, text, err))
            return false;
    }
    return true;
}

bool sheet_is_empty(const struct sheet *sheet)
{
    static const struct sheet EMPTY = { 0 };

    return sheet_is_same(sheet, &EMPTY);
}

bool sheet_is_same(const struct sheet *one, const struct sheet *other)
{
    char text[2][FIELD_TEXT_MAX];

    for (int i = 0; i < SHEET_FIELD_COUNT; i++) {
        field_get(&SHEET_FIELDS[i], one, text[0]);
        field_get(&SHEET_FIELDS[i], other, text[1]);
        if (strcmp(text[0], text[1]) != 0)
            return false;
    }
    return true;
}

void sheet_put(const struct sheet *sheet, struct buf *out)
{
    char text[FIELD_TEXT_MAX];

    for (int i = 0; i < SHEET_FIELD_COUNT; i++) {
        field_get(&SHEET_FIELDS[i], sheet, text);
        if (text[0])
            buf_printf(out, "%s: %s\n", SHEET_FIELDS[i].name, text);
    }
}

/* What a newer program wrote is passed over. */
static void line_take(struct sheet *out, const char *name, const char *text)
{
    struct err ignored = ERR_EMPTY;

    for (int i = 0; i < SHEET_FIELD_COUNT; i++)
        if (strcmp(SHEET_FIELDS[i].name, name) == 0 &&
            field_set(&SHEET_FIELDS[i], out, text, &ignored))
            return;
}

void sheet_take(struct sheet *out, const char *text)
{
    *out = (struct sheet){ 0 };
    while (*text) {
        char line[SHEET_TEXT_MAX + SHEET_WORD_MAX];
        size_t length = strcspn(text, "\n");
        char *value;

        if (length < sizeof line) {
            memcpy(line, text, length);
            line[length] = '\0';
            value = strstr(line, ": ");
            if (value) {
                *value = '\0';
                line_take(out, line, value + 2);
            }
        }
        text += length + (text[length] == '\n');
    }
}
