#include "reports/figures/opinion_list.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/questionnaire.h"
#include "programme/workbook.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX = OPINION_WORDS_MAX + RESPONDENT_NAME_MAX + 64 };

struct opinion_list {
    struct questionnaires questions;
    struct people people;
    struct partners *partners;
    bool quotable[PARTICIPANTS_MAX]; /* beside people.list */
    struct page *page;
    const struct questionnaire *sheet;
    const struct asked_question *asked; /* only answers to this one are said */
    int in_question;                    /* answers to it so far */
    int count;                          /* answers in all */
};

void respondent_format(const struct people *people, const struct partners *partners,
                       const char *respondent, char out[RESPONDENT_NAME_MAX])
{
    enum respondent_kind kind = respondent_kind_of(respondent);
    const char *number = strchr(respondent, ':');
    int person = people_find(people, respondent);
    int partner = partners_find(partners, respondent_key(respondent));

    if (partner >= 0 && partners->list[partner].name[0] != '\0')
        snprintf(out, RESPONDENT_NAME_MAX, "%s", partners->list[partner].name);
    else if (kind == RESPONDENT_PERSON && person >= 0 &&
             people->list[person].called_name[0] != '\0')
        snprintf(out, RESPONDENT_NAME_MAX, "%s", people->list[person].called_name);
    else if (kind == RESPONDENT_PERSON)
        snprintf(out, RESPONDENT_NAME_MAX, "%.40s", respondent);
    else
        snprintf(out, RESPONDENT_NAME_MAX, "%s%s%s",
                 kind == RESPONDENT_ANIMATOR ? _("animateur") : _("partenaire"), number ? " " : "",
                 number ? number + 1 : "");
}

static bool list_read(struct db *db, struct opinion_list *list, struct err *err)
{
    questionnaires_load(&list->questions);
    list->partners = partners_open(db, err);
    if (!list->partners || !people_read(db, &list->people, err))
        return false;
    for (int i = 0; i < list->people.count; i++) {
        struct consent consent;

        if (!people_consent(db, list->people.list[i].badge, CONSENT_QUOTE, &consent, err))
            return false;
        list->quotable[i] = consent_is_given(&consent);
    }
    return true;
}

/* A person agrees or not; of an animator or a partner nobody asked. */
static const char *quote_word(const struct opinion_list *list, const char *respondent)
{
    int person = people_find(&list->people, respondent);

    if (person < 0)
        return "";
    return list->quotable[person] ? "yes" : "no";
}

static void opinion_row(void *context, const struct opinion *opinion)
{
    struct opinion_list *list = context;
    const struct cell cells[] = {
        cell_text(opinion->moment),
        cell_text(opinion->respondent),
        cell_text(opinion->question),
        cell_text(opinion->words),
        cell_text(quote_word(list, opinion->respondent)),
    };

    page_row(list->page, cells);
}

/* Files hold the rows as they were typed. */
static bool rows_put(struct db *db, struct opinion_list *list, struct err *err)
{
    static const struct page_column COLUMNS[] = {
        { "moment", "moment", CELL_TEXT, READER_FILES, false },
        { "respondent", "respondent", CELL_TEXT, READER_FILES, false },
        { "question", "question", CELL_TEXT, READER_FILES, false },
        { "words", "words", CELL_TEXT, READER_FILES, false },
        { "quote", "quote", CELL_TEXT, READER_FILES, false },
    };
    const struct page_table table = { .columns = COLUMNS, .column_count = (int)COUNT_OF(COLUMNS) };
    bool good;

    page_begin_table(list->page, &table);
    good = workbook_each_opinion(db, opinion_row, list, err);
    page_end_table(list->page);
    return good;
}

static void answer_put(struct opinion_list *list, const struct opinion *opinion)
{
    const char *quote = quote_word(list, opinion->respondent);
    char name[RESPONDENT_NAME_MAX];
    char line[LINE_MAX];

    list->count++;
    respondent_format(&list->people, list->partners, opinion->respondent, name);
    snprintf(line, sizeof line,
             strcmp(quote, "no") == 0 ? _("%s : « %s » (ne pas citer)") : _("%s : « %s »"), name,
             opinion->words);
    page_sentence(list->page, line);
}

static void opinion_say(void *context, const struct opinion *opinion)
{
    struct opinion_list *list = context;
    char line[2 * WORDING_MAX];

    if (strcmp(opinion->question, list->asked->id) != 0)
        return;
    if (list->in_question++ == 0) {
        snprintf(line, sizeof line, "%s – %s", wording_shown(&list->sheet->heading),
                 wording_shown(&list->asked->wording));
        page_section(list->page, line);
    }
    answer_put(list, opinion);
}

/* A question of another version of the program, kept with its own words. */
static void other_say(void *context, const struct opinion *opinion)
{
    struct opinion_list *list = context;
    const struct questionnaire *sheet;

    if (questionnaires_find(&list->questions, opinion->question, &sheet))
        return;
    page_section(list->page, opinion->question);
    answer_put(list, opinion);
}

/* Questions in their order; one that nobody answered is left out. */
static bool answers_put(struct db *db, struct opinion_list *list, struct err *err)
{
    for (int i = 0; i < list->questions.count; i++)
        for (int k = 0; k < list->questions.list[i].count; k++) {
            list->sheet = &list->questions.list[i];
            list->asked = &list->sheet->questions[k];
            list->in_question = 0;
            if (!workbook_each_opinion(db, opinion_say, list, err))
                return false;
        }
    return workbook_each_opinion(db, other_say, list, err);
}

bool opinion_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err)
{
    struct opinion_list *list = calloc(1, sizeof *list); /* too large for a stack frame */
    bool good;

    if (!list)
        abort();
    list->page = page;
    people_page_title(page, _("Questionnaires"), session);
    good = list_read(db, list, err) && rows_put(db, list, err) && answers_put(db, list, err);
    if (list->count == 0)
        page_sentence(page, _("Personne n'a encore répondu."));
    page_note(page, _("Pour l'équipe. Ce qui part chez un financeur ne cite que les personnes "
                      "d'accord, sans leur nom."));
    free(list->partners);
    free(list);
    return good;
}
