#include "pos/ui/reason.h"

#include <string.h>

struct effect reason_event(struct question *question, const struct event *event,
                           char reason[QUESTION_ANSWER_MAX], int what)
{
    switch (question_update(question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT: question_close(question); break;
    case QUESTION_ANSWERED:
        if (reason)
            memcpy(reason, question->answer, QUESTION_ANSWER_MAX);
        return (struct effect){ EFFECT_PERFORM, what };
    }
    return (struct effect){ EFFECT_NONE, 0 };
}
