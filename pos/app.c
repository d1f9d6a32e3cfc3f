#include "pos/app.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/desk.h"
#include "pos/machine/device_list.h"
#include "pos/home.h"
#include "pos/kept_model.h"
#include "pos/palette.h"
#include "pos/ratings/sheet_table.h"
#include "pos/sitting.h"
#include "pos/stack.h"
#include "pos/ui/shell.h"
#include "pos/stall/receipt_qr_page.h"
#include "pos/stall/counter.h"
#include "pos/ui/help.h"
#include "pos/ui/loop.h"
#include "pos/ui/pixels.h"
#include "pos/session/sessions.h"
#include "pos/ui/terminal.h"
#include "pos/stall/till_papers.h"
#include "pos/ui/typing.h"
#include "pos/voice.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOME_DEPTH = 2, WIDTH_MIN = 80, HEIGHT_MIN = 24 };

/* What the attempt of a key changed, as it was before. */
struct attempt {
    struct kept_model model;
    struct notice device_notice;
    bool leaving;
    int help_page;
};

struct app {
    struct loop loop;
    struct terminal *terminal;
    struct desk desk;
    struct canvas canvas;
    struct devices devices;
    struct notice device_notice; /* stands over the screen until the next key */
    struct typing typing; /* tells a scanner that types from fingers, before any field sees a key */
    struct attempt before;
    struct stack stack;
    int help_page; /* HELP_CLOSED, or the one that stands over the screen */
    bool leaving;  /* the question "leave?" stands over the screen */
    bool dirty;    /* something changed since the last drawing */
    struct voice voice;
};

static void app_push(struct app *app)
{
    stack_push(&app->stack, &app->desk, app->desk.next, app->desk.argument);
}

/*
 * Practice is another till: one key goes there and back, whatever is under way here, and each side
 * keeps its own ticket.
 */
static void app_practice(struct app *app)
{
    struct till *till = app->desk.till;
    struct err err = ERR_EMPTY;

    if (!till_set_practice(till, !till->is_practice, "", &err)) {
        notice_fail(&app->device_notice, &err);
        return;
    }
    app->help_page = HELP_CLOSED;
    desk_write_place(&app->desk);
    stack_open_again(&app->stack, &app->desk);
    notice_set(&app->device_notice, STYLE_WARNING, "%s",
               till->is_practice ? _("École : rien de ce qui suit n'est vrai. F4 en sort.")
                                 : _("Fin de l'école : les ventes sont de nouveau vraies."));
}

static void app_move(struct app *app)
{
    enum desk_move move = app->desk.move;

    app->desk.move = DESK_STAY;
    if (move == DESK_QUIT) {
        loop_stop(&app->loop);
    } else if (move == DESK_PRACTICE) {
        app_practice(app);
    } else if ((move == DESK_GO || move == DESK_REPLACE || move == DESK_JUMP) &&
               !desk_admits(&app->desk)) {
        stack_show(&app->stack, &app->desk);
    } else if (move == DESK_JUMP) {
        while (app->stack.depth > HOME_DEPTH)
            stack_pop(&app->stack);
        if (app->desk.next == stack_top(&app->stack)->kind)
            stack_show(&app->stack, &app->desk);
        else
            app_push(app);
    } else if (move == DESK_GO) {
        app_push(app);
    } else if (move == DESK_REPLACE) {
        stack_pop(&app->stack);
        app_push(app);
    } else if (move == DESK_BACK || move == DESK_HOME) {
        do
            stack_pop(&app->stack);
        while (move == DESK_HOME && app->stack.depth > 1);
        if (app->stack.depth == 0)
            loop_stop(&app->loop);
        else
            stack_show(&app->stack, &app->desk);
    }
}

static void app_perform(struct app *app, struct effect effect)
{
    struct opened_screen *screen = stack_top(&app->stack);

    sitting_effect(effect);
    switch (effect.kind) {
    case EFFECT_NONE: break;
    case EFFECT_BACK: desk_back(&app->desk); break;
    case EFFECT_PERFORM: screen->kind->perform(screen->model, &app->desk, effect.what); break;
    case EFFECT_BEEP: terminal_beep(app->terminal); break;
    }
    stack_keep_draft(&app->stack, &app->desk);
    if (app->desk.devices)
        app->typing.wedge.mode = app->devices.memory.wedge; /* a screen may just have learned it */
    while (app->desk.move != DESK_STAY)
        app_move(app);
}

