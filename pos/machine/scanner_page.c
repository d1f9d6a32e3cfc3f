#include "pos/machine/scanner_page.h"

#include "base/lang.h"

#include <stdio.h>

enum { SCANNER_SAVE = 1, SCANNER_CARD_READ };
enum { FIELD_ROLE, FIELD_LAYOUT, FIELD_SUFFIX, FIELD_COUNT };
enum { CHOICE_KEYBOARD, CHOICE_SCANNER };

static const char *const ROLES[] = { N_("un clavier"), N_("un scanner"), NULL };
static const char *const LAYOUTS[] = { N_("anglais (QWERTY)"), N_("français (AZERTY)"), NULL };
static const char *const SUFFIXES[] = { N_("pas encore vue"), N_("Entrée"), N_("Tabulation"),
                                        N_("rien"), NULL };

static const struct form_rule RULES[FIELD_COUNT] = {
    { .label = N_("C'est"), .choices = ROLES, .hint = N_("gauche, droite") },
    { .label = N_("Réglé en"), .choices = LAYOUTS, .hint = N_("gauche, droite") },
    { .label = N_("Fin d'un code"), .choices = SUFFIXES, .hint = N_("gauche, droite") },
};

void scanner_settings_describe(const struct scanner_settings *settings, char *out, size_t room)
{
    snprintf(out, room, _("%s, fin : %s"), _(LAYOUTS[settings->layout]),
             _(SUFFIXES[settings->suffix]));
}

static bool is_scanner(const struct usb_scanner_seen *seen)
{
    return seen->state != SCANNER_UNASKED && seen->state != SCANNER_LEFT;
}

static void page_fill(struct scanner_page *page)
{
    form_set_choice(&page->form, FIELD_ROLE,
                    is_scanner(&page->seen) ? CHOICE_SCANNER : CHOICE_KEYBOARD);
    form_set_choice(&page->form, FIELD_LAYOUT, (int)page->seen.settings.layout);
    form_set_choice(&page->form, FIELD_SUFFIX, (int)page->seen.settings.suffix);
}

static void scanner_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct scanner_page *page = model;
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];
    int count = desk->devices && desk->devices->scanners
                    ? usb_scanners_list(desk->devices->scanners, seen, USB_SCANNERS_MAX)
                    : 0;

    page->rank = argument;
    if (argument < count)
        page->seen = seen[argument];
    page_fill(page);
}

static struct effect scanner_page_update(void *model, const struct event *event)
{
    struct scanner_page *page = model;

    if (event->kind == EVENT_SCAN) {
        snprintf(page->read, sizeof page->read, "%s", event->text);
        return perform(SCANNER_CARD_READ);
    }
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return perform(SCANNER_SAVE);
    return NOTHING;
}

/* -- Learning from the card. -- */

static void say_learned(const struct scanner_settings *settings, struct notice *notice)
{
    char text[80];

    scanner_settings_describe(settings, text, sizeof text);
    notice_set(notice, STYLE_GOOD, _("Scanner réglé : %s."), text);
}

bool scanner_card_take(struct desk *desk, const char *read, struct notice *notice, struct err *err)
{
    struct devices *devices = desk->devices;
    struct usb_known learned;

    notice_set(notice, STYLE_GOOD, _("Lu : %.200s"), read);
    if (!devices)
        return true;
    if (devices->scanners && usb_scanners_learn(devices->scanners, &learned)) {
        say_learned(&learned.settings, notice);
        return devices_tell(devices, &learned, err);
    }
    /* The card came as typing: how such codes are to be read is known now. */
    if (!wedge_learn(read, &devices->memory.wedge))
        return true;
    notice_set(notice, STYLE_GOOD, "%s",
               _("Scanner réglé : il écrit comme un clavier, et sera compris."));
    return device_memory_write(&devices->memory, err);
}

/* -- Keeping what was said. -- */

static bool page_save(struct scanner_page *page, struct desk *desk, struct err *err)
{
    struct usb_known known = { .id = page->seen.id, .settings = page->seen.settings };
    bool scanner = form_choice(&page->form, FIELD_ROLE) == CHOICE_SCANNER;

    known.role = scanner ? ROLE_SCANNER : ROLE_KEYBOARD;
    known.settings.layout = (enum key_layout)form_choice(&page->form, FIELD_LAYOUT);
    known.settings.suffix = (enum scanner_suffix)form_choice(&page->form, FIELD_SUFFIX);
    if (scanner && !is_scanner(&page->seen)) {
        notice_set(
            &desk->message, STYLE_WARNING, "%s",
            _("Lire un code avec lui, maintenant. Sans code dans 30 secondes il est rendu."));
        devices_try(desk->devices, &known, TRIAL_MS);
        return true;
    }
    notice_set(&desk->message, STYLE_GOOD, "%s",
               scanner ? _("C'est retenu pour ce scanner.")
                       : _("C'est un clavier : il est rendu, et ne sera plus pris."));
    return devices_tell(desk->devices, &known, err);
}

static void scanner_page_perform(void *model, struct desk *desk, int what)
{
    struct scanner_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == SCREEN_SHOWN)
        return;
    if (what == SCANNER_CARD_READ) {
        if (!scanner_card_take(desk, page->read, &page->notice, &err))
            notice_fail(&page->notice, &err);
        scanner_page_begin(page, desk, page->rank);
        return;
    }
    if (desk->devices && !page_save(page, desk, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    desk_back(desk);
}

/* -- Drawing. -- */

static void scanner_page_draw(const void *model, struct canvas *canvas)
{
    const struct scanner_page *page = model;
    struct area area = frame_area(canvas);
    struct area form = { area.x, area.y + 2, area.width, 8 };
    struct area words = { area.x + 1, area.y + 11, area.width - 2, 5 };
    struct frame frame = {
        .title = _("Scanner"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Retenir") : _("Suite"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%.50s  %04x:%04x %.16s",
                      page->seen.name, page->seen.id.vendor, page->seen.id.product,
                      page->seen.id.serial);
    form_draw(&page->form, RULES, FIELD_COUNT, canvas, form);
    canvas_put_wrapped(canvas, words, STYLE_TEXT,
                       form_choice(&page->form, FIELD_ROLE) == CHOICE_SCANNER
                           ? _("Plus simple : lire sa carte.")
                           : _("Pour taper : un clavier."));
    frame_draw(canvas, &frame);
}

const struct screen_kind SCANNER_PAGE = {
    .title = N_("Scanner"),
    .help = N_("Gauche et droite choisissent. Le choix est gardé pour cet appareil.\n"
               "Un scanner n'écrit plus dans les autres fenêtres : ses codes viennent ici.\n"
               "La carte du scanner, lue une fois dans Appareils, le règle."),
    .model_size = sizeof(struct scanner_page),
    .begin = scanner_page_begin,
    .update = scanner_page_update,
    .perform = scanner_page_perform,
    .draw = scanner_page_draw,
};
