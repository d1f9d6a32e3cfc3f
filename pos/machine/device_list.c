#include "pos/machine/device_list.h"

#include "base/lang.h"
#include "reports/catalogue/slip_paper.h"
#include "pos/machine/scanner_page.h"
#include "pos/acts/places.h"

#include <stdio.h>
#include <string.h>

enum { LIST_REFRESH, LIST_ACT };

static void row_add(struct device_list *screen, enum device_row_kind kind, int index)
{
    screen->rows[screen->list.count++] = (struct device_row){ kind, index };
}

/* A scanner stands where the morning names it; keyboards left alone come after. The voice, which
 * nobody needs to sell, stands last. */
static void rows_make(struct device_list *screen, int scanner_count, int job_count)
{
    screen->list.count = 0;
    for (int i = 0; i < screen->morning.count; i++)
        if (screen->morning.lines[i].matter != MORNING_CHECK_VOICE)
            row_add(screen, DEVICE_ROW_STATE, i);
    for (int i = 0; i < scanner_count; i++)
        if (screen->scanners[i].state == SCANNER_LEFT)
            row_add(screen, DEVICE_ROW_KEYBOARD, i);
    for (int i = 0; i < job_count; i++)
        row_add(screen, DEVICE_ROW_PAPER, i);
    row_add(screen, DEVICE_ROW_PRINT, 0);
    row_add(screen, DEVICE_ROW_TYPING, 0);
    for (int i = 0; i < screen->morning.count; i++)
        if (screen->morning.lines[i].matter == MORNING_CHECK_VOICE)
            row_add(screen, DEVICE_ROW_STATE, i);
    list_set_count(&screen->list, screen->list.count);
}

/* The folder that must have room: the book's. */
static void book_folder(const struct desk *desk, char out[DESK_PATH_MAX])
{
    char *slash;

    snprintf(out, DESK_PATH_MAX, "%s", desk->path[0] ? desk->path : desk->folder);
    slash = desk->path[0] ? strrchr(out, '/') : NULL;
    if (slash)
        slash[slash == out] = '\0';
    else if (desk->path[0] || !out[0])
        snprintf(out, DESK_PATH_MAX, ".");
}

static bool list_refresh(struct device_list *screen, struct desk *desk, struct err *err)
{
    static const struct devices NONE;
    const struct devices *devices = desk->devices ? desk->devices : &NONE;
    int scanner_count = 0, job_count = 0;
    char folder[DESK_PATH_MAX];

    book_folder(desk, folder);
    morning_check(devices, &desk->clock, folder, &screen->morning);
    screen->typing = devices->memory.wedge;
    if (devices->scanners)
        scanner_count = usb_scanners_list(devices->scanners, screen->scanners, USB_SCANNERS_MAX);
    if (desk->till && !print_queue_list(desk->till->db, screen->jobs, &job_count, err))
        return false;
    rows_make(screen, scanner_count, job_count);
    return true;
}

static bool paper_again(struct device_list *screen, struct desk *desk, int index, struct err *err)
{
    if (!print_queue_retry(desk->till, &screen->jobs[index], err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               screen->jobs[index].state == PRINT_FAILED
                   ? _("Redemandé : rien n'était sorti.")
                   : _("Redemandé : ce sera une copie du ticket."));
    if (desk->devices)
        devices_print(desk->devices);
    return true;
}

/* An opening without a sale is a record, whether the drawer obeys or not. */
static bool drawer_open(struct device_list *screen, struct desk *desk, struct err *err)
{
    if (!till_open_drawer(desk->till, _("essai du tiroir"), err))
        return false;
    if (desk->devices)
        devices_open_drawer(desk->devices);
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               _("Le tiroir doit s'ouvrir ; sinon vérifier son câble sur l'imprimante."));
    return true;
}

