#include "pos/people/passphrase.h"

#include "base/lang.h"
#include "pos/acts/permit.h"

#include <stdio.h>
#include <string.h>

enum { PASSPHRASE_SHOWN, PASSPHRASE_GIVEN };
enum { FIRST, AGAIN, CHOOSE_COUNT };
enum { TEXT_LINES = 4 };

static const struct form_rule OPENING[] = {
    { .label = N_("Phrase secrète"), .required = true, .secret = true },
};
static const struct form_rule CHOOSING[CHOOSE_COUNT] = {
    [FIRST] = { .label = N_("Nouvelle phrase"),
                .required = true,
                .secret = true,
                .hint = N_("8 signes au moins") },
    [AGAIN] = { .label = N_("Encore une fois"), .required = true, .secret = true },
};

static bool is_opening(const struct passphrase *page)
{
    return page->lock == SHEETS_LOCKED;
}

static const struct form_rule *rules_of(const struct passphrase *page, int *count)
{
    *count = is_opening(page) ? 1 : CHOOSE_COUNT;
    return is_opening(page) ? OPENING : CHOOSING;
}

static void passphrase_begin(void *model, struct desk *desk, int64_t argument)
{
    struct passphrase *page = model;
    struct err err = ERR_EMPTY;

    (void)argument;
    if (!sheet_key_state(desk, &page->lock, &err))
        notice_fail(&page->notice, &err);
}

static struct effect passphrase_update(void *model, const struct event *event)
{
    struct passphrase *page = model;
    const struct form_rule *rules;
    int count;

    rules = rules_of(page, &count);
    if (form_update(&page->form, rules, count, event) == FORM_DONE)
        return perform(PASSPHRASE_GIVEN);
    return NOTHING;
}

static void passphrase_open(struct passphrase *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (!sheet_key_unlock(desk, page->form.values[FIRST].text, &err)) {
        form_fault(&page->form, FIRST, err.text);
        return;
    }
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Les fiches sont ouvertes."));
    desk_back(desk);
}

static void passphrase_choose(struct passphrase *page, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (strcmp(page->form.values[FIRST].text, page->form.values[AGAIN].text) != 0) {
        form_fault(&page->form, AGAIN, _("Les deux phrases diffèrent : recommencer."));
        return;
    }
    if (!sheet_key_protect(desk, page->form.values[FIRST].text, &err)) {
        if (err.code == ERR_INPUT)
            form_fault(&page->form, FIRST, err.text);
        else
            notice_fail(&page->notice, &err);
        return;
    }
    notice_set(&desk->message, STYLE_GOOD, "%s",
               _("La phrase est posée. Sans elle, personne ne lit les fiches."));
    desk_back(desk);
}

static void passphrase_perform(void *model, struct desk *desk, int what)
{
    struct passphrase *page = model;

    if (what != PASSPHRASE_GIVEN)
        return;
    if (is_opening(page))
        passphrase_open(page, desk);
    else
        passphrase_choose(page, desk);
    if (desk->move != DESK_STAY) /* the words leave the memory with the screen */
        crypto_wipe(&page->form, sizeof page->form);
}

static const char *sentence_of(const struct passphrase *page)
{
    switch (page->lock) {
    case SHEETS_LOCKED: return _("Les fiches sont fermées.");
    case SHEETS_ELSEWHERE:
        return _("La clé est sur un autre ordinateur : y choisir une phrase secrète.");
    case SHEETS_EMPTY:
    case SHEETS_PLAIN:
    case SHEETS_UNLOCKED: break;
    }
    return _("La noter : sans elle, personne ne lit les fiches.");
}

static void passphrase_draw(const void *model, struct canvas *canvas)
{
    const struct passphrase *page = model;
    struct area area = frame_area(canvas);
    int count;
    const struct form_rule *rules = rules_of(page, &count);
    struct area text = { area.x + 2, area.y + 1, area.width - 4, TEXT_LINES };
    struct area fields = { area.x, area.y + TEXT_LINES + 1, area.width,
                           area.height - TEXT_LINES - 1 };
    bool can_type = page->lock != SHEETS_ELSEWHERE;
    struct frame frame = {
        .title = _("Phrase secrète"),
        .back = "",
        .next = !can_type                           ? NULL
                : is_opening(page)                  ? _("Ouvrir les fiches")
                : page->form.at == CHOOSE_COUNT - 1 ? _("Poser")
                                                    : _("Suite"),
    };

    canvas_put_wrapped(canvas, text, STYLE_TEXT, sentence_of(page));
    if (can_type)
        form_draw(&page->form, rules, count, canvas, fields);
    frame_draw(canvas, &frame);
}

const struct screen_kind PASSPHRASE = {
    .title = N_("Phrase secrète"),
    .help = N_("La fiche et l'entretien de chaque personne sont scellés dans le livre.\n"
               "Sans phrase, la clé reste sur cet ordinateur. Avec, le livre voyage.\n"
               "La phrase perdue, les fiches sont perdues : la noter sur papier."),
    .model_size = sizeof(struct passphrase),
    .takes_text = true,
    .takes_slash = true,
    .admits = permit_people,
    .begin = passphrase_begin,
    .update = passphrase_update,
    .perform = passphrase_perform,
    .draw = passphrase_draw,
};
