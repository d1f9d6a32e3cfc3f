#include "reports/catalogue/session_data.h"

#include "base/lang.h"
#include "programme/logo.h"
#include "programme/programme_store.h"
#include "programme/workbook.h"
#include "reports/figures/group_look.h"
#include "reports/papers/paper_certificate.h"
#include "reports/papers/paper_completion.h"
#include "reports/papers/paper_follow_up.h"
#include "reports/papers/paper_keepsake.h"
#include "reports/papers/paper_money.h"
#include "reports/papers/paper_photographer.h"
#include "reports/papers/paper_review.h"
#include "reports/figures/result_sheet.h"
#include "reports/papers/statement_choice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 1400 };

static bool read_people(struct session_data *papers, struct db *db, struct err *err)
{
    for (int i = 0; i < papers->people.count; i++) {
        const char *badge = papers->people.list[i].badge;

        if (!records_attendance(db, badge, &papers->attendance[i], err) ||
            !records_assessment(db, badge, &papers->grid, &papers->calendar,
                                &papers->assessments[i], err) ||
            !records_cards(db, badge, &papers->grid, papers->cards[i], err))
            return false;
    }
    return true;
}

static bool read_agreed(struct session_data *papers, struct db *db, const struct vault *vault,
                        struct err *err)
{
    for (int i = 0; i < papers->people.count; i++) {
        const char *badge = papers->people.list[i].badge;
        struct interview interview;
        struct sheet sheet;

        if (papers->people.list[i].erased)
            continue;
        if (!people_sheet(db, vault, badge, &sheet, err) ||
            !people_interview(db, vault, badge, &interview, err))
            return false;
        memcpy(papers->contracts[i], sheet.contract, sizeof papers->contracts[i]);
        memcpy(papers->contacts[i], sheet.contact, sizeof papers->contacts[i]);
        if (!interview.on_sheet)
            continue;
        snprintf(papers->steps[i].next_step, INTERVIEW_ANSWER_MAX, "%s", interview.next_step);
        interview_appointment(&interview, papers->steps[i].appointment);
    }
    return true;
}

/* A vault that does not open here is no failure: the lines stay blank. */
static bool read_sealed(struct session_data *papers, struct db *db, struct err *err)
{
    struct vault vault = { 0 };
    struct err closed = ERR_EMPTY;
    bool is_made = false, good = true;

    if (!vault_is_made(db, &is_made, err))
        return false;
    if (is_made && vault_open(db, &papers->access, &vault, &closed))
        good = read_agreed(papers, db, &vault, err);
    vault_close(&vault);
    return good;
}

static bool read_money(struct session_data *papers, struct till *till, struct err *err)
{
    struct moment time;

    if (!distribution_find(till->db, &papers->distribution, &papers->is_decided, &time, err) ||
        !result_read_decided(till, &papers->result, err))
        return false;
    papers->is_shared = papers->is_decided && !result_has_moved(&papers->result);
    return true;
}

/* A booklet that fits a pocket is "a5" or "fold"; A4 unless chosen. The statements as asked. */
static bool read_choices(struct session_data *papers, struct db *db, struct err *err)
{
    struct statement_choice choice;
    char size[8];

    if (!programme_second_tongue(db, &papers->head.second, &papers->head.has_second, err) ||
        !group_colour(db, &papers->colour, err) ||
        !setting_find(db, BOOKLET_SETTING, size, sizeof size, err))
        return false;
    papers->head.colour = &papers->colour;
    papers->head.is_folded = strcmp(size, "fold") == 0;
    papers->head.booklet =
        papers->head.is_folded || strcmp(size, "a5") == 0 ? SURFACE_A5 : SURFACE_A4;
    statements_load(&papers->statements);
    if (!statement_choice_read(db, &papers->statements, &choice, err))
        return false;
    papers->statements.words = choice.words;
    return true;
}

static void put_head(struct session_data *papers, struct moment made_at)
{
    const struct session *session = &papers->till->session;
    struct day first = calendar_first(&papers->calendar), last = calendar_last(&papers->calendar);
    char from[24], to[24];

    if (first.number != DAY_NONE_NUMBER) {
        day_format_human(first, from, sizeof from);
        day_format_human(last, to, sizeof to);
        snprintf(papers->dates, sizeof papers->dates, "%s – %s", from, to);
    }
    papers->head.session = session->name;
    papers->head.id = session->id;
    papers->head.host = session->host;
    papers->head.address = session->address;
    papers->head.siret = session->siret[0] ? session->siret : session->siren;
    papers->head.place = session->place;
    papers->head.dates = papers->dates;
    papers->head.is_example = session->is_example;
    papers->head.made_at = made_at;
}

