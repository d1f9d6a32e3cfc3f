/* The first sheet of a workbook, as Excel, LibreOffice and tills write it. */
#include "base/xlsx.h"

#include "base/xlsx_cell.h"
#include "tests/support/table_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

#define MAIN        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define LINKS       "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SHEET(rows) "<worksheet xmlns=\"" MAIN "\"><sheetData>" rows "</sheetData></worksheet>"
#define BOOK(sheets)                                                                               \
    "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" LINKS "\"><sheets>" sheets "</sheets></workbook>"
#define ONE_SHEET BOOK("<sheet name=\"Feuil1\" sheetId=\"1\" r:id=\"rId1\"/>")
#define LINK(id, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" LINKS "/worksheet\" Target=\"" target "\"/>"
#define ALL_LINKS(links) "<Relationships>" links "</Relationships>"
#define TEXT(at, text)   "<c r=\"" at "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEADINGS         TEXT("A1", "code") TEXT("B1", "label") TEXT("C1", "price")
#define HEADER           "<row r=\"1\">" HEADINGS "</row>"

struct parts {
    const char *book;
    const char *links;
    const char *strings;
    const char *styles;
    const char *sheet;
};

static int set_up(void **state)
{
    int status = table_file_set_up(state);
    struct table_file *f = *state;

    folder_path(&f->folder, "a.xlsx", f->path);
    return status;
}

static void part_put(zip_t *zip, const char *name, const char *text)
{
    if (text)
        zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), ZIP_FL_ENC_UTF_8);
}

static bool read_parts(struct table_file *f, const struct parts *parts)
{
    zip_t *zip = zip_open(f->path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    part_put(zip, "xl/workbook.xml", parts->book ? parts->book : ONE_SHEET);
    part_put(zip, "xl/_rels/workbook.xml.rels",
             parts->links ? parts->links : ALL_LINKS(LINK("rId1", "worksheets/sheet1.xml")));
    part_put(zip, "xl/sharedStrings.xml", parts->strings);
    part_put(zip, "xl/styles.xml", parts->styles);
    part_put(zip, "xl/worksheets/sheet1.xml", parts->sheet);
    assert_int_equal(zip_close(zip), 0);
    return table_file_read(f);
}

static bool read_sheet(struct table_file *f, const char *sheet)
{
    return read_parts(f, &(struct parts){ .sheet = sheet });
}

static void texts_are_read_inline_and_shared(void **state)
{
    struct table_file *f = *state;

    assert_true(read_sheet(
        f, SHEET(HEADER "<row r=\"2\">" TEXT("A2", "C1") TEXT("B2", "Sablé &amp; œuf") "</row>")));
    assert_string_equal(buf_text(&f->rows), "2|C1|Sablé & œuf|;");
    assert_true(read_parts(
        f,
        &(struct parts){
            .strings = "<x:sst xmlns:x=\"" MAIN "\"><x:si><x:t>code</x:t></x:si>"
                       "<x:si><x:t>label</x:t></x:si><x:si><x:t>C1</x:t></x:si>"
                       "<x:si><x:r><x:t xml:space=\"preserve\">Coo</x:t></x:r><x:r><x:t>kie</x:t>"
                       "</x:r><x:rPh><x:t>no</x:t></x:rPh></x:si></x:sst>",
            .sheet = SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1"
                           "</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c>"
                           "<c r=\"B2\" t=\"s\"><v>3</v></c></row>") }));
    assert_string_equal(buf_text(&f->rows), "2|C1|Cookie|;");
}

static void numbers_keep_fifteen_digits_and_no_noise(void **state)
{
    struct table_file *f = *state;

    assert_true(read_sheet(f, SHEET(HEADER "<row r=\"2\"><c r=\"A2\"><v>3.017620422003E12</v></c>"
                                           "<c r=\"B2\"><v>3017620422003</v></c>"
                                           "<c r=\"C2\"><v>0.30000000000000004</v></c></row>")));
    assert_string_equal(buf_text(&f->rows), "2|3017620422003|3017620422003|0.3;");
}

