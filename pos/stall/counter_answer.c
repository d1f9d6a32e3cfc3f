#include "pos/stall/counter_step.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>

/* What the questions of the counter are answered with. Pure, like counter.c. */

static struct effect answer_refused(struct counter *counter, const struct err *err)
{
    question_refuse(&counter->question, err->text);
    return BEEP;
}

static struct effect answer_weight(struct counter *counter)
{
    struct err err = ERR_EMPTY;
    thousandths quantity;

    if (!quantity_parse(counter->question.answer, false, &quantity, &err))
        return answer_refused(counter, &err);
    question_close(&counter->question);
    return counter_add_quantity(counter, &counter->products[counter->request.row], quantity);
}

static struct effect answer_discount(struct counter *counter)
{
    struct err err = ERR_EMPTY;
    struct discount discount;

    if (!discount_parse(counter->question.answer, &discount, &err))
        return answer_refused(counter, &err);
    counter->request.item.discount = discount;
    return counter_do(ACT_DISCOUNT);
}

/* The rate of an unknown article is chosen only where products have more than one. */
static struct effect choose_rate(struct counter *counter)
{
    question_close(&counter->question);
    if (counter->rate_count <= 1) {
        counter->request.rate = counter->rate_count == 1 ? counter->rates[0] : 0;
        return counter_do(ACT_UNKNOWN);
    }
    counter_go(counter, COUNTER_RATE);
    list_set_count(&counter->menu, counter->rate_count);
    return NOTHING;
}

/* A price typed: above PRICE_ASK a second key says that it is meant, with the sum in sight. */
static struct effect answer_price(struct counter *counter, enum counter_question sure,
                                  struct effect (*then)(struct counter *))
{
    struct err err = ERR_EMPTY;
    char amount[MONEY_TEXT_MAX];
    char title[QUESTION_TEXT_MAX];
    cents price;

    if (!money_parse(counter->question.answer, &price, &err))
        return answer_refused(counter, &err);
    counter->request.item = (struct till_item){ .price = price };
    if (price <= PRICE_ASK)
        return then(counter);
    money_format_euro(price, amount);
    snprintf(title, sizeof title, _("Un article à %s. C'est bien cela ?"), amount);
    question_ask(&counter->question, (int)sure, title, "");
    counter->question.yes_or_no = true;
    question_mean(&counter->question, price);
    return NOTHING;
}

static struct effect line_price(struct counter *counter)
{
    (void)counter;
    return counter_do(ACT_PRICE);
}

struct effect counter_ask_slip(struct counter *counter)
{
    if (counter->payment_mode == 0) /* cash has no slip */
        return BEEP;
    question_ask(&counter->question, ASK_SLIP, _("Quel numéro garder ?"),
                 _("Celui du reçu de la carte, ou du chèque."));
    question_mean(&counter->question, counter->figures.gross);
    return NOTHING;
}

static struct effect answer_slip(struct counter *counter)
{
    struct err err = ERR_EMPTY;

    if (!text_copy(counter->request.slip, sizeof counter->request.slip, counter->question.answer,
                   _("Numéro du reçu"), &err))
        return answer_refused(counter, &err);
    question_close(&counter->question);
    return NOTHING;
}

static struct effect answer_text(struct counter *counter, enum counter_act act)
{
    snprintf(counter->request.text, sizeof counter->request.text, "%s", counter->question.answer);
    return counter_do(act);
}

static struct effect answer_paper(struct counter *counter)
{
    snprintf(counter->request.text, sizeof counter->request.text, "%s", counter->question.answer);
    question_ask(&counter->question, ASK_PAPER_TIME, _("À quelle heure, sur la feuille ?"),
                 _("L'heure écrite, par exemple 10:25."));
    return NOTHING;
}

static struct effect answer_time(struct counter *counter)
{
    snprintf(counter->request.pin, sizeof counter->request.pin, "%s", counter->question.answer);
    return counter_do(ACT_LATE);
}

struct effect counter_answered(struct counter *counter)
{
    switch ((enum counter_question)counter->question.purpose) {
    case ASK_NOTHING: break;
    case ASK_WEIGHT: return answer_weight(counter);
    case ASK_QUANTITY_SURE: question_close(&counter->question); return counter_add_now(counter);
    case ASK_PRICE_SURE: return choose_rate(counter);
    case ASK_DISCOUNT:
    case ASK_LINE_DISCOUNT: return answer_discount(counter);
    case ASK_LINE_PRICE: return answer_price(counter, ASK_LINE_PRICE_SURE, line_price);
    case ASK_LINE_PRICE_SURE: return line_price(counter);
    case ASK_PAYMENT_SURE:
    case ASK_CARD: return counter_pay_now(counter);
    case ASK_PARK_NAME: return answer_text(counter, ACT_PARK);
    case ASK_UNKNOWN_PRICE: return answer_price(counter, ASK_PRICE_SURE, choose_rate);
    case ASK_SALE_NUMBER: return answer_text(counter, ACT_FIND_SALE);
    case ASK_PAPER_NUMBER: return answer_paper(counter);
    case ASK_PAPER_TIME: return answer_time(counter);
    case ASK_SELLER_PIN:
        snprintf(counter->request.pin, sizeof counter->request.pin, "%s", counter->question.answer);
        return counter_do(ACT_SELLER);
    case ASK_TUTOR_PIN:
        snprintf(counter->request.pin, sizeof counter->request.pin, "%s", counter->question.answer);
        return counter_do(ACT_TUTOR);
    case ASK_SLIP: return answer_slip(counter);
    case ASK_VOID: question_close(&counter->question); return counter_do(ACT_VOID);
    }
    return NOTHING;
}
