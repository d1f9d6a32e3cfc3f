#include "pos/acts/incoming_means.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/means_change.h"

#include <string.h>

enum { NAME, LABEL, ACCOUNT, CHANGE, DRAWER, NUMBER, MAX };

static const struct csv_column COLUMNS[] = {
    { "means", true },   { "label", true },   { "account", false }, { "change", false },
    { "drawer", false }, { "number", false }, { "max", false },
};

static bool yes_take(const char *text, const char *what, bool *out, struct err *err)
{
    *out = strcmp(text, "yes") == 0;
    return *out || text[0] == '\0' || strcmp(text, "no") == 0 ||
           err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), what, "yes no");
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct means_list *list = context;
    struct means means = { .max = 0 };

    (void)line;
    if (!text_copy(means.name, sizeof means.name, fields[NAME], "means", err) ||
        !text_copy(means.label, sizeof means.label, fields[LABEL], "label", err) ||
        !text_copy(means.account, sizeof means.account, fields[ACCOUNT], "account", err) ||
        !yes_take(fields[CHANGE], "change", &means.gives_change, err) ||
        !yes_take(fields[DRAWER], "drawer", &means.in_drawer, err) ||
        !yes_take(fields[NUMBER], "number", &means.wants_number, err) ||
        (fields[MAX][0] != '\0' && !money_parse(fields[MAX], &means.max, err)) ||
        !means_check(&means, err))
        return false;
    if (means_find(list, means.name))
        return err_fail(err, ERR_INPUT, _("« %.20s » deux fois dans le fichier : en retirer un."),
                        means.name);
    if (list->count == FURTHER_MEANS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de moyens de paiement : %d au plus."),
                        FURTHER_MEANS_MAX);
    list->all[list->count++] = means;
    return true;
}

bool incoming_means_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, "means" };
    struct means_list list = { .count = 0 };

    if (!csv_read(path, &TABLE, &list, faults, err) || !means_put(till, &list, err))
        return false;
    *count = list.count;
    return true;
}
