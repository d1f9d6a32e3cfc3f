#include "pos/stall/exercise.h"

#include "base/lang.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/money_picture.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum { STEP_5_CENTS = 5, BUILD_WIDTH = 24, WRONG_WIDTH = 28, LARGE = 42 };

static const struct effect REFUSED = { EFFECT_BEEP, 0 };

/* The note that is handed over, and how fine prices are. */
static const struct level {
    cents note;
    cents step;
} LEVELS[] = {
    { 500, 50 }, { 1000, 10 }, { 2000, 10 }, { 5000, STEP_5_CENTS }, { 10000, STEP_5_CENTS }
};

static const char *const KINDS[EXERCISE_KINDS] = {
    [EXERCISE_CHANGE] = N_("Rendre"),
    [EXERCISE_BUILD] = N_("Payer juste"),
    [EXERCISE_WRONG] = N_("Trouver l'erreur"),
};

/* -- The figures. -- */

/* SplitMix64 (Steele and others, 2014). */
static int chance_below(struct exercise *page, int64_t limit)
{
    uint64_t value = page->chance += UINT64_C(0x9E3779B97F4A7C15);

    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (int)((value ^ (value >> 31)) % (uint64_t)limit);
}

static cents price_below(struct exercise *page, const struct level *level)
{
    return level->step * (1 + chance_below(page, level->note / level->step - 1));
}

void exercise_ask(struct exercise *page)
{
    const struct level *level = &LEVELS[page->level];

    page->given = level->note;
    for (int i = 0; i < EXERCISE_SALES; i++) {
        page->price[i] = price_below(page, level);
        page->change[i] = page->given - page->price[i];
    }
    page->wrong = chance_below(page, EXERCISE_SALES);
    if (page->kind == EXERCISE_WRONG) /* a step too much, or one too little */
        page->change[page->wrong] +=
            page->change[page->wrong] > level->step && chance_below(page, 2) ? -level->step
                                                                             : level->step;
    page->typed[0] = '\0';
    memset(page->pieces, 0, sizeof page->pieces);
    page->laid_count = 0;
    page->list = (struct list){ .unnumbered = true };
    list_set_count(&page->list, DENOMINATION_COUNT);
    page->step = EXERCISE_ASK;
}

static cents laid_sum(const struct exercise *page)
{
    cents sum = 0;

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        sum += page->pieces[i] * DENOMINATIONS[i];
    return sum;
}

/* -- Answers. -- */

static struct effect judge(struct exercise *page, bool right)
{
    page->was_right = right;
    page->step = EXERCISE_TOLD;
    page->right_in_a_row = right ? page->right_in_a_row + 1 : 0;
    if (page->right_in_a_row == EXERCISE_RIGHT_TO_RISE) {
        page->right_in_a_row = 0;
        if (page->level + 1 < (int)COUNT_OF(LEVELS))
            page->level++;
    }
    return NOTHING;
}

static struct effect change_key(struct exercise *page, const struct event *event)
{
    size_t length = strlen(page->typed);
    uint32_t character = event->key == PRESS_CHARACTER ? event->character : 0;
    struct err err = ERR_EMPTY;
    cents amount;

    if ((character >= '0' && character <= '9') || character == ',' || character == '.') {
        if (length + 1 < sizeof page->typed) {
            page->typed[length] = (char)character;
            page->typed[length + 1] = '\0';
        }
        return NOTHING;
    }
    if (event->key == PRESS_BACKSPACE && length > 0)
        page->typed[length - 1] = '\0';
    if (event->key != PRESS_ENTER)
        return NOTHING;
    if (!money_parse(page->typed, &amount, &err)) {
        notice_fail(&page->notice, &err);
        return REFUSED;
    }
    return judge(page, amount == page->change[0]);
}

/* Where the notes and coins to choose from stand. */
static struct area build_area(struct area area)
{
    return (struct area){ area.x, area.y + 2, BUILD_WIDTH, DENOMINATION_COUNT };
}

static struct effect piece_lay(struct exercise *page, int row)
{
    if (page->laid_count == (int)COUNT_OF(page->laid))
        return REFUSED;
    page->pieces[row]++;
    page->laid[page->laid_count++] = row;
    return NOTHING;
}

/* Arrows choose a note or a coin, Right or a space lays it down, Backspace takes it back. */
static struct effect build_key(struct exercise *page, const struct event *event)
{
    if (event->key == PRESS_ENTER)
        return judge(page, laid_sum(page) == page->price[0]);
    if (event->key == PRESS_RIGHT || (event->key == PRESS_CHARACTER && event->character == ' '))
        return piece_lay(page, page->list.selected);
    if ((event->key == PRESS_BACKSPACE || event->key == PRESS_LEFT) && page->laid_count > 0) {
        page->pieces[page->laid[--page->laid_count]]--;
    } else if (event->key != PRESS_CHARACTER) {
        list_update(&page->list, event, (struct area){ 0, 0, 1, DENOMINATION_COUNT }, NULL);
    }
    return NOTHING;
}

