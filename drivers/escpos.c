#include "drivers/escpos.h"

#include "base/text.h"
#include "drivers/barcode.h"

#include <assert.h>
#include <string.h>

enum { ESC = 0x1B, GS = 0x1D, FS = 0x1C, LF = 0x0A };
enum { SLICE_ROWS = 128, QR_BYTES_MAX = 2048, CODE_128_MAX = 48, BAR_HEIGHT_DOTS = 80 };
enum { TEXT_LINE_MAX = 1024 };

#define PUT(printer, ...)                                                                          \
    buf_put((printer)->out, (const unsigned char[]){ __VA_ARGS__ },                                \
            sizeof((const unsigned char[]){ __VA_ARGS__ }))

static bool has_page(const struct escpos *printer, enum code_page page)
{
    return (page == CODE_PAGE_858 ? printer->profile.page_858 : printer->profile.page_1252) !=
           PROFILE_NO_PAGE;
}

static void page_select(struct escpos *printer, enum code_page page)
{
    int number = page == CODE_PAGE_858 ? printer->profile.page_858 : printer->profile.page_1252;

    printer->page = page;
    if (number != PROFILE_NO_PAGE)
        PUT(printer, ESC, 't', (unsigned char)number);
}

struct escpos escpos_init(struct buf *out, const struct printer_profile *profile,
                          const struct painter *painter)
{
    return (
        struct escpos){ .out = out, .profile = *profile, .painter = painter, .width_factor = 1 };
}

struct escpos escpos_init_listener(struct buf *scratch, const struct escpos_listener *listener)
{
    struct printer_profile profile = printer_profile_of_width(80);
    struct escpos printer = escpos_init(scratch, &profile, NULL);

    printer.listener = listener;
    return printer;
}

void escpos_start(struct escpos *printer)
{
    PUT(printer, ESC, '@');
    if (printer->profile.kanji)
        PUT(printer, FS, '.');
    PUT(printer, ESC, 'R', 0); /* the ASCII of the USA: # $ @ mean themselves */
    page_select(printer, has_page(printer, CODE_PAGE_858) ? CODE_PAGE_858 : CODE_PAGE_1252);
    printer->width_factor = 1;
}

/* The page that writes this character, the present one if it can; false: none does. */
static bool page_for(const struct escpos *printer, uint32_t character, enum code_page *page)
{
    enum code_page other = printer->page == CODE_PAGE_858 ? CODE_PAGE_1252 : CODE_PAGE_858;

    *page = printer->page;
    if (character >= 0x20 && character < 0x7F)
        return true;
    if (has_page(printer, *page) && code_page_byte(*page, character) != CODE_PAGE_NONE)
        return true;
    *page = other;
    return has_page(printer, other) && code_page_byte(other, character) != CODE_PAGE_NONE;
}

/* Spaces of every kind are written as the one that every printer has. */
static uint32_t space_fold(uint32_t character)
{
    return character == 0xA0 || character == 0x202F || character == 0x2009 ? ' ' : character;
}

static bool needs_painting(const struct escpos *printer, const char *text)
{
    enum code_page page;

    for (uint32_t character; (character = space_fold(text_next(&text))) != 0;)
        if (character >= 0x20 && !page_for(printer, character, &page) &&
            !code_page_plain(character))
            return true;
    return false;
}

static void character_put(struct escpos *printer, uint32_t character)
{
    enum code_page page;

    if (page_for(printer, character, &page)) {
        if (page != printer->page)
            page_select(printer, page);
        buf_put_byte(printer->out, (unsigned)code_page_byte(page, character));
        return;
    }

    const char *plain = code_page_plain(character);

    buf_put_text(printer->out, plain ? plain : "?");
}

void escpos_text(struct escpos *printer, const char *text)
{
    for (uint32_t character; (character = space_fold(text_next(&text))) != 0;)
        if (character >= 0x20) /* a control byte in a label must not become a command */
            character_put(printer, character);
}

