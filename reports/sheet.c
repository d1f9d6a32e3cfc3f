#include "reports/sheet.h"

#include "reports/paper_plugin.h"

struct box box_at(mm x, mm y, mm width)
{
    return (struct box){ .x = x, .y = y, .width = width };
}

bool sheet_open(const struct sheet_target *target, struct sheet **out, struct err *err)
{
    const struct paper_plugin *plugin = NULL;

    return paper_plugin_load(&plugin, err) && plugin->sheet_open(target, out, err);
}

void sheet_page(struct sheet *sheet, enum sheet_size size)
{
    sheet->ops->page(sheet, size);
}

mm sheet_text(struct sheet *sheet, const struct text_style *style, const char *text,
              struct box place)
{
    return sheet->ops->text(sheet, style, text, place);
}

mm sheet_measure(struct sheet *sheet, const struct text_style *style, const char *text, mm width,
                 mm *used)
{
    return sheet->ops->measure(sheet, style, text, width, used);
}

void sheet_shape(struct sheet *sheet, const struct shape *shape)
{
    sheet->ops->shape(sheet, shape);
}

void sheet_barcode(struct sheet *sheet, const char *text, struct box place)
{
    sheet->ops->barcode(sheet, text, place);
}

void sheet_tag(struct sheet *sheet, const char *tag, bool begin)
{
    sheet->ops->tag(sheet, tag, begin);
}

bool sheet_finish(struct sheet *sheet, struct err *err)
{
    bool good = sheet->ops->finish(sheet, err);

    sheet_abandon(sheet);
    return good;
}

void sheet_abandon(struct sheet *sheet)
{
    if (sheet)
        sheet->ops->release(sheet);
}
