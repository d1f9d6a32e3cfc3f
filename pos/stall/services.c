#include "pos/stall/services.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/why.h"
#include "pos/acts/permit.h"
#include "pos/ui/reason.h"
#include "reports/figures/group_look.h"
#include "reports/figures/service_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SERVICES_SHOWN,
    SERVICES_MAKE,
    SERVICES_PAY,
    SERVICES_PRINT,
    SERVICES_LINES,
    SERVICES_LINE,
    SERVICES_CREDIT
};
enum { ASK_MAKE = 1, ASK_MEANS, ASK_LINE, ASK_REASON };

static const int AFTER[] = { [ASK_MAKE] = SERVICES_MAKE,
                             [ASK_MEANS] = SERVICES_PAY,
                             [ASK_LINE] = SERVICES_LINE,
                             [ASK_REASON] = SERVICES_CREDIT };

static const struct {
    const char *word;
    const char *name; /* N_() */
} MEANS[] = {
    { "cash", N_("espèces") },
    { "card", N_("carte") },
    { "cheque", N_("chèque") },
    { "transfer", N_("virement") },
};

static struct area services_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

static void services_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

/* -- Update. -- */

/* What the paper would come to: all that is free of that client. */
static cents paper_sum(const struct services *page, const struct job *job, enum document_kind kind)
{
    cents sum = 0;

    for (int i = 0; i < page->count; i++) {
        const struct service_row *row = &page->rows[i];

        if (row->job.id > 0 && strcmp(row->job.client, job->client) == 0 &&
            billing_takes(&row->job, kind, page->today))
            sum += row->gross;
    }
    return sum;
}

static struct effect row_ask(struct services *page)
{
    const struct service_row *row = &page->rows[page->list.selected];
    char detail[QUESTION_TEXT_MAX];
    char left[MONEY_TEXT_MAX];

    if (page->count == 0)
        return BEEP;
    if (row->job.id > 0) {
        question_ask(&page->question, ASK_MAKE,
                     row->job.quote[0] ? _("Faire la facture ?") : _("Faire le devis ?"),
                     _("Pour tous les travaux libres de ce client."));
        question_mean(
            &page->question,
            paper_sum(page, &row->job, row->job.quote[0] ? DOCUMENT_INVOICE : DOCUMENT_QUOTE));
        page->question.yes_or_no = true;
    } else if (row->kind == DOCUMENT_INVOICE && row->left != 0) {
        money_format_euro(row->left < 0 ? -row->left : row->left, left);
        snprintf(detail, sizeof detail, _("%s. 1 espèces, 2 carte, 3 chèque, 4 virement."), left);
        question_ask(&page->question, ASK_MEANS,
                     row->left < 0 ? _("Rendu comment ?") : _("Payé comment ?"), detail);
        question_mean(&page->question, row->left < 0 ? -row->left : row->left);
    } else {
        return perform(SERVICES_PRINT);
    }
    return NOTHING;
}

static bool is_print_key(const struct services *page, const struct event *event)
{
    return event->kind == EVENT_KEY && event->key == PRESS_CHARACTER && event->character == '0' &&
           page->count > 0 && page->rows[page->list.selected].job.id == 0;
}

static bool is_on_invoice(const struct services *page)
{
    return page->count > 0 && page->rows[page->list.selected].job.id == 0 &&
           page->rows[page->list.selected].kind == DOCUMENT_INVOICE;
}

static bool is_credit_key(const struct services *page, const struct event *event)
{
    return event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
           (event->character == 'a' || event->character == 'A') && is_on_invoice(page);
}

static struct effect services_update(void *model, const struct event *event)
{
    struct services *page = model;

    if (page->question.purpose == ASK_WHY)
        return reason_event(&page->question, event, NULL, page->tried);
    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, AFTER[page->question.purpose]);
    if (is_print_key(page, event))
        return perform(SERVICES_PRINT);
    if (is_credit_key(page, event))
        return perform(SERVICES_LINES);
    return list_update(&page->list, event, services_area(event->width, event->height), NULL) ==
                   LIST_NONE
               ? NOTHING
               : row_ask(page);
}

