#include "pos/ui/question.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { BOX_WIDTH = 64, BOX_HEIGHT = 9 };

void question_ask(struct question *question, int purpose, const char *title, const char *detail)
{
    *question = (struct question){ .purpose = purpose };
    snprintf(question->title, sizeof question->title, "%s", title);
    snprintf(question->detail, sizeof question->detail, "%s", detail);
}

void question_close(struct question *question)
{
    *question = (struct question){ .purpose = 0 };
}

void question_refuse(struct question *question, const char *sentence)
{
    size_t bytes = text_fit_bytes(sentence, 2 * (BOX_WIDTH - 6));

    if (bytes >= sizeof question->fault)
        bytes = 0; /* marks without width beyond measure: no sentence of ours */
    memcpy(question->fault, sentence, bytes);
    question->fault[bytes] = '\0';
}

static void answer_add(struct question *question, const char *text)
{
    size_t length = strlen(question->answer);
    size_t more = strlen(text);

    question->fault[0] = '\0';
    if (!question->yes_or_no && length + more < sizeof question->answer && text_is_clean(text))
        memcpy(question->answer + length, text, more + 1);
}

static void answer_erase(struct question *question)
{
    size_t length = strlen(question->answer);

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
        if (!question->yes_or_no && question->answer[0] == '\0')
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
        question_refuse(question, _("Un code a été lu : il ne répond pas à cette question."));
    return QUESTION_OPEN;
}

void question_draw(const struct question *question, struct canvas *canvas)
{
    struct area box = { (canvas->width - BOX_WIDTH) / 2, (canvas->height - BOX_HEIGHT) / 2,
                        BOX_WIDTH, BOX_HEIGHT };
    int x = box.x + 3;
    struct area field = { x, box.y + 4, BOX_WIDTH - 6, 1 };
    char shown[QUESTION_ANSWER_MAX];

    canvas_fill(canvas, box, STYLE_TEXT, ' ');
    canvas_box(canvas, box, STYLE_STRONG);
    canvas_put_wrapped(canvas, (struct area){ x, box.y + 1, BOX_WIDTH - 6, 1 }, STYLE_STRONG,
                       question->title);
    canvas_put_wrapped(canvas, (struct area){ x, box.y + 2, BOX_WIDTH - 6, 2 }, STYLE_TEXT,
                       question->detail);
    canvas->cursor_x = -1;
    if (!question->yes_or_no) {
        snprintf(shown, sizeof shown, "%s", question->answer);
        if (question->secret)
            memset(shown, '*', strlen(shown));
        canvas_put_fit(canvas, field, STYLE_FIELD, shown);
        canvas_set_cursor(canvas, x + text_width_cols(shown), field.y);
    }
    canvas_put_wrapped(canvas, (struct area){ x, box.y + 5, BOX_WIDTH - 6, 2 }, STYLE_ERROR,
                       question->fault);
    canvas_put(canvas, x, box.y + 7, STYLE_KEY, _("Échap"));
    canvas_put(canvas, x + text_width_cols(_("Échap")) + 1, box.y + 7, STYLE_TEXT,
               question->yes_or_no ? _("Non") : _("Annuler"));
    canvas_put_right(canvas, box.x + BOX_WIDTH - 3, box.y + 7, STYLE_NEXT,
                     question->yes_or_no ? _(" Entrée > Oui ") : _(" Entrée > Valider "));
}
