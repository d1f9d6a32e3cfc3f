#include "pos/session/sessions.h"

#include "base/lang.h"
#include "pos/acts/example.h"
#include "pos/acts/places.h"
#include "pos/session/session_form.h"
#include "pos/session/twins.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SESSIONS_OFFERS = 2 };
enum { READ_FOLDER, OPEN_CHOSEN };

static const char ENDING[] = SESSION_ENDING;
static const char DEMO[] = "demo-sessions";

static int line_order(const void *a, const void *b)
{
    const struct session_line *left = a;
    const struct session_line *right = b;
    int order = strcmp(left->name, right->name);

    return order != 0 ? order : strcmp(left->path, right->path);
}

/* As much of it as a line has room for. */
static void words_put(char out[SESSION_NAME_MAX], const char *text)
{
    snprintf(out, SESSION_NAME_MAX, "%.*s", (int)text_room_bytes(text, SESSION_NAME_MAX), text);
}

/* What the book says of itself; a book that cannot be read now keeps the name of its file. */
static void line_describe(struct session_line *line)
{
    struct err ignored = ERR_EMPTY;
    struct session session;
    struct db *db = NULL;

    if (!db_open(line->path, DB_READ, &BOOK_IDENTITY, &db, &ignored))
        return;
    if (session_read(db, &session, &ignored)) {
        memcpy(line->id, session.id, sizeof line->id);
        words_put(line->name, session.name);
        words_put(line->note, session.is_example ? _("exemple") : session.place);
    }
    db_close(db);
}

static void sessions_add(struct sessions *sessions, const char *folder, const char *file)
{
    size_t length = strlen(file);
    size_t ending = sizeof ENDING - 1;
    struct session_line *line = &sessions->lines[sessions->count];

    if (length <= ending || strcmp(file + length - ending, ENDING) != 0)
        return;
    if (sessions->count == SESSIONS_MAX) {
        sessions->more = true;
        return;
    }
    *line = (struct session_line){ .name = "" };
    snprintf(line->name, sizeof line->name, "%.*s", (int)(length - ending), file);
    if (snprintf(line->path, sizeof line->path, "%s/%s", folder, file) < (int)sizeof line->path) {
        line_describe(line);
        sessions->count++;
    }
}

/* The books of a folder, and of those in it when `deep`; what is hidden stays so. */
static void folder_read(struct sessions *sessions, const char *folder, bool deep)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;

    while (directory && (entry = readdir(directory)) != NULL) {
        char inside[DESK_PATH_MAX];

        if (entry->d_name[0] == '.')
            continue;
        if (entry->d_type != DT_DIR)
            sessions_add(sessions, folder, entry->d_name);
        else if (deep &&
                 snprintf(inside, sizeof inside, "%s/%s", folder, entry->d_name) < DESK_PATH_MAX)
            folder_read(sessions, inside, false);
    }
    if (directory)
        closedir(directory);
}

/* Two sessions of one name are told by their files. */
static void twins_tell(struct sessions *sessions)
{
    for (int i = 0; i < sessions->count; i++) {
        struct session_line *line = &sessions->lines[i];
        const char *file = strrchr(line->path, '/') + 1;
        bool before = i > 0 && strcmp(line[-1].name, line->name) == 0;
        bool after = i + 1 < sessions->count && strcmp(line[1].name, line->name) == 0;

        if (before || after)
            snprintf(line->note, sizeof line->note, "%.*s",
                     (int)(strlen(file) - (sizeof ENDING - 1)), file);
    }
}

static bool is_same_file(const char *one, const char *other)
{
    struct stat a, b;

    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

/* The line of that file, -1: none. */
static int sessions_find(const struct sessions *sessions, const char *path)
{
    for (int i = 0; path[0] != '\0' && i < sessions->count; i++)
        if (is_same_file(sessions->lines[i].path, path))
            return i;
    return -1;
}

/* A book that was opened by its path lies in none of these folders: who left it finds it again. */
static void left_add(struct sessions *sessions)
{
    const char *slash = strrchr(sessions->left, '/');
    char folder[DESK_PATH_MAX] = ".";

    if (access(sessions->left, F_OK) != 0 || sessions_find(sessions, sessions->left) >= 0)
        return;
    if (slash)
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - sessions->left), sessions->left);
    sessions_add(sessions, folder, slash ? slash + 1 : sessions->left);
}

