#include "reports/figures/group_profile.h"

#include "base/lang.h"
#include "programme/programme_store.h"
#include "programme/small_cells.h"
#include "reports/figures/public_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOT_SAID N_("non dit")

static const struct field_word PROJECT[] = { { "yes", N_("oui") },
                                             { "no", N_("non") },
                                             { NULL, NULL } };

static const struct field_word AGES[] = {
    { "25", N_("moins de 26 ans") },
    { "44", N_("26 à 44 ans") },
    { "200", N_("45 ans et plus") },
    { NULL, NULL },
};

static bool word_is_unsaid(const char *word)
{
    return word[0] == '\0' || strcmp(word, "unknown") == 0;
}

static const char *age_word(const struct sheet *sheet, int year)
{
    if (sheet->birth_year == 0 || year == 0)
        return "";
    for (const struct field_word *age = AGES; age->word; age++)
        if (year - sheet->birth_year <= atoi(age->word))
            return age->word;
    return "";
}

static const struct question_kind {
    const char *heading;
    enum sheet_field field;
    const struct field_word *words; /* other than the field's own */
} QUESTIONS[GROUP_PROFILE_QUESTIONS] = {
    { N_("Âge"), SHEET_BIRTH_YEAR, AGES },
    { N_("Genre"), SHEET_GENDER, NULL },
    { N_("Scolarité"), SHEET_SCHOOLING, NULL },
    { N_("Emploi"), SHEET_EMPLOYMENT, NULL },
    { N_("Territoire"), SHEET_TERRITORY, NULL },
    { N_("Projet en tête"), SHEET_PROJECT, PROJECT },
    { N_("Prescripteur"), SHEET_PRESCRIBER, NULL },
};

/* The answers of a list; NULL: in her own words. */
static const struct field_word *question_words(const struct question_kind *kind)
{
    return kind->words ? kind->words : SHEET_FIELDS[kind->field].words;
}

/* What a sheet answers: a word of the list or her own, "" = not said. */
static const char *answer_word(const struct question_kind *kind, const struct sheet *sheet,
                               int year)
{
    const char *word;

    if (kind->field == SHEET_BIRTH_YEAR)
        return age_word(sheet, year);
    word = field_text(&SHEET_FIELDS[kind->field], sheet);
    if (word_is_unsaid(word))
        return "";
    /* A project told in words is a project. */
    return kind->field == SHEET_PROJECT && strcmp(word, "no") != 0 ? "yes" : word;
}

static struct group_profile_line *line_find(struct group_profile_question *question,
                                            const char *label)
{
    for (int i = 0; i < question->line_count; i++)
        if (strcmp(question->lines[i].label, label) == 0)
            return &question->lines[i];

    struct group_profile_line *line = &question->lines[question->line_count++];

    *line = (struct group_profile_line){ .count = 0 };
    snprintf(line->label, sizeof line->label, "%s", label);
    return line;
}

static void count_sheet(const struct sheet *sheet, int year, struct group_profile *profile)
{
    for (int i = 0; i < GROUP_PROFILE_QUESTIONS; i++) {
        const struct question_kind *kind = &QUESTIONS[i];
        const char *word = answer_word(kind, sheet, year);
        const char *label = word[0] == '\0' ? _(NOT_SAID) : word;

        if (word[0] != '\0' && question_words(kind))
            label = field_word_name(question_words(kind), word);
        line_find(&profile->questions[i], label)->count++;
    }
}

void group_profile_merge(struct group_profile_question *question, int limit)
{
    const char *unsaid = _(NOT_SAID);
    const char *label = unsaid; /* as long as nobody's answer is in it */
    struct cells cells = { .limit = limit, .count = question->line_count, .unknown = -1 };
    int kept = 0;

    for (int i = 0; i < question->line_count; i++) {
        cells.counts[i] = question->lines[i].count;
        if (strcmp(question->lines[i].label, unsaid) == 0)
            cells.unknown = i;
    }
    cells_merge(&cells);
    question->withheld = cells.total_only;
    for (int i = 0; i < cells.count; i++)
        if (cells.stands[i])
            question->lines[kept++] = question->lines[i];
        else if (i != cells.unknown && cells.counts[i] > 0)
            label = _("autres ou non dit");
    question->line_count = kept;
    if (cells.others > 0)
        line_find(question, label)->count = cells.others;
}

/* Choices stand in their order, also those that nobody took. */
static void questions_begin(struct group_profile *profile)
{
    for (int i = 0; i < GROUP_PROFILE_QUESTIONS; i++) {
        struct group_profile_question *question = &profile->questions[i];
        const struct field_word *word = question_words(&QUESTIONS[i]);

        question->heading = _(QUESTIONS[i].heading);
        if (!word)
            continue;
        for (; word->word; word++)
            if (!word_is_unsaid(word->word))
                line_find(question, _(word->name));
        line_find(question, _(NOT_SAID));
    }
}

