#include "drivers/scanner.h"

#include "base/text.h"
#include "drivers/gs1.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool is_terminator(uint32_t character)
{
    return character == '\r' || character == '\n' || character == '\t';
}

struct scanner_settings scanner_settings_usual(void)
{
    return (struct scanner_settings){ KEY_LAYOUT_US, SCAN_SILENCE_MS, SUFFIX_UNKNOWN };
}

void scanner_init(struct scanner *scanner, struct scanner_settings settings,
                  struct hid_report report)
{
    *scanner = (struct scanner){ .settings = settings, .report = report, .alt_code = -1 };
    scanner->sends_suffix = settings.suffix == SUFFIX_ENTER || settings.suffix == SUFFIX_TAB;
}

void scanner_reset(struct scanner *scanner)
{
    memset(scanner->held, 0, sizeof scanner->held);
    scanner->caps_lock = false;
    scanner->alt_code = -1;
    scanner->length = 0;
    scanner->overflow = false;
    scanner->may_be_fingers = false;
}

static bool is_modifier(char character)
{
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
}

/* ISO/IEC 15424: "]", a letter for the symbology, a modifier. */
static enum scan_symbology symbology_of(const char *text, size_t *prefix_length)
{
    *prefix_length = 0;
    if (text[0] != ']' || text[1] == '\0' || !is_modifier(text[2]))
        return SCAN_UNSAID;
    *prefix_length = 3;
    switch (text[1]) {
    case 'E':
    case 'X': return text[1] == 'E' ? SCAN_EAN : SCAN_OTHER;
    case 'C': return SCAN_CODE_128;
    case 'Q': return SCAN_QR;
    case 'A':
    case 'F':
    case 'G':
    case 'I':
    case 'J':
    case 'L':
    case 'd':
    case 'e':
    case 'z': return SCAN_OTHER;
    default: *prefix_length = 0; return SCAN_UNSAID;
    }
}

/* The modifiers that say "GS1 element string": Code 128, DataBar, Data Matrix, QR, Dot Code. */
static bool prefix_says_gs1(const char *text)
{
    static const char *const SAID[] = { "]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1" };

    for (size_t i = 0; i < COUNT_OF(SAID); i++)
        if (strncmp(text, SAID[i], 3) == 0)
            return true;
    return false;
}

/*
 * Keep what can be printed, and separators for the moment; a line end is a space. A byte that is
 * not UTF-8 is taken for Latin-1, as older guns send it.
 */
