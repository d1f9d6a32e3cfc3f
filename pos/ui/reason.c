#include "pos/ui/reason.h"

#include <string.h>

struct effect reason_event(struct question *question, const struct event *event,
                           char reason[QUESTION_ANSWER_MAX], int what)
{
    switch (question_update(question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT: /* what was refused is not sent again with the next act */
        if (reason)
            reason[0] = '\0';
        question_close(question);
        break;
    case QUESTION_ANSWERED:
        if (reason)
            memcpy(reason, question->answer, QUESTION_ANSWER_MAX);
        return perform(what);
    }
    return NOTHING;
}

void reason_refused(struct question *question, struct notice *notice, int purpose,
                    const char *title, const struct err *err)
{
    if ((err->code == ERR_CLOSED || err->code == ERR_REASON) && question->purpose != purpose)
        question_ask(question, purpose, title, err->text);
    else if (question->purpose != 0)
        question_refuse(question, err->text);
    else
        notice_fail(notice, err);
}
