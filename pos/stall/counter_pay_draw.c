/* How paying looks, and the change after it. */
#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/choice.h"
#include "pos/ui/money_picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>

static const char *const PAYMENT_NAMES[] = { N_("Espèces"), N_("Carte"), N_("Chèque"), N_("Bon") };

enum {
    FOUR_MODES = COUNT_OF(PAYMENT_NAMES),
    PANEL_NARROW = 30,
    PANEL_WIDE = 36,
    PANEL_LARGE = 72,
    WIDE = 100, /* columns from which there is room for more */
    TALL = 30,
    LARGE_WIDTH = 150, /* and for twice as much */
    LARGE_HEIGHT = 48,
    KINDS_A_ROW = 4,
    KIND_WIDTH = 13, /* pixels of its picture */
    KIND_HEIGHT = 8,
    KIND_STEP = 14, /* lines more for a larger one */
    NOTE_SMALL_MM = NOTE_MM + 1,
    NOTE_LARGE_MM = NOTE_MM / 2,
    INK_BLUE_RGB = 0x1B4F91,
};

static void euro_put_right(struct canvas *canvas, int right, int y, enum style style, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put_right(canvas, right, y, style, text);
}

static bool is_large(const struct canvas *canvas)
{
    return canvas->width >= LARGE_WIDTH && canvas->height >= LARGE_HEIGHT;
}

/* Lines of the sums. */
static int digit_lines(const struct canvas *canvas)
{
    return is_large(canvas) ? 2 * BIG_DIGITS_HEIGHT : BIG_DIGITS_HEIGHT;
}

/* The panel at the right: what was given and goes back, or the change counted up. */
static struct area panel_area(const struct canvas *canvas, int height)
{
    int width = is_large(canvas) ? PANEL_LARGE : canvas->width >= WIDE ? PANEL_WIDE : PANEL_NARROW;

    return (struct area){ canvas->width - width - 1, 2, width, height };
}

/* -- Kinds of payment. -- */

static const char *mode_name(const struct counter *counter, int mode)
{
    return mode < FOUR_MODES ? _(PAYMENT_NAMES[mode]) : counter->means.all[mode - FOUR_MODES].label;
}

/* Rectangles of a picture KIND_WIDTH pixels wide and KIND_HEIGHT high. */
struct patch {
    struct area area;
    int rgb;
};

static void kind_picture_draw(struct canvas *canvas, int x, int y, int scale, int kind)
{
    static const struct patch PICTURES[FOUR_MODES][6] = {
        { { { 0, 0, 11, 6 }, 0x7FA287 },
          { { 1, 1, 9, 4 }, 0xDDE3DC },
          { { 4, 2, 3, 2 }, 0x7FA287 },
          { { 8, 3, 5, 5 }, 0xDDB23C },
          { { 8, 4, 5, 1 }, 0x8A6412 },
          { { 8, 6, 5, 1 }, 0x8A6412 } },
        { { { 0, 0, 13, 8 }, 0x2D6BB5 },
          { { 0, 2, 13, 2 }, INK_RGB },
          { { 1, 5, 3, 2 }, 0xE9C65B },
          { { 9, 6, 3, 1 }, CARD_RGB } },
        { { { 0, 0, 13, 8 }, 0x8AA6A0 },
          { { 1, 1, 11, 6 }, 0xF3F6EF },
          { { 2, 2, 6, 1 }, 0x57524A },
          { { 2, 4, 4, 1 }, 0x57524A },
          { { 8, 5, 1, 1 }, INK_BLUE_RGB },
          { { 10, 5, 2, 1 }, INK_BLUE_RGB } },
        { { { 0, 0, 13, 8 }, 0xCB5432 },
          { { 1, 1, 11, 6 }, 0xFBE6CF },
          { { 4, 2, 1, 1 }, 0xCB5432 },
          { { 4, 5, 1, 1 }, 0xCB5432 },
          { { 7, 2, 4, 1 }, INK_RGB },
          { { 7, 4, 4, 1 }, INK_RGB } },
    };
    const struct patch *patches = PICTURES[kind < FOUR_MODES ? kind : FOUR_MODES - 1];

    for (size_t i = 0; i < COUNT_OF(PICTURES[0]) && patches[i].area.width > 0; i++) {
        struct area area = patches[i].area;

        canvas_fill_pixels(canvas,
                           (struct area){ x + scale * area.x, 2 * y + scale * area.y,
                                          scale * area.width, scale * area.height },
                           COLOUR(patches[i].rgb));
    }
}

