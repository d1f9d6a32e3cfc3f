/*
 * What the files of the counter ask of each other; nobody else includes it.
 */
#ifndef POS_COUNTER_STEP_H
#define POS_COUNTER_STEP_H

#include "pos/stall/counter.h"

/* Asks the ledger; a refusal becomes a notice or the fault of the open question. */
void counter_perform(void *model, struct desk *desk, int what);

/* Between counter_act.c, counter_scan.c and counter_refund.c. */
bool counter_scan(struct counter *counter, struct desk *desk, struct err *err) MUST_CHECK;
bool counter_list_sellers(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;
void counter_take_badge(struct counter *counter, const struct desk *desk);
bool counter_sign_in(struct counter *counter, struct desk *desk, struct err *err) MUST_CHECK;
void counter_warn_allergens(struct counter *counter, struct till *till, const char *code);
void counter_begin_ticket(struct counter *counter, struct till *till);
bool counter_ticket_changed(struct counter *counter);
bool counter_find_sale(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;
bool counter_list_sales(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;
bool counter_refund(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;
bool counter_again(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;

/* Change is to be given, or coins to be put away; never for a practice sale. */
bool counter_needs_drawer(const struct counter *counter, const struct till *till);
/* What lies in it now; coins that have become few are said once. */
bool counter_follow_drawer(struct counter *counter, struct till *till, struct err *err) MUST_CHECK;

/* Between the pure files of the counter. */
struct effect counter_do(enum counter_act act);
struct effect counter_refuse(struct counter *counter, const struct err *err);
bool counter_type(struct counter *counter, uint32_t character); /* false: no part of a number */
bool counter_untype(struct counter *counter);                   /* false: nothing was typed */
struct effect counter_scanned(struct counter *counter, const char *code);
cents counter_credit(const struct counter *counter);
cents counter_to_pay(const struct counter *counter); /* what is due, less what stands against it */
cents counter_handed(const struct counter *counter);
int counter_pay_kinds(const struct counter *counter);
struct effect counter_pay_now(struct counter *counter);
/* Whoever goes on typing at "card accepted?" did not mean the card. */
struct effect counter_no_card(struct counter *counter);
struct effect counter_pay_event(struct counter *counter, const struct event *event);
enum counter_gesture counter_gesture_at(const struct counter *counter, int row);
bool counter_may(const struct counter *counter, enum counter_gesture gesture);
int counter_gestures_on(const struct counter *counter); /* the page that is shown */
struct effect counter_open_menu(struct counter *counter);
struct effect counter_gesture(struct counter *counter, enum counter_gesture gesture);
struct effect counter_choose_line(struct counter *counter, enum counter_gesture gesture);
/* Badge or role of that row of COUNTER_SELLERS. */
const char *counter_seller(const struct counter *counter, int row);
struct effect counter_list_event(struct counter *counter, const struct event *event);
struct effect counter_refund_event(struct counter *counter, const struct event *event);
struct effect counter_answered(struct counter *counter);
struct effect counter_add_now(struct counter *counter);
struct effect counter_add_tile(struct counter *counter, int tile);
struct effect counter_ask_slip(struct counter *counter);
struct effect counter_add_quantity(struct counter *counter, const struct counter_product *product,
                                   thousandths quantity);

/* What tells each from all others, on tiles and tickets too narrow for their names. */
void counter_tell_labels(struct counter *counter);
bool counter_has_groups(const struct counter *counter);
void counter_show_group(struct counter *counter, int group); /* turns from the last to the first */

/* Between counter_draw.c and the files that draw for it. */
void counter_pay_draw(const struct counter *counter, struct canvas *canvas);
const char *counter_pay_next(const struct counter *counter);
void counter_sold_draw(const struct counter *counter, struct canvas *canvas);
const char *counter_list_title(const struct counter *counter); /* translated */
const char *counter_list_next(const struct counter *counter);  /* what Enter does, translated */
void counter_list_draw(const struct counter *counter, struct canvas *canvas);

void counter_say(const void *model, enum tongue tongue, char out[SPOKEN_MAX]);

/* After any change of the ticket. */
void counter_refresh_figures(struct counter *counter);
void counter_go(struct counter *counter, enum counter_mode mode);
/* Where nothing else is under way: the ticket, or the codes that wait for a decision. */
void counter_rest(struct counter *counter);
void counter_unknown_decided(struct counter *counter);

#endif
