#include "reports/print/page.h"

#include "base/lang.h"
#include "base/text.h"
#include "reports/print/page_spool.h"
#include "reports/print/paper_plugin.h"
#include "reports/print/render_paper.h"
#include "reports/print/renderer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Rows looked at before a table is laid out; the widths of the others follow theirs. */
enum { SAMPLE_ROWS = 64, SAMPLE_TEXT_MAX = 1 << 20, FACT_TEXT_COLS = 20 };
enum { PROGRESS_ROWS = 8192 };

struct sampled_cell {
    struct cell cell;
    size_t text, file_text; /* offsets in `texts` plus 1; 0 = NULL */
};

struct page {
    const struct renderer_ops *ops;
    struct renderer *renderer;
    struct outlet own; /* used unless the target brought one */
    struct outlet *outlet;
    void (*progress)(int64_t row_count, bool done);
    int64_t row_count; /* of all tables */

    struct table_view view;
    bool in_table, shown; /* shown: this table is for this renderer */
    bool laid_out;        /* table_begin() was called */
    int64_t sums[PAGE_COLUMNS_MAX];
    int sampled;      /* rows kept back */
    struct buf texts; /* their texts, NUL after each */
    struct sampled_cell sample[SAMPLE_ROWS][PAGE_COLUMNS_MAX];
};

static const struct page_column FACT_COLUMNS[] = {
    { .name = "key", .heading = "", .kind = CELL_TEXT },
    { .name = "value", .heading = "", .kind = CELL_TEXT },
};
const struct page_table PAGE_FACTS = { .columns = FACT_COLUMNS, .column_count = 2, .facts = true };

bool fact_ends_right(const struct table_view *view, int column, const struct cell *cell)
{
    return view->table->facts && cell_kind_is_number(cell->kind) &&
           view->widths_cols[column] <= FACT_TEXT_COLS;
}

bool page_format_parse(const char *name, enum page_format *out)
{
    static const char *const NAMES[] = { "text", "csv", "pdf", "xlsx", "html" };

    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (strcmp(name, NAMES[i]) == 0) {
            *out = (enum page_format)i;
            return true;
        }
    return false;
}

static bool page_choose(struct page *page, const struct page_target *target, struct err *err)
{
    const struct paper_plugin *plugin = NULL;

    switch (target->format) {
    case PAGE_TEXT: page->ops = render_text(page->outlet, &page->renderer); break;
    case PAGE_CSV: page->ops = render_csv(page->outlet, &page->renderer); break;
    case PAGE_HTML: page->ops = render_html(target, page->outlet, &page->renderer); break;
    case PAGE_PDF:
        return (target->page_count ? render_paper : page_spool)(target, page->outlet, &page->ops,
                                                                &page->renderer, err);
    case PAGE_XLSX:
        return paper_plugin_load(&plugin, err) &&
               plugin->xlsx_open(target, page->outlet, &page->ops, &page->renderer, err);
    }
    return page->ops ||
           err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
}

bool page_open(const struct page_target *target, struct page **out, struct err *err)
{
    struct page *page = calloc(1, sizeof *page);

    if (!page)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    outlet_open_memory(&page->own, 0);
    page->texts = buf_init(SAMPLE_TEXT_MAX);
    page->progress = target->progress;
    page->outlet = target->outlet ? target->outlet : &page->own;
    if (!target->outlet && !outlet_open(&page->own, target->path, target->force, err))
        goto fail;
    page->own.remakeable = true; /* the book has it all */
    if (!page_choose(page, target, err))
        goto fail;
    *out = page;
    return true;
fail:
    page_abandon(page);
    return false;
}

void page_abandon(struct page *page)
{
    if (!page)
        return;
    if (page->progress && page->row_count >= PROGRESS_ROWS)
        page->progress(page->row_count, true);
    if (page->ops)
        page->ops->release(page->renderer);
    outlet_abandon(&page->own);
    buf_release(&page->texts);
    free(page);
}

bool page_close(struct page *page, struct err *err)
{
    assert(!page->in_table);

    bool good = page->ops->finish(page->renderer, err);

    if (good && page->outlet == &page->own)
        good = outlet_finish(&page->own, err);
    page_abandon(page);
    return good;
}

void page_title(struct page *page, const char *title, const char *subtitle)
{
    page->ops->title(page->renderer, title, subtitle);
}

void page_section(struct page *page, const char *heading)
{
    page->ops->voice(page->renderer, VOICE_SECTION, heading);
}

void page_sentence(struct page *page, const char *text)
{
    page->ops->voice(page->renderer, VOICE_SENTENCE, text);
}

void page_note(struct page *page, const char *text)
{
    page->ops->voice(page->renderer, VOICE_NOTE, text);
}

void page_bar(struct page *page, const struct page_bar *bar)
{
    assert(bar->full > 0 && bar->value >= 0 && bar->value <= bar->full);
    page->ops->bar(page->renderer, bar);
}

static bool column_is_shown(const struct renderer_ops *ops, const struct page_column *column)
{
    switch (column->reader) {
    case READER_ALL: return true;
    case READER_FILES: return ops->wants_files;
    case READER_PEOPLE: return ops->wants_people;
    }
    abort();
}

