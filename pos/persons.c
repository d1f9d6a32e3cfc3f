#include "pos/persons.h"

#include "base/lang.h"

#include <stdio.h>

enum { PERSONS_REFRESH, PERSONS_EDIT };

static void persons_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area persons_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

static struct effect persons_update(void *model, const struct event *event)
{
    struct persons *page = model;
    struct area area = persons_area(event->width, event->height);

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, PERSONS_REFRESH };
    notice_clear(&page->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return (struct effect){ EFFECT_PERFORM, PERSONS_EDIT };
    return (struct effect){ EFFECT_NONE, 0 };
}

static void persons_perform(void *model, struct desk *desk, int what)
{
    struct persons *page = model;
    struct err err = ERR_EMPTY;
    bool at_new = page->list.selected >= page->people.count;

    if (what == PERSONS_EDIT) {
        bool is_new = page->list.selected == page->people.count;

        desk_go(desk, &PERSON_FORM, is_new ? 0 : page->list.selected + 1);
        return;
    }
    snprintf(page->place, sizeof page->place, "%s", desk->place);
    if (desk->message.text[0] != '\0') {
        page->notice = desk->message;
        notice_clear(&desk->message);
    }
    if (!people_read(desk->till->db, &page->people, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->list, page->people.count + 1);
    if (at_new) /* several are written one after the other */
        page->list.selected = page->people.count;
}

static struct list_row persons_row(const void *context, int i)
{
    const struct persons *page = context;
    const struct participant *participant;
    char left[LIST_LEFT_MAX];
    char right[LIST_RIGHT_MAX] = "";

    if (i == page->people.count)
        return list_row_of(_("Nouvelle personne"), "", STYLE_STRONG);
    participant = &page->people.list[i];
    snprintf(left, sizeof left, "%-6s %s", participant->badge,
             participant->erased ? _("(effacée)") : participant->called_name);
    if (participant->stopped_day > 0)
        snprintf(right, sizeof right, _("venue jusqu'à J%d"), participant->stopped_day);
    else
        snprintf(right, sizeof right, "%s", pictogram_name(participant->position));
    return list_row_of(left, right, participant->erased ? STYLE_QUIET : STYLE_TEXT);
}

static void persons_draw(const void *model, struct canvas *canvas)
{
    const struct persons *page = model;
    struct frame frame = {
        .title = _("Personnes"),
        .place = page->place,
        .notice = &page->notice,
        .back = _("Retour"),
        .next = page->list.selected == page->people.count ? _("Nouvelle personne") : _("Ouvrir"),
    };

    list_draw(&page->list, canvas, persons_area(canvas->width, canvas->height), persons_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PERSONS = {
    .title = N_("Personnes"),
    .help =
        N_("Les personnes du groupe : leur badge, le nom qu'elles se donnent, leur image.\nLe "
           "journal des ventes ne connaît que le badge.\nEntrée ouvre la fiche d'une personne ; "
           "la dernière ligne en ajoute une."),
    .model_size = sizeof(struct persons),
    .begin = persons_begin,
    .update = persons_update,
    .perform = persons_perform,
    .draw = persons_draw,
};