/* What is clicked is laid down at once. */
static struct effect build_click(struct exercise *page, const struct event *event)
{
    struct area area = build_area(frame_area_of(event->width, event->height));
    int row = list_update(&page->list, event, area, NULL);

    return row == LIST_NONE ? NOTHING : piece_lay(page, row);
}

static struct effect wrong_key(struct exercise *page, const struct event *event)
{
    int answer = event->key == PRESS_CHARACTER ? (int)event->character - '1' : -1;

    if (answer < 0 || answer >= EXERCISE_SALES)
        return REFUSED;
    return judge(page, answer == page->wrong);
}

static struct effect ask_key(struct exercise *page, const struct event *event)
{
    switch (page->kind) {
    case EXERCISE_CHANGE: return change_key(page, event);
    case EXERCISE_BUILD: return build_key(page, event);
    case EXERCISE_WRONG: return wrong_key(page, event);
    case EXERCISE_KINDS: break;
    }
    return NOTHING;
}

static struct effect exercise_update(void *model, const struct event *event)
{
    struct exercise *page = model;
    struct area area = frame_area_of(event->width, event->height);
    int row;

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        if (page->step == EXERCISE_CHOOSE)
            return LEAVE;
        page->step = EXERCISE_CHOOSE;
        page->list = (struct list){ .count = EXERCISE_KINDS, .selected = (int)page->kind };
        return NOTHING;
    }
    if (page->step == EXERCISE_CHOOSE) {
        row = list_update(&page->list, event, area, NULL);
        if (row == LIST_NONE)
            return NOTHING;
        page->kind = (enum exercise_kind)row;
        page->level = page->right_in_a_row = 0;
        exercise_ask(page);
        return NOTHING;
    }
    if (event->kind == EVENT_CLICK && page->step == EXERCISE_ASK && page->kind == EXERCISE_BUILD)
        return build_click(page, event);
    if (event->kind != EVENT_KEY)
        return NOTHING;
    if (page->step == EXERCISE_ASK)
        return ask_key(page, event);
    if (event->key == PRESS_ENTER)
        exercise_ask(page);
    return NOTHING;
}

static void exercise_begin(void *model, struct desk *desk, int64_t argument)
{
    struct exercise *page = model;

    (void)argument;
    page->chance = (uint64_t)till_now(desk->till).utc_s;
    list_set_count(&page->list, EXERCISE_KINDS);
}

/* -- Drawing. -- */

static struct list_row kind_row(const void *context, int i)
{
    (void)context;
    return list_row_of(_(KINDS[i]), "", STYLE_TEXT);
}

static struct list_row piece_row(const void *context, int i)
{
    const struct exercise *page = context;
    char name[24];
    char count[16] = "";

    piece_name(DENOMINATIONS[i], name, sizeof name);
    if (page->pieces[i] > 0)
        snprintf(count, sizeof count, "%d x", page->pieces[i]);
    return list_row_of(name, count, STYLE_TEXT);
}

static int digit_lines(struct area area)
{
    return area.height >= LARGE ? 2 * BIG_DIGITS_HEIGHT : BIG_DIGITS_HEIGHT;
}

/* What is handed over, in the right half. */
static void note_draw(const struct exercise *page, struct canvas *canvas, struct area area)
{
    char note[24];
    int x = canvas_put(canvas, area.x, area.y, STYLE_TEXT, _("Il donne")) + 2;

    piece_name(page->given, note, sizeof note);
    if (canvas_has_pictures(canvas))
        piece_draw(canvas, area.x, 2 * (area.y + 2), page->given,
                   area.height >= LARGE ? NOTE_MM / 2 : NOTE_MM);
    else
        canvas_put(canvas, x, area.y, STYLE_STRONG, note);
}

static void change_draw(const struct exercise *page, struct canvas *canvas, struct area area)
{
    int lines = digit_lines(area), half = area.width / 2, x;
    int y = area.y + lines + (area.height >= LARGE ? 6 : 5);

    canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT, _("Le client doit"));
    big_digits_draw(canvas, (struct area){ area.x + 1, area.y + 2, half - 2, lines }, STYLE_STRONG,
                    page->price[0]);
    note_draw(page, canvas, (struct area){ area.x + half + 2, area.y, half - 2, area.height });
    x = canvas_put(canvas, area.x + 1, y, STYLE_TEXT, _("Rendre ?")) + 2;
    canvas_put_fit(canvas, (struct area){ x, y, 12, 1 }, STYLE_FIELD, page->typed);
    canvas_set_cursor(canvas, x + (int)strlen(page->typed), y);
}

