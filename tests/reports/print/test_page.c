#include "reports/print/page.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const struct page_column COLUMNS[] = {
    { .name = "ticket", .heading = "Ticket", .kind = CELL_TEXT },
    { .name = "time", .heading = "Heure", .kind = CELL_TIME, .reader = READER_FILES },
    { .name = "kind", .heading = "Genre", .kind = CELL_TEXT },
    { .name = "gross", .heading = "Montant", .kind = CELL_MONEY, .summed = true },
    { .name = "rate", .heading = "TVA", .kind = CELL_RATE },
    { .name = "quantity", .heading = "Nombre", .kind = CELL_QUANTITY },
};
static const struct page_table TABLE = {
    .columns = COLUMNS,
    .column_count = COUNT_OF(COLUMNS),
    .total_label = "Total",
};

static struct page *open_page(enum page_format format, struct outlet *outlet)
{
    struct err err = ERR_EMPTY;
    struct page *page = NULL;
    const struct page_target target = { .format = format, .outlet = outlet };

    outlet_open_memory(outlet, 1 << 20);
    assert_true(page_open(&target, &page, &err));
    return page;
}

static void close_page(struct page *page)
{
    struct err err = ERR_EMPTY;

    assert_true(page_close(page, &err));
}

static void put_sales(struct page *page)
{
    const struct cell sale[] = {
        cell_text("A-1"),
        cell_time((struct moment){ 1574758925, 60 }),
        cell_word("sale", "vente"),
        cell_money(120474),
        cell_rate(550),
        cell_quantity(1250),
    };
    const struct cell refund[] = {
        cell_text("A-2, \"x\""),
        cell_time((struct moment){ 1574758925, 60 }),
        cell_word("refund", "remboursement"),
        cell_money(-5),
        cell_rate(2000),
        CELL_NONE,
    };

    page_title(page, "Ventes", "MamCookies");
    page_begin_table(page, &TABLE);
    page_row(page, sale);
    page_row(page, refund);
    page_end_table(page);
}

static void csv_holds_dots_iso_times_and_words_for_files(void **state)
{
    struct outlet outlet;
    struct page *page = open_page(PAGE_CSV, &outlet);

    (void)state;
    put_sales(page);
    close_page(page);
    assert_string_equal(buf_text(&outlet.block),
                        "ticket,time,kind,gross,rate,quantity\r\n"
                        "A-1,2019-11-26T10:02:05+01:00,sale,1204.74,5.5,1.25\r\n"
                        "\"A-2, \"\"x\"\"\",2019-11-26T10:02:05+01:00,refund,-0.05,20,\r\n");
    outlet_abandon(&outlet);
}

static void csv_does_not_change_with_the_language(void **state)
{
    struct outlet french, english;
    struct page *page = open_page(PAGE_CSV, &french);

    (void)state;
    put_sales(page);
    close_page(page);
    assert_true(lang_choose("en"));
    page = open_page(PAGE_CSV, &english);
    put_sales(page);
    close_page(page);
    assert_true(lang_choose("fr"));
    assert_string_equal(buf_text(&french.block), buf_text(&english.block));
    outlet_abandon(&french);
    outlet_abandon(&english);
}

static void text_shows_people_their_columns_aligned_with_a_total(void **state)
{
    struct outlet outlet;
    struct page *page = open_page(PAGE_TEXT, &outlet);

    (void)state;
    put_sales(page);
    close_page(page);

    const char *text = buf_text(&outlet.block);

    assert_non_null(strstr(text, "Ticket    Genre"));
    assert_non_null(strstr(text, "vente"));
    assert_null(strstr(text, "Heure"));
    assert_non_null(strstr(text, "Total"));
    assert_non_null(strstr(text, "204,69"));
    outlet_abandon(&outlet);
}

static void long_texts_go_on_below_and_lines_stay_within_80_columns(void **state)
{
    static const struct page_column WIDE[] = {
        { .name = "code", .heading = "Code", .kind = CELL_TEXT },
        { .name = "label", .heading = "Article", .kind = CELL_TEXT },
        { .name = "price", .heading = "Prix", .kind = CELL_MONEY },
    };
    static const struct page_table TEXTS = { .columns = WIDE, .column_count = 3 };
    struct outlet outlet;
    struct page *page = open_page(PAGE_TEXT, &outlet);
    char label[200];
    int width = 0, widest = 0;

    (void)state;
    memset(label, 'a', 150);
    memcpy(label + 150, " fin", 5);
    page_begin_table(page, &TEXTS);
    page_row(page, (struct cell[]){ cell_text("C1"), cell_text(label), cell_money(100) });
    page_end_table(page);
    close_page(page);
    for (const char *at = buf_text(&outlet.block); *at; at++) {
        width = *at == '\n' ? 0 : width + ((*at & 0xC0) != 0x80);
        widest = width > widest ? width : widest;
    }
    assert_int_equal(widest, 80);
    assert_non_null(strstr(buf_text(&outlet.block), "fin"));
    outlet_abandon(&outlet);
}

static void put_facts(struct page *page)
{
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "tickets", "Tickets", cell_integer(3));
    page_fact(page, "gross", "Ventes", cell_money(1250));
    page_end_table(page);
    close_page(page);
}