static void kind_tile_draw(const struct counter *counter, struct canvas *canvas, struct area box,
                           int kind)
{
    struct choice choice = { kind + 1, mode_name(counter, kind), kind == counter->payment_mode };
    int scale = 2 * (box.height - 4) / KIND_HEIGHT; /* 0: no room for a picture */
    bool has_picture = scale > 0 && canvas_has_pictures(canvas);

    choice_draw(canvas, box, has_picture ? box.y + box.height - 2 : box.y + box.height / 2,
                &choice);
    if (has_picture)
        kind_picture_draw(canvas, box.x + (box.width - scale * KIND_WIDTH) / 2, box.y + 1, scale,
                          kind);
}

/* Lines of the tile of a kind: as tall as the window, with a picture as large as the tile. */
static int kind_lines(const struct canvas *canvas, int rows, int width)
{
    int scale = 1 + (canvas->height - TALL) / KIND_STEP;

    if (canvas->height < TALL)
        return rows == 1 ? 3 : 1;
    if (rows > 1)
        return 3;
    while (scale > 1 && scale * KIND_WIDTH > width - 2)
        scale--;
    return scale * KIND_HEIGHT / 2 + 4;
}

/* All of them, numbered; returns the line below. */
static int kinds_draw(const struct counter *counter, struct canvas *canvas, struct area area)
{
    int count = counter_pay_kinds(counter);
    int rows = (count + KINDS_A_ROW - 1) / KINDS_A_ROW;
    int width = area.width / KINDS_A_ROW;
    int height = kind_lines(canvas, rows, width);
    int gap = height > 1 && rows > 1 && canvas->height >= TALL ? 1 : 0;

    for (int i = 0; i < count; i++) {
        struct area box = { area.x + i % KINDS_A_ROW * width,
                            area.y + i / KINDS_A_ROW * (height + gap), width - 1, height };

        kind_tile_draw(counter, canvas, box, i);
    }
    return area.y + rows * (height + gap);
}

/* -- Notes with their keys. -- */

static int handed_of(const struct counter *counter, cents note)
{
    int count = 0;

    for (int i = 0; i < counter->handed_count; i++)
        count += counter->handed[i] == note;
    return count;
}

static void note_key_draw(const struct counter *counter, struct canvas *canvas, struct area box,
                          int i)
{
    int count = handed_of(counter, PAY_NOTE[i]);
    char key[4] = { ' ', (char)('a' + i), ' ', '\0' };
    int x = canvas_put(canvas, box.x + box.width / 2 - 2, box.y + box.height - 1,
                       count > 0 ? STYLE_NEXT : STYLE_KEY, key);

    if (count > 0)
        canvas_put_format(canvas, x + 1, box.y + box.height - 1, STYLE_STRONG, "%d ×", count);
    canvas_add_spot(canvas, box, PRESS_CHARACTER, (uint32_t)('a' + i));
}

/* As large as the window has room for. */
static int notes_scale(const struct canvas *canvas, struct area area)
{
    int width = 0;

    for (int i = 0; i < PAY_NOTES; i++)
        width += piece_size(PAY_NOTE[i], NOTE_LARGE_MM).width + 1;
    if (width <= area.width &&
        piece_size(PAY_NOTE[PAY_NOTES - 1], NOTE_LARGE_MM).height / 2 + 2 < area.height)
        return NOTE_LARGE_MM;
    return canvas->width >= WIDE ? NOTE_MM : NOTE_SMALL_MM;
}

static void notes_draw(const struct counter *counter, struct canvas *canvas, struct area area)
{
    int mm = notes_scale(canvas, area);
    int tallest = (piece_size(PAY_NOTE[PAY_NOTES - 1], mm).height + 1) / 2;
    int x = area.x;

    for (int i = 0; i < PAY_NOTES; i++) {
        struct area size = piece_size(PAY_NOTE[i], mm);
        struct area box = { x, area.y, size.width, tallest + 1 };
        char name[24];

        if (canvas_has_pictures(canvas) && area.height > tallest) {
            piece_draw(canvas, x, 2 * (area.y + tallest) - size.height, PAY_NOTE[i], mm);
        } else {
            piece_name(PAY_NOTE[i], name, sizeof name);
            canvas_put(canvas, x + size.width / 2 - 3, area.y, STYLE_STRONG, name);
            box.height = 2;
        }
        note_key_draw(counter, canvas, box, i);
        x += size.width + 1;
    }
}

/* -- Given, and what goes back. -- */

static cents given_now(const struct counter *counter)
{
    struct err ignored = ERR_EMPTY;
    cents given = 0;

    if (counter->types_sum && !money_parse(counter->draft.typed, &given, &ignored))
        return 0;
    return counter->types_sum ? given : counter_handed(counter);
}