static bool sheets_count(struct db *db, const struct vault *vault, const struct people *people,
                         struct group_profile *profile, struct err *err)
{
    struct calendar calendar;
    int year = 0, month, month_day;

    if (!programme_calendar(db, &calendar, err))
        return false;
    if (calendar_first(&calendar).number != DAY_NONE_NUMBER)
        day_split(calendar_first(&calendar), &year, &month, &month_day);
    for (int i = 0; i < people->count; i++) {
        struct sheet sheet = { 0 };

        /* Also of those whose name was removed: their profile stays. */
        if (!people_sheet(db, vault, people->list[i].badge, &sheet, err))
            return false;
        profile->told += !sheet_is_empty(&sheet);
        count_sheet(&sheet, year, profile);
    }
    return true;
}

bool group_profile_read(struct db *db, const struct vault_access *access, struct group_profile *out,
                        struct err *err)
{
    struct people people;
    struct vault vault = { 0 };
    struct err closed = ERR_EMPTY; /* a vault that does not open is no failure */
    bool is_open, is_made = false;

    *out = (struct group_profile){ .state = GROUP_PROFILE_OPEN };
    if (!people_read(db, &people, err) || !vault_is_made(db, &is_made, err) ||
        !cells_limit_read(db, &out->limit, err))
        return false;
    is_open = is_made && vault_open(db, access, &vault, &closed);
    out->people = people.count;
    questions_begin(out);

    bool good = !is_open || sheets_count(db, &vault, &people, out, err);

    vault_close(&vault);
    if (!is_open)
        out->state = is_made ? GROUP_PROFILE_CLOSED : GROUP_PROFILE_UNTOLD;
    else if (out->told == 0)
        out->state = GROUP_PROFILE_UNTOLD;
    if (out->people < out->limit)
        out->state = GROUP_PROFILE_TOO_FEW;
    for (int i = 0; i < GROUP_PROFILE_QUESTIONS; i++)
        group_profile_merge(&out->questions[i], out->limit);
    return good;
}

static void question_rows(const struct group_profile_question *question, struct page *page)
{
    for (int i = 0; i < question->line_count && !question->withheld; i++)
        page_row(page,
                 (struct cell[]){ cell_text(question->heading), cell_text(question->lines[i].label),
                                  cell_integer(question->lines[i].count) });
}

/* "Âge, Genre" */
static void put_withheld(const struct group_profile *profile, struct page *page)
{
    char names[200] = "", line[320];

    for (int i = 0; i < GROUP_PROFILE_QUESTIONS; i++)
        if (profile->questions[i].withheld)
            snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
                     names[0] ? ", " : "", profile->questions[i].heading);
    if (names[0] == '\0')
        return;
    snprintf(line, sizeof line,
             _("Non montré, pour que personne ne soit reconnu dans un groupe de %d : %s."),
             profile->people, names);
    page_note(page, line);
}

static void put_table(const struct group_profile *profile, struct page *page)
{
    const struct page_column columns[] = {
        { "question", _("Question"), CELL_TEXT, READER_ALL, false },
        { "answer", _("Réponse"), CELL_TEXT, READER_ALL, false },
        { "people", _("Personnes"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true };
    char line[120];

    if (cell_may_be_told(profile->told, profile->people, profile->limit)) {
        snprintf(line, sizeof line, _("Fiches d'accueil remplies : %d sur %d."), profile->told,
                 profile->people);
        page_sentence(page, line);
    }
    page_begin_table(page, &table);
    for (int i = 0; i < GROUP_PROFILE_QUESTIONS; i++)
        question_rows(&profile->questions[i], page);
    page_end_table(page);
    put_withheld(profile, page);
    snprintf(line, sizeof line,
             _("Un nombre plus petit que %d est ajouté aux autres. Âge au premier jour."),
             profile->limit);
    page_note(page, line);
}

void group_profile_put(const struct group_profile *profile, struct page *page)
{
    page_section(page, _("Profil du groupe"));
    switch (profile->state) {
    case GROUP_PROFILE_OPEN: put_table(profile, page); break;
    case GROUP_PROFILE_CLOSED:
        page_sentence(page, _("Les fiches d'accueil sont fermées : le profil du groupe n'est pas "
                              "montré."));
        break;
    case GROUP_PROFILE_UNTOLD:
        page_sentence(page, _("Aucune fiche d'accueil n'est remplie : pas de profil."));
        break;
    case GROUP_PROFILE_TOO_FEW:
        page_sentence(page, _("Trop peu de personnes : pas de profil, pour protéger chacune."));
        break;
    }
}
