#include "pos/people/person.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "pos/people/consents.h"
#include "pos/acts/erasing.h"
#include "pos/acts/permit.h"
#include "pos/people/forgetting.h"
#include "pos/people/follow_up.h"
#include "pos/people/interview_form.h"
#include "pos/people/people_list.h"
#include "pos/people/sheet_form.h"
#include "pos/ui/reason.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PERSON_SHOWN, PERSON_OPEN, PERSON_UNLOCK, PERSON_STOP };
enum { ASK_PASSPHRASE = 1, ASK_FIRST_DAY, ASK_LAST_DAY, ASK_BACK, ASK_REASON };
enum { PERSON_BYTES_MAX = 4 << 20, HEAD_LINES = 3, PAGE_LINES = 6 };

enum person_line {
    LINE_SHEET,
    LINE_CONSENTS,
    LINE_INTERVIEW,
    LINE_FOLLOW_UP,
    LINE_STOP,
    LINE_NAME,
    LINE_EXPORT,
    LINE_ERASE,
    LINE_START,
    LINE_COUNT,
};

static void person_begin(void *model, struct desk *desk, int64_t argument)
{
    struct person *page = model;

    (void)desk;
    page->rank = (int)argument;
    list_set_count(&page->list, LINE_COUNT);
}

/* -- What was chosen. -- */

static struct effect stop_ask(struct person *page)
{
    if (page->who.stopped_day > 0) {
        question_ask(&page->question, ASK_BACK, _("Quel jour revient-elle ?"),
                     _("Un numéro : 5 pour J5. Les jours entre les deux ne comptent pas."));
    } else {
        question_ask(&page->question, ASK_LAST_DAY, _("Quel a été son dernier jour ?"),
                     _("Un numéro : 3 pour J3. Elle reste dans le compte du groupe."));
    }
    return NOTHING;
}

static struct effect person_chosen(struct person *page, int line)
{
    bool is_sealed = line == LINE_SHEET || line == LINE_INTERVIEW || line == LINE_EXPORT;

    page->wanted = line;
    if (page->who.erased)
        return BEEP;
    if (line == LINE_STOP)
        return stop_ask(page);
    if (line == LINE_START) {
        question_ask(&page->question, ASK_FIRST_DAY, _("Quel a été son premier jour ?"),
                     _("Un numéro : 2 pour J2. Les jours d'avant ne comptent pas pour elle."));
        return NOTHING;
    }
    if (is_sealed && page->lock == SHEETS_LOCKED) {
        question_ask(&page->question, ASK_PASSPHRASE, _("Phrase secrète des fiches ?"),
                     _("Les fiches sont fermées."));
        page->question.secret = true;
        return NOTHING;
    }
    return perform(PERSON_OPEN);
}

/* She joins, leaves or comes back on that day: what her periods become. */
static void stays_move(struct stays *stays, int purpose, int day)
{
    if (purpose == ASK_LAST_DAY)
        stays_end(stays, day);
    else if (purpose == ASK_BACK || stays->count == 0)
        stays_begin(stays, day);
    else
        stays->list[0].from = day;
}

static struct effect day_answered(struct person *page)
{
    char *end;
    const char *text = page->question.answer + (page->question.answer[0] == 'J');
    long day = strtol(text, &end, 10);
    struct stays stays = page->who.stays;
    struct err fault = ERR_EMPTY;

    if (end == text || *end != '\0' || day < 1 || day > page->day_count)
        (void)err_fail(&fault, ERR_INPUT, _("Un nombre de 1 à %d."), page->day_count);
    else
        stays_move(&stays, page->question.purpose, (int)day);
    if (fault.code == ERR_NONE && stays_check(&stays, page->day_count, &fault)) {
        page->who.stays = stays;
        return perform(PERSON_STOP);
    }
    question_refuse(&page->question, fault.text);
    return BEEP;
}

static struct effect question_answered(struct person *page)
{
    switch (page->question.purpose) {
    case ASK_PASSPHRASE: return perform(PERSON_UNLOCK);
    case ASK_FIRST_DAY:
    case ASK_LAST_DAY:
    case ASK_BACK: return day_answered(page);
    default: break;
    }
    return perform(PERSON_STOP);
}

static struct effect question_event(struct person *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT:
        question_close(&page->question);
        return perform(PERSON_SHOWN); /* what the book says, again */
    case QUESTION_ANSWERED: return question_answered(page);
    }
    return NOTHING;
}

static struct area person_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.y += HEAD_LINES;
    area.height -= HEAD_LINES;
    return list_page(area, PAGE_LINES);
}

static struct effect person_update(void *model, const struct event *event)
{
    struct person *page = model;
    struct area area = person_area(event->width, event->height);
    int line;

    if (page->question.purpose != 0)
        return question_event(page, event);
    line = list_update(&page->list, event, area, NULL);
    return line == LIST_NONE ? NOTHING : person_chosen(page, line);
}

