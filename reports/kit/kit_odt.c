#include "reports/kit/kit_odt.h"

#include "programme/logo.h"
#include "reports/kit/kit_parts.h"
#include "reports/print/packet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char STYLES[] = {
#include "reports/kit/odt_styles.txt.inc"
};

#define ODT_TYPE "application/vnd.oasis.opendocument.text"
#define XMLNS    "urn:oasis:names:tc:opendocument:xmlns:"

static const char CONTENT_BEGIN[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content "
    "xmlns:office=\"" XMLNS "office:1.0\" xmlns:style=\"" XMLNS "style:1.0\" "
    "xmlns:text=\"" XMLNS "text:1.0\" xmlns:table=\"" XMLNS "table:1.0\" "
    "xmlns:draw=\"" XMLNS "drawing:1.0\" xmlns:fo=\"" XMLNS "xsl-fo-compatible:1.0\" "
    "xmlns:svg=\"" XMLNS "svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
    "office:version=\"1.3\"><office:automatic-styles><style:style style:name=\"Tableau\" "
    "style:family=\"table\"><style:table-properties style:width=\"170mm\" "
    "table:align=\"margins\" fo:margin-bottom=\"3mm\"/></style:style><style:style "
    "style:name=\"Bord\" style:family=\"table-cell\"><style:table-cell-properties "
    "fo:border=\"0.5pt solid #404040\" fo:padding=\"1.2mm\"/></style:style>"
    "</office:automatic-styles><office:body><office:text>\n";
static const char CONTENT_END[] = "</office:text></office:body></office:document-content>\n";
static const char META[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta "
    "xmlns:office=\"" XMLNS "office:1.0\" xmlns:meta=\"" XMLNS "meta:1.0\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"><office:meta>"
    "<meta:generator>flashcoop</meta:generator><dc:title>";

enum { ODT_MAX = 1 << 22, PICTURES_MAX = PARTNERS_MAX + 2, PICTURE_NAME_MAX = 32 };

struct odt {
    struct kit_pen pen; /* first */
    struct buf content;
    int table_count;
    bool in_list;
    bool in_row;    /* of small pictures, in one paragraph */
    bool new_page;  /* the next heading begins one */
    bool has_draft; /* a translation that nobody has read over */
    int picture_count;
    struct buf pictures[PICTURES_MAX];
    char names[PICTURES_MAX][PICTURE_NAME_MAX];
};

/* -- XML. -- */

static void put_character(struct buf *out, const char *at, size_t length)
{
    switch (*at) {
    case '&': buf_put_text(out, "&amp;"); return;
    case '<': buf_put_text(out, "&lt;"); return;
    case '>': buf_put_text(out, "&gt;"); return;
    case '"': buf_put_text(out, "&quot;"); return;
    default: break;
    }
    buf_put(out, at, length);
}

/* What XML has no letter for was refused when it was typed; what an older book holds is left out.
 */
static bool character_is_xml(uint32_t c)
{
    return c >= 0x20 && c != TEXT_BROKEN && c != 0xFFFE && c != 0xFFFF;
}

static void put_xml(struct buf *out, const char *text)
{
    while (*text != '\0') {
        const char *at = text;
        uint32_t c = text_next(&text);

        if (c == (uint32_t)FILL_BEGIN)
            buf_put_text(out, "<text:span text:style-name=\"A_20_completer\">[");
        else if (c == (uint32_t)FILL_END)
            buf_put_text(out, " …………]</text:span>");
        else if (character_is_xml(c))
            put_character(out, at, (size_t)(text - at));
    }
}

/* Inside an attribute or a title there is no span: the name of the place alone. */
static void put_bare(struct buf *out, const char *text)
{
    while (*text != '\0') {
        const char *at = text;
        uint32_t c = text_next(&text);

        if (character_is_xml(c))
            put_character(out, at, (size_t)(text - at));
    }
}

/* -- The pen. -- */

static struct odt *odt_of(struct kit_pen *pen)
{
    return (struct odt *)pen;
}

/* What comes next stands neither in a list nor beside a picture. */
static void block_end(struct odt *odt)
{
    if (odt->in_list)
        buf_put_text(&odt->content, "</text:list>\n");
    if (odt->in_row)
        buf_put_text(&odt->content, "</text:p>\n");
    odt->in_list = odt->in_row = false;
}

static void odt_heading(struct kit_pen *pen, int level, const char *text)
{
    struct odt *odt = odt_of(pen);
    const char *style = level == 2      ? "Heading_20_2"
                        : odt->new_page ? "Nouvelle_20_page"
                                        : "Heading_20_1";

    block_end(odt);
    odt->new_page = odt->new_page && level == 2;
    buf_printf(&odt->content, "<text:h text:style-name=\"%s\" text:outline-level=\"%d\">", style,
               level);
    put_xml(&odt->content, text);
    buf_put_text(&odt->content, "</text:h>\n");
}

static void put_paragraph(struct odt *odt, const char *style, const char *text)
{
    buf_printf(&odt->content, "<text:p text:style-name=\"%s\">", style);
    put_xml(&odt->content, text);
    buf_put_text(&odt->content, "</text:p>\n");
}

static void odt_paragraph(struct kit_pen *pen, const char *text)
{
    block_end(odt_of(pen));
    put_paragraph(odt_of(pen), "Standard", text);
}

static void odt_item(struct kit_pen *pen, const char *text)
{
    struct odt *odt = odt_of(pen);

    if (!odt->in_list) {
        block_end(odt);
        buf_put_text(&odt->content, "<text:list text:style-name=\"Puces\">\n");
    }
    odt->in_list = true;
    buf_put_text(&odt->content, "<text:list-item>");
    put_paragraph(odt, "Standard", text);
    buf_put_text(&odt->content, "</text:list-item>\n");
}

static void odt_second(struct kit_pen *pen, const struct wording *wording, enum tongue tongue)
{
    char style[32];

    odt_of(pen)->has_draft = odt_of(pen)->has_draft || !wording->reviewed[tongue];

    block_end(odt_of(pen));
    snprintf(style, sizeof style, "Langue_20_%s", tongue_code(tongue));
    put_paragraph(odt_of(pen), style, wording->text[tongue]);
}

static void put_cells(struct odt *odt, const char *style, const char *const *cells, int count)
{
    buf_put_text(&odt->content, "<table:table-row>");
    for (int i = 0; i < count; i++) {
        buf_put_text(&odt->content,
                     "<table:table-cell table:style-name=\"Bord\" office:value-type=\"string\">");
        put_paragraph(odt, style, cells[i]);
        buf_put_text(&odt->content, "</table:table-cell>");
    }
    buf_put_text(&odt->content, "</table:table-row>\n");
}

static void odt_table_begin(struct kit_pen *pen, const char *const *headings, int count)
{
    struct odt *odt = odt_of(pen);

    block_end(odt);
    buf_printf(&odt->content,
               "<table:table table:name=\"Tableau%d\" table:style-name=\"Tableau\">"
               "<table:table-column table:number-columns-repeated=\"%d\"/>"
               "<table:table-header-rows>",
               ++odt->table_count, count);
    put_cells(odt, "Tete_20_de_20_case", headings, count);
    buf_put_text(&odt->content, "</table:table-header-rows>");
}

static void odt_row(struct kit_pen *pen, const char *const *cells, int count)
{
    put_cells(odt_of(pen), "Case", cells, count);
}

static void odt_table_end(struct kit_pen *pen)
{
    buf_put_text(&odt_of(pen)->content, "</table:table>\n");
}

/* In tenths of a millimetre, as large as the place allows. */
struct frame_size {
    int width, height;
};

static struct frame_size frame_of(uint32_t width, uint32_t height, bool is_small)
{
    struct frame_size most =
        is_small ? (struct frame_size){ 320, 160 } : (struct frame_size){ 600, 250 };
    bool is_wide =
        (uint64_t)width * (uint64_t)most.height > (uint64_t)height * (uint64_t)most.width;

    if (is_wide)
        most.height = (int)((uint64_t)height * (uint64_t)most.width / width);
    else
        most.width = (int)((uint64_t)width * (uint64_t)most.height / height);
    return most;
}

static void put_frame(struct odt *odt, struct frame_size size, const char *alt)
{
    int number = odt->picture_count;

    buf_printf(&odt->content,
               "<draw:frame draw:name=\"Image%d\" "
               "text:anchor-type=\"as-char\" svg:width=\"%d.%dmm\" svg:height=\"%d.%dmm\">"
               "<draw:image xlink:href=\"%s\" xlink:type=\"simple\" xlink:show=\"embed\" "
               "xlink:actuate=\"onLoad\"/><svg:title>",
               number, size.width / 10, size.width % 10, size.height / 10, size.height % 10,
               odt->names[number - 1]);
    put_bare(&odt->content, alt);
    buf_put_text(&odt->content, "</svg:title><svg:desc>");
    put_bare(&odt->content, alt);
    buf_put_text(&odt->content, "</svg:desc></draw:frame>");
}

static void odt_picture(struct kit_pen *pen, const struct buf *png, const char *alt, bool is_small)
{
    struct odt *odt = odt_of(pen);
    int at = odt->picture_count;
    uint32_t width, height;

    if (at == PICTURES_MAX || !logo_sides(png, &width, &height))
        return;
    if (!is_small || !odt->in_row) {
        block_end(odt);
        buf_put_text(&odt->content, "<text:p text:style-name=\"Standard\">");
        odt->in_row = true;
    } else {
        buf_put_text(&odt->content, " ");
    }
    odt->pictures[at] = buf_init(ODT_MAX);
    buf_put(&odt->pictures[at], png->data, png->length);
    snprintf(odt->names[at], PICTURE_NAME_MAX, "Pictures/%d.png", at + 1);
    odt->picture_count++;
    put_frame(odt, frame_of(width, height, is_small), alt);
    if (!is_small)
        block_end(odt);
}

static void odt_page(struct kit_pen *pen)
{
    block_end(odt_of(pen));
    odt_of(pen)->new_page = true;
}

static const struct kit_pen_ops ODT_OPS = {
    .heading = odt_heading,
    .paragraph = odt_paragraph,
    .item = odt_item,
    .second = odt_second,
    .table_begin = odt_table_begin,
    .row = odt_row,
    .table_end = odt_table_end,
    .picture = odt_picture,
    .page = odt_page,
};

/* -- The parts of the file. -- */

static void put_foot(struct buf *out, const struct session *session)
{
    const char *const parts[] = { session->host, session->address,
                                  session->siret[0] ? session->siret : session->siren,
                                  session->name };
    bool is_first = true;

    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i][0] == '\0')
            continue;
        buf_put_text(out, is_first ? "" : " · ");
        put_bare(out, parts[i]);
        is_first = false;
    }
}

