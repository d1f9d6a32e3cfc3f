#include "pos/stall/cash.h"

#include "base/lang.h"

enum { CASH_REFRESH, CASH_RECORD, CASH_CHOSEN };
enum { FIELD_AMOUNT, FIELD_REASON, FIELD_COUNT };
enum { KIND_FLOAT, KIND_IN, KIND_OUT, KIND_COUNT };
enum { ASK_SURE = 1, SUM_ASK = 20000 }; /* above 200,00 €: a second key */

static const char *const KINDS[KIND_COUNT] = { N_("L'argent du début"), N_("Argent ajouté"),
                                               N_("Argent enlevé") };

static bool amount_check(const char *value, struct err *err)
{
    cents amount;

    return money_parse(value, &amount, err);
}

static const struct form_rule RULES[FIELD_COUNT] = {
    { .label = N_("Somme"), .check = amount_check, .required = true, .hint = N_("en euros") },
    { .label = N_("Raison"), .required = true },
};

/* Who may not move money is told so before its sum and its reason are typed. */
static void kind_choose(struct cash *cash, const struct till *till, int kind)
{
    struct err err = ERR_EMPTY;

    if (kind == KIND_FLOAT ? !till_check_drawer(till, &err)
                           : !till_check(till, ACTION_REFUND, &err)) {
        notice_fail(&cash->notice, &err);
        return;
    }
    cash->draft.kind = kind;
    cash->draft.step = kind == KIND_FLOAT ? CASH_COUNT : CASH_SUM;
}

/* After the session closing money only goes in or out, with its reason. */
static void kinds_offer(struct cash *cash, const struct till *till)
{
    cash->first = till_is_over(till) ? KIND_IN : KIND_FLOAT;
    list_set_count(&cash->list, KIND_COUNT - cash->first);
    if (cash->draft.step == CASH_COUNT && cash->first != KIND_FLOAT)
        cash->draft.step = CASH_CHOOSE; /* begun before the closing */
}

/* `argument` 1: what home asks for, the float. */
static void cash_begin(void *model, struct desk *desk, int64_t argument)
{
    struct cash *cash = model;

    kinds_offer(cash, desk->till);
    if (argument == 1 && cash->first == KIND_FLOAT)
        kind_choose(cash, desk->till, KIND_FLOAT);
}

static struct area count_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x + 1, area.y + 2, area.width - 1, area.height - 2 };
}

static cents cash_amount(const struct cash *cash)
{
    struct cash_counting counting = piece_count_read(&cash->draft.count);
    struct err ignored = ERR_EMPTY;
    cents amount = 0;

    if (cash->draft.step == CASH_COUNT)
        return counting_total(&counting);
    return money_parse(cash->draft.form.values[FIELD_AMOUNT].text, &amount, &ignored) ? amount : 0;
}

/* 2000 typed for 20,00, or a digit too many beside a note. */
static struct effect cash_finish(struct cash *cash)
{
    if (cash_amount(cash) <= SUM_ASK)
        return perform(CASH_RECORD);
    question_ask(&cash->question, ASK_SURE, _("C'est bien cela ?"), _(KINDS[cash->draft.kind]));
    cash->question.yes_or_no = true;
    question_mean(&cash->question, cash_amount(cash));
    return NOTHING;
}

static struct effect count_event(struct cash *cash, const struct event *event)
{
    if (event->kind != EVENT_KEY || event->key != PRESS_ENTER)
        piece_count_event(&cash->draft.count, event, count_area(event->width, event->height));
    else if (!piece_count_next(&cash->draft.count))
        return cash_finish(cash);
    return NOTHING;
}

static struct effect choose_event(struct cash *cash, const struct event *event)
{
    struct area area = frame_area_of(event->width, event->height);

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return LEAVE;
    return list_update(&cash->list, event, area, NULL) == LIST_NONE ? NOTHING
                                                                    : perform(CASH_CHOSEN);
}

