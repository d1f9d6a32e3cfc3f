#include "pos/device_list.h"

#include "base/lang.h"
#include "pos/paper.h"
#include "pos/till_papers.h"

#include <stdio.h>
#include <string.h>

enum { LIST_REFRESH, LIST_ACT, PRINTER_LINE = 0 };

static void row_add(struct device_list *screen, enum device_row_kind kind, int index)
{
    screen->rows[screen->list.count++] = (struct device_row){ kind, index };
}

/* Which keyboards are there to be asked about: all but nothing is hidden. */
static void rows_make(struct device_list *screen, int scanner_count, int job_count)
{
    screen->list.count = 0;
    for (int i = 0; i < screen->morning.count; i++)
        row_add(screen, DEVICE_ROW_STATE, i);
    for (int i = 0; i < scanner_count; i++)
        if (!screen->scanners[i].sends_codes)
            row_add(screen, DEVICE_ROW_SCANNER, i);
    for (int i = 0; i < job_count; i++)
        row_add(screen, DEVICE_ROW_PAPER, i);
    row_add(screen, DEVICE_ROW_PRINT, 0);
    row_add(screen, DEVICE_ROW_DRAWER, 0);
    list_set_count(&screen->list, screen->list.count);
}

static bool list_refresh(struct device_list *screen, struct desk *desk, struct err *err)
{
    static const struct devices NONE;
    const struct devices *devices = desk->devices ? desk->devices : &NONE;
    int scanner_count = 0, job_count = 0;

    snprintf(screen->place, sizeof screen->place, "%s", desk->place);
    morning_check(devices, &desk->clock, ".", &screen->morning);
    if (devices->scanners)
        scanner_count = usb_scanners_list(devices->scanners, screen->scanners, USB_SCANNERS_MAX);
    if (desk->till && !print_queue_list(desk->till->db, screen->jobs, &job_count, err))
        return false;
    rows_make(screen, scanner_count, job_count);
    return true;
}

