#include "pos/people/sealed_form.h"

#include "base/lang.h"
#include "pos/acts/desk.h"

#include <stdio.h>

enum { ASK_REASON = 1 };

bool sealed_form_open(struct sealed_form *page, struct desk *desk, struct vault *vault,
                      struct err *err)
{
    struct people people;

    if (!people_read(desk->till->db, &people, err))
        return false;
    page->who = people.list[page->rank - 1];
    return sheet_key_look(desk, vault, err);
}

static struct effect question_event(struct sealed_form *page, const struct event *event, int keep)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        question_close(&page->question);
        page->refused = page->leaving; /* else she could never go back without a reason */
        page->leaving = false;
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Ce changement n'est pas gardé : il attend une raison."));
        break;
    case QUESTION_ANSWERED:
        snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
        return perform(keep);
    }
    return NOTHING;
}

struct effect sealed_form_update(struct sealed_form *page, const struct form_rule *rules, int count,
                                 const struct event *event, int keep)
{
    int before = page->form.at;
    bool is_escape = event->kind == EVENT_KEY && event->key == PRESS_ESCAPE;

    if (page->question.purpose != 0)
        return question_event(page, event, keep);
    if (!page->is_open || (page->refused && is_escape))
        return (struct effect){ event->kind == EVENT_KEY ? EFFECT_BACK : EFFECT_NONE, 0 };
    page->refused = false;
    page->leaving = is_escape || form_update(&page->form, rules, count, event) == FORM_DONE;
    if (page->leaving || page->form.at != before)
        return perform(keep);
    return NOTHING;
}

void sealed_form_kept(struct sealed_form *page, struct desk *desk, const char *said)
{
    question_close(&page->question);
    if (!page->leaving)
        return;
    notice_set(&desk->message, STYLE_GOOD, "%s", said);
    desk_back(desk);
}

void sealed_form_failed(struct sealed_form *page, const struct err *err)
{
    bool asked = page->question.purpose == ASK_REASON;

    question_close(&page->question);
    if ((err->code == ERR_CLOSED || err->code == ERR_REASON) && !asked) {
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err->text);
    } else if (page->leaving || err->code != ERR_INPUT) { /* else it is said under its field */
        page->refused = page->leaving;
        notice_fail(&page->notice, err);
    }
}

void sealed_form_draw(const struct sealed_form *page, const struct sealed_look *look,
                      struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = look->title,
        .back = "",
        .next = !page->is_open                     ? NULL
                : page->form.at == look->count - 1 ? _("Inscrire")
                                                   : _("Suite"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s", page->who.called_name,
                      page->who.badge);
    if (page->is_open)
        form_draw(&page->form, look->rules, look->count, canvas, look->fields);
    frame_draw(canvas, &frame);
}
