#include "reports/accounts/number_register.h"

#include "base/csv.h"
#include "base/heading.h"
#include "base/lang.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum column_kind { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_INT, COLUMN_DAY, COLUMN_MONEY };

/* Each version of the formatter lays out the braces of a macro in its own way. */
/* clang-format off */
#define COLUMN(name, kind, field) \
    { name, kind, offsetof(struct account_line, field), \
      sizeof((struct account_line *)NULL)->field }

static const struct register_column {
    const char *name;
    enum column_kind kind;
    size_t offset;
    size_t room;
} COLUMNS[] = {
    COLUMN("exercise", COLUMN_TEXT, exercise),
    COLUMN("entry", COLUMN_NUMBER, entry),
    COLUMN("valid", COLUMN_DAY, valid),
    COLUMN("book", COLUMN_TEXT, book),
    COLUMN("code", COLUMN_TEXT, code),
    COLUMN("till", COLUMN_TEXT, chain),
    COLUMN("record", COLUMN_NUMBER, seq),
    COLUMN("part", COLUMN_INT, part),
    COLUMN("line", COLUMN_INT, line),
    COLUMN("use", COLUMN_TEXT, use),
    COLUMN("party", COLUMN_TEXT, party),
    COLUMN("journal", COLUMN_TEXT, journal),
    COLUMN("journal_label", COLUMN_TEXT, journal_label),
    COLUMN("date", COLUMN_DAY, day),
    COLUMN("account", COLUMN_TEXT, account),
    COLUMN("account_label", COLUMN_TEXT, account_label),
    COLUMN("auxiliary", COLUMN_TEXT, auxiliary),
    COLUMN("auxiliary_label", COLUMN_TEXT, auxiliary_label),
    COLUMN("document", COLUMN_TEXT, piece),
    COLUMN("document_date", COLUMN_DAY, piece_day),
    COLUMN("label", COLUMN_TEXT, label),
    COLUMN("debit", COLUMN_MONEY, debit),
    COLUMN("credit", COLUMN_MONEY, credit),
    COLUMN("section", COLUMN_TEXT, section),
    COLUMN("section_label", COLUMN_TEXT, section_label),
};
/* clang-format on */

static bool number_parse(const char *text, int64_t *out, struct err *err)
{
    char *end;

    *out = strtoll(text, &end, 10);
    return (end != text && *end == '\0') ||
           err_fail(err, ERR_INPUT, _("« %.20s » : un nombre entier."), text);
}

static bool field_take(const struct register_column *column, const char *text, char *at,
                       struct err *err)
{
    int64_t number = 0;

    switch (column->kind) {
    case COLUMN_TEXT:
        snprintf(at, column->room, "%s", text);
        return strlen(text) < column->room ||
               err_fail(err, ERR_INPUT, _("« %.40s » est trop long."), text);
    case COLUMN_DAY: return day_parse(text, (struct day *)(void *)at, err);
    case COLUMN_MONEY: return money_parse(text, (cents *)(void *)at, err);
    case COLUMN_NUMBER: return number_parse(text, (int64_t *)(void *)at, err);
    case COLUMN_INT:
        if (!number_parse(text, &number, err))
            return false;
        *(int *)(void *)at = (int)number;
        return true;
    }
    abort();
}

static bool register_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct account_line *row = account_lines_add(context);

    (void)line;
    if (!row)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        if (!field_take(&COLUMNS[i], fields[i], (char *)row + COLUMNS[i].offset, err))
            return false;
    return true;
}

/* Who corrects an amount by hand would hand over entries that do not add up. */
static bool register_check(const struct account_lines *lines, struct err *err)
{
    cents sum = 0;

    for (int i = 0; i < lines->count; i++) {
        const struct account_line *line = &lines->all[i];
        const struct account_line *next = i + 1 < lines->count ? line + 1 : NULL;

        sum += line->debit - line->credit;
        if (next && next->entry == line->entry && strcmp(next->exercise, line->exercise) == 0)
            continue;
        if (sum != 0)
            return err_fail(err, ERR_TAMPERED,
                            _("numbers.csv a été changé : l'écriture %lld de %s n'est plus "
                              "équilibrée. Reprendre celui de la dernière fois."),
                            (long long)line->entry, line->exercise);
    }
    return true;
}

bool register_read(const char *path, struct account_lines *out, struct err *err)
{
    struct csv_column columns[COUNT_OF(COLUMNS)];
    struct csv_faults faults = csv_faults_init();
    bool good;

    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        columns[i] = (struct csv_column){ COLUMNS[i].name, false };

    const struct csv_table table = { columns, COUNT_OF(columns), register_row, NULL };

    good = csv_read(path, &table, out, &faults, err);
    csv_faults_release(&faults);
    return good && register_check(out, err);
}