static size_t clean(const char *text, size_t length, char *out, size_t room)
{
    size_t used = 0;

    for (size_t i = 0; i < length;) {
        const char *next = text + i;
        uint32_t character = text_next(&next);
        bool is_byte = character == 0 || (character == 0xFFFD && next == text + i + 1);

        if (is_byte) {
            character = (unsigned char)text[i];
            next = text + i + 1;
        }
        i = (size_t)(next - text);
        if (is_terminator(character))
            character = ' ';
        if ((character < 0x20 && character != GS1_SEPARATOR) ||
            (character >= 0x7F && character < 0xA0) ||
            (character == ' ' && (used == 0 || out[used - 1] == ' ')))
            continue;
        if (used + 5 > room)
            break;
        used += text_put(character, out + used);
    }
    while (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
    return used;
}

static void separators_drop(char *text)
{
    char *out = text;

    for (; *text != '\0'; text++)
        if (*text != GS1_SEPARATOR)
            *out++ = *text;
    *out = '\0';
}

/* Six digits; the day 00 is the end of the month. */
static bool is_no_date(const char *value)
{
    int number = strspn(value, "0123456789") == 6 ? atoi(value) : 0;

    return number / 100 % 100 < 1 || number / 100 % 100 > 12 || number % 100 > 31;
}

/* Misread, or misprinted: never an article, or a date, that merely looks like it. */
static bool says_wrong_element(const char *text)
{
    static const char *const DATES[] = { "11", "12", "13", "15", "16", "17" };
    struct gs1_element element;

    while (gs1_next(&text, &element)) {
        if ((strcmp(element.ai, "01") == 0 || strcmp(element.ai, "02") == 0) &&
            barcode_kind(element.value) != BARCODE_GTIN14)
            return true;
        for (size_t i = 0; i < COUNT_OF(DATES); i++)
            if (strcmp(element.ai, DATES[i]) == 0 && is_no_date(element.value))
                return true;
    }
    return false;
}

bool scan_of(const char *text, size_t length, struct scan *out)
{
    char bytes[SCAN_TEXT_MAX], cleaned[SCAN_TEXT_MAX];
    size_t prefix_length;

    if (length >= sizeof bytes)
        length = sizeof bytes - 1;
    memcpy(bytes, text, length);
    bytes[length] = '\0';
    clean(bytes, length, cleaned, sizeof cleaned);

    enum scan_symbology symbology = symbology_of(cleaned, &prefix_length);
    char *code = cleaned + prefix_length;
    bool is_gs1 = prefix_length > 0 && prefix_says_gs1(cleaned);

    *out = (struct scan){ .symbology = symbology };
    if (!gs1_bracket(code, is_gs1, out->text, sizeof out->text)) {
        separators_drop(code);
        memcpy(out->text, code, strlen(code) + 1);
    }
    if (out->text[0] == '\0')
        return false;
    out->kind = barcode_kind(out->text);
    /* A Code 128 or a QR of 8 digits has no check digit of its own: it cannot be misread here. */
    if (symbology != SCAN_UNSAID && symbology != SCAN_EAN)
        out->kind = BARCODE_TEXT;
    if (says_wrong_element(out->text))
        out->kind = BARCODE_WRONG;
    return true;
}

static void queue_put(struct scanner *scanner, const char *text, size_t length)
{
    if (scanner->count == SCAN_QUEUE_MAX) {
        scanner->lost_count++;
        return;
    }

    int last = (scanner->first + scanner->count) % SCAN_QUEUE_MAX;

    if (scan_of(text, length, &scanner->queue[last]))
        scanner->count++;
}

static void code_end(struct scanner *scanner, enum scanner_suffix how)
{
    if (scanner->length == 0 && !scanner->overflow)
        return;
    if (scanner->length >= SCAN_PROOF_LENGTH && !scanner->may_be_fingers)
        scanner->proof_count++;
    scanner->seen = how;
    scanner->may_be_fingers = false;
    if (scanner->overflow)
        scanner->lost_count++;
    else
        queue_put(scanner, scanner->text, scanner->length);
    scanner->length = 0;
    scanner->overflow = false;
}

static void terminator_take(struct scanner *scanner, enum scanner_suffix suffix)
{
    if (scanner->length > 0 || scanner->overflow)
        scanner->sends_suffix = true;
    code_end(scanner, suffix);
}

static void character_put(struct scanner *scanner, uint32_t character)
{
    if (is_terminator(character)) {
        terminator_take(scanner, character == '\t' ? SUFFIX_TAB : SUFFIX_ENTER);
        return;
    }
    if (scanner->length + 5 > sizeof scanner->text)
        scanner->overflow = true;
    else
        scanner->length += text_put(character, scanner->text + scanner->length);
}

static bool was_held(const struct scanner *scanner, unsigned char usage)
{
    return memchr(scanner->held, usage, sizeof scanner->held) != NULL;
}

static void press_keep(struct scanner *scanner, unsigned char usage, unsigned char modifiers)
{
    if (scanner->length == 0 && !scanner->overflow)
        scanner->press_count = 0; /* a new code starts */
    if (scanner->press_count < SCAN_PRESSES_MAX)
        scanner->presses[scanner->press_count++] =
            (struct scanner_press){ usage, modifiers, scanner->caps_lock };
}

/* Guns set to "any country" send Alt and the decimal code on the keypad, as Windows reads it. */
static bool alt_code_take(struct scanner *scanner, int usage, unsigned modifiers)
{
    if (!(modifiers & KEY_LEFT_ALT) || usage < KEY_PAD_ONE || usage > KEY_PAD_ZERO)
        return false;
    if (scanner->alt_code < 0)
        scanner->alt_code = 0;
    if (scanner->alt_code < 100000)
        scanner->alt_code = scanner->alt_code * 10 + (usage - KEY_PAD_ONE + 1) % 10;
    return true;
}

static void alt_code_end(struct scanner *scanner, unsigned modifiers)
{
    if (scanner->alt_code < 0 || (modifiers & KEY_LEFT_ALT))
        return;
    if (scanner->alt_code > 0 && scanner->alt_code < 256)
        character_put(scanner, (uint32_t)scanner->alt_code);
    scanner->alt_code = -1;
}

static void key_press(struct scanner *scanner, unsigned char usage, unsigned char modifiers)
{
    if (usage == KEY_CAPS_LOCK) {
        scanner->caps_lock = !scanner->caps_lock;
        return;
    }
    if (usage == KEY_ENTER || usage == KEY_PAD_ENTER || usage == KEY_TAB) {
        terminator_take(scanner, usage == KEY_TAB ? SUFFIX_TAB : SUFFIX_ENTER);
        return;
    }
    if (alt_code_take(scanner, usage, modifiers))
        return;

    uint32_t character =
        key_layout_character(scanner->settings.layout, usage, modifiers, scanner->caps_lock);

    /* Ctrl+J and Ctrl+M are how some guns spell LF and CR. */
    if (modifiers & (KEY_LEFT_CONTROL | KEY_RIGHT_CONTROL)) {
        if (character == 'j' || character == 'm')
            terminator_take(scanner, SUFFIX_ENTER);
        return;
    }
    if (character == 0)
        return;
    press_keep(scanner, usage, modifiers);
    character_put(scanner, character);
}

static void keys_feed(struct scanner *scanner, const struct hid_keys *keys)
{
    /* The keyboard lost count: what is pressed is unknown, so nothing changed. */
    for (int i = 0; i < keys->count; i++)
        if (keys->usages[i] >= KEY_ROLL_OVER && keys->usages[i] <= KEY_ERROR_LAST)
            return;

    alt_code_end(scanner, keys->modifiers);
    for (int i = 0; i < keys->count; i++)
        if (keys->usages[i] && !was_held(scanner, keys->usages[i]))
            key_press(scanner, keys->usages[i], keys->modifiers);

    memset(scanner->held, 0, sizeof scanner->held);
    memcpy(scanner->held, keys->usages, (size_t)keys->count);
}

static void codes_feed(struct scanner *scanner, const struct hid_code *code)
{
    if (scanner->length == 0 && !scanner->overflow) {
        scanner->length = strlen(code->symbology);
        memcpy(scanner->text, code->symbology, scanner->length);
    }
    for (size_t i = 0; i < code->length; i++) {
        if (scanner->length + 1 < sizeof scanner->text)
            scanner->text[scanner->length++] = (char)code->bytes[i];
        else
            scanner->overflow = true;
    }
    if (code->continued)
        return;
    while (scanner->length > 0 && is_terminator((unsigned char)scanner->text[scanner->length - 1]))
        scanner->length--;
    code_end(scanner, SUFFIX_NONE);
}

void scanner_feed(struct scanner *scanner, const unsigned char *report, size_t length,
                  int64_t now_ms)
{
    struct hid_keys keys;
    struct hid_code code;

    /*
     * The time of a report is when we look at it. After a busy moment silence proves nothing, and
     * the caller's tick comes after its reports; after a long one this is another code.
     */
    if (scanner_deadline_ms(scanner) >= 0 && now_ms - scanner->last_ms >= SCAN_PATIENCE_MS)
        code_end(scanner, SUFFIX_NONE);

    size_t before = scanner->length;

    if (hid_report_keys(&scanner->report, report, length, &keys))
        keys_feed(scanner, &keys);
    else if (hid_report_code(&scanner->report, report, length, &code))
        codes_feed(scanner, &code);
    if (scanner->length > before) {
        if (before > 0 && now_ms - scanner->press_ms > SCAN_FINGER_MS)
            scanner->may_be_fingers = true;
        scanner->press_ms = now_ms;
    }
    scanner->last_ms = now_ms;
}

int64_t scanner_deadline_ms(const struct scanner *scanner)
{
    if (scanner->length == 0 && !scanner->overflow)
        return -1;

    /* A machine that is busy for a moment must not cut in two a code whose end is still to come. */
    int silence_ms = scanner->sends_suffix ? SCAN_PATIENCE_MS : scanner->settings.silence_ms;

    return scanner->last_ms + silence_ms;
}

void scanner_tick(struct scanner *scanner, int64_t now_ms)
{
    int64_t deadline_ms = scanner_deadline_ms(scanner);

    if (deadline_ms >= 0 && now_ms >= deadline_ms) {
        scanner->sends_suffix = false;
        code_end(scanner, SUFFIX_NONE);
    }
}

bool scanner_take(struct scanner *scanner, struct scan *out)
{
    if (scanner->count == 0)
        return false;
    *out = scanner->queue[scanner->first];
    scanner->first = (scanner->first + 1) % SCAN_QUEUE_MAX;
    scanner->count--;
    return true;
}

static bool card_is_read(const struct scanner *scanner, enum key_layout layout)
{
    size_t length = strlen(SCANNER_CARD);
    const struct scanner_press *press = scanner->presses + scanner->press_count - (int)length;

    if (scanner->press_count < (int)length)
        return false;
    for (size_t i = 0; i < length; i++) {
        uint32_t character =
            key_layout_character(layout, press[i].usage, press[i].modifiers, press[i].caps_lock);
        if (character != (unsigned char)SCANNER_CARD[i])
            return false;
    }
    return true;
}

bool scanner_learn(const struct scanner *scanner, struct scanner_settings *out)
{
    static const enum key_layout LAYOUTS[] = { KEY_LAYOUT_US, KEY_LAYOUT_FR };

    for (size_t i = 0; i < COUNT_OF(LAYOUTS); i++) {
        if (!card_is_read(scanner, LAYOUTS[i]))
            continue;
        *out = scanner->settings;
        out->layout = LAYOUTS[i];
        if (scanner->length == 0)
            out->suffix = scanner->seen;
        return true;
    }
    return false;
}
