/*
 * What follows from the lines and payments of a ticket: computed once by
 * ticket_figures(), then shown, stored and printed as it stands.
 */
#ifndef LEDGER_TICKET_FIGURES_H
#define LEDGER_TICKET_FIGURES_H

#include "ledger/record.h"

enum { TICKET_LINES_MAX = 200 };

struct line_figures {
    cents full;     /* quantity × price */
    cents discount; /* full - gross: of the line and its part of the ticket's */
    cents gross;
    cents net;
};

struct rate_figures {
    basis_points rate;
    cents gross;
    cents net;
    cents vat;
};

struct figures {
    struct line_figures lines[TICKET_LINES_MAX];
    struct rate_figures rates[RATES_MAX]; /* in the order of their first line */
    int rate_count;
    cents full;     /* before discounts */
    cents discount; /* all of them */
    cents gross;    /* to pay; negative on a refund */
    cents net;
    cents vat;
    cents given;
    cents due;    /* still to pay; negative: to pay back */
    cents change; /* cash to hand back, >= 0 */
};

#endif