/* Unasked → scanner → keyboard → scanner: said once, remembered. */
static bool scanner_tell(struct device_list *screen, struct desk *desk, int index, struct err *err)
{
    const struct usb_scanner_seen *seen = &screen->scanners[index];
    bool is_scanner = seen->state != SCANNER_UNASKED && seen->state != SCANNER_LEFT;
    struct usb_known known = { .id = seen->id,
                               .role = is_scanner ? ROLE_KEYBOARD : ROLE_SCANNER,
                               .settings = seen->settings };

    if (!devices_tell(desk->devices, &known, err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               is_scanner ? _("C'est un clavier : il est rendu, et ne sera plus pris.")
                          : _("C'est un scanner. Lire la carte de l'essai pour qu'il soit réglé."));
    return true;
}

static bool paper_again(struct device_list *screen, struct desk *desk, int index, struct err *err)
{
    if (!print_queue_retry(desk->till, &screen->jobs[index], err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               screen->jobs[index].state == PRINT_FAILED
                   ? _("Redemandé : rien n'était sorti.")
                   : _("Redemandé : le ticket portera DUPLICATA."));
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

static bool state_act(struct device_list *screen, struct desk *desk, int index, struct err *err)
{
    if (!desk->devices)
        return true;
    if (index != PRINTER_LINE || !printer_state_prints(devices_printer_state(desk->devices))) {
        devices_refresh(desk->devices);
        notice_set(&screen->notice, STYLE_GOOD, "%s", _("Tout est regardé de nouveau."));
        return true;
    }
    if (!devices_print_test(desk->devices, err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               _("L'essai s'imprime : é è ê à ç ô œ € doivent s'y lire."));
    return true;
}

static bool list_act(struct device_list *screen, struct desk *desk, struct err *err)
{
    struct device_row row = screen->rows[screen->list.selected];

    switch (row.kind) {
    case DEVICE_ROW_STATE: return state_act(screen, desk, row.index, err);
    case DEVICE_ROW_SCANNER: return scanner_tell(screen, desk, row.index, err);
    case DEVICE_ROW_PAPER: return paper_again(screen, desk, row.index, err);
    case DEVICE_ROW_PRINT: desk_go(desk, &TILL_PAPERS, 0); return true;
    case DEVICE_ROW_DRAWER: return drawer_open(screen, desk, err);
    }
    return true;
}

/* The card came as typing: how such codes are to be read is known now. */
static bool wedge_scan_learn(struct device_list *screen, struct devices *devices, struct err *err)
{
    if (!wedge_learn(screen->read, &devices->memory.wedge))
        return true;
    notice_set(&screen->notice, STYLE_GOOD, "%s",
               _("Scanner réglé : il écrit comme un clavier, et sera compris."));
    return device_memory_write(&devices->memory, err);
}

/* A scan here is the set-up card, or says what was read. */
static bool scan_learn(struct device_list *screen, struct desk *desk, struct err *err)
{
    struct usb_known learned;

    if (!desk->devices)
        return true;
    if (!desk->devices->scanners || !usb_scanners_learn(desk->devices->scanners, &learned))
        return wedge_scan_learn(screen, desk->devices, err);
    if (!devices_tell(desk->devices, &learned, err))
        return false;
    notice_set(&screen->notice, STYLE_GOOD,
               learned.settings.layout == KEY_LAYOUT_FR ? _("Scanner réglé : clavier français.")
                                                        : _("Scanner réglé : clavier américain."));
    return true;
}

enum { LIST_LEARN = LIST_ACT + 1 };

static void device_list_perform(void *model, struct desk *desk, int what)
{
    struct device_list *screen = model;
    struct err err = ERR_EMPTY;

    if ((what == LIST_ACT && !list_act(screen, desk, &err)) ||
        (what == LIST_LEARN && !scan_learn(screen, desk, &err)))
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

static struct effect device_list_update(void *model, const struct event *event)
{
    struct device_list *screen = model;
    struct area area = frame_area_of(event->width, event->height);

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, LIST_REFRESH };
    notice_clear(&screen->notice);
    if (event->kind == EVENT_SCAN) {
        snprintf(screen->read, sizeof screen->read, "%s", event->text);
        notice_set(&screen->notice, STYLE_GOOD, _("Lu : %.200s"), event->text);
        return (struct effect){ EFFECT_PERFORM, LIST_LEARN };
    }
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (list_update(&screen->list, event, area, NULL) != LIST_NONE)
        return (struct effect){ EFFECT_PERFORM, LIST_ACT };
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct list_row scanner_row(const struct usb_scanner_seen *seen)
{
    char text[LIST_LEFT_MAX];
    bool is_scanner = seen->state != SCANNER_UNASKED && seen->state != SCANNER_LEFT;

    snprintf(text, sizeof text,
             is_scanner ? _("%s : c'est un scanner") : _("%s : c'est un clavier"), seen->name);
    if (seen->state == SCANNER_UNASKED)
        snprintf(text, sizeof text, _("%s : scanner ou clavier ?"), seen->name);
    return list_row_of(text, _("changer"),
                       seen->state == SCANNER_UNASKED ? STYLE_WARNING : STYLE_TEXT);
}

static struct list_row paper_row(const struct print_job *job)
{
    char text[LIST_LEFT_MAX], paper[PRINT_PAPER_MAX + 40];

    paper_describe(job->paper, paper, sizeof paper);
    snprintf(text, sizeof text, "%s : %.100s", paper, job->reason);
    return list_row_of(text, job->state == PRINT_FAILED ? _("imprimer") : _("refaire, DUPLICATA"),
                       STYLE_WARNING);
}

static struct list_row device_list_row(const void *context, int i)
{
    const struct device_list *screen = context;
    const struct morning_line *line = &screen->morning.lines[screen->rows[i].index];
    char text[LIST_LEFT_MAX];

    if (screen->rows[i].kind == DEVICE_ROW_SCANNER)
        return scanner_row(&screen->scanners[screen->rows[i].index]);
    if (screen->rows[i].kind == DEVICE_ROW_PAPER)
        return paper_row(&screen->jobs[screen->rows[i].index]);
    if (screen->rows[i].kind == DEVICE_ROW_PRINT)
        return list_row_of(_("Papiers de caisse : X, Z, étiquettes, affiches"), "", STYLE_TEXT);
    if (screen->rows[i].kind == DEVICE_ROW_DRAWER)
        return list_row_of(_("Ouvrir le tiroir"), "", STYLE_TEXT);
    snprintf(text, sizeof text, "%s %s : %.120s", line->good ? "[x]" : "[ ]", line->name,
             line->text);
    return list_row_of(text, "", line->good ? STYLE_TEXT : STYLE_WARNING);
}

static void device_list_draw(const void *model, struct canvas *canvas)
{
    const struct device_list *screen = model;
    struct frame frame = {
        .title = _("Appareils"),
        .place = screen->place,
        .notice = &screen->notice,
        .back = _("Session"),
        .next = screen->list.selected == PRINTER_LINE ? _("Essayer") : _("Agir"),
    };

    list_draw(&screen->list, canvas, frame_area(canvas), device_list_row, screen);
    frame_draw(canvas, &frame);
}

const struct screen_kind DEVICE_LIST = {
    .title = N_("Appareils"),
    .help = N_("[x] va bien, [ ] dit que faire. Entrée sur l'imprimante imprime l'essai.\n"
               "Un clavier inconnu : Entrée dit que c'est un scanner, encore Entrée que c'est un "
               "clavier. La réponse est retenue.\n"
               "Un papier qui n'est pas sorti se redemande ici. S'il est peut-être sorti, le "
               "nouveau porte DUPLICATA."),
    .model_size = sizeof(struct device_list),
    .begin = device_list_begin,
    .update = device_list_update,
    .perform = device_list_perform,
    .draw = device_list_draw,
};
