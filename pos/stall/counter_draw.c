#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/colours.h"
#include "pos/ui/picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

static void euro_put_right(struct canvas *canvas, int right, int y, enum style style, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    canvas_put_right(canvas, right, y, style, text);
}

static thousandths ticket_count_of(const struct ticket *ticket, const char *code)
{
    thousandths count = 0;

    for (int i = 0; i < ticket->line_count; i++)
        if (strcmp(ticket->lines[i].code, code) == 0)
            count += ticket->lines[i].quantity;
    return count;
}

static struct tile counter_tile(const void *context, int i)
{
    const struct counter *counter = context;
    const struct counter_product *product = &counter->products[i];
    struct tile tile = {
        .name = product->label,
        .telling = product->telling,
        .look = i,
        .picture = pictures_at(counter->pictures, product->picture),
    };
    thousandths count = ticket_count_of(&counter->draft.ticket, product->code);
    char text[MONEY_TEXT_MAX];

    money_format(product->price, tile.price);
    if (product->has_stock && product->stock <= 0)
        snprintf(tile.state, sizeof tile.state, "%s", _("fini"));
    if (count != 0) {
        quantity_format(count, text);
        snprintf(tile.count, sizeof tile.count, " %.20s× ", text);
    }
    return tile;
}

static struct area ticket_area(const struct canvas *canvas)
{
    struct area tiles = counter_tiles_area(canvas->width, canvas->height);
    int x = tiles.x + tiles.width + 1;

    return (struct area){ x, tiles.y - 1, canvas->width - x, tiles.height + 2 };
}

/* Of a line of the ticket; -1: it is no product. */
static int product_of(const struct counter *counter, const struct ticket_line *line)
{
    for (int i = 0; i < counter->product_count; i++)
        if (strcmp(counter->products[i].code, line->code) == 0)
            return i;
    return -1;
}

static void line_draw(const struct counter *counter, struct canvas *canvas, struct area area, int i)
{
    const struct ticket_line *line = &counter->draft.ticket.lines[i];
    char count[MONEY_TEXT_MAX];
    char amount[MONEY_TEXT_MAX];
    char name[NAME_FIT_MAX];
    int product = product_of(counter, line);
    struct telling telling =
        product >= 0 ? counter->products[product].telling : (struct telling){ .count = 0 };
    struct area label = area;

    quantity_format(line->quantity, count);
    money_format(counter->figures.lines[i].full, amount);
    canvas_put_right(canvas, area.x + 5, area.y, STYLE_TEXT, count);
    label.x += 6;
    label.width -= 6 + text_width_cols(amount) + 1;
    name_fit(line->label, &telling, label.width, name);
    canvas_put_fit(canvas, label, STYLE_TEXT, name);
    canvas_put_right(canvas, area.x + area.width, area.y, STYLE_TEXT, amount);
}

enum { PICTURE_TICKET = 44, LINE_PICTURE_WIDTH = 8, LINE_PICTURE_LINES = 4 };

/* The line beside the picture of its product, and what one piece costs below where there are
 * several. */
static void pictured_line_draw(const struct counter *counter, struct canvas *canvas,
                               struct area area, int i)
{
    const struct ticket_line *line = &counter->draft.ticket.lines[i];
    struct area drawing = { area.x + 1, area.y, LINE_PICTURE_WIDTH, LINE_PICTURE_LINES };
    struct area words = { area.x + LINE_PICTURE_WIDTH, area.y + 1, area.width - LINE_PICTURE_WIDTH,
                          1 };
    int product = product_of(counter, line);
    const struct picture *picture =
        product >= 0 ? pictures_at(counter->pictures, counter->products[product].picture) : NULL;
    char count[MONEY_TEXT_MAX], price[MONEY_TEXT_MAX];

    if (picture)
        picture_draw(canvas, drawing, picture, BAND_GROUND_RGB[product % TILE_STYLE_COUNT]);
    line_draw(counter, canvas, words, i);
    if (line->quantity == ONE_PIECE || line->quantity == -ONE_PIECE)
        return;
    quantity_format(line->quantity, count);
    money_format(line->price, price);
    canvas_put_format(canvas, words.x + 6, words.y + 1, STYLE_QUIET, "%s × %s", count, price);
}