/* The styles with what is marked in them: sizes of letters, and the foot of each page. */
static void put_styles(struct buf *out, const struct kit_paper *paper,
                       const struct session *session)
{
    const char *at = (const char *)STYLES;

    while (*at != '\0') {
        size_t plain = strcspn(at, "@");

        buf_put(out, at, plain);
        at += plain;
        if (strncmp(at, "@SIZE@", 6) == 0)
            buf_printf(out, "%d", paper->is_large ? 14 : 11);
        else if (strncmp(at, "@LINE@", 6) == 0)
            buf_printf(out, "%d", paper->is_large ? 150 : 120);
        else if (strncmp(at, "@FOOT@", 6) == 0)
            put_foot(out, session);
        at += *at == '@' ? 6 : 0;
    }
}

static void put_meta(struct buf *out, const struct kit_paper *paper, const struct kit_facts *facts)
{
    char moment[MOMENT_TEXT_MAX];

    moment_format(facts->made_at, moment);
    buf_put_text(out, META);
    put_bare(out, paper->title);
    buf_put_text(out, " — ");
    put_bare(out, facts->session->name);
    buf_put_text(out, "</dc:title><dc:creator>");
    put_bare(out, facts->session->host);
    buf_printf(out,
               "</dc:creator><dc:date>%.19s</dc:date><dc:language>fr-FR</dc:language>"
               "</office:meta></office:document-meta>\n",
               moment);
}

