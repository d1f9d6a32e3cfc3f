/*
 * Sittings of the program that tests run: FLASHCOOP_RECORD=FILE (a new one) notes each event, the
 * screen it came to and what came of it; FLASHCOOP_REPLAY=FILE begins with the events of such a
 * file. The digits of a PIN are never written: a run of `secret` is FLASHCOOP_REPLAY_PIN again.
 */
#include "pos/sitting.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 400 };

static const char *const KEYS[] = {
    [PRESS_ENTER] = "enter",
    [PRESS_ESCAPE] = "escape",
    [PRESS_UP] = "up",
    [PRESS_DOWN] = "down",
    [PRESS_LEFT] = "left",
    [PRESS_RIGHT] = "right",
    [PRESS_HOME] = "home",
    [PRESS_END] = "end",
    [PRESS_PAGE_UP] = "page-up",
    [PRESS_PAGE_DOWN] = "page-down",
    [PRESS_BACKSPACE] = "backspace",
    [PRESS_DELETE] = "delete",
    [PRESS_TAB] = "tab",
    [PRESS_BACK_TAB] = "back-tab",
    [PRESS_HELP] = "help",
    [PRESS_MENU] = "menu",
    [PRESS_FIND] = "find",
    [PRESS_PRACTICE] = "practice",
    [PRESS_REDRAW] = "redraw",
    [PRESS_SUSPEND] = "suspend",
};

static struct {
    bool looked;
    FILE *file; /* open as long as the program runs */
} kept;

bool sitting_is_kept(void)
{
    const char *path = getenv("FLASHCOOP_RECORD");

    if (!kept.looked && path)
        kept.file = fopen(path, "wx");
    kept.looked = true;
    return kept.file || getenv("FLASHCOOP_REPLAY");
}

/* At once: what led to a crash is what is looked for. */
static void line_write(const char *words, const char *about)
{
    if (kept.file && words[0]) {
        fprintf(kept.file, "%s\t%s\n", words, about);
        fflush(kept.file);
    }
}

static void event_format(const struct event *event, bool is_secret, char out[EVENT_TEXT_MAX + 20])
{
    bool is_typed =
        event->kind == EVENT_PASTE || (event->kind == EVENT_KEY && event->key == PRESS_CHARACTER);
    const char *word = "";
    const char *rest = "";
    char bytes[5] = "";

    if (is_secret && is_typed) {
        word = "secret";
    } else if (event->kind == EVENT_PASTE || event->kind == EVENT_SCAN) {
        word = event->kind == EVENT_SCAN ? "scan " : "paste ";
        rest = event->text;
    } else if (is_typed) {
        word = "type ";
        bytes[text_put(event->character, bytes)] = '\0';
        rest = bytes;
    } else if (event->kind == EVENT_KEY && KEYS[event->key]) {
        word = "key ";
        rest = KEYS[event->key];
    } else if (event->kind == EVENT_INTERRUPT) {
        word = "interrupt";
    } /* else a click on nothing, or another size */
    snprintf(out, EVENT_TEXT_MAX + 20, "%s%s", word, rest);
}

void sitting_note(const char *screen, const struct event *event, bool is_secret)
{
    char words[EVENT_TEXT_MAX + 20];

    event_format(event, is_secret, words);
    line_write(words, screen);
}

void sitting_effect(struct effect effect)
{
    static const char *const NAMES[] = { [EFFECT_NONE] = "nothing",
                                         [EFFECT_BACK] = "back",
                                         [EFFECT_PERFORM] = "perform",
                                         [EFFECT_BEEP] = "beep" };
    char number[20];

    snprintf(number, sizeof number, "%d", effect.what);
    line_write(effect.kind == EFFECT_PERFORM ? "#perform" : "#",
               effect.kind == EFFECT_PERFORM ? number : NAMES[effect.kind]);
}

void sitting_take_back(void)
{
    line_write("undone", "");
}

/* False: no event, but what came of one. */
static bool event_parse(const char *word, const char *rest, struct event *out)
{
    *out = (struct event){ .kind = EVENT_KEY };
    if (strcmp(word, "type") == 0) {
        out->key = PRESS_CHARACTER;
        out->character = text_next(&rest);
    } else if (strcmp(word, "scan") == 0 || strcmp(word, "paste") == 0) {
        out->kind = word[0] == 's' ? EVENT_SCAN : EVENT_PASTE;
        snprintf(out->text, sizeof out->text, "%s", rest);
    } else if (strcmp(word, "interrupt") == 0) {
        out->kind = EVENT_INTERRUPT;
    } else {
        for (enum press key = PRESS_ENTER; key <= PRESS_SUSPEND; key++)
            if (strcmp(KEYS[key], rest) == 0)
                out->key = key;
        return strcmp(word, "key") == 0 && out->key != PRESS_NONE;
    }
    return true;
}

typedef void take_fn(void *context, const struct event *event);

static void secret_type(take_fn *take, void *context)
{
    const char *pin = getenv("FLASHCOOP_REPLAY_PIN");

    while (pin && *pin) {
        struct event event = { .kind = EVENT_KEY,
                               .key = PRESS_CHARACTER,
                               .character = text_next(&pin) };

        take(context, &event);
    }
}

/* One line behind: the next one may say that this one was undone. */
struct replay {
    take_fn *take;
    void *context;
    struct event waiting;
    bool waits, in_secret;
};

static void line_play(struct replay *replay, char *line)
{
    char *rest = line + strcspn(line, " \t");
    bool is_secret = strncmp(line, "secret\t", 7) == 0;

    rest[strcspn(rest, "\t\n")] = '\0';
    if (*rest == ' ')
        *rest++ = '\0';
    if (strcmp(line, "undone") == 0) {
        replay->waits = false;
        return;
    }
    if (replay->waits)
        replay->take(replay->context, &replay->waiting);
    if (is_secret && !replay->in_secret)
        secret_type(replay->take, replay->context);
    replay->in_secret = is_secret;
    replay->waits = event_parse(line, rest, &replay->waiting);
}

void sitting_replay(take_fn *take, void *context)
{
    const char *path = getenv("FLASHCOOP_REPLAY");
    FILE *file = path ? fopen(path, "r") : NULL;
    struct replay replay = { .take = take, .context = context };
    char line[LINE_MAX_BYTES];

    while (file && fgets(line, sizeof line, file))
        if (line[0] != '#')
            line_play(&replay, line);
    if (replay.waits)
        take(context, &replay.waiting);
    if (file)
        fclose(file);
}
