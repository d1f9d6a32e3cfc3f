#include "drivers/key_layout.h"

#include <stddef.h>

enum { LETTER_FIRST = 0x04, LETTER_LAST = 0x1D, DIGIT_FIRST = 0x1E, DIGIT_LAST = 0x27 };
enum { SIGN_FIRST = 0x2C, SIGN_LAST = 0x38, PAD_FIRST = 0x54, PAD_LAST = 0x63, EXTRA_KEY = 0x64 };
enum { SHIFT = KEY_LEFT_SHIFT | KEY_RIGHT_SHIFT };

struct key {
    uint32_t plain, shifted, alt_graph;
};

static const char FR_LETTERS[] = "qbcdefghijkl,noparstuvzxyw";

/* Digit row 1..9, 0. */
static const struct key US_DIGITS[] = {
    { '1', '!', 0 }, { '2', '@', 0 }, { '3', '#', 0 }, { '4', '$', 0 }, { '5', '%', 0 },
    { '6', '^', 0 }, { '7', '&', 0 }, { '8', '*', 0 }, { '9', '(', 0 }, { '0', ')', 0 },
};

static const struct key FR_DIGITS[] = {
    { '&', '1', 0 },    { 0xE9, '2', '~' }, { '"', '3', '#' },  { '\'', '4', '{' },
    { '(', '5', '[' },  { '-', '6', '|' },  { 0xE8, '7', '`' }, { '_', '8', '\\' },
    { 0xE7, '9', '^' }, { 0xE0, '0', '@' },
};

/* Space, - = [ ] \ (and its twin outside the US) ; ' ` , . / by position. */
static const struct key US_SIGNS[] = {
    { ' ', ' ', 0 },  { '-', '_', 0 },  { '=', '+', 0 }, { '[', '{', 0 },  { ']', '}', 0 },
    { '\\', '|', 0 }, { '\\', '|', 0 }, { ';', ':', 0 }, { '\'', '"', 0 }, { '`', '~', 0 },
    { ',', '<', 0 },  { '.', '>', 0 },  { '/', '?', 0 },
};

static const struct key FR_SIGNS[] = {
    { ' ', ' ', 0 },  { ')', 0xB0, ']' }, { '=', '+', '}' }, { '^', 0xA8, 0 }, { '$', 0xA3, 0xA4 },
    { '*', 0xB5, 0 }, { '*', 0xB5, 0 },   { 'm', 'M', 0 },   { 0xF9, '%', 0 }, { 0xB2, 0, 0 },
    { ';', '.', 0 },  { ':', '/', 0 },    { '!', 0xA7, 0 },
};

static const char PAD[] = "/*-+\n1234567890.";

static struct key letter_key(enum key_layout layout, int index)
{
    char letter = layout == KEY_LAYOUT_FR ? FR_LETTERS[index] : (char)('a' + index);

    if (letter == ',')
        return (struct key){ ',', '?', 0 };

    struct key key = { (uint32_t)letter, (uint32_t)(letter - 'a' + 'A'), 0 };

    if (layout == KEY_LAYOUT_FR && letter == 'e')
        key.alt_graph = 0x20AC;
    return key;
}

static struct key key_at(enum key_layout layout, int usage)
{
    bool french = layout == KEY_LAYOUT_FR;

    if (usage >= LETTER_FIRST && usage <= LETTER_LAST)
        return letter_key(layout, usage - LETTER_FIRST);
    if (usage >= DIGIT_FIRST && usage <= DIGIT_LAST)
        return french ? FR_DIGITS[usage - DIGIT_FIRST] : US_DIGITS[usage - DIGIT_FIRST];
    if (usage >= SIGN_FIRST && usage <= SIGN_LAST)
        return french ? FR_SIGNS[usage - SIGN_FIRST] : US_SIGNS[usage - SIGN_FIRST];
    if (usage == EXTRA_KEY)
        return french ? (struct key){ '<', '>', 0 } : (struct key){ '\\', '|', 0 };
    return (struct key){ 0, 0, 0 };
}

/* Keys that Caps Lock shifts: letters, and in French the digit row too. */
static bool caps_lock_counts(enum key_layout layout, int usage, struct key key)
{
    if (usage >= DIGIT_FIRST && usage <= DIGIT_LAST)
        return layout == KEY_LAYOUT_FR;
    return key.plain >= 'a' && key.plain <= 'z';
}

uint32_t key_layout_character(enum key_layout layout, int usage, unsigned modifiers, bool caps_lock)
{
    if (usage >= PAD_FIRST && usage <= PAD_LAST)
        return (uint32_t)PAD[usage - PAD_FIRST];

    struct key key = key_at(layout, usage);
    bool shifted = (modifiers & SHIFT) != 0;

    if (layout == KEY_LAYOUT_FR && (modifiers & KEY_RIGHT_ALT))
        return key.alt_graph;
    if (caps_lock && caps_lock_counts(layout, usage, key))
        shifted = !shifted;
    return shifted ? key.shifted : key.plain;
}

uint32_t key_layout_remap(enum key_layout read_as, enum key_layout sent_as, uint32_t character)
{
    static const unsigned LEVELS[] = { 0, KEY_LEFT_SHIFT, KEY_RIGHT_ALT };

    for (size_t level = 0; level < sizeof LEVELS / sizeof LEVELS[0]; level++)
        for (int usage = LETTER_FIRST; usage <= EXTRA_KEY; usage++) {
            if (character == 0 || usage == KEY_ENTER)
                continue;
            if (key_layout_character(read_as, usage, LEVELS[level], false) == character)
                return key_layout_character(sent_as, usage, LEVELS[level], false);
        }
    return 0;
}
