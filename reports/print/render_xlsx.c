/*
 * A spreadsheet with real numbers, dates and formats (libxlsxwriter), linked
 * into libflashcoop-paper.so with render_pdf. Rows leave memory as they come
 * (constant_memory). Sums are formulas that carry their computed value, so that
 * a reader that does not calculate shows them too.
 *
 * Spreadsheets hold numbers as double: exact for cents up to 90 000 milliards.
 */
#include "reports/print/paper_plugin.h"

#include "base/lang.h"
#include "base/text.h"

#include <xlsxwriter.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { WIDEST_COLS = 60, FACTS_MAX = 64, FACT_NAME_MAX = 32, FORMULA_MAX = 200 };

enum format {
    F_PLAIN,
    F_BOLD,
    F_TITLE,
    F_HEADING,
    F_MONEY,
    F_RATE,
    F_DATE,
    F_TIME,
    F_TENTHS,
    F_MINUTES,
    F_TOTAL,
    F_TOTAL_MONEY,
    F_NOTE,
    F_COUNT
};

struct renderer {
    struct outlet *outlet;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *formats[F_COUNT];
    lxw_row_t row;       /* the next free one */
    lxw_row_t first_row; /* of the present table's rows */
    bool is_frozen;
    lxw_row_t facts_row;                       /* the first below the heads of the first facts */
    char fact_names[FACTS_MAX][FACT_NAME_MAX]; /* of the present table, beside their rows */
    lxw_row_t fact_rows[FACTS_MAX];
    int fact_count;
    int widest[PAGE_COLUMNS_MAX];
    char path[OUTLET_PATH_MAX]; /* libxlsxwriter writes a file; it goes to the outlet at the end */
};

static void put_string(struct renderer *renderer, int column, const char *text, enum format format)
{
    worksheet_write_string(renderer->sheet, renderer->row, (lxw_col_t)column, text,
                           renderer->formats[format]);
}

static void xlsx_title(struct renderer *renderer, const char *title, const char *subtitle)
{
    put_string(renderer, 0, title, F_TITLE);
    renderer->row++;
    if (subtitle[0]) {
        put_string(renderer, 0, subtitle, F_PLAIN);
        renderer->row++;
    }
    renderer->row++;
}

static void xlsx_voice(struct renderer *renderer, enum page_voice voice, const char *text)
{
    renderer->row += voice == VOICE_SECTION;
    put_string(renderer, 0, text,
               voice == VOICE_SECTION ? F_BOLD
               : voice == VOICE_NOTE  ? F_NOTE
                                      : F_PLAIN);
    renderer->row++;
}

static void xlsx_bar(struct renderer *renderer, const struct page_bar *bar)
{
    put_string(renderer, 0, bar->label, F_PLAIN);
    put_string(renderer, 1, bar->shown, F_PLAIN);
    renderer->row++;
}

/* Facts have no headings elsewhere; here a screen reader says the one of each cell. */
static void facts_begin(struct renderer *renderer)
{
    renderer->fact_count = 0;
    put_string(renderer, 0, _("Quoi"), F_HEADING);
    put_string(renderer, 1, _("Valeur"), F_HEADING);
    renderer->row++;
    if (renderer->facts_row == 0)
        renderer->facts_row = renderer->row;
}

static void xlsx_table_begin(struct renderer *renderer, const struct table_view *view)
{
    if (view->table->facts)
        facts_begin(renderer);
    if (!view->table->facts) {
        for (int i = 0; i < view->column_count; i++) {
            const struct page_column *column = &view->table->columns[view->columns[i]];

            put_string(renderer, i, column->heading[0] ? column->heading : column->name, F_HEADING);
        }
        renderer->row++;
        if (!renderer->is_frozen) /* a sheet freezes once: above the rows of its first table */
            worksheet_freeze_panes(renderer->sheet, renderer->row, 0);
        renderer->is_frozen = true;
    }
    for (int i = 0; i < view->column_count; i++)
        if (view->widths_cols[i] > renderer->widest[i])
            renderer->widest[i] = view->widths_cols[i];
    renderer->first_row = renderer->row;
}

