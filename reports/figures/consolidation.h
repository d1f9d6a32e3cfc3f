/*
 * The network's table: one line per session, totals, and answers pooled by
 * counts. No ranking: sessions stand in the order they were given. A session
 * with another grid enters the facts, not the indexes.
 */
#ifndef REPORTS_CONSOLIDATION_H
#define REPORTS_CONSOLIDATION_H

#include "reports/figures/fact_box.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/public_figures.h"

enum { CONSOLIDATED_MAX = 200 };

struct consolidated {
    struct fact_box facts;
    cents net_sales;
    cents result;
    char grid[GRID_ID_MAX];
    int grid_version;
};

struct consolidation {
    int count;
    int food; /* sessions by sector */
    int textile;
    int participants;
    int limit; /* the smallest cell, the largest that a session asks for */
    cents turnover;
    cents net_sales;
    cents result;
    bool has_example;
    struct consolidated *sessions;        /* CONSOLIDATED_MAX of them, owned */
    struct impact_table impact;           /* pooled */
    char volets[VOLETS_MAX][GRID_ID_MAX]; /* of the first session's grid */
    struct group_progression groups[CONSOLIDATED_MAX][VOLETS_MAX][PROGRESS_RATERS];
};

/* Allocated here, freed by consolidation_close(). */
struct consolidation *consolidation_open(void);
void consolidation_close(struct consolidation *consolidation); /* accepts NULL */

/* Money of one book, as the ledger gives it. */
struct consolidated_money {
    cents turnover;
    cents net_sales;
    cents result;
};

/* Read one book into the table. ERR_INPUT: too many sessions. */
bool consolidation_add(struct consolidation *consolidation, struct db *db,
                       const struct session *session, const struct consolidated_money *money,
                       struct err *err) MUST_CHECK;

/* The table of sessions, for whoever has its rows: begin, put each, page_end_table(). */
struct session_table {
    struct page_column columns[11];
    struct page_table table;
};

struct session_line {
    const char *name, *host, *place, *venue;
    struct day first_day, last_day;
    int64_t participants;
    struct consolidated_money money;
    enum sector sector;
};

void session_table_begin(struct session_table *table, struct page *page); /* outlives its page */
void session_line_put(const struct session_line *line, struct page *page);

/* `flashcoop consolidate` */
void consolidation_page(const struct consolidation *consolidation, struct page *page);

#endif
