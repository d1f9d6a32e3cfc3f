#include "pos/dates.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

bool dates_parse(const char *text, struct day out[DAYS_MAX], int *count, struct err *err)
{
    const char *at = text;
    int found = 0;

    for (; *at; found++) {
        size_t length = strcspn(at, ",");
        char date[DAY_TEXT_MAX];

        if (found == DAYS_MAX || length >= sizeof date)
            return err_fail(err, ERR_INPUT, _("Dates : de %d à %d, comme 2019-11-26,2019-11-27."),
                            DAYS_MIN, DAYS_MAX);
        snprintf(date, sizeof date, "%.*s", (int)length, at);
        if (!day_parse(date, &out[found], err))
            return false;
        at += length + (at[length] == ',');
    }
    *count = found;
    return true;
}