static void facts_have_keys_for_files_and_labels_for_people(void **state)
{
    struct outlet csv, text;

    (void)state;
    put_facts(open_page(PAGE_CSV, &csv));
    put_facts(open_page(PAGE_TEXT, &text));
    assert_string_equal(buf_text(&csv.block), "key,value\r\ntickets,3\r\ngross,12.50\r\n");
    assert_string_equal(buf_text(&text.block), "Tickets        3\n"
                                               "Ventes   12,50\xC2\xA0€\n");
    outlet_abandon(&csv);
    outlet_abandon(&text);
}

static void a_bar_is_proportional_and_carries_its_count(void **state)
{
    struct outlet outlet;
    struct page *page = open_page(PAGE_TEXT, &outlet);

    (void)state;
    page_bar(page, &(struct page_bar){ "Oui", 28, 36, "28 sur 36" });
    close_page(page);
    assert_non_null(strstr(buf_text(&outlet.block), "[###############.....] 28 sur 36"));
    outlet_abandon(&outlet);
}

/* A whole page as it was last looked at; FLASHCOOP_GOLDEN=write writes it anew. */
static void a_page_of_text_is_laid_out_as_it_was_looked_at(void **state)
{
    static const char GOLDEN[] = "tests/golden/report_page.txt";
    struct outlet outlet;
    struct page *page = open_page(PAGE_TEXT, &outlet);
    struct buf golden = buf_init(1 << 16);
    const char *mode = getenv("FLASHCOOP_GOLDEN");
    struct err err = ERR_EMPTY;

    (void)state;
    put_sales(page);
    page_section(page, "Caisse");
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "tickets", "Tickets", cell_integer(3));
    page_fact(page, "gross", "Ventes", cell_money(1250));
    page_end_table(page);
    page_sentence(page, "Une phrase assez longue pour passer à la ligne après quatre-vingts "
                        "colonnes, sans couper un mot.");
    page_bar(page, &(struct page_bar){ "Oui", 28, 36, "28 sur 36" });
    page_note(page, "Exemple.");
    close_page(page);
    if (mode && strcmp(mode, "write") == 0)
        assert_true(buf_write_file(&outlet.block, GOLDEN, true, &err));
    assert_true(buf_read_file(&golden, GOLDEN, &err));
    assert_string_equal(buf_text(&outlet.block), buf_text(&golden));
    buf_release(&golden);
    outlet_abandon(&outlet);
}

static long peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void put_rows(struct page *page, int count)
{
    for (int i = 0; i < count; i++)
        page_row(page, (struct cell[]){ cell_text("A-1"), CELL_NONE, cell_text("vente"),
                                        cell_money(i), cell_rate(550), cell_integer(1) });
}

static void memory_does_not_grow_with_the_rows(void **state)
{
    (void)state;
    for (int format = PAGE_TEXT; format <= PAGE_CSV; format++) {
        struct outlet outlet;
        struct page *page = open_page((enum page_format)format, &outlet);

        outlet.file = open("/dev/null", O_WRONLY);
        page_begin_table(page, &TABLE);
        put_rows(page, 20000); /* what the first rows need, the C library's own included */

        long before = peak_kib();

        put_rows(page, 200000);
        page_end_table(page);
        assert_true(peak_kib() - before < 2048);
        close_page(page);
        outlet_abandon(&outlet);
    }
}

static int64_t rows_told;
static bool end_told;

static void note_progress(int64_t row_count, bool done)
{
    rows_told = row_count;
    end_told = done;
}

static void who_waits_is_told_how_far_it_is(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;
    struct page *page = NULL;
    const struct page_target target = { .format = PAGE_CSV,
                                        .outlet = &outlet,
                                        .progress = note_progress };

    (void)state;
    outlet_open_memory(&outlet, 1 << 22);
    assert_true(page_open(&target, &page, &err));
    page_begin_table(page, &TABLE);
    for (int i = 0; i < 20000; i++)
        page_row(page, (struct cell[]){ cell_integer(i), CELL_NONE, CELL_NONE, cell_money(i),
                                        CELL_NONE, CELL_NONE });
    assert_int_equal(rows_told, 16384);
    assert_false(end_told);
    page_end_table(page);
    close_page(page);
    assert_true(end_told);
    outlet_abandon(&outlet);
}

static void an_existing_file_refuses_the_report(void **state)
{
    const struct page_target target = { .format = PAGE_CSV, .path = "/proc/self/exe" };
    struct err err = ERR_EMPTY;
    struct page *page = NULL;

    (void)state;
    assert_false(page_open(&target, &page, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_null(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_holds_dots_iso_times_and_words_for_files),
        cmocka_unit_test(csv_does_not_change_with_the_language),
        cmocka_unit_test(text_shows_people_their_columns_aligned_with_a_total),
        cmocka_unit_test(long_texts_go_on_below_and_lines_stay_within_80_columns),
        cmocka_unit_test(facts_have_keys_for_files_and_labels_for_people),
        cmocka_unit_test(a_bar_is_proportional_and_carries_its_count),
        cmocka_unit_test(a_page_of_text_is_laid_out_as_it_was_looked_at),
        cmocka_unit_test(memory_does_not_grow_with_the_rows),
        cmocka_unit_test(who_waits_is_told_how_far_it_is),
        cmocka_unit_test(an_existing_file_refuses_the_report),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