static void field_put(const struct register_column *column, const char *at, bool first,
                      struct buf *out)
{
    char text[64] = "";

    switch (column->kind) {
    case COLUMN_TEXT: csv_put_field(out, at, first); return;
    case COLUMN_DAY: day_format(*(const struct day *)(const void *)at, text); break;
    case COLUMN_MONEY: money_format_file(*(const cents *)(const void *)at, text); break;
    case COLUMN_NUMBER:
        snprintf(text, sizeof text, "%" PRId64, *(const int64_t *)(const void *)at);
        break;
    case COLUMN_INT: snprintf(text, sizeof text, "%d", *(const int *)(const void *)at); break;
    }
    csv_put_field(out, text, first);
}

void register_put(const struct account_lines *lines, struct buf *out)
{
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        csv_put_field(out, COLUMNS[i].name, i == 0);
    csv_put_end(out);
    for (int row = 0; row < lines->count; row++) {
        for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
            field_put(&COLUMNS[i], (const char *)&lines->all[row] + COLUMNS[i].offset, i == 0, out);
        csv_put_end(out);
    }
}

bool register_knows(const struct account_lines *lines, const struct account_line *line)
{
    for (int i = 0; i < lines->count; i++)
        if (account_line_is_beside(&lines->all[i], line))
            return true;
    return false;
}

const char *register_code(const struct account_lines *lines, const char *book)
{
    for (int i = 0; i < lines->count; i++)
        if (strcmp(lines->all[i].book, book) == 0)
            return lines->all[i].code;
    return "";
}

bool register_code_is_of_another(const struct account_lines *lines, const char *book,
                                 const char *code)
{
    for (int i = 0; i < lines->count; i++)
        if (strcmp(lines->all[i].code, code) == 0 && strcmp(lines->all[i].book, book) != 0)
            return true;
    return false;
}

static int64_t last_entry(const struct account_lines *lines, const char *exercise)
{
    int64_t last = 0;

    for (int i = 0; i < lines->count; i++)
        if (strcmp(lines->all[i].exercise, exercise) == 0 && lines->all[i].entry > last)
            last = lines->all[i].entry;
    return last;
}

/* A supplier is one for all sessions; a badge is a person of its own session. */
static bool is_same_party(const struct account_line *one, const struct account_line *other)
{
    bool is_supplier = strcmp(one->use, "supplier") == 0;

    return is_supplier == (strcmp(other->use, "supplier") == 0) &&
           (is_supplier
                ? names_match(one->party, other->party)
                : strcmp(one->party, other->party) == 0 && strcmp(one->book, other->book) == 0);
}

/* The newest number after this prefix. */
static long last_auxiliary(const struct account_lines *lines, const char *prefix)
{
    size_t length = strlen(prefix);
    long last = 0;

    for (int i = 0; i < lines->count; i++) {
        const char *text = lines->all[i].auxiliary;
        char *end;
        long number;

        if (strncmp(text, prefix, length) != 0 || text[length] == '\0')
            continue;
        number = strtol(text + length, &end, 10);
        if (*end == '\0' && number > last)
            last = number;
    }
    return last;
}

static void auxiliary_take(const struct account_lines *lines, struct account_line *line)
{
    char prefix[AUXILIARY_MAX];

    if (line->party[0] == '\0')
        return;
    for (int i = 0; i < lines->count; i++)
        if (is_same_party(&lines->all[i], line) && lines->all[i].auxiliary[0]) {
            memcpy(line->auxiliary, lines->all[i].auxiliary, AUXILIARY_MAX);
            if (strcmp(line->use, "supplier") == 0) /* however it was written this time */
                memcpy(line->auxiliary_label, lines->all[i].auxiliary_label,
                       sizeof line->auxiliary_label);
            return;
        }
    memcpy(prefix, line->auxiliary, AUXILIARY_MAX);
    snprintf(line->auxiliary, AUXILIARY_MAX, "%.10s%04ld", prefix,
             last_auxiliary(lines, prefix) + 1);
}

bool register_take(struct account_lines *lines, struct account_lines *fresh, struct day today,
                   struct err *err)
{
    int64_t number = fresh->count ? last_entry(lines, fresh->all[0].exercise) : 0;

    for (int i = 0; i < fresh->count; i++) {
        struct account_line *line = &fresh->all[i];
        struct account_line *kept;

        if (i == 0 || !account_line_is_beside(line, &fresh->all[i - 1]))
            number++;
        line->entry = number;
        line->valid = today;
        auxiliary_take(lines, line);
        kept = account_lines_add(lines);
        if (!kept)
            return err_fail(err, ERR_STORAGE,
                            _("Mémoire insuffisante : fermer un autre programme."));
        *kept = *line;
    }
    return true;
}