/* -- Asking the book. -- */

static bool jobs_take(struct services *page, struct db *db, struct err *err)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    bool good;

    if (!jobs)
        abort();
    good = jobs_read(db, "", jobs, err);
    for (int i = 0; good && i < jobs->count && page->count < SERVICE_ROWS_MAX; i++) {
        const struct job *job = &jobs->list[i];
        struct service_row *row = &page->rows[page->count];

        if (job->invoice[0] != '\0')
            continue;
        *row = (struct service_row){ .job = *job, .gross = money_line(job->quantity, job->price) };
        snprintf(row->client, sizeof row->client, "%s", job->client);
        page->count++;
    }
    free(jobs);
    return good;
}

struct taking {
    struct services *page;
    struct db *db;
    int jobs;
};

/* Each before those taken until now: the newest comes first. */
static bool document_take(void *context, const struct document *document, struct err *err)
{
    struct taking *taking = context;
    struct services *page = taking->page;
    struct document_balance balance = { .left = 0 };
    struct service_row *row = &page->rows[taking->jobs];

    if (document->kind == DOCUMENT_INVOICE &&
        !document_balance(taking->db, document->number, &balance, err))
        return false;
    if (page->count == SERVICE_ROWS_MAX)
        page->count--; /* the oldest one goes */
    memmove(row + 1, row, sizeof *row * (size_t)(page->count - taking->jobs));
    *row = (struct service_row){ .kind = document->kind,
                                 .gross = document->gross,
                                 .left = balance.left };
    memcpy(row->number, document->number, sizeof row->number);
    memcpy(row->client, document->client_name, sizeof row->client);
    page->count++;
    return true;
}

static bool services_read(struct services *page, struct db *db, struct err *err)
{
    struct taking taking = { .page = page, .db = db };

    page->count = 0;
    if (!jobs_take(page, db, err))
        return false;
    taking.jobs = page->count < SERVICE_ROWS_MAX ? page->count : SERVICE_ROWS_MAX - 1;
    if (!document_each(db, document_take, &taking, err))
        return false;
    list_set_count(&page->list, page->count);
    return true;
}

static void document_notice(struct services *page, const struct document *document)
{
    notice_set(&page->notice, STYLE_GOOD, _("%s %s : fait. 0 l'écrit en PDF."),
               document_kind_name(document->kind), document->number);
}

static void document_make(struct services *page, struct till *till)
{
    const struct service_row *row = &page->rows[page->list.selected];
    const struct billing_choice choice = { .client = row->job.client, .due_days = -1 };
    struct document *document = calloc(1, sizeof *document);
    struct err err = ERR_EMPTY;
    bool good;

    if (!document)
        abort();
    why_begin(&page->question, till);
    good = row->job.quote[0] ? billing_invoice(till, &choice, document, &err)
                             : billing_quote(till, &choice, document, &err);
    why_done(&page->question, till, good);
    if (page->question.purpose == ASK_MAKE)
        question_close(&page->question);
    if (good)
        document_notice(page, document);
    else
        why_refused(&page->question, &page->notice, &err);
    free(document);
}

static bool means_take(struct services *page)
{
    int choice = page->question.answer[0] - '1';

    if (page->question.purpose == ASK_WHY)
        return true;
    page->means = choice;
    if (choice >= 0 && choice < (int)COUNT_OF(MEANS) && page->question.answer[1] == '\0')
        return true;
    question_refuse(&page->question, _("Un chiffre de 1 à 4."));
    return false;
}

