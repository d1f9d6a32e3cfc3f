#include "reports/print/page_spool.h"

#include "base/lang.h"
#include "reports/print/render_paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Some thousand pages. */
enum { SPOOL_BYTES = 1 << 25, SPOOL_CEILING = 2 * SPOOL_BYTES, TITLE_MAX = 700 };

enum call { CALL_TITLE, CALL_VOICE, CALL_BAR, CALL_TABLE, CALL_ROW, CALL_TOTAL, CALL_TABLE_END };

struct renderer {
    struct page_target target;
    struct ink colour;
    char title[TITLE_MAX];
    struct buf logo, emblem;
    struct outlet *outlet;
    const struct renderer_ops *ops; /* of `next`; NULL: it could not be opened */
    struct renderer *next;          /* counts the pages, or draws them */
    bool draws;
    int pages;
    struct buf calls; /* each by its number and what it was given */
    struct page_table table;
    struct page_column columns[PAGE_COLUMNS_MAX];
    struct table_view view; /* of the table that is read back */
    struct err err;         /* the first failure */
};

static void put_text(struct buf *calls, const char *text)
{
    buf_put_byte(calls, text != NULL);
    if (text)
        buf_put(calls, text, strlen(text) + 1);
}

static const char *take_text(const char **at)
{
    const char *text = *at + 1;

    if (**at == 0) {
        *at = text;
        return NULL;
    }
    *at = text + strlen(text) + 1;
    return text;
}

static void take(const char **at, void *out, size_t size)
{
    memcpy(out, *at, size);
    *at += size;
}

static void put_cells(struct buf *calls, const struct table_view *view, const struct cell *cells)
{
    for (int i = 0; i < view->table->column_count; i++) {
        buf_put(calls, &cells[i], sizeof cells[i]);
        put_text(calls, cells[i].text);
    }
}

static void take_cells(struct renderer *spool, const char **at, struct cell *cells)
{
    for (int i = 0; i < spool->table.column_count; i++) {
        take(at, &cells[i], sizeof cells[i]);
        cells[i].text = take_text(at);
        cells[i].file_text = cells[i].formula = NULL;
    }
}

static void put_table(struct buf *calls, const struct table_view *view)
{
    const struct page_table *table = view->table;

    buf_put(calls, view, sizeof *view);
    buf_put(calls, table, sizeof *table);
    for (int i = 0; i < table->column_count; i++) {
        buf_put(calls, &table->columns[i], sizeof table->columns[i]);
        put_text(calls, table->columns[i].heading);
    }
}

/* Names for files and the words of the total are not of paper's concern. */
static void take_table(struct renderer *spool, const char **at)
{
    take(at, &spool->view, sizeof spool->view);
    take(at, &spool->table, sizeof spool->table);
    for (int i = 0; i < spool->table.column_count; i++) {
        take(at, &spool->columns[i], sizeof spool->columns[i]);
        spool->columns[i].heading = take_text(at);
        spool->columns[i].name = NULL;
    }
    spool->table.columns = spool->columns;
    spool->table.total_label = spool->table.total_name = NULL;
    spool->view.table = &spool->table;
}

static void row_again(struct renderer *spool, enum call call, const char **at)
{
    struct cell cells[PAGE_COLUMNS_MAX];

    take_cells(spool, at, cells);
    if (call == CALL_TOTAL)
        spool->ops->total(spool->next, &spool->view, cells);
    else
        spool->ops->row(spool->next, &spool->view, cells);
}

static void words_again(struct renderer *spool, enum call call, const char **at)
{
    struct page_bar bar;
    enum page_voice voice;
    const char *text;

    if (call == CALL_TITLE) {
        text = take_text(at);
        spool->ops->title(spool->next, text, take_text(at));
    } else if (call == CALL_VOICE) {
        take(at, &voice, sizeof voice);
        spool->ops->voice(spool->next, voice, take_text(at));
    } else {
        take(at, &bar, sizeof bar);
        bar.label = take_text(at);
        bar.shown = take_text(at);
        spool->ops->bar(spool->next, &bar);
    }
}

static void call_again(struct renderer *spool, const char **at)
{
    enum call call = (enum call)(unsigned char)*(*at)++;

    if (call == CALL_TITLE || call == CALL_VOICE || call == CALL_BAR) {
        words_again(spool, call, at);
    } else if (call == CALL_TABLE) {
        take_table(spool, at);
        spool->ops->table_begin(spool->next, &spool->view);
    } else if (call == CALL_TABLE_END) {
        spool->ops->table_end(spool->next, &spool->view);
    } else {
        row_again(spool, call, at);
    }
}

/* The pages are drawn; `total` 0 when nobody knows how many there will be. */
static void draw(struct renderer *spool, int total)
{
    const char *at = buf_text(&spool->calls);
    const char *end = at + spool->calls.length;

    spool->ops->release(spool->next);
    spool->next = NULL;
    spool->target.page_count = NULL;
    spool->target.page_total = total;
    spool->draws = true;
    if (!render_paper(&spool->target, spool->outlet, &spool->ops, &spool->next, &spool->err)) {
        spool->ops = NULL;
        return;
    }
    while (at < end)
        call_again(spool, &at);
    buf_clear(&spool->calls);
}