static void sessions_read(struct sessions *sessions, const char *folder)
{
    sessions->count = 0;
    sessions->more = false;
    folder_read(sessions, folder, true);
    folder_read(sessions, DEMO, false);
    left_add(sessions);
    qsort(sessions->lines, (size_t)sessions->count, sizeof sessions->lines[0], line_order);
    twins_tell(sessions);
    twins_mark(sessions->lines, sessions->count);
    list_set_count(&sessions->list, sessions->count + SESSIONS_OFFERS);
    list_set_new(&sessions->list, sessions->count + 1);
}

static void sessions_begin(void *model, struct desk *desk, int64_t argument)
{
    struct sessions *sessions = model;

    (void)argument;
    sessions_read(sessions, desk->folder);
}

static struct area sessions_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 3, area.width, area.height - 3 };
}

static struct effect sessions_update(void *model, const struct event *event)
{
    struct sessions *sessions = model;
    struct area area = sessions_area(event->width, event->height);

    if (list_update(&sessions->list, event, area, NULL) != LIST_NONE)
        return perform(OPEN_CHOSEN);
    return NOTHING;
}

/* The example is one of the published sessions; it is written once, then opened like any other. */
static bool example_open(struct desk *desk, struct err *err)
{
    enum { EXAMPLE = 3 }; /* MamCookies */
    struct published published[PUBLISHED_COUNT];
    char path[EXAMPLE_PATH_MAX];

    published_load(published);
    mkdir(desk->folder, 0755); /* it may exist; a failure shows when the book is made */
    if (!example_path(&published[EXAMPLE], desk->folder, path, err))
        return false;
    if (access(path, F_OK) != 0 && !example_write(&published[EXAMPLE], path, err))
        return false;
    return desk_open_book(desk, path, err);
}

static void sessions_try_example(struct sessions *sessions, struct desk *desk)
{
    struct err err = ERR_EMPTY;

    if (example_open(desk, &err))
        desk_go(desk, &HOME, 0);
    else
        notice_fail(&sessions->notice, &err);
}

/* The session that people come from is chosen, wherever it stands now. */
static void sessions_leave(struct sessions *sessions, struct desk *desk)
{
    bool was_open = desk->path[0] != '\0';
    int line;

    if (was_open)
        memcpy(sessions->left, desk->path, sizeof sessions->left);
    desk_close_book(desk);
    sessions_read(sessions, desk->folder);
    line = was_open ? sessions_find(sessions, sessions->left) : -1;
    if (line >= 0)
        sessions->list.selected = line;
}

static void sessions_perform(void *model, struct desk *desk, int what)
{
    struct sessions *sessions = model;

    struct err err = ERR_EMPTY;

    if (what == READ_FOLDER) {
        sessions_leave(sessions, desk);
        return;
    }
    if (sessions->list.selected > sessions->count) {
        desk_go(desk, &SESSION_FORM, 0);
        return;
    }
    if (sessions->list.selected == sessions->count) {
        sessions_try_example(sessions, desk);
        return;
    }
    if (desk_open_book(desk, sessions->lines[sessions->list.selected].path, &err))
        desk_go(desk, &HOME, 0);
    else
        notice_fail(&sessions->notice, &err);
}

static struct list_row sessions_row(const void *context, int i)
{
    const struct sessions *sessions = context;

    if (i < sessions->count)
        return list_row_of(sessions->lines[i].name, sessions->lines[i].note, STYLE_TEXT);
    if (i == sessions->count)
        return list_row_of(_("Essayer avec un exemple"), "", STYLE_TEXT);
    return list_row_of(_("Créer une session"), "", STYLE_TEXT);
}

static void sessions_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "N", N_("Nouvelle") }, { NULL, NULL } };
    const struct sessions *sessions = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = "Flashcoop",
        .hints = HINTS,
        .back = _("Quitter"),
        .next = _("Ouvrir"),
    };

    frame_draw(canvas, &frame);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Quelle session ?"));
    if (sessions->count == 0)
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   _("Il n'y a encore aucune session sur cet ordinateur."));
    list_draw(&sessions->list, canvas, sessions_area(canvas->width, canvas->height), sessions_row,
              sessions);
}

const struct screen_kind SESSIONS = {
    .title = N_("Sessions"),
    .help = N_("Une session : quelques jours, des personnes, des produits, des ventes.\n"
               "Choisir avec les flèches ou un chiffre, puis Entrée. N en crée une.\n"
               "L'exemple s'essaie sans crainte : rien n'y est réel."),
    .model_size = sizeof(struct sessions),
    .begin = sessions_begin,
    .update = sessions_update,
    .perform = sessions_perform,
    .draw = sessions_draw,
};
