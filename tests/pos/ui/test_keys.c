/* What terminals send for a key, and what must never count as one. */
#include "pos/ui/keys.h"

#include "tests/support/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LOG_MAX = 1024 };

/* What was read, one word an event. */
struct heard {
    struct keys keys;
    char log[LOG_MAX];
};

static const char *press_name(enum press press)
{
    static const char *const NAMES[] = {
        [PRESS_NONE] = "nothing",     [PRESS_ENTER] = "Enter",
        [PRESS_ESCAPE] = "Escape",    [PRESS_UP] = "Up",
        [PRESS_DOWN] = "Down",        [PRESS_LEFT] = "Left",
        [PRESS_RIGHT] = "Right",      [PRESS_HOME] = "Home",
        [PRESS_END] = "End",          [PRESS_PAGE_UP] = "PageUp",
        [PRESS_DELETE] = "Delete",    [PRESS_PAGE_DOWN] = "PageDown",
        [PRESS_BACKSPACE] = "Back",   [PRESS_TAB] = "Tab",
        [PRESS_BACK_TAB] = "BackTab", [PRESS_HELP] = "F1",
        [PRESS_MENU] = "F2",          [PRESS_REDRAW] = "Redraw",
        [PRESS_SUSPEND] = "Suspend",  [PRESS_PRACTICE] = "F4",
        [PRESS_FIND] = "F3",          [PRESS_SEPARATOR] = "Separator",
    };

    return NAMES[press];
}

static void heard_put(struct heard *heard, const struct event *event)
{
    size_t length = strlen(heard->log);
    char *out = heard->log + length;
    size_t room = LOG_MAX - length;
    char character[5] = "";

    if (event->kind == EVENT_CLICK) {
        snprintf(out, room, "click:%d,%d ", event->x, event->y);
    } else if (event->kind == EVENT_WHEEL) {
        snprintf(out, room, "wheel:%s ", press_name(event->key));
    } else if (event->kind == EVENT_PASTE) {
        snprintf(out, room, "paste:%s ", event->text);
    } else if (event->kind == EVENT_INTERRUPT) {
        snprintf(out, room, "Interrupt ");
    } else if (event->key == PRESS_CHARACTER) {
        text_put(event->character, character);
        snprintf(out, room, "%s ", character);
    } else {
        snprintf(out, room, "%s ", press_name(event->key));
    }
}

static void hear_bytes(struct heard *heard, const char *bytes, size_t length, int64_t now_ms)
{
    struct key_bytes typed = { (const unsigned char *)bytes, length, 0 };
    struct event event;

    while (keys_read(&heard->keys, &typed, now_ms, &event))
        heard_put(heard, &event);
}

static void hear_silence(struct heard *heard, int64_t now_ms)
{
    struct event event;

    while (keys_tick(&heard->keys, now_ms, &event))
        heard_put(heard, &event);
}

static void expect(const char *bytes, const char *log)
{
    struct heard heard = { .log = "" };

    hear_bytes(&heard, bytes, strlen(bytes), 1000);
    hear_silence(&heard, 3000);
    if (strcmp(heard.log, log) != 0)
        fail_msg("ESC%s: \"%s\" instead of \"%s\"", bytes + (bytes[0] == '\033'), heard.log, log);
}

struct sent {
    const char *bytes;
    const char *log;
};

static void expect_all(const struct sent *sent, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct heard heard = { .log = "" };
        char with_key[64];
        char log[64];

        expect(sent[i].bytes, sent[i].log);
        /* And the key after it is only itself, in whatever pieces all that comes. */
        snprintf(with_key, sizeof with_key, "%sa", sent[i].bytes);
        snprintf(log, sizeof log, "%sa ", sent[i].log);
        for (const char *at = sent[i].bytes; *at; at++)
            hear_bytes(&heard, at, 1, 1000);
        hear_silence(&heard, 3000);
        hear_bytes(&heard, "a", 1, 9000);
        assert_string_equal(heard.log, log);
    }
}

#define EXPECT_ALL(table) expect_all(table, sizeof(table) / sizeof(table)[0])