void page_begin_table(struct page *page, const struct page_table *table)
{
    struct table_view *view = &page->view;

    assert(!page->in_table);
    assert(table->column_count > 0 && table->column_count <= PAGE_COLUMNS_MAX);
    *view = (struct table_view){ .table = table };
    for (int i = 0; i < table->column_count; i++) {
        const struct page_column *column = &table->columns[i];

        page->sums[i] = 0;
        if (!column_is_shown(page->ops, column))
            continue;
        view->columns[view->column_count] = i;
        if (!table->facts)
            view->widths_cols[view->column_count] = text_width_cols(column->heading);
        view->column_count++;
    }
    page->in_table = true;
    page->shown = view->column_count > 0 && (page->ops->wants_people || !table->people_only);
    page->laid_out = false;
    page->sampled = 0;
    buf_clear(&page->texts);
    if (page->shown && !page->ops->wants_widths) {
        page->ops->table_begin(page->renderer, view);
        page->laid_out = true;
    }
}

static void view_measure(struct table_view *view, const struct cell *cells)
{
    for (int i = 0; i < view->column_count; i++) {
        char scratch[CELL_SHOWN_MAX];
        int width =
            text_width_cols(cell_show(&cells[view->columns[i]], view->table->facts, scratch));

        if (width > view->widths_cols[i])
            view->widths_cols[i] = width;
    }
}

static size_t sample_keep(struct page *page, const char *text)
{
    size_t offset = page->texts.length + 1;

    if (!text)
        return 0;
    buf_put(&page->texts, text, strlen(text) + 1);
    return offset;
}

static const char *sample_text(const struct page *page, size_t offset)
{
    return offset ? buf_text(&page->texts) + offset - 1 : NULL;
}

/* The rows kept back go to the renderer; those after them go straight through. */
static void page_lay_out(struct page *page)
{
    const struct table_view *view = &page->view;
    struct cell cells[PAGE_COLUMNS_MAX];

    page->ops->table_begin(page->renderer, view);
    page->laid_out = true;
    for (int row = 0; row < page->sampled; row++) {
        for (int i = 0; i < view->table->column_count; i++) {
            const struct sampled_cell *kept = &page->sample[row][i];

            cells[i] = kept->cell;
            cells[i].text = sample_text(page, kept->text);
            cells[i].file_text = sample_text(page, kept->file_text);
        }
        page->ops->row(page->renderer, view, cells);
    }
}

static void page_keep_back(struct page *page, const struct cell *cells)
{
    view_measure(&page->view, cells);
    for (int i = 0; i < page->view.table->column_count; i++) {
        struct sampled_cell *kept = &page->sample[page->sampled][i];

        kept->cell = cells[i];
        kept->text = sample_keep(page, cells[i].text);
        kept->file_text = sample_keep(page, cells[i].file_text);
    }
    page->sampled++;
    page->view.row_estimate = page->sampled;
    if (page->sampled == SAMPLE_ROWS || page->texts.length > SAMPLE_TEXT_MAX / 2)
        page_lay_out(page);
}

void page_row(struct page *page, const struct cell *cells)
{
    assert(page->in_table);
    if (!page->shown)
        return;
    page->row_count++;
    if (page->progress && page->row_count % PROGRESS_ROWS == 0)
        page->progress(page->row_count, false);
    for (int i = 0; i < page->view.table->column_count; i++)
        if (page->view.table->columns[i].summed)
            page->sums[i] += cells[i].number;
    if (page->laid_out)
        page->ops->row(page->renderer, &page->view, cells);
    else
        page_keep_back(page, cells);
}

/* The label may come from either side; a file without its own name of the row has no such row. */
static bool page_total_cells(const struct page *page, struct cell *cells)
{
    const struct page_table *table = page->view.table;

    if (!table->total_name && !(table->total_label && page->ops->wants_people))
        return false;
    cells[0] = cell_word(table->total_name, table->total_label ? table->total_label : "");
    for (int i = 1; i < table->column_count; i++)
        cells[i] = table->columns[i].summed
                       ? (struct cell){ .kind = table->columns[i].kind, .number = page->sums[i] }
                       : (struct cell){ .kind = CELL_EMPTY, .text = "" };
    return true;
}

void page_end_table(struct page *page)
{
    struct cell total[PAGE_COLUMNS_MAX];

    assert(page->in_table);
    page->in_table = false;
    if (!page->shown)
        return;

    bool totalled = page_total_cells(page, total);

    if (!page->laid_out) {
        if (totalled)
            view_measure(&page->view, total);
        page_lay_out(page);
    }
    if (totalled)
        page->ops->total(page->renderer, &page->view, total);
    page->ops->table_end(page->renderer, &page->view);
}

void page_fact(struct page *page, const char *name, const char *label, struct cell value)
{
    const struct cell cells[2] = { cell_word(name, label), value };

    assert(page->view.table->column_count == 2);
    page_row(page, cells);
}

void page_fact_sum(struct page *page, const char *name, const char *label, cents amount,
                   const char *formula)
{
    struct cell value = cell_money(amount);

    value.formula = formula;
    page_fact(page, name, label, value);
}
