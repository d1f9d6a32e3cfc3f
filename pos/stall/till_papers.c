#include "pos/stall/till_papers.h"

#include "base/lang.h"
#include "ledger/proof/period_totals.h"
#include "reports/catalogue/catalogue.h"
#include "reports/catalogue/slip_paper.h"
#include "pos/acts/paper_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACT_READ, ACT_ASK };
enum { PAGE_LINES = 4 };
enum { ASK_TICKET = 1, ASK_LABELS };
/* The papers in the order of a day: the till, the stand, the day when something breaks. */
static const struct catalogue_row *menu_row(int place)
{
    const struct catalogue_row *row = catalogue_next(NULL, DOOR_PRINTER);

    while (place-- > 0)
        row = catalogue_next(row, DOOR_PRINTER);
    return row;
}

static int menu_count(void)
{
    const struct catalogue_row *row = NULL;
    int count = 0;

    while ((row = catalogue_next(row, DOOR_PRINTER)) != NULL)
        count++;
    return count;
}

static void step_go(struct till_papers *page, enum till_papers_step step)
{
    page->step = step;
    page->list.selected = 0;
    list_set_count(&page->list, step == PAPERS_MENU  ? menu_count()
                                : step == PAPERS_DAY ? page->day_count
                                                     : page->product_count);
    if (step == PAPERS_MENU)
        page->list.selected = page->menu_row;
}

static void labels_ask(struct till_papers *page, int product)
{
    page->list.selected = product;
    question_ask(&page->question, ASK_LABELS, _("Combien d'étiquettes ?"),
                 page->products[product].label);
}

static void till_papers_begin(void *model, struct desk *desk, int64_t argument)
{
    struct till_papers *page = model;
    struct product *products = malloc(sizeof *products * PRODUCTS_MAX);
    struct err err = ERR_EMPTY;
    int count = 0;

    if (!products || !product_list(desk->till->db, products, PRODUCTS_MAX, &count, &err))
        notice_fail(&page->notice, &err);
    for (int i = 0; i < count; i++) {
        memcpy(page->products[i].code, products[i].code, CODE_MAX);
        memcpy(page->products[i].label, products[i].label, LABEL_MAX);
    }
    free(products);
    page->product_count = count;
    page->is_direct = argument > 0 && argument <= count;
    step_go(page, page->is_direct ? PAPERS_PRODUCT : PAPERS_MENU);
    if (page->is_direct)
        labels_ask(page, (int)argument - 1);
    if (desk->devices)
        devices_refresh(desk->devices);
}

/* -- Choosing. -- */

static struct effect paper_chosen(struct till_papers *page, const char *kind, const char *detail)
{
    snprintf(page->paper, sizeof page->paper, "%s%s%s", kind, detail[0] ? ":" : "", detail);
    return perform(ACT_ASK);
}

static struct effect menu_chosen(struct till_papers *page, int place)
{
    const struct catalogue_row *row = menu_row(place);

    page->menu_row = place;
    switch (row->need) {
    case NEED_NOTHING: return paper_chosen(page, row->name, "");
    case NEED_TICKET:
        question_ask(&page->question, ASK_TICKET, _("Quel ticket ?"),
                     _("Son numéro, en haut du ticket : 12. Ce sera une copie."));
        return NOTHING;
    case NEED_DAY:
        if (page->day_count == 0)
            notice_set(&page->notice, STYLE_WARNING, "%s",
                       _("Aucune journée n'est encore fermée."));
        else
            step_go(page, PAPERS_DAY);
        return NOTHING;
    case NEED_PRODUCT:
        if (page->product_count == 0)
            notice_set(&page->notice, STYLE_WARNING, "%s",
                       _("Il n'y a pas encore de produit : les écrire d'abord."));
        else
            step_go(page, PAPERS_PRODUCT);
        return NOTHING;
    }
    return NOTHING;
}

static struct effect row_chosen(struct till_papers *page, int row)
{
    char detail[24];

