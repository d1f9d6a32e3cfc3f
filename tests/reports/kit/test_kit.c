/* The kit: what it says of a session, what it leaves to fill, and whether its files are whole. */
#include "reports/exports/archive_zip.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <expat.h>

#define ODT_TYPE "application/vnd.oasis.opendocument.text"

/* A red dot. */
#define DOT_PNG                                                                                    \
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"     \
    "rkJggg=="

/* Three blue dots by two. */
#define FLAG_PNG                                                                                   \
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAD0lEQVR4nGNgMJ4JRXAWACxOBMm2YQzdAAAAAElFTkSu" \
    "QmCC"

static const char *const ODTS[] = {
    "communique",   "dossier-de-presse", "cession-photographe", "cession-logo",
    "merci",        "guide-prescriber",  "guide-producer",      "guide-communicator",
    "guide-banker", "guide-accountant",  "guide-placier",       "guide-venue"
};
static const char *const PDFS[] = { "brief-photographe", "affiche-a3", "carte-a6",
                                    "prix-a4",           "kakemono",   "banderole" };

static void empty_make(struct shell *shell)
{
    shell_do(shell, "$F new b.flashcoop --name Éclair --host 'CAE <Sud> & Fils'", NULL);
}

/* Twelve partners, of whom one does not agree to be named, and what hostile hands type. */
static void full_make(struct shell *shell)
{
    empty_make(shell);
    shell_do(shell, "echo '" DOT_PNG "' | base64 -d > dot.png && $F set b.flashcoop logo dot.png",
             NULL);
    shell_do(shell, "echo '" FLAG_PNG "' | base64 -d > flag.png", NULL);
    shell_write(shell, "partners.csv",
                "key,kind,name,organisation,job,roles,days,start,end,email,phone,publish,logo\n"
                "anna,animator,Anna Roy,,,animate,1;2,,,anna@ex.org,0601020304,yes,\n"
                "leo,guest,Léo Petit,,,produce,4,9:30,12:00,leo@ex.org,0605060708,yes,\n"
                "sam,guest,Sam Secret,,,,3,,,sam@ex.org,0611111111,no,\n"
                "wang,guest,\"<Li & \"\"Wang\"\"> سارة ]]>\",Studio,,communicate,3,,,,,yes,\n"
                "nadia,guest,Nadia,,,account,6,,,,,yes,\n"
                "ville,organisation,Ville,,,place;fund,5,8:00,13:00,,,,dot.png\n"
                "mjc,organisation,MJC,,,venue,1;2;3,,,,,,\n"
                "ml,organisation,Mission,,,prescribe,7,,,,,,\n"
                "ue,organisation,Union,,,fund,,,,,,,flag.png\n"
                "b1,organisation,Banque,,,bank,3,,,,,,\n"
                "b2,organisation,Secours,,,lend,,,,,,,\n"
                "b3,organisation,Repair,,,other,,,,,,,\n");
    shell_do(shell, "$F import b.flashcoop partners partners.csv", NULL);
    shell_write(shell, "people.csv", "badge,name\nP1,Awa\nP2,Karim\nP3,Zélandine\n");
    shell_do(shell, "$F import b.flashcoop participants people.csv", NULL);
    shell_write(
        shell, "products.csv",
        "code,label,price,vat,allergens\nC1,Cookie,1.50,5.5,gluten\nS1,Sablé,2.00,5.5,lait\n");
    shell_do(shell, "$F import b.flashcoop products products.csv", NULL);
    shell_do(shell, "$F set b.flashcoop second-language ar", NULL);
}

/* A part of an OpenDocument file, unpacked. */
static struct buf part_of(struct shell *shell, const char *file, const char *part)
{
    char path[FOLDER_PATH_MAX];
    struct err err = ERR_EMPTY;
    struct buf bytes = buf_init(1 << 22);
    struct archive_zip *zip = archive_zip_open(folder_path(&shell->folder, file, path), &err);

    assert_non_null(zip);
    assert_true(archive_entry_load(zip, part, &bytes, &err));
    archive_zip_close(zip);
    return bytes;
}

