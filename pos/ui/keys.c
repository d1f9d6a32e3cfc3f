#include "pos/ui/keys.h"

#include <stdlib.h>
#include <string.h>

enum {
    ESC = 0x1B,
    BEL = 0x07,
    CSI_8_BIT = 0x9B, /* what a terminal set to 8-bit controls sends for ESC [ and ESC O */
    SS3_8_BIT = 0x8F,
    SHIFT = 1,
    LOCKS = 64 + 128, /* Caps Lock and Num Lock: no modifiers, though kitty says them */
    PASTE_BEGIN = 200,
    MODIFIED_CHARACTER = 27, /* CSI 27;modifiers;character~, xterm's modifyOtherKeys */
    MOUSE_ORIGIN = 33,       /* column and row 1 in the old reports of the mouse */
};

static const char PASTE_END[] = "\033[201~";

struct key_code {
    int code;
    enum press press;
};

static bool find_press(const struct key_code *table, size_t count, int code, struct event *event)
{
    *event = (struct event){ .kind = EVENT_KEY, .key = PRESS_NONE };
    for (size_t i = 0; i < count; i++)
        if (table[i].code == code)
            event->key = table[i].press;
    return event->key != PRESS_NONE;
}

/* -- Plain keys. -- */

static bool character_event(uint32_t character, struct event *event)
{
    static const struct key_code CONTROLS[] = {
        { '\r', PRESS_ENTER },       { '\n', PRESS_ENTER },        { '\t', PRESS_TAB },
        { 8, PRESS_BACKSPACE },      { 127, PRESS_BACKSPACE },     { ESC, PRESS_ESCAPE },
        { 'L' - '@', PRESS_REDRAW }, { 'Z' - '@', PRESS_SUSPEND }, { ']' - '@', PRESS_SEPARATOR },
    };

    if (character == 'C' - '@') {
        *event = (struct event){ .kind = EVENT_INTERRUPT };
        return true;
    }
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return find_press(CONTROLS, COUNT_OF(CONTROLS), (int)character, event);
    *event = (struct event){ .kind = EVENT_KEY, .key = PRESS_CHARACTER, .character = character };
    return true;
}

static bool escape_event(struct keys *keys, int64_t now_ms, struct event *event)
{
    if (--keys->escape_count == 0)
        keys->state = KEYS_PLAIN;
    keys->escape_given = true;
    keys->escape_ms = now_ms;
    return character_event(ESC, event);
}

static bool back_tab_event(struct event *event)
{
    *event = (struct event){ .kind = EVENT_KEY, .key = PRESS_BACK_TAB };
    return true;
}

/* -- The parameters of a sequence: numbers between semicolons, each with parts between colons. --
 */

static int parameter(const struct keys *keys, int rank, int part, int missing)
{
    const char *at = keys->parameters;

    for (; rank > 0 && at; rank--)
        at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL;
    for (; part > 0 && at; part--) {
        at += strcspn(at, ":;");
        at = *at == ':' ? at + 1 : NULL;
    }
    if (!at || *at < '0' || *at > '9')
        return missing;

    long value = strtol(at, NULL, 10);

    return value > 0x10FFFF ? 0x10FFFF : (int)value;
}

/* Bits of the modifiers; what is no key press (a release) has them all. */
static int modifiers(const struct keys *keys, int rank)
{
    enum { RELEASE = 3, ALL = 63 };

    if (parameter(keys, rank, 1, 1) == RELEASE)
        return ALL;
    return (parameter(keys, rank, 0, 1) - 1) & ~LOCKS;
}

/* -- CSI. -- */

static bool letter_event(const struct keys *keys, unsigned char final, struct event *event)
{
    static const struct key_code LETTERS[] = {
        { 'A', PRESS_UP },   { 'B', PRESS_DOWN }, { 'C', PRESS_RIGHT },
        { 'D', PRESS_LEFT }, { 'H', PRESS_HOME }, { 'F', PRESS_END },
        { 'P', PRESS_HELP }, { 'Q', PRESS_MENU }, { 'S', PRESS_PRACTICE },
    };

    if (final == 'Z')
        return back_tab_event(event);
    return parameter(keys, 0, 0, 1) == 1 && modifiers(keys, 1) == 0 &&
           find_press(LETTERS, COUNT_OF(LETTERS), final, event);
}