    switch (page->step) {
    case PAPERS_MENU: return menu_chosen(page, row);
    case PAPERS_DAY:
        snprintf(detail, sizeof detail, "%lld", (long long)page->days[row].number);
        return paper_chosen(page, "z", detail);
    case PAPERS_PRODUCT: labels_ask(page, row); return NOTHING;
    }
    return NOTHING;
}

static struct effect answered(struct till_papers *page)
{
    char detail[PRINT_PAPER_MAX];
    long count = strtol(page->question.answer, NULL, 10);

    if (page->question.purpose == ASK_TICKET)
        return paper_chosen(page, "receipt", page->question.answer);
    if (count < 1 || count > LABELS_MAX) {
        char sentence[QUESTION_TEXT_MAX];

        snprintf(sentence, sizeof sentence, _("Un nombre de 1 à %d."), LABELS_MAX);
        question_refuse(&page->question, sentence);
        return NOTHING;
    }
    snprintf(detail, sizeof detail, "%s:%ld", page->products[page->list.selected].code, count);
    return paper_chosen(page, "labels", detail);
}

static struct effect question_left(struct till_papers *page)
{
    question_close(&page->question);
    return page->is_direct ? LEAVE : NOTHING;
}

static struct effect escaped(struct till_papers *page)
{
    if (page->step == PAPERS_MENU)
        return LEAVE;
    step_go(page, PAPERS_MENU);
    return NOTHING;
}

static struct area till_papers_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.y += 2;
    area.height -= 2;
    return list_page(area, PAGE_LINES);
}

static struct effect till_papers_update(void *model, const struct event *event)
{
    struct till_papers *page = model;
    int row;

    if (page->question.purpose != 0) {
        switch (question_update(&page->question, event)) {
        case QUESTION_OPEN: return NOTHING;
        case QUESTION_LEFT: return question_left(page);
        case QUESTION_ANSWERED: return answered(page);
        }
    }
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return escaped(page);
    if (event->kind == EVENT_KEY &&
        (event->key == PRESS_MENU || (event->key == PRESS_CHARACTER && event->character == '0'))) {
        page->as_pdf = !page->as_pdf;
        return NOTHING;
    }
    row = list_update(&page->list, event, till_papers_area(event->width, event->height), NULL);
    return row == LIST_NONE ? NOTHING : row_chosen(page, row);
}

/* -- Asking the ledger. -- */

/* The newest first. */
static bool days_read(struct till_papers *page, struct till *till, struct err *err)
{
    struct closing closing;
    int64_t last;

    page->day_count = 0;
    if (!closing_count_done(till->db, till->letter, PERIOD_DAY, &last, err))
        return false;
    for (int64_t number = last; number > 0 && page->day_count < CLOSED_DAYS_MAX; number--) {
        if (!closing_find(till->db, till->letter, PERIOD_DAY, number, &closing, err))
            return false;
        page->days[page->day_count++] =
            (struct closed_day){ number, closing.time, closing.reading.sales.gross };
    }
    return true;
}

/* mamcookies.flashcoop and labels:C1:12 → mamcookies-labels-C1-12.pdf beside it. */
static void pdf_path(const struct desk *desk, const char *paper, char out[DESK_PATH_MAX])
{
    const char *slash = strrchr(desk->path, '/');
    const char *dot = strrchr(desk->path, '.');
    size_t stem = dot && dot > slash ? (size_t)(dot - desk->path) : strlen(desk->path);
    int length = snprintf(out, DESK_PATH_MAX, "%.*s-%s.pdf", (int)stem, desk->path, paper);

    for (int i = (int)stem; i < length && i < DESK_PATH_MAX; i++)
        if (out[i] == ':' || out[i] == '/')
            out[i] = '-';
}

static bool pdf_write(struct till_papers *page, struct desk *desk, struct err *err)
{
    char numbered[PRINT_PAPER_MAX], path[DESK_PATH_MAX];
    struct period_totals reading;

    if (!paper_number(desk->till, page->paper, numbered, err) ||
        (strcmp(page->paper, "x") == 0 && !period_totals_take_x(desk->till, &reading, err)))
        return false;
    pdf_path(desk, numbered, path);
    if (!paper_write_pdf(desk->till, numbered, path, true, err))
        return false;
    notice_set(&page->notice, STYLE_GOOD, _("Le PDF est là : %s"), path);
    return true;
}

