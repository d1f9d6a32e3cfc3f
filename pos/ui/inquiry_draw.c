/* How a question looks that one digit answers. */
#include "pos/ui/inquiry.h"

#include "pos/ui/choice.h"
#include "pos/ui/pixels.h"

#include <assert.h>
#include <stdio.h>

enum {
    SENTENCE_LINE = 4,
    NOTE_LINE = 6,
    ANSWERS_LINE = 8,
    BESIDE_COLUMN = 29,
    TILES_LINE = 7,
    TILE_LINES_MIN = 7,
    REST_LINES = 4, /* below the tiles: "I don't know" */
    REST_WIDTH = 40,
    SMALLEST_FACE = 7, /* pixels */
    GOOD_FACE = 10,
    SKIN_RGB = 0xF2C14B,
    RIM_RGB = 0xB8923C,
    MISSING_RGB = 0xC9C6C0,
};

/* -- A list. -- */

static void answer_draw(const struct inquiry *inquiry, const struct inquiry_answer *answer,
                        int value, struct canvas *canvas, struct area line)
{
    bool chosen = inquiry->values[inquiry->at] == value;
    char text[INQUIRY_TEXT_MAX + sizeof answer->sign + 8];
    int end;

    snprintf(text, sizeof text, "%s %d  %s%s%s ", chosen ? ">" : " ", value, answer->sign,
             answer->sign[0] ? "  " : "", answer->text);
    end = canvas_put(canvas, line.x, line.y, chosen ? STYLE_SELECTED : STYLE_STRONG, text) + 1;
    canvas_add_spot(canvas, line, PRESS_CHARACTER, (uint32_t)('0' + value));
    if (end < line.x + BESIDE_COLUMN)
        end = line.x + BESIDE_COLUMN;
    if (end < line.x + line.width) /* two lines: the one below is free */
        canvas_put_wrapped(canvas, (struct area){ end, line.y, line.x + line.width - end, 2 },
                           STYLE_QUIET, answer->beside);
}

static void list_draw_answers(const struct inquiry *inquiry, const struct inquiry_words *words,
                              struct canvas *canvas, struct area area)
{
    for (int i = 0; i <= inquiry->answers; i++) {
        int value = i < inquiry->answers ? i + 1 : 0; /* "I don't know" stands last */
        struct area line = { area.x + 3, area.y + ANSWERS_LINE + 2 * i, area.width - 4, 1 };

        answer_draw(inquiry, &words->answers[value], value, canvas, line);
    }
}

/* -- Tiles. -- */

static int line_of(struct area face) /* pixels a line of it is thick */
{
    return 1 + face.width / GOOD_FACE / 2;
}

static void ink_draw(struct canvas *canvas, int x, int y, int width, int height)
{
    canvas_fill_pixels(canvas, (struct area){ x, y, width, height }, COLOUR(INK_RGB));
}

/* Calm at the first step, then a smile that grows; nobody is sad. */
static void mouth_draw(struct canvas *canvas, struct area face, int step)
{
    int width = face.width * (1 + step) / 10, left = face.x + (face.width - width) / 2;
    int y = face.y + face.height * 6 / 10 + 1, line = line_of(face);

    ink_draw(canvas, left, y, width, line);
    if (step < 3)
        return;
    ink_draw(canvas, left - line, y - line, line, line);
    ink_draw(canvas, left + width, y - line, line, line);
    if (step > 3) {
        canvas_fill_pixels(canvas, (struct area){ left, y - line, width, line }, COLOUR(CARD_RGB));
        ink_draw(canvas, left - line, y - 2 * line, width + 2 * line, line);
    }
}

static void face_draw(struct canvas *canvas, struct area face, int step)
{
    int span = face.width; /* distances are doubled: the middle may lie between two pixels */
    int eye = span / 4, line = line_of(face);

    for (int y = 0; y < span; y++)
        for (int x = 0; x < span; x++) {
            int dx = 2 * x - span + 1, dy = 2 * y - span + 1, square = dx * dx + dy * dy;

            if (square <= span * span)
                canvas_put_pixel(canvas, face.x + x, face.y + y,
                                 COLOUR(square * 100 > span * span * 72 ? RIM_RGB : SKIN_RGB));
        }
    ink_draw(canvas, face.x + eye, face.y + span / 3, line, 1 + span / GOOD_FACE);
    ink_draw(canvas, face.x + span - line - eye, face.y + span / 3, line, 1 + span / GOOD_FACE);
    mouth_draw(canvas, face, step);
}

