/* What people type as an amount, a rate, a quantity or a date: what is taken comes back the same.
 */
#include "base/day.h"
#include "base/text.h"
#include "ledger/money.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void try_amount(const char *text)
{
    struct err err = ERR_EMPTY;
    char written[MONEY_TEXT_MAX];
    cents amount;
    cents again;

    if (!money_parse(text, &amount, &err)) {
        assert(text_is_clean(err.text));
        return;
    }
    assert(amount >= -CENTS_MAX && amount <= CENTS_MAX);
    money_format_file(amount, written);
    assert(money_parse(written, &again, &err) && again == amount);
    money_format_euro(amount, written);
    assert(money_parse(written, &again, &err) && again == amount);
}

static void try_rate_and_quantity(const char *text)
{
    struct err err = ERR_EMPTY;
    char written[MONEY_TEXT_MAX];
    basis_points rate;
    thousandths quantity;

    if (rate_parse(text, &rate, &err)) {
        basis_points again;

        assert(rate >= 0 && rate <= RATE_MAX);
        rate_format_file(rate, written);
        assert(rate_parse(written, &again, &err) && again == rate);
    }
    err = ERR_EMPTY;
    if (quantity_parse(text, true, &quantity, &err)) {
        thousandths again;

        quantity_format_file(quantity, written);
        assert(quantity_parse(written, true, &again, &err) && again == quantity);
    }
}

static void try_time(const char *text)
{
    struct err err = ERR_EMPTY;
    struct moment moment;
    struct moment again;
    char written[MOMENT_TEXT_MAX];

    if (!moment_parse(text, &moment, &err))
        return;
    moment_format(moment, written);
    assert(moment_parse(written, &again, &err));
    assert(again.utc_s == moment.utc_s && again.offset_min == moment.offset_min);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char *text = calloc(1, length + 1);

    assert(text);
    memcpy(text, bytes, length);
    try_amount(text);
    try_rate_and_quantity(text);
    try_time(text);
    free(text);
    return 0;
}
