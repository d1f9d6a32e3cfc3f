#include "reports/slips/painter.h"

#include "reports/print/paper_plugin.h"

static bool paint(void *context, const char *line, int width_dots, struct bitmap *out)
{
    struct painted_line *storage = context;
    const struct paper_plugin *plugin;
    struct err ignored = ERR_EMPTY;
    struct dots dots = { .width = width_dots < PAINTED_WIDTH_MAX ? width_dots : PAINTED_WIDTH_MAX,
                         .height_max = PAINTED_HEIGHT_MAX,
                         .rows = storage->rows };

    if (!paper_plugin_load(&plugin, &ignored) || !plugin->line_paint(line, &dots))
        return false;
    *out = (struct bitmap){ dots.width, dots.height, dots.rows };
    return true;
}

struct painter painter_into(struct painted_line *storage)
{
    return (struct painter){ storage, paint };
}