/* As many as the step, `pitch` columns apart; of those above it the foot alone. */
static void bars_draw(struct canvas *canvas, struct area area, int pitch, int step, int steps)
{
    int bottom = area.y + area.height;

    for (int i = 1; i <= steps; i++) {
        int height = i <= step ? area.height * (i + 1) / (steps + 1) : 1;

        canvas_fill_pixels(canvas,
                           (struct area){ area.x + pitch * (i - 1), bottom - height, 1, height },
                           COLOUR(i <= step ? INK_RGB : MISSING_RGB));
    }
}

static void tile_draw(const struct inquiry *inquiry, const struct inquiry_answer *answer, int value,
                      struct canvas *canvas, struct area box)
{
    struct choice choice = { value, answer->text, inquiry->values[inquiry->at] == value };
    int pitch = box.width - 2 * inquiry->answers - 3 < GOOD_FACE ? 1 : 2;
    int bars = pitch * inquiry->answers;
    int room = box.width - bars - 3, tall = 2 * box.height - 5;
    int size = room < tall ? room : tall;
    struct area face = { box.x + (box.width - size - bars - 1) / 2, 2 * box.y + 1, size, size };

    face.y += (tall - size) / 2;
    choice_draw(canvas, box, box.y + box.height - 2, &choice);
    face_draw(canvas, face, value);
    face.x += size + 2;
    bars_draw(canvas, face, pitch, value, inquiry->answers);
}

static bool has_tiles(const struct inquiry *inquiry, const struct inquiry_words *words,
                      const struct canvas *canvas, struct area area)
{
    return words->has_faces && canvas_has_pictures(canvas) &&
           area.height >= TILES_LINE + TILE_LINES_MIN + REST_LINES &&
           area.width / inquiry->answers > SMALLEST_FACE + inquiry->answers + 3;
}

static void tiles_draw_answers(const struct inquiry *inquiry, const struct inquiry_words *words,
                               struct canvas *canvas, struct area area)
{
    int pitch = (area.width + 1) / inquiry->answers;
    int height = area.height - TILES_LINE - REST_LINES;
    struct area rest = { area.x, area.y + area.height - REST_LINES + 1, REST_WIDTH,
                         REST_LINES - 1 };
    struct choice unknown = { 0, words->answers[0].text, inquiry->values[inquiry->at] == 0 };

    for (int i = 0; i < inquiry->answers; i++)
        tile_draw(inquiry, &words->answers[i + 1], i + 1, canvas,
                  (struct area){ area.x + i * pitch, area.y + TILES_LINE, pitch - 1, height });
    choice_draw(canvas, rest, rest.y + rest.height / 2, &unknown);
}

void inquiry_draw(const struct inquiry *inquiry, const struct inquiry_words *words,
                  struct canvas *canvas, struct area area)
{
    struct area sentence = { area.x + 3, area.y + SENTENCE_LINE, area.width - 6, 2 };
    struct area note = { area.x + 3, area.y + NOTE_LINE, area.width - 6, 1 };

    assert(inquiry->at < inquiry->count);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, words->who);
    canvas_put(canvas, area.x + 1, area.y + 1, STYLE_QUIET, words->when);
    canvas_put_format(canvas, area.x + area.width - 10, area.y, STYLE_TEXT, "%d / %d",
                      inquiry->at + 1, inquiry->count);
    canvas_put(canvas, area.x + 3, area.y + SENTENCE_LINE - 1, STYLE_TEXT, words->lead);
    canvas_put_wrapped(canvas, sentence, STYLE_STRONG, words->sentence);
    if (words->note[0] != '\0')
        canvas_put_fit(canvas, note, STYLE_QUIET, words->note);
    if (has_tiles(inquiry, words, canvas, area))
        tiles_draw_answers(inquiry, words, canvas, area);
    else
        list_draw_answers(inquiry, words, canvas, area);
}