/* F3, and `/` where it is no character. */
static bool app_wants_palette(struct app *app, const struct event *event)
{
    bool is_slash =
        event->kind == EVENT_KEY && event->key == PRESS_CHARACTER && event->character == '/';
    bool is_key = (event->kind == EVENT_KEY && event->key == PRESS_FIND) ||
                  (is_slash && (!stack_types_text(&app->stack) ||
                                stack_begins_text(&app->stack, &app->canvas)));

    return is_key && app->desk.till && stack_top(&app->stack)->kind != &PALETTE &&
           app->stack.depth < STACK_MAX;
}

/* Help and the question before leaving stand over every screen and take the keys first. */
static bool app_overlay_takes(struct app *app, const struct event *event)
{
    bool is_help =
        event->kind == EVENT_KEY &&
        (event->key == PRESS_HELP || (event->key == PRESS_CHARACTER && event->character == '?' &&
                                      !stack_types_text(&app->stack)));

    if (event->kind == EVENT_INTERRUPT) {
        if (app->leaving)
            loop_stop(&app->loop);
        app->leaving = true;
        return true;
    }
    if (app->leaving && event->kind == EVENT_KEY) {
        if (event->key == PRESS_ENTER)
            loop_stop(&app->loop);
        app->leaving = false;
        return true;
    }
    if (help_takes(&app->help_page, event, _(stack_top(&app->stack)->kind->help)))
        return true;
    if (is_help)
        app->help_page = 1;
    return is_help;
}

/* A sheet filled by hand opens where it is keyed in, wherever its code is scanned but at the till.
 */
static bool app_opens_sheet(struct app *app, const struct event *event)
{
    const struct screen_kind *kind = stack_top(&app->stack)->kind;

    if (event->kind != EVENT_SCAN || !app->desk.till || kind == &COUNTER ||
        stack_types_text(&app->stack) ||
        !sheet_table_go(&app->desk, kind == &SHEET_TABLE, event->text, &app->device_notice))
        return false;
    app_perform(app, NOTHING);
    return true;
}

static void app_draw(struct app *app)
{
    struct opened_screen *screen = stack_top(&app->stack);
    int width;
    int height;

    terminal_size(app->terminal, &width, &height);
    canvas_init(&app->canvas, width, height);
    terminal_describe(app->terminal, &app->canvas);
    if (width < WIDTH_MIN || height < HEIGHT_MIN) {
        canvas_put_wrapped(&app->canvas, canvas_area(&app->canvas), STYLE_TEXT,
                           _("Fenêtre trop petite : l'agrandir à 80 colonnes et 24 lignes. "
                             "Rien n'est perdu."));
    } else {
        shell_draw(screen->kind, screen->model, &app->canvas);
        frame_put_place(&app->canvas, app->desk.place);
        if (app->desk.till && app->desk.till->is_practice && screen->kind != &RECEIPT_QR_PAGE)
            frame_mark_practice(&app->canvas);
        notice_draw(&app->canvas, &app->device_notice);
        if (app->help_page != HELP_CLOSED)
            help_draw(app->help_page, &app->canvas, _(screen->kind->help));
        if (app->leaving)
            leaving_draw(&app->canvas);
    }
    terminal_show(app->terminal, &app->canvas);
    app->dirty = false;
}

/* Whether it is a secret is what the person would see now. */
static void app_note(struct app *app, const struct event *event)
{
    if (sitting_is_kept() && app->dirty)
        app_draw(app);
    sitting_note(stack_top(&app->stack)->kind->title, event, app->canvas.is_secret);
}

