/*
 * The pictures of a paper, each once in its file: known by their bytes, for two
 * of them may lie at one address, one after the other. Part of
 * libflashcoop-paper.so (paper_plugin.h).
 */
#ifndef REPORTS_RENDER_PDF_PICTURE_H
#define REPORTS_RENDER_PDF_PICTURE_H

#include <cairo.h>

#include <stddef.h>

struct pictures;

/* Borrowed until the next call; an error surface when it is no PNG. `*pictures` may be NULL. */
cairo_surface_t *pictures_find(struct pictures **pictures, const void *png, size_t length);
/*
 * What is filled next on that page (from 1) is the picture. Shown there before, it is a pattern:
 * cairo would name it anew in the page's dictionary, and a name that stands twice is an error.
 */
void picture_set(struct pictures *pictures, cairo_surface_t *picture, int page, cairo_t *cairo);
void pictures_close(struct pictures *pictures); /* accepts NULL */

#endif