/* What a reader aloud needs of a text, counted. */
struct judged {
    int headings, leveled;
    int tables, headed;
    int frames, titled, described;
    int empty_paragraphs;
    bool in_paragraph, has_text;
    char version[8];
    char text[1 << 16];
    size_t length;
};

static const char *attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return "";
}

static void element_begin(void *context, const char *name, const char **attributes)
{
    struct judged *judged = context;
    bool is_text = strcmp(name, "text:p") == 0 || strcmp(name, "text:h") == 0;

    if (strncmp(name, "office:document", 15) == 0)
        snprintf(judged->version, sizeof judged->version, "%s",
                 attribute(attributes, "office:version"));
    judged->headings += strcmp(name, "text:h") == 0;
    judged->leveled +=
        strcmp(name, "text:h") == 0 && attribute(attributes, "text:outline-level")[0] != '\0';
    judged->tables += strcmp(name, "table:table") == 0;
    judged->headed += strcmp(name, "table:table-header-rows") == 0;
    judged->frames += strcmp(name, "draw:frame") == 0;
    judged->titled += strcmp(name, "svg:title") == 0;
    judged->described += strcmp(name, "svg:desc") == 0;
    if (is_text) {
        judged->in_paragraph = true;
        judged->has_text = false;
    }
    judged->has_text = judged->has_text || strcmp(name, "draw:frame") == 0;
}

static void element_end(void *context, const char *name)
{
    struct judged *judged = context;

    if (strcmp(name, "text:p") != 0 && strcmp(name, "text:h") != 0)
        return;
    judged->empty_paragraphs += !judged->has_text;
    judged->in_paragraph = false;
    if (judged->length + 1 < sizeof judged->text)
        judged->text[judged->length++] = '\n';
}

static void characters(void *context, const char *text, int length)
{
    struct judged *judged = context;

    judged->has_text = true;
    if (judged->length + (size_t)length < sizeof judged->text) {
        memcpy(judged->text + judged->length, text, (size_t)length);
        judged->length += (size_t)length;
    }
}

static struct judged *judge(struct shell *shell, const char *file, const char *part)
{
    struct judged *judged = calloc(1, sizeof *judged);
    struct buf bytes = part_of(shell, file, part);
    XML_Parser parser = XML_ParserCreate("UTF-8");

    assert_non_null(judged);
    XML_SetUserData(parser, judged);
    XML_SetElementHandler(parser, element_begin, element_end);
    XML_SetCharacterDataHandler(parser, characters);
    assert_int_equal(XML_Parse(parser, bytes.data, (int)bytes.length, 1), XML_STATUS_OK);
    XML_ParserFree(parser);
    buf_release(&bytes);
    return judged;
}

/* The text of a paper of the folder `kit`; the caller frees it. */
static struct judged *text_of(struct shell *shell, const char *name)
{
    char file[64];

    snprintf(file, sizeof file, "kit/%s.odt", name);
    return judge(shell, file, "content.xml");
}

static void all_papers_come_by_one_command(void **state)
{
    struct shell *shell = *state;

    full_make(shell);
    assert_string_equal(shell_do(shell, "$F kit b.flashcoop -o kit", NULL), "kit: 30\n");
    for (size_t i = 0; i < sizeof ODTS / sizeof ODTS[0]; i++) {
        char file[64];

        snprintf(file, sizeof file, "kit/%s.odt", ODTS[i]);
        assert_true(folder_has(&shell->folder, file));
        snprintf(file, sizeof file, "kit/%s.pdf", ODTS[i]);
        assert_true(folder_has(&shell->folder, file));
    }
    for (size_t i = 0; i < sizeof PDFS / sizeof PDFS[0]; i++) {
        char file[64];

        snprintf(file, sizeof file, "kit/%s.pdf", PDFS[i]);
        assert_true(folder_has(&shell->folder, file));
    }
    assert_int_equal(shell_run(shell, "$F kit b.flashcoop", NULL), 2);
    assert_int_equal(shell_run(shell, "$F kit b.flashcoop -o kit", NULL), 1);
    shell_do(shell, "$F kit b.flashcoop -o kit --force", NULL);
}

