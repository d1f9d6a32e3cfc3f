#include "reports/catalogue/paper_kinds.h"

#include "base/lang.h"
#include "ledger/venue.h"
#include "reports/papers/paper_booklet.h"
#include "reports/papers/paper_consent.h"
#include "reports/papers/paper_group.h"
#include "reports/papers/paper_questions.h"
#include "reports/papers/paper_radar.h"
#include "reports/papers/paper_sheets.h"
#include "reports/papers/paper_stall.h"

static struct paper_people people_of(const struct session_data *papers)
{
    return (struct paper_people){ papers->people.list, papers->people.count, papers->partners };
}

bool paper_make_badges(const struct session_data *papers, int person, struct outlet *outlet,
                       struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_badges(&papers->head, &people, outlet, err);
}

bool paper_make_intake(const struct session_data *papers, int person, struct outlet *outlet,
                       struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_intake(&papers->head, &people, outlet, err);
}

bool paper_make_image_right(const struct session_data *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_image_right(&papers->head, &people, outlet, err);
}

bool paper_make_blank_intake(const struct session_data *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return paper_intake(&papers->head, NULL, outlet, err);
}

bool paper_make_blank_image_right(const struct session_data *papers, int person,
                                  struct outlet *outlet, struct err *err)
{
    (void)person;
    return paper_image_right(&papers->head, NULL, outlet, err);
}

bool paper_make_blank_booklet(const struct session_data *papers, int person, struct outlet *outlet,
                              struct err *err)
{
    (void)person;
    return paper_booklet(&papers->head, NULL, &papers->grid, &papers->calendar, outlet, err);
}

bool paper_make_badge_list(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_badge_list(&papers->head, &people, outlet, err);
}

bool paper_make_interview(const struct session_data *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_interview(&papers->head, &people, outlet, err);
}

bool paper_make_sign_in(const struct session_data *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_sign_in(&papers->head, &people, &papers->calendar, papers->attendance, outlet,
                         err);
}

bool paper_make_booklet(const struct session_data *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    return paper_booklet(&papers->head, &papers->people.list[person], &papers->grid,
                         &papers->calendar, outlet, err);
}

bool paper_make_radar(const struct session_data *papers, int person, struct outlet *outlet,
                      struct err *err)
{
    return paper_radar(&papers->head, &papers->people.list[person], &papers->assessments[person],
                       &papers->grid, outlet, err);
}

bool paper_make_group_grid(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct paper_people people = people_of(papers);

    (void)person;
    return paper_group_grid(&papers->head, &people, &papers->grid, papers->assessments, outlet,
                            err);
}

bool paper_make_appreciation(const struct session_data *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return paper_appreciation(&papers->head, &papers->statements, outlet, err);
}

bool paper_make_hot(const struct session_data *papers, int person, struct outlet *outlet,
                    struct err *err)
{
    (void)person;
    return paper_questionnaires(&papers->head, papers->partners, REVIEW_HOT, outlet, err);
}

bool paper_make_cold(const struct session_data *papers, int person, struct outlet *outlet,
                     struct err *err)
{
    (void)person;
    return paper_questionnaires(&papers->head, papers->partners, REVIEW_COLD, outlet, err);
}

bool paper_make_poster(const struct session_data *papers, int person, struct outlet *outlet,
                       struct err *err)
{
    (void)person;
    return paper_poster(&papers->head, outlet, err);
}

bool paper_make_cash_count(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct session session = papers->till->session;
    struct count_sheet sheet;
    struct means_list means;

    (void)person;
    if (!means_read(papers->till->db, &means, err) ||
        !session_at_till(papers->till->db, papers->till->letter, SEQ_NOW, &session, err))
        return false;
    count_sheet_make(&session, &means, &sheet);
    return paper_cash_count(&papers->head, &sheet, outlet, err);
}

bool paper_make_fallback(const struct session_data *papers, int person, struct outlet *outlet,
                         struct err *err)
{
    struct session session = papers->till->session;

    (void)person;
    return session_at_till(papers->till->db, papers->till->letter, SEQ_NOW, &session, err) &&
           paper_fallback(&papers->head,
                          &(struct fallback_sheet){ papers->till->letter, 0, session.venue },
                          outlet, err);
}

bool paper_make_price_tags(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    (void)person;
    return paper_price_tags(&papers->head, &papers->goods, papers->pictures, outlet, err);
}

bool paper_make_composition(const struct session_data *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    (void)person;
    return paper_composition(&papers->head, &papers->goods, outlet, err);
}

typedef bool sheets_fn(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err);

static bool make_sheets(const struct session_data *papers, sheets_fn *sheets, struct outlet *outlet,
                        struct err *err)
{
    struct paper_people people = people_of(papers);

    return sheets(&papers->head, &people, &papers->grid, &papers->calendar, outlet, err);
}

bool paper_make_self_sheets(const struct session_data *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_self_sheets, outlet, err);
}

bool paper_make_peer_sheets(const struct session_data *papers, int person, struct outlet *outlet,
                            struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_peer_sheets, outlet, err);
}

bool paper_make_group_sheets(const struct session_data *papers, int person, struct outlet *outlet,
                             struct err *err)
{
    (void)person;
    return make_sheets(papers, paper_group_sheets, outlet, err);
}

/* A page for the public says what is in the goods, or is not made (règlement UE 1169/2011). */
bool paper_contents_are_known(const struct session_data *papers, int person, struct err *err)
{
    (void)person;
    for (int i = 0; i < papers->goods.count; i++)
        if (!product_may_be_shown(&papers->goods.list[i], papers->goods.sector, err))
            return false;
    return true;
}

/* A paper that says hours says all of them, up to the day when the person stopped. */
bool paper_presence_is_complete(const struct session_data *papers, int person, struct err *err)
{
    const struct participant *who = &papers->people.list[person];
    int last = who->stopped_day > 0 ? who->stopped_day : papers->calendar.day_count;
    int missing =
        attendance_uncalled(&papers->attendance[person], &papers->calendar, &who->stays, last);

    return missing == 0 ||
           err_fail(
               err, ERR_INPUT,
               lang_plural("%s : %d demi-journée n'est pas appelée. Faire l'appel d'abord.",
                           "%s : %d demi-journées ne sont pas appelées. Faire l'appel d'abord.",
                           missing),
               who->called_name, missing);
}

/* A star without a point shows nothing. */
bool paper_star_has_points(const struct session_data *papers, int person, struct err *err)
{
    for (int i = 0; i < papers->grid.indicator_count; i++) {
        struct pair pair = assessment_pair(&papers->assessments[person], RATER_SELF, i);

        if (papers->grid.indicators[i].counts && (pair.start > 0 || pair.end > 0))
            return true;
    }
    return err_fail(err, ERR_INPUT, _("%s n'a pas encore donné de notes."),
                    papers->people.list[person].called_name);
}
