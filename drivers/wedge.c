#include "drivers/wedge.h"

#include "base/text.h"

#include <string.h>

void wedge_init(struct wedge *wedge, enum wedge_mode mode)
{
    *wedge = (struct wedge){ .mode = mode };
}

static bool is_terminator(uint32_t character)
{
    return character == '\r' || character == '\n' || character == '\t';
}

static void typed_put(struct wedge *wedge, uint32_t character)
{
    if (wedge->typed_count < WEDGE_LENGTH_MIN)
        wedge->typed[wedge->typed_count++] = character;
}

static void held_as_typing(struct wedge *wedge)
{
    for (int i = 0; i < wedge->held_count; i++)
        typed_put(wedge, wedge->held[i]);
    wedge->held_count = 0;
}

/* The digit that stands on the key of `character` in a row of ten; -1: not in that row. */
static int row_digit(const char *row, uint32_t character)
{
    for (int digit = 0; *row != '\0'; digit++)
        if (text_next(&row) == character)
            return digit;
    return -1;
}

/* Caps Lock makes É of é. */
static uint32_t without_caps_lock(uint32_t character)
{
    return character >= 0xC0 && character <= 0xDE ? character + 0x20 : character;
}

/* Digits 0..9 as an AZERTY machine reads a US gun, and as a US machine reads an AZERTY gun. */
static const char *const ROWS[] = { "à&é\"'(-è_ç", ")!@#$%^&*(" };

/* The row that all held characters stand in, but for line ends; NULL for none. */
static const char *held_row(const struct wedge *wedge)
{
    for (size_t row = 0; row < COUNT_OF(ROWS); row++) {
        int count = 0;

        while (count < wedge->held_count &&
               (row_digit(ROWS[row], without_caps_lock(wedge->held[count])) >= 0 ||
                is_terminator(wedge->held[count])))
            count++;
        if (count == wedge->held_count)
            return ROWS[row];
    }
    return NULL;
}

static uint32_t layout_undo(const struct wedge *wedge, const char *row, uint32_t character)
{
    uint32_t mapped = 0;

    if (is_terminator(character))
        return character;
    character = wedge->mode == WEDGE_FR_READS_US || row ? without_caps_lock(character) : character;
    if (wedge->mode == WEDGE_FR_READS_US)
        mapped = key_layout_remap(KEY_LAYOUT_FR, KEY_LAYOUT_US, character);
    else if (wedge->mode == WEDGE_US_READS_FR)
        mapped = key_layout_remap(KEY_LAYOUT_US, KEY_LAYOUT_FR, character);
    else if (row)
        mapped = (uint32_t)('0' + row_digit(row, character));
    return mapped ? mapped : character;
}

static void held_as_scan(struct wedge *wedge)
{
    const char *row = held_row(wedge);
    char text[SCAN_TEXT_MAX];
    size_t length = 0;

    for (int i = 0; i < wedge->held_count && length + 5 < sizeof text; i++)
        length += text_put(layout_undo(wedge, row, wedge->held[i]), text + length);
    wedge->held_count = 0;
    wedge->has_scan = scan_of(text, length, &wedge->scan);
}

/* Nothing more belongs to what is held: a code or a few quick keys. */
static void held_end(struct wedge *wedge)
{
    int last = wedge->held_count - 1;

    if (wedge->held_count >= WEDGE_LENGTH_MIN ||
        (wedge->held_count >= WEDGE_LINE_MIN && is_terminator(wedge->held[last])))
        held_as_scan(wedge);
    else
        held_as_typing(wedge);
}

void wedge_feed(struct wedge *wedge, uint32_t character, int64_t now_ms)
{
    if (wedge->mode == WEDGE_OFF) {
        typed_put(wedge, character);
        return;
    }
    wedge_tick(wedge, now_ms);
    wedge->last_ms = now_ms;
    if (wedge->held_count < SCAN_TEXT_MAX)
        wedge->held[wedge->held_count++] = character;
}

int64_t wedge_deadline_ms(const struct wedge *wedge)
{
    return wedge->held_count > 0 ? wedge->last_ms + WEDGE_GAP_MS + 1 : -1;
}

void wedge_tick(struct wedge *wedge, int64_t now_ms)
{
    if (wedge->held_count > 0 && now_ms >= wedge_deadline_ms(wedge))
        held_end(wedge);
}

bool wedge_is_in_burst(const struct wedge *wedge, int64_t now_ms)
{
    return wedge->held_count >= WEDGE_LENGTH_MIN && now_ms < wedge_deadline_ms(wedge);
}

bool wedge_take_typed(struct wedge *wedge, uint32_t *out)
{
    if (wedge->typed_count == 0)
        return false;
    *out = wedge->typed[0];
    wedge->typed_count--;
    memmove(wedge->typed, wedge->typed + 1, sizeof wedge->typed[0] * (size_t)wedge->typed_count);
    return true;
}

bool wedge_take_scan(struct wedge *wedge, struct scan *out)
{
    if (!wedge->has_scan)
        return false;
    *out = wedge->scan;
    wedge->has_scan = false;
    return true;
}

bool wedge_learn(const char *scanned, enum wedge_mode *out)
{
    static const enum wedge_mode MODES[] = { WEDGE_GUESS, WEDGE_FR_READS_US, WEDGE_US_READS_FR };

    for (size_t i = 0; i < COUNT_OF(MODES); i++) {
        struct wedge wedge = { .mode = MODES[i] };
        const char *text = scanned;
        char read[SCAN_TEXT_MAX];
        size_t length = 0;

        while (*text != '\0' && length + 5 < sizeof read)
            length += text_put(layout_undo(&wedge, NULL, text_next(&text)), read + length);
        read[length] = '\0';
        if (strcmp(read, SCANNER_CARD) == 0) {
            *out = MODES[i];
            return true;
        }
    }
    return false;
}