static struct effect question_event(struct cash *cash, const struct event *event)
{
    switch (question_update(&cash->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT: question_close(&cash->question); break;
    case QUESTION_ANSWERED: question_close(&cash->question); return perform(CASH_RECORD);
    }
    return NOTHING;
}

static struct effect cash_update(void *model, const struct event *event)
{
    struct cash *cash = model;

    if (cash->question.purpose != 0)
        return question_event(cash, event);
    if (cash->draft.step == CASH_CHOOSE)
        return choose_event(cash, event);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        cash->draft.step = CASH_CHOOSE;
        return NOTHING;
    }
    if (cash->draft.step == CASH_COUNT)
        return count_event(cash, event);
    if (form_update(&cash->draft.form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return cash_finish(cash);
    return NOTHING;
}

/* What was counted is what the drawer holds, when nothing else is in it. */
static bool float_record(struct cash *cash, struct till *till, struct err *err)
{
    struct cash_counting counting = piece_count_read(&cash->draft.count);
    cents total = counting_total(&counting);
    cents expected;

    if (!till_set_float(till, total, err))
        return false;
    return till_journal(till)->head.running.drawer != total || total == 0 ||
           closing_count(till, &counting, &expected, err);
}

static bool cash_record(struct cash *cash, struct till *till, struct err *err)
{
    const char *reason = cash->draft.form.values[FIELD_REASON].text;

    if (cash->draft.kind == KIND_FLOAT)
        return float_record(cash, till, err);
    return till_move_cash(till, cash->draft.kind == KIND_IN, cash_amount(cash), reason, err);
}

static void cash_perform(void *model, struct desk *desk, int what)
{
    struct cash *cash = model;
    struct err err = ERR_EMPTY;

    if (what == CASH_CHOSEN)
        kind_choose(cash, desk->till, cash->first + cash->list.selected);
    if (what == CASH_REFRESH)
        kinds_offer(cash, desk->till);
    if (what != CASH_RECORD)
        return;
    if (!cash_record(cash, desk->till, &err)) {
        notice_fail(&cash->notice, &err);
        return;
    }
    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    desk_back(desk);
}

static struct list_row kind_row(const void *context, int i)
{
    const struct cash *cash = context;

    return list_row_of(_(KINDS[cash->first + i]), "", STYLE_TEXT);
}

static const char *cash_next(const struct cash_draft *draft)
{
    bool last = draft->step == CASH_COUNT ? piece_count_is_last(&draft->count)
                                          : draft->form.at == FIELD_COUNT - 1;

    if (draft->step == CASH_CHOOSE)
        return _("Choisir");
    return last ? _("Inscrire") : _("Suite");
}

static void cash_draw(const void *model, struct canvas *canvas)
{
    const struct cash *cash = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Tiroir"),
        .back = "",
        .next = cash_next(&cash->draft),
    };

    if (cash->draft.step == CASH_CHOOSE) {
        list_draw(&cash->list, canvas, area, kind_row, cash);
    } else {
        canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _(KINDS[cash->draft.kind]));
        area = (struct area){ area.x, area.y + 2, area.width, area.height - 2 };
        if (cash->draft.step == CASH_SUM)
            form_draw(&cash->draft.form, RULES, FIELD_COUNT, canvas, area);
        else
            piece_count_draw(&cash->draft.count, canvas, count_area(canvas->width, canvas->height));
    }
    frame_draw(canvas, &frame);
}

const struct screen_kind CASH = {
    .title = N_("Tiroir"),
    .help = N_("Le matin : compter le tiroir avant la première vente.\n"
               "Fin va à la dernière pièce.\n"
               "Dans la journée : argent ajouté ou enlevé, avec sa raison."),
    .model_size = sizeof(struct cash),
    .draft_offset = offsetof(struct cash, draft),
    .draft_size = sizeof(struct cash_draft),
    .draft_name = "cash",
    .takes_text = true,
    .takes_escape = true,
    .begin = cash_begin,
    .update = cash_update,
    .perform = cash_perform,
    .draw = cash_draw,
};