static void dates_percents_and_times_are_known_by_the_style_of_their_cell(void **state)
{
    struct table_file *f = *state;

    assert_true(read_parts(
        f, &(struct parts){
               .styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
                         "<numFmt numFmtId=\"165\" formatCode=\"#,##0.00\\ &quot;€ d&quot;\"/>"
                         "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
                         "<xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/>"
                         "<xf numFmtId=\"22\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>",
               .sheet = SHEET(
                   HEADER "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>46352</v></c><c r=\"B2\" s=\"2\">"
                          "<v>5.5E-2</v></c><c r=\"C2\" s=\"4\"><v>2.5</v></c></row>"
                          "<row r=\"3\"><c r=\"A3\" s=\"3\"><v>46352.418113425926</v></c>"
                          "<c r=\"B3\" t=\"d\"><v>2026-11-26</v></c></row>") }));
    assert_string_equal(buf_text(&f->rows),
                        "2|2026-11-26|5.5%|2.5;3|2026-11-26 10:02:05|2026-11-26|;");
}

static void cells_rows_and_columns_that_are_not_there_are_empty(void **state)
{
    struct table_file *f = *state;

    assert_true(read_sheet(
        f, SHEET("<row r=\"3\">" TEXT("B3", "code") TEXT("D3", "label") TEXT(
               "E3", "price") "</row>"
                              "<row r=\"4\"/><row r=\"7\">" TEXT("B7", "C1") TEXT(
                                  "D7", "Cookie") "<c r=\"E7\" s=\"1\"/><c r=\"H7\"/></row>")));
    assert_string_equal(buf_text(&f->rows), "7|C1|Cookie|;");
    assert_false(read_sheet(f, SHEET(HEADER "<row r=\"2\">" TEXT("A2", "C1") TEXT("B2", "x")
                                         TEXT("E2", "y") "</row>")));
    assert_non_null(strstr(f->err.text, ":2: « y »"));
}

static void the_first_sheet_that_is_shown_is_read_wherever_it_lies(void **state)
{
    struct table_file *f = *state;

    assert_true(read_parts(
        f, &(struct parts){
               .book = BOOK("<sheet name=\"a\" state=\"hidden\" r:id=\"rId1\"/>"
                            "<sheet name=\"b\" state=\"visible\" r:id=\"rId2\"/>"),
               .links = ALL_LINKS(LINK("rId1", "worksheets/sheet0.xml")
                                      LINK("rId2", "/xl/worksheets/sheet1.xml")),
               .sheet = SHEET(HEADER "<row r=\"2\">" TEXT("A2", "C1") TEXT("B2", "x") "</row>") }));
}

static void values_that_the_spreadsheet_could_not_work_out_are_named(void **state)
{
    struct table_file *f = *state;

    assert_false(read_sheet(f, SHEET(HEADER "<row r=\"2\">" TEXT(
                                   "A2", "C1") "<c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>")));
    assert_non_null(strstr(f->err.text, ":2: « label » : #REF!"));
}

static void what_is_no_xlsx_is_refused_with_what_to_do(void **state)
{
    struct table_file *f = *state;

    folder_write(&f->folder, "a.xlsx", "PK\3\4 nothing that follows", 20);
    assert_false(table_file_read(f));
    assert_non_null(strstr(f->err.text, "Classeur illisible"));
    assert_int_equal(f->faults.count, 1);
    csv_faults_release(&f->faults);
    folder_write(&f->folder, "a.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    assert_false(table_file_read(f));
    assert_non_null(strstr(f->err.text, ".xls ou protégé"));
    assert_false(read_sheet(f, "<worksheet><sheetData><row>"));
    assert_false(read_sheet(f, SHEET("")));
    assert_non_null(strstr(f->err.text, "Fichier vide"));
}

static void a_part_that_declares_entities_is_refused(void **state)
{
    struct table_file *f = *state;

    assert_false(read_sheet(f, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" SHEET(
                                   HEADER "<row r=\"2\">" TEXT("A2", "&b;") "</row>")));
    assert_non_null(strstr(f->err.text, "Classeur illisible"));
}