/* ODF 1.3, part 2, 3.3: first entry, stored, no extra field, so that its bytes are seen at 30. */
static void an_odt_begins_with_its_type(void **state)
{
    struct shell *shell = *state;
    char path[FOLDER_PATH_MAX];
    struct buf bytes = buf_init(1 << 22);
    struct err err = ERR_EMPTY;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    assert_true(
        buf_read_file(&bytes, folder_path(&shell->folder, "kit/communique.odt", path), &err));
    assert_memory_equal(bytes.data, "PK\x03\x04", 4);
    assert_int_equal(bytes.data[8], 0);  /* stored */
    assert_int_equal(bytes.data[28], 0); /* no extra field */
    assert_memory_equal(bytes.data + 30, "mimetype" ODT_TYPE "PK", 8 + strlen(ODT_TYPE) + 2);
    buf_release(&bytes);
}

static void every_part_of_an_odt_is_valid_and_reads_aloud(void **state)
{
    static const char *const PARTS[] = { "content.xml", "styles.xml", "meta.xml",
                                         "META-INF/manifest.xml" };
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    for (size_t i = 0; i < sizeof ODTS / sizeof ODTS[0]; i++)
        for (size_t k = 0; k < sizeof PARTS / sizeof PARTS[0]; k++) {
            char file[64];

            snprintf(file, sizeof file, "kit/%s.odt", ODTS[i]);

            struct judged *judged = judge(shell, file, PARTS[k]);

            if (k < 3)
                assert_string_equal(judged->version, "1.3");
            assert_int_equal(judged->headings, judged->leveled);
            assert_int_equal(judged->tables, judged->headed);
            assert_int_equal(judged->frames, judged->titled);
            assert_int_equal(judged->frames, judged->described);
            if (k == 0) {
                assert_true(judged->headings > 0);
                assert_int_equal(judged->empty_paragraphs, 0);
            }
            free(judged);
        }
}

static void a_title_and_a_language_stand_in_the_properties(void **state)
{
    struct shell *shell = *state;
    struct buf meta;

    empty_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    meta = part_of(shell, "kit/communique.odt", "meta.xml");
    assert_non_null(strstr(buf_text(&meta), "<dc:title>Communiqué de presse — Éclair</dc:title>"));
    assert_non_null(strstr(buf_text(&meta), "<dc:language>fr-FR</dc:language>"));
    assert_non_null(strstr(buf_text(&meta), "CAE &lt;Sud&gt; &amp; Fils"));
    buf_release(&meta);
}

static void hostile_names_stand_as_they_were_typed(void **state)
{
    struct shell *shell = *state;
    struct judged *judged;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    judged = text_of(shell, "dossier-de-presse");
    assert_non_null(strstr(judged->text, "<Li & \"Wang\"> سارة ]]>"));
    assert_non_null(strstr(judged->text, "Anna Roy"));
    free(judged);
    judged = text_of(shell, "guide-producer");
    assert_non_null(strstr(judged->text, "Léo Petit : J4, de 9:30 à 12:00"));
    free(judged);
}

/* domain-papers §2: "Never: names without `publish` or consent"; §1: "E-mail, telephone: erasable,
 * on no public paper" */
static void who_did_not_agree_and_how_to_reach_anybody_stand_nowhere(void **state)
{
    static const char *const NEVER[] = { "Secret",     "ex.org", "0601020304", "0605060708",
                                         "0611111111", "Awa",    "Karim",      "Zélandine" };
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    for (size_t i = 0; i < sizeof ODTS / sizeof ODTS[0]; i++) {
        struct judged *judged = text_of(shell, ODTS[i]);

        for (size_t k = 0; k < sizeof NEVER / sizeof NEVER[0]; k++)
            assert_null(strstr(judged->text, NEVER[k]));
        free(judged);
    }
    shell_do(shell, "for f in kit/*.pdf; do pdftotext $f - ; done", NULL);
    for (size_t k = 0; k < sizeof NEVER / sizeof NEVER[0]; k++)
        assert_null(strstr(shell->out, NEVER[k]));
}

/* A reader says "list of four": each list holds its items, each item its text, and no page's foot.
 */
