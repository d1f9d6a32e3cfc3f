#include "reports/figures/partner_list.h"

#include "base/lang.h"
#include "programme/questionnaire.h"
#include "programme/workbook.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_SHOWN_MAX = 240 };

void partner_roles_show(unsigned roles, char out[ROLES_SHOWN_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < PARTNER_ROLE_COUNT && length < ROLES_SHOWN_MAX; i++)
        if ((roles >> (unsigned)i & 1U) != 0)
            length +=
                (size_t)snprintf(out + length, ROLES_SHOWN_MAX - length, "%s%s",
                                 length > 0 ? ", " : "", partner_role_name((enum partner_role)i));
}

void partner_slot_show(const struct partner_slot *slot, char out[SLOT_SHOWN_MAX])
{
    if (slot->end == 0)
        snprintf(out, SLOT_SHOWN_MAX, "J%d", slot->day);
    else
        snprintf(out, SLOT_SHOWN_MAX, _("J%d, de %d:%02d à %d:%02d"), slot->day, slot->start / 60,
                 slot->start % 60, slot->end / 60, slot->end % 60);
}

static void days_show(const struct partner *partner, char out[DAYS_SHOWN_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < partner->slot_count && length < DAYS_SHOWN_MAX; i++) {
        char slot[SLOT_SHOWN_MAX];

        partner_slot_show(&partner->slots[i], slot);
        length += (size_t)snprintf(out + length, DAYS_SHOWN_MAX - length, "%s%s",
                                   length > 0 ? " ; " : "", slot);
    }
}

static void partner_row(const struct partners *partners, const struct partner *partner,
                        struct page *page)
{
    char words[PARTNER_WORDS_MAX], roles[ROLES_SHOWN_MAX];
    char days[DAYS_SHOWN_MAX], when[DAYS_SHOWN_MAX];

    partner_roles_format(partner->roles, words);
    partner_roles_show(partner->roles, roles);
    partner_days_format(partner, days, sizeof days);
    days_show(partner, when);
    page_row(page,
             (struct cell[]){
                 cell_text(partner->key),
                 cell_word(partner_kind_word(partner->kind), partner_kind_name(partner->kind)),
                 cell_text(partner->name),
                 cell_text(partner_house(partners, partner)),
                 cell_word(words, roles),
                 cell_word(days, when),
             });
}

static void partners_page(const struct session *session, const struct partners *partners,
                          struct page *page)
{
    const struct page_column columns[] = {
        { "key", _("Clé"), CELL_TEXT, READER_ALL, false },
        { "kind", _("Genre"), CELL_TEXT, READER_ALL, false },
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
        { "organisation", _("Structure"), CELL_TEXT, READER_ALL, false },
        { "roles", _("Aide"), CELL_TEXT, READER_ALL, false },
        { "days", _("Jours"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };

    people_page_title(page, _("Qui est autour du groupe"), session);
    page_begin_table(page, &table);
    for (int i = 0; i < partners->count; i++)
        partner_row(partners, &partners->list[i], page);
    page_end_table(page);
    if (partners->count == 0)
        page_sentence(page, _("Aucun partenaire n'est encore inscrit."));
}

bool partner_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err)
{
    struct partners *partners = partners_open(db, err);

    if (!partners)
        return false;
    partners_page(session, partners, page);
    free(partners);
    return true;
}

static void public_row(const struct partners *partners, const struct partner *partner,
                       struct page *page)
{
    char roles[ROLES_SHOWN_MAX];

