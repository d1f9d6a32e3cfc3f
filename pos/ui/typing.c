#include "pos/ui/typing.h"

#include <assert.h>

void typing_init(struct typing *typing, enum wedge_mode mode, const struct typing_owner *owner)
{
    *typing = (struct typing){ .owner = *owner };
    wedge_init(&typing->wedge, mode);
}

static struct event event_of_typed(uint32_t character)
{
    struct event event = { .kind = EVENT_KEY, .key = PRESS_CHARACTER, .character = character };

    if (character == '\r')
        event.key = PRESS_ENTER;
    else if (character == '\t')
        event.key = PRESS_TAB;
    return event;
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
            if (!typing->tried)
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

static bool is_typed(const struct event *event)
{
    return event->kind == EVENT_KEY &&
           (event->key == PRESS_CHARACTER || event->key == PRESS_ENTER || event->key == PRESS_TAB);
}

static void typed_take(struct typing *typing, const struct event *event, int64_t now_ms)
{
    uint32_t character = event->key == PRESS_ENTER ? '\r'
                         : event->key == PRESS_TAB ? '\t'
                                                   : event->character;

    wedge_feed(&typing->wedge, character, now_ms);
    typing_hand_on(typing);
    if (typing->wedge.held_count > 1)
        typing_step_back(typing);
    else if (typing->wedge.held_count == 1 && !typing->tried)
        typing->tried = typing->owner.attempt(typing->owner.context, event);
}

void typing_take(struct typing *typing, const struct event *event, int64_t now_ms)
{
    if (is_typed(event)) {
        typed_take(typing, event, now_ms);
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