static void lists_are_read_aloud_as_lists(void **state)
{
    struct shell *shell = *state;

    full_make(shell);
    shell_do(
        shell,
        "$F kit b.flashcoop -o kit >o && for f in kit/*.pdf; do pdfinfo -struct $f 2>&1; done | "
        "awk '{ depth = match($0, /[^ ]/); up[depth] = $1; parent = up[depth - 2] } "
        "$1 == \"L\" { lists++ } $1 == \"LI\" { items++ } "
        "($1 == \"LI\") != (parent == \"L\") || "
        "($1 ~ /^(Lbl|LBody)$/) != (parent == \"LI\") { bad++; print parent, $0 } "
        "END { print (lists > 5), (items > 2 * lists), bad + 0 }'",
        NULL);
    assert_string_equal(shell->out, "1 1 0\n");
}

static void from_a_session_with_nothing_each_empty_field_says_its_name(void **state)
{
    static const char *const SAID[] = { "[nombre de personnes",  "[produit",
                                        "[noms des partenaires", "[une phrase du groupe",
                                        "[jour de la vente",     "[lieu de vente" };
    struct shell *shell = *state;
    struct judged *judged;

    empty_make(shell);
    assert_string_equal(shell_do(shell, "$F kit b.flashcoop -o kit", NULL), "kit: 30\n");
    judged = text_of(shell, "communique");
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
        assert_non_null(strstr(judged->text, SAID[i]));
    assert_null(strchr(judged->text, '{'));
    free(judged);
    judged = text_of(shell, "dossier-de-presse");
    assert_non_null(strstr(judged->text, "[argent des ventes"));
    assert_null(strstr(judged->text, "0,00"));
    free(judged);
    shell_do(shell, "pdftotext kit/communique.pdf -", NULL);
    assert_non_null(strstr(shell->out, "[nombre de personnes"));
}

/* A field that the texts spell wrong would be taken for a place to fill. */
static void no_place_to_fill_has_the_name_of_a_field(void **state)
{
    struct shell *shell = *state;

    empty_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    for (size_t i = 0; i < sizeof ODTS / sizeof ODTS[0]; i++) {
        struct judged *judged = text_of(shell, ODTS[i]);

        assert_null(strchr(judged->text, '_'));
        free(judged);
    }
}

static void the_second_language_stands_where_the_group_reads(void **state)
{
    struct shell *shell = *state;
    struct buf styles;
    struct judged *judged;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    judged = text_of(shell, "cession-logo");
    assert_non_null(strstr(judged->text, "رسمنا هذا الشعار معاً."));
    assert_non_null(strstr(judged->text, "Traduction à relire"));
    free(judged);
    styles = part_of(shell, "kit/cession-logo.odt", "styles.xml");
    assert_non_null(strstr(buf_text(&styles), "style:writing-mode=\"rl-tb\""));
    assert_null(strchr(buf_text(&styles), '@'));
    buf_release(&styles);
}

static void a_guide_is_one_page_and_large_papers_are_as_large_as_they_are(void **state)
{
    static const struct {
        const char *file;
        const char *size; /* of `pdfinfo`, in points */
    } LARGE[] = {
        { "kakemono", "2409.45 x 5669.29 pts" },  /* 850 × 2000 mm */
        { "banderole", "8503.94 x 2834.65 pts" }, /* 3000 × 1000 mm */
        { "affiche-a3", "841.89 x 1190.55 pts" }, /* 297 × 420 mm */
        { "carte-a6", "297.638 x 419.527 pts" },  /* 105 × 148 mm */
        { "prix-a4", "595.276 x 841.89 pts" },    /* 210 × 297 mm */
    };
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    shell_do(shell, "for f in kit/guide-*.pdf; do pdfinfo $f | grep Pages; done | sort -u", NULL);
    assert_string_equal(shell->out, "Pages:           1\n");
    shell_do(shell, "for f in kit/c*que.pdf kit/d*.pdf; do pdfinfo $f | grep Pages; done", NULL);
    assert_string_equal(shell->out, "Pages:           1\nPages:           6\n");
    for (size_t i = 0; i < sizeof LARGE / sizeof LARGE[0]; i++) {
        char line[64];

        snprintf(line, sizeof line, "pdfinfo kit/%s.pdf", LARGE[i].file);
        shell_do(shell, line, NULL);
        assert_non_null(strstr(shell->out, LARGE[i].size));
    }
}