    partner_roles_show(partner->roles, roles);
    page_row(page,
             (struct cell[]){ cell_text(partner->name), cell_text(partner_house(partners, partner)),
                              cell_text(roles) });
}

bool partner_public_put(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
        { "organisation", _("Structure"), CELL_TEXT, READER_ALL, false },
        { "roles", _("Aide"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true };
    struct partners *partners = partners_open(db, err);
    int count = 0;

    if (!partners)
        return false;
    for (int i = 0; i < partners->count; i++) {
        const struct partner *partner = &partners->list[i];

        if (!partner->publish || partner->name[0] == '\0')
            continue;
        if (count++ == 0) {
            page_section(page, _("Avec l'aide de"));
            page_begin_table(page, &table);
        }
        public_row(partners, partner, page);
    }
    if (count > 0)
        page_end_table(page);
    free(partners);
    return true;
}

/* -- Whom to ask, and who answered. -- */

enum { MOMENTS = REVIEW_COLD + 1 };

struct answers {
    struct partners *partners;
    int given[PARTNERS_MAX][MOMENTS]; /* answers, beside partners->list */
};

static void answer_take(void *context, const struct opinion *opinion)
{
    struct answers *answers = context;
    int partner = partners_find(answers->partners, respondent_key(opinion->respondent));
    enum review_moment moment;

    if (partner >= 0 && review_moment_parse(opinion->moment, &moment))
        answers->given[partner][moment]++;
}

static bool is_asked(const struct partner *partner)
{
    return respondent_is_asked(partner, RESPONDENT_ANIMATOR) ||
           respondent_is_asked(partner, RESPONDENT_PARTNER);
}

static struct cell answered_cell(int given)
{
    return cell_text(given > 0 ? _("a répondu") : _("à demander"));
}

static void answers_table(const struct answers *answers, struct page *page)
{
    const struct page_column columns[] = {
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
        { "kind", _("Genre"), CELL_TEXT, READER_ALL, false },
        { "phone", _("Téléphone"), CELL_TEXT, READER_ALL, false },
        { "hot", _("À chaud"), CELL_TEXT, READER_ALL, false },
        { "cold", _("À froid"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true };

    page_section(page, _("Animateurs et partenaires"));
    page_begin_table(page, &table);
    for (int i = 0; i < answers->partners->count; i++) {
        const struct partner *partner = &answers->partners->list[i];

        if (is_asked(partner))
            page_row(page,
                     (struct cell[]){
                         cell_text(partner->name), cell_text(partner_kind_name(partner->kind)),
                         cell_text(partner->phone[0] ? partner->phone : partner->email),
                         answered_cell(answers->given[i][REVIEW_HOT]),
                         answered_cell(answers->given[i][REVIEW_COLD]) });
    }
    page_end_table(page);
}

/* "Partenaires, à froid : 3 sur 5 ont répondu." */
static void rate_put(const struct answers *answers, enum respondent_kind kind,
                     enum review_moment moment, bool even_none, struct page *page)
{
    static const char *const LINES[][MOMENTS] = {
        [RESPONDENT_ANIMATOR] = { N_("Animateurs, à chaud, ont répondu : %s."),
                                  N_("Animateurs, à froid, ont répondu : %s.") },
        [RESPONDENT_PARTNER] = { N_("Partenaires, à chaud, ont répondu : %s."),
                                 N_("Partenaires, à froid, ont répondu : %s.") },
    };
    char share[SHARE_TEXT_MAX], line[SHARE_TEXT_MAX + 80];
    int asked = 0, answered = 0;

    for (int i = 0; i < answers->partners->count; i++)
        if (respondent_is_asked(&answers->partners->list[i], kind)) {
            asked++;
            answered += answers->given[i][moment] > 0;
        }
    if (asked == 0 || (answered == 0 && !even_none))
        return;
    share_format(answered, asked, share);
    snprintf(line, sizeof line, _(LINES[kind][moment]), share);
    page_sentence(page, line);
}

static void rates_put(const struct answers *answers, bool even_none, struct page *page)
{
    for (int kind = RESPONDENT_ANIMATOR; kind <= RESPONDENT_PARTNER; kind++)
        for (int moment = 0; moment < MOMENTS; moment++)
            rate_put(answers, (enum respondent_kind)kind, (enum review_moment)moment, even_none,
                     page);
}

static bool answers_put(struct db *db, struct answers *answers, struct page *page, struct err *err)
{
    int asked = 0;

    if (!workbook_each_opinion(db, answer_take, answers, err))
        return false;
    for (int i = 0; i < answers->partners->count; i++)
        asked += is_asked(&answers->partners->list[i]);
    if (asked == 0)
        return true;
    answers_table(answers, page);
    rates_put(answers, true, page);
    return true;
}

bool partner_answers_put(struct db *db, struct page *page, struct err *err)
{
    struct answers answers = { .partners = partners_open(db, err) };
    bool good = answers.partners && answers_put(db, &answers, page, err);

    free(answers.partners);
    return good;
}

/* "finance (1), prête la salle (2)" of all, named or not; "" nobody helps. */
static void role_counts(const struct partners *partners, char out[ROLES_SHOWN_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int role = 0; role < PARTNER_ROLE_COUNT && length < ROLES_SHOWN_MAX; role++) {
        int count = 0;

        for (int i = 0; i < partners->count; i++)
            count += partner_has_role(&partners->list[i], (enum partner_role)role);
        if (count > 0)
            length += (size_t)snprintf(out + length, ROLES_SHOWN_MAX - length, "%s%s (%d)",
                                       length > 0 ? ", " : "",
                                       partner_role_name((enum partner_role)role), count);
    }
}

bool partner_figures_put(struct db *db, struct page *page, struct err *err)
{
    struct answers answers = { .partners = partners_open(db, err) };
    char roles[ROLES_SHOWN_MAX], line[ROLES_SHOWN_MAX + 60];
    bool good = answers.partners && workbook_each_opinion(db, answer_take, &answers, err);

    if (good) {
        role_counts(answers.partners, roles);
        snprintf(line, sizeof line, _("Partenaires par aide : %s."), roles);
        if (roles[0] != '\0')
            page_sentence(page, line);
        rates_put(&answers, false, page);
    }
    free(answers.partners);
    return good;
}
