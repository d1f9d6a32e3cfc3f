/*
 * What all papers of a session share: head and foot, a pen, two languages side by side.
 *
 * A paper is one function from plain structs to a PDF in an outlet. Papers for
 * participants are set in 14 points or more, left-aligned, without italics,
 * capitals or hyphens; figures are digits; bars and pictures carry the meaning
 * with words beside them.
 */
#ifndef REPORTS_PAPER_H
#define REPORTS_PAPER_H

#include "reports/print/drawing.h"
#include "reports/print/phrase.h"

/* At the head and foot of every paper; texts outlive the paper. */
struct paper_head {
    const char *session, *id; /* "MamCookies"; what a scanner reads of it, NULL none */
    const char *host;
    const char *address; /* of the host, "" unknown */
    const char *siret;   /* "" unknown */
    const char *place;   /* "Angers" */
    const char *dates;   /* "26/11/2019 – 05/12/2019", "" unknown */
    bool is_example;     /* says so on each page */
    bool has_second;     /* print `second` beside the language of the program */
    enum tongue second;  /* language of those who read it better than French */
    const struct phrases *phrases;
    const struct buf *logo, *emblem; /* PNG of the group, of European money; NULL or empty none */
    const struct ink *colour;        /* of the group; NULL: our dark blue */
    enum surface_size booklet;       /* SURFACE_A4 or SURFACE_A5 */
    bool is_folded;                  /* two A5 pages a side, to print on both and fold */
    int only_day;                    /* of papers with a page a day: that one alone; 0 all */
    struct moment made_at;
    int page_total;  /* of this paper, 0 not counted yet: "page 2" instead of "page 2/7" */
    int *page_count; /* gets how many there were; NULL = nobody counts */
};

struct paper {
    const struct paper_head *head;
    struct surface *surface;
    const char *title;
    enum surface_size size;
    mm width, height; /* of the sheet */
    mm margin;        /* PAPER_MARGIN; less on A5 */
    mm y;             /* where the next thing stands */
    int page;
    bool has_draft; /* the page holds a translation that nobody has read over */
};

extern const mm PAPER_MARGIN, PAPER_GUTTER; /* around the sheet; between two languages */

/* Letters of papers: to read by participants (14 and more), by staff, and small print. */
extern const struct text_style PAPER_TITLE, PAPER_HEADING, PAPER_READ, PAPER_READ_BOLD, PAPER_PLAIN,
    PAPER_PLAIN_BOLD, PAPER_SMALL;

/* ERR_STORAGE: the part of the program that makes PDF is missing. */
bool paper_open(struct paper *paper, const struct paper_head *head, const char *title,
                struct outlet *outlet, struct err *err) MUST_CHECK;

/* A new page with its head; `heading` is the large line, "" for none. */
void paper_page(struct paper *paper, enum surface_size size, const char *heading);
void paper_restart(struct paper *paper); /* the next page is the first once more */
bool paper_has_day(const struct paper_head *head, int day); /* is that day on this paper? */

/* A new page of the same kind when less than `height` is left. True when one was begun. */
bool paper_need(struct paper *paper, mm height);
mm paper_room(const struct paper *paper); /* width between the margins */
mm paper_left(const struct paper *paper); /* height left on the page */

/* A paragraph at the pen, over the whole width; the pen goes below it. */
void paper_write(struct paper *paper, const struct text_style *style, const char *text);
void paper_skip(struct paper *paper, mm height);

/* The text in a place, not moving the pen; returns its height. */
mm paper_put(struct paper *paper, const struct text_style *style, const char *text,
             struct box place);
mm paper_put_as(struct paper *paper, const char *tag, const struct text_style *style,
                const char *text, struct box place); /* read aloud as "TH", "TD" */
/* In smaller letters, down to 6 points, until it is no higher than the place. */
void paper_put_fitted(struct paper *paper, const struct text_style *style, const char *text,
                      struct box place);
mm paper_measure(struct paper *paper, const struct text_style *style, const char *text, mm width);

/*
 * A sentence in the language of the program (French unless chosen) on the left
 * and in the second language on the right; the foot of a page with a draft says
 * "traduction à relire". Without a second language the first takes the whole
 * width. Returns the height of the taller.
 */
mm paper_put_wording(struct paper *paper, const struct text_style *style,
                     const struct wording *wording, struct box place);
mm paper_measure_wording(struct paper *paper, const struct text_style *style,
                         const struct wording *wording, mm width);

/* Only the second language; nothing when there is none. Its start is on its own side. */
mm paper_put_second(struct paper *paper, const struct text_style *style,
                    const struct wording *wording, struct box place);
mm paper_measure_second(struct paper *paper, const struct text_style *style,
                        const struct wording *wording, mm width);
bool paper_has_second(const struct paper *paper, const struct wording *wording);
/* The phrase of that id, at the pen over the whole width. */
const struct wording *paper_phrase(const struct paper *paper, const char *id);
void paper_say(struct paper *paper, const struct text_style *style, const char *id);
void paper_say_wording(struct paper *paper, const struct text_style *style,
                       const struct wording *wording);
/* A new page whose heading is in both languages. */
void paper_page_wording(struct paper *paper, enum surface_size size, const struct wording *heading);
void paper_page_phrase(struct paper *paper, enum surface_size size, const char *id);

/* "label ........" to write on by hand; `lines` below it at `step` millimetres. */
void paper_field(struct paper *paper, const char *label);
void paper_field_phrase(struct paper *paper, const char *id); /* a label at each end */
void paper_lines(struct paper *paper, int lines, mm step);

void paper_signatures(struct paper *paper, const char *left, const char *right); /* two places */
void paper_signatures_phrases(struct paper *paper, const char *left, const char *right);

/* Ends the file. ERR_INPUT: a text that no font of this machine can show. */
bool paper_close(struct paper *paper, struct err *err) MUST_CHECK;

#endif