/* The last lines of the ticket: what was just added must be seen. */
static void lines_draw(const struct counter *counter, struct canvas *canvas, struct area area)
{
    int count = counter->draft.ticket.line_count;
    int first = count > area.height ? count - area.height : 0;
    int pitch = LINE_PICTURE_LINES + 1;

    if (canvas_has_pictures(canvas) && area.width >= PICTURE_TICKET &&
        count * pitch <= area.height) {
        for (int i = 0; i < count; i++)
            pictured_line_draw(counter, canvas,
                               (struct area){ area.x, area.y + i * pitch, area.width, pitch }, i);
        return;
    }

    for (int i = first; i < count; i++) {
        struct area line = { area.x, area.y + i - first, area.width, 1 };

        line_draw(counter, canvas, line, i);
    }
    if (first > 0)
        canvas_put(canvas, area.x, area.y, STYLE_STRONG, "^");
}

static const char *ticket_title(const struct counter *counter)
{
    if (ticket_is_refund(&counter->draft.ticket))
        return _("Remboursement");
    if (counter->draft.is_again)
        return _("Vente à refaire : corriger");
    if (counter->draft.ticket.late.is_late)
        return _("Vente notée sur papier");
    return _("Ticket");
}

enum { BADGE_WIDTH = 8, BADGE_LINES = 4 };

static void ticket_draw(const struct counter *counter, struct canvas *canvas, struct area area)
{
    int bottom = area.y + area.height;
    struct area lines = { area.x, area.y + 2, area.width - 1, area.height - BIG_DIGITS_HEIGHT - 4 };
    struct area total = { area.x, bottom - BIG_DIGITS_HEIGHT, area.width - 1, BIG_DIGITS_HEIGHT };

    canvas_card(canvas, area);
    if (canvas->depth < DEPTH_16)
        canvas_fill(canvas, (struct area){ area.x - 1, area.y, 1, area.height }, STYLE_QUIET,
                    0x2502);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, ticket_title(counter));
    if (counter->badge && canvas_has_pictures(canvas)) {
        struct area badge = { area.x + area.width - BADGE_WIDTH, area.y, BADGE_WIDTH, BADGE_LINES };

        picture_draw(canvas, badge, counter->badge, CARD_RGB);
        lines.y += BADGE_LINES - 1;
        lines.height -= BADGE_LINES - 1;
    }
    lines_draw(counter, canvas, lines);
    if (counter->figures.discount != 0) {
        canvas_put(canvas, area.x + 1, total.y - 2, STYLE_TEXT, _("Remise"));
        euro_put_right(canvas, lines.x + lines.width, total.y - 2, STYLE_TEXT,
                       -counter->figures.discount);
    }
    for (int x = total.x; x < total.x + total.width; x++)
        canvas_put(canvas, x, total.y - 1, STYLE_QUIET, "─");
    big_digits_draw(canvas, total, STYLE_STRONG, counter->figures.gross);
}

/* Under the tiles, left of their pages. */
static void group_draw(const struct counter *counter, struct canvas *canvas, struct area tiles)
{
    const struct counter_groups *groups = &counter->groups;
    struct area name = { tiles.x + 6, tiles.y + tiles.height, tiles.width - 21, 1 };
    const char *shown = groups->shown == GROUP_ALL ? _("Tout") : groups->names[groups->shown - 1];

    if (!counter_has_groups(counter))
        return;
    canvas_put(canvas, tiles.x, name.y, STYLE_KEY, " Tab ");
    canvas_put_fit(canvas, name, STYLE_STRONG, shown);
    canvas_add_spot(canvas, (struct area){ tiles.x, name.y, 6 + text_width_cols(shown), 1 },
                    PRESS_TAB, 0);
}

static void typed_draw(const struct counter *counter, struct canvas *canvas, struct area tiles)
{
    int y = tiles.y + tiles.height;

    if (counter->draft.typed[0] == '\0') {
        group_draw(counter, canvas, tiles);
        return;
    }
    canvas_put(canvas, tiles.x, y, STYLE_TEXT, _("Nombre :"));
    canvas_put(canvas, tiles.x + 20, y, STYLE_SELECTED, counter->draft.typed);
}