int escpos_width(const struct escpos *printer, const char *text)
{
    int count = 0;
    enum code_page page;

    for (uint32_t character; (character = space_fold(text_next(&text))) != 0;) {
        const char *plain = code_page_plain(character);

        if (character < 0x20)
            continue;
        if (page_for(printer, character, &page))
            count++;
        else
            count += plain ? (int)strlen(plain) : 1;
    }
    return count * printer->width_factor;
}

int escpos_columns(const struct escpos *printer)
{
    return printer->profile.columns;
}

void escpos_line(struct escpos *printer, const char *text)
{
    struct bitmap picture;

    if (printer->listener) {
        printer->listener->line(printer->listener->context, printer, text, "");
        return;
    }
    if (printer->painter && printer->profile.raster && needs_painting(printer, text) &&
        printer->painter->paint(printer->painter->context, text, printer->profile.width_dots,
                                &picture)) {
        escpos_bitmap(printer, &picture);
        return;
    }
    escpos_text(printer, text);
    buf_put_byte(printer->out, LF);
}

/* The bytes of the longest start of `text` that fits, broken at a space where there is one. */
static size_t start_that_fits(const struct escpos *printer, const char *text)
{
    char start[TEXT_LINE_MAX];
    size_t best = 0, space = 0;

    for (const char *at = text; *at != '\0';) {
        const char *next = at;

        text_next(&next);
        if ((size_t)(next - text) >= sizeof start)
            break;
        memcpy(start, text, (size_t)(next - text));
        start[next - text] = '\0';
        if (escpos_width(printer, start) > escpos_columns(printer))
            return space ? space : best ? best : (size_t)(next - text);
        best = (size_t)(next - text);
        if (text_breaks_at(text, (size_t)(at - text)))
            space = (size_t)(at - text);
        at = next;
    }
    return best;
}

void escpos_lines(struct escpos *printer, const char *text)
{
    /* Painted text is broken by its painter: here its columns are not known. */
    if (printer->listener || (printer->painter && needs_painting(printer, text))) {
        escpos_line(printer, text);
        return;
    }
    do {
        char line[TEXT_LINE_MAX];
        size_t length = start_that_fits(printer, text);

        memcpy(line, text, length);
        line[length] = '\0';
        escpos_line(printer, line);
        text += length + strspn(text + length, " ");
    } while (*text != '\0');
}

void escpos_pair(struct escpos *printer, const char *left, const char *right)
{
    if (printer->listener) {
        printer->listener->line(printer->listener->context, printer, left, right);
        return;
    }

    int room = escpos_columns(printer) - escpos_width(printer, right);

    if ((printer->painter && needs_painting(printer, left)) ||
        escpos_width(printer, left) + printer->width_factor > room) {
        escpos_lines(printer, left);
        left = "";
    }
    escpos_text(printer, left);
    for (int column = escpos_width(printer, left); column < room; column += printer->width_factor)
        buf_put_byte(printer->out, ' ');
    escpos_line(printer, right);
}

void escpos_rule(struct escpos *printer)
{
    if (printer->listener) {
        printer->listener->rule(printer->listener->context);
        return;
    }
    for (int i = 0; i < escpos_columns(printer); i += printer->width_factor)
        buf_put_byte(printer->out, '-');
    buf_put_byte(printer->out, LF);
}

void escpos_bold(struct escpos *printer, bool on)
{
    printer->bold = on;
    PUT(printer, ESC, 'E', on);
}

void escpos_size(struct escpos *printer, int width_factor, int height_factor)
{
    assert(width_factor == 1 || width_factor == 2);
    assert(height_factor == 1 || height_factor == 2);
    printer->width_factor = width_factor;
    PUT(printer, GS, '!', (unsigned char)((width_factor - 1) << 4 | (height_factor - 1)));
}

void escpos_align(struct escpos *printer, enum alignment alignment)
{
    printer->alignment = alignment;
    PUT(printer, ESC, 'a', (unsigned char)alignment);
}

/* True: they are told, and there is nothing more to do. */
static bool bars_told(struct escpos *printer, enum escpos_bars kind, const char *text)
{
    if (printer->listener)
        printer->listener->bars(printer->listener->context, printer, kind, text);
    return printer->listener != NULL;
}