/* A key by its character: kitty's protocol, and xterm's for what has no other sequence. */
static bool coded_event(int code, int with, struct event *event)
{
    static const struct key_code KEYPAD[] = {
        /* kitty, functional keys */
        { 57414, PRESS_ENTER },     { 57417, PRESS_LEFT }, { 57418, PRESS_RIGHT },
        { 57419, PRESS_UP },        { 57420, PRESS_DOWN }, { 57421, PRESS_PAGE_UP },
        { 57422, PRESS_PAGE_DOWN }, { 57423, PRESS_HOME }, { 57424, PRESS_END },
        { 57426, PRESS_DELETE },
    };
    static const char DIGITS[] = "0123456789./*-+";
    enum { KEYPAD_0 = 57399, PRIVATE = 57344, PRIVATE_END = 63743 };

    if (code == '\t' && with == SHIFT)
        return back_tab_event(event);
    if (with != 0 && (with != SHIFT || code <= ' ' || code == 127))
        return false;
    if (code >= KEYPAD_0 && code < KEYPAD_0 + (int)sizeof DIGITS - 1)
        return character_event((uint32_t)DIGITS[code - KEYPAD_0], event);
    if (code >= PRIVATE && code <= PRIVATE_END)
        return find_press(KEYPAD, COUNT_OF(KEYPAD), code, event);
    return code > 0 && character_event((uint32_t)code, event);
}

static bool numbered_event(struct keys *keys, struct event *event)
{
    static const struct key_code NUMBERS[] = {
        { 1, PRESS_HOME },    { 7, PRESS_HOME },      { 4, PRESS_END },       { 8, PRESS_END },
        { 5, PRESS_PAGE_UP }, { 6, PRESS_PAGE_DOWN }, { 3, PRESS_DELETE },    { 11, PRESS_HELP },
        { 12, PRESS_MENU },   { 13, PRESS_FIND },     { 14, PRESS_PRACTICE },
    };
    int number = parameter(keys, 0, 0, 0);

    if (number == PASTE_BEGIN) {
        keys->state = KEYS_PASTE;
        keys->paste = (struct event){ .kind = EVENT_PASTE };
        keys->paste_length = 0;
        keys->paste_end = 0;
        return false;
    }
    if (number == MODIFIED_CHARACTER)
        return coded_event(parameter(keys, 2, 0, 0), modifiers(keys, 1), event);
    return modifiers(keys, 1) == 0 && find_press(NUMBERS, COUNT_OF(NUMBERS), number, event);
}

static bool click_event(int button, int x, int y, struct event *event)
{
    enum { WHEEL_UP = 64, WHEEL_DOWN = 65 };

    *event = (struct event){ .kind = EVENT_CLICK, .x = x, .y = y };
    if (button == WHEEL_UP || button == WHEEL_DOWN) {
        event->kind = EVENT_WHEEL;
        event->key = button == WHEEL_UP ? PRESS_UP : PRESS_DOWN;
    }
    return (button == 0 || event->kind == EVENT_WHEEL) && x >= 0 && y >= 0;
}

static bool csi_event(struct keys *keys, unsigned char final, struct event *event)
{
    enum { URXVT_BUTTON = 32 };

    if (keys->parameter_count == KEYS_PARAMETERS_MAX ||
        strpbrk(keys->parameters, " !\"#$%&'()*+,-./"))
        return false;
    if (keys->parameters[0] == '<' && final == 'M') {
        memmove(keys->parameters, keys->parameters + 1, keys->parameter_count);
        return click_event(parameter(keys, 0, 0, -1), parameter(keys, 1, 0, 0) - 1,
                           parameter(keys, 2, 0, 0) - 1, event);
    }
    if (strpbrk(keys->parameters, "<=>?")) /* an answer of the terminal */
        return false;
    if (final == 'M')
        return click_event(parameter(keys, 0, 0, -1) - URXVT_BUTTON, parameter(keys, 1, 0, 0) - 1,
                           parameter(keys, 2, 0, 0) - 1, event);
    if (final == '~')
        return numbered_event(keys, event);
    if (final == 'u')
        return coded_event(
            parameter(keys, 0, modifiers(keys, 1) == SHIFT ? 1 : 0, parameter(keys, 0, 0, 0)),
            modifiers(keys, 1), event);
    return letter_event(keys, final, event);
}

static void sequence_begin(struct keys *keys, enum keys_state state)
{
    keys->state = state;
    keys->parameter_count = 0;
    keys->parameters[0] = '\0';
    keys->mouse_count = 0;
    keys->escape_count = 1;
    keys->escape_given = false;
    keys->typed = (struct text_stream){ .count = 0 };
}

static void parameter_add(struct keys *keys, unsigned char byte)
{
    if (keys->parameter_count + 1 < KEYS_PARAMETERS_MAX) {
        keys->parameters[keys->parameter_count++] = (char)byte;
        keys->parameters[keys->parameter_count] = '\0';
    } else {
        keys->parameter_count = KEYS_PARAMETERS_MAX;
    }
}

