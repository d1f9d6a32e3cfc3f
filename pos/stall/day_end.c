#include "pos/stall/day_end.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/ui/big_digits.h"
#include "pos/acts/paper_ask.h"
#include "pos/stall/reading_page.h"

#include <stdio.h>

enum { DAY_REFRESH, DAY_COUNT, DAY_CLOSE, DAY_PRINT };
enum { ASK_REASON = 1, COUNT_COLUMN = 26, CODE_COLUMN = 41 };

static void day_end_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

/* -- Counting. -- */

static struct area count_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x + 1, area.y + 2, area.width - 1, area.height - 2 };
}

static struct effect count_event(struct day_end *page, const struct event *event)
{
    bool is_key = event->kind == EVENT_KEY;

    if (is_key && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (!is_key || event->key != PRESS_ENTER)
        piece_count_event(&page->draft, event, count_area(event->width, event->height));
    else if (!piece_count_next(&page->draft))
        return perform(DAY_COUNT);
    return NOTHING;
}

static struct effect compare_key(struct day_end *page, const struct event *event)
{
    if (event->key == PRESS_ESCAPE) { /* a recount is a new record that names this one */
        page->step = STEP_COUNT;
        page->draft.at = 0;
        return NOTHING;
    }
    if (event->key != PRESS_ENTER)
        return NOTHING;
    if (page->counted == page->expected)
        return perform(DAY_CLOSE);
    question_ask(&page->question, ASK_REASON, _("Pourquoi cette différence ?"),
                 _("Ce que l'on sait, ou : inconnue. La journée sera fermée avec elle."));
    question_mean(&page->question, page->counted - page->expected);
    return NOTHING;
}

struct effect day_end_update(void *model, const struct event *event)
{
    struct day_end *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, DAY_CLOSE);
    if (page->step != STEP_COMPARE && event->kind == EVENT_KEY && event->key == PRESS_CHARACTER &&
        (event->character | 0x20) == 'p')
        return perform(DAY_PRINT);
    if (page->step == STEP_COUNT)
        return count_event(page, event);
    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (page->step == STEP_COMPARE)
        return compare_key(page, event);
    if (event->key == PRESS_ENTER || event->key == PRESS_ESCAPE)
        return LEAVE;
    return NOTHING;
}

/* -- Asking the ledger. -- */

static bool day_count(struct day_end *page, struct till *till, struct err *err)
{
    struct cash_counting counting = piece_count_read(&page->draft);

    if (!closing_count(till, &counting, &page->expected, err) ||
        !closing_beside(till, page->beside, err))
        return false;
    page->counted = counting_total(&counting);
    page->step = STEP_COMPARE;
    return true;
}

static bool day_close(struct day_end *page, struct desk *desk, struct err *err)
{
    if (!closing_close(desk->till, PERIOD_DAY, page->counted, page->question.answer, &page->closing,
                       err))
        return false;
    question_close(&page->question);
    desk->forget_draft = true;
    page->step = STEP_CLOSED;
    desk_copy_book(desk);
    return true;
}

/* The empty sheet before the count, the Z after it. */
static bool day_print(struct day_end *page, struct desk *desk, struct err *err)
{
    char name[PRINT_PAPER_MAX] = "count";

    if (page->step == STEP_CLOSED)
        snprintf(name, sizeof name, "z:%s-%lld", page->closing.chain,
                 (long long)page->closing.number);
    return paper_ask(desk, name, &page->notice, err);
}

static void day_end_perform(void *model, struct desk *desk, int what)
{
    struct day_end *page = model;
    struct err err = ERR_EMPTY;
    bool good = true;

    if (what == DAY_COUNT)
        good = day_count(page, desk->till, &err);
    else if (what == DAY_CLOSE)
        good = day_close(page, desk, &err);
    else if (what == DAY_PRINT)
        good = day_print(page, desk, &err);
    if (!good && page->question.purpose != 0)
        question_refuse(&page->question, err.text);
    else if (!good)
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static void count_draw(const struct day_end *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG,
               _("Compter tout ce qu'il y a dans le tiroir."));
    piece_count_draw(&page->draft, canvas, count_area(canvas->width, canvas->height));
}

static void amount_draw(struct canvas *canvas, int x, int y, const char *name, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put(canvas, x, y, STYLE_TEXT, name);
    canvas_put_right(canvas, x + COUNT_COLUMN + 12, y, STYLE_STRONG, text);
}

