/*
 * The neutral page on sheets of A4: the renderer of `--format pdf`.
 */
#ifndef REPORTS_RENDER_PAPER_H
#define REPORTS_RENDER_PAPER_H

#include "reports/print/renderer.h"
#include "reports/print/surface.h"

/* What the target points to outlives the page. ERR_STORAGE: the part that makes PDF is missing. */
bool render_paper(const struct page_target *target, struct outlet *outlet,
                  const struct renderer_ops **ops, struct renderer **out,
                  struct err *err) MUST_CHECK;

#endif
