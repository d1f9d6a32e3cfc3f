#include "pos/day_note.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { NOTE_REFRESH, NOTE_RECORD };
enum { ASK_REASON = 1 };

static void day_note_begin(void *model, struct desk *desk, int64_t argument)
{
    struct day_note *page = model;

    (void)desk;
    page->day = (int)argument;
}

/* -- Update. -- */

static void text_add(struct day_note *page, const char *more)
{
    size_t length = strlen(page->draft.text);

    if (text_is_clean(more) && length + strlen(more) < sizeof page->draft.text)
        memcpy(page->draft.text + length, more, strlen(more) + 1);
    else
        notice_set(&page->notice, STYLE_WARNING, "%s", _("La note est pleine."));
}

static void text_erase(struct day_note *page)
{
    char *text = page->draft.text;
    size_t length = strlen(text);

    while (length > 0 && (text[length - 1] & 0xC0) == 0x80)
        length--;
    text[length > 0 ? length - 1 : 0] = '\0';
}

static struct effect note_key(struct day_note *page, const struct event *event)
{
    char text[5] = "";

    switch ((int)event->key) {
    case PRESS_ESCAPE: /* nothing typed is lost by leaving */
    case PRESS_ENTER: return (struct effect){ EFFECT_PERFORM, NOTE_RECORD };
    case PRESS_BACKSPACE: text_erase(page); break;
    case PRESS_CHARACTER:
        text[text_put(event->character, text)] = '\0';
        text_add(page, text);
        break;
    default: break;
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect day_note_update(void *model, const struct event *event)
{
    struct day_note *page = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, NOTE_REFRESH };
    notice_clear(&page->notice);
    if (page->question.purpose != 0) {
        enum question_outcome outcome = question_update(&page->question, event);

        if (outcome == QUESTION_LEFT) /* without a reason the draft waits */
            return (struct effect){ EFFECT_BACK, 0 };
        return outcome == QUESTION_ANSWERED ? (struct effect){ EFFECT_PERFORM, NOTE_RECORD }
                                            : (struct effect){ EFFECT_NONE, 0 };
    }
    if (event->kind == EVENT_PASTE)
        text_add(page, event->text);
    if (event->kind == EVENT_KEY)
        return note_key(page, event);
    return (struct effect){ EFFECT_NONE, 0 };
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
        memcpy(page->draft.text, page->before, sizeof page->draft.text);
    page->draft.day = page->day;
    return true;
}

static bool note_write(struct day_note *page, struct till *till, struct err *err)
{
    char what[32];
    const struct correction correction = { what, page->question.answer, till_now(till) };

    snprintf(what, sizeof what, "J%d note", page->day);
    if (!till_check(till, ACTION_PEOPLE, err) || !db_begin(till->db, err))
        return false;
    if (programme_allow(till->db, &correction, err) &&
        programme_set_day_note(till->db, page->day, page->draft.text, err) &&
        db_commit(till->db, err))
        return true;
    db_rollback(till->db);
    return false;
}

static void note_record(struct day_note *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (strcmp(page->draft.text, page->before) == 0) {
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

    snprintf(page->place, sizeof page->place, "%s", desk->place);
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
    char shown[DAY_NOTE_MAX + 2];
    struct frame frame = {
        .title = title,
        .place = page->place,
        .notice = &page->notice,
        .back = _("Retour"),
        .next = _("Inscrire"),
    };

    snprintf(title, sizeof title, _("Note de J%d"), page->day);
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 2, 1 }, STYLE_QUIET,
                   _("Ce qui s'est passé, en quelques mots. Jamais : santé, asile, origine."));
    snprintf(shown, sizeof shown, "%s_", page->draft.text); /* where the next letter comes */
    canvas_put_wrapped(canvas,
                       (struct area){ area.x + 1, area.y + 2, area.width - 2, area.height - 2 },
                       STYLE_TEXT, shown);
    canvas->cursor_x = -1;
    frame_draw(canvas, &frame);
    if (page->question.purpose != 0)
        question_draw(&page->question, canvas);
}

const struct screen_kind DAY_NOTE = {
    .title = N_("Note du jour"),
    .help = N_("Taper, puis Entrée inscrit. Ce qui est tapé est gardé, même si l'on quitte.\nLa "
               "note est pour l'équipe : le nom d'une personne n'a pas besoin d'y être."),
    .model_size = sizeof(struct day_note),
    .draft_offset = offsetof(struct day_note, draft),
    .draft_size = sizeof(struct day_note_draft),
    .draft_name = "day-note",
    .takes_text = true,
    .begin = day_note_begin,
    .update = day_note_update,
    .perform = day_note_perform,
    .draw = day_note_draw,
};
