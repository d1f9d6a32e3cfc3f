#include "ledger/practice.h"

bool practice_allows(enum action action)
{
    return action == ACTION_SELL || action == ACTION_REFUND || action == ACTION_COUNT ||
           action == ACTION_CLOSE_DAY || action == ACTION_PEOPLE || action == ACTION_EXPORT;
}

bool practice_takes(enum record_kind kind)
{
    return kind == RECORD_DRAWER || kind == RECORD_X || kind == RECORD_REMOVAL ||
           kind == RECORD_PRINT;
}