static void payment_note(struct services *page, struct till *till)
{
    const struct service_row *row = &page->rows[page->list.selected];
    struct settlement settlement = { .invoice = row->number,
                                     .amount = row->left < 0 ? -row->left : row->left,
                                     .day = DAY_NONE };
    struct document_balance balance;
    struct err err = ERR_EMPTY;
    bool good;

    if (!means_take(page))
        return;
    settlement.means = MEANS[page->means].word;
    why_begin(&page->question, till);
    good = billing_settle(till, &settlement, &balance, &err);
    why_done(&page->question, till, good);
    if (good) {
        question_close(&page->question);
        notice_set(&page->notice, STYLE_GOOD, _("%s : réglée, %s."), row->number,
                   _(MEANS[page->means].name));
    } else if (err.code == ERR_REASON) {
        why_refused(&page->question, &page->notice, &err);
    } else {
        question_refuse(&page->question, err.text);
    }
}

static void lines_say(const struct document *invoice, char out[QUESTION_TEXT_MAX])
{
    size_t length = (size_t)snprintf(out, QUESTION_TEXT_MAX, "%s", _("0 toute la facture"));

    for (int i = 0; i < invoice->line_count && length + 60 < QUESTION_TEXT_MAX; i++) {
        const struct document_line *line = &invoice->lines[i];
        char gross[MONEY_TEXT_MAX];

        money_format_euro(line->gross, gross);
        length += (size_t)snprintf(out + length, QUESTION_TEXT_MAX - length, ", %d %.*s %s", i + 1,
                                   text_start_bytes(line->label, 24), line->label, gross);
    }
}

static void lines_ask(struct services *page, struct db *db, struct err *err)
{
    struct document *invoice = calloc(1, sizeof *invoice);
    char detail[QUESTION_TEXT_MAX];

    if (!invoice)
        abort();
    if (document_find(db, page->rows[page->list.selected].number, invoice, err)) {
        lines_say(invoice, detail);
        page->line_count = invoice->line_count;
        page->sums[0] = invoice->gross;
        for (int i = 0; i < invoice->line_count; i++)
            page->sums[1 + i] = invoice->lines[i].gross;
        question_ask(&page->question, ASK_LINE, _("Avoir : quelle ligne ?"), detail);
        question_mean(&page->question, invoice->gross);
    }
    free(invoice);
}

static void line_take(struct services *page)
{
    char *end;
    long line = strtol(page->question.answer, &end, 10);

    if (end == page->question.answer || *end != '\0' || line < 0 || line > page->line_count) {
        question_refuse(&page->question, _("Le numéro d'une ligne, ou 0."));
        return;
    }
    page->line = (int)line;
    question_ask(&page->question, ASK_REASON, _("Pourquoi cet avoir ?"),
                 _("Le motif est écrit sur le papier. Un avoir ne s'efface pas."));
    question_mean(&page->question, page->sums[line]);
}

static void credit_make(struct services *page, struct till *till)
{
    const struct crediting crediting = { .invoice = page->rows[page->list.selected].number,
                                         .reason = page->question.answer,
                                         .line = page->line };
    struct document *document = calloc(1, sizeof *document);
    struct err err = ERR_EMPTY;
    bool good;

    if (!document)
        abort();
    snprintf(till->correction, sizeof till->correction, "%s", crediting.reason);
    good = billing_credit(till, &crediting, document, &err);
    till->correction[0] = '\0';
    if (good) {
        question_close(&page->question);
        document_notice(page, document);
    } else {
        question_refuse(&page->question, err.text);
    }
    free(document);
}

/* mamcookies.flashcoop and SERV26-FA-1 → mamcookies-SERV26-FA-1.pdf beside it. */
static void pdf_write(struct services *page, struct desk *desk, struct err *err)
{
    const char *number = page->rows[page->list.selected].number;
    const char *slash = strrchr(desk->path, '/'), *dot = strrchr(desk->path, '.');
    size_t stem = dot && dot > slash ? (size_t)(dot - desk->path) : strlen(desk->path);
    struct document *document = calloc(1, sizeof *document);
    char path[DESK_PATH_MAX];
    const struct page_target target = { .format = PAGE_PDF,
                                        .path = path,
                                        .force = true, /* the paper never changes */
                                        .title = number,
                                        .made_at = till_now(desk->till) };
    struct page *paper;
    bool good;

    if (!document)
        abort();
    snprintf(path, sizeof path, "%.*s-%s.pdf", (int)stem, desk->path, number);
    good = document_find(desk->till->db, number, document, err) &&
           group_page_open(desk->till->db, &target, &paper, err);
    if (good) {
        document_page(&desk->till->session, document, paper);
        good = page_close(paper, err);
    }
    if (good)
        notice_set(&page->notice, STYLE_GOOD, _("Le PDF est là : %s"), path);
    free(document);
}