static bool printer_try(struct device_list *screen, struct desk *desk, struct err *err)
{
    if (!devices_print_test(desk->devices, err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               _("L'essai s'imprime : é è ê à ç ô œ € doivent s'y lire."));
    return true;
}

static bool state_act(struct device_list *screen, struct desk *desk, int index, struct err *err)
{
    const struct morning_check_line *line = &screen->morning.lines[index];

    if (line->matter == MORNING_CHECK_DRAWER && desk->till)
        return drawer_open(screen, desk, err);
    if (line->matter == MORNING_CHECK_VOICE && desk->till) {
        desk_go(desk, &VOICE_PAGE, 0);
        return true;
    }
    if (!desk->devices)
        return true;
    if (line->matter == MORNING_CHECK_SCANNER && line->scanner >= 0 &&
        !screen->scanners[line->scanner].sends_codes) {
        desk_go(desk, &SCANNER_PAGE, line->scanner);
        return true;
    }
    if (line->matter == MORNING_CHECK_PRINTER &&
        printer_state_prints(devices_printer_state(desk->devices)))
        return printer_try(screen, desk, err);
    devices_refresh(desk->devices);
    notice_set(&screen->notice, STYLE_GOOD, "%s", _("Tout est regardé de nouveau."));
    return true;
}

static const char *const TYPING_MODES[] = {
    [WEDGE_OFF] = N_("non, tout vient de doigts"),
    [WEDGE_GUESS] = N_("deviné"),
    [WEDGE_FR_READS_US] = N_("anglais, sur un clavier français"),
    [WEDGE_US_READS_FR] = N_("français, sur un clavier anglais"),
};

/* The next of the four, and round again. */
static bool typing_change(struct device_list *screen, struct desk *desk, struct err *err)
{
    enum wedge_mode *mode = &desk->devices->memory.wedge;

    *mode = (enum wedge_mode)((*mode + 1) % (int)COUNT_OF(TYPING_MODES));
    notice_set(&screen->notice, STYLE_GOOD, _("Retenu : %s. Lire un code pour voir."),
               _(TYPING_MODES[*mode]));
    return device_memory_write(&desk->devices->memory, err);
}

static bool list_act(struct device_list *screen, struct desk *desk, struct err *err)
{
    struct device_row row = screen->rows[screen->list.selected];

    switch (row.kind) {
    case DEVICE_ROW_STATE: return state_act(screen, desk, row.index, err);
    case DEVICE_ROW_KEYBOARD: desk_go(desk, &SCANNER_PAGE, row.index); return true;
    case DEVICE_ROW_PAPER: return paper_again(screen, desk, row.index, err);
    case DEVICE_ROW_PRINT: desk_go(desk, &TILL_PAPERS, 0); return true;
    case DEVICE_ROW_TYPING: return !desk->devices || typing_change(screen, desk, err);
    }
    return true;
}

enum { LIST_LEARN = LIST_ACT + 1 };

static void device_list_perform(void *model, struct desk *desk, int what)
{
    struct device_list *screen = model;
    struct err err = ERR_EMPTY;

    if ((what == LIST_ACT && !list_act(screen, desk, &err)) ||
        (what == LIST_LEARN && !scanner_card_take(desk, screen->read, &screen->notice, &err)))
        notice_fail(&screen->notice, &err);
    err = ERR_EMPTY;
    if (!list_refresh(screen, desk, &err))
        notice_fail(&screen->notice, &err);
}

static void device_list_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)argument;
    if (desk->devices)
        devices_refresh(desk->devices);
}

enum { PAGE_LINES = 8, DETAIL_LINES = 3 };

static struct area device_list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.height -= DETAIL_LINES;
    return list_page(area, PAGE_LINES);
}

static struct effect device_list_update(void *model, const struct event *event)
{
    struct device_list *screen = model;
    struct area area = device_list_area(event->width, event->height);

    if (event->kind == EVENT_SCAN) {
        snprintf(screen->read, sizeof screen->read, "%s", event->text);
        return perform(LIST_LEARN);
    }
    if (list_update(&screen->list, event, area, NULL) != LIST_NONE)
        return perform(LIST_ACT);
    return NOTHING;
}

static struct list_row scanner_row(const struct usb_scanner_seen *seen)
{
    char text[LIST_LEFT_MAX], settings[80];

    scanner_settings_describe(&seen->settings, settings, sizeof settings);
    if (seen->state == SCANNER_LEFT)
        snprintf(text, sizeof text, _("%.40s : c'est un clavier"), seen->name);
    else if (seen->state == SCANNER_UNASKED)
        snprintf(text, sizeof text, _("[ ] %.40s : scanner ou clavier ?"), seen->name);
    else
        snprintf(text, sizeof text, _("%s %.40s : %s"),
                 seen->state == SCANNER_READING ? "[x]" : "[ ]", seen->name,
                 seen->state != SCANNER_READING ? usb_scanner_state_sentence(seen->state)
                 : seen->sends_codes            ? _("Scanner prêt.")
                                                : settings);
    return list_row_of(
        text, seen->sends_codes ? "" : _("régler"),
        seen->state == SCANNER_READING || seen->state == SCANNER_LEFT ? STYLE_TEXT : STYLE_WARNING);
}

