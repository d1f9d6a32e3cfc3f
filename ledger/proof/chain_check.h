/*
 * The judge of a sealed journal: records as canonical bytes, chain after chain,
 * whoever holds them, a book or an archive. Order, seals, hashes, signatures of
 * keys, closings and heads, sums inside a record, running totals, closings.
 *
 * Order of calls: journal_check_init(), then for each chain chain_check_begin(),
 * chain_check_take() for each record, chain_check_end(). The first thing wrong
 * goes into the verdict; what follows it is not looked at.
 */
#ifndef LEDGER_CHAIN_CHECK_H
#define LEDGER_CHAIN_CHECK_H

#include "ledger/proof/closing_check.h"
#include "ledger/proof/record_sums.h"
#include "ledger/proof/sale_day.h"
#include "ledger/proof/product_tally.h"
#include "ledger/proof/verdict.h"

/* A head of another till, as a merge or a session closing sealed it: it must be there. */
struct named_head {
    char by; /* the chain that names it */
    char chain[2];
    int64_t seq; /* 0: that till had no record yet */
    unsigned char hash[HASH_BYTES];
};

enum { NAMED_HEADS_MAX = 256 };

struct journal_check {
    struct verdict *verdict;
    struct tallies *tallies; /* NULL: products are not followed */
    const char *head_code;   /* start of a hash to look for, "" none */
    bool head_found;
    struct named_head named[NAMED_HEADS_MAX]; /* the newest ones: each seals those before */
    int64_t named_count;                      /* all of them */
    int64_t older_seq[26];                    /* by till: the last older copy that it recorded */
    int64_t older_accepted[26];               /* and up to where the host accepted them */

    /* The chain at hand. */
    char chain[2];
    struct journal_head head; /* after the last good record */
    unsigned char public_key[PUBLIC_KEY_BYTES];
    bool has_key;
    struct closing_marks marks;

    /* The record at hand. */
    enum record_kind kind;
    struct moment moment;
    struct record_view view;
    struct record_row row;
    struct record_sums sums;
    struct closing_claim closing;
    bool rates_follow;
    bool means_follow;
    bool day_follows;
    struct day day; /* of the ticket */
    int64_t jump_to;
    int jump_rows;
};

/* `head_code` as in book_verify(). The verdict begins good. */
void journal_check_init(struct journal_check *check, struct verdict *verdict,
                        const char *head_code);

void chain_check_begin(struct journal_check *check, char chain);
/* The hash that is stored beside the bytes may be NULL: then the bytes alone are judged. */
bool chain_check_take(struct journal_check *check, const struct sealed_record *record,
                      const unsigned char *stored_hash);
/* The head of the chain must be signed. */
bool chain_check_end(struct journal_check *check);

/* After all chains: the head that was looked for was found. */
bool journal_check_end(struct journal_check *check);

/* What another walk, over the records that follow, heard of other tills and older copies. */
void journal_check_join(struct journal_check *check, const struct journal_check *more);

/* The heads that were named and are kept: 0 … */
int journal_check_named_count(const struct journal_check *check);
/* The head of a till that had no record: there is nothing to find. */
bool named_head_is_nothing(const struct named_head *named);

#endif
