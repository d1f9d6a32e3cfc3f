/* The shapes of papers as paths of cairo. Part of libflashcoop-paper.so (paper_plugin.h). */
#ifndef REPORTS_RENDER_PDF_SHAPE_H
#define REPORTS_RENDER_PDF_SHAPE_H

#include "reports/print/shape.h"

#include <cairo.h>

void pdf_paint_shape(cairo_t *cairo, const struct shape *shape);

#endif
