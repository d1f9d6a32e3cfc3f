#include "reports/figures/waterfall.h"

#include "base/lang.h"

void waterfall_of(const struct result *result, cents came_in, struct waterfall *out)
{
    const struct waterfall_step steps[] = {
        { .phrase = "came-in", .name = N_("Entré"), .amount = came_in, .is_sum = true },
        { .phrase = "less-tax", .name = N_("La taxe"), .amount = result->net_sales - came_in },
        { .phrase = "less-production",
          .name = N_("Pour fabriquer"),
          .amount = -result->production_charges },
        { .phrase = "less-charges", .name = N_("Autres achats"), .amount = -result->other_charges },
        { .phrase = "less-contribution",
          .name = N_("La coopérative"),
          .amount = -result->contribution },
        { .phrase = "cash-difference", .name = N_("La caisse"), .amount = result->cash_difference },
        { .phrase = "result",
          .name = N_("Ce qui reste"),
          .amount = result->result,
          .is_sum = true },
        { .phrase = "less-reserve", .name = N_("L'argent gardé"), .amount = -result->reserve },
        { .phrase = "shared",
          .name = N_("À partager"),
          .amount = result->to_share,
          .is_sum = true },
    };
    cents at = 0;

    *out = (struct waterfall){ .count = 0 };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        struct waterfall_step step = steps[i];

        step.from = step.is_sum ? 0 : at;
        step.to = at = step.from + step.amount;
        if (step.amount == 0 && !step.is_sum)
            continue;
        out->highest = at > out->highest ? at : out->highest;
        out->lowest = at < out->lowest ? at : out->lowest;
        out->steps[out->count++] = step;
    }
}
