#include "reports/print/paper_table.h"

#include <assert.h>

static const mm PAD = 1.5;

static mm row_height(const struct paper_table *table, const char *const *texts, bool bold)
{
    struct text_style style = *table->style;
    mm height = table->row_height;

    style.bold = style.bold || bold;
    for (int i = 0; i < table->column_count; i++) {
        mm own =
            paper_measure(table->paper, &style, texts[i], table->widths[i] - 2 * PAD) + 2 * PAD;

        height = own > height ? own : height;
    }
    return height;
}

static void put_row(struct paper_table *table, const char *const *texts, bool bold, mm height,
                    const char *tag)
{
    struct paper *paper = table->paper;
    struct box box = { PAPER_MARGIN, paper->y, 0, height };

    surface_tag(paper->surface, "TR", true);
    for (int i = 0; i < table->column_count; i++) {
        struct text_style style = *table->style;
        mm own;

        style.bold = style.bold || bold;
        style.align = table->centred[i] ? ALIGN_MIDDLE : ALIGN_START;
        box.width = table->widths[i];
        own = paper_measure(paper, &style, texts[i], box.width - 2 * PAD);
        draw_box(paper->surface, box);
        surface_tag(paper->surface, tag, true);
        paper_put(paper, &style, texts[i],
                  box_at(box.x + PAD, box.y + (height - own) / 2, box.width - 2 * PAD));
        surface_tag(paper->surface, tag, false);
        box.x += box.width;
    }
    surface_tag(paper->surface, "TR", false);
    paper->y += height;
}

static void put_headings(struct paper_table *table)
{
    mm asked = table->row_height;

    surface_tag(table->paper->surface, "Table", true);
    table->row_height = 0;
    put_row(table, table->headings, true, row_height(table, table->headings, true), "TH");
    table->row_height = asked;
}

void paper_table_begin(struct paper_table *table)
{
    mm left = paper_room(table->paper);
    int open = 0;

    assert(table->column_count > 0 && table->column_count <= PAPER_TABLE_COLUMNS_MAX);
    for (int i = 0; i < table->column_count; i++) {
        left -= table->widths[i];
        open += table->widths[i] <= 0;
    }
    for (int i = 0; i < table->column_count; i++)
        if (table->widths[i] <= 0)
            table->widths[i] = left / open;
    put_headings(table);
}

void paper_table_row(struct paper_table *table, const char *const *texts, bool bold)
{
    mm height = row_height(table, texts, bold);

    if (paper_left(table->paper) < height) {
        surface_tag(table->paper->surface, "Table", false);
        paper_page(table->paper, table->paper->size, "");
        put_headings(table);
    }
    put_row(table, texts, bold, height, "TD");
}

void paper_table_end(struct paper_table *table)
{
    surface_tag(table->paper->surface, "Table", false);
    paper_skip(table->paper, 4);
}

struct box paper_table_cell(const struct paper_table *table, int i, mm height)
{
    struct box box = { PAPER_MARGIN, table->paper->y - height, table->widths[i], height };

    for (int before = 0; before < i; before++)
        box.x += table->widths[before];
    return box;
}
