#include "pos/ui/text_area.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

void text_area_set(struct text_area *area, const char *text)
{
    size_t length = strlen(text);

    if (length >= TEXT_AREA_MAX)
        length = TEXT_AREA_MAX - 1;
    while (length > 0 && text[length] != '\0' && ((unsigned char)text[length] & 0xC0) == 0x80)
        length--;
    memcpy(area->text, text, length);
    memset(area->text + length, 0, TEXT_AREA_MAX - length); /* drafts are compared whole */
    area->is_full = false;
}

static void text_add(struct text_area *area, const char *text)
{
    size_t length = strlen(area->text);
    size_t more = strlen(text);

    area->is_full = length + more >= TEXT_AREA_MAX;
    if (!area->is_full && text_is_clean(text))
        memcpy(area->text + length, text, more + 1);
}

static void text_erase(struct text_area *area)
{
    size_t length = strlen(area->text);

    area->is_full = false;
    while (length > 0 && ((unsigned char)area->text[length - 1] & 0xC0) == 0x80)
        area->text[--length] = '\0';
    if (length > 0)
        area->text[length - 1] = '\0';
}

bool text_area_update(struct text_area *area, const struct event *event)
{
    char character[5] = "";

    if (event->kind == EVENT_PASTE || event->kind == EVENT_SCAN) {
        text_add(area, event->text);
        return true;
    }
    if (event->kind != EVENT_KEY)
        return false;
    switch ((int)event->key) {
    case PRESS_CHARACTER:
        character[text_put(event->character, character)] = '\0';
        text_add(area, character);
        return true;
    case PRESS_BACKSPACE: text_erase(area); return true;
    case PRESS_DELETE: text_area_set(area, ""); return true;
    default: return false;
    }
}

/* The bytes of the first line of `text`: up to the last space that fits, which ends it. */
static size_t line_bytes(const char *text, int width_cols)
{
    size_t bytes = text_fit_bytes(text, width_cols);

    if (text[bytes] == '\0')
        return bytes;
    for (size_t i = bytes; i > 0; i--)
        if (text[i] == ' ')
            return i + 1;
    return bytes > 0 ? bytes : strlen(text);
}

void text_area_draw(const struct text_area *area, struct canvas *canvas, struct area place)
{
    const char *lines[TEXT_AREA_MAX];
    const char *at = area->text;
    int count = 0;
    int first;

    do {
        lines[count++] = at;
        at += line_bytes(at, place.width - 1);
    } while (*at != '\0');
    first = count > place.height ? count - place.height : 0;
    canvas_fill(canvas, place, STYLE_FIELD, ' ');
    for (int i = first; i < count; i++) {
        const char *end = i + 1 < count ? lines[i + 1] : lines[i] + strlen(lines[i]);
        char line[TEXT_AREA_MAX];

        snprintf(line, sizeof line, "%.*s", (int)(end - lines[i]), lines[i]);
        canvas_put(canvas, place.x, place.y + i - first, STYLE_FIELD, line);
        if (i + 1 == count)
            canvas_set_cursor(canvas, place.x + text_width_cols(line), place.y + i - first);
    }
}
