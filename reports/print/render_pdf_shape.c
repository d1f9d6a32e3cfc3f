#include "reports/print/render_pdf_shape.h"

#include <math.h>

static double to_pt(mm length)
{
    return length * 72 / 25.4;
}

static void path_rect(cairo_t *cairo, const struct shape *shape)
{
    double x = to_pt(shape->x), y = to_pt(shape->y);
    double width = to_pt(shape->width), height = to_pt(shape->height);
    double radius = to_pt(shape->radius);

    if (radius <= 0) {
        cairo_rectangle(cairo, x, y, width, height);
        return;
    }
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - radius, y + radius, radius, -M_PI / 2, 0);
    cairo_arc(cairo, x + width - radius, y + height - radius, radius, 0, M_PI / 2);
    cairo_arc(cairo, x + radius, y + height - radius, radius, M_PI / 2, M_PI);
    cairo_arc(cairo, x + radius, y + radius, radius, M_PI, 3 * M_PI / 2);
    cairo_close_path(cairo);
}

static void path_polygon(cairo_t *cairo, const struct shape *shape)
{
    for (int i = 0; i < shape->point_count; i++)
        cairo_line_to(cairo, to_pt(shape->x + shape->points[i].x),
                      to_pt(shape->y + shape->points[i].y));
    cairo_close_path(cairo);
}

static void pdf_path(cairo_t *cairo, const struct shape *shape)
{
    double x = to_pt(shape->x), y = to_pt(shape->y);

    cairo_new_path(cairo);
    switch (shape->kind) {
    case SHAPE_RECT: path_rect(cairo, shape); break;
    case SHAPE_CIRCLE: cairo_arc(cairo, x, y, to_pt(shape->radius), 0, 2 * M_PI); break;
    case SHAPE_ARC: cairo_arc(cairo, x, y, to_pt(shape->radius), shape->from, shape->to); break;
    case SHAPE_POLYGON: path_polygon(cairo, shape); break;
    case SHAPE_LINE:
        cairo_move_to(cairo, x, y);
        cairo_line_to(cairo, x + to_pt(shape->width), y + to_pt(shape->height));
        break;
    }
}

void pdf_paint_shape(cairo_t *cairo, const struct shape *shape)
{
    static const double DASHES[] = { 3, 2 };

    pdf_path(cairo, shape);
    cairo_set_source_rgb(cairo, shape->ink.red, shape->ink.green, shape->ink.blue);
    if (shape->filled) {
        cairo_fill(cairo);
        return;
    }
    cairo_set_dash(cairo, DASHES, shape->dashed ? 2 : 0, 0);
    cairo_set_line_width(cairo, to_pt(shape->line));
    cairo_stroke(cairo);
}