static void app_handle(struct app *app, struct event event)
{
    struct opened_screen *screen = stack_top(&app->stack);

    canvas_click_becomes_key(&app->canvas, &event);
    app_note(app, &event);
    app->dirty = true;
    if (event.kind == EVENT_KEY || event.kind == EVENT_SCAN)
        notice_clear(&app->device_notice);
    canvas_stamp(&app->canvas, &event);
    if (event.kind == EVENT_KEY && event.key == PRESS_REDRAW) {
        terminal_redraw(app->terminal);
        return;
    }
    if (event.kind == EVENT_RESIZE || app_overlay_takes(app, &event) ||
        app_opens_sheet(app, &event))
        return;
    if (app_wants_palette(app, &event)) {
        stack_push(&app->stack, &app->desk, &PALETTE, screen->kind == &COUNTER);
        return;
    }
    if (event.kind == EVENT_KEY && event.key == PRESS_PRACTICE) {
        if (app->desk.till)
            app_practice(app);
        return;
    }
    app_perform(app, stack_update(&app->stack, &app->desk, &event));
}

/* From whatever gun: one that types, or one on USB. */
static void app_scanned(void *context, const struct scan *scan)
{
    struct app *app = context;
    struct event event = { .kind = EVENT_SCAN };

    if (app->loop.stopping)
        return;
    if (scan->kind == BARCODE_WRONG) {
        app->dirty = true;
        terminal_beep(app->terminal);
        notice_set(&app->device_notice, STYLE_WARNING, "%s", _("Code mal lu : le scanner encore."));
        return;
    }
    memcpy(event.text, scan->text, text_room_bytes(scan->text, sizeof event.text));
    app_handle(app, event);
}

static void app_on_scan(void *context, const struct scan *scan)
{
    struct app *app = context;

    typing_step_back(&app->typing); /* a key pressed this very moment comes after the scan */
    app_scanned(app, scan);
}

static void app_on_device_notice(void *context, const char *text)
{
    struct app *app = context;

    app->dirty = true;
    notice_set(&app->device_notice, STYLE_WARNING, "%s", text);
}

/* A screen that shows devices reads them again. */
static void app_on_devices_changed(void *context)
{
    struct app *app = context;

    if (app->stack.depth > 0 && (stack_top(&app->stack)->kind == &DEVICE_LIST ||
                                 stack_top(&app->stack)->kind == &TILL_PAPERS)) {
        typing_step_back(&app->typing);
        stack_show(&app->stack, &app->desk);
        app->dirty = true;
    }
}

/* -- What pos/ui/typing asks of the screen in front. -- */

static void app_take(void *context, const struct event *event)
{
    struct app *app = context;

    if (!app->loop.stopping)
        app_handle(app, *event);
}

/* Nothing is drawn for it: what comes of the keys is, a moment later. */
static void app_take_back(void *context)
{
    struct app *app = context;
    struct opened_screen *screen = stack_top(&app->stack);

    sitting_take_back();
    model_put_back(&app->before.model, screen->model, screen->kind->model_size);
    app->device_notice = app->before.device_notice;
    app->help_page = app->before.help_page;
    app->leaving = app->before.leaving;
}

static bool effect_is_undoable(const struct screen_kind *kind, struct effect effect)
{
    return effect.kind == EFFECT_NONE ||
           (effect.kind == EFFECT_PERFORM && kind->only_reads && kind->only_reads(effect.what));
}

static bool app_attempt(void *context, const struct event *key)
{
    struct app *app = context;
    struct opened_screen *screen = stack_top(&app->stack);
    struct event event = *key;
    struct effect effect = { EFFECT_NONE, 0 };

    if (app->loop.stopping || app_wants_palette(app, key))
        return false;
    app_note(app, key);
    model_keep(&app->before.model, screen->model, screen->kind->model_size);
    app->before.device_notice = app->device_notice;
    app->before.help_page = app->help_page;
    app->before.leaving = app->leaving;
    canvas_stamp(&app->canvas, &event);
    notice_clear(&app->device_notice);
    if (!app_overlay_takes(app, &event))
        effect = stack_update(&app->stack, &app->desk, &event);
    if (!effect_is_undoable(screen->kind, effect)) {
        app_take_back(app);
        return false;
    }
    app_perform(app, effect);
    app->dirty = true;
    return true;
}

static void app_on_input(void *context, int events);

