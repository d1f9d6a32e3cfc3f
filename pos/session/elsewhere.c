#include "pos/session/elsewhere.h"

#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "ledger/proof/merge.h"

#include <stdio.h>
#include <string.h>

enum { ELSEWHERE_REFRESH, ELSEWHERE_DECIDE };
enum { ANSWER_SELLS, ANSWER_UNKNOWN_YET, ANSWER_SELLS_NO_MORE, ANSWER_LIST_COUNT };

static void elsewhere_begin(void *model, struct desk *desk, int64_t argument)
{
    struct elsewhere *page = model;

    (void)desk;
    (void)argument;
    list_set_count(&page->list, ANSWER_LIST_COUNT);
}

static struct effect elsewhere_update(void *model, const struct event *event)
{
    struct elsewhere *page = model;
    struct area area = frame_area_of(event->width, event->height);

    return list_update(&page->list, event, area, NULL) == LIST_NONE ? NOTHING
                                                                    : perform(ELSEWHERE_DECIDE);
}

/* "marche.flashcoop" becomes "marche-B.flashcoop", beside it. */
static bool copy_name(const char *path, char letter, char out[DESK_PATH_MAX], struct err *err)
{
    static const char ENDING[] = ".flashcoop";
    size_t length = strlen(path);
    size_t end = sizeof ENDING - 1;

    if (length > end && strcmp(path + length - end, ENDING) == 0)
        length -= end;
    if (snprintf(out, DESK_PATH_MAX, "%.*s-%c%s", (int)length, path, letter, ENDING) <
        DESK_PATH_MAX)
        return true;
    return err_fail(err, ERR_INPUT, _("Le nom du dossier est trop long : le raccourcir."));
}

static bool till_begin(struct desk *desk, struct err *err)
{
    char path[DESK_PATH_MAX];
    char letter;

    if (!till_next_letter(desk->till, &letter, err) || !copy_name(desk->path, letter, path, err) ||
        !till_make_copy(desk->till, letter, path, err) || !desk_open_book(desk, path, err))
        return false;
    notice_set(&desk->message, STYLE_GOOD, _("Tu vends maintenant dans la caisse %c : %s."), letter,
               path);
    return true;
}

static void elsewhere_perform(void *model, struct desk *desk, int what)
{
    struct elsewhere *page = model;
    struct err err = ERR_EMPTY;
    bool stays = page->list.selected == ANSWER_SELLS_NO_MORE;

    if (what != ELSEWHERE_DECIDE)
        return;
    if (!(stays ? till_stay(desk->till, &err) : till_begin(desk, &err))) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (stays)
        notice_set(&desk->message, STYLE_GOOD, "%s", _("Cette caisse continue ici."));
    desk_back(desk);
}

static struct list_row elsewhere_row(const void *context, int i)
{
    static const char *const ANSWERS[ANSWER_LIST_COUNT][2] = {
        { N_("Oui"), N_("autre caisse ici") },
        { N_("Je ne sais pas"), "" },
        { N_("Non"), N_("même caisse") },
    };

    (void)context;
    return list_row_of(_(ANSWERS[i][0]), ANSWERS[i][1][0] ? _(ANSWERS[i][1]) : "", STYLE_TEXT);
}

static void elsewhere_draw(const void *model, struct canvas *canvas)
{
    const struct elsewhere *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("L'autre ordinateur"),
        .back = _("Retour"),
        .next = _("Choisir"),
    };

    canvas_put_wrapped(canvas, (struct area){ area.x + 1, area.y, area.width - 2, 2 }, STYLE_TEXT,
                       _("Un autre ordinateur a ce livre. Il vend encore ?"));
    list_draw(&page->list, canvas,
              (struct area){ area.x, area.y + 3, area.width, ANSWER_LIST_COUNT }, elsewhere_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind ELSEWHERE = {
    .title = N_("L'autre ordinateur"),
    .help = N_("Dire si l'autre ordinateur vend encore.\n"
               "Si oui, celui-ci devient une autre caisse, dans une copie.\n"
               "Le soir, on réunit les deux.\n"
               "Sans réponse, on peut lire ce livre, mais rien ne s'y inscrit."),
    .model_size = sizeof(struct elsewhere),
    .begin = elsewhere_begin,
    .update = elsewhere_update,
    .perform = elsewhere_perform,
    .draw = elsewhere_draw,
};