/* Where the next call is kept; NULL once it is too long to be. */
static struct buf *kept(struct renderer *spool, enum call call)
{
    if (!spool->draws && spool->calls.length > SPOOL_BYTES)
        draw(spool, 0);
    if (spool->draws)
        return NULL;
    buf_put_byte(&spool->calls, (unsigned)call);
    return &spool->calls;
}

static void spool_title(struct renderer *spool, const char *title, const char *subtitle)
{
    struct buf *calls = kept(spool, CALL_TITLE);

    if (calls) {
        put_text(calls, title);
        put_text(calls, subtitle);
    }
    if (spool->ops)
        spool->ops->title(spool->next, title, subtitle);
}

static void spool_voice(struct renderer *spool, enum page_voice voice, const char *text)
{
    struct buf *calls = kept(spool, CALL_VOICE);

    if (calls) {
        buf_put(calls, &voice, sizeof voice);
        put_text(calls, text);
    }
    if (spool->ops)
        spool->ops->voice(spool->next, voice, text);
}

static void spool_bar(struct renderer *spool, const struct page_bar *bar)
{
    struct buf *calls = kept(spool, CALL_BAR);

    if (calls) {
        buf_put(calls, bar, sizeof *bar);
        put_text(calls, bar->label);
        put_text(calls, bar->shown);
    }
    if (spool->ops)
        spool->ops->bar(spool->next, bar);
}

static void spool_table_begin(struct renderer *spool, const struct table_view *view)
{
    struct buf *calls = kept(spool, CALL_TABLE);

    if (calls)
        put_table(calls, view);
    if (spool->ops)
        spool->ops->table_begin(spool->next, view);
}

static void spool_row(struct renderer *spool, const struct table_view *view,
                      const struct cell *cells)
{
    struct buf *calls = kept(spool, CALL_ROW);

    if (calls)
        put_cells(calls, view, cells);
    if (spool->ops)
        spool->ops->row(spool->next, view, cells);
}

static void spool_total(struct renderer *spool, const struct table_view *view,
                        const struct cell *cells)
{
    struct buf *calls = kept(spool, CALL_TOTAL);

    if (calls)
        put_cells(calls, view, cells);
    if (spool->ops)
        spool->ops->total(spool->next, view, cells);
}

static void spool_table_end(struct renderer *spool, const struct table_view *view)
{
    (void)kept(spool, CALL_TABLE_END);
    if (spool->ops)
        spool->ops->table_end(spool->next, view);
}

static bool spool_finish(struct renderer *spool, struct err *err)
{
    if (!spool->draws) {
        if (!buf_check(&spool->calls, err) || !spool->ops->finish(spool->next, err))
            return false;
        draw(spool, spool->pages);
    }
    if (!spool->ops)
        return err_fail(err, spool->err.code, "%s", spool->err.text);
    return spool->ops->finish(spool->next, err);
}

static void spool_release(struct renderer *spool)
{
    if (spool->ops)
        spool->ops->release(spool->next);
    buf_release(&spool->calls);
    buf_release(&spool->logo);
    buf_release(&spool->emblem);
    free(spool);
}

static const struct renderer_ops SPOOL_OPS = {
    .wants_widths = true,
    .wants_people = true,
    .title = spool_title,
    .voice = spool_voice,
    .bar = spool_bar,
    .table_begin = spool_table_begin,
    .row = spool_row,
    .total = spool_total,
    .table_end = spool_table_end,
    .finish = spool_finish,
    .release = spool_release,
};

static struct buf picture_kept(const struct buf *png)
{
    struct buf kept = buf_init(png ? png->length : 0);

    if (png)
        buf_put(&kept, png->data, png->length);
    return kept;
}

/* What the caller lends for its opening alone. */
static void keep_target(struct renderer *spool, const struct page_target *target)
{
    snprintf(spool->title, sizeof spool->title, "%s", target->title ? target->title : "");
    if (target->colour)
        spool->colour = *target->colour;
    spool->logo = picture_kept(target->logo);
    spool->emblem = picture_kept(target->emblem);
    spool->target = *target;
    spool->target.title = target->title ? spool->title : NULL;
    spool->target.colour = target->colour ? &spool->colour : NULL;
    spool->target.logo = &spool->logo;
    spool->target.emblem = &spool->emblem;
    spool->target.page_count = &spool->pages;
}

bool page_spool(const struct page_target *target, struct outlet *outlet,
                const struct renderer_ops **ops, struct renderer **out, struct err *err)
{
    struct renderer *spool = calloc(1, sizeof *spool);

    if (!spool)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    keep_target(spool, target);
    spool->calls = buf_init(SPOOL_CEILING);
    spool->outlet = outlet;
    if (!render_paper(&spool->target, outlet, &spool->ops, &spool->next, err)) {
        spool_release(spool);
        return false;
    }
    *ops = &SPOOL_OPS;
    *out = spool;
    return true;
}
