#include "pos/stall/sign_in.h"

#include "base/lang.h"
#include "pos/acts/badge.h"
#include "pos/ui/reason.h"

#include <stdio.h>
#include <string.h>

enum { WHO_REFRESH, WHO_SIGN_IN };
enum { ASK_PIN = 1 };

static const enum role ROLES[SIGN_IN_ROLES] = { ROLE_ANIMATOR, ROLE_HOST };

static const char *operator_of(const struct sign_in *page, int i)
{
    return i < SIGN_IN_ROLES ? role_word(ROLES[i]) : page->people.list[i - SIGN_IN_ROLES].badge;
}

static void sign_in_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct effect sign_in_chosen(struct sign_in *page, int row)
{
    if (row >= SIGN_IN_ROLES || !page->has_pin[row])
        return perform(WHO_SIGN_IN);
    question_ask(&page->question, ASK_PIN,
                 ROLES[row] == ROLE_HOST ? _("Code secret de la coopérative ?")
                                         : _("Code secret de l'animateur ?"),
                 "");
    page->question.secret = true;
    return NOTHING;
}

static struct effect sign_in_update(void *model, const struct event *event)
{
    struct sign_in *page = model;
    struct area area = frame_area_of(event->width, event->height);
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, WHO_SIGN_IN);
    row = list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : sign_in_chosen(page, row);
}

static bool sign_in_read(struct sign_in *page, struct till *till, struct err *err)
{
    if (!people_read_named(till->db, &page->people, err))
        return false;
    memcpy(page->acting, till->actor.who, sizeof page->acting);
    list_set_count(&page->list, page->people.count + SIGN_IN_ROLES);
    for (int i = 0; i < SIGN_IN_ROLES; i++)
        if (!pin_is_set(till->db, ROLES[i], &page->has_pin[i], err))
            return false;
    return true;
}

static void sign_in_enter(struct sign_in *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    bool pin_was_asked = page->question.purpose == ASK_PIN;
    char name[NAME_MAX_BYTES];

    if (till_sign_in(desk->till, operator_of(page, page->list.selected), "", page->question.answer,
                     &err)) {
        crypto_wipe(page->question.answer, sizeof page->question.answer);
        desk_write_place(desk);
        badge_write_name(desk->till->db, desk->till->actor.who, name);
        notice_set(&desk->message, STYLE_GOOD, _("Qui agit : %s."), name);
        desk_back(desk);
    } else if (pin_was_asked) {
        question_refuse(&page->question, err.text);
        page->question.answer[0] = '\0'; /* nobody sees what to mend in it */
    } else {
        notice_fail(&page->notice, &err);
    }
}

static void sign_in_perform(void *model, struct desk *desk, int what)
{
    struct sign_in *page = model;
    struct err err = ERR_EMPTY;

    if (what == WHO_SIGN_IN)
        sign_in_enter(page, desk);
    else if (!sign_in_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row sign_in_row(const void *context, int i)
{
    const struct sign_in *page = context;
    bool acts = strcmp(operator_of(page, i), page->acting) == 0;
    const char *right = acts ? _("<< agit") : "";

    if (i < SIGN_IN_ROLES)
        return list_row_of(role_name(ROLES[i]),
                           acts               ? right
                           : page->has_pin[i] ? _("avec code secret")
                                              : _("sans code secret"),
                           STYLE_TEXT);

    const struct participant *person = &page->people.list[i - SIGN_IN_ROLES];

    return list_row_of(person->called_name[0] ? person->called_name : person->badge, right,
                       STYLE_TEXT);
}

static void sign_in_draw(const void *model, struct canvas *canvas)
{
    const struct sign_in *page = model;
    struct frame frame = {
        .title = _("Qui tient la caisse ?"),
        .back = "",
        .next = _("C'est moi"),
    };

    list_draw(&page->list, canvas, frame_area(canvas), sign_in_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind SIGN_IN = {
    .title = N_("Qui tient la caisse ?"),
    .help = N_("Ce qui s'inscrit porte le nom de qui agit.\n"
               "L'animateur et la coopérative tapent leur code, s'ils en ont un.\n"
               "Une personne du groupe vend sous son badge, sans code."),
    .model_size = sizeof(struct sign_in),
    .takes_text = true,
    .begin = sign_in_begin,
    .update = sign_in_update,
    .perform = sign_in_perform,
    .draw = sign_in_draw,
};
