#include "pos/ui/typing.h"

#include "drivers/gs1.h"

#include <assert.h>

void typing_init(struct typing *typing, enum wedge_mode mode, const struct typing_owner *owner)
{
    *typing = (struct typing){ .owner = *owner };
    wedge_init(&typing->wedge, mode);
}

/* Keys that a gun may press, and the characters that they are in a code. */
static const struct {
    enum press key;
    uint32_t character;
} PRESSED[] = {
    { PRESS_ENTER, '\r' },
    { PRESS_TAB, '\t' },
    { PRESS_SEPARATOR, GS1_SEPARATOR },
};

static struct event event_of_typed(uint32_t character)
{
    struct event event = { .kind = EVENT_KEY, .key = PRESS_CHARACTER, .character = character };

    for (size_t i = 0; i < COUNT_OF(PRESSED); i++)
        if (PRESSED[i].character == character)
            event.key = PRESSED[i].key;
    return event;
}

/* False: no gun presses that key. */
static bool is_typed(const struct event *event, uint32_t *character)
{
    *character = event->key == PRESS_CHARACTER ? event->character : 0;
    for (size_t i = 0; i < COUNT_OF(PRESSED); i++)
        if (PRESSED[i].key == event->key)
            *character = PRESSED[i].character;
    return event->kind == EVENT_KEY && *character != 0;
}

/* Hand on what the wedge has made up its mind about. */
static void typing_hand_on(struct typing *typing)
{
    struct event event;
    struct scan scan;
    uint32_t character;

    for (;;) {
        if (wedge_take_typed(&typing->wedge, &character)) {
            event = event_of_typed(character);
            if (!typing->tried && event.key != PRESS_SEPARATOR)
                typing->owner.handle(typing->owner.context, &event);
            typing->tried = false; /* it stays as it was tried */
        } else if (wedge_take_scan(&typing->wedge, &scan)) {
            assert(!typing->tried); /* its second character took the first one back */
            typing->owner.scanned(typing->owner.context, &scan);
        } else {
            break;
        }
    }
}

static void typed_take(struct typing *typing, const struct event *event, uint32_t character,
                       int64_t now_ms)
{
    wedge_feed(&typing->wedge, character, now_ms);
    typing_hand_on(typing);
    if (typing->wedge.held_count > 1)
        typing_step_back(typing);
    else if (typing->wedge.held_count == 1 && !typing->tried && event->key != PRESS_SEPARATOR)
        typing->tried = typing->owner.attempt(typing->owner.context, event);
}

void typing_take(struct typing *typing, const struct event *event, int64_t now_ms)
{
    uint32_t character;

    if (is_typed(event, &character)) {
        typed_take(typing, event, character, now_ms);
        return;
    }
    if (event->kind == EVENT_KEY && wedge_is_in_burst(&typing->wedge, now_ms)) {
        wedge_feed(&typing->wedge, ' ', now_ms); /* no finger pressed it */
        return;
    }
    typing_tick(typing, now_ms + 2 * WEDGE_GAP_MS); /* an arrow ends what was held before it */
    typing->owner.handle(typing->owner.context, event);
}

int64_t typing_deadline_ms(const struct typing *typing)
{
    return wedge_deadline_ms(&typing->wedge);
}

void typing_tick(struct typing *typing, int64_t now_ms)
{
    wedge_tick(&typing->wedge, now_ms);
    typing_hand_on(typing);
}

void typing_step_back(struct typing *typing)
{
    if (typing->tried)
        typing->owner.take_back(typing->owner.context);
    typing->tried = false;
}
