#include "pos/session/merging.h"

#include "base/lang.h"
#include "ledger/proof/merge.h"
#include "ledger/state.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/why.h"
#include "pos/machine/backup.h"
#include "pos/ui/reason.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

enum { MERGING_SHOWN, MERGING_TAKE };
enum { ASK_SURE = 1 };

static const char ENDING[] = ".flashcoop";

static void merging_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct effect merging_ask(struct merging *page, int row)
{
    const struct other_till *till = &page->tills[row];
    char title[QUESTION_TEXT_MAX];

    snprintf(title, sizeof title, _("Réunir la caisse %c ?"), till->letter);
    question_ask(&page->question, ASK_SURE, title, strrchr(till->path, '/') + 1);
    question_mean(&page->question, till->gross);
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect merging_update(void *model, const struct event *event)
{
    struct merging *page = model;
    struct area area = frame_area_of(event->width, event->height);
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, MERGING_TAKE);
    if (page->count == 0) /* a stick may have come */
        return event->kind == EVENT_KEY && event->key == PRESS_ENTER ? perform(MERGING_SHOWN)
                                                                     : NOTHING;
    row = list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : merging_ask(page, row);
}

/* -- Looking for them. -- */

/* Of this session, and another till's; all else is nobody's business here. */
static bool file_read(const struct till *till, const char *path, struct other_till *out)
{
    struct err ignored = ERR_EMPTY;
    struct journal_head head;
    struct state state;
    struct db *db = NULL;
    bool good = db_open(path, DB_READ, &BOOK_IDENTITY, &db, &ignored) &&
                state_read(db, &state, &ignored) && strcmp(state.id, till->session.id) == 0 &&
                state.till != till->letter &&
                journal_head_read(&head, db, (const char[]){ state.till, '\0' }, &ignored) &&
                state_is_in(&state, till->db, &out->is_here, &ignored);

    db_close(db);
    if (!good)
        return false;
    snprintf(out->path, sizeof out->path, "%s", path);
    out->letter = state.till;
    out->gross = head.running.gross;
    return true;
}

static void folder_read(struct merging *page, const struct till *till, const char *folder)
{
    DIR *open = opendir(folder);

    for (const struct dirent *entry; open && (entry = readdir(open)) != NULL;) {
        size_t length = strlen(entry->d_name);
        char path[DESK_PATH_MAX];

        if (page->count < MERGING_MAX && length >= sizeof ENDING &&
            strcmp(entry->d_name + length - (sizeof ENDING - 1), ENDING) == 0 &&
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path &&
            file_read(till, path, &page->tills[page->count]))
            page->count++;
    }
    if (open)
        closedir(open);
}

static void merging_read(struct merging *page, const struct desk *desk)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);
    const char *slash = strrchr(desk->path, '/');
    char folder[DESK_PATH_MAX];

    page->count = 0;
    for (int i = 0; i < sticks.count; i++)
        folder_read(page, desk->till, sticks.folders[i]);
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - desk->path) : 1,
             slash ? desk->path : ".");
    folder_read(page, desk->till, folder);
    list_set_count(&page->list, page->count);
}

static bool till_take(const struct merging *page, struct till *till, struct merged *out,
                      struct err *err)
{
    const char *path = page->tills[page->list.selected].path;
    struct day_limits limits;

    return book_file_check(path, err) &&
           date_limits_read(till, why_answer(&page->question), &limits, err) &&
           till_merge(till, path, &limits, out, err);
}

static void merged_say(struct notice *notice, const struct merged *merged)
{
    char gross[MONEY_TEXT_MAX];

    money_format_euro(merged->gross, gross);
    if (merged->twice[0] != '\0')
        notice_set(notice, STYLE_WARNING, "%s %s", _("Les deux caisses l'ont fait, corriger :"),
                   merged->twice);
    else
        notice_set(notice, STYLE_GOOD, _("Caisse %c réunie : %s en tout."), merged->letter, gross);
}

static void merging_take(struct merging *page, struct till *till)
{
    struct merged merged;
    struct err err = ERR_EMPTY;
    bool good;

    why_begin(&page->question, till);
    good = till_take(page, till, &merged, &err);
    why_done(&page->question, till, good);
    if (page->question.purpose == ASK_SURE)
        question_close(&page->question);
    if (good)
        merged_say(&page->notice, &merged);
    else
        why_refused(&page->question, &page->notice, &err);
}

static void merging_perform(void *model, struct desk *desk, int what)
{
    struct merging *page = model;

    if (what == MERGING_TAKE)
        merging_take(page, desk->till);
    if (page->question.purpose == 0)
        merging_read(page, desk);
}

static struct list_row merging_row(const void *context, int i)
{
    const struct merging *page = context;
    const struct other_till *till = &page->tills[i];
    char left[LIST_LEFT_MAX], gross[MONEY_TEXT_MAX];

    snprintf(left, sizeof left, "%s %c  %.60s", _("Caisse"), till->letter,
             strrchr(till->path, '/') + 1);
    money_format_euro(till->gross, gross);
    return list_row_of(left, till->is_here ? _("déjà là") : gross,
                       till->is_here ? STYLE_QUIET : STYLE_TEXT);
}

static void merging_draw(const void *model, struct canvas *canvas)
{
    const struct merging *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Réunir les caisses"),
        .back = "",
        .next = page->count == 0 ? _("Chercher encore") : _("Réunir"),
    };

    if (page->count == 0)
        canvas_put_wrapped(canvas, (struct area){ area.x + 1, area.y, area.width - 2, 2 },
                           STYLE_TEXT, _("Rien ici. Brancher la clé FLASHCOOP de l'autre caisse."));
    else
        list_draw(&page->list, canvas, area, merging_row, page);
    frame_draw(canvas, &frame);
}

static bool merging_may(struct desk *desk, struct err *err)
{
    return till_check(desk->till, ACTION_CLOSE_DAY, err);
}

const struct screen_kind MERGING = {
    .title = N_("Réunir les caisses"),
    .help = N_("Deux ordinateurs ont vendu. Le soir, on réunit leurs ventes ici.\n"
               "Fermer d'abord la journée sur l'autre caisse, puis venir avec sa clé.\n"
               "Réunir deux fois le même fichier ne compte rien deux fois."),
    .model_size = sizeof(struct merging),
    .takes_text = true,
    .admits = merging_may,
    .begin = merging_begin,
    .update = merging_update,
    .perform = merging_perform,
    .draw = merging_draw,
};