static bool csi_take(struct keys *keys, unsigned char byte, struct event *event)
{
    if (byte >= 0x20 && byte < 0x40) {
        parameter_add(keys, byte);
        return false;
    }
    keys->state = KEYS_PLAIN;
    if (byte < 0x40 || byte > 0x7E) /* no sequence at all: lost, this byte too */
        return false;
    if (keys->parameter_count == 0 && (byte == '[' || byte == 'M')) {
        keys->state = byte == '[' ? KEYS_CONSOLE : KEYS_MOUSE;
        return false;
    }
    return csi_event(keys, byte, event);
}

static bool console_take(struct keys *keys, unsigned char byte, struct event *event)
{
    static const struct key_code FUNCTIONS[] = {
        { 'A', PRESS_HELP }, { 'B', PRESS_MENU }, { 'C', PRESS_FIND }, { 'D', PRESS_PRACTICE }
    };

    keys->state = KEYS_PLAIN;
    return find_press(FUNCTIONS, COUNT_OF(FUNCTIONS), byte, event);
}

static bool mouse_take(struct keys *keys, unsigned char byte, struct event *event)
{
    keys->mouse[keys->mouse_count++] = byte;
    if (keys->mouse_count < KEYS_MOUSE_BYTES)
        return false;
    keys->state = KEYS_PLAIN;
    return click_event(keys->mouse[0] - ' ', keys->mouse[1] - MOUSE_ORIGIN,
                       keys->mouse[2] - MOUSE_ORIGIN, event);
}

/* The keypad in its application mode, arrows in theirs. */
static bool ss3_take(struct keys *keys, unsigned char byte, struct event *event)
{
    static const char KEYPAD[] = "*+,-./0123456789"; /* of j to y */

    if (byte >= 0x20 && byte < 0x40) { /* a modifier, as old terminals put it here */
        parameter_add(keys, byte);
        return false;
    }
    keys->state = KEYS_PLAIN;
    if (keys->parameter_count > 0)
        return false;
    if (byte >= 'j' && byte <= 'y')
        return character_event((uint32_t)KEYPAD[byte - 'j'], event);
    if (byte == 'M')
        return character_event('\r', event);
    if (byte == 'R') { /* after CSI it would be an answer of the terminal */
        *event = (struct event){ .kind = EVENT_KEY, .key = PRESS_FIND };
        return true;
    }
    return byte != 'Z' && letter_event(keys, byte, event);
}

/* -- Escape, and what follows it. -- */

static void string_take(struct keys *keys, unsigned char byte)
{
    if (keys->state == KEYS_STRING_ESCAPE)
        keys->state = byte == '\\' ? KEYS_PLAIN : byte == ESC ? KEYS_STRING_ESCAPE : KEYS_STRING;
    else if (byte == ESC)
        keys->state = KEYS_STRING_ESCAPE;
    else if (byte == BEL)
        keys->state = KEYS_PLAIN;
}

static void escape_take(struct keys *keys, unsigned char byte)
{
    if (byte == ESC) /* Escape again, or the sequence of a key with Alt */
        keys->escape_count++;
    else if (byte == '[')
        sequence_begin(keys, KEYS_CSI);
    else if (byte == 'O')
        sequence_begin(keys, KEYS_SS3);
    else if (strchr("P]X^_", byte) && byte != '\0')
        sequence_begin(keys, KEYS_STRING);
    else
        sequence_begin(keys, byte < 0x80 ? KEYS_PLAIN : KEYS_ALT); /* Alt and a key: swallowed */
}

static bool plain_take(struct keys *keys, unsigned char byte, int64_t now_ms, struct event *event)
{
    bool goes_on = keys->escape_given && now_ms - keys->escape_ms <= KEYS_LATE_MS;
    uint32_t character;

    keys->escape_given = false;
    if (byte == ESC) {
        sequence_begin(keys, KEYS_ESCAPE);
        return false;
    }
    if (keys->typed.count == 0 && (byte == CSI_8_BIT || (goes_on && byte == '['))) {
        sequence_begin(keys, KEYS_CSI);
        return false;
    }
    if (keys->typed.count == 0 && (byte == SS3_8_BIT || (goes_on && byte == 'O'))) {
        sequence_begin(keys, KEYS_SS3);
        return false;
    }
    if (!text_take_byte(&keys->typed, byte, &character))
        return false;
    if (character == CSI_8_BIT)
        sequence_begin(keys, KEYS_CSI);
    return character_event(character, event);
}

/* -- Pasted text: line ends and tabs become spaces, other controls and what is too long go. -- */

static bool paste_event(struct keys *keys, struct event *event)
{
    keys->state = KEYS_PLAIN;
    keys->typed = (struct text_stream){ .count = 0 };
    *event = keys->paste;
    return true;
}

