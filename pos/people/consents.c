#include "pos/people/consents.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "ledger/consent.h"
#include "programme/programme_store.h"

#include <stdio.h>

enum { CONSENTS_SHOWN, CONSENTS_RECORD };
enum { ASK_REASON = 1, HEAD_LINES = 3 };

static void consents_begin(void *model, struct desk *desk, int64_t argument)
{
    struct consents *page = model;

    (void)desk;
    page->rank = (int)argument;
    list_set_count(&page->list, CONSENT_COUNT);
    page->list.unnumbered = true;
}

/* Enter goes down the list, then back: nothing is decided by it. */
static struct effect consents_enter(struct consents *page)
{
    if (page->list.selected == CONSENT_COUNT - 1)
        return LEAVE;
    page->list.selected++;
    return NOTHING;
}

static struct effect consents_character(struct consents *page, uint32_t character)
{
    if (character != '1' && character != '2')
        return BEEP;
    page->answer = character == '1';
    return perform(CONSENTS_RECORD);
}

static struct area consents_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct effect consents_update(void *model, const struct event *event)
{
    struct consents *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, CONSENTS_RECORD);
    if (event->kind == EVENT_KEY && event->key == PRESS_ENTER)
        return consents_enter(page);
    if (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER)
        return consents_character(page, event->character);
    list_update(&page->list, event, consents_area(event->width, event->height), NULL);
    return NOTHING;
}

static bool consents_read(struct consents *page, struct db *db, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    page->who = people.list[page->rank - 1];
    for (int use = 0; use < CONSENT_COUNT; use++)
        if (!people_consent(db, page->who.badge, (enum consent_use)use, &page->uses[use], err))
            return false;
    return true;
}

/* Said again is not decided again: the first date stands. */
static bool consent_record(struct consents *page, struct till *till, struct err *err)
{
    const struct act act = { ACTION_PEOPLE, page->who.badge, page->reason, true };
    int use = page->list.selected;
    const struct consent *before = &page->uses[use];
    bool was_asked = before->decided.number != DAY_NONE_NUMBER;

    if (!till_check(till, ACTION_PEOPLE, err))
        return false;
    if (was_asked && consent_is_given(before) == page->answer)
        return true;
    if (!act_begin(till, &act, err))
        return false;

    bool good = consent_check(till, err) &&
                people_decide(till->db, page->who.badge, (enum consent_use)use, page->answer,
                              moment_day(till_now(till)), err) &&
                consent_seal(till, err);

    return till_write_end(till, good, err);
}

static void consents_say(struct consents *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (!consent_record(page, till, &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    if (page->list.selected < CONSENT_COUNT - 1)
        page->list.selected++;
    else
        notice_set(&page->notice, STYLE_GOOD, "%s", _("Les accords sont inscrits."));
}

static void consents_perform(void *model, struct desk *desk, int what)
{
    struct consents *page = model;
    struct err err = ERR_EMPTY;

    if (what == CONSENTS_RECORD)
        consents_say(page, desk->till);
    if (!consents_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

static void consent_state(const struct consent *consent, char out[LIST_RIGHT_MAX])
{
    char decided[24];
    char revoked[24];

    day_format_human(consent->decided, decided, sizeof decided);
    day_format_human(consent->revoked, revoked, sizeof revoked);
    if (consent->decided.number == DAY_NONE_NUMBER)
        snprintf(out, LIST_RIGHT_MAX, "%s", _("[ ]"));
    else if (consent_is_given(consent))
        snprintf(out, LIST_RIGHT_MAX, _("[x] oui, le %s"), decided);
    else if (consent->revoked.number != DAY_NONE_NUMBER)
        snprintf(out, LIST_RIGHT_MAX, _("[-] oui le %s, non le %s"), decided, revoked);
    else
        snprintf(out, LIST_RIGHT_MAX, _("[-] non, le %s"), decided);
}

static struct list_row consents_row(const void *context, int i)
{
    const struct consents *page = context;
    char state[LIST_RIGHT_MAX];

    consent_state(&page->uses[i], state);
    return list_row_of(consent_name((enum consent_use)i), state, STYLE_TEXT);
}

static void consents_draw(const void *model, struct canvas *canvas)
{
    const struct consents *page = model;
    struct area area = frame_area(canvas);
    struct area below = consents_area(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Accords"),
        .back = "",
        .next = page->list.selected == CONSENT_COUNT - 1 ? _("Fini") : _("Suite"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s", page->who.called_name,
                      page->who.badge);
    frame_legend_draw(canvas, area.x + 1, area.y + 1, _("1 oui   2 non"));
    list_draw(&page->list, canvas, below, consents_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind CONSENTS = {
    .title = N_("Accords"),
    .help = N_("Demander chaque accord à part : 1 oui, 2 non. La date est gardée.\n"
               "Un accord repris garde ses deux dates.\n"
               "Tant que rien n'est dit, c'est non."),
    .model_size = sizeof(struct consents),
    .takes_text = true,
    .begin = consents_begin,
    .update = consents_update,
    .perform = consents_perform,
    .draw = consents_draw,
};