/* What is drawn as letters has no text to look for: dots that are not white, then. */
static void no_paper_is_blank(void **state)
{
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    shell_do(shell,
             "for f in kit/*.pdf; do [ $(pdftoppm -r 6 -gray $f | tail -c +16 | tr -d '\\377' |"
             " wc -c) -gt 40 ] || echo $f; done",
             NULL);
    assert_string_equal(shell->out, "");
}

static void each_picture_of_a_paper_is_its_own(void **state)
{
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F kit b.flashcoop -o kit", NULL);
    shell_do(shell, "pdfimages -list kit/communique.pdf | awk 'NR > 2 { print $4, $5 }' | sort -u",
             NULL);
    assert_string_equal(shell->out, "1 1\n3 2\n");
}

static void unwritten_allergens_stop_the_price_list_and_nothing_else(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F new b.flashcoop --name É --host H --sector food", NULL);
    shell_do(shell, "$F import b.flashcoop products -",
             "code,label,price,vat\nC1,Cookie,1.50,5.5\n");
    assert_string_equal(shell_do(shell, "$F kit b.flashcoop -o kit", NULL), "kit: 29\n");
    assert_non_null(strstr(shell->err, "prix-a4.pdf: "));
    assert_false(folder_has(&shell->folder, "kit/prix-a4.pdf"));
    assert_true(folder_has(&shell->folder, "kit/banderole.pdf"));
}

static void the_kit_is_in_french_and_leaves_the_book_as_it_was(void **state)
{
    struct shell *shell = *state;
    struct judged *judged;
    uint64_t before;

    full_make(shell);
    shell_do(shell, "$F report b.flashcoop partners >/dev/null", NULL);
    before = shell_file_sum(shell, "b.flashcoop");
    shell_do(shell, "$F kit b.flashcoop -o kit --lang en", NULL);
    assert_true(shell_file_sum(shell, "b.flashcoop") == before);
    judged = text_of(shell, "dossier-de-presse");
    assert_non_null(strstr(judged->text, "1,50"));
    assert_non_null(strstr(judged->text, "apprend à fabriquer"));
    free(judged);
}

/* Who leaves takes her name and how to reach her out of every byte; what was done stays. */
static void a_partner_is_erased_by_her_key(void **state)
{
    struct shell *shell = *state;

    full_make(shell);
    shell_do(shell, "$F person b.flashcoop erase leo", NULL);
    assert_non_null(strstr(shell->out, "leo"));
    shell_do(shell, "! grep -qa -e 'Léo Petit' -e 0605060708 -e leo@ex.org b.flashcoop", NULL);
    shell_do(shell, "$F report b.flashcoop partners --format csv", NULL);
    assert_non_null(strstr(shell->out, "leo,guest,,,produce,4"));
    assert_int_equal(shell_run(shell, "$F person b.flashcoop erase nobody", NULL), 1);
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(all_papers_come_by_one_command),
        SHELL_TEST(an_odt_begins_with_its_type),
        SHELL_TEST(every_part_of_an_odt_is_valid_and_reads_aloud),
        SHELL_TEST(a_title_and_a_language_stand_in_the_properties),
        SHELL_TEST(hostile_names_stand_as_they_were_typed),
        SHELL_TEST(who_did_not_agree_and_how_to_reach_anybody_stand_nowhere),
        SHELL_TEST(lists_are_read_aloud_as_lists),
        SHELL_TEST(from_a_session_with_nothing_each_empty_field_says_its_name),
        SHELL_TEST(no_place_to_fill_has_the_name_of_a_field),
        SHELL_TEST(the_second_language_stands_where_the_group_reads),
        SHELL_TEST(a_guide_is_one_page_and_large_papers_are_as_large_as_they_are),
        SHELL_TEST(no_paper_is_blank),
        SHELL_TEST(each_picture_of_a_paper_is_its_own),
        SHELL_TEST(unwritten_allergens_stop_the_price_list_and_nothing_else),
        SHELL_TEST(a_partner_is_erased_by_her_key),
        SHELL_TEST(the_kit_is_in_french_and_leaves_the_book_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
