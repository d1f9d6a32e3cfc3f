#include "reports/print/page.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct page_column COLUMNS[] = {
    { .name = "ticket", .heading = "Ticket", .kind = CELL_TEXT },
    { .name = "label", .heading = "Article", .kind = CELL_TEXT },
    { .name = "day", .heading = "Jour", .kind = CELL_DATE },
    { .name = "gross", .heading = "Montant", .kind = CELL_MONEY, .summed = true },
};
static const struct page_table TABLE = {
    .columns = COLUMNS,
    .column_count = COUNT_OF(COLUMNS),
    .total_label = "Total",
};

static void put_report(struct page *page, const char *label, int rows)
{
    page_title(page, "Ventes", "Angers");
    page_section(page, "Tickets");
    page_begin_table(page, &TABLE);
    for (int i = 0; i < rows; i++)
        page_row(page, (struct cell[]){ cell_integer(i), cell_text(label),
                                        cell_date((struct day){ 18226 }), cell_money(1250) });
    page_end_table(page);
    page_bar(page, &(struct page_bar){ "Oui", 28, 36, "28 sur 36" });
    page_note(page, "Exemple.");
}

/* The report as bytes; `*err` says whether it was refused. */
static bool make_report(enum page_format format, const char *label, int rows, struct outlet *outlet,
                        struct err *err)
{
    const struct page_target target = {
        .format = format, .title = "Essai", .made_at = { 1574758925, 60 }, .outlet = outlet
    };
    struct page *page = NULL;

    outlet_open_memory(outlet, 1 << 24);
    if (!page_open(&target, &page, err))
        return false;
    put_report(page, label, rows);
    return page_close(page, err);
}

/* What `command FILE` prints for the bytes, in `out`. */
static void ask(const char *command, const struct outlet *outlet, struct buf *out)
{
    char path[] = "/tmp/paper-XXXXXX", line[200];
    int file = mkstemp(path);
    struct err err = ERR_EMPTY;

    assert_true(file >= 0);
    assert_int_equal(write(file, outlet->block.data, outlet->block.length),
                     (ssize_t)outlet->block.length);
    close(file);
    snprintf(line, sizeof line, command, path);

    FILE *pipe = popen(line, "r");

    assert_non_null(pipe);
    while (fgets(line, sizeof line, pipe))
        buf_put_text(out, line);
    pclose(pipe);
    unlink(path);
    assert_true(buf_check(out, &err));
}

static void the_same_report_is_the_same_bytes(void **state)
{
    static const enum page_format FORMATS[] = { PAGE_PDF, PAGE_XLSX };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(FORMATS); i++) {
        struct outlet first, second;
        struct err err = ERR_EMPTY;

        assert_true(make_report(FORMATS[i], "Cookie", 30, &first, &err));
        assert_true(make_report(FORMATS[i], "Cookie", 30, &second, &err));
        assert_true(first.block.length > 1000);
        assert_int_equal(first.block.length, second.block.length);
        assert_memory_equal(first.block.data, second.block.data, first.block.length);
        outlet_abandon(&first);
        outlet_abandon(&second);
    }
}

static int count_of(const char *text, const char *word)
{
    int count = 0;

    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        count++;
    return count;
}

static void a_long_table_repeats_its_headings_on_each_page(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;
    struct buf text = buf_init(1 << 20);

    (void)state;
    assert_true(make_report(PAGE_PDF, "Cookie noisette", 120, &outlet, &err));
    ask("pdftotext -layout %s -", &outlet, &text);
    assert_true(count_of(buf_text(&text), "\f") >= 3);
    assert_int_equal(count_of(buf_text(&text), "Montant"), count_of(buf_text(&text), "\f"));
    assert_int_equal(count_of(buf_text(&text), "Cookie noisette"), 120);
    assert_non_null(strstr(buf_text(&text), "500,00"));
    buf_release(&text);
    outlet_abandon(&outlet);
}

static bool find_bytes(const struct outlet *outlet, const char *word)
{
    size_t size = strlen(word);

    for (size_t at = 0; at + size <= outlet->block.length; at++)
        if (memcmp(outlet->block.data + at, word, size) == 0)
            return true;
    return false;
}

static void a_pdf_says_its_title_its_language_and_embeds_its_fonts(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;
    struct buf found = buf_init(1 << 20);

    (void)state;
    assert_true(make_report(PAGE_PDF, "Cookie", 1, &outlet, &err));
    ask("pdfinfo %s 2>&1", &outlet, &found);
    assert_non_null(strstr(buf_text(&found), "Title:           Ventes"));
    assert_non_null(strstr(buf_text(&found), "Tagged:          yes"));
    assert_null(strstr(buf_text(&found), "Error"));
    buf_clear(&found);
    ask("pdffonts %s 2>&1", &outlet, &found);
    assert_non_null(strstr(buf_text(&found), " yes yes yes "));
    assert_null(strstr(buf_text(&found), " no "));
    assert_true(find_bytes(&outlet, "/Lang (fr)"));
    buf_release(&found);
    outlet_abandon(&outlet);
}

/* The table of its objects is longer than what is kept of its end. */
static void a_very_long_pdf_says_its_language_too(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;
    struct buf found = buf_init(1 << 20);

    (void)state;
    assert_true(make_report(PAGE_PDF, "Cookie", 40000, &outlet, &err));
    assert_true(find_bytes(&outlet, "/Lang (fr)"));
    ask("pdfinfo %s 2>&1", &outlet, &found);
    assert_non_null(strstr(buf_text(&found), "Tagged:          yes"));
    assert_null(strstr(buf_text(&found), "Error"));
    buf_release(&found);
    outlet_abandon(&outlet);
}