static void put_manifest(struct buf *out, const struct odt *odt)
{
    static const char *const FILES[] = { "content.xml", "styles.xml", "meta.xml" };

    buf_put_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
                      "xmlns:manifest=\"" XMLNS "manifest:1.0\" manifest:version=\"1.3\">"
                      "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
                      "manifest:media-type=\"" ODT_TYPE "\"/>");
    for (size_t i = 0; i < COUNT_OF(FILES); i++)
        buf_printf(out,
                   "<manifest:file-entry manifest:full-path=\"%s\" "
                   "manifest:media-type=\"text/xml\"/>",
                   FILES[i]);
    for (int i = 0; i < odt->picture_count; i++)
        buf_printf(out,
                   "<manifest:file-entry manifest:full-path=\"%s\" "
                   "manifest:media-type=\"image/png\"/>",
                   odt->names[i]);
    buf_put_text(out, "</manifest:manifest>\n");
}

enum { PART_TYPE, PART_CONTENT, PART_STYLES, PART_META, PART_MANIFEST, PART_COUNT };

static bool odt_pack(const struct odt *odt, const struct kit_paper *paper,
                     const struct kit_facts *facts, struct outlet *outlet, struct err *err)
{
    static const char *const NAMES[PART_COUNT] = { "mimetype", "content.xml", "styles.xml",
                                                   "meta.xml", "META-INF/manifest.xml" };
    struct buf parts[PART_COUNT];
    struct packet_part packed[PART_COUNT + PICTURES_MAX];
    bool good = buf_check(&odt->content, err);

    for (int i = 0; i < PART_COUNT; i++) {
        parts[i] = buf_init(ODT_MAX);
        packed[i] = (struct packet_part){ NAMES[i], &parts[i], i == PART_TYPE };
    }
    packed[PART_CONTENT].bytes = &odt->content;
    buf_put_text(&parts[PART_TYPE], ODT_TYPE);
    put_styles(&parts[PART_STYLES], paper, facts->session);
    put_meta(&parts[PART_META], paper, facts);
    put_manifest(&parts[PART_MANIFEST], odt);
    for (int i = 0; i < odt->picture_count; i++)
        packed[PART_COUNT + i] = (struct packet_part){ odt->names[i], &odt->pictures[i], true };
    good =
        good && packet_write(packed, PART_COUNT + odt->picture_count, facts->made_at, outlet, err);
    for (int i = 0; i < PART_COUNT; i++)
        buf_release(&parts[i]);
    return good;
}

bool kit_odt_write(const struct kit_paper *paper, const struct kit_facts *facts,
                   struct outlet *outlet, struct err *err)
{
    struct odt odt = { .pen = { &ODT_OPS }, .content = buf_init(ODT_MAX) };
    bool good;

    buf_put_text(&odt.content, CONTENT_BEGIN);
    if (!strstr(paper->text, "@logos"))
        kit_emblem_write(facts, &odt.pen);
    good = kit_text_write(paper->text, facts, &odt.pen, err);
    block_end(&odt);
    if (odt.has_draft)
        put_paragraph(&odt, "Footer", "Traduction à relire.");
    buf_put_text(&odt.content, CONTENT_END);
    good = good && odt_pack(&odt, paper, facts, outlet, err);
    for (int i = 0; i < odt.picture_count; i++)
        buf_release(&odt.pictures[i]);
    buf_release(&odt.content);
    return good;
}
