#include "tests/support/stall_week.h"

#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static void must(const struct stall *stall, bool good)
{
    if (!good)
        fail_msg("%s", stall->err.text);
}

static void trade(struct stall *stall)
{
    static struct ticket ticket;
    struct sold sold;
    int64_t last = stall->till.real.head.last_ticket;
    bool refund = chance_below(&stall->chance, 6) == 0 && last > 0 && stall->till.letter == 'A' &&
                  stall_make_refund(stall, 1 + chance_below(&stall->chance, (int)last), &ticket);

    if (!refund) {
        stall_make_ticket(stall, &ticket);
        stall_pay(stall, &ticket);
    }
    if (!till_sell(&stall->till, &ticket, &sold, &stall->err))
        stall->err = ERR_EMPTY; /* such as more cash back than the drawer holds */
    stall->till.clock.at.utc_s += chance_below(&stall->chance, 900);
}

static void spend(struct stall *stall)
{
    static const char *const PAYERS[] = { "host", "drawer", "P1", "P2" };
    struct charge charge = {
        .day = moment_day(stall->till.clock.at),
        .category = (enum charge_category)chance_below(&stall->chance, CHARGE_CATEGORY_END),
        .label = "Achat",
        .net = 1 + chance_below(&stall->chance, 4000),
        .vat = chance_below(&stall->chance, 800),
    };

    snprintf(charge.paid_from, sizeof charge.paid_from, "%s",
             PAYERS[chance_below(&stall->chance, COUNT_OF(PAYERS))]);
    if (!charge_put(&stall->till, &charge, &stall->err))
        stall->err = ERR_EMPTY; /* the drawer did not hold as much */
}

static void practise(struct stall *stall)
{
    struct sold sold;

    must(stall, till_set_practice(&stall->till, true, "", &stall->err));
    must(stall, stall_sell_one(stall, &sold));
    must(stall, till_set_practice(&stall->till, false, "", &stall->err));
}

static void play_day(struct stall *stall)
{
    struct closing closing;
    struct period_totals reading;

    for (int i = 3 + chance_below(&stall->chance, 12); i > 0; i--)
        trade(stall);
    spend(stall);
    spend(stall);
    if (chance_below(&stall->chance, 2))
        practise(stall);
    if (chance_below(&stall->chance, 2))
        must(stall, till_move_cash(&stall->till, true, 1500, "monnaie", &stall->err));
    must(stall, period_totals_take_x(&stall->till, &reading, &stall->err));
    must(stall, closing_close(&stall->till, PERIOD_DAY, chance_below(&stall->chance, 90000),
                              "au hasard", &closing, &stall->err));
    stall->till.clock.at.utc_s += 50000;
}

static void join_second_till(struct stall *stall, uint64_t seed)
{
    struct stall *second = calloc(1, sizeof *second);
    struct merged merged;

    second->chance.state = seed + 1000;
    folder_path(&stall->folder, "b.flashcoop", second->path);
    folder_path(&stall->folder, "b-cles", second->keyring);
    must(stall, till_make_copy(&stall->till, 'B', second->path, &stall->err));
    must(second, stall_open(second));
    second->till.clock = stall->till.clock;
    play_day(second);
    stall_close(second);
    must(stall, till_merge(&stall->till, second->path, NULL, &merged, &stall->err));
    free(second);
}

static void share(struct stall *stall)
{
    struct distribution distribution = { .rule = SHARE_EQUAL, .sharer_count = 3, .votes_for = 3 };

    must(stall, result_read(&stall->till, 500, &distribution.result, &stall->err));
    for (int i = 0; i < distribution.sharer_count; i++)
        snprintf(distribution.sharers[i].badge, ACTOR_MAX, "P%d", i + 1);
    if (distribution.result.to_share == 0)
        return;
    must(stall, distribution_compute(&distribution, &stall->err));
    must(stall, distribution_record(&stall->till, &distribution, &stall->err));
}

void stall_play_week(struct stall *stall, uint64_t seed)
{
    struct closing closing;

    stall_found(stall, seed);
    play_day(stall);
    if (seed % 2)
        join_second_till(stall, seed);
    play_day(stall);
    share(stall);
    if (seed % 3 == 0)
        share(stall); /* voted again: the one before is taken back */
    must(stall, closing_close(&stall->till, PERIOD_MONTH, -1, "", &closing, &stall->err));
    must(stall, closing_close(&stall->till, PERIOD_SESSION, -1, "", &closing, &stall->err));
}