/* An Escape or a burst that ends by silence ends then. */
static void app_arm_input(struct app *app)
{
    int64_t deadline = typing_deadline_ms(&app->typing);
    int64_t other = app->terminal ? terminal_deadline_ms(app->terminal) : -1;
    int64_t left;

    if (deadline < 0 || (other >= 0 && other < deadline))
        deadline = other;
    left = deadline - loop_now_ms();
    if (deadline < 0)
        loop_disarm(&app->loop, app_on_input, app);
    else if (!loop_arm(&app->loop, left > 0 ? (int)left : 0, app_on_input, app))
        typing_tick(&app->typing, deadline); /* no timer is free: what is held is typing */
}

static void app_start_typing(struct app *app, enum wedge_mode mode)
{
    struct typing_owner owner = { app, app_attempt, app_take_back, app_take, app_scanned };

    typing_init(&app->typing, mode, &owner);
}

/*
 * Everything that was typed until now. It counts as typed at once, however long answering takes:
 * a burst that waits for a slow disk or a slow line is still a burst.
 */
static void app_take_input(struct app *app, int64_t now_ms)
{
    struct event event;

    while (!app->loop.stopping && terminal_read(app->terminal, now_ms, &event))
        typing_take(&app->typing, &event, now_ms);
    typing_tick(&app->typing, now_ms);
    app_arm_input(app);
}

static void app_on_input(void *context, int events)
{
    struct app *app = context;

    app_take_input(app, loop_now_ms());
    if (events & (POLLHUP | POLLERR)) /* the terminal is gone */
        loop_stop(&app->loop);
}

static void app_on_signal(void *context, int signal_number)
{
    struct app *app = context;

    if (signal_number == SIGWINCH || signal_number == SIGCONT)
        terminal_resize(app->terminal);
    else if (signal_number == SIGTSTP)
        terminal_suspend(app->terminal);
    else
        loop_stop(&app->loop);
    app->dirty = true;
}

static bool app_loop(struct app *app, struct err *err)
{
    if (!loop_watch(&app->loop, STDIN_FILENO, POLLIN, app_on_input, app, err))
        return false;
    app->dirty = true;
    while (!app->loop.stopping) {
        while (app->dirty && !app->loop.stopping) {
            int64_t now_ms = loop_now_ms();

            app_draw(app);
            app_take_input(app, now_ms); /* what came meanwhile may have come at once */
        }
        if (!app->loop.stopping)
            voice_follow(&app->voice, &app->desk, stack_top(&app->stack));
        if (!app->loop.stopping && !loop_turn(&app->loop, err))
            return false;
    }
    return true;
}

static void app_open_devices(struct app *app)
{
    struct devices_owner owner = { app, app_on_scan, app_on_device_notice, app_on_devices_changed };

    devices_open(&app->devices, &app->loop, &owner);
    app_start_typing(app, app->devices.memory.wedge);
    app->desk.devices = &app->devices;
    if (app->desk.till)
        devices_use_book(&app->devices, app->desk.till);
}

bool app_run(const char *book, struct err *err)
{
    enum { GIVEN_BACK_FROM = 128 * 1024 };
    struct app *app = calloc(1, sizeof *app);
    bool good = false;

    mallopt(M_MMAP_THRESHOLD, GIVEN_BACK_FROM); /* fixed: a till stays open all day */
    if (!app)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    app->loop.signal_fd = -1;
    app_start_typing(app, WEDGE_GUESS);
    if (!book_clock(&app->desk.clock, err))
        goto cleanup;
    desk_find_folder(&app->desk);
    stack_push(&app->stack, &app->desk, &SESSIONS, 0);
    if (book && !desk_open_book(&app->desk, book, err)) /* said on the plain terminal */
        goto cleanup;
    if (!loop_init(&app->loop, app_on_signal, app, err) || !terminal_open(&app->terminal, err))
        goto cleanup;
    app_open_devices(app);
    if (book)
        desk_go(&app->desk, &HOME, 0);
    while (app->desk.move != DESK_STAY)
        app_move(app);
    sitting_replay(app_take, app);
    good = app_loop(app, err);
cleanup:
    while (app->stack.depth > 0)
        stack_pop(&app->stack);
    terminal_close(app->terminal);
    desk_close_book(&app->desk);
    devices_close(&app->devices);
    speech_stop(&app->desk.speech);
    if (app->loop.signal_fd >= 0)
        loop_release(&app->loop);
    model_release(&app->before.model);
    free(app);
    return good;
}