bool session_data_open(struct till *till, const struct vault_access *access, struct moment made_at,
                       struct session_data **out, struct err *err)
{
    struct session_data *papers = calloc(1, sizeof *papers);

    if (!papers)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    papers->till = till;
    papers->access = *access;
    phrases_load(&papers->phrases);
    papers->head.phrases = &papers->phrases;
    papers->logo = buf_init(LOGO_BYTES_MAX);
    papers->head.logo = &papers->logo;
    papers->emblem = buf_init(PARTNER_LOGO_MAX);
    papers->head.emblem = &papers->emblem;
    if (!programme_calendar(till->db, &papers->calendar, err) ||
        !programme_grid(till->db, &papers->grid, err) || !read_choices(papers, till->db, err) ||
        !goods_read(till->db, till->session.sector, &papers->goods, err) ||
        !pictures_load(&papers->pictures, till->db, err) ||
        !people_read(till->db, &papers->people, err) || !read_people(papers, till->db, err) ||
        !(papers->partners = partners_open(till->db, err)) ||
        !logo_find(till->db, &papers->logo, err) ||
        !partner_logo(till->db, PARTNER_EMBLEM_KEY, &papers->emblem, err) ||
        !read_sealed(papers, till->db, err) || !read_money(papers, till, err)) {
        session_data_close(papers);
        return false;
    }
    put_head(papers, made_at);
    *out = papers;
    return true;
}

void session_data_close(struct session_data *papers)
{
    if (papers) {
        buf_release(&papers->logo);
        buf_release(&papers->emblem);
        free(papers->partners);
        pictures_release(papers->pictures);
    }
    free(papers);
}

/* The strengths that most others gave, at most STRENGTHS_MAX; ties in the order of the grid. */
static void put_strengths(const struct session_data *papers, int person, struct own_sheet *own)
{
    bool taken[INDICATORS_MAX] = { false };

    for (int place = 0; place < STRENGTHS_MAX; place++) {
        int best = -1;

        for (int i = 0; i < papers->grid.indicator_count; i++)
            if (!taken[i] && papers->cards[person][i] > 0 &&
                (best < 0 || papers->cards[person][i] > papers->cards[person][best]))
                best = i;
        if (best < 0)
            return;
        taken[best] = true;
        own->strengths[place] = &papers->grid.indicators[best].wording;
    }
}

bool session_paper_keepsake(const struct session_data *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    const struct participant *who = &papers->people.list[person];
    struct keepsake keepsake = { .person = who };
    struct own_sheet own = { .person = who };

    put_strengths(papers, person, &own);
    for (int i = 0; i < KEPT_STRENGTHS && i < STRENGTHS_MAX; i++)
        keepsake.strengths[i] = own.strengths[i];
    for (int i = 0; papers->is_shared && i < papers->distribution.sharer_count; i++)
        if (strcmp(papers->distribution.sharers[i].badge, who->badge) == 0) {
            keepsake.is_shared = true;
            keepsake.share = papers->distribution.sharers[i].share;
        }
    return paper_keepsake(&papers->head, &keepsake, outlet, err);
}

bool session_paper_own_sheet(const struct session_data *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    struct own_sheet own = { .person = &papers->people.list[person],
                             .assessment = &papers->assessments[person],
                             .next_step = papers->steps[person].next_step,
                             .appointment = papers->steps[person].appointment };

    put_strengths(papers, person, &own);
    return paper_own_sheet(&papers->head, &own, &papers->grid, outlet, err);
}

bool session_paper_certificate(const struct session_data *papers, int person, struct outlet *outlet,
                               struct err *err)
{
    const struct certificate certificate = { .person = &papers->people.list[person],
                                             .calendar = &papers->calendar,
                                             .attendance = &papers->attendance[person],
                                             .contract = papers->contracts[person],
                                             .partners = papers->partners };

    return paper_certificate(&papers->head, &certificate, outlet, err);
}

bool session_paper_completion(const struct session_data *papers, int person, struct outlet *outlet,
                              struct err *err)
{
    const struct certificate certificate = { .person = &papers->people.list[person],
                                             .calendar = &papers->calendar,
                                             .attendance = &papers->attendance[person] };

    return paper_completion(&papers->head, &certificate, outlet, err);
}

static void put_result_lines(const struct result *result, struct result_sheet *sheet)
{
    const struct result_line lines[] = {
        { "sales", result->net_sales, false },
        { "less-production", -result->production_charges, false },
        { "left", result->gross_margin, true },
        { "less-charges", -result->other_charges, false },
        { "less-contribution", -result->contribution, false },
        { "cash-difference", result->cash_difference, false },
        { "result", result->result, true },
        { "less-reserve", -result->reserve, false },
    };

    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (lines[i].is_sum || lines[i].amount != 0)
            sheet->lines[sheet->line_count++] = lines[i];
}

