#include "pos/session/voice_page.h"

#include "base/lang.h"
#include "pos/acts/setting.h"

#include <stdio.h>

enum { VOICE_SHOWN, VOICE_CHOSEN };
enum { ROW_OFF, ROW_FIRST };

/* 12,50: euros and cents, as at the till. */
enum { HELLO_CENTS = 1250 };

static void voice_begin(void *model, struct desk *desk, int64_t argument)
{
    struct voice_page *page = model;

    (void)argument;
    if (role_of(desk->till->actor.who) == ROLE_PARTICIPANT)
        snprintf(page->badge, sizeof page->badge, "%s", desk->till->actor.who);
    list_set_count(&page->list, ROW_FIRST + TONGUE_COUNT);
    page->list.selected = desk->speaks ? ROW_FIRST + (int)desk->tongue : ROW_OFF;
}

static struct effect voice_update(void *model, const struct event *event)
{
    struct voice_page *page = model;
    struct area area = frame_area_of(event->width, event->height);

    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(VOICE_CHOSEN);
    return NOTHING;
}

static bool voice_choose(struct voice_page *page, struct desk *desk, struct err *err)
{
    int row = page->list.selected;
    const char *word = row == ROW_OFF ? "off" : tongue_code((enum tongue)(row - ROW_FIRST));
    char before[SPOKEN_SETTING_MAX], after[SPOKEN_SETTING_MAX];
    struct setting_change change = { .key = SPEECH_SETTING, .value = after };

    if (!setting_find(desk->till->db, SPEECH_SETTING, before, sizeof before, err) ||
        !spoken_choice_put(before, page->badge, word, after, err) ||
        !setting_change(desk->till, &change, err))
        return false;
    desk_read_voice(desk);
    return true;
}

static void voice_perform(void *model, struct desk *desk, int what)
{
    struct voice_page *page = model;
    struct err err = ERR_EMPTY;
    char words[SPOKEN_MAX] = "";

    if (what != VOICE_CHOSEN)
        return;
    if (!voice_choose(page, desk, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (desk->speaks)
        spoken_phrase(desk->tongue, "spoken-hello", HELLO_CENTS, words);
    speech_say(&desk->speech, desk->tongue, words);
    notice_set(&page->notice, STYLE_GOOD, "%s",
               desk->speaks ? _("Entendu ? Sinon, monter le son.") : _("Rien n'est dit."));
}

static struct list_row voice_row(const void *context, int i)
{
    (void)context;
    return list_row_of(i == ROW_OFF ? _("rien") : tongue_name((enum tongue)(i - ROW_FIRST)), "",
                       STYLE_TEXT);
}

static void voice_draw(const void *model, struct canvas *canvas)
{
    const struct voice_page *page = model;
    struct frame frame = {
        .title = page->badge[0] ? _("Ce que j'entends") : _("Ce que tous entendent"),
        .back = "",
        .next = _("Écouter"),
    };

    list_draw(&page->list, canvas, frame_area(canvas), voice_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind VOICE_PAGE = {
    .title = N_("Voix"),
    .help = N_("La caisse dit le prix, la monnaie et les phrases à noter.\n"
               "Ni nom, ni badge, ni code.\n"
               "Qui vend choisit pour soi, l'animateur pour tous."),
    .model_size = sizeof(struct voice_page),
    .begin = voice_begin,
    .update = voice_update,
    .perform = voice_perform,
    .draw = voice_draw,
};
