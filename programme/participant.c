#include "programme/participant.h"

#include "base/lang.h"
#include "programme/house_code.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
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

/* The fields of a sheet, once: where they are and what they take. */
static const struct sheet_field {
    const char *name;
    size_t offset;
    size_t room;       /* 0: the birth year, a number */
    const char *words; /* space-separated list, NULL = free text */
} FIELDS[] = {
    { "birth_year", offsetof(struct sheet, birth_year), 0, NULL },
    { "gender", offsetof(struct sheet, gender), SHEET_WORD_MAX, NULL },
    { "schooling", offsetof(struct sheet, schooling), SHEET_WORD_MAX,
      "none primary lower_sec bac above_bac unknown" },
    { "employment", offsetof(struct sheet, employment), SHEET_WORD_MAX,
      "none job integration micro unknown" },
    { "territory", offsetof(struct sheet, territory), SHEET_WORD_MAX,
      "QPV ZRR near_QPV other unknown" },
    { "prescriber", offsetof(struct sheet, prescriber), SHEET_TEXT_MAX, NULL },
    { "project", offsetof(struct sheet, project), SHEET_TEXT_MAX, NULL },
    { "languages", offsetof(struct sheet, languages), SHEET_TEXT_MAX, NULL },
    { "contact", offsetof(struct sheet, contact), SHEET_TEXT_MAX, NULL },
    { "help", offsetof(struct sheet, help), SHEET_TEXT_MAX, NULL },
    { "expectations", offsetof(struct sheet, expectations), SHEET_TEXT_MAX, NULL },
    { "contract", offsetof(struct sheet, contract), SHEET_TEXT_MAX, NULL },
    { "birth_date", offsetof(struct sheet, birth_date), SHEET_WORD_MAX, NULL },
    { "commune", offsetof(struct sheet, commune), SHEET_TEXT_MAX, NULL },
    { "months_without_work", offsetof(struct sheet, months_without_work), SHEET_WORD_MAX, NULL },
    { "signed_on", offsetof(struct sheet, signed_on), SHEET_WORD_MAX, NULL },
    { "typed_on", offsetof(struct sheet, typed_on), SHEET_WORD_MAX, NULL },
};

static bool word_is_in(const char *words, const char *word)
{
    size_t length = strlen(word);

    while (*words) {
        size_t here = strcspn(words, " ");

        if (here == length && memcmp(words, word, length) == 0)
            return true;
        words += here + (words[here] == ' ');
    }
    return false;
}

const char *sheet_field(const struct sheet *sheet, int i, const char **text, char scratch[12])
{
    if (i < 0 || (size_t)i >= COUNT_OF(FIELDS))
        return NULL;
    *text = (const char *)sheet + FIELDS[i].offset;
    if (FIELDS[i].room == 0) {
        scratch[0] = '\0';
        if (sheet->birth_year != 0)
            snprintf(scratch, 12, "%d", sheet->birth_year);
        *text = scratch;
    }
    return FIELDS[i].name;
}

bool sheet_set(struct sheet *sheet, const char *name, const char *text)
{
    for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
        if (strcmp(FIELDS[i].name, name) != 0)
            continue;
        if (FIELDS[i].room == 0) {
            char *end;
            long year = strtol(text, &end, 10);

            if (*end != '\0' || (text[0] && (year < 1900 || year > 2099)))
                return false;
            sheet->birth_year = (int)year;
            return true;
        }

        struct err err = ERR_EMPTY;

        return text_copy((char *)sheet + FIELDS[i].offset, FIELDS[i].room, text, name, &err);
    }
    return false;
}

/* Dates are dates, whichever way they are written. */
static bool dates_check(const struct sheet *sheet, struct err *err)
{
    const char *const dates[] = { sheet->birth_date, sheet->signed_on, sheet->typed_on };
    struct day day;

    for (size_t i = 0; i < COUNT_OF(dates); i++)
        if (dates[i][0] != '\0' && !day_parse(dates[i], &day, err))
            return false;
    return sheet->months_without_work[strspn(sheet->months_without_work, "0123456789")] == '\0' ||
           err_fail(err, ERR_INPUT, _("Les mois sans travail s'écrivent en chiffres."));
}

bool sheet_check(const struct sheet *sheet, struct err *err)
{
    char scratch[12];
    const char *text;

    for (size_t i = 0; i < COUNT_OF(FIELDS); i++) {
        const char *name = sheet_field(sheet, (int)i, &text, scratch);

        if (FIELDS[i].words && text[0] && !word_is_in(FIELDS[i].words, text))
            return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), name,
                            FIELDS[i].words);
    }
    if (sheet->birth_year != 0 && (sheet->birth_year < 1900 || sheet->birth_year > 2099))
        return err_fail(err, ERR_INPUT, _("L'année de naissance s'écrit comme 1985."));
    return dates_check(sheet, err);
}

bool sheet_is_empty(const struct sheet *sheet)
{
    char scratch[12];
    const char *text;

    for (int i = 0; sheet_field(sheet, i, &text, scratch); i++)
        if (text[0])
            return false;
    return true;
}

bool sheet_is_same(const struct sheet *one, const struct sheet *other)
{
    char scratch[2][12];
    const char *text[2];

    for (int i = 0; sheet_field(one, i, &text[0], scratch[0]); i++) {
        (void)sheet_field(other, i, &text[1], scratch[1]);
        if (strcmp(text[0], text[1]) != 0)
            return false;
    }
    return true;
}

void sheet_put(const struct sheet *sheet, struct buf *out)
{
    char scratch[12];
    const char *text;
    const char *name;

    for (int i = 0; (name = sheet_field(sheet, i, &text, scratch)) != NULL; i++)
        if (text[0])
            buf_printf(out, "%s: %s\n", name, text);
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
                (void)sheet_set(out, line, value + 2);
            }
        }
        text += length + (text[length] == '\n');
    }
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
