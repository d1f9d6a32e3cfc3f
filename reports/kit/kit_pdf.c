#include "reports/kit/kit_pdf.h"

#include "programme/logo.h"
#include "reports/kit/kit_text.h"
#include "reports/print/paper_table.h"

#include <stdio.h>
#include <string.h>

static const mm BULLET = 5, LOGO_BOX_WIDTH = 60, LOGO_BOX_HEIGHT = 25, SMALL_WIDTH = 32,
                SMALL_HEIGHT = 16, KEEP = 30;
static const struct text_style SMALL_READ = { .size_pt = 11 }, LARGE_READ = { .size_pt = 14 };
static const struct text_style HEADING_1 = { .size_pt = 20,
                                             .bold = true,
                                             .ink = { 0.12, 0.25, 0.42 } };
static const struct text_style HEADING_2 = { .size_pt = 14.5,
                                             .bold = true,
                                             .ink = { 0.12, 0.25, 0.42 } };

struct pdf_pen {
    struct kit_pen pen; /* first */
    struct paper paper;
    const struct text_style *read;
    bool has_page;
    bool in_list;
    bool new_page;         /* begun by what comes next: a paper never ends with an empty one */
    mm row_end, row_below; /* of small pictures side by side: the next place, and under them */
    struct paper_table table;
};

static struct pdf_pen *pdf_of(struct kit_pen *pen)
{
    return (struct pdf_pen *)pen;
}

static void list_mark(struct pdf_pen *pdf, bool in_list)
{
    if (pdf->in_list != in_list)
        surface_tag(pdf->paper.surface, "L", in_list);
    pdf->in_list = in_list;
}

static void page_settle(struct pdf_pen *pdf)
{
    list_mark(pdf, false);
    if (!pdf->has_page || pdf->new_page)
        paper_page(&pdf->paper, SURFACE_A4, "");
    pdf->has_page = true;
    pdf->new_page = false;
}

static void tagged_write(struct pdf_pen *pdf, const char *tag, const struct text_style *style,
                         const char *text)
{
    char shown[KIT_LINE_MAX];

    kit_text_show(text, shown);
    surface_tag(pdf->paper.surface, tag, true);
    paper_write(&pdf->paper, style, shown);
    surface_tag(pdf->paper.surface, tag, false);
}

static void pdf_heading(struct kit_pen *pen, int level, const char *text)
{
    struct pdf_pen *pdf = pdf_of(pen);

    page_settle(pdf);
    paper_need(&pdf->paper, KEEP);
    paper_skip(&pdf->paper, level == 1 ? 2 : 3);
    tagged_write(pdf, level == 1 ? "H1" : "H2", level == 1 ? &HEADING_1 : &HEADING_2, text);
    paper_skip(&pdf->paper, level == 1 ? 4 : 1.5);
}

static void pdf_paragraph(struct kit_pen *pen, const char *text)
{
    struct pdf_pen *pdf = pdf_of(pen);
    char shown[KIT_LINE_MAX];

    page_settle(pdf);
    kit_text_show(text, shown);
    paper_need(&pdf->paper, paper_measure(&pdf->paper, pdf->read, shown, paper_room(&pdf->paper)));
    paper_write(&pdf->paper, pdf->read, shown);
    paper_skip(&pdf->paper, 2.5);
}

static void pdf_item(struct kit_pen *pen, const char *text)
{
    struct pdf_pen *pdf = pdf_of(pen);
    struct paper *paper = &pdf->paper;
    mm width = 0, height;
    char shown[KIT_LINE_MAX];

    if (!pdf->in_list || pdf->new_page)
        page_settle(pdf);
    width = paper_room(paper) - BULLET;
    kit_text_show(text, shown);
    height = paper_measure(paper, pdf->read, shown, width);
    if (paper_left(paper) < height)
        list_mark(pdf, false); /* the foot of a page is no part of a list */
    paper_need(paper, height);
    list_mark(pdf, true);
    surface_tag(paper->surface, "LI", true);
    surface_tag(paper->surface, "Lbl", true);
    paper_put(paper, pdf->read, "•", box_at(paper->margin, paper->y, BULLET));
    surface_tag(paper->surface, "Lbl", false);
    surface_tag(paper->surface, "LBody", true);
    paper_put(paper, pdf->read, shown, box_at(paper->margin + BULLET, paper->y, width));
    surface_tag(paper->surface, "LBody", false);
    surface_tag(paper->surface, "LI", false);
    paper_skip(paper, height + 1.2);
}