static void paste_add(struct keys *keys, unsigned char byte)
{
    uint32_t character;
    char bytes[4];
    size_t length;

    if (!text_take_byte(&keys->typed, byte, &character))
        return;
    if (character == '\r' || character == '\n' || character == '\t')
        character = ' ';
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return;
    length = text_put(character, bytes);
    if (keys->paste_length + length >= EVENT_TEXT_MAX)
        return;
    memcpy(keys->paste.text + keys->paste_length, bytes, length);
    keys->paste_length += length;
}

static bool paste_take(struct keys *keys, unsigned char byte, struct event *event)
{
    if (byte == (unsigned char)PASTE_END[keys->paste_end]) {
        keys->paste_end++;
        return PASTE_END[keys->paste_end] == '\0' && paste_event(keys, event);
    }
    for (int i = 0; i < keys->paste_end; i++) /* it was text after all */
        paste_add(keys, (unsigned char)PASTE_END[i]);
    keys->paste_end = 0;
    if (byte == ESC)
        keys->paste_end = 1;
    else
        paste_add(keys, byte);
    return false;
}

/* -- The stream. -- */

static bool byte_take(struct keys *keys, unsigned char byte, int64_t now_ms, struct event *event)
{
    bool in_text = keys->state == KEYS_PLAIN || keys->state == KEYS_PASTE ||
                   keys->state == KEYS_STRING || keys->state == KEYS_STRING_ESCAPE ||
                   keys->state == KEYS_MOUSE || keys->state == KEYS_ESCAPE;

    if (byte == ESC && !in_text) { /* a new sequence: the one before it will not end any more */
        sequence_begin(keys, KEYS_ESCAPE);
        return false;
    }
    switch (keys->state) {
    case KEYS_PLAIN: return plain_take(keys, byte, now_ms, event);
    case KEYS_ESCAPE: escape_take(keys, byte); break;
    case KEYS_ALT: break;
    case KEYS_CSI: return csi_take(keys, byte, event);
    case KEYS_CONSOLE: return console_take(keys, byte, event);
    case KEYS_SS3: return ss3_take(keys, byte, event);
    case KEYS_MOUSE: return mouse_take(keys, byte, event);
    case KEYS_STRING:
    case KEYS_STRING_ESCAPE: string_take(keys, byte); break;
    case KEYS_PASTE: return paste_take(keys, byte, event);
    }
    if (keys->state == KEYS_ALT) {
        uint32_t ignored;

        if (text_take_byte(&keys->typed, byte, &ignored) || keys->typed.count == 0)
            keys->state = KEYS_PLAIN;
    }
    return false;
}

/* A sequence that stopped half-way will not go on after such a silence. */
static void silence_end(struct keys *keys, int64_t now_ms)
{
    int64_t silence = now_ms - keys->last_ms;
    bool is_string = keys->state == KEYS_STRING || keys->state == KEYS_STRING_ESCAPE;

    if (keys->state == KEYS_PLAIN || keys->state == KEYS_ESCAPE || keys->state == KEYS_PASTE)
        return;
    if (silence > (is_string ? KEYS_STRING_MS : KEYS_LATE_MS))
        keys->state = KEYS_PLAIN;
}

/*
 * Whether the Escape before `byte` was a key of its own. With Alt both come at once; only the start
 * of a sequence may still follow it, on a slow line.
 */
static bool escape_is_over(const struct keys *keys, unsigned char byte, int64_t now_ms)
{
    return now_ms != keys->last_ms && byte != '[' && byte != 'O';
}

bool keys_read(struct keys *keys, struct key_bytes *typed, int64_t now_ms, struct event *event)
{
    silence_end(keys, now_ms);
    while (typed->at < typed->count) {
        unsigned char byte = typed->bytes[typed->at];
        bool over = keys->state == KEYS_ESCAPE && escape_is_over(keys, byte, now_ms);

        if (over)
            return escape_event(keys, now_ms, event);
        keys->last_ms = now_ms;
        typed->at++;
        if (byte_take(keys, byte, now_ms, event))
            return true;
    }
    return false;
}

int64_t keys_deadline_ms(const struct keys *keys)
{
    if (keys->state == KEYS_ESCAPE)
        return keys->last_ms + KEYS_ESCAPE_MS;
    return keys->state == KEYS_PASTE ? keys->last_ms + KEYS_PASTE_MS : -1;
}

bool keys_tick(struct keys *keys, int64_t now_ms, struct event *event)
{
    int64_t deadline = keys_deadline_ms(keys);

    if (deadline < 0 || now_ms < deadline)
        return false;
    return keys->state == KEYS_ESCAPE ? escape_event(keys, now_ms, event)
                                      : paste_event(keys, event);
}
