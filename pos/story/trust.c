#include "pos/story/trust.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/closing/closing.h"
#include "ledger/proof/verify.h"
#include "pos/ui/art.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum { TRUST_SHOWN, TRUST_ASKED };
enum { CODE, FIELDS };
enum { BOX_HEIGHT = 4, BOX_LINES_MAX = 22, ARROW = 3, WORDS_LINES = 5, SIGN_LINES_MAX = 20 };

static const struct form_rule RULES[FIELDS] = {
    [CODE] = { .label = N_("Code du Z"), .required = true },
};

static void trust_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct effect trust_update(void *model, const struct event *event)
{
    struct trust *trust = model;

    switch (form_update(&trust->form, RULES, FIELDS, event)) {
    case FORM_DONE: return perform(TRUST_ASKED);
    case FORM_CHANGED: trust->answer = TRUST_NOT_ASKED; break;
    case FORM_IGNORED:
    case FORM_WRONG: break;
    }
    return NOTHING;
}

/* What was sold on the day of that Z; of anything else there is nothing to say. */
static bool sold_read(struct trust *trust, const struct till *till, const struct chain_link *link,
                      struct err *err)
{
    struct closing closing;

    trust->sold = 0;
    if (link->kind != RECORD_CLOSE_DAY || link->chain[0] != till->letter)
        return true;
    if (!closing_find(till->db, till->letter, PERIOD_DAY, link->number, &closing, err))
        return false;
    trust->sold = closing.reading.sales.gross;
    return true;
}

/* The code is in the book, and everything in the book still leads to it. */
static bool trust_ask(struct trust *trust, struct till *till, struct err *err)
{
    struct verdict verdict;
    struct chain_link link;

    if (!chain_link_find(till->db, trust->form.values[CODE].text, &link, err) ||
        !book_verify(till->db, &till->keyring, "", &verdict, err) ||
        !chain_links_read(till->db, link.chain, link.seq, trust->links, &trust->link_count, err) ||
        !sold_read(trust, till, &link, err))
        return false;
    trust->answer = verdict.is_good ? TRUST_HOLDS : TRUST_BROKEN;
    trust->record_count = verdict.record_count;
    snprintf(trust->words, sizeof trust->words, "%s", verdict.what);
    return true;
}

static void trust_perform(void *model, struct desk *desk, int what)
{
    struct trust *trust = model;
    const char chain[2] = { desk->till->letter, '\0' };
    struct err err = ERR_EMPTY;

    if (what == TRUST_SHOWN &&
        !chain_links_read(desk->till->db, chain, 0, trust->links, &trust->link_count, &err)) {
        notice_fail(&trust->notice, &err);
        return;
    }
    if (what == TRUST_ASKED && !trust_ask(trust, desk->till, &err)) {
        trust->answer = TRUST_NOT_ASKED;
        if (err.code == ERR_INPUT || err.code == ERR_NOT_FOUND)
            form_fault(&trust->form, CODE, err.text);
        else
            notice_fail(&trust->notice, &err);
    }
}

/* -- Drawing. -- */

static const char *const SLIP[] = { "TTTTTTTTT", "TWWWWWWWT", "TWBBBBBWT", "TWWWWWWWT",
                                    "TWBBBWWWT", "TWWWWWWWT", "TWKKKKKWT", "TTTTTTTTT" };
static const char *const ASKED[] = { "..BBBB..", ".BB..BB.", ".....BB.", "....BB..",
                                     "...BB...", "...BB...", "........", "...BB..." };
static const char *const HOLDS[] = { ".......FF", "......FFF", ".....FFF.", "FF..FFF..",
                                     "FFFFFF...", ".FFFF....", "..FF....." };
static const char *const BROKEN[] = { "AAAAAAAA", "AAAKKAAA", "AAAKKAAA", "AAAKKAAA",
                                      "AAAKKAAA", "AAAAAAAA", "AAAKKAAA", "AAAAAAAA" };

/* One link: what it is, and its code; above them a paper where there is room for one. */
static void link_draw(const struct chain_link *link, struct canvas *canvas, struct area box)
{
    struct area inside = { box.x + 2, box.y + box.height - 3, box.width - 4, 1 };
    struct area paper = { inside.x, box.y, inside.width, box.height - BOX_HEIGHT + 1 };
    char name[64];

    if (canvas_has_pictures(canvas))
        canvas_card(canvas, box);
    else
        canvas_box(canvas, box, STYLE_QUIET);
    if (2 * paper.height >= (int)COUNT_OF(SLIP) && canvas_has_pictures(canvas))
        art_draw(canvas, paper, SLIP, COUNT_OF(SLIP), CARD_RGB);
    snprintf(name, sizeof name, link->number > 0 ? "%s %lld" : "%s", record_kind_name(link->kind),
             (long long)link->number);
    canvas_put_fit(canvas, inside, STYLE_TEXT, name);
    inside.y++;
    canvas_put_fit(canvas, inside, STYLE_STRONG, link->code);
    if (canvas_has_pictures(canvas))
        canvas_set_ground(canvas, (struct area){ inside.x, inside.y - 1, inside.width, 2 },
                          COLOUR(CARD_RGB));
}

