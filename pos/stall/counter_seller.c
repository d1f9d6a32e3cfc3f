/* Who sells at the counter. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "pos/acts/badge.h"

#include <stdio.h>

bool counter_list_sellers(struct counter *counter, struct till *till, struct err *err)
{
    enum { ROLES = 2 };

    if (!people_read_named(till->db, &counter->people, err))
        return false;
    counter_go(counter, COUNTER_SELLERS);
    list_set_count(&counter->menu, counter->people.count + ROLES);
    return true;
}

/* The drawing of the badge of who sells, as it hangs round a neck. */
void counter_take_badge(struct counter *counter, const struct desk *desk)
{
    struct err ignored = ERR_EMPTY;
    struct participant person;
    bool is_person = role_of(desk->till->actor.who) == ROLE_PARTICIPANT &&
                     people_person(desk->till->db, desk->till->actor.who, &person, &ignored);

    counter->pictures = desk->pictures;
    counter->badge = is_person ? pictures_of_badge(desk->pictures, person.position) : NULL;
}

bool counter_sign_in(struct counter *counter, struct desk *desk, struct err *err)
{
    char name[NAME_MAX_BYTES];
    bool needed;

    if (!desk_needs_pin(desk, counter->request.text, &needed, err))
        return false;
    if (needed && counter->request.pin[0] == '\0') {
        question_ask(&counter->question, ASK_SELLER_PIN, _("Code secret ?"), "");
        counter->question.secret = true;
        return true;
    }
    if (!till_sign_in(desk->till, counter->request.text, "", counter->request.pin, err))
        return false;
    question_close(&counter->question);
    counter_rest(counter);
    desk_write_place(desk);
    counter_take_badge(counter, desk);
    badge_write_name(desk->till->db, desk->till->actor.who, name);
    notice_set(&counter->notice, STYLE_GOOD, _("C'est %s qui vend."), name);
    return true;
}
