#include "pos/session/intake_page.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/intake.h"
#include "pos/acts/reconciliation.h"
#include "pos/acts/why.h"
#include "pos/ui/reason.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INTAKE_SHOWN, INTAKE_LOOK, INTAKE_TAKE, INTAKE_CHOSEN };
enum { PAGE_LINES = 9 };
enum { FIELD_PATH, FIELD_VAT, FIELDS };

static const struct form_rule RULES[FIELDS] = {
    [FIELD_PATH] = { .label = N_("Fichier"),
                     .required = true,
                     .wide = true,
                     .hint = N_(".csv ou .xlsx, comme ~/Documents/produits.xlsx") },
    [FIELD_VAT] = { .label = N_("Taux de TVA"),
                    .hint = N_("seulement pour des produits dont le fichier n'en dit rien") },
};

static size_t kind_count(void)
{
    size_t count;

    intake_kinds(&count);
    return count;
}

static bool is_terminal(const struct intake_page *page)
{
    return (size_t)page->kind >= kind_count();
}

/* What the terminal's file is compared with: the card, or a further means of the book. */
static const char *terminal_means(const struct intake_page *page)
{
    size_t at = (size_t)page->kind - kind_count();

    return at == 0 ? payment_mode_word(PAY_CARD) : page->means.all[at - 1].name;
}

static void means_list(struct intake_page *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (!means_read(till->db, &page->means, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->list, (int)kind_count() + 1 + page->means.count);
}

static void intake_page_begin(void *model, struct desk *desk, int64_t argument)
{
    struct intake_page *page = model;

    (void)desk;
    (void)argument;
    list_set_count(&page->list, (int)kind_count() + 1);
}

static struct effect step_back(struct intake_page *page)
{
    if (page->step == INTAKE_KINDS)
        return LEAVE;
    page->step--;
    page->form.at = FIELD_PATH;
    return NOTHING;
}

static void scroll(struct intake_page *page, const struct event *event)
{
    int height = frame_area_of(event->width, event->height).height;
    int last = page->line_count > height ? page->line_count - height : 0;
    int move = event->key == PRESS_DOWN        ? 1
               : event->key == PRESS_UP        ? -1
               : event->key == PRESS_PAGE_DOWN ? height
               : event->key == PRESS_PAGE_UP   ? -height
                                               : 0;

    page->top += move;
    page->top = page->top < 0 ? 0 : page->top > last ? last : page->top;
}

static struct effect preview_event(struct intake_page *page, const struct event *event)
{
    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (event->key == PRESS_ENTER && page->may_be_taken)
        return perform(INTAKE_TAKE);
    if (event->key == PRESS_ENTER && page->wants_reason)
        question_ask(&page->question, ASK_WHY, _("Pourquoi ?"),
                     _("Le motif reste à côté de chaque ligne de ce fichier."));
    scroll(page, event);
    return NOTHING;
}

static struct effect intake_page_update(void *model, const struct event *event)
{
    struct intake_page *page = model;
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, INTAKE_LOOK);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return step_back(page);
    if (page->step == INTAKE_PREVIEW)
        return preview_event(page, event);
    if (page->step == INTAKE_FILE)
        return form_update(&page->form, RULES, FIELDS, event) == FORM_DONE ? perform(INTAKE_LOOK)
                                                                           : NOTHING;
    row = list_update(&page->list, event,
                      list_page(frame_area_of(event->width, event->height), PAGE_LINES), NULL);
    return row == LIST_NONE ? NOTHING : perform(INTAKE_CHOSEN);
}

/* "~" is the folder of who sits here. */
static void path_of(const struct intake_page *page, char *out, size_t room)
{
    const char *typed = page->form.values[FIELD_PATH].text;
    const char *home = getenv("HOME");
    bool at_home = typed[0] == '~' && typed[1] == '/' && home;

    snprintf(out, room, "%s%s", at_home ? home : "", typed + at_home);
}

static void text_show(struct intake_page *page, const struct buf *text)
{
    page->line_count = 0;
    page->top = 0;
    snprintf(page->text, sizeof page->text, "%s", buf_text(text));
    for (const char *at = page->text; *at; at++)
        page->line_count += *at == '\n';
    page->step = INTAKE_PREVIEW;
}

