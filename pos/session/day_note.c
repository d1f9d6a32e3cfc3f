#include "pos/session/day_note.h"

#include "base/lang.h"
#include "pos/acts/act.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { NOTE_REFRESH, NOTE_RECORD };
enum { ASK_REASON = 1 };

static_assert((int)TEXT_AREA_MAX == (int)DAY_NOTE_MAX, "a note fits where it is typed");

static void day_note_begin(void *model, struct desk *desk, int64_t argument)
{
    struct day_note *page = model;

    (void)desk;
    page->day = (int)argument;
}

/* -- Update. -- */

static struct effect note_event(struct day_note *page, const struct event *event)
{
    /* Leaving records too: nothing typed is lost. */
    if (event->kind == EVENT_KEY && (event->key == PRESS_ESCAPE || event->key == PRESS_ENTER))
        return perform(NOTE_RECORD);
    text_area_update(&page->draft.words, event);
    if (page->draft.words.is_full)
        notice_set(&page->notice, STYLE_WARNING, "%s", _("La note est pleine."));
    return NOTHING;
}

static struct effect day_note_update(void *model, const struct event *event)
{
    struct day_note *page = model;

    if (page->question.purpose != 0) {
        enum question_outcome outcome = question_update(&page->question, event);

        if (outcome == QUESTION_LEFT) /* without a reason the draft waits */
            return LEAVE;
        return outcome == QUESTION_ANSWERED ? perform(NOTE_RECORD) : NOTHING;
    }
    return note_event(page, event);
}

/* -- Asking the book. -- */

/* A draft of this day goes on; else the note as it is in the book. */
static bool note_read(struct day_note *page, struct db *db, struct err *err)
{
    if (page->is_read)
        return true;
    if (!programme_day_note(db, page->day, page->before, err))
        return false;
    page->is_read = true;
    if (page->draft.day != page->day)
        text_area_set(&page->draft.words, page->before);
    page->draft.day = page->day;
    return true;
}

static bool note_write(struct day_note *page, struct till *till, struct err *err)
{
    char what[32];
    const struct act act = { ACTION_PEOPLE, what, page->question.answer, false };

    snprintf(what, sizeof what, "J%d note", page->day);
    return act_begin(till, &act, err) &&
           till_write_end(
               till, programme_set_day_note(till->db, page->day, page->draft.words.text, err), err);
}

static void note_record(struct day_note *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (strcmp(page->draft.words.text, page->before) == 0) {
        desk->forget_draft = true;
        desk_back(desk);
    } else if (note_write(page, desk->till, &err)) {
        desk->forget_draft = true;
        notice_set(&desk->message, STYLE_GOOD, "%s", _("La note est inscrite."));
        desk_back(desk);
    } else if (err.code == ERR_CLOSED && page->question.purpose == 0) {
        question_ask(&page->question, ASK_REASON, _("Pourquoi corriger ?"), err.text);
    } else {
        question_close(&page->question);
        notice_fail(&page->notice, &err);
    }
}

static void day_note_perform(void *model, struct desk *desk, int what)
{
    struct day_note *page = model;
    struct err err = ERR_EMPTY;

    if (what == NOTE_RECORD)
        note_record(page, desk);
    else if (!note_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

static void day_note_draw(const void *model, struct canvas *canvas)
{
    const struct day_note *page = model;
    struct area area = frame_area(canvas);
    char title[48];
    struct frame frame = {
        .title = title,
        .back = "",
        .next = _("Inscrire"),
    };

    snprintf(title, sizeof title, _("Note de J%d"), page->day);
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 2, 1 }, STYLE_QUIET,
                   _("Ce qui s'est passé, en quelques mots. Jamais : santé, asile, origine."));
    text_area_draw(&page->draft.words, canvas,
                   (struct area){ area.x + 1, area.y + 2, area.width - 2, area.height - 2 });
    frame_draw(canvas, &frame);
}

const struct screen_kind DAY_NOTE = {
    .title = N_("Note du jour"),
    .help = N_("Taper, puis Entrée inscrit. Rien ne se perd, même si l'on quitte.\n"
               "La note est pour l'équipe : sans nom, c'est mieux."),
    .model_size = sizeof(struct day_note),
    .draft_offset = offsetof(struct day_note, draft),
    .draft_size = sizeof(struct day_note_draft),
    .draft_name = "day-note",
    .takes_text = true,
    .takes_escape = true,
    .begin = day_note_begin,
    .update = day_note_update,
    .perform = day_note_perform,
    .draw = day_note_draw,
};