/* Each code is made with the one before: an arrow leads from one to the next. */
static void links_draw(const struct trust *trust, struct canvas *canvas, struct area area)
{
    int width = (area.width - ARROW * (CHAIN_LINKS_SHOWN - 1)) / CHAIN_LINKS_SHOWN;

    for (int i = 0; i < trust->link_count; i++) {
        struct area box = { area.x + i * (width + ARROW), area.y, width, area.height };

        link_draw(&trust->links[i], canvas, box);
        if (i > 0)
            canvas_put(canvas, box.x - ARROW, box.y + box.height / 2, STYLE_STRONG, "-->");
    }
}

/* As large as what is left of the window: asked, yes, or look here. */
static void sign_draw(const struct trust *trust, struct canvas *canvas, struct area area)
{
    if (!canvas_has_pictures(canvas))
        return;
    switch (trust->answer) {
    case TRUST_NOT_ASKED: art_draw(canvas, area, ASKED, COUNT_OF(ASKED), PAPER_RGB); break;
    case TRUST_HOLDS: art_draw(canvas, area, HOLDS, COUNT_OF(HOLDS), PAPER_RGB); break;
    case TRUST_BROKEN: art_draw(canvas, area, BROKEN, COUNT_OF(BROKEN), PAPER_RGB); break;
    }
}

static void answer_draw(const struct trust *trust, struct canvas *canvas, struct area area)
{
    const struct chain_link *link = &trust->links[trust->link_count - 1];
    char day[64], sold[MONEY_TEXT_MAX];

    if (trust->answer == TRUST_BROKEN) {
        canvas_put(canvas, area.x, area.y, STYLE_ERROR, _(" Non : le livre a changé. "));
        canvas_put_wrapped(canvas, (struct area){ area.x, area.y + 2, area.width, 3 }, STYLE_TEXT,
                           trust->words);
        return;
    }
    canvas_put(canvas, area.x, area.y, STYLE_GOOD, _(" Oui : rien n'a changé. "));
    day_format_weekday(moment_day(link->time), day, sizeof day);
    money_format_euro(trust->sold, sold);
    canvas_put_format(canvas, area.x, area.y + 2, STYLE_STRONG, trust->sold != 0 ? "%s · %s" : "%s",
                      day, sold);
    canvas_put_format(canvas, area.x, area.y + 3, STYLE_TEXT, _("Lignes recalculées : %lld"),
                      (long long)trust->record_count);
}

static void trust_draw(const void *model, struct canvas *canvas)
{
    const struct trust *trust = model;
    struct area area = frame_area(canvas);
    int lines = area.height * 2 / 5 < BOX_LINES_MAX ? area.height * 2 / 5 : BOX_LINES_MAX;
    struct area links = { area.x, area.y, area.width,
                          canvas_has_pictures(canvas) ? lines : BOX_HEIGHT };
    int top = links.y + links.height + 1, rest = area.y + area.height - top;
    struct area words = { area.x, top, area.width * 2 / 3, WORDS_LINES };
    struct area sign = { words.x + words.width, top, area.width - words.width,
                         rest < SIGN_LINES_MAX ? rest : SIGN_LINES_MAX };
    struct area form = { area.x - 1, top + WORDS_LINES + 1, words.width, rest - WORDS_LINES - 1 };
    struct frame frame = {
        .title = _("Pourquoi puis-je avoir confiance ?"),
        .back = "",
        .next = _("Vérifier"),
    };

    links_draw(trust, canvas, links);
    sign_draw(trust, canvas, sign);
    if (trust->answer == TRUST_NOT_ASKED)
        canvas_put_wrapped(canvas, words, STYLE_TEXT,
                           _("Chaque code est fait avec le code d'avant."));
    else
        answer_draw(trust, canvas, words);
    form_draw(&trust->form, RULES, FIELDS, canvas, form);
    frame_draw(canvas, &frame);
}

const struct screen_kind TRUST = {
    .title = N_("Pourquoi puis-je avoir confiance ?"),
    .help = N_("Chaque vente a un code, fait avec le code d'avant.\n"
               "Changer une vente changerait tous les codes qui suivent.\n"
               "Le papier de fin de journée porte un de ces codes.\n"
               "Le taper ici. Oui : rien n'a changé depuis ce papier."),
    .model_size = sizeof(struct trust),
    .takes_text = true,
    .begin = trust_begin,
    .update = trust_update,
    .perform = trust_perform,
    .draw = trust_draw,
};