static struct list_row paper_row(const struct print_job *job)
{
    char text[LIST_LEFT_MAX], paper[PRINT_PAPER_MAX + 40];

    paper_describe(job->paper, paper, sizeof paper);
    snprintf(text, sizeof text, _("%s : %.100s"), paper, job->reason);
    return list_row_of(text, job->state == PRINT_FAILED ? _("imprimer") : _("refaire"),
                       STYLE_WARNING);
}

static struct list_row state_row(const struct device_list *screen,
                                 const struct morning_check_line *line)
{
    char text[LIST_LEFT_MAX];

    if (line->scanner >= 0)
        return scanner_row(&screen->scanners[line->scanner]);
    snprintf(text, sizeof text, "%s %s", line->good ? "[x]" : "[ ]", line->name);
    return list_row_of(text, "", line->good ? STYLE_TEXT : STYLE_WARNING);
}

static struct list_row device_list_row(const void *context, int i)
{
    const struct device_list *screen = context;
    struct device_row row = screen->rows[i];

    switch (row.kind) {
    case DEVICE_ROW_STATE: return state_row(screen, &screen->morning.lines[row.index]);
    case DEVICE_ROW_KEYBOARD: return scanner_row(&screen->scanners[row.index]);
    case DEVICE_ROW_PAPER: return paper_row(&screen->jobs[row.index]);
    case DEVICE_ROW_PRINT: return list_row_of(_("Papiers de caisse"), "", STYLE_TEXT);
    case DEVICE_ROW_TYPING: break;
    }
    return list_row_of(_("Scanner qui tape"), _(TYPING_MODES[screen->typing]), STYLE_TEXT);
}

static const char *next_of(const struct device_list *screen)
{
    struct device_row row = screen->rows[screen->list.selected];
    const struct morning_check_line *line = &screen->morning.lines[row.index];

    switch (row.kind) {
    case DEVICE_ROW_STATE:
        return line->matter == MORNING_CHECK_PRINTER && line->good ? _("Imprimer l'essai")
               : line->matter == MORNING_CHECK_DRAWER              ? _("Ouvrir le tiroir")
               : line->matter == MORNING_CHECK_VOICE               ? _("Choisir")
               : line->scanner >= 0 && !screen->scanners[line->scanner].sends_codes ? _("Régler")
                                                                                    : _("Regarder");
    case DEVICE_ROW_KEYBOARD: return _("Régler");
    case DEVICE_ROW_PAPER: return _("Imprimer");
    case DEVICE_ROW_PRINT: return _("Ouvrir");
    case DEVICE_ROW_TYPING: break;
    }
    return _("Changer");
}

/* The whole sentence of the chosen line, which may be cut in the list. */
static void detail_draw(const struct device_list *screen, struct canvas *canvas)
{
    struct device_row row = screen->rows[screen->list.selected];
    struct area area = frame_area(canvas);
    struct area below = { area.x + 1, area.y + area.height - DETAIL_LINES + 1, area.width - 2,
                          DETAIL_LINES - 1 };
    const char *text = row.kind == DEVICE_ROW_STATE   ? screen->morning.lines[row.index].text
                       : row.kind == DEVICE_ROW_PAPER ? screen->jobs[row.index].reason
                                                      : "";

    canvas_put_wrapped(canvas, below, STYLE_TEXT, text);
}

static void device_list_draw(const void *model, struct canvas *canvas)
{
    const struct device_list *screen = model;
    struct frame frame = {
        .title = _("Appareils"),
        .back = "",
        .next = next_of(screen),
    };

    list_draw(&screen->list, canvas, device_list_area(canvas->width, canvas->height),
              device_list_row, screen);
    detail_draw(screen, canvas);
    frame_draw(canvas, &frame);
}

const struct screen_kind DEVICE_LIST = {
    .title = N_("Appareils"),
    .help = N_("[x] va bien. [ ] dit que faire. Entrée sur l'imprimante imprime l'essai.\n"
               "Lire ici la carte du scanner le règle. Entrée sur lui aussi.\n"
               "Un papier qui n'est pas sorti se demande encore, ici.\n"
               "S'il est peut-être sorti, le nouveau se dit copie."),
    .model_size = sizeof(struct device_list),
    .begin = device_list_begin,
    .update = device_list_update,
    .perform = device_list_perform,
    .draw = device_list_draw,
};
