/*
 * Between the counter's update and the ledger: what can be asked (acts), with
 * which details (request), and the questions and gestures that lead there.
 */
#ifndef POS_COUNTER_REQUEST_H
#define POS_COUNTER_REQUEST_H

#include "ledger/till.h"
#include "pos/acts/desk.h"
#include "pos/ui/question.h"

/* Purposes of the counter's question. */
enum counter_question {
    ASK_NOTHING,
    ASK_WEIGHT,
    ASK_QUANTITY_SURE,
    ASK_PRICE_SURE,
    ASK_LINE_PRICE_SURE,
    ASK_PAYMENT_SURE,
    ASK_CARD,
    ASK_DISCOUNT,
    ASK_LINE_DISCOUNT,
    ASK_LINE_PRICE,
    ASK_PARK_NAME,
    ASK_UNKNOWN_PRICE,
    ASK_SALE_NUMBER,
    ASK_PAPER_NUMBER,
    ASK_PAPER_TIME,
    ASK_SELLER_PIN,
    ASK_TUTOR_PIN,
    ASK_SLIP,
    ASK_VOID,
};

/* What counter_act.c is asked to do; the details stand in `request`. */
enum counter_act {
    ACT_REFRESH,
    ACT_ADD,
    ACT_SCAN,
    ACT_UNKNOWN,
    ACT_DROP,
    ACT_DISCOUNT,
    ACT_PRICE,
    ACT_SELL,
    ACT_PARK,
    ACT_LIST_PARKED,
    ACT_RESUME,
    ACT_VOID,
    ACT_UNDO,
    ACT_LIST_SALES,
    ACT_FIND_SALE,
    ACT_REFUND,
    ACT_AGAIN,
    ACT_PRACTICE,
    ACT_EXERCISE,
    ACT_CASH,
    ACT_READ_X,
    ACT_LIST_SELLERS,
    ACT_SELLER,
    ACT_TUTOR,
    ACT_LATE,
    ACT_PRINT,
    ACT_CODE,
};

struct counter_request {
    char text[EVENT_TEXT_MAX]; /* code, barcode, name, number */
    char pin[QUESTION_ANSWER_MAX];
    struct till_item item;
    char
        slip[SLIP_MAX]; /* number on the card terminal's slip or the cheque, for the next payment */
    basis_points rate;
    int line;    /* from 1, 0 = the ticket */
    int row;     /* of a list, from 0 */
    int gesture; /* enum counter_gesture that chooses a line or a sale */
};

/* What can be done besides selling. */
enum counter_gesture {
    GESTURE_DROP,
    GESTURE_DISCOUNT,
    GESTURE_PARK,
    GESTURE_RESUME,
    GESTURE_CASH,
    GESTURE_REFUND,
    GESTURE_AGAIN,
    GESTURE_X, /* here begins the second page */
    GESTURE_RECEIPT,
    GESTURE_UNKNOWN,
    GESTURE_SELLER, /* and the third */
    GESTURE_LATE,
    GESTURE_LINE_DISCOUNT,
    GESTURE_LINE_PRICE,
    GESTURE_VOID,
    GESTURE_EXERCISE,
    GESTURE_PRACTICE,
    GESTURE_COUNT,
};

/* A word on the page of gestures; what it does, with the trade's word where there is one. Both
 * translated. */
const char *counter_gesture_name(enum counter_gesture gesture);
const char *counter_gesture_trade(enum counter_gesture gesture);
/* The keys that lead to it from the till: "0 7", "F4". */
void counter_gesture_keys(enum counter_gesture gesture, char *out, size_t room);

#endif