static void asked(struct till_papers *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;
    bool good = page->as_pdf ? pdf_write(page, desk, &err)
                             : paper_ask(desk, page->paper, &page->notice, &err);

    if (!good) {
        if (page->question.purpose != 0)
            question_refuse(&page->question, err.text);
        else
            notice_fail(&page->notice, &err);
        return;
    }
    question_close(&page->question);
    if (!page->is_direct)
        return;
    desk->message = page->notice;
    desk_back(desk);
}

static void till_papers_perform(void *model, struct desk *desk, int what)
{
    struct till_papers *page = model;
    struct err err = ERR_EMPTY;

    page->printer = desk->devices ? devices_printer_state(desk->devices) : PRINTER_ABSENT;
    if (what == ACT_ASK)
        asked(page, desk);
    else if (!days_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static struct list_row till_papers_row(const void *context, int i)
{
    const struct till_papers *page = context;
    char left[LIST_LEFT_MAX], right[MONEY_TEXT_MAX + 8], day[MOMENT_TEXT_MAX];

    if (page->step == PAPERS_MENU)
        return list_row_of(_(menu_row(i)->title), "", STYLE_TEXT);
    if (page->step == PAPERS_PRODUCT)
        return list_row_of(page->products[i].label, page->products[i].code, STYLE_TEXT);
    day_format_human(moment_day(page->days[i].time), day, sizeof day);
    snprintf(left, sizeof left, "Z %lld   %s", (long long)page->days[i].number, day);
    money_format_euro(page->days[i].gross, right);
    return list_row_of(left, right, STYLE_TEXT);
}

static const char *step_sentence(const struct till_papers *page)
{
    return page->step == PAPERS_DAY          ? _("Quelle journée ?")
           : page->step == PAPERS_PRODUCT    ? _("Les étiquettes de quel produit ?")
           : page->as_pdf                    ? _("En PDF, dans le dossier du livre.")
           : page->printer == PRINTER_ABSENT ? _("Pas d'imprimante.")
                                             : printer_state_sentence(page->printer);
}

static void till_papers_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint TO_PDF[] = { { "0", N_("En PDF") }, { NULL, NULL } };
    static const struct key_hint TO_PRINTER[] = { { "0", N_("Sur l'imprimante") }, { NULL, NULL } };
    const struct till_papers *page = model;
    struct area area = frame_area(canvas);
    bool ready = page->as_pdf || printer_state_prints(page->printer);
    bool imprecise =
        page->step == PAPERS_MENU && menu_row(page->list.selected)->need != NEED_NOTHING;
    struct frame frame = {
        .title = _("Papiers de caisse"),
        .hints = page->as_pdf ? TO_PRINTER : TO_PDF,
        .back = "",
        .next = imprecise || page->step == PAPERS_PRODUCT ? _("Choisir")
                : page->as_pdf                            ? _("Faire le PDF")
                                                          : _("Imprimer"),
    };

    canvas_put(canvas, area.x + 1, area.y,
               page->step != PAPERS_MENU ? STYLE_STRONG
               : ready                   ? STYLE_TEXT
                                         : STYLE_WARNING,
               step_sentence(page));
    list_draw(&page->list, canvas, till_papers_area(canvas->width, canvas->height), till_papers_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind TILL_PAPERS = {
    .title = N_("Papiers de caisse"),
    .help = N_("Les papiers de l'imprimante à tickets. Entrée imprime.\n"
               "Sans imprimante le papier attend, dans Appareils.\n"
               "0 : en PDF, pour un autre ordinateur."),
    .model_size = sizeof(struct till_papers),
    .takes_text = true,
    .takes_escape = true,
    .begin = till_papers_begin,
    .update = till_papers_update,
    .perform = till_papers_perform,
    .draw = till_papers_draw,
};
