#include "pos/palette.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/home.h"
#include "pos/menu.h"
#include "pos/stall/counter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PALETTE_SHOWN_AGAIN, PALETTE_OPEN };
enum { KEYS_MAX = 16 };

struct palette_entry {
    const char *name;  /* translated, or a product's */
    const char *trade; /* translated: what accountants call it; may be NULL */
    char keys[KEYS_MAX];
    const struct screen_kind *screen; /* NULL: at the till */
    int argument;
    int gesture;              /* enum counter_gesture; of a product: GESTURE_COUNT */
    const char *product_code; /* NULL: no product */
};

/* -- Everything there is, one after the other. -- */

static struct palette_entry entry_of_place(const struct place *place)
{
    return (struct palette_entry){ .name = _(place->name),
                                   .trade = place->trade ? _(place->trade) : NULL,
                                   .screen = place->screen,
                                   .argument = place->argument };
}

static bool place_at(int *i, struct palette_entry *out)
{
    struct place place;

    for (int rank = 0; home_place(rank, &place); rank++) {
        if ((*i)-- == 0) {
            *out = entry_of_place(&place);
            snprintf(out->keys, sizeof out->keys, "%d", rank + 1);
            return true;
        }
        if (place.screen != &MENU)
            continue;
        for (int line = 0, group = place.argument; menu_place(group, line, &place); line++)
            if ((*i)-- == 0) {
                *out = entry_of_place(&place);
                snprintf(out->keys, sizeof out->keys, "%d %d", rank + 1, line + 1);
                return true;
            }
    }
    return false;
}

static bool gesture_at(int *i, struct palette_entry *out)
{
    if (*i >= GESTURE_COUNT) {
        *i -= GESTURE_COUNT;
        return false;
    }
    *out = (struct palette_entry){ .name = counter_gesture_name((enum counter_gesture) * i),
                                   .trade = counter_gesture_trade((enum counter_gesture) * i),
                                   .gesture = *i };
    counter_gesture_keys((enum counter_gesture) * i, out->keys, sizeof out->keys);
    return true;
}

static bool entry_at(const struct palette *page, int i, struct palette_entry *out)
{
    if (place_at(&i, out) || gesture_at(&i, out))
        return true;
    if (i >= page->product_count)
        return false;
    *out = (struct palette_entry){ .name = page->products[i].label,
                                   .gesture = GESTURE_COUNT,
                                   .product_code = page->products[i].code };
    return true;
}

/* -- Matching: each word that is typed begins a word of the name; case and accents do not count. --
 */

static bool words_match(const char *name, const char *typed)
{
    while (*typed) {
        size_t length = strcspn(typed, " ");
        const char *word = name;

        while (length > 0 && word && strncmp(word, typed, length) != 0) {
            word = strchr(word, ' ');
            word += word != NULL;
        }
        if (!word)
            return false;
        typed += length + strspn(typed + length, " ");
    }
    return true;
}

/* "Ce que nous avons payé (charges)": found by the one or the other. */
static void entry_write(const struct palette_entry *entry, char out[LIST_LEFT_MAX])
{
    if (entry->trade)
        snprintf(out, LIST_LEFT_MAX, "%s (%s)", entry->name, entry->trade);
    else
        snprintf(out, LIST_LEFT_MAX, "%s", entry->name);
}

/*
 * Two lines of one name say nothing, whatever else they are called: the first stays, whose keys are
 * fewer; but a list of places gives way to the place of that name in it. Articles are all shown.
 */
static bool is_told_already(struct palette *page, int count, const struct palette_entry *entry,
                            int i)
{
    struct palette_entry other;

    for (int at = 0; at < count && !entry->product_code; at++) {
        if (!entry_at(page, page->matches[at], &other) || other.product_code ||
            strcmp(other.name, entry->name) != 0)
            continue;
        if (other.screen == &MENU)
            page->matches[at] = i;
        return true;
    }
    return false;
}

static void match(struct palette *page)
{
    char typed[PALETTE_TYPED_MAX];
    char shown[LIST_LEFT_MAX], name[LIST_LEFT_MAX];
    struct palette_entry entry;
    int count = 0;

    text_fold(page->typed, typed, sizeof typed);
    for (int pass = 0; pass < 2; pass++) /* first what begins so */
        for (int i = 0; count < PALETTE_SHOWN && entry_at(page, i, &entry); i++) {
            entry_write(&entry, shown);
            text_fold(shown, name, sizeof name);
            bool begins = strncmp(name, typed, strlen(typed)) == 0;

            if (begins == (pass == 0) && words_match(name, typed) &&
                !is_told_already(page, count, &entry, i))
                page->matches[count++] = i;
        }
    page->list = (struct list){ .unnumbered = true };
    list_set_count(&page->list, count);
}

