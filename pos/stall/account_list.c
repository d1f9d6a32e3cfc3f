#include "pos/stall/account_list.h"

#include "base/lang.h"
#include "ledger/account.h"
#include "pos/ui/reason.h"
#include "pos/acts/permit.h"

#include <stdio.h>

enum { ACCOUNTS_REFRESH, ACCOUNTS_RECORD };
enum { PAGE_LINES = 4 };
enum { ASK_NUMBER = 1 };

static void account_list_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct effect number_ask(struct account_list *page, int row)
{
    const struct account *account = &page->accounts.all[row];

    question_ask(&page->question, ASK_NUMBER, _("Quel numéro de compte ?"), account->label);
    question_offer(&page->question, account->number);
    return NOTHING;
}

static struct effect account_list_update(void *model, const struct event *event)
{
    struct account_list *page = model;
    struct area area = list_page(frame_area_of(event->width, event->height), PAGE_LINES);
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, ACCOUNTS_RECORD);
    row = list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : number_ask(page, row);
}

static void account_list_perform(void *model, struct desk *desk, int what)
{
    struct account_list *page = model;
    struct err err = ERR_EMPTY;

    if (what == ACCOUNTS_RECORD) {
        if (!account_put(desk->till, page->accounts.all[page->list.selected].use,
                         page->question.answer, &err)) {
            question_refuse(&page->question, err.text);
            return;
        }
        question_close(&page->question);
        notice_set(&page->notice, STYLE_GOOD, "%s", _("Inscrit."));
    }
    if (!accounts_read(desk->till->db, &page->accounts, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->list, page->accounts.count);
}

static struct list_row account_list_row(const void *context, int i)
{
    const struct account_list *page = context;

    return list_row_of(page->accounts.all[i].label, page->accounts.all[i].number, STYLE_TEXT);
}

static void account_list_draw(const void *model, struct canvas *canvas)
{
    const struct account_list *page = model;
    struct frame frame = {
        .title = _("Comptes"),
        .back = "",
        .next = _("Changer"),
    };

    list_draw(&page->list, canvas, list_page(frame_area(canvas), PAGE_LINES), account_list_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind ACCOUNT_LIST = {
    .title = N_("Comptes"),
    .help = N_("Les numéros que la comptable de la coopérative a choisis.\n"
               "Un changement vaut pour la suite. Ce qui est fait garde son compte."),
    .model_size = sizeof(struct account_list),
    .takes_text = true,
    .asks = permit_set_up,
    .begin = account_list_begin,
    .update = account_list_update,
    .perform = account_list_perform,
    .draw = account_list_draw,
};