static void a_letter_that_no_font_has_refuses_the_paper(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(make_report(PAGE_PDF, "Cookie \xF3\xB0\x80\x80", 3, &outlet, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "police"));
    outlet_abandon(&outlet);
}

static void a_spreadsheet_holds_numbers_dates_and_a_sum_with_its_value(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;
    struct buf sheet = buf_init(1 << 20);

    (void)state;
    assert_true(make_report(PAGE_XLSX, "Cookie", 3, &outlet, &err));
    ask("unzip -p %s xl/worksheets/sheet1.xml", &outlet, &sheet);
    assert_non_null(strstr(buf_text(&sheet), "<v>12.5</v>"));
    assert_non_null(strstr(buf_text(&sheet), "<v>43795</v>")); /* 2019-11-26 */
    assert_non_null(strstr(buf_text(&sheet), "<f>SUM(D7:D9)</f><v>37.5</v>"));
    buf_release(&sheet);
    outlet_abandon(&outlet);
}

/* A folder without room or right to write in refuses the file: nothing is made elsewhere. */
static void a_spreadsheet_is_prepared_in_the_folder_of_tmpdir(void **state)
{
    struct outlet outlet;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_int_equal(setenv("TMPDIR", "/nowhere-at-all", 1), 0);
    assert_false(make_report(PAGE_XLSX, "Cookie", 3, &outlet, &err));
    assert_int_equal(unsetenv("TMPDIR"), 0);
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "/nowhere-at-all"));
}

static void every_page_says_of_how_many(void **state)
{
    struct outlet outlet;
    struct buf text = buf_init(1 << 20);
    struct err err = ERR_EMPTY;
    char line[32];

    (void)state;
    assert_true(make_report(PAGE_PDF, "Cookie", 130, &outlet, &err));
    ask("pdftotext -layout %s - | grep -o 'page .*'", &outlet, &text);
    for (int page = 1; page <= 3; page++) {
        snprintf(line, sizeof line, "page %d/3\n", page);
        assert_non_null(strstr(buf_text(&text), line));
    }
    outlet_abandon(&outlet);
    buf_release(&text);
}

/* Only the table that needs a name refuses; what is around it is written as far as it can be. */
static void a_session_without_a_font_stops_no_report(void **state)
{
    struct outlet outlet;
    const struct page_target target = {
        .format = PAGE_PDF, .title = "Essai", .made_at = { 1574758925, 60 }, .outlet = &outlet
    };
    struct page *page = NULL;
    struct buf text = buf_init(1 << 16);
    struct err err = ERR_EMPTY;

    (void)state;
    outlet_open_memory(&outlet, 1 << 24);
    assert_true(page_open(&target, &page, &err));
    page_title(page, "Ventes", "Marché \U0010FFFD\U0010FFFD d'ici, Angers");
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "name", "Nom", cell_name("Place \U0010FFFD"));
    page_end_table(page);
    assert_true(page_close(page, &err));
    ask("pdftotext -layout %s -", &outlet, &text);
    assert_non_null(strstr(buf_text(&text), "Marché … d'ici, Angers"));
    assert_non_null(strstr(buf_text(&text), "Place …"));
    outlet_abandon(&outlet);
    buf_release(&text);
}

/* Words beside two bars stand below each other, never one over the other. */
static void long_words_beside_a_bar_move_the_next_one_down(void **state)
{
    const struct page_bar bar = { "J'ai plus confiance pour travailler avec les autres.", 7, 15,
                                  "oui : 7 sur 15 (47 %) ; oui ou un peu : 11 sur 15 (73 %) ; de "
                                  "25 à 70 si tout le monde avait répondu" };
    struct page_target target = { .format = PAGE_PDF, .title = "Essai", .made_at = { 1574758925 } };
    struct outlet outlet;
    struct page *page = NULL;
    struct buf words = buf_init(1 << 16);
    struct err err = ERR_EMPTY;
    double bottom = 0, top = 0;

    (void)state;
    outlet_open_memory(&outlet, 1 << 24);
    target.outlet = &outlet;
    assert_true(page_open(&target, &page, &err));
    page_title(page, "Essai", "");
    page_bar(page, &bar);
    page_bar(page, &(struct page_bar){ "Ensuite", 1, 2, "après" });
    assert_true(page_close(page, &err));
    ask("pdftotext -bbox %s -", &outlet, &words);
    for (const char *at = buf_text(&words); (at = strstr(at, "<word ")) != NULL; at++) {
        double low = strtod(strstr(at, "yMax=\"") + 6, NULL);
        double high = strtod(strstr(at, "yMin=\"") + 6, NULL);

        if (strncmp(strchr(at, '>') + 1, "Ensuite", 7) == 0)
            top = high;
        else if (top == 0 && low > bottom)
            bottom = low;
    }
    assert_true(top > 0 && bottom > 0 && top >= bottom - 1);
    outlet_abandon(&outlet);
    buf_release(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_words_beside_a_bar_move_the_next_one_down),
        cmocka_unit_test(the_same_report_is_the_same_bytes),
        cmocka_unit_test(a_long_table_repeats_its_headings_on_each_page),
        cmocka_unit_test(a_pdf_says_its_title_its_language_and_embeds_its_fonts),
        cmocka_unit_test(a_very_long_pdf_says_its_language_too),
        cmocka_unit_test(a_letter_that_no_font_has_refuses_the_paper),
        cmocka_unit_test(a_session_without_a_font_stops_no_report),
        cmocka_unit_test(every_page_says_of_how_many),
        cmocka_unit_test(a_spreadsheet_holds_numbers_dates_and_a_sum_with_its_value),
        cmocka_unit_test(a_spreadsheet_is_prepared_in_the_folder_of_tmpdir),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
