/*
 * Why can I trust this? The last links of the chain as they are, and a place to
 * type the code of a Z: the whole book is recomputed, and says whether the
 * paper still tells the truth.
 */
#ifndef POS_TRUST_H
#define POS_TRUST_H

#include "ledger/proof/chain_link.h"
#include "ledger/proof/verdict.h"
#include "pos/acts/desk.h"
#include "pos/ui/form.h"

enum trust_answer { TRUST_NOT_ASKED, TRUST_HOLDS, TRUST_BROKEN };

struct trust {
    SHELL;
    struct form form;
    struct chain_link links[CHAIN_LINKS_SHOWN];
    int link_count;
    enum trust_answer answer;
    int64_t record_count;         /* of an answer: how many were read again */
    cents sold;                   /* of a day that was closed, 0 else */
    char words[VERDICT_TEXT_MAX]; /* what is wrong */
};

extern const struct screen_kind TRUST;

#endif
