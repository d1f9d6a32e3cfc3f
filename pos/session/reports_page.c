#include "pos/session/reports_page.h"

#include "base/csv.h"
#include "base/lang.h"
#include "pos/acts/accounts_folder.h"
#include "pos/acts/papers_beside.h"
#include "pos/acts/places.h"
#include "reports/kit/kit_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORTS_SHOWN, REPORTS_OPEN };
enum { PAGE_LINES = 8 };

/* The lines after the reports. */
enum { AFTER_PAPERS, AFTER_ACCOUNTS, AFTER_TILL, AFTER_KIT, AFTER_COUNT };

static void reports_begin(void *model, struct desk *desk, int64_t argument)
{
    struct reports_page *page = model;
    const struct catalogue_row *row = NULL;

    (void)desk;
    (void)argument;
    while ((row = catalogue_next(row, DOOR_SCREEN)) != NULL && page->count < REPORTS_SHOWN_MAX)
        page->rows[page->count++] = row;
    list_set_count(&page->list, page->count + AFTER_COUNT);
}

static struct area reports_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y - 1, area.width, area.height + 2 };
}

/* -- Reading: the text moves, never the words in it. -- */

static void text_move(struct reports_page *page, int to, int height)
{
    int last = page->line_count > height ? page->line_count - height : 0;

    page->top = to < 0 ? 0 : to > last ? last : to;
}

static struct effect text_event(struct reports_page *page, const struct event *event)
{
    int height = reports_area(event->width, event->height).height;

    if (event->kind != EVENT_KEY)
        return NOTHING;
    switch ((int)event->key) {
    case PRESS_ESCAPE: page->is_open = false; break;
    case PRESS_UP: text_move(page, page->top - 1, height); break;
    case PRESS_DOWN: text_move(page, page->top + 1, height); break;
    case PRESS_PAGE_UP: text_move(page, page->top - height, height); break;
    case PRESS_PAGE_DOWN: text_move(page, page->top + height, height); break;
    case PRESS_HOME: text_move(page, 0, height); break;
    case PRESS_END: text_move(page, page->line_count, height); break;
    case PRESS_ENTER:
        if (page->top + height >= page->line_count)
            page->is_open = false;
        else
            text_move(page, page->top + height, height);
        break;
    default: break;
    }
    return NOTHING;
}

static struct effect reports_update(void *model, const struct event *event)
{
    struct reports_page *page = model;
    struct area area = reports_area(event->width, event->height);

    if (page->is_open)
        return text_event(page, event);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (list_update(&page->list, event, list_page(area, PAGE_LINES), NULL) != LIST_NONE)
        return perform(REPORTS_OPEN);
    return NOTHING;
}

/* -- Making. -- */

/* Keep what fits, up to a whole line. */
static void text_take(struct reports_page *page, const struct buf *bytes)
{
    size_t length = bytes->length < REPORT_TEXT_MAX ? bytes->length : REPORT_TEXT_MAX - 1;

    memcpy(page->text, buf_text(bytes), length);
    while (length > 0 && page->text[length - 1] != '\n')
        length--;
    page->text[length] = '\0';
    page->line_count = 0;
    for (const char *at = page->text; (at = strchr(at, '\n')) != NULL; at++)
        page->line_count++;
    page->top = 0;
    page->is_open = true;
    if (length < bytes->length)
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Ce rapport est long : le début seul est montré. Entier : flashcoop report."));
}

static bool report_make(struct reports_page *page, struct desk *desk, struct err *err)
{
    const struct catalogue_row *row = page->rows[page->list.selected];
    const struct report_request request = { .detail = "", .access = sheets_access(desk) };
    struct outlet outlet;
    struct page_target target = {
        .format = PAGE_TEXT, .title = row->name, .made_at = till_now(desk->till), .outlet = &outlet
    };
    struct page *report;
    bool good;

    outlet_open_memory(&outlet, CSV_FILE_MAX);
    good = page_open(&target, &report, err);
    if (good && !catalogue_report(row, desk->till, &request, report, err)) {
        page_abandon(report);
        good = false;
    } else if (good) {
        good = page_close(report, err);
    }
    if (good)
        text_take(page, &outlet.block);
    outlet_abandon(&outlet);
    return good;
}