/* Days since 1899-12-30, as spreadsheets count; a time is what the wall clock showed. */
static double spreadsheet_time(const struct cell *cell)
{
    if (cell->kind == CELL_DATE)
        return (double)cell->number + 25569;
    return (double)(cell->number + 60 * (int64_t)cell->offset_min) / 86400.0 + 25569;
}

static void put_number(struct renderer *renderer, int column, double number, enum format format)
{
    worksheet_write_number(renderer->sheet, renderer->row, (lxw_col_t)column, number,
                           renderer->formats[format]);
}

static void put_cell(struct renderer *renderer, int column, const struct cell *cell)
{
    double number = (double)cell->number;

    switch (cell->kind) {
    case CELL_EMPTY: break;
    case CELL_TEXT: put_string(renderer, column, cell_show(cell, false, NULL), F_PLAIN); break;
    case CELL_INTEGER: put_number(renderer, column, number, F_PLAIN); break;
    case CELL_MONEY: put_number(renderer, column, number / 100, F_MONEY); break;
    case CELL_RATE: put_number(renderer, column, number / 10000, F_RATE); break;
    case CELL_QUANTITY: put_number(renderer, column, number / 1000, F_PLAIN); break;
    case CELL_TENTHS: put_number(renderer, column, number / 10, F_TENTHS); break;
    case CELL_MINUTES: put_number(renderer, column, number / 1440, F_MINUTES); break;
    case CELL_DATE: put_number(renderer, column, spreadsheet_time(cell), F_DATE); break;
    case CELL_TIME: put_number(renderer, column, spreadsheet_time(cell), F_TIME); break;
    }
}

static void fact_keep(struct renderer *renderer, const struct cell *name)
{
    if (renderer->fact_count == FACTS_MAX || !name->file_text)
        return;
    snprintf(renderer->fact_names[renderer->fact_count], FACT_NAME_MAX, "%s", name->file_text);
    renderer->fact_rows[renderer->fact_count++] = renderer->row;
}

/* "+net_sales-charges" as "=B4-B5"; false when a name is not above. */
static bool formula_make(const struct renderer *renderer, const char *names, char out[FORMULA_MAX])
{
    size_t used = (size_t)snprintf(out, FORMULA_MAX, "=");

    while (*names) {
        size_t length = strcspn(names + 1, "+-");
        int at = 0;

        while (at < renderer->fact_count &&
               (strncmp(renderer->fact_names[at], names + 1, length) != 0 ||
                renderer->fact_names[at][length] != '\0'))
            at++;
        if (at == renderer->fact_count || used + 16 > FORMULA_MAX)
            return false;
        used += (size_t)snprintf(out + used, FORMULA_MAX - used, "%cB%u", *names,
                                 (unsigned)renderer->fact_rows[at] + 1);
        names += 1 + length;
    }
    return true;
}

static void xlsx_row(struct renderer *renderer, const struct table_view *view,
                     const struct cell *cells)
{
    char formula[FORMULA_MAX];

    for (int i = 0; i < view->column_count; i++) {
        const struct cell *cell = &cells[view->columns[i]];

        if (cell->formula && formula_make(renderer, cell->formula, formula))
            worksheet_write_formula_num(renderer->sheet, renderer->row, (lxw_col_t)i, formula,
                                        renderer->formats[F_MONEY], (double)cell->number / 100);
        else
            put_cell(renderer, i, cell);
    }
    if (view->table->facts)
        fact_keep(renderer, &cells[view->columns[0]]);
    renderer->row++;
}

/* The value that the formula will show, in the unit of the sheet. */
static double total_value(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_MONEY: return (double)cell->number / 100;
    case CELL_QUANTITY: return (double)cell->number / 1000;
    case CELL_MINUTES: return (double)cell->number / 1440;
    case CELL_TENTHS: return (double)cell->number / 10;
    case CELL_RATE: return (double)cell->number / 10000;
    case CELL_EMPTY:
    case CELL_TEXT:
    case CELL_INTEGER:
    case CELL_DATE:
    case CELL_TIME: return (double)cell->number;
    }
    abort();
}