/* -- Asking the book. -- */

static bool sealed_read(struct person *page, struct desk *desk, struct err *err)
{
    struct err closed = ERR_EMPTY;
    struct interview interview;
    struct vault vault;
    struct sheet sheet;
    char text[FIELD_TEXT_MAX];

    page->told = page->fields = 0;
    page->has_interview = false;
    page->appointment[0] = '\0';
    if (!sheet_key_look(desk, &vault, &closed))
        return true; /* the lines say that it is closed */

    bool good = people_sheet(desk->till->db, &vault, page->who.badge, &sheet, err) &&
                people_interview(desk->till->db, &vault, page->who.badge, &interview, err);

    vault_close(&vault);
    if (!good)
        return false;
    for (; page->fields < SHEET_ASKED; page->fields++) {
        field_get(&SHEET_FIELDS[page->fields], &sheet, text);
        page->told += text[0] != '\0';
    }
    page->has_interview = !interview_is_empty(&interview);
    interview_appointment(&interview, page->appointment);
    return true;
}

static bool consents_read(struct person *page, struct db *db, struct err *err)
{
    page->consents = 0;
    for (int use = 0; use < CONSENT_COUNT; use++) {
        struct consent consent;

        if (!people_consent(db, page->who.badge, (enum consent_use)use, &consent, err))
            return false;
        page->consents += consent_is_given(&consent);
    }
    return true;
}

static bool person_read(struct person *page, struct desk *desk, struct err *err)
{
    struct db *db = desk->till->db;
    struct day today = moment_day(till_now(desk->till));
    struct calendar calendar;
    struct people people;
    int day;

    if (!people_read(db, &people, err) || !programme_calendar(db, &calendar, err))
        return false;
    page->who = people.list[page->rank - 1];
    page->day_count = calendar.day_count;
    day = calendar_find(&calendar, today);
    page->duties.count = 0;
    return (day == 0 || duty_read(db, day, &page->duties, err)) &&
           sheet_key_state(desk, &page->lock, err) && consents_read(page, db, err) &&
           workbook_follow_up(db, page->who.badge, calendar_follow_up(&calendar), today,
                              &page->follow_up, err) &&
           sealed_read(page, desk, err);
}

static bool data_write(struct person *page, struct desk *desk, struct err *err)
{
    char path[ERASING_PATH_MAX];
    struct buf text = buf_init(PERSON_BYTES_MAX);
    struct vault vault;
    bool good;

    erasing_path(desk->path, ERASING_DATA, page->who.badge, path);
    good = sheet_key_look(desk, &vault, err) &&
           people_export(desk->till->db, page->lock == SHEETS_EMPTY ? NULL : &vault,
                         page->who.badge, &text, err) &&
           till_note(desk->till, RECORD_EXPORT, "person", page->who.badge, 0, err) &&
           buf_write_file(&text, path, true, err);
    vault_close(&vault);
    buf_release(&text);
    if (good)
        notice_set(&page->notice, STYLE_GOOD, _("Ses données sont dans %.150s"), path);
    return good;
}

static bool person_open(struct person *page, struct desk *desk, struct err *err)
{
    static const struct screen_kind *const SCREENS[LINE_COUNT] = {
        [LINE_SHEET] = &SHEET_FORM,         [LINE_CONSENTS] = &CONSENTS,
        [LINE_INTERVIEW] = &INTERVIEW_FORM, [LINE_FOLLOW_UP] = &CALL_FORM,
        [LINE_NAME] = &PERSON_FORM,         [LINE_ERASE] = &FORGETTING,
    };

    if (!till_check(desk->till, ACTION_PEOPLE, err))
        return false;
    if (page->wanted == LINE_EXPORT)
        return data_write(page, desk, err);
    if (SCREENS[page->wanted])
        desk_go(desk, SCREENS[page->wanted], page->rank);
    return true;
}

static bool stop_record(struct person *page, struct till *till, struct err *err)
{
    bool asked = page->question.purpose == ASK_REASON;
    const struct act act = { ACTION_PEOPLE, page->who.badge, asked ? page->question.answer : "",
                             false };

    return act_begin(till, &act, err) &&
           till_write_end(till, stays_put(till->db, page->who.badge, &page->who.stays, err), err);
}