static struct pool pool_of(const struct result *result)
{
    return (struct pool){ result->to_share, result->result < 0 };
}

bool session_paper_result(const struct session_data *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    const struct distribution *decided = &papers->distribution;
    struct result_sheet sheet = { .pool = pool_of(&papers->result),
                                  .person_count = papers->people.count,
                                  .rule = "" };
    char rule[WORDS_MAX];

    (void)person;
    put_result_lines(&papers->result, &sheet);
    if (papers->is_shared) {
        snprintf(rule, sizeof rule, _("Le groupe a choisi : %s."),
                 sharing_rule_name(decided->rule));
        sheet.person_count = decided->sharer_count;
        sheet.rule = rule;
        sheet.has_vote = true;
        sheet.votes[0] = decided->votes_for;
        sheet.votes[1] = decided->votes_against;
        sheet.votes[2] = decided->votes_abstain;
    }
    if (result_has_moved(&papers->result)) { /* a vote on another sum is no vote on this one */
        result_moved_words(&papers->result, rule);
        sheet.has_vote = false;
    }
    return paper_result(&papers->head, &sheet, outlet, err);
}

/* The last ones stay when there are more than the paper has room for. */
static void take_attempt(void *context, const struct follow_up_call *call)
{
    struct follow_up_line *line = context;

    if (line->attempt_count == ATTEMPTS_SHOWN)
        for (int i = 1; i < ATTEMPTS_SHOWN; i++)
            line->attempts[i - 1] = line->attempts[i];
    else
        line->attempt_count++;
    line->attempts[line->attempt_count - 1] = *call;
}

bool session_paper_follow_up(const struct session_data *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    const struct paper_people people = { papers->people.list, papers->people.count,
                                         papers->partners };
    struct follow_up_line lines[PARTICIPANTS_MAX] = { { .agreed = false } };
    struct db *db = papers->till->db;

    (void)person;
    for (int i = 0; i < people.count; i++) {
        struct consent consent;

        if (!people_consent(db, people.list[i].badge, CONSENT_FOLLOW_UP, &consent, err) ||
            !workbook_each_call(db, people.list[i].badge, take_attempt, &lines[i], err))
            return false;
        lines[i].agreed = consent_is_given(&consent);
        lines[i].contact = lines[i].agreed ? papers->contacts[i] : "";
    }
    return paper_follow_up(&papers->head, &people, lines, &papers->calendar, outlet, err);
}

bool session_paper_photographer(const struct session_data *papers, int person,
                                struct outlet *outlet, struct err *err)
{
    const struct paper_people people = { papers->people.list, papers->people.count,
                                         papers->partners };
    bool rights[PARTICIPANTS_MAX][IMAGE_USE_COUNT];
    struct day today = moment_day(papers->head.made_at);

    (void)person;
    for (int i = 0; i < people.count; i++)
        for (int use = 0; use < IMAGE_USE_COUNT; use++) {
            struct image_right right;

            if (!image_find(papers->till->db, people.list[i].badge, (enum image_use)use, today,
                            &right, err))
                return false;
            rights[i][use] = right.given;
        }
    return paper_photographer(&papers->head, &people, rights, outlet, err);
}

/* The person's own figures under the rule that was voted; they sum to her share to the cent. */
static void put_share_figures(const struct distribution *decided, int sharer,
                              struct share_statement *out)
{
    out->rule = decided->rule;
    out->people = decided->sharer_count;
    out->weight = decided->sharers[sharer].weight;
    for (int i = 0; i < decided->sharer_count; i++)
        out->weights += decided->sharers[i].weight;
    out->equal_part = distribution_equal_part(decided);
    out->weighed_part = out->share - out->equal_part;
}

bool session_paper_shares(const struct session_data *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    const struct distribution *decided = &papers->distribution;
    static const struct share_statement EMPTY = { .name = "", .estimate = "" };
    struct share_statement shares[SHARERS_MAX];
    char moved[MOVED_TEXT_MAX];

    (void)person;
    result_moved_words(&papers->result, moved);
    if (moved[0] != '\0')
        return err_fail(err, ERR_INPUT, "%s", moved);
    for (int i = 0; i < decided->sharer_count; i++) {
        int sharer = people_find(&papers->people, decided->sharers[i].badge);
        bool named = sharer >= 0 && !papers->people.list[sharer].erased;

        shares[i] = EMPTY;
        shares[i].name =
            named ? papers->people.list[sharer].called_name : decided->sharers[i].badge;
        shares[i].position = sharer >= 0 ? papers->people.list[sharer].position : 0;
        shares[i].share = decided->sharers[i].share;
        put_share_figures(decided, i, &shares[i]);
    }

    return paper_shares(&papers->head, shares, decided->sharer_count, pool_of(&decided->result),
                        outlet, err);
}
