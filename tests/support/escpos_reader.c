#include "tests/support/escpos_reader.h"

#include "base/text.h"
#include "drivers/code_page.h"

#include <string.h>

struct reader {
    struct escpos_reading reading;
    const unsigned char *bytes;
    size_t length, at;
    enum code_page page;
    char qr[2100];
    size_t qr_length;
};

static unsigned next(struct reader *reader)
{
    if (reader->at < reader->length)
        return reader->bytes[reader->at++];
    reader->reading.unknown = true; /* cut off in mid-command */
    return 0;
}

static void skip(struct reader *reader, size_t count)
{
    for (size_t i = 0; i < count; i++)
        next(reader);
}

static void page_choose(struct reader *reader, unsigned number)
{
    reader->reading.page_chosen = number == 19 || number == 16;
    reader->page = number == 16 ? CODE_PAGE_1252 : CODE_PAGE_858;
}

static void read_esc(struct reader *reader)
{
    switch (next(reader)) {
    case '@': reader->reading.page_chosen = false; break;
    case 't': page_choose(reader, next(reader)); break;
    case 'R':
    case 'E':
    case 'a': next(reader); break;
    case 'd':
        for (unsigned count = next(reader); count > 0; count--)
            buf_put_text(&reader->reading.text, "\n");
        break;
    case 'p':
        skip(reader, 3);
        reader->reading.drawer_count++;
        buf_put_text(&reader->reading.text, "[DRAWER]");
        break;
    default: reader->reading.unknown = true;
    }
}

static void read_bars(struct reader *reader)
{
    unsigned kind = next(reader), count = next(reader);

    if (kind != 67 && kind != 73)
        reader->reading.unknown = true;
    buf_put_text(&reader->reading.text, kind == 67 ? "[EAN13 " : "[CODE128 ");
    if (kind == 73) {
        skip(reader, 2); /* the code set */
        count -= 2;
    }
    for (unsigned i = 0; i < count && i < 255; i++)
        buf_put_byte(&reader->reading.text, next(reader));
    buf_put_text(&reader->reading.text, "]\n");
}

static void read_symbol(struct reader *reader)
{
    skip(reader, 1); /* k */
    size_t count = next(reader);
    count += (size_t)next(reader) << 8;
    next(reader); /* 1: QR */
    unsigned function = next(reader);

    if (count < 2 || reader->at + count - 2 > reader->length) {
        reader->reading.unknown = true;
        return;
    }
    if (function == 'P' && count - 3 < sizeof reader->qr) {
        reader->qr_length = count - 3;
        memcpy(reader->qr, reader->bytes + reader->at + 1, reader->qr_length);
    }
    if (function == 'Q')
        buf_printf(&reader->reading.text, "[QR %.*s]\n", (int)reader->qr_length, reader->qr);
    skip(reader, count - 2);
}

static void read_bitmap(struct reader *reader)
{
    skip(reader, 2); /* 0 m */
    unsigned width = next(reader);
    width += next(reader) << 8;
    unsigned height = next(reader);
    height += next(reader) << 8;
    buf_printf(&reader->reading.text, "[BITMAP %ux%u]\n", width * 8, height);
    skip(reader, (size_t)width * height);
}

static void read_gs(struct reader *reader)
{
    switch (next(reader)) {
    case '!':
    case 'h':
    case 'w':
    case 'H': next(reader); break;
    case 'k': read_bars(reader); break;
    case '(': read_symbol(reader); break;
    case 'v': read_bitmap(reader); break;
    case 'V':
        skip(reader, 2);
        reader->reading.cut_count++;
        buf_put_text(&reader->reading.text, "[CUT]\n");
        break;
    default: reader->reading.unknown = true;
    }
}

static void read_character(struct reader *reader, unsigned byte)
{
    char text[5] = "";

    if (byte > 127 && !reader->reading.page_chosen)
        reader->reading.unknown = true;
    text_put(code_page_character(reader->page, (unsigned char)byte), text);
    buf_put_text(&reader->reading.text, text);
}

struct escpos_reading escpos_read(const void *bytes, size_t length)
{
    struct reader reader = { .reading.text = buf_init(1 << 20), .bytes = bytes, .length = length };

    while (reader.at < reader.length) {
        unsigned byte = next(&reader);

        if (byte == 0x1B)
            read_esc(&reader);
        else if (byte == 0x1D)
            read_gs(&reader);
        else if (byte == 0x1C)
            reader.reading.unknown |= next(&reader) != '.';
        else if (byte == 0x10)
            skip(&reader, 2); /* DLE EOT n */
        else if (byte == '\n')
            buf_put_text(&reader.reading.text, "\n");
        else if (byte >= 0x20)
            read_character(&reader, byte);
        else
            reader.reading.unknown = true;
    }
    return reader.reading;
}