static void compare_draw(const struct day_end *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    struct area big = { area.x, area.y + 6, area.width, BIG_DIGITS_HEIGHT };
    cents difference = page->counted - page->expected;

    amount_draw(canvas, area.x + 1, area.y, _("Compté"), page->counted);
    amount_draw(canvas, area.x + 1, area.y + 1, _("Attendu"), page->expected);
    if (page->beside[0]) {
        char text[BESIDE_TEXT_MAX + 40];

        snprintf(text, sizeof text, _("À part : %s"), page->beside);
        canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + 2, area.width - 2, 1 },
                       STYLE_TEXT, text);
    }
    canvas_put(canvas, area.x + 1, area.y + area.height - 1, STYLE_WARNING,
               _(" Une journée fermée ne se rouvre pas. "));
    if (difference == 0) {
        canvas_put(canvas, area.x + 1, area.y + 4, STYLE_GOOD, _(" Le compte est juste. "));
        return;
    }
    canvas_put(canvas, area.x + 1, area.y + 4, STYLE_WARNING,
               difference < 0 ? _(" Il manque ") : _(" Il y a en trop "));
    big_digits_draw(canvas, big, STYLE_STRONG, difference < 0 ? -difference : difference);
    canvas_put(canvas, area.x + 1, big.y + BIG_DIGITS_HEIGHT + 1, STYLE_TEXT,
               _("Une différence n'empêche pas de fermer : elle se dit."));
}

static void closed_draw(const struct day_end *page, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    struct area rest = { area.x, area.y + 2, area.width, area.height - 2 };
    char head[HEAD_CODE_MAX];
    int lines;

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_GOOD, _(" Journée fermée : Z n° %lld. "),
                      (long long)page->closing.number);
    lines = reading_draw(canvas, rest, &page->closing.reading);
    rest.y += lines + 1;
    amount_draw(canvas, area.x + 1, rest.y, _("Compté"), page->closing.counted);
    amount_draw(canvas, area.x + 1, rest.y + 1, _("Attendu"), page->closing.reading.expected);
    amount_draw(canvas, area.x + 1, rest.y + 2, _("Différence de caisse"),
                page->closing.difference);
    if (page->closing.difference != 0) {
        rest = (struct area){ area.x + CODE_COLUMN, rest.y + 2, area.width - CODE_COLUMN, 1 };
        canvas_put_fit(canvas, rest, STYLE_TEXT, page->closing.reason);
        rest.y -= 2;
    }
    journal_head_code(page->closing.hash, head);
    canvas_put_format(canvas, area.x + CODE_COLUMN, rest.y, STYLE_TEXT, _("Code à garder : %s"),
                      head);
    if (page->closing.reading.waiting > 0)
        canvas_put_format(canvas, area.x + CODE_COLUMN, rest.y + 1, STYLE_WARNING,
                          _("Tickets en attente : %lld"), (long long)page->closing.reading.waiting);
}

void day_end_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint SHEET[] = { { N_("P"), N_("Feuille à remplir") }, { NULL, NULL } };
    static const struct key_hint Z[] = { { N_("P"), N_("Imprimer le Z") }, { NULL, NULL } };
    const struct day_end *page = model;
    bool last = piece_count_is_last(&page->draft);
    struct frame frame = {
        .title = _("Fin de journée"),
        .hints = page->step == STEP_COUNT    ? SHEET
                 : page->step == STEP_CLOSED ? Z
                                             : NULL,
        .back = page->step == STEP_COMPARE ? _("Recompter") : "",
        .next = page->step == STEP_COMPARE  ? _("Fermer la journée")
                : page->step == STEP_CLOSED ? _("Retour")
                : last                      ? _("Comparer")
                                            : _("Suite"),
    };

    if (page->step == STEP_COUNT)
        count_draw(page, canvas);
    else if (page->step == STEP_COMPARE)
        compare_draw(page, canvas);
    else
        closed_draw(page, canvas);
    frame_draw(canvas, &frame);
}

const struct screen_kind DAY_END = {
    .title = N_("Fin de journée"),
    .help = N_("Compter d'abord, sans savoir ce que la caisse attend.\n"
               "Fin va à la dernière pièce.\n"
               "Ensuite la différence se montre. Elle s'écrit avec sa raison.\n"
               "La journée se ferme quand même. Elle ne se rouvre pas."),
    .model_size = sizeof(struct day_end),
    .draft_offset = offsetof(struct day_end, draft),
    .draft_size = sizeof(struct piece_count),
    .draft_name = "count",
    .takes_escape = true,
    .begin = day_end_begin,
    .update = day_end_update,
    .perform = day_end_perform,
    .draw = day_end_draw,
};
