#include "pos/session/twins.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the journal of one file is to those of the others of its session, the gravest last. */
enum kin { KIN_NONE, KIN_SAME, KIN_OTHER_TILL, KIN_FORKED, KIN_OLDER };

struct kin_file {
    struct state state;
    bool is_read;
    bool holds[SESSIONS_MAX]; /* all that the other file recorded */
};

static bool line_open(const struct session_line *line, struct db **db)
{
    struct err ignored = ERR_EMPTY;

    return db_open(line->path, DB_READ, &BOOK_IDENTITY, db, &ignored);
}

static bool is_kin(const struct session_line *one, const struct session_line *other)
{
    return one != other && one->id[0] != '\0' && strcmp(one->id, other->id) == 0;
}

static bool has_kin(const struct session_line *lines, int count, int i)
{
    for (int j = 0; j < count; j++)
        if (is_kin(&lines[i], &lines[j]))
            return true;
    return false;
}

static void states_read(struct kin_file *files, const struct session_line *lines, int count)
{
    for (int i = 0; i < count; i++) {
        struct err ignored = ERR_EMPTY;
        struct db *db = NULL;

        if (!has_kin(lines, count, i) || !line_open(&lines[i], &db))
            continue;
        files[i].is_read = state_read(db, &files[i].state, &ignored);
        db_close(db);
    }
}

static void holdings_read(struct kin_file *files, const struct session_line *lines, int count)
{
    for (int i = 0; i < count; i++) {
        struct db *db = NULL;

        if (!files[i].is_read || !line_open(&lines[i], &db))
            continue;
        for (int j = 0; j < count; j++) {
            struct err ignored = ERR_EMPTY;

            if (files[j].is_read && is_kin(&lines[i], &lines[j]) &&
                !state_is_in(&files[j].state, db, &files[i].holds[j], &ignored))
                files[i].holds[j] = false;
        }
        db_close(db);
    }
}

static enum kin kin_to(const struct kin_file *files, int i, int j)
{
    bool holds = files[i].holds[j], is_held = files[j].holds[i];

    if (!holds && !is_held)
        return KIN_FORKED;
    if (files[i].state.till != files[j].state.till)
        return KIN_OTHER_TILL;
    return !holds ? KIN_OLDER : is_held ? KIN_SAME : KIN_NONE;
}

static enum kin kin_of(const struct kin_file *files, const struct session_line *lines, int count,
                       int i)
{
    enum kin kin = KIN_NONE;

    for (int j = 0; j < count; j++)
        if (files[j].is_read && is_kin(&lines[i], &lines[j]) && kin_to(files, i, j) > kin)
            kin = kin_to(files, i, j);
    return kin;
}

static void head_say(const struct state *state, char *out, size_t room)
{
    struct chain_state head = state_of_chain(state, state->till);
    char code[HEAD_CODE_MAX] = "-";

    if (head.seq > 0)
        journal_head_code(head.hash, code);
    snprintf(out, room, _("caisse %c, empreinte %s"), state->till, code);
}

/* The file's own name first: it is what tells the two lines apart. */
static void note_write(struct session_line *line, const char *words)
{
    const char *file = strrchr(line->path, '/') + 1;
    size_t room = sizeof line->note - strlen(words) - sizeof " · ";
    int length = (int)(strlen(file) - strlen(SESSION_ENDING));

    snprintf(line->note, sizeof line->note, "%.*s · %s",
             text_start_bytes(file, length < (int)room ? length : (int)room), file, words);
}

static void line_mark(struct session_line *line, const struct kin_file *file, enum kin kin)
{
    char words[SESSION_NAME_MAX / 2 + HEAD_CODE_MAX];

    switch (kin) {
    case KIN_NONE: return;
    case KIN_SAME: note_write(line, _("copie identique")); return;
    case KIN_OLDER: note_write(line, _("copie plus ancienne")); return;
    case KIN_OTHER_TILL:
        snprintf(words, sizeof words, _("caisse %c"), file->state.till);
        note_write(line, words);
        return;
    case KIN_FORKED:
        head_say(&file->state, words, sizeof words);
        note_write(line, words);
        return;
    }
}

void twins_mark(struct session_line *lines, int count)
{
    struct kin_file *files = calloc((size_t)count + 1, sizeof *files);

    if (!files)
        abort();
    states_read(files, lines, count);
    holdings_read(files, lines, count);
    for (int i = 0; i < count; i++)
        if (files[i].is_read)
            line_mark(&lines[i], &files[i], kin_of(files, lines, count, i));
    free(files);
}
