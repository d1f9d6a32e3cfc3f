/* A PDF of ten pages of a table, through the page and its renderer. Usage: our_paper FILE */
#include "reports/print/page.h"

#include <stdio.h>

enum { ROWS = 470 };

static const struct page_column COLUMNS[] = {
    { .name = "ticket", .heading = "Ticket", .kind = CELL_TEXT },
    { .name = "time", .heading = "Heure", .kind = CELL_TIME },
    { .name = "label", .heading = "Article", .kind = CELL_TEXT },
    { .name = "quantity", .heading = "Nombre", .kind = CELL_QUANTITY },
    { .name = "gross", .heading = "Montant", .kind = CELL_MONEY },
    { .name = "rate", .heading = "TVA", .kind = CELL_RATE },
};
static const struct page_table TABLE = { .columns = COLUMNS, .column_count = COUNT_OF(COLUMNS) };

static void put_row(struct page *page, int row)
{
    char ticket[16], label[40];

    snprintf(ticket, sizeof ticket, "A-%d", row + 1);
    snprintf(label, sizeof label, "Cookies noisette n° %d", row % 7);
    page_row(page, (struct cell[]){
                       cell_text(ticket),
                       cell_time((struct moment){ 1574758925 + row % 60 * 60, 60 }),
                       cell_text(label),
                       cell_quantity(1000 * (row % 9 + 1)),
                       cell_money(row % 30 * 100 + row % 100),
                       cell_rate(550),
                   });
}

int main(int argument_count, char **arguments)
{
    const struct page_target target = { .format = PAGE_PDF,
                                        .path = argument_count > 1 ? arguments[1] : "our.pdf",
                                        .force = true,
                                        .made_at = { 1574758925, 60 } };
    struct err err = ERR_EMPTY;
    struct page *page = NULL;

    if (!page_open(&target, &page, &err))
        return err_exit_status(&err);
    page_begin_table(page, &TABLE);
    for (int row = 0; row < ROWS; row++)
        put_row(page, row);
    page_end_table(page);
    return page_close(page, &err) ? 0 : err_exit_status(&err);
}