static void palette_begin(void *model, struct desk *desk, int64_t argument)
{
    struct palette *page = model;
    struct product *products = product_room();
    struct err err = ERR_EMPTY;
    int count = 0;

    page->over_counter = argument != 0;
    if (!product_list(desk->till->db, products, PRODUCTS_MAX, &count, &err))
        notice_fail(&page->notice, &err);
    for (int i = 0; i < count; i++) {
        memcpy(page->products[i].code, products[i].code, sizeof products[i].code);
        memcpy(page->products[i].label, products[i].label, sizeof products[i].label);
    }
    free(products);
    page->product_count = count;
    match(page);
}

static void typed_change(struct palette *page, const struct event *event)
{
    size_t length = strlen(page->typed);
    char bytes[5] = "";

    if (event->key == PRESS_CHARACTER)
        bytes[text_put(event->character, bytes)] = '\0';
    while (event->key == PRESS_BACKSPACE && length > 0 && (page->typed[length - 1] & 0xC0) == 0x80)
        length--;
    if (event->key == PRESS_BACKSPACE && length > 0)
        page->typed[length - 1] = '\0';
    if (event->key == PRESS_DELETE)
        page->typed[0] = '\0';
    if (length + strlen(bytes) < sizeof page->typed)
        memcpy(page->typed + strlen(page->typed), bytes, strlen(bytes) + 1);
    match(page);
}

static struct area list_place(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 2, area.width, area.height - 2 };
}

static struct effect palette_update(void *model, const struct event *event)
{
    struct palette *page = model;
    bool is_typed =
        event->kind == EVENT_KEY && (event->key == PRESS_CHARACTER ||
                                     event->key == PRESS_BACKSPACE || event->key == PRESS_DELETE);

    if (is_typed)
        typed_change(page, event);
    else if (list_update(&page->list, event, list_place(event->width, event->height), NULL) !=
             LIST_NONE)
        return perform(PALETTE_OPEN);
    return NOTHING;
}

static void palette_perform(void *model, struct desk *desk, int what)
{
    struct palette *page = model;
    struct palette_entry entry;

    if (what != PALETTE_OPEN || !entry_at(page, page->matches[page->list.selected], &entry))
        return;
    if (entry.screen) {
        desk_jump(desk, entry.screen, entry.argument);
        return;
    }
    desk->wish = entry.gesture + 1;
    snprintf(desk->wish_code, sizeof desk->wish_code, "%s",
             entry.product_code ? entry.product_code : "");
    if (page->over_counter)
        desk_back(desk);
    else
        desk_jump(desk, &COUNTER, 0);
}

static struct list_row palette_row(const void *context, int i)
{
    const struct palette *page = context;
    struct palette_entry entry;
    char name[LIST_LEFT_MAX];

    if (!entry_at(page, page->matches[i], &entry))
        return list_row_of("", "", STYLE_TEXT);
    entry_write(&entry, name);
    return list_row_of(name, entry.keys, STYLE_TEXT);
}

static void palette_draw(const void *model, struct canvas *canvas)
{
    const struct palette *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Chercher"),
        .back = "",
        .next = page->list.count > 0 ? _("Aller") : NULL,
    };
    int x = canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT, _("Quelques lettres :")) + 1;

    canvas_put_fit(canvas, (struct area){ x, area.y, 30, 1 }, STYLE_FIELD, page->typed);
    list_draw(&page->list, canvas, list_place(canvas->width, canvas->height), palette_row, page);
    if (page->list.count == 0)
        canvas_put(canvas, area.x + 1, area.y + 2, STYLE_TEXT, _("Rien ne s'appelle ainsi."));
    frame_draw(canvas, &frame);
    canvas_set_cursor(canvas, x + text_width_cols(page->typed), area.y);
}

const struct screen_kind PALETTE = {
    .title = N_("Chercher"),
    .help = N_("Taper trois lettres : d'un écran, d'un geste de la caisse, d'un article.\n"
               "À droite, les touches qui y mènent aussi."),
    .model_size = sizeof(struct palette),
    .takes_text = true,
    .takes_slash = true,
    .begin = palette_begin,
    .update = palette_update,
    .perform = palette_perform,
    .draw = palette_draw,
};