static void xlsx_total(struct renderer *renderer, const struct table_view *view,
                       const struct cell *cells)
{
    for (int i = 0; i < view->column_count; i++) {
        const struct page_column *column = &view->table->columns[view->columns[i]];
        const struct cell *cell = &cells[view->columns[i]];
        char formula[80], range[LXW_MAX_CELL_RANGE_LENGTH];

        if (i == 0)
            put_string(renderer, 0, cell_show(cell, false, NULL), F_TOTAL);
        if (!column->summed || renderer->row == renderer->first_row)
            continue;
        lxw_rowcol_to_range(range, renderer->first_row, (lxw_col_t)i, renderer->row - 1,
                            (lxw_col_t)i);
        snprintf(formula, sizeof formula, "=SUM(%s)", range);
        worksheet_write_formula_num(
            renderer->sheet, renderer->row, (lxw_col_t)i, formula,
            renderer->formats[cell->kind == CELL_MONEY ? F_TOTAL_MONEY : F_TOTAL],
            total_value(cell));
    }
    renderer->row++;
}

static void xlsx_table_end(struct renderer *renderer, const struct table_view *view)
{
    (void)view;
    renderer->row++;
}

static bool pour(const char *path, struct outlet *outlet)
{
    char block[65536];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file >= 0 ? 1 : -1;

    while (got > 0) {
        got = read(file, block, sizeof block);
        if (got > 0)
            outlet_put(outlet, block, (size_t)got);
    }
    if (file >= 0)
        close(file);
    return got == 0;
}

/* The library writes parts there before it packs them. */
static const char *temporary_folder(void)
{
    const char *chosen = getenv("TMPDIR");

    return chosen && chosen[0] == '/' ? chosen : "/tmp";
}

