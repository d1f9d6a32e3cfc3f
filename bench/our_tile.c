/*
 * Bytes that a picture of 20 by 8 cells takes, as a terminal of $TERM is sent it. Usage: our_tile
 * PICTURE
 */
#include "pos/acts/picture_file.h"
#include "pos/ui/painter.h"
#include "pos/ui/picture.h"

#include <stdio.h>
#include <term.h>

enum { WIDTH = 20, HEIGHT = 8 };

static struct painter painter;
static struct canvas canvas;

static size_t shown_bytes(void)
{
    struct buf out = buf_init(PAINTER_BYTES_MAX);
    size_t length;

    painter_draw(&painter, &canvas, &out);
    length = out.length;
    buf_release(&out);
    return length;
}

int main(int count, char **arguments)
{
    struct err err = ERR_EMPTY;
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    struct picture picture;
    int status;

    if (count != 2 || setupterm(NULL, 1, &status) != 0)
        return 2;
    if (!picture_file_read(arguments[1], &png, &err) ||
        !picture_read(png.data, png.length, &picture)) {
        fprintf(stderr, "our_tile: %s\n", err.text);
        return 1;
    }
    painter_init(&painter, false, true);
    canvas_init(&canvas, WIDTH, HEIGHT);
    shown_bytes();
    picture_draw(&canvas, canvas_area(&canvas), &picture, PAPER_RGB);
    printf("%zu\n", shown_bytes());
    picture_release(&picture);
    buf_release(&png);
    return 0;
}
