/* The page for a browser: what scripts/browser.sh cannot see, because it only sees good pages. */
#include "base/lang.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct page_column COLUMNS[] = {
    { .name = "name", .heading = "Session", .kind = CELL_TEXT },
    { .name = "place", .heading = "Lieu", .kind = CELL_TEXT },
    { .name = "day", .heading = "Du", .kind = CELL_DATE },
    { .name = "gross", .heading = "Ventes", .kind = CELL_MONEY, .summed = true },
};
static const struct page_table TABLE = { .columns = COLUMNS,
                                         .column_count = 4,
                                         .total_label = "TOTAL" };

static void put_table(struct page *page, const char *name)
{
    page_begin_table(page, &TABLE);
    page_row(page, (struct cell[]){ cell_text(name), CELL_NONE, cell_date((struct day){ 18226 }),
                                    cell_money(1250) });
    page_end_table(page);
}

static bool says(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

static void a_name_is_text_whatever_it_holds(void **state)
{
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "<script>alert(1)</script>", "a \"b\" & c");
    put_table(out.page, "$$ ' \"><img src=x onerror=y> \xE2\x80\xAEtxet");
    page_bar(out.page, &(struct page_bar){ "<b>", 1, 2, "1 < 2" });
    text = rendered_text(&out);
    assert_false(says(text, "<script"));
    assert_false(says(text, "<img"));
    assert_false(says(text, "<b>"));
    assert_false(says(text, "\xE2\x80\xAE"));
    assert_true(says(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_true(says(text, "a &quot;b&quot; &amp; c"));
    rendered_end(&out);
}

static void the_page_is_one_file_that_may_ask_for_nothing(void **state)
{
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "Bilan", "");
    put_table(out.page, "MamCookies");
    text = rendered_text(&out);
    assert_true(says(text, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    assert_false(says(text, "src="));
    assert_false(says(text, "href="));
    assert_false(says(text, "url("));
    assert_false(says(text, "@import"));
    rendered_end(&out);
}

static void a_table_says_its_name_its_headings_and_its_total(void **state)
{
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "Réseau", "");
    page_section(out.page, "Les sessions");
    put_table(out.page, "MamCookies");
    text = rendered_text(&out);
    assert_true(says(text, "<h1>Réseau</h1>"));
    assert_true(says(text, "<caption>Les sessions</caption>"));
    assert_true(says(text, "scope=\"col\">Session</th>"));
    assert_true(says(text, "scope=\"row\" data-label=\"Session\">MamCookies</th>"));
    assert_true(says(text, "data-label=\"Ventes\">12,50</td>"));
    assert_true(says(text, "<tr role=\"row\" class=\"total\">"));
    rendered_end(&out);
}

static void bars_are_one_picture_beside_a_table_of_the_same_figures(void **state)
{
    struct rendered out;
    const char *text;

    (void)state;
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "Avis", "");
    page_bar(out.page, &(struct page_bar){ "Plus prêt", 28, 36, "28 sur 36" });
    page_bar(out.page, &(struct page_bar){ "Confiance", 0, 36, "0 sur 36" });
    page_note(out.page, "Fin.");
    text = rendered_text(&out);
    assert_true(says(text, "<svg role=\"img\""));
    assert_true(says(text, "<title id=\"title1\">Avis</title>"));
    assert_true(says(text, "Plus prêt : 28 sur 36\nConfiance : 0 sur 36"));
    assert_true(says(text, "width=\"77.8%\""));
    assert_true(says(text, "<th scope=\"row\">2. Confiance</th><td class=\"n\">0 sur 36</td>"));
    assert_false(says(text, "title2"));
    assert_true(strstr(text, "</figure>") < strstr(text, "Fin."));
    rendered_end(&out);
}

static void the_page_says_its_language(void **state)
{
    struct rendered out;

    (void)state;
    assert_true(lang_choose("en"));
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "Review: 2019", "");
    assert_true(says(rendered_text(&out), "<html lang=\"en\">"));
    rendered_end(&out);
    assert_true(lang_choose("fr"));
    rendered_begin(&out, PAGE_HTML);
    page_title(out.page, "Bilan : 2019", "");
    assert_true(says(rendered_text(&out), "<html lang=\"fr\">"));
    assert_true(says(buf_text(&out.outlet.block), "<h1>Bilan\xC2\xA0: 2019</h1>"));
    rendered_end(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_text_whatever_it_holds),
        cmocka_unit_test(the_page_is_one_file_that_may_ask_for_nothing),
        cmocka_unit_test(a_table_says_its_name_its_headings_and_its_total),
        cmocka_unit_test(bars_are_one_picture_beside_a_table_of_the_same_figures),
        cmocka_unit_test(the_page_says_its_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
