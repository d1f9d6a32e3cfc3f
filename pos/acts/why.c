#include "pos/acts/why.h"

#include "base/lang.h"

#include <stdio.h>

void why_refused(struct question *question, struct notice *notice, const struct err *err)
{
    if (question->purpose == ASK_WHY)
        question_refuse(question, err->text);
    else if (err->code == ERR_REASON)
        question_ask(question, ASK_WHY, _("Pourquoi ?"), err->text);
    else
        notice_fail(notice, err);
}

const char *why_answer(const struct question *question)
{
    return question->purpose == ASK_WHY ? question->answer : "";
}

void why_begin(const struct question *question, struct till *till)
{
    snprintf(till->correction, sizeof till->correction, "%s", why_answer(question));
}

void why_done(struct question *question, struct till *till, bool good)
{
    till->correction[0] = '\0';
    if (good && question->purpose == ASK_WHY)
        question_close(question);
}