/* The price, and what is laid on the table for it. */
static void build_draw(const struct exercise *page, struct canvas *canvas, struct area area)
{
    int lines = digit_lines(area), right = area.x + BUILD_WIDTH + 4;
    int64_t laid[DENOMINATION_COUNT];

    for (int i = 0; i < DENOMINATION_COUNT; i++)
        laid[i] = page->pieces[i];
    canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT, _("Payer ce prix"));
    list_draw(&page->list, canvas, build_area(area), piece_row, page);
    big_digits_draw(canvas, (struct area){ right, area.y, area.x + area.width - right, lines },
                    STYLE_STRONG, page->price[0]);
    pieces_draw_these(canvas,
                      (struct area){ right, area.y + lines + 1, area.x + area.width - right,
                                     area.height - lines - 1 },
                      laid);
}

static void wrong_draw(const struct exercise *page, struct canvas *canvas, struct area area)
{
    int lines = (area.height - 2) / EXERCISE_SALES;
    char price[MONEY_TEXT_MAX], note[24];

    piece_name(page->given, note, sizeof note);
    canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT, _("Une monnaie est fausse. Laquelle ?"));
    canvas_put(canvas, area.x + 2, area.y + 1, STYLE_QUIET, _("prix / donné : rendu"));
    for (int i = 0; i < EXERCISE_SALES; i++) {
        struct area row = { area.x + 1, area.y + 2 + lines * i, area.width - 2, lines };
        char key[4] = { ' ', (char)('1' + i), ' ', '\0' };

        money_format_euro(page->price[i], price);
        canvas_put(canvas, row.x, row.y, STYLE_KEY, key);
        canvas_put_format(canvas, row.x + 4, row.y, STYLE_TEXT, "%s / %s :", price, note);
        pieces_draw(canvas,
                    (struct area){ row.x + WRONG_WIDTH, row.y, row.width - WRONG_WIDTH, lines },
                    page->change[i]);
        canvas_add_spot(canvas, row, PRESS_CHARACTER, (uint32_t)('1' + i));
    }
}

/* Right is praised; of a wrong one it is shown what would have been right. */
static void told_draw(const struct exercise *page, struct canvas *canvas, struct area area)
{
    cents answer = page->kind == EXERCISE_BUILD   ? page->price[0]
                   : page->kind == EXERCISE_WRONG ? page->given - page->price[page->wrong]
                                                  : page->change[0];
    const char *words = page->kind == EXERCISE_BUILD   ? _("Ce prix, par exemple :")
                        : page->kind == EXERCISE_WRONG ? _("Sur celle-là il fallait rendre :")
                                                       : _("À rendre :");
    int lines = digit_lines(area);
    struct area pieces = { area.x + 1, area.y + lines + 5, area.width - 2,
                           area.height - lines - 5 };

    canvas_put(canvas, area.x + 1, area.y, page->was_right ? STYLE_GOOD : STYLE_WARNING,
               page->was_right ? _(" Oui, c'est juste. Bravo ! ") : _(" Presque. Voici : "));
    if (page->kind == EXERCISE_WRONG)
        canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("C'était la %d."),
                          page->wrong + 1);
    canvas_put(canvas, area.x + 1, area.y + 2, STYLE_TEXT, words);
    big_digits_draw(canvas, (struct area){ area.x + 1, area.y + 4, area.width - 1, lines },
                    STYLE_STRONG, answer);
    pieces_draw(canvas, pieces, answer);
}

static void exercise_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint BUILD[] = { { "->", N_("Ajouter") },
                                             { "<-", N_("Défaire") },
                                             { NULL, NULL } };
    const struct exercise *page = model;
    bool builds = page->step == EXERCISE_ASK && page->kind == EXERCISE_BUILD;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = page->step == EXERCISE_CHOOSE ? _("Exercices") : "",
        .back = "",
        .hints = builds ? BUILD : NULL,
        .next = page->step == EXERCISE_CHOOSE  ? _("Choisir")
                : page->step == EXERCISE_TOLD  ? _("Un autre")
                : page->kind == EXERCISE_WRONG ? NULL
                                               : _("Voilà"),
    };

    if (page->step == EXERCISE_CHOOSE)
        list_draw(&page->list, canvas, area, kind_row, page);
    else if (page->step == EXERCISE_TOLD)
        told_draw(page, canvas, area);
    else if (page->kind == EXERCISE_CHANGE)
        change_draw(page, canvas, area);
    else if (page->kind == EXERCISE_BUILD)
        build_draw(page, canvas, area);
    else
        wrong_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

const struct screen_kind EXERCISE = {
    .title = N_("Exercices"),
    .help = N_("Rendre, faire un prix, trouver une erreur : de 5 à 100 euros.\n"
               "Trois réponses justes de suite mènent au billet suivant.\n"
               "Rien n'est inscrit ni gardé."),
    .model_size = sizeof(struct exercise),
    .takes_escape = true,
    .begin = exercise_begin,
    .update = exercise_update,
    .draw = exercise_draw,
};