static void given_draw(const struct counter *counter, struct canvas *canvas, struct area panel)
{
    cents given = given_now(counter);
    cents rest = given - counter_to_pay(counter);
    int right = panel.x + panel.width - 2;
    struct area big = { panel.x + 1, panel.y + 2, panel.width - 3, panel.height - 2 };
    struct area field = { right - 14, panel.y, 14, 1 };

    canvas_card(canvas, panel);
    if (counter->figures.due < 0 || counter->types_sum || given > 0)
        canvas_put(canvas, panel.x + 2, panel.y, STYLE_TEXT,
                   counter->figures.due < 0 ? _("Somme rendue") : _("Donné"));
    if (counter->types_sum) {
        canvas_put_fit(canvas, field, STYLE_FIELD, counter->draft.typed);
        canvas_set_cursor(canvas, field.x + text_width_cols(counter->draft.typed), field.y);
    } else if (given > 0) {
        euro_put_right(canvas, right, panel.y, STYLE_STRONG, given);
    } else {
        canvas_put_right(canvas, right, panel.y, STYLE_QUIET, _("compte juste"));
    }
    if ((given > 0 || counter->types_sum) && rest != 0 && counter->figures.due >= 0) {
        canvas_put(canvas, panel.x + 2, panel.y + 1, STYLE_STRONG,
                   rest > 0 ? _("Rendre") : _("Reste à payer"));
        if (counter->types_sum) /* large when it is whole: each digit would turn all of them */
            euro_put_right(canvas, right, panel.y + 1, STYLE_STRONG, rest > 0 ? rest : -rest);
        else
            big_digits_draw(canvas, big, STYLE_STRONG, rest > 0 ? rest : -rest);
    }
    if (counter->request.slip[0])
        canvas_put_format(canvas, panel.x + 2, panel.y + panel.height - 1, STYLE_QUIET, "%s %s",
                          _("Numéro"), counter->request.slip);
}

static const char *payment_name(const struct counter *counter, const struct ticket_payment *payment)
{
    const struct means *means = means_find(&counter->means, payment->means);

    if (payment->mode == PAY_OTHER)
        return means ? means->label : payment->means;
    return _(PAYMENT_NAMES[payment->mode - PAY_CASH]);
}

static void payments_draw(const struct counter *counter, struct canvas *canvas, int x, int y)
{
    const struct ticket *ticket = &counter->draft.ticket;
    char amount[MONEY_TEXT_MAX];

    if (ticket->payment_count > 0)
        x = canvas_put(canvas, x, y, STYLE_TEXT, _("Déjà payé :"));
    for (int i = 0; i < ticket->payment_count; i++) {
        money_format_euro(ticket->payments[i].given, amount);
        x = canvas_put_format(canvas, x + 1, y, STYLE_STRONG, "%s %s",
                              payment_name(counter, &ticket->payments[i]), amount) +
            1;
    }
}

/* What goes back of a wrong sale by another way than the drawer. */
static void again_draw(const struct counter *counter, struct canvas *canvas, int x, int y)
{
    struct figures before;
    char was[MONEY_TEXT_MAX];

    ticket_figures(&counter->draft.refund, &before);
    if (-before.gross == counter_credit(counter))
        return;
    money_format_euro(-before.gross - counter_credit(counter), was);
    canvas_put_format(canvas, x, y, STYLE_WARNING, _(" Rendre d'abord %s au client. "), was);
}

void counter_pay_draw(const struct counter *counter, struct canvas *canvas)
{
    struct area area = frame_area(canvas);
    struct area panel = panel_area(canvas, digit_lines(canvas) + 2);
    cents due = counter_to_pay(counter);
    bool back = due < 0;
    struct cash_counting back_pieces;
    struct area big = { area.x + 1, area.y + 1, panel.x - area.x - 2, panel.height - 2 };
    int y = panel.y + panel.height + is_large(canvas);

    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG,
               back ? _("À rendre au client") : _("À payer"));
    big_digits_draw(canvas, big, STYLE_STRONG, back ? -due : due);
    if (counter->draft.is_again)
        again_draw(counter, canvas, area.x + 20, area.y);
    payments_draw(counter, canvas, area.x + 1, y - 1);
    given_draw(counter, canvas, panel);
    y = kinds_draw(counter, canvas, (struct area){ area.x, y, area.width + 1, 0 }) + 1 +
        2 * is_large(canvas);
    area = (struct area){ area.x, y, area.width, area.y + area.height - y };
    if (counter->figures.due >= 0) {
        notes_draw(counter, canvas, area);
        return;
    }
    drawer_pieces_change(&counter->drawer, back ? -due : due, &back_pieces);
    pieces_draw_these(canvas, area, back_pieces.pieces);
}

