#include "pos/ui/inquiry.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>

enum { SENTENCE_LINE = 4, NOTE_LINE = 6, ANSWERS_LINE = 8, BESIDE_COLUMN = 29 };

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

static void answer_draw(const struct inquiry *inquiry, const struct inquiry_answer *answer,
                        int value, struct canvas *canvas, struct area line)
{
    bool chosen = inquiry->values[inquiry->at] == value;
    char text[INQUIRY_TEXT_MAX + 8];
    int end;

    snprintf(text, sizeof text, "%s %d  %s ", chosen ? ">" : " ", value, answer->text);
    end = canvas_put(canvas, line.x, line.y, chosen ? STYLE_SELECTED : STYLE_STRONG, text) + 1;
    if (end < line.x + BESIDE_COLUMN)
        end = line.x + BESIDE_COLUMN;
    if (end < line.x + line.width) /* two lines: the one below is free */
        canvas_put_wrapped(canvas, (struct area){ end, line.y, line.x + line.width - end, 2 },
                           STYLE_QUIET, answer->beside);
}

void inquiry_draw(const struct inquiry *inquiry, const struct inquiry_words *words,
                  struct canvas *canvas, struct area area)
{
    struct area sentence = { area.x + 3, area.y + SENTENCE_LINE, area.width - 6, 2 };
    struct area note = { area.x + 3, area.y + NOTE_LINE, area.width - 6, 1 };

    assert(inquiry->at < inquiry->count);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, words->who);
    canvas_put(canvas, area.x + 1, area.y + 1, STYLE_QUIET, words->when);
    canvas_put_format(canvas, area.x + area.width - 10, area.y, STYLE_TEXT, "%d / %d",
                      inquiry->at + 1, inquiry->count);
    canvas_put(canvas, area.x + 3, area.y + SENTENCE_LINE - 1, STYLE_TEXT, words->lead);
    canvas_put_wrapped(canvas, sentence, STYLE_STRONG, words->sentence);
    if (words->note[0] != '\0')
        canvas_put_fit(canvas, note, STYLE_QUIET, words->note);
    for (int i = 0; i <= inquiry->answers; i++) {
        int value = i < inquiry->answers ? i + 1 : 0; /* "I don't know" stands last */
        struct area line = { area.x + 3, area.y + ANSWERS_LINE + 2 * i, area.width - 4, 1 };

        answer_draw(inquiry, &words->answers[value], value, canvas, line);
    }
}