static bool xlsx_finish(struct renderer *renderer, struct err *err)
{
    lxw_workbook *workbook = renderer->workbook;

    for (int i = 0; i < PAGE_COLUMNS_MAX; i++) {
        int width = renderer->widest[i] < WIDEST_COLS ? renderer->widest[i] : WIDEST_COLS;

        if (width > 0)
            worksheet_set_column(renderer->sheet, (lxw_col_t)i, (lxw_col_t)i, width + 2, NULL);
    }
    if (!renderer->is_frozen && renderer->facts_row > 0) /* facts alone */
        worksheet_freeze_panes(renderer->sheet, renderer->facts_row, 0);
    if (renderer->row > LXW_ROW_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de lignes pour un tableur : demander le CSV."));
    renderer->workbook = NULL; /* workbook_close() frees it, whatever it says */
    if (workbook_close(workbook) != LXW_NO_ERROR || !pour(renderer->path, renderer->outlet))
        return err_fail(err, ERR_STORAGE,
                        _("Le tableur n'a pas pu être écrit : vérifier la place dans %.80s."),
                        temporary_folder());
    return true;
}

static void xlsx_release(struct renderer *renderer)
{
    if (renderer->workbook)
        workbook_close(renderer->workbook);
    unlink(renderer->path);
    free(renderer);
}

static void xlsx_make_formats(struct renderer *renderer)
{
    /* clang-format off */
    static const struct { const char *numbers; bool bold; double size; bool under; } LOOKS[] = {
        [F_PLAIN]       = { NULL, false, 11, false },
        [F_BOLD]        = { NULL, true, 12, false },
        [F_TITLE]       = { NULL, true, 16, false },
        [F_HEADING]     = { NULL, true, 11, true },
        [F_MONEY]       = { "#,##0.00 \"€\";[Red]-#,##0.00 \"€\"", false, 11, false },
        [F_RATE]        = { "0.0#%", false, 11, false },
        [F_DATE]        = { "dd/mm/yyyy", false, 11, false },
        [F_TIME]        = { "dd/mm/yyyy hh:mm", false, 11, false },
        [F_TENTHS]      = { "0.0", false, 11, false },
        [F_MINUTES]     = { "[h]:mm", false, 11, false },
        [F_TOTAL]       = { NULL, true, 11, false },
        [F_TOTAL_MONEY] = { "#,##0.00 \"€\"", true, 11, false },
        [F_NOTE]        = { NULL, false, 9, false },
    };
    /* clang-format on */
    for (int i = 0; i < F_COUNT; i++) {
        lxw_format *format = workbook_add_format(renderer->workbook);

        if (LOOKS[i].numbers)
            format_set_num_format(format, LOOKS[i].numbers);
        if (LOOKS[i].bold)
            format_set_bold(format);
        if (LOOKS[i].under)
            format_set_bottom(format, LXW_BORDER_THIN);
        format_set_font_size(format, LOOKS[i].size);
        renderer->formats[i] = format;
    }
}

static void xlsx_describe(struct renderer *renderer, const struct page_target *target)
{
    lxw_doc_properties properties = {
        .title = (char *)(target->title ? target->title : ""),
        .comments = (char *)("flashcoop " VERSION),
        .created = (time_t)(target->made_at.utc_s > 0 ? target->made_at.utc_s : 1),
    };

    workbook_set_properties(renderer->workbook, &properties);
}

/* The title, as far as spreadsheets take it: 31 characters, none of `[]:*?/\`, no quote at an end.
 */
static void sheet_name(const char *title, char out[4 * LXW_SHEETNAME_MAX + 1])
{
    size_t length = 0;
    int characters = 0;

    for (const char *at = title; *at; at++) {
        bool begins = ((unsigned char)*at & 0xC0) != 0x80;

        if (begins && characters++ == LXW_SHEETNAME_MAX)
            break;
        out[length++] =
            strchr("[]:*?/\\", *at) || (*at == '\'' && (!at[1] || at == title)) ? ' ' : *at;
    }
    out[length] = '\0';
}

static const struct renderer_ops XLSX_OPS = {
    .wants_widths = true,
    .wants_people = true,
    .wants_files = true,
    .title = xlsx_title,
    .voice = xlsx_voice,
    .bar = xlsx_bar,
    .table_begin = xlsx_table_begin,
    .row = xlsx_row,
    .total = xlsx_total,
    .table_end = xlsx_table_end,
    .finish = xlsx_finish,
    .release = xlsx_release,
};

bool xlsx_open(const struct page_target *target, struct outlet *outlet,
               const struct renderer_ops **ops, struct renderer **out, struct err *err);

bool xlsx_open(const struct page_target *target, struct outlet *outlet,
               const struct renderer_ops **ops, struct renderer **out, struct err *err)
{
    const char *folder = temporary_folder();
    lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = (char *)folder };
    struct renderer *renderer = calloc(1, sizeof *renderer);
    char name[4 * LXW_SHEETNAME_MAX + 1];
    int file = -1;

    if (!renderer)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    renderer->outlet = outlet;
    if (snprintf(renderer->path, sizeof renderer->path, "%s/flashcoop-XXXXXX", folder) <
        (int)sizeof renderer->path)
        file = mkstemp(renderer->path);
    if (file >= 0)
        close(file);
    renderer->workbook = file >= 0 ? workbook_new_opt(renderer->path, &options) : NULL;
    if (!renderer->workbook) {
        xlsx_release(renderer);
        return err_fail(err, ERR_STORAGE,
                        _("Le tableur n'a pas pu être écrit : vérifier la place dans %.80s."),
                        folder);
    }
    sheet_name(target->title ? target->title : "", name);
    renderer->sheet = workbook_add_worksheet(renderer->workbook, name[0] ? name : NULL);
    xlsx_make_formats(renderer);
    xlsx_describe(renderer, target);
    *ops = &XLSX_OPS;
    *out = renderer;
    return true;
}