const char *counter_pay_next(const struct counter *counter)
{
    if (counter->figures.due < 0)
        return _("Valider");
    if (given_now(counter) == 0 && !counter->types_sum)
        return _("Juste");
    return given_now(counter) > counter_to_pay(counter) ? _("Rendre") : _("Valider");
}

/* -- Sold: the change. -- */

struct change_step {
    int64_t count;
    cents piece;
    cents sum; /* after it */
};

static void step_draw(struct canvas *canvas, struct area panel, int y,
                      const struct change_step *step)
{
    int middle = panel.x + panel.width / 2;
    char amount[MONEY_TEXT_MAX], added[MONEY_TEXT_MAX + 8];

    money_format(step->piece, amount);
    if (step->count > 1)
        snprintf(added, sizeof added, "+ %d × %s", (int)step->count, amount);
    else
        snprintf(added, sizeof added, "+ %s", amount);
    canvas_put_right(canvas, middle, y, STYLE_TEXT, added);
    canvas_put(canvas, middle + 2, y, STYLE_QUIET, canvas->half_blocks ? "►" : ">");
    money_format(step->sum, amount);
    canvas_put_right(canvas, panel.x + panel.width - 2, y, STYLE_STRONG, amount);
}

/* What the drawer gave; another sale was not followed. */
static struct cash_counting change_pieces(const struct counter *counter, cents change)
{
    struct cash_counting pieces = counter->drawer.back;

    if (counting_total(&pieces) != change)
        money_pieces(change, pieces.pieces);
    return pieces;
}

/* From the price up to what was given, the smallest coin first: as one counts into a hand. */
static void steps_draw(struct canvas *canvas, struct area panel, cents price,
                       const int64_t counts[DENOMINATION_COUNT])
{
    int64_t pieces = 0;
    cents sum = price;
    int right = panel.x + panel.width - 2;
    int y = panel.y + 1;
    bool one_by_one;
    int pitch;

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        pieces += counts[i];
    one_by_one = pieces + 4 <= panel.height;
    pitch = 2 * (pieces + 2) < panel.height ? 2 : 1;
    canvas_card(canvas, panel);
    canvas_put(canvas, panel.x + 2, panel.y + 1, STYLE_TEXT, _("Prix"));
    euro_put_right(canvas, right, panel.y + 1, STYLE_STRONG, price);
    for (int i = DENOMINATION_COUNT - 1; i >= 0; i--) {
        int64_t at_once = one_by_one ? 1 : counts[i];

        for (int64_t n = 0; n < counts[i]; n += at_once) {
            struct change_step step = { at_once, DENOMINATIONS[i],
                                        sum += at_once * DENOMINATIONS[i] };

            step_draw(canvas, panel, y += pitch, &step);
        }
    }
    y += pitch;
    canvas_put(canvas, panel.x + 2, y, STYLE_TEXT, _("Donné"));
    euro_put_right(canvas, right, y, STYLE_STRONG, sum);
}

void counter_sold_draw(const struct counter *counter, struct canvas *canvas)
{
    const struct sold *sold = &counter->sold;
    struct area area = frame_area(canvas);
    bool back = sold->gross < 0;
    cents change = back ? -sold->gross : sold->change;
    struct area panel = panel_area(canvas, area.height);
    struct area big = { area.x + 1, area.y + 3, panel.x - area.x - 2, digit_lines(canvas) };
    struct area pieces = { area.x + 1, big.y + big.height + 1, big.width,
                           area.y + area.height - big.y - big.height - 1 };
    struct cash_counting pieces_back = change_pieces(counter, change);
    char name[TICKET_NAME_MAX];

    ticket_name_format(sold->chain, sold->number, name);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_GOOD, _(" Ticket %s inscrit. "), name);
    if (change == 0) {
        euro_put_right(canvas, area.x + area.width, area.y, STYLE_STRONG, sold->gross);
        canvas_put(canvas, area.x + 1, area.y + 2, STYLE_STRONG, _("Rien à rendre. Merci !"));
        return;
    }
    canvas_put(canvas, area.x + 1, area.y + 2, STYLE_STRONG, _("À rendre au client"));
    big_digits_draw(canvas, big, STYLE_STRONG, change);
    if (!back)
        steps_draw(canvas, panel, sold->gross, pieces_back.pieces);
    pieces_draw_these(canvas, pieces, pieces_back.pieces);
}