/* Sentences on lines that every screen shows whole. */
static void sentences_put(struct buf *out, const char *text)
{
    enum { WIDTH_COLS = 76 };

    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t fits = text_fit_bytes(text, WIDTH_COLS);

        if (length <= fits) {
            buf_put(out, text, length);
        } else {
            for (length = fits; length > 0 && text[length] != ' ';)
                length--;
            length = length > 0 ? length : fits;
            buf_put(out, text, length);
        }
        buf_put_text(out, "\n");
        text += length;
        text += *text == '\n' || *text == ' ';
    }
}

/* What was said of the file stands above its rows. */
static void preview_show(struct intake_page *page, const struct csv_faults *faults,
                         const struct buf *rows)
{
    struct buf text = buf_init(1 << 27);

    sentences_put(&text, buf_text(&faults->notes));
    if (faults->notes.length > 0)
        buf_put_text(&text, "\n");
    if (!page->may_be_taken && faults->count > 0)
        sentences_put(&text, buf_text(&faults->text));
    else
        buf_put_text(&text, buf_text(rows));
    text_show(page, &text);
    buf_release(&text);
}

static void file_take(struct intake_page *page, struct till *till, bool is_rehearsal)
{
    size_t count;
    const struct intake_kind *kind = &intake_kinds(&count)[page->kind];
    char path[FORM_VALUE_MAX + 256];
    struct buf rows = buf_init(1 << 26);
    struct err err = ERR_EMPTY;

    path_of(page, path, sizeof path);

    struct intake intake = intake_init(till, kind, path);
    const char *vat = page->form.values[FIELD_VAT].text;

    if (page->question.purpose == ASK_WHY) {
        snprintf(page->reason, sizeof page->reason, "%s", page->question.answer);
        question_close(&page->question);
    }
    intake.vat = vat[0] ? vat : NULL;
    intake.reason = page->reason[0] ? page->reason : NULL;
    intake.is_rehearsal = is_rehearsal;
    intake.faults.preview = is_rehearsal ? &rows : NULL;
    page->may_be_taken = intake_run(&intake, &err);
    page->wants_reason = page->reason[0] == '\0' && intake.faults.count > 0 &&
                         intake.faults.count == intake.faults.reason_count;
    if (!page->may_be_taken && intake.faults.count == 0) {
        page->step = INTAKE_FILE; /* no file, no right: nothing to show */
        if (kind->action == ACTION_PEOPLE && err.code == ERR_CLOSED && !intake.reason)
            err.code = ERR_REASON;
        why_refused(&page->question, &page->notice, &err);
    } else if (is_rehearsal || !page->may_be_taken) {
        preview_show(page, &intake.faults, &rows);
    } else {
        notice_set(&page->notice, STYLE_GOOD, "%s : %lld", _(kind->title), (long long)intake.count);
        page->step = INTAKE_KINDS;
    }
    intake_release(&intake);
    buf_release(&rows);
}

static void result_write(const struct reconciliation *result, struct buf *out)
{
    static const char *const STATES[] = {
        [MATCH_NONE] = "",
        [MATCH_SAME] = N_("trouvé"),
        [MATCH_NOT_IN_BOOK] = N_("absent de la caisse"),
        [MATCH_NOT_AT_TERMINAL] = N_("absent du terminal"),
        [MATCH_DIFFERS] = N_("montant différent"),
    };
    char terminal[MONEY_TEXT_MAX];
    char book[MONEY_TEXT_MAX];

    money_format_euro(result->terminal, terminal);
    money_format_euro(result->book, book);
    buf_printf(out, _("Terminal %s, caisse %s."), terminal, book);
    buf_put_text(out, "\n\n");
    for (int i = 0; i < result->count; i++) {
        const struct match *row = &result->rows[i];
        char day[24];

        day_format_human(row->day, day, sizeof day);
        money_format_euro(row->terminal, terminal);
        money_format_euro(row->book, book);
        buf_printf(out, "%s  %12s  %12s  %-7s %s  %s\n", day, terminal, book, row->ticket,
                   _(STATES[row->state]), row->reference);
    }
}