static void bars_set(struct escpos *printer, unsigned char module_dots)
{
    PUT(printer, GS, 'h', BAR_HEIGHT_DOTS);
    PUT(printer, GS, 'w', module_dots);
    PUT(printer, GS, 'H', 2); /* the digits below the bars, for the day the gun fails */
}

void escpos_ean13(struct escpos *printer, const char *code)
{
    if (barcode_kind(code) != BARCODE_EAN13) {
        escpos_line(printer, code);
        return;
    }
    if (bars_told(printer, BARS_EAN13, code))
        return;
    bars_set(printer, 2);
    PUT(printer, GS, 'k', 67, 13);
    buf_put(printer->out, code, 13);
}

static bool is_code128(const char *text)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length; i++)
        if (text[i] < 0x20 || text[i] > 0x7E || text[i] == '{')
            return false;
    return length > 0 && length <= CODE_128_MAX;
}

void escpos_code128(struct escpos *printer, const char *text)
{
    if (!is_code128(text)) {
        escpos_line(printer, text);
        return;
    }
    if (bars_told(printer, BARS_CODE128, text))
        return;

    /* 11 modules a character and 35 around: narrow bars when the paper asks for it. */
    int modules = 11 * (int)strlen(text) + 35;

    bars_set(printer, modules * 2 <= printer->profile.width_dots ? 2 : 1);
    PUT(printer, GS, 'k', 73, (unsigned char)(strlen(text) + 2), '{', 'B');
    buf_put_text(printer->out, text);
}

void escpos_qr(struct escpos *printer, const char *text)
{
    size_t length = strlen(text);

    if (!printer->profile.qr || length == 0 || length > QR_BYTES_MAX) {
        escpos_lines(printer, text);
        return;
    }

    if (bars_told(printer, BARS_QR, text))
        return;

    unsigned char low = (unsigned char)((length + 3) & 0xFF);
    unsigned char high = (unsigned char)((length + 3) >> 8);
    unsigned char dots = length > 400 ? 3 : 4;

    PUT(printer, GS, '(', 'k', 4, 0, '1', 'A', '2', 0); /* model 2 */
    PUT(printer, GS, '(', 'k', 3, 0, '1', 'C', dots);
    PUT(printer, GS, '(', 'k', 3, 0, '1', 'E', '1'); /* correction M: paper gets creased */
    PUT(printer, GS, '(', 'k', low, high, '1', 'P', '0');
    buf_put(printer->out, text, length);
    PUT(printer, GS, '(', 'k', 3, 0, '1', 'Q', '0');
}

void escpos_bitmap(struct escpos *printer, const struct bitmap *bitmap)
{
    int row_bytes = (bitmap->width + 7) / 8;

    assert(bitmap->width > 0 && bitmap->width <= BITMAP_DOTS_MAX / 2048);
    assert(bitmap->height >= 0 && bitmap->width * bitmap->height <= BITMAP_DOTS_MAX);
    /* In slices: small printers hold a few kilobytes and print what they hold. */
    for (int row = 0; row < bitmap->height; row += SLICE_ROWS) {
        int rows = bitmap->height - row < SLICE_ROWS ? bitmap->height - row : SLICE_ROWS;

        PUT(printer, GS, 'v', '0', 0, (unsigned char)(row_bytes & 0xFF),
            (unsigned char)(row_bytes >> 8), (unsigned char)rows, 0);
        buf_put(printer->out, bitmap->rows + row * row_bytes, (size_t)(rows * row_bytes));
    }
}

void escpos_feed(struct escpos *printer, int line_count)
{
    assert(line_count >= 0 && line_count < 256);
    if (printer->listener) {
        printer->listener->feed(printer->listener->context, line_count);
        return;
    }
    PUT(printer, ESC, 'd', (unsigned char)line_count);
}

void escpos_cut(struct escpos *printer)
{
    if (printer->listener)
        printer->listener->cut(printer->listener->context);
    else if (printer->profile.cutter)
        PUT(printer, GS, 'V', 66, 0);
    else
        escpos_feed(printer, 4); /* enough to tear it off below the text */
}
