/*
 * Bytes of a terminal into the whole way of a key (pos/ui/keys, pos/ui/typing, the till and its
 * screens), with a book behind it. Whatever comes, nothing breaks; and of what is no plain key
 * (sequences, Alt, mouse, answers, pastes, bursts) nothing sells, opens, leaves or is recorded.
 */
#include "ledger/till.h"
#include "pos/stack.h"
#include "pos/stall/counter.h"
#include "pos/ui/keys.h"
#include "pos/ui/shell.h"
#include "pos/ui/typing.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static struct stall {
    struct desk desk;
    struct stack stack;
    struct keys keys;
    struct typing typing;
    int64_t now_ms;
} stall;

static void must(bool good, const struct err *err)
{
    if (!good) {
        fprintf(stderr, "%s\n", err->text);
        abort();
    }
}

/* -- As pos/app does, without a terminal and without drafts. -- */

static void stall_move(void)
{
    enum desk_move move = stall.desk.move;

    stall.desk.move = DESK_STAY;
    stall.desk.forget_draft = false;
    if (move == DESK_BACK && stall.stack.depth > 1) {
        stack_pop(&stall.stack);
        stack_show(&stall.stack, &stall.desk);
    } else if (move == DESK_GO && stall.stack.depth < STACK_MAX) {
        stack_push(&stall.stack, &stall.desk, stall.desk.next, stall.desk.argument);
    }
}

static void stall_handle(void *context, const struct event *event)
{
    struct opened_screen *screen = stack_top(&stall.stack);
    struct event here = *event;
    struct effect effect;

    (void)context;
    if (event->kind == EVENT_KEY && event->key >= PRESS_REDRAW)
        return; /* no screen sees those */
    here.width = 80;
    here.height = 24;
    effect = shell_update(screen->kind, screen->model, &here);
    if (effect.kind == EFFECT_BACK)
        stall.desk.move = DESK_BACK;
    else if (effect.kind == EFFECT_PERFORM)
        screen->kind->perform(screen->model, &stall.desk, effect.what);
    stall_move();
}

static bool stall_attempt(void *context, const struct event *event)
{
    (void)context;
    (void)event;
    return false; /* held, and done when it is known to be a key */
}

static void stall_take_back(void *context)
{
    (void)context;
}

static void stall_scanned(void *context, const struct scan *scan)
{
    struct event event = { .kind = EVENT_SCAN };

    memcpy(event.text, scan->text, text_room_bytes(scan->text, sizeof event.text));
    stall_handle(context, &event);
}

static void stall_feed(const uint8_t *bytes, size_t length)
{
    struct key_bytes typed = { bytes, length, 0 };
    struct event event;

    while (keys_read(&stall.keys, &typed, stall.now_ms, &event))
        typing_take(&stall.typing, &event, stall.now_ms);
}

static void stall_pause(void)
{
    struct event event;

    stall.now_ms += 2 * KEYS_PASTE_MS;
    while (keys_tick(&stall.keys, stall.now_ms, &event))
        typing_take(&stall.typing, &event, stall.now_ms);
    typing_tick(&stall.typing, stall.now_ms);
}

