#include "pos/acts/template.h"

#include "base/csv.h"
#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const unsigned char TEMPLATES[] = {
#include "pos/acts/templates.csv.inc"
};

enum { KIND, COLUMNS, EXAMPLE, FIELDS, WORD_MAX = 64, COLUMNS_WIDTH = 62 };
#define TODAY    "@day" /* in an example */
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

struct model {
    const char *kind;
    struct day today;
    int count;
    char names[PAGE_COLUMNS_MAX][WORD_MAX];
    char values[PAGE_COLUMNS_MAX][WORD_MAX];
};

/* The columns of an empty file: without brackets, nor what stands for several. */
static int names_split(const char *columns, char names[][WORD_MAX])
{
    int count = 0;
    char word[WORD_MAX];
    size_t length;

    for (const char *at = columns; *at; at += length) {
        at += strspn(at, "[],");
        length = strcspn(at, "[],");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        if (word[0] != '\0' && strpbrk(word, CAPITALS) == NULL && count < PAGE_COLUMNS_MAX)
            snprintf(names[count++], WORD_MAX, "%s", word);
    }
    return count;
}

static int words_split(const char *text, char words[][WORD_MAX])
{
    int count = 0;

    for (bool more = true; more && count < PAGE_COLUMNS_MAX; count++) {
        size_t length = strcspn(text, ",");

        snprintf(words[count], WORD_MAX, "%.*s", (int)length, text);
        more = text[length] == ',';
        text += length + more;
    }
    return count;
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct model *model = context;

    (void)line;
    (void)err;
    if (strcmp(fields[KIND], model->kind) != 0)
        return true;
    words_split(fields[EXAMPLE], model->values);
    model->count = names_split(fields[COLUMNS], model->names);
    for (int i = 0; i < model->count; i++)
        if (strncmp(model->values[i], TODAY, strlen(TODAY)) == 0) {
            char day[DAY_TEXT_MAX];
            char rest[WORD_MAX];

            day_format(model->today, day);
            snprintf(rest, sizeof rest, "%s", model->values[i] + strlen(TODAY));
            snprintf(model->values[i], WORD_MAX, "%s%.40s", day, rest);
        }
    return true;
}

static bool rows_read(csv_row_fn *take, void *context, struct err *err)
{
    static const struct csv_column NAMES[FIELDS] = { { "kind", true },
                                                     { "columns", true },
                                                     { "example", true } };
    const struct csv_table table = { NAMES, FIELDS, take, NULL };

    return csv_read_text((const char *)TEMPLATES, "templates.csv", &table, context, err);
}

static bool model_find(struct model *model, struct err *err)
{
    if (!rows_read(row_take, model, err))
        return false;
    return model->count > 0 || err_fail(err, ERR_USAGE,
                                        _("« %.20s » n'est pas un fichier que l'on importe : voir "
                                          "flashcoop help import."),
                                        model->kind);
}

static bool name_put(void *context, long line, const char *const *fields, struct err *err)
{
    struct buf *out = context;

    (void)line;
    (void)err;
    buf_printf(out, "%s%s", out->length > 0 ? "|" : "", fields[KIND]);
    return true;
}

static bool columns_put(void *context, long line, const char *const *fields, struct err *err)
{
    struct buf *out = context;
    const char *at = fields[COLUMNS];
    const char *kind = fields[KIND];

    (void)line;
    (void)err;
    while (*at) {
        size_t length = strlen(at);

        if (length > COLUMNS_WIDTH) /* broken behind a comma */
            for (length = COLUMNS_WIDTH; at[length - 1] != ',';)
                length--;
        buf_printf(out, "%-14s%.*s\n", kind, (int)length, at);
        at += length;
        kind = "";
    }
    return true;
}

void template_names(struct buf *out)
{
    struct err err = ERR_EMPTY;
    bool good = rows_read(name_put, out, &err);

    assert(good); /* our own table */
}

void template_columns(struct buf *out)
{
    struct err err = ERR_EMPTY;
    bool good = rows_read(columns_put, out, &err);

    assert(good);
}

bool template_write(const char *kind, struct day today, const struct page_target *target,
                    struct err *err)
{
    struct model model = { .kind = kind, .today = today };
    struct page_column columns[PAGE_COLUMNS_MAX];
    struct cell cells[PAGE_COLUMNS_MAX];
    struct page *page;

    if (!model_find(&model, err) || !page_open(target, &page, err))
        return false;
    for (int i = 0; i < model.count; i++) {
        columns[i] = (struct page_column){ .name = model.names[i],
                                           .heading = model.names[i],
                                           .kind = CELL_TEXT };
        cells[i] = cell_text(model.values[i]);
    }
    page_begin_table(page, &(struct page_table){ .columns = columns, .column_count = model.count });
    page_row(page, cells);
    page_end_table(page);
    return page_close(page, err);
}
