#include "tests/support/typing.h"

#include <assert.h>
#include <string.h>

void typing_press(struct typing *typing, unsigned char modifiers, unsigned char usage)
{
    assert(typing->count < TYPED_REPORTS_MAX);

    unsigned char *report = typing->reports[typing->count++];

    memset(report, 0, TYPED_REPORT_BYTES);
    report[0] = modifiers;
    report[2] = usage;
}

void typing_release(struct typing *typing)
{
    typing_press(typing, 0, 0);
}

static void character_type(struct typing *typing, enum key_layout layout, char character)
{
    static const unsigned char LEVELS[] = { 0, KEY_LEFT_SHIFT, KEY_RIGHT_ALT };

    for (size_t level = 0; level < sizeof LEVELS; level++)
        for (int usage = 4; usage <= 0x64; usage++) {
            if (usage >= 0x54 && usage <= 0x63) /* the keypad is for typing_of_keypad() */
                continue;
            if (key_layout_character(layout, usage, LEVELS[level], false) !=
                (unsigned char)character)
                continue;
            typing_press(typing, LEVELS[level], (unsigned char)usage);
            typing_release(typing);
            return;
        }
    assert(!"this layout has the character");
}

static void suffix_type(struct typing *typing, const char *suffix)
{
    for (; *suffix; suffix++) {
        typing_press(typing, 0, *suffix == '\t' ? KEY_TAB : KEY_ENTER);
        typing_release(typing);
    }
}

struct typing typing_of(enum key_layout layout, const char *text, const char *suffix)
{
    struct typing typing = { .count = 0 };

    for (; *text; text++)
        character_type(&typing, layout, *text);
    suffix_type(&typing, suffix);
    return typing;
}

struct typing typing_of_keypad(const char *digits, const char *suffix)
{
    struct typing typing = { .count = 0 };

    for (; *digits; digits++) {
        int digit = *digits - '0';

        typing_press(&typing, 0, (unsigned char)(digit ? KEY_PAD_ONE + digit - 1 : KEY_PAD_ZERO));
        typing_release(&typing);
    }
    suffix_type(&typing, suffix);
    return typing;
}