static void book_make(void)
{
    static char folder[] = "/tmp/flashcoop-fuzz-XXXXXX";
    struct session session = session_init();
    struct product product = { .code = "A", .label = "Cookie", .price = 150, .cost = -1 };
    struct err err = ERR_EMPTY;
    char path[64];

    if (!mkdtemp(folder))
        abort();
    setenv("HOME", folder, 1);
    setenv("XDG_DATA_HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    snprintf(path, sizeof path, "%s/b.flashcoop", folder);
    snprintf(session.name, sizeof session.name, "Essai");
    snprintf(session.host, sizeof session.host, "CAE");
    snprintf(session.place, sizeof session.place, "Lyon");
    product.use_by = product.best_before = DAY_NONE;
    stall.desk.clock = clock_frozen((struct moment){ 1574762400, 60 });
    must(desk_create_book(&stall.desk, path, &session, &err), &err);
    must(till_put_product(stall.desk.till, &product, &err), &err);
}

/* The till again, empty, whatever was open. */
static void stall_open(void)
{
    static const struct typing_owner OWNER = { &stall, stall_attempt, stall_take_back, stall_handle,
                                               stall_scanned };

    if (!stall.desk.till)
        book_make();
    while (stall.stack.depth > 0)
        stack_pop(&stall.stack);
    stack_push(&stall.stack, &stall.desk, &COUNTER, 0);
    stall.keys = (struct keys){ .state = KEYS_PLAIN };
    typing_init(&stall.typing, WEDGE_GUESS, &OWNER);
}

/* One thing that is no plain key, made of a few of the bytes; returns how many it used. */
static size_t sequence_of(const uint8_t *bytes, size_t length, char out[64])
{
    static const char FINALS[] = "ABCDHFPQRSEMZu~^$ct";
    uint8_t a = length > 1 ? bytes[1] : 7;
    uint8_t b = length > 2 ? bytes[2] : 9;

    switch (bytes[0] % 7) {
    case 0: snprintf(out, 64, "\033[1;%d%c", 2 + a % 15, "ABCDHFPQRS"[b % 10]); break;
    case 1: snprintf(out, 64, "\033[?%d;%d%c", a, b, FINALS[b % (sizeof FINALS - 1)]); break;
    case 2: snprintf(out, 64, "\033%c", "0123456789abcdefghijk\r \t.,"[a % 26]); break;
    case 3: snprintf(out, 64, "\033[200~%c\r%c\033[201~", 'a' + a % 26, '0' + b % 10); break;
    case 4: snprintf(out, 64, "\033[<%d;%d;%dm", a, 1 + b % 80, 1 + a % 24); break;
    case 5: snprintf(out, 64, "\033]%d;%c\r%c\a", a, 'a' + a % 26, '0' + b % 10); break;
    default: snprintf(out, 64, "\033[%d;%du", 13 + a % 100, 3 + b % 10 * 2); break;
    }
    return length < 3 ? length : 3;
}

static void no_sequence_does_anything(const uint8_t *bytes, size_t length)
{
    const struct counter *counter;
    int64_t before;

    stall_open();
    before = stall.desk.till->real.head.seq;
    while (length > 0) {
        char sequence[64];
        size_t used = sequence_of(bytes, length, sequence);

        stall_feed((const uint8_t *)sequence, strlen(sequence));
        stall_pause();
        bytes += used;
        length -= used;
    }
    counter = stack_top(&stall.stack)->model;
    assert(stall.stack.depth == 1);
    assert(stall.desk.till->real.head.seq == before);
    assert(counter->mode == COUNTER_TICKET && counter->question.purpose == ASK_NOTHING);
    assert(ticket_is_empty(&counter->draft.ticket));
}

/* However many lines it has, a burst is one code: nothing is sold, nothing goes back. */
static void a_burst_sells_nothing(const uint8_t *bytes, size_t length)
{
    int64_t before;

    stall_open();
    before = stall.desk.till->real.head.seq;
    stall_feed((const uint8_t *)"zzzz", 4);
    for (size_t i = 0; i < length; i++)
        if (bytes[i] >= ' ' || bytes[i] == '\r') /* a gun sends text */
            stall_feed(bytes[i] < 0x7F ? &bytes[i] : (const uint8_t *)"x", 1);
    stall_pause();
    assert(stall.desk.till->real.head.seq == before);
}

static void anything_is_survived(const uint8_t *bytes, size_t length)
{
    stall_open();
    for (size_t i = 0; i < length; i++) {
        stall_feed(&bytes[i], 1);
        if (bytes[i] % 3 == 0)
            stall_pause();
    }
    stall_pause();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    no_sequence_does_anything(bytes, length);
    a_burst_sells_nothing(bytes, length);
    anything_is_survived(bytes, length);
    return 0;
}