static void services_perform(void *model, struct desk *desk, int what)
{
    struct services *page = model;
    struct err err = ERR_EMPTY;

    page->tried = what;
    if (what == SERVICES_MAKE)
        document_make(page, desk->till);
    else if (what == SERVICES_PAY)
        payment_note(page, desk->till);
    else if (what == SERVICES_LINES && permit_charge_once(desk, &err))
        lines_ask(page, desk->till->db, &err);
    else if (what == SERVICES_LINE)
        line_take(page);
    else if (what == SERVICES_CREDIT)
        credit_make(page, desk->till);
    else if (what == SERVICES_PRINT)
        pdf_write(page, desk, &err);
    if (err.code != ERR_NONE)
        notice_fail(&page->notice, &err);
    err = ERR_EMPTY;
    page->today = till_day(desk->till);
    if (!services_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static struct list_row services_row(const void *context, int i)
{
    const struct services *page = context;
    const struct service_row *row = &page->rows[i];
    char left[LIST_LEFT_MAX], right[LIST_RIGHT_MAX], money[MONEY_TEXT_MAX];

    if (row->job.id > 0) {
        snprintf(left, sizeof left, "%.40s : %.60s", row->client, row->job.service);
        money_format_euro(row->gross, money);
        snprintf(right, sizeof right, "%s %s", row->job.quote[0] ? _("devis fait") : _("à faire"),
                 money);
        return list_row_of(left, right, STYLE_STRONG);
    }
    snprintf(left, sizeof left, "%s %s, %.60s", document_kind_name(row->kind), row->number,
             row->client);
    money_format_euro(row->left != 0 ? row->left : row->gross, money);
    if (row->kind == DOCUMENT_INVOICE)
        snprintf(right, sizeof right, "%s %s",
                 row->left > 0   ? _("à payer")
                 : row->left < 0 ? _("à rendre")
                                 : _("réglée"),
                 money);
    else
        snprintf(right, sizeof right, "%s", money);
    return list_row_of(left, right, row->left != 0 ? STYLE_STRONG : STYLE_TEXT);
}

static void services_draw(const void *model, struct canvas *canvas)
{
    const struct services *page = model;
    static const struct key_hint INVOICE[] = { { "0", N_("En PDF") },
                                               { "A", N_("Avoir") },
                                               { NULL, NULL } };
    static const struct key_hint PRINT[] = { { "0", N_("En PDF") }, { NULL, NULL } };
    const struct key_hint *hints = NULL;
    struct area area = services_area(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Services"),
        .back = _("Retour"),
        .next = page->count == 0 ? "" : _("Suite"),
    };

    if (is_on_invoice(page))
        hints = INVOICE;
    else if (page->count > 0 && page->rows[page->list.selected].job.id == 0)
        hints = PRINT;
    frame.hints = hints;
    if (page->count == 0)
        canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 1, 1 }, STYLE_TEXT,
                       _("Pas encore de travail : Réglages, Reprendre un fichier."));
    else
        list_draw(&page->list, canvas, area, services_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind SERVICES = {
    .title = N_("Services"),
    .help = N_("Ce que l'on fait pour des clients, puis les papiers.\n"
               "Entrée sur un travail : le devis, puis la facture.\n"
               "Entrée sur une facture : elle est payée. 0 écrit le PDF.\n"
               "Un papier fait ne change plus. Une erreur : A, sur la facture.\n"
               "Les clients et les travaux viennent de fichiers."),
    .model_size = sizeof(struct services),
    .takes_text = true,
    .asks = permit_charge_once,
    .begin = services_begin,
    .update = services_update,
    .perform = services_perform,
    .draw = services_draw,
};