static void pdf_second(struct kit_pen *pen, const struct wording *wording, enum tongue tongue)
{
    struct pdf_pen *pdf = pdf_of(pen);

    (void)tongue; /* that of the head */
    page_settle(pdf);
    paper_skip(&pdf->paper,
               paper_put_second(&pdf->paper, pdf->read, wording,
                                box_at(pdf->paper.margin, pdf->paper.y, paper_room(&pdf->paper))) +
                   2.5);
}

static void pdf_table_begin(struct kit_pen *pen, const char *const *headings, int count)
{
    struct pdf_pen *pdf = pdf_of(pen);

    page_settle(pdf);
    paper_need(&pdf->paper, KEEP);
    pdf->table = (struct paper_table){
        .paper = &pdf->paper, .column_count = count, .style = pdf->read, .row_height = 8
    };
    for (int i = 0; i < count; i++)
        pdf->table.headings[i] = headings[i];
    paper_table_begin(&pdf->table);
}

static void pdf_row(struct kit_pen *pen, const char *const *cells, int count)
{
    char shown[KIT_CELLS_MAX][KIT_LINE_MAX];
    const char *texts[KIT_CELLS_MAX];

    for (int i = 0; i < count; i++) {
        kit_text_show(cells[i], shown[i]);
        texts[i] = shown[i];
    }
    paper_table_row(&pdf_of(pen)->table, texts, false);
}

static void pdf_table_end(struct kit_pen *pen)
{
    paper_table_end(&pdf_of(pen)->table);
    paper_skip(&pdf_of(pen)->paper, 3);
}

static void pdf_picture(struct kit_pen *pen, const struct buf *png, const char *alt, bool is_small)
{
    struct pdf_pen *pdf = pdf_of(pen);
    struct paper *paper = &pdf->paper;
    mm wide = is_small ? SMALL_WIDTH : LOGO_BOX_WIDTH,
       high = is_small ? SMALL_HEIGHT : LOGO_BOX_HEIGHT;
    uint32_t width, height;

    if (!logo_sides(png, &width, &height))
        return;
    if (high * width / height < wide)
        wide = high * width / height;
    page_settle(pdf);
    if (is_small && paper->y == pdf->row_below && pdf->row_end + wide <= paper_room(paper)) {
        paper_skip(paper, -high - 3);
    } else {
        paper_need(paper, high + 3);
        pdf->row_end = 0;
    }
    surface_picture(paper->surface, png, alt,
                    (struct box){ paper->margin + pdf->row_end, paper->y, wide, high });
    paper_skip(paper, high + 3);
    pdf->row_end += wide + 4;
    pdf->row_below = is_small ? paper->y : 0;
}

static void pdf_page(struct kit_pen *pen)
{
    pdf_of(pen)->new_page = true;
}

static const struct kit_pen_ops PDF_OPS = {
    .heading = pdf_heading,
    .paragraph = pdf_paragraph,
    .item = pdf_item,
    .second = pdf_second,
    .table_begin = pdf_table_begin,
    .row = pdf_row,
    .table_end = pdf_table_end,
    .picture = pdf_picture,
    .page = pdf_page,
};

struct paper_head kit_head(const struct kit_facts *facts, char dates[KIT_FIELD_MAX])
{
    const struct session *session = facts->session;
    char first[KIT_FIELD_MAX], last[KIT_FIELD_MAX], label[KIT_LABEL_MAX];

    dates[0] = '\0';
    (void)kit_field(facts, "first_day", first, label);
    (void)kit_field(facts, "last_day", last, label);
    if (first[0] != '\0' && last[0] != '\0')
        snprintf(dates, KIT_FIELD_MAX, "%.60s – %.60s", first, last);
    return (struct paper_head){ .session = session->name,
                                .host = session->host,
                                .address = session->address,
                                .siret = session->siret[0] ? session->siret : session->siren,
                                .place = session->place,
                                .dates = dates,
                                .is_example = session->is_example,
                                .has_second = facts->has_second,
                                .second = facts->second,
                                .phrases = &facts->phrases,
                                .logo = &facts->logo,
                                .emblem = &facts->emblem,
                                .colour = &facts->colour,
                                .made_at = facts->made_at };
}

bool kit_pdf_write(const struct kit_paper *paper, const struct kit_facts *facts,
                   const struct paper_head *head, struct outlet *outlet, struct err *err)
{
    struct pdf_pen pdf = { .pen = { &PDF_OPS },
                           .read = paper->is_large ? &LARGE_READ : &SMALL_READ };
    bool good;

    if (!paper_open(&pdf.paper, head, paper->title, outlet, err))
        return false;
    good = kit_text_write(paper->text, facts, &pdf.pen, err);
    page_settle(&pdf);
    return good ? paper_close(&pdf.paper, err) : (surface_abandon(pdf.paper.surface), false);
}
