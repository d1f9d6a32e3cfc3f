#include "reports/accounts/exercise.h"

#include "base/lang.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_AT_MOST = 731, SEPARATOR_AT = DAY_TEXT_MAX - 1 };

static struct exercise exercise_between(struct day from, struct day to)
{
    struct exercise exercise = { .from = from, .to = to };
    char first[DAY_TEXT_MAX];
    char last[DAY_TEXT_MAX];

    day_format(from, first);
    day_format(to, last);
    snprintf(exercise.text, sizeof exercise.text, "%s..%s", first, last);
    return exercise;
}

struct exercise exercise_of_year(int year)
{
    return exercise_between(day_of(year, 1, 1), day_of(year, 12, 31));
}

static bool span_parse(const char *text, struct day *from, struct day *to)
{
    char first[DAY_TEXT_MAX];
    struct err ignored = ERR_EMPTY;

    if (strlen(text) != EXERCISE_MAX - 1 || strncmp(text + SEPARATOR_AT, "..", 2) != 0)
        return false;
    snprintf(first, sizeof first, "%s", text);
    return day_parse(first, from, &ignored) && day_parse(text + SEPARATOR_AT + 2, to, &ignored) &&
           from->number <= to->number && to->number - from->number < DAYS_AT_MOST;
}

bool exercise_parse(const char *text, struct exercise *out, struct err *err)
{
    struct day from;
    struct day to;

    if (strlen(text) == 4 && strspn(text, "0123456789") == 4 && atoi(text) >= 1990) {
        *out = exercise_of_year(atoi(text));
        return true;
    }
    if (!span_parse(text, &from, &to))
        return err_fail(err, ERR_INPUT,
                        _("Exercice « %.30s » : écrire 2026 ou 2026-07-01..2027-06-30, deux ans au "
                          "plus."),
                        text);
    *out = exercise_between(from, to);
    return true;
}

bool exercise_check(const struct exercise *exercise, const struct account_lines *known,
                    struct err *err)
{
    for (int i = 0; i < known->count; i++) {
        struct day from;
        struct day to;

        if (strcmp(known->all[i].exercise, exercise->text) == 0 ||
            !span_parse(known->all[i].exercise, &from, &to))
            continue;
        if (from.number <= exercise->to.number && to.number >= exercise->from.number)
            return err_fail(err, ERR_INPUT,
                            _("L'exercice %.22s a déjà ses numéros dans ce dossier et touche le "
                              "%.22s : prendre un autre dossier."),
                            known->all[i].exercise, exercise->text);
    }
    return true;
}