static void plain_keys_are_themselves(void **state)
{
    static const struct sent SENT[] = {
        { "a", "a " },          { "é", "é " },
        { "€", "€ " },          { "0", "0 " },
        { "\r", "Enter " },     { "\n", "Enter " },
        { "\t", "Tab " },       { "\177", "Back " },
        { "\b", "Back " },      { "\033", "Escape " },
        { "\f", "Redraw " },    { "\003", "Interrupt " },
        { "\032", "Suspend " }, { "\035", "Separator " },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void arrows_home_and_end_are_known_in_every_form(void **state)
{
    static const struct sent SENT[] = {
        { "\033[A", "Up " },        { "\033OA", "Up " },         { "\033[B", "Down " },
        { "\033OB", "Down " },      { "\033[C", "Right " },      { "\033OC", "Right " },
        { "\033[D", "Left " },      { "\033OD", "Left " },       { "\033[1;1D", "Left " },
        { "\033[H", "Home " },      { "\033OH", "Home " },       { "\033[1~", "Home " },
        { "\033[7~", "Home " },     { "\033[F", "End " },        { "\033OF", "End " },
        { "\033[4~", "End " },      { "\033[8~", "End " },       { "\033[5~", "PageUp " },
        { "\033[6~", "PageDown " }, { "\033[3~", "Delete " },    { "\033[2~", "" },
        { "\033[Z", "BackTab " },   { "\033[1;2Z", "BackTab " }, { "\033OP", "F1 " },
        { "\033OQ", "F2 " },        { "\033[11~", "F1 " },       { "\033[12~", "F2 " },
        { "\033[[A", "F1 " },       { "\033[[B", "F2 " },        { "\033[P", "F1 " },
        { "\033[1;1Q", "F2 " },     { "\033OR", "F3 " },         { "\033OS", "F4 " },
        { "\033[14~", "F4 " },      { "\033[[D", "F4 " },        { "\033[[C", "F3 " },
        { "\033[13~", "F3 " },      { "\033[24~", "" },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void the_keypad_is_known_in_both_modes(void **state)
{
    static const struct sent SENT[] = {
        { "\033OM", "Enter " },
        { "\033Op", "0 " },
        { "\033Oq", "1 " },
        { "\033Oy", "9 " },
        { "\033On", ". " },
        { "\033Ol", ", " },
        { "\033Ok", "+ " },
        { "\033Om", "- " },
        { "\033Oj", "* " },
        { "\033Oo", "/ " },
        { "\033OE", "" },
        { "\033[E", "" },
        { "\033[G", "" },
        { "\033Ow", "7 " },
        { "\033OX", "" },
        { "\033OI", "" },
        { "\033[57414u", "Enter " },
        { "\033[57399u", "0 " },
        { "\033[57408u", "9 " },
        { "\033[57409u", ". " },
        { "\033[57417u", "Left " },
        { "\033[57425u", "" },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

/* Shift, Alt, Ctrl and their sums, as every terminal of today sends them. */
static void a_key_with_a_modifier_says_nothing(void **state)
{
    static const char FINALS[] = "ABCDFHPQRSE";
    static const struct sent SENT[] = {
        { "\033[2D", "" },         { "\033O2P", "" },
        { "\033O5A", "" },         { "\033[a", "" },
        { "\033[d", "" },          { "\033Oa", "" },
        { "\033[3;2~", "" },       { "\033[5;5~", "" },
        { "\033[3$", "" },         { "\033[3^", "" },
        { "\033[7@", "" },         { "\033[27;5;13~", "" },
        { "\033[13;5u", "" },      { "\033[13;2u", "" },
        { "\033[27;3u", "" },      { "\033[97;5u", "" },
        { "\033[1;2:3D", "" },     { "\033[13;1:3u", "" },
        { "\033[49;3u", "" },      { "\033\033[A", "Up " },
        { "\033\033OD", "Left " }, /* rxvt and PuTTY, with Alt */
    };

    (void)state;
    EXPECT_ALL(SENT);
    for (int modifiers = 2; modifiers <= 16; modifiers++) {
        for (const char *final = FINALS; *final; final++) {
            char bytes[16];

            snprintf(bytes, sizeof bytes, "\033[1;%d%c", modifiers, *final);
            expect(bytes, "");
        }
    }
}

static void locks_are_no_modifiers(void **state)
{
    static const struct sent SENT[] = {
        { "\033[1;65D", "Left " },   { "\033[1;129D", "Left " }, { "\033[13;129u", "Enter " },
        { "\033[27u", "Escape " },   { "\033[97;2u", "a " },     { "\033[97:65;2u", "A " },
        { "\033[9;2u", "BackTab " }, { "\033[27;2;65~", "A " },  { "\033[127u", "Back " },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void a_key_with_alt_is_swallowed_whole(void **state)
{
    static const struct sent SENT[] = {
        { "\0332", "" }, { "\033a", "" },  { "\033é", "" },    { "\033\r", "" },   { "\033 ", "" },
        { "\033€", "" }, { "\033\t", "" }, { "\033\177", "" }, { "\033\003", "" },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void the_mouse_clicks_in_every_protocol_and_nothing_else(void **state)
{
    static const struct sent SENT[] = {
        { "\033[<0;12;5M", "click:11,4 " },
        { "\033[<0;12;5m", "" },
        { "\033[<2;12;5M", "" },
        { "\033[<64;12;5M", "wheel:Up " },
        { "\033[<65;12;5M", "wheel:Down " },
        { "\033[<32;12;5M", "" },
        { "\033[<0;300;120M", "click:299,119 " },
        { "\033[M ,%", "click:11,4 " },
        { "\033[M#,%", "" },
        { "\033[M`1\r", "" },
        { "\033[M\"12", "" },
        { "\033[32;12;5M", "click:11,4 " },
        { "\033[96;12;5M", "wheel:Up " },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void what_a_terminal_answers_is_no_key(void **state)
{
    static const struct sent SENT[] = {
        { "\033[?1;2c", "" },
        { "\033[>41;354;0c", "" },
        { "\033[24;80R", "" },
        { "\033[I", "" },
        { "\033[O", "" },
        { "\033[8;24;80t", "" },
        { "\033[?2026;2$y", "" },
        { "\033[0n", "" },
        { "\033P1$r0m\033\\", "" },
        { "\033]11;rgb:1e1e/1e1e/1e1e\033\\", "" },
        { "\033]11;rgb:0/0/0\a", "" },
        { "\033_Gi=31;OK\033\\", "" },
        { "\033^1\r\033\\", "" },
        { "\033X2\033\\", "" },
        { "\033[65;30;97;1;0;1_", "" }, /* Windows Terminal, win32-input-mode */
        { "\033P!|7E7E2A2A\033\\", "" },
        { "\033[?u", "" },
    };

    (void)state;
    EXPECT_ALL(SENT);
}

static void a_terminal_with_8_bit_controls_is_understood(void **state)
{
    static const struct sent SENT[] = { { "\x9B"
                                          "A",
                                          "Up " },
                                        { "\x9B"
                                          "1;2D",
                                          "" },
                                        { "\x8F"
                                          "M",
                                          "Enter " },
                                        { "\xC2\x9B"
                                          "1;2D",
                                          "" },
                                        { "\xC2\x85", "" } };

    (void)state;
    EXPECT_ALL(SENT);
}

static void a_sequence_too_long_or_broken_takes_nothing_along(void **state)
{
    char long_one[200] = "\033[";

    (void)state;
    memset(long_one + 2, '1', 150);
    strcpy(long_one + 152, "D");
    expect(long_one, "");
    expect("\033[1;\r", "");
    expect("\033[1;2\033[D", "Left ");
    expect("\033[12", "");
    expect("\033O", "");
    expect("\033[\033", "Escape ");
}

static void pasted_text_is_one_event_and_no_key(void **state)
{
    (void)state;
    expect("\033[200~1\r2\t3\033[201~", "paste:1 2 3 ");
    expect("\033[200~a\033[Ab\001\177\302\205c\033[201~x", "paste:a[Abc x ");
    expect("\033[200~é\033[20\033[201~", "paste:é[20 ");
    expect("\033[200~half", "paste:half "); /* its end got lost */
}

static void a_long_paste_keeps_whole_characters(void **state)
{
    struct heard heard = { .log = "" };
    struct event event = { .kind = EVENT_KEY };
    struct key_bytes end = { (const unsigned char *)"\033[201~", 6, 0 };

    (void)state;
    hear_bytes(&heard, "\033[200~", 6, 1000);
    for (int i = 0; i < 300; i++)
        hear_bytes(&heard, "é", 2, 1000);
    assert_true(keys_read(&heard.keys, &end, 1000, &event));
    assert_int_equal(strlen(event.text), EVENT_TEXT_MAX - 2);
}

static void escape_is_known_by_the_silence_after_it(void **state)
{
    struct heard heard = { .log = "" };

    (void)state;
    hear_bytes(&heard, "\033", 1, 1000);
    assert_int_equal(keys_deadline_ms(&heard.keys), 1000 + KEYS_ESCAPE_MS);
    hear_silence(&heard, 1000 + KEYS_ESCAPE_MS - 1);
    assert_string_equal(heard.log, "");
    hear_silence(&heard, 1000 + KEYS_ESCAPE_MS);
    assert_string_equal(heard.log, "Escape ");
    assert_int_equal(keys_deadline_ms(&heard.keys), -1);
    hear_bytes(&heard, "2", 1, 1300);
    assert_string_equal(heard.log, "Escape 2 ");
}

static void escape_pressed_twice_is_given_twice(void **state)
{
    struct heard heard = { .log = "" };

    (void)state;
    expect("\033\033", "Escape Escape ");
    expect("\033\033\033[D", "Left ");
    hear_bytes(&heard, "\033", 1, 1000);
    hear_bytes(&heard, "\033OB", 3, 1003); /* quick fingers; Alt+Down comes in one piece */
    assert_string_equal(heard.log, "Escape Down ");
}

static void escape_and_a_key_are_two_keys_where_nobody_had_time_to_ask(void **state)
{
    struct heard heard = { .log = "" };

    (void)state;
    hear_bytes(&heard, "\033", 1, 1000);
    hear_bytes(&heard, "a", 1, 1100);
    hear_bytes(&heard, "\033\033", 2, 2000);
    hear_bytes(&heard, "b", 1, 2100);
    assert_string_equal(heard.log, "Escape a Escape Escape b ");
}

/* A slow line: what comes after the wait is still a sequence, not a bracket and a mark. */
static void a_late_sequence_is_still_swallowed(void **state)
{
    struct heard heard = { .log = "" };

    (void)state;
    hear_bytes(&heard, "\033", 1, 1000);
    hear_silence(&heard, 1000 + KEYS_ESCAPE_MS);
    hear_bytes(&heard, "[1;2", 4, 1150);
    hear_bytes(&heard, "D", 1, 1300);
    assert_string_equal(heard.log, "Escape ");
    hear_bytes(&heard, "2", 1, 1400);
    assert_string_equal(heard.log, "Escape 2 ");
}

static void after_half_a_sequence_and_silence_keys_count_again(void **state)
{
    struct heard heard = { .log = "" };

    (void)state;
    hear_bytes(&heard, "\033[1", 3, 1000);
    hear_bytes(&heard, "a", 1, 1000 + KEYS_LATE_MS + 1);
    hear_bytes(&heard, "\033P", 2, 3000); /* Alt+P */
    hear_bytes(&heard, "b", 1, 3000 + KEYS_STRING_MS + 1);
    assert_string_equal(heard.log, "a b ");
}

/* A sequence of any bytes, and no byte of it is a key: only the plain keys around it are. */
static void random_sequences_give_nothing_but_the_keys_around_them(void **state)
{
    struct chance chance = { 11 };

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct heard heard = { .log = "" };
        char bytes[32] = "\033[?";
        size_t length = 3;

        for (int count = chance_below(&chance, 20); count > 0; count--)
            bytes[length++] = (char)(0x20 + chance_below(&chance, 0x20));
        bytes[length++] = (char)(0x40 + chance_below(&chance, 0x3F));
        hear_bytes(&heard, "x", 1, 1000);
        hear_bytes(&heard, bytes, length, 1000);
        hear_bytes(&heard, "y", 1, 1000);
        assert_string_equal(heard.log, "x y ");
    }
}

static void random_bytes_end_in_a_state_where_keys_count(void **state)
{
    struct chance chance = { 12 };
    struct heard heard = { .log = "" };
    int64_t now_ms = 1000;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char byte = (char)chance_below(&chance, 256);

        hear_bytes(&heard, &byte, 1, now_ms);
        now_ms += chance_below(&chance, 3);
        heard.log[0] = '\0';
    }
    hear_silence(&heard, now_ms + KEYS_PASTE_MS);
    heard.log[0] = '\0';
    hear_bytes(&heard, "a", 1, now_ms + 2 * KEYS_PASTE_MS);
    assert_string_equal(heard.log, "a ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_keys_are_themselves),
        cmocka_unit_test(arrows_home_and_end_are_known_in_every_form),
        cmocka_unit_test(the_keypad_is_known_in_both_modes),
        cmocka_unit_test(a_key_with_a_modifier_says_nothing),
        cmocka_unit_test(locks_are_no_modifiers),
        cmocka_unit_test(a_key_with_alt_is_swallowed_whole),
        cmocka_unit_test(the_mouse_clicks_in_every_protocol_and_nothing_else),
        cmocka_unit_test(what_a_terminal_answers_is_no_key),
        cmocka_unit_test(a_terminal_with_8_bit_controls_is_understood),
        cmocka_unit_test(a_sequence_too_long_or_broken_takes_nothing_along),
        cmocka_unit_test(pasted_text_is_one_event_and_no_key),
        cmocka_unit_test(a_long_paste_keeps_whole_characters),
        cmocka_unit_test(escape_is_known_by_the_silence_after_it),
        cmocka_unit_test(escape_pressed_twice_is_given_twice),
        cmocka_unit_test(escape_and_a_key_are_two_keys_where_nobody_had_time_to_ask),
        cmocka_unit_test(a_late_sequence_is_still_swallowed),
        cmocka_unit_test(after_half_a_sequence_and_silence_keys_count_again),
        cmocka_unit_test(random_sequences_give_nothing_but_the_keys_around_them),
        cmocka_unit_test(random_bytes_end_in_a_state_where_keys_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
