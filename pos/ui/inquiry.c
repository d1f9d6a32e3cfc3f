#include "pos/ui/inquiry.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>

void inquiry_begin(struct inquiry *inquiry, int count, int answers)
{
    assert(count >= 0 && count <= INQUIRY_MAX);
    assert(answers >= 1 && answers <= INQUIRY_ANSWERS_MAX);
    *inquiry = (struct inquiry){ .count = count, .answers = answers };
    for (int i = 0; i < INQUIRY_MAX; i++)
        inquiry->values[i] = NOT_ANSWERED;
}

void inquiry_resume(struct inquiry *inquiry)
{
    inquiry->at = 0;
    while (inquiry->at < inquiry->count && inquiry->values[inquiry->at] != NOT_ANSWERED)
        inquiry->at++;
    if (inquiry->at == inquiry->count)
        inquiry->at = 0;
}

bool inquiry_has_answer(const struct inquiry *inquiry)
{
    return inquiry->at < inquiry->count && inquiry->values[inquiry->at] != NOT_ANSWERED;
}

static enum inquiry_outcome digit_take(struct inquiry *inquiry, uint32_t character)
{
    int value = (int)character - '0';

    if (character < '0' || character > '9' || value > inquiry->answers)
        return INQUIRY_REFUSED;
    inquiry->before = inquiry->values[inquiry->at];
    inquiry->values[inquiry->at] = value;
    return INQUIRY_GIVEN;
}

static enum inquiry_outcome answer_keep(struct inquiry *inquiry)
{
    inquiry->before = inquiry->values[inquiry->at];
    return inquiry_has_answer(inquiry) ? INQUIRY_GIVEN : INQUIRY_REFUSED;
}

enum inquiry_outcome inquiry_update(struct inquiry *inquiry, const struct event *event)
{
    if (event->kind == EVENT_SCAN)
        return INQUIRY_REFUSED;
    if (event->kind != EVENT_KEY)
        return INQUIRY_OPEN;
    switch ((int)event->key) {
    case PRESS_ESCAPE: return INQUIRY_LEFT;
    case PRESS_LEFT:
    case PRESS_BACKSPACE: inquiry->at -= inquiry->at > 0; return INQUIRY_OPEN;
    case PRESS_RIGHT:
    case PRESS_ENTER: return answer_keep(inquiry);
    case PRESS_CHARACTER: return digit_take(inquiry, event->character);
    default: return INQUIRY_REFUSED;
    }
}

bool inquiry_next(struct inquiry *inquiry)
{
    inquiry->at++;
    return inquiry->at < inquiry->count;
}

void inquiry_withdraw(struct inquiry *inquiry)
{
    inquiry->values[inquiry->at] = inquiry->before;
}

void inquiry_note(const struct wording *wording, enum tongue second, const char *id,
                  char out[INQUIRY_TEXT_MAX])
{
    out[0] = '\0';
    if (second == TONGUE_FR || wording->text[second][0] == '\0')
        return;
    if (tongue_is_right_to_left(second))
        snprintf(out, INQUIRY_TEXT_MAX, _("%s : sur la feuille, phrase %s"), tongue_name(second),
                 id);
    else
        snprintf(out, INQUIRY_TEXT_MAX, "%s : %s", tongue_name(second), wording->text[second]);
}
