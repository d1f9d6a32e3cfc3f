/* What the till says aloud: sums and questions about them. Never who pays, sells or types. */
#include "pos/machine/spoken.h"
#include "pos/stall/counter_step.h"

static void question_say(const struct question *question, enum tongue tongue, char out[SPOKEN_MAX])
{
    switch ((enum counter_question)question->purpose) {
    case ASK_CARD: spoken_phrase(tongue, "spoken-card", 0, out); break;
    case ASK_WEIGHT:
    case ASK_QUANTITY_SURE:
    case ASK_PRICE_SURE:
    case ASK_LINE_PRICE_SURE:
    case ASK_PAYMENT_SURE: spoken_sentence(tongue, question->title, out); break;
    case ASK_NOTHING:
    case ASK_DISCOUNT:
    case ASK_LINE_DISCOUNT:
    case ASK_LINE_PRICE:
    case ASK_PARK_NAME:
    case ASK_UNKNOWN_PRICE:
    case ASK_SALE_NUMBER:
    case ASK_PAPER_NUMBER:
    case ASK_PAPER_TIME:
    case ASK_SELLER_PIN:
    case ASK_TUTOR_PIN:
    case ASK_SLIP:
    case ASK_VOID: break; /* names, numbers, secrets; and what is asked of staff */
    }
}

void counter_say(const void *model, enum tongue tongue, char out[SPOKEN_MAX])
{
    const struct counter *counter = model;
    cents to_pay = counter_to_pay(counter);

    if (counter->question.purpose != ASK_NOTHING)
        question_say(&counter->question, tongue, out);
    else if (counter->mode == COUNTER_PAY && to_pay != 0)
        spoken_phrase(tongue, to_pay > 0 ? "spoken-total" : "spoken-change", to_pay, out);
    else if (counter->mode == COUNTER_SOLD && counter->sold.change > 0)
        spoken_phrase(tongue, "spoken-change", counter->sold.change, out);
}