static bool papers_make(struct reports_page *page, struct desk *desk, struct err *err)
{
    const struct papers_wanted everything = { .day = 0 };

    return papers_beside_make(desk, &everything, &page->notice, err);
}

static bool kit_make(struct reports_page *page, struct desk *desk, struct err *err)
{
    char path[DESK_PATH_MAX + 16];
    struct kit_refusals refusals = { .failed = 0 };
    struct kit_folder folder = {
        .path = path, .force = true, .made_at = till_now(desk->till), .refusals = &refusals
    };
    bool good;

    folder_beside(desk, "kit", path);
    good = kit_folder_write(desk->till, &folder, err);
    if (good && refusals.failed + refusals.not_yet > 0)
        notice_set(&page->notice, STYLE_WARNING, _("Dans %s ; il manque : %.*s"), path,
                   (int)strcspn(buf_text(&refusals.lines), "\n"), buf_text(&refusals.lines));
    else if (good)
        notice_set(&page->notice, STYLE_GOOD, _("Le dossier pour la presse est dans %s"), path);
    buf_release(&refusals.lines);
    return good;
}

static bool row_open(struct reports_page *page, struct desk *desk, struct err *err)
{
    switch (page->list.selected - page->count) {
    case AFTER_PAPERS: return papers_make(page, desk, err);
    case AFTER_ACCOUNTS: return accounts_folder_make(desk, &page->notice, err);
    case AFTER_TILL: desk_go(desk, &TILL_PAPERS, 0); return true;
    case AFTER_KIT: return kit_make(page, desk, err);
    default: return report_make(page, desk, err);
    }
}

static void reports_perform(void *model, struct desk *desk, int what)
{
    struct reports_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == REPORTS_OPEN && !row_open(page, desk, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static struct list_row reports_row(const void *context, int i)
{
    static const char *const AFTER[AFTER_COUNT] = {
        [AFTER_PAPERS] = N_("Tous les papiers (PDF)"),
        [AFTER_ACCOUNTS] = N_("Pour la coopérative (FEC)"),
        [AFTER_TILL] = N_("Papiers de caisse"),
        [AFTER_KIT] = N_("Pour la presse"),
    };
    const struct reports_page *page = context;

    if (i >= page->count)
        return list_row_of(_(AFTER[i - page->count]), "", STYLE_STRONG);
    return list_row_of(_(page->rows[i]->title), "", STYLE_TEXT);
}

static void text_draw(const struct reports_page *page, struct canvas *canvas, struct area area)
{
    const char *at = page->text;

    for (int line = 0; line < page->top && at; line++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    for (int line = 0; line < area.height && at && *at; line++) {
        const char *end = strchr(at, '\n');
        char text[1024];

        snprintf(text, sizeof text, "%.*s", end ? (int)(end - at) : (int)strlen(at), at);
        canvas_put_fit(canvas, (struct area){ 0, area.y + line, canvas->width, 1 }, STYLE_TEXT,
                       text);
        at = end ? end + 1 : NULL;
    }
}

static const char *next_of(const struct reports_page *page)
{
    switch (page->list.selected - page->count) {
    case AFTER_PAPERS: return _("Faire les papiers");
    case AFTER_ACCOUNTS:
    case AFTER_KIT: return _("Faire les fichiers");
    case AFTER_TILL: return _("Ouvrir");
    default: return _("Lire");
    }
}

static void reports_draw(const void *model, struct canvas *canvas)
{
    const struct reports_page *page = model;
    struct area area = reports_area(canvas->width, canvas->height);
    bool more = page->top + area.height < page->line_count;
    struct frame frame = {
        .title = _("Papiers"),
        .back = "",
        .next = page->is_open ? (more ? _("Suite") : _("Retour")) : next_of(page),
    };

    if (page->is_open)
        text_draw(page, canvas, area);
    else
        list_draw(&page->list, canvas, list_page(area, PAGE_LINES), reports_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind REPORTS_PAGE = {
    .title = N_("Papiers"),
    .help = N_("Choisir un rapport pour le lire. Les flèches le font défiler.\n"
               "La dernière ligne fait tous les papiers, dans un dossier.\n"
               "Une commande fait le même rapport : flashcoop report."),
    .model_size = sizeof(struct reports_page),
    .takes_escape = true,
    .begin = reports_begin,
    .update = reports_update,
    .perform = reports_perform,
    .draw = reports_draw,
};