static void person_stop(struct person *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (!stop_record(page, till, &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    notice_set(&page->notice, STYLE_GOOD, "%s", _("Inscrit."));
}

static void person_unlock(struct person *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (!sheet_key_unlock(desk, page->question.answer, &err)) {
        question_refuse(&page->question, err.text);
        return;
    }
    crypto_wipe(page->question.answer, sizeof page->question.answer);
    question_close(&page->question);
    if (!person_open(page, desk, &err))
        notice_fail(&page->notice, &err);
}

static void person_perform(void *model, struct desk *desk, int what)
{
    struct person *page = model;
    struct err err = ERR_EMPTY;

    if (what == PERSON_UNLOCK)
        person_unlock(page, desk);
    else if (what == PERSON_STOP)
        person_stop(page, desk->till);
    else if (what == PERSON_OPEN && !person_open(page, desk, &err))
        notice_fail(&page->notice, &err);
    if (page->question.purpose == 0 && err.code == ERR_NONE && !person_read(page, desk, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static void sealed_state(const struct person *page, char out[LIST_RIGHT_MAX])
{
    if (page->fields == 0)
        snprintf(out, LIST_RIGHT_MAX, "%s", _("fermée"));
    else if (page->told == 0)
        snprintf(out, LIST_RIGHT_MAX, "%s", _("vide"));
    else
        snprintf(out, LIST_RIGHT_MAX, _("%d / %d"), page->told, page->fields);
}

static void line_state(const struct person *page, int line, char out[LIST_RIGHT_MAX])
{
    out[0] = '\0';
    switch (line) {
    case LINE_SHEET: sealed_state(page, out); break;
    case LINE_CONSENTS:
        snprintf(out, LIST_RIGHT_MAX, _("%d / %d"), page->consents, (int)CONSENT_COUNT);
        break;
    case LINE_INTERVIEW:
        snprintf(out, LIST_RIGHT_MAX, "%s",
                 page->fields == 0     ? _("fermé")
                 : page->has_interview ? _("fait")
                                       : _("à faire"));
        break;
    case LINE_FOLLOW_UP:
        snprintf(out, LIST_RIGHT_MAX, "%s", follow_up_name(page->follow_up.state));
        break;
    case LINE_START:
        if (page->who.stays.count > 0 && page->who.stays.list[0].from > 1)
            snprintf(out, LIST_RIGHT_MAX, _("depuis J%d"), page->who.stays.list[0].from);
        break;
    case LINE_STOP:
        if (page->who.stopped_day > 0)
            snprintf(out, LIST_RIGHT_MAX, _("venue jusqu'à J%d"), page->who.stopped_day);
        break;
    default: break;
    }
}

static struct list_row person_row(const void *context, int i)
{
    static const char *const NAMES[LINE_COUNT] = {
        [LINE_SHEET] = N_("Fiche d'accueil"),     [LINE_CONSENTS] = N_("Accords"),
        [LINE_INTERVIEW] = N_("Entretien"),       [LINE_FOLLOW_UP] = N_("Appel de suivi"),
        [LINE_START] = N_("Arrive après J1"),     [LINE_STOP] = N_("S'arrête avant"),
        [LINE_NAME] = N_("Nom et badge"),         [LINE_EXPORT] = N_("Donner ses données"),
        [LINE_ERASE] = N_("Effacer ses données"),
    };
    const struct person *page = context;
    char right[LIST_RIGHT_MAX];

    line_state(page, i, right);
    return list_row_of(i == LINE_STOP && page->who.stopped_day > 0 ? _("Revient dans le groupe")
                                                                   : _(NAMES[i]),
                       right, STYLE_TEXT);
}

static void head_draw(const struct person *page, struct canvas *canvas, struct area area)
{
    char roles[160] = "";
    size_t length = 0;

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s · %s",
                      page->who.erased ? _("(sans nom)") : page->who.called_name, page->who.badge,
                      pictogram_name(page->who.position > 0 ? page->who.position : 1));
    if (page->who.erased) {
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   _("Ses données sont effacées. Ses chiffres restent sous le badge."));
        return;
    }
    for (int i = 0; i < page->duties.count; i++)
        if (strcmp(page->duties.list[i].badge, page->who.badge) == 0 && length < sizeof roles - 60)
            length +=
                (size_t)snprintf(roles + length, sizeof roles - length, "%s%s",
                                 length > 0 ? ", " : "", duty_role_name(page->duties.list[i].role));
    if (roles[0] != '\0')
        canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("Aujourd'hui : %s"), roles);
    else if (page->appointment[0] != '\0')
        canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("Rendez-vous : %s"),
                          page->appointment);
}

static void person_draw(const void *model, struct canvas *canvas)
{
    const struct person *page = model;
    struct frame frame = {
        .title = _("Personne"),
        .back = "",
        .next = page->who.erased ? NULL : _("Ouvrir"),
    };

    head_draw(page, canvas, frame_area(canvas));
    if (!page->who.erased)
        list_draw(&page->list, canvas, person_area(canvas->width, canvas->height), person_row,
                  page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PERSON = {
    .title = N_("Personne"),
    .help = N_("Ce qu'on peut faire pour cette personne. À droite : où on en est.\n"
               "La fiche et l'entretien ne sortent que si la personne le veut.\n"
               "Une personne qui s'arrête reste dans le compte du groupe."),
    .admits = permit_people,
    .model_size = sizeof(struct person),
    .takes_text = true,
    .begin = person_begin,
    .update = person_update,
    .perform = person_perform,
    .draw = person_draw,
};