static void terminal_compare(struct intake_page *page, struct till *till)
{
    struct csv_faults faults = csv_faults_init();
    struct reconciliation result = { .rows = NULL };
    struct terminal_file file = { .rows = NULL };
    struct buf text = buf_init(1 << 24);
    const char *means = terminal_means(page);
    char path[FORM_VALUE_MAX + 256];
    struct err err = ERR_EMPTY;

    path_of(page, path, sizeof path);
    page->may_be_taken = page->wants_reason = false;
    if (terminal_file_read(path, &faults, &file, &err) &&
        reconciliation_make(till->db, means, &file, &result, &err) &&
        reconciliation_note(till, means, &result, &err)) {
        result_write(&result, &text);
        text_show(page, &text);
    } else {
        notice_fail(&page->notice, &err);
    }
    reconciliation_release(&result);
    terminal_file_release(&file);
    csv_faults_release(&faults);
    buf_release(&text);
}

static void kind_begin(struct intake_page *page, struct till *till)
{
    struct err err = ERR_EMPTY;
    size_t count;

    page->kind = page->list.selected;
    if (!is_terminal(page) && !intake_may(till, &intake_kinds(&count)[page->kind], &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    page->reason[0] = '\0';
    page->form.at = FIELD_PATH;
    page->step = INTAKE_FILE;
}

static void intake_page_perform(void *model, struct desk *desk, int what)
{
    struct intake_page *page = model;

    if (what == INTAKE_SHOWN)
        means_list(page, desk->till);
    else if (what == INTAKE_CHOSEN)
        kind_begin(page, desk->till);
    else if (what == INTAKE_LOOK && is_terminal(page))
        terminal_compare(page, desk->till);
    else if (what == INTAKE_LOOK || what == INTAKE_TAKE)
        file_take(page, desk->till, what == INTAKE_LOOK);
}

static struct list_row kind_row(const void *context, int i)
{
    const struct intake_page *page = context;
    size_t count;
    const struct intake_kind *kinds = intake_kinds(&count);
    char words[LIST_LEFT_MAX];

    if ((size_t)i == count)
        return list_row_of(_("Comparer avec le fichier du terminal de carte"), "", STYLE_STRONG);
    if ((size_t)i > count) {
        snprintf(words, sizeof words, _("Comparer avec un fichier : %s"),
                 page->means.all[(size_t)i - count - 1].label);
        return list_row_of(words, "", STYLE_STRONG);
    }
    return list_row_of(_(kinds[i].title), "", STYLE_TEXT);
}

static void text_draw(const struct intake_page *page, struct canvas *canvas, struct area area)
{
    const char *line = page->text;

    for (int i = 0; i < page->top; i++)
        line += strcspn(line, "\n") + 1;
    for (int y = 0; y < area.height && *line; y++) {
        char shown[FORM_VALUE_MAX + 256];
        size_t length = strcspn(line, "\r\n");

        snprintf(shown, sizeof shown, "%.*s",
                 (int)(length < sizeof shown ? length : sizeof shown - 1), line);
        canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + y, area.width - 2, 1 },
                       STYLE_TEXT, shown);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
}

static void intake_page_draw(const void *model, struct canvas *canvas)
{
    const struct intake_page *page = model;
    struct area area = frame_area(canvas);
    bool last = page->form.at == FIELDS - 1;
    struct frame frame = {
        .title = page->step == INTAKE_PREVIEW && page->may_be_taken ? _("Ce qui sera pris")
                                                                    : _("Reprendre un fichier"),
        .back = "",
        .next = page->step == INTAKE_KINDS  ? _("Choisir")
                : page->step == INTAKE_FILE ? (last ? _("Regarder") : _("Suite"))
                : page->may_be_taken        ? _("Prendre")
                : page->wants_reason        ? _("Dire pourquoi")
                                            : NULL,
    };

    if (page->step == INTAKE_KINDS)
        list_draw(&page->list, canvas, list_page(area, PAGE_LINES), kind_row, page);
    else if (page->step == INTAKE_FILE)
        form_draw(&page->form, RULES, FIELDS, canvas, area);
    else
        text_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

const struct screen_kind INTAKE_PAGE = {
    .title = N_("Reprendre un fichier"),
    .help = N_("Choisir ce que le fichier contient, puis dire où il est.\n"
               "Ce qui en est compris s'affiche. Rien n'est pris avant Entrée.\n"
               "Un fichier vide à remplir : flashcoop template."),
    .model_size = sizeof(struct intake_page),
    .takes_text = true,
    .takes_slash = true, /* a file begins so */
    .takes_escape = true,
    .begin = intake_page_begin,
    .update = intake_page_update,
    .perform = intake_page_perform,
    .draw = intake_page_draw,
};
