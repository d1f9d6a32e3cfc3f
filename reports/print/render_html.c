/*
 * One page for a browser: a single file that asks for nothing, runs nothing,
 * and says everything in text. Bars that follow each other are one picture
 * beside a table of the same figures; a wide table becomes cards on a
 * telephone, so its roles are written out: `display` would take them away.
 */
#include "reports/print/renderer.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING_MAX = 700, BARS_TEXT_MAX = 1 << 16, CARDS_COLUMNS = 4, BAR_TEXT_COLS = 22 };

static const char STYLE[] = {
#include "reports/print/page.css.inc"
};

struct renderer {
    struct outlet *outlet;
    bool started;              /* the head stands */
    char heading[HEADING_MAX]; /* names the tables below it */
    int figure_count;
    int bar_count; /* of the figure being gathered */
    struct buf shapes, words, rows;
    struct moment made_at;
    char title[HEADING_MAX];
};

/* A mark that turns the writing of what follows it around: a name has no business with that. */
static bool turns_writing(uint32_t code_point)
{
    return (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

static void put_escaped(struct buf *out, const char *text)
{
    const char *all = text;

    while (*text) {
        const char *start = text;
        uint32_t code_point = text_next(&text);

        switch (code_point) {
        case ' ':
            buf_put_text(out, !text_breaks_at(all, (size_t)(start - all)) ? "\u00A0" : " ");
            break;
        case '&': buf_put_text(out, "&amp;"); break;
        case '<': buf_put_text(out, "&lt;"); break;
        case '>': buf_put_text(out, "&gt;"); break;
        case '"': buf_put_text(out, "&quot;"); break;
        default:
            if (code_point >= ' ' && code_point != TEXT_BROKEN && !turns_writing(code_point))
                buf_put(out, start, (size_t)(text - start));
        }
    }
}

static void put(struct renderer *renderer, const char *markup)
{
    outlet_put_text(renderer->outlet, markup);
}

static void put_text(struct renderer *renderer, const char *text)
{
    put_escaped(&renderer->outlet->block, text);
    outlet_settle(renderer->outlet);
}

/* <tag class="…">text</tag>; `open` holds all of the opening tag. */
static void put_element(struct renderer *renderer, const char *open, const char *text,
                        const char *tag)
{
    put(renderer, open);
    put_text(renderer, text);
    put(renderer, "</");
    put(renderer, tag);
    put(renderer, ">\n");
}

static void put_head(struct renderer *renderer, const char *title)
{
    renderer->started = true;
    put(renderer, "<!DOCTYPE html>\n<html lang=\"");
    put(renderer, lang_current() == LANG_FR ? "fr" : "en");
    put(renderer, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" "
                  "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put_element(renderer, "<title>", title, "title");
    put(renderer, "<style>\n");
    put(renderer, STYLE);
    put(renderer, "</style>\n</head>\n<body>\n<main>\n");
    put_element(renderer, "<h1>", title, "h1");
    snprintf(renderer->heading, sizeof renderer->heading, "%s", title);
}

/* The picture of the bars gathered so far, and their table. */
static void put_bars(struct renderer *renderer)
{
    char line[160];

    if (renderer->bar_count == 0)
        return;
    renderer->figure_count++;
    snprintf(line, sizeof line,
             "<figure>\n<svg role=\"img\" width=\"100%%\" height=\"%d.5em\" "
             "aria-labelledby=\"title%d\" aria-describedby=\"desc%d\">\n<title id=\"title%d\">",
             renderer->bar_count * 3, renderer->figure_count, renderer->figure_count,
             renderer->figure_count);
    put(renderer, line);
    put_text(renderer, renderer->heading);
    snprintf(line, sizeof line, "</title>\n<desc id=\"desc%d\">", renderer->figure_count);
    put(renderer, line);
    put(renderer, buf_text(&renderer->words));
    put(renderer, "</desc>\n");
    put(renderer, buf_text(&renderer->shapes));
    put(renderer, "</svg>\n<table>\n<caption>");
    put_text(renderer, renderer->heading);
    put(renderer, "</caption>\n<tbody>\n");
    put(renderer, buf_text(&renderer->rows));
    put(renderer, "</tbody>\n</table>\n</figure>\n");
    renderer->bar_count = 0;
    buf_clear(&renderer->shapes);
    buf_clear(&renderer->words);
    buf_clear(&renderer->rows);
}

/* What stands before anything that is no bar. */
static void begin(struct renderer *renderer)
{
    if (!renderer->started)
        put_head(renderer, renderer->title);
    put_bars(renderer);
}

static void html_title(struct renderer *renderer, const char *title, const char *subtitle)
{
    if (renderer->started) {
        begin(renderer);
        put_element(renderer, "<h2>", title, "h2");
        snprintf(renderer->heading, sizeof renderer->heading, "%s", title);
    } else {
        put_head(renderer, title);
    }
    if (subtitle[0])
        put_element(renderer, "<p class=\"under\">", subtitle, "p");
}

static void html_voice(struct renderer *renderer, enum page_voice voice, const char *text)
{
    begin(renderer);
    switch (voice) {
    case VOICE_SECTION:
        put_element(renderer, "<h2>", text, "h2");
        snprintf(renderer->heading, sizeof renderer->heading, "%s", text);
        break;
    case VOICE_SENTENCE: put_element(renderer, "<p>", text, "p"); break;
    case VOICE_NOTE: put_element(renderer, "<p class=\"note\">", text, "p"); break;
    }
}

/* Lengths are in letters and in parts of the width: readable whatever the screen is. */
static void html_bar(struct renderer *renderer, const struct page_bar *bar)
{
    int top = renderer->bar_count * 3;
    int64_t share = money_scale(bar->value, 1000, bar->full);

    if (!renderer->started)
        put_head(renderer, renderer->title);
    renderer->bar_count++;
    buf_printf(&renderer->shapes, "<text x=\"0\" y=\"%d.1em\">%d. ", top + 1, renderer->bar_count);
    if (text_width_cols(bar->shown) <= BAR_TEXT_COLS) /* letters in a picture do not go on below */
        put_escaped(&renderer->shapes, bar->shown);
    buf_printf(&renderer->shapes,
               "</text>\n<rect class=\"track\" x=\"0\" y=\"%d.5em\" width=\"100%%\" "
               "height=\"1em\"/>\n<rect class=\"fill\" x=\"0\" y=\"%d.5em\" "
               "width=\"%d.%d%%\" height=\"1em\"/>\n",
               top + 1, top + 1, (int)share / 10, (int)share % 10);
    put_escaped(&renderer->words, bar->label);
    put_escaped(&renderer->words, _(" : "));
    put_escaped(&renderer->words, bar->shown);
    buf_put_text(&renderer->words, "\n");
    buf_printf(&renderer->rows, "<tr><th scope=\"row\">%d. ", renderer->bar_count);
    put_escaped(&renderer->rows, bar->label);
    buf_put_text(&renderer->rows, "</th><td class=\"n\">");
    put_escaped(&renderer->rows, bar->shown);
    buf_put_text(&renderer->rows, "</td></tr>\n");
}

static bool column_is_number(const struct table_view *view, int i)
{
    return cell_kind_is_number(view->table->columns[view->columns[i]].kind);
}

static bool has_cards(const struct table_view *view)
{
    return view->column_count >= CARDS_COLUMNS;
}

static void put_headings(struct renderer *renderer, const struct table_view *view)
{
    put(renderer, "<thead role=\"rowgroup\"><tr role=\"row\">");
    for (int i = 0; i < view->column_count; i++) {
        const char *heading = view->table->columns[view->columns[i]].heading;

        if (heading[0] == '\0') {
            put(renderer, "<td role=\"cell\"></td>");
            continue;
        }
        put(renderer, column_is_number(view, i)
                          ? "<th role=\"columnheader\" scope=\"col\" class=\"n\">"
                          : "<th role=\"columnheader\" scope=\"col\">");
        put_text(renderer, heading);
        put(renderer, "</th>");
    }
    put(renderer, "</tr></thead>\n");
}

static void html_table_begin(struct renderer *renderer, const struct table_view *view)
{
    begin(renderer);
    if (has_cards(view)) { /* large letters may make it wider than the screen: it moves alone */
        put(renderer, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"");
        put_text(renderer, renderer->heading);
        put(renderer, "\">\n<table role=\"table\" class=\"cards\">\n<caption>");
    } else {
        put(renderer, "<table role=\"table\">\n<caption>");
    }
    put_text(renderer, renderer->heading);
    put(renderer, "</caption>\n");
    if (!view->table->facts)
        put_headings(renderer, view);
    put(renderer, "<tbody role=\"rowgroup\">\n");
}

/* The label that a card shows before its value. */
static void put_label(struct renderer *renderer, const struct table_view *view, int i)
{
    const char *heading = view->table->columns[view->columns[i]].heading;

    if (!has_cards(view) || heading[0] == '\0')
        return;
    put(renderer, " data-label=\"");
    put_text(renderer, heading);
    put(renderer, "\"");
}

static void put_row(struct renderer *renderer, const struct table_view *view,
                    const struct cell *cells, bool total)
{
    put(renderer, total ? "<tr role=\"row\" class=\"total\">" : "<tr role=\"row\">");
    for (int i = 0; i < view->column_count; i++) {
        const struct cell *cell = &cells[view->columns[i]];
        char scratch[CELL_SHOWN_MAX];

        put(renderer, i == 0 ? "<th role=\"rowheader\" scope=\"row\"" : "<td role=\"cell\"");
        if (column_is_number(view, i))
            put(renderer, " class=\"n\"");
        put_label(renderer, view, i);
        put(renderer, ">");
        put_text(renderer, total && cell->kind == CELL_EMPTY
                               ? ""
                               : cell_show(cell, view->table->facts, scratch));
        put(renderer, i == 0 ? "</th>" : "</td>");
    }
    put(renderer, "</tr>\n");
}

static void html_row(struct renderer *renderer, const struct table_view *view,
                     const struct cell *cells)
{
    put_row(renderer, view, cells, false);
}

static void html_total(struct renderer *renderer, const struct table_view *view,
                       const struct cell *cells)
{
    put_row(renderer, view, cells, true);
}

static void html_table_end(struct renderer *renderer, const struct table_view *view)
{
    put(renderer, has_cards(view) ? "</tbody>\n</table>\n</div>\n" : "</tbody>\n</table>\n");
}

static bool html_finish(struct renderer *renderer, struct err *err)
{
    char day[32], line[80];

    begin(renderer);
    day_format_human(moment_day(renderer->made_at), day, sizeof day);
    snprintf(line, sizeof line, _("Page faite le %s avec flashcoop."), day);
    put(renderer, "</main>\n<footer>\n");
    put_element(renderer, "<p>", line, "p");
    put(renderer, "</footer>\n</body>\n</html>\n");
    return buf_check(&renderer->shapes, err) && buf_check(&renderer->words, err) &&
           buf_check(&renderer->rows, err);
}

static void html_release(struct renderer *renderer)
{
    buf_release(&renderer->shapes);
    buf_release(&renderer->words);
    buf_release(&renderer->rows);
    free(renderer);
}

const struct renderer_ops *render_html(const struct page_target *target, struct outlet *outlet,
                                       struct renderer **out)
{
    static const struct renderer_ops OPS = {
        .wants_people = true,
        .title = html_title,
        .voice = html_voice,
        .bar = html_bar,
        .table_begin = html_table_begin,
        .row = html_row,
        .total = html_total,
        .table_end = html_table_end,
        .finish = html_finish,
        .release = html_release,
    };
    struct renderer *renderer = calloc(1, sizeof *renderer);

    if (!renderer)
        return NULL;
    renderer->outlet = outlet;
    renderer->made_at = target->made_at;
    snprintf(renderer->title, sizeof renderer->title, "%s", target->title ? target->title : "");
    renderer->shapes = buf_init(BARS_TEXT_MAX);
    renderer->words = buf_init(BARS_TEXT_MAX);
    renderer->rows = buf_init(BARS_TEXT_MAX);
    *out = renderer;
    return &OPS;
}