static void selling_draw(const struct counter *counter, struct canvas *canvas)
{
    struct area tiles = counter_tiles_area(canvas->width, canvas->height);

    if (counter->product_count == 0)
        canvas_put_wrapped(canvas, (struct area){ tiles.x + 2, tiles.y + 2, tiles.width - 6, 4 },
                           STYLE_TEXT, _("Il n'y a pas encore de produit : Échap, puis Produits."));
    tiles_draw(&counter->tiles, canvas, tiles, counter_tile, counter);
    ticket_draw(counter, canvas, ticket_area(canvas));
    typed_draw(counter, canvas, tiles);
}

static const char *ticket_next(const struct counter *counter)
{
    if (counter->draft.typed[0] != '\0')
        return _("Chercher");
    if (counter->tiles.selected != TILES_NONE)
        return _("Ajouter");
    if (ticket_is_empty(&counter->draft.ticket))
        return NULL;
    return ticket_is_refund(&counter->draft.ticket) ? _("Rendre l'argent") : _("Encaisser");
}

static const char *counter_next(const struct counter *counter)
{
    switch (counter->mode) {
    case COUNTER_TICKET: return ticket_next(counter);
    case COUNTER_PAY: return counter_pay_next(counter);
    case COUNTER_SOLD: return _("Suivant");
    case COUNTER_MENU:
    case COUNTER_SALES:
    case COUNTER_LINES:
    case COUNTER_PARKED:
    case COUNTER_SELLERS:
    case COUNTER_UNKNOWN:
    case COUNTER_RATE:
    case COUNTER_REFUND: return counter_list_next(counter);
    }
    return NULL;
}

static const char *counter_title(const struct counter *counter)
{
    if (counter->mode == COUNTER_PAY)
        return ""; /* what is due stands large below */
    if (counter->mode == COUNTER_TICKET || counter->mode == COUNTER_SOLD)
        return _("Caisse");
    return counter_list_title(counter);
}

static void counter_frame_draw(const struct counter *counter, struct canvas *canvas)
{
    static const struct key_hint MENU[] = { { N_("0"), N_("Plus") },
                                            { "F4", N_("École") },
                                            { NULL, NULL } };
    static const struct key_hint UNDO[] = {
        { "<-", N_("Défaire") }, { N_("0"), N_("Plus") }, { "F4", N_("École") }, { NULL, NULL }
    };
    static const struct key_hint PRINT[] = { { N_("P"), N_("Imprimer") },
                                             { N_("Q"), N_("Écran") },
                                             { NULL, NULL } };
    static const struct key_hint SUM[] = { { "E", N_("Somme") }, { NULL, NULL } };
    static const struct key_hint SLIP[] = { { "E", N_("Somme") },
                                            { "N", N_("Numéro") },
                                            { NULL, NULL } };
    struct frame frame = {
        .title = counter_title(counter),
        .back = "",
        .next = counter_next(counter),
    };

    if (counter->mode == COUNTER_TICKET)
        frame.hints = counter->undo.count > 0 || counter->draft.ticket.line_count > 0 ? UNDO : MENU;
    else if (counter->mode == COUNTER_PAY) {
        frame.hints = counter->payment_mode > 0 ? SLIP : SUM;
        frame.next_width = text_width_cols(_("Valider"));
    } else if (counter->mode == COUNTER_SOLD)
        frame.hints = PRINT;
    frame_draw(canvas, &frame);
}

void counter_draw(const void *model, struct canvas *canvas)
{
    const struct counter *counter = model;

    if (counter->mode == COUNTER_TICKET)
        selling_draw(counter, canvas);
    else if (counter->mode == COUNTER_PAY)
        counter_pay_draw(counter, canvas);
    else if (counter->mode == COUNTER_SOLD)
        counter_sold_draw(counter, canvas);
    else
        counter_list_draw(counter, canvas);
    counter_frame_draw(counter, canvas);
}