/* 300 MB of spaces pack into 300 kB. */
static void a_part_that_unpacks_beyond_measure_is_refused(void **state)
{
    enum { SIZE = XLSX_PART_MAX + 1000 };
    struct table_file *f = *state;
    char *sheet = malloc(SIZE + 1);

    memset(sheet, ' ', SIZE);
    memcpy(sheet, "<worksheet>", strlen("<worksheet>"));
    sheet[SIZE] = '\0';
    assert_false(read_sheet(f, sheet));
    assert_non_null(strstr(f->err.text, "Classeur trop grand"));
    free(sheet);
}

static void formats_tell_dates_from_amounts(void **state)
{
    static const struct {
        const char *code;
        enum cell_style style;
    } CASES[] = {
        { "General", CELL_PLAIN },
        { "Standard", CELL_PLAIN },
        { "0.00", CELL_PLAIN },
        { "#,##0.00\\ [$€-40C]", CELL_PLAIN },
        { "_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00", CELL_PLAIN },
        { "[Red]0.00", CELL_PLAIN },
        { "0.00E+00", CELL_PLAIN },
        { "0%", CELL_PERCENT },
        { "0.00%", CELL_PERCENT },
        { "DD/MM/YYYY", CELL_DATE },
        { "[$-40C]d mmmm yyyy;@", CELL_DATE },
        { "yyyy-mm-dd\\ hh:mm", CELL_DATE },
        { "mmm-yy", CELL_DATE },
        { "hh:mm:ss", CELL_TIME },
        { "[h]:mm", CELL_TIME },
        { "mm:ss", CELL_TIME },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        assert_int_equal(cell_style_of(0, CASES[i].code), CASES[i].style);
}

static void numbers_are_written_plainly(void **state)
{
    static const struct {
        const char *number;
        enum cell_style style;
        const char *text;
    } CASES[] = {
        { "0", CELL_PLAIN, "0" },
        { "-0.5", CELL_PLAIN, "-0.5" },
        { "1E2", CELL_PLAIN, "100" },
        { "1.5e-3", CELL_PLAIN, "0.0015" },
        { "12.50", CELL_PLAIN, "12.5" },
        { "9.99999999999999999", CELL_PLAIN, "10" },
        { "1204.74", CELL_PLAIN, "1204.74" },
        { "0.2", CELL_PERCENT, "20%" },
        { "61", CELL_DATE, "1900-03-01" },
        { "0.999999999", CELL_TIME, "00:00:00" },
        { "0.41666666666666669", CELL_TIME, "10:00:00" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char text[CELL_TEXT_MAX];

        assert_true(cell_number(CASES[i].number, CASES[i].style, false, text));
        assert_string_equal(text, CASES[i].text);
    }
}

static void numbers_that_are_none_stay_as_they_are(void **state)
{
    static const char *const WRONG[] = { "", "-", "x", "1.2.3", "1E", "1E999", "1e400" };
    char text[CELL_TEXT_MAX] = "same";

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++)
        assert_false(cell_number(WRONG[i], CELL_PLAIN, false, text));
    assert_false(cell_number("-5", CELL_DATE, false, text));
    assert_false(cell_number("99999999", CELL_DATE, false, text));
    assert_string_equal(text, "same");
    assert_int_equal(cell_column("BC12"), 54);
    assert_int_equal(cell_column("12"), -1);
    assert_int_equal(cell_column("ABCDE1"), -1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, table_file_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_are_read_inline_and_shared),
        TEST(numbers_keep_fifteen_digits_and_no_noise),
        TEST(dates_percents_and_times_are_known_by_the_style_of_their_cell),
        TEST(cells_rows_and_columns_that_are_not_there_are_empty),
        TEST(the_first_sheet_that_is_shown_is_read_wherever_it_lies),
        TEST(values_that_the_spreadsheet_could_not_work_out_are_named),
        TEST(what_is_no_xlsx_is_refused_with_what_to_do),
        TEST(a_part_that_declares_entities_is_refused),
        TEST(a_part_that_unpacks_beyond_measure_is_refused),
        cmocka_unit_test(formats_tell_dates_from_amounts),
        cmocka_unit_test(numbers_are_written_plainly),
        cmocka_unit_test(numbers_that_are_none_stay_as_they_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
