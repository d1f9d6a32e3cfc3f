#include "pos/ui/question.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/big_digits.h"
#include "pos/ui/frame.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_WIDTH = 58 };

void question_ask(struct question *question, int purpose, const char *title, const char *detail)
{
    *question = (struct question){ .purpose = purpose };
    snprintf(question->title, sizeof question->title, "%s", title);
    snprintf(question->detail, sizeof question->detail, "%s", detail);
}

void question_offer(struct question *question, const char *answer)
{
    snprintf(question->answer, sizeof question->answer, "%s", answer);
    question->offered = true;
}

void question_mean(struct question *question, cents amount)
{
    question->has_amount = true;
    question->amount = amount;
}

void question_close(struct question *question)
{
    *question = (struct question){ .purpose = 0 };
}

static void fault_set(struct question *question, const char *sentence)
{
    size_t bytes = text_room_bytes(sentence, sizeof question->fault);

    memcpy(question->fault, sentence, bytes);
    question->fault[bytes] = '\0';
}

void question_refuse(struct question *question, const char *sentence)
{
    fault_set(question, sentence);
    if (question->secret)
        memset(question->answer, 0, sizeof question->answer);
}

static void answer_add(struct question *question, const char *text)
{
    size_t length = question->offered ? 0 : strlen(question->answer);
    size_t more = strlen(text);

    question->fault[0] = '\0';
    if (!question->yes_or_no && length + more < sizeof question->answer && text_is_clean(text)) {
        memcpy(question->answer + length, text, more + 1);
        question->offered = false;
    }
}

static void answer_erase(struct question *question)
{
    size_t length = strlen(question->answer);

    question->offered = false;
    while (length > 0 && (question->answer[length - 1] & 0xC0) == 0x80)
        length--;
    question->answer[length > 0 ? length - 1 : 0] = '\0';
    question->fault[0] = '\0';
}

static enum question_outcome question_key(struct question *question, const struct event *event)
{
    char text[5] = "";

    switch ((int)event->key) {
    case PRESS_ENTER:
        if (!question->yes_or_no && text_is_blank(question->answer))
            return QUESTION_OPEN;
        return QUESTION_ANSWERED;
    case PRESS_ESCAPE: return QUESTION_LEFT;
    case PRESS_BACKSPACE: answer_erase(question); return QUESTION_OPEN;
    case PRESS_DELETE: question->answer[0] = '\0'; return QUESTION_OPEN;
    case PRESS_CHARACTER:
        text[text_put(event->character, text)] = '\0';
        answer_add(question, text);
        return QUESTION_OPEN;
    default: return QUESTION_OPEN;
    }
}

enum question_outcome question_update(struct question *question, const struct event *event)
{
    if (event->kind == EVENT_KEY)
        return question_key(question, event);
    if (event->kind == EVENT_PASTE)
        answer_add(question, event->text);
    if (event->kind == EVENT_SCAN)
        fault_set(question, _("Un code a été lu : il ne répond pas à cette question."));
    return QUESTION_OPEN;
}

static void answer_draw(const struct question *question, struct canvas *canvas, int x, int y)
{
    char shown[QUESTION_ANSWER_MAX];
    const char *end = shown;
    int width;

    snprintf(shown, sizeof shown, "%s", question->answer);
    if (question->secret)
        memset(shown, '*', strlen(shown));
    canvas->is_secret = question->secret;
    for (width = text_width_cols(shown); width >= TEXT_WIDTH;) /* the end is being typed */
        width -= text_char_width_cols(text_next(&end));
    canvas_put_fit(canvas, (struct area){ x, y, TEXT_WIDTH, 1 }, STYLE_FIELD, end);
    canvas_set_cursor(canvas, x + width, y);
}

/* What lies behind is gone; the sum that is meant stays in sight. Nothing of what is asked is cut,
 * nor of what was wrong with the answer. */
void question_draw(const struct question *question, struct canvas *canvas)
{
    struct frame keys = {
        .back = question->yes_or_no ? _("Non") : _("Annuler"),
        .next = question->yes_or_no ? _("Oui") : _("Valider"),
        .is_over = true,
    };
    struct area text = { (canvas->width - TEXT_WIDTH) / 2, 3, TEXT_WIDTH, canvas->height - 7 };

    frame_clear(canvas);
    frame_keys_draw(canvas, &keys);
    if (question->has_amount)
        text.y += 2 + big_digits_draw(
                          canvas, (struct area){ text.x, text.y, text.width, BIG_DIGITS_HEIGHT },
                          STYLE_STRONG, question->amount);
    else
        text.y += canvas->height / 8;
    text.y += canvas_put_wrapped(canvas, text, STYLE_STRONG, question->title);
    text.y += canvas_put_wrapped(canvas, text, STYLE_TEXT, question->detail);
    if (!question->yes_or_no) {
        answer_draw(question, canvas, text.x, text.y + 1);
        text.y += 2;
    }
    text.y++;
    canvas_put_wrapped(canvas, text, STYLE_ERROR, question->fault);
}
