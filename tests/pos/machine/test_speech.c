/* What is said aloud: never a name, never in the way of a key, nothing unless asked for. */
#include "pos/machine/speech.h"

#include "base/lang.h"
#include "ledger/closing/closing.h"
#include "pos/acts/setting.h"
#include "pos/machine/morning_check.h"
#include "pos/machine/spoken.h"
#include "programme/grid.h"
#include "programme/people.h"
#include "tests/support/folder.h"
#include "tests/support/market.h"
#include "tests/support/speaker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

/* -- Words. -- */

static void an_amount_is_written_for_the_ear(void **state)
{
    static const struct {
        cents amount;
        const char *said[TONGUE_COUNT];
    } CASES[] = {
        { 1250, { "12 euros 50", "12 euros 50", "12 يورو و 50 سنت", "12 یورو و 50 سِنت" } },
        { 100, { "1 euro", "1 euro", "1 يورو", "1 یورو" } },
        { 150, { "1 euro 50", "1 euro 50", "1 يورو و 50 سنت", "1 یورو و 50 سِنت" } },
        { 80, { "80 centimes", "80 cents", "80 سنت", "80 سِنت" } },
        { 1, { "1 centime", "1 cent", "1 سنت", "1 سِنت" } },
        { 0, { "0 euro", "0 euro", "0 يورو", "0 یورو" } },
        { -2005, { "20 euros 5", "20 euros 5", "20 يورو و 5 سنت", "20 یورو و 5 سِنت" } },
    };
    char said[SPOKEN_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++)
        for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
            spoken_amount((enum tongue)tongue, CASES[i].amount, said);
            assert_string_equal(said, CASES[i].said[tongue]);
        }
}

static void a_sentence_of_the_screen_is_said_in_its_own_language_alone(void **state)
{
    char said[SPOKEN_MAX];

    (void)state;
    spoken_sentence(TONGUE_FR, "3 x Pot de miel : 19,50\u00a0€. C'est bien cela ?", said);
    assert_string_equal(said, "3 x Pot de miel : 19 euros 50. C'est bien cela ?");
    spoken_sentence(TONGUE_FR, "250,00 € reçus, 0,80 € à rendre.", said);
    assert_string_equal(said, "250 euros reçus, 80 centimes à rendre.");
    spoken_sentence(TONGUE_FR, "€ seul, et fin €", said);
    assert_string_equal(said, " seul, et fin");
    spoken_sentence(TONGUE_AR, "Quel poids ?", said);
    assert_string_equal(said, "");
}

static void every_phrase_that_is_said_is_there_in_all_languages(void **state)
{
    static const char *const SAID[] = { "spoken-total", "spoken-change", "spoken-card",
                                        "spoken-hello" };
    char said[SPOKEN_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SAID); i++)
        for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
            spoken_phrase((enum tongue)tongue, SAID[i], 1250, said);
            assert_true(strlen(said) > 0 && strlen(said) <= SPEECH_BYTES_MAX);
        }
}

static void who_hears_what_is_read_from_one_line(void **state)
{
    static const struct {
        const char *setting, *who;
        bool on;
        enum tongue tongue;
    } CASES[] = {
        { "", "animator", false, TONGUE_FR },
        { "off", "P3", false, TONGUE_FR },
        { "on", "P3", true, TONGUE_FR },
        { "ar", "P3", true, TONGUE_AR },
        { "fr P3=prs P5=off", "P3", true, TONGUE_PRS },
        { "fr P3=prs P5=off", "P5", false, TONGUE_FR },
        { "fr P3=prs P5=off", "P33", true, TONGUE_FR },
        { "off P3=en", "P3", true, TONGUE_EN },
        { "off P3=en", "animator", false, TONGUE_FR },
    };
    static const char *const WRONG[] = { "", "de", "P3=fr", "fr P3", "fr P3=", "fr =ar", "fr en" };
    struct err err = ERR_EMPTY;
    char out[SPOKEN_SETTING_MAX];
    enum tongue tongue;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_int_equal(spoken_choice(CASES[i].setting, CASES[i].who, &tongue), CASES[i].on);
        assert_true(!CASES[i].on || tongue == CASES[i].tongue);
    }
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        err = ERR_EMPTY;
        assert_false(spoken_choice_check(WRONG[i], &err));
    }
    err = ERR_EMPTY;
    assert_true(spoken_choice_put("", "P3", "ar", out, &err));
    assert_string_equal(out, "off P3=ar");
    assert_true(spoken_choice_put("fr P3=ar P5=prs", "P3", "off", out, &err));
    assert_string_equal(out, "fr P5=prs P3=off");
    assert_true(spoken_choice_put("fr P3=ar", "", "en", out, &err));
    assert_string_equal(out, "en P3=ar");
}

/* -- In the real program, with a voice that only notes and never ends. -- */

static void market_speaking(struct market *market, const char *setting)
{
    struct setting_change change = { .key = SPEECH_SETTING, .value = setting };
    struct book book;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    if (setting)
        assert_true(setting_change(&book.till, &change, &err));
    assert_true(till_set_pin(&book.till, ROLE_HOST, "2468", &err));
    book_close(&book);
    speaker_install(market->screen.folder);
    market_open(market, 80, 24, "fr", NULL);
}

static void market_silent(struct market *market)
{
    speaker_remove();
    market_end(market, NULL);
}

static void ask_for_one(struct market *market)
{
    market_type(market, "a", "Cookie choco");
    market_press(market, KEY_ENTER_BYTES, "compte juste");
}

static void sell_one(struct market *market, const char *then)
{
    ask_for_one(market);
    market_type(market, "a", "1 ×");
    market_press(market, KEY_ENTER_BYTES, then);
}

static void total_and_change_are_said_in_each_language(void **state)
{
    static const struct {
        const char *setting, *total, *change;
    } CASES[] = {
        { "fr", "fr À payer : 1 euro 50.\n", "fr À rendre : 3 euros 50.\n" },
        { "en", "en To pay: 1 euro 50.\n", "en To give back: 3 euros 50.\n" },
        { "ar", "ar المبلغ: 1 يورو و 50 سنت.\n", "ar الباقي: 3 يورو و 50 سنت.\n" },
        { "prs", "fa قابل پرداخت: 1 یورو و 50 سِنت.\n", "fa پس دادنی: 3 یورو و 50 سِنت.\n" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct market market;

        market_speaking(&market, CASES[i].setting);
        market_press(&market, HOME_SELL, "tissu");
        ask_for_one(&market);
        speaker_wait(CASES[i].total); /* the change, said sooner, would silence it */
        market_type(&market, "a", "1 ×");
        market_press(&market, KEY_ENTER_BYTES, "A-1");
        speaker_wait(CASES[i].change);
        market_silent(&market);
    }
}

static void the_card_is_asked_for_aloud(void **state)
{
    struct market market;

    (void)state;
    market_speaking(&market, "fr");
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "a", "Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_type(&market, "2", "Carte acceptée");
    speaker_wait("fr Carte acceptée ?\n");
    market_silent(&market);
}

/* Ten sales, and not one of the voices ever ends by itself. */
static void no_key_waits_for_a_voice_and_only_one_talks(void **state)
{
    struct market market;
    char ticket[16];

    (void)state;
    market_speaking(&market, "fr");
    market_press(&market, HOME_SELL, "tissu");
    for (int i = 1; i <= 10; i++) {
        snprintf(ticket, sizeof ticket, "A-%d", i);
        sell_one(&market, ticket);
    }
    speaker_wait("À rendre");
    assert_true(speaker_talking() <= 1);
    screen_crash(&market.screen);
    market_silent(&market);
}

static void nothing_is_said_unless_somebody_asked_for_it(void **state)
{
    static const char *const SETTINGS[] = { NULL, "off", "off P1=fr" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SETTINGS); i++) {
        struct market market;

        market_speaking(&market, SETTINGS[i]);
        market_press(&market, HOME_SELL, "tissu");
        sell_one(&market, "A-1");
        assert_string_equal(speaker_wait(""), "");
        market_silent(&market);
    }
}

/* Who sells, under which name a ticket waits, which code opens: all of it is typed, none is said.
 */
static void no_name_no_badge_and_no_code_is_said(void **state)
{
    struct market market;
    const char *said;

    (void)state;
    market_speaking(&market, "fr");
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "a", "Cookie choco");
    market_press(&market, "0", "Attendre");
    market_press(&market, "3", "sous quel nom");
    market_type(&market, "Amina", "Amina");
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    market_type(&market, "0001", "Qui vend");
    market_press(&market, KEY_END_BYTES, "coop");
    market_press(&market, KEY_ENTER_BYTES, "Code");
    market_type(&market, "2468", "****");
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    sell_one(&market, "A-1");
    said = speaker_wait("À rendre");
    assert_null(strstr(said, "Amina"));
    assert_null(strstr(said, "P1"));
    assert_null(strstr(said, "2468"));
    market_silent(&market);
}

static void the_sentence_to_rate_is_said_not_who_is_asked(void **state)
{
    static struct grid grid;
    struct market market;
    const char *said;

    (void)state;
    grid_default(&grid);
    market_speaking(&market, "prs");
    market_go(&market, "Progrès", "> 1 Évaluer");
    market_go(&market, "Évaluer", "La personne elle-même");
    market_press(&market, KEY_ENTER_BYTES, "1 / 8");
    said = speaker_wait("fa ");
    assert_true(strlen(strstr(said, "fa ")) > 10);
    for (int i = 0; i < grid.indicator_count; i++)
        if (strstr(said, grid.indicators[i].wording.text[TONGUE_PRS]))
            grid.version = 0; /* it is one of them */
    assert_int_equal(grid.version, 0);
    assert_null(strstr(said, "Amina"));
    market_silent(&market);
}

static void what_is_chosen_on_the_screen_is_heard_at_once(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    char setting[SPOKEN_SETTING_MAX];

    (void)state;
    market_speaking(&market, NULL);
    market_go(&market, "Réglages", "Appareils");
    market_go(&market, "Appareils", "Horloge");
    market_press(&market, KEY_END_BYTES, "Entrée  Choisir");
    market_press(&market, KEY_ENTER_BYTES, "Ce que tous entendent");
    market_go(&market, "arabe", "Entendu ?");
    speaker_wait("ar مرحبا. المبلغ: 12 يورو و 50 سنت.\n");
    market_look(&market, &book);
    assert_true(setting_find(book.db, SPEECH_SETTING, setting, sizeof setting, &err));
    assert_string_equal(setting, "ar");
    book_close(&book);
    speaker_remove();
    market_end(&market, NULL);
}

static void who_sells_chooses_for_himself_and_for_nobody_else(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(
        setting_change(&book.till, &(struct setting_change){ "speech", "fr P2=en", NULL }, &err));
    assert_true(till_sign_in(&book.till, "P1", "", "", &err));
    assert_true(setting_change(&book.till,
                               &(struct setting_change){ "speech", "fr P2=en P1=ar", NULL }, &err));
    assert_false(
        setting_change(&book.till, &(struct setting_change){ "speech", "en", NULL }, &err));
    err = ERR_EMPTY;
    assert_false(setting_change(
        &book.till, &(struct setting_change){ "speech", "fr P2=ar P1=ar", NULL }, &err));
    market_end(&market, &book);
}

/* -- The machine. -- */

static void the_morning_says_that_there_is_no_voice(void **state)
{
    static const struct devices NONE;
    struct clock clock = clock_frozen((struct moment){ 0, 0 });
    struct morning_check morning;
    const char *path = getenv("PATH");
    char before[4096];
    bool found = false;

    (void)state;
    snprintf(before, sizeof before, "%s", path);
    setenv("PATH", "/nowhere", 1);
    morning_check(&NONE, &clock, ".", &morning);
    setenv("PATH", before, 1);
    for (int i = 0; i < morning.count; i++)
        if (morning.lines[i].matter == MORNING_CHECK_VOICE) {
            found = true;
            assert_string_equal(morning.lines[i].word, "absent");
            assert_non_null(strstr(morning.lines[i].text, "espeak-ng"));
            assert_true(morning.lines[i].good); /* nobody asked for it */
        }
    assert_true(found);
}

static void where_no_voice_is_installed_nothing_happens(void **state)
{
    struct speech speech = { { 0 } };
    char before[4096];

    (void)state;
    snprintf(before, sizeof before, "%s", getenv("PATH"));
    setenv("PATH", "/nowhere", 1);
    speech_say(&speech, TONGUE_FR, "Bonjour");
    setenv("PATH", before, 1);
    assert_int_equal(speech.children[0], 0);
    speech_stop(&speech);
}

/* Two brackets are orders to the voice; a long text would make minutes of sound. */
static void what_is_handed_over_is_short_and_plain(void **state)
{
    struct folder folder = folder_make();
    struct speech speech = { { 0 } };
    char text[4 * SPEECH_BYTES_MAX] = "[[a]] \u2066x\u2069\n";
    const char *said;

    (void)state;
    for (size_t length = strlen(text); length + 2 < sizeof text; length += 2)
        memcpy(text + length, "é", 3);
    speaker_install(folder.path);
    speech_say(&speech, TONGUE_FR, text);
    said = strstr(speaker_wait("\n"), "fr ");
    assert_non_null(said);
    assert_memory_equal(said, "fr   a]] x é", 12);
    assert_true(strlen(said + 3) <= SPEECH_BYTES_MAX + 1);
    speech_stop(&speech);
    speaker_remove();
    folder_remove(&folder);
}

/* -- The real one: into a file, as loud as speech is. -- */

/* 16 bits, one channel, after a head of 44 bytes: seconds, and how loud from 0 to 1. */
static void wave_judge(const char *path, double *seconds, double *loudness)
{
    FILE *file = fopen(path, "rb");
    unsigned char head[44], sample[2];
    double sum = 0, count = 0, rate;

    assert_non_null(file);
    assert_int_equal(fread(head, 1, sizeof head, file), sizeof head);
    rate = head[24] + 256.0 * head[25] + 65536.0 * head[26];
    while (fread(sample, 1, 2, file) == 2) {
        double value = (int16_t)(sample[0] | sample[1] << 8) / 32768.0;

        sum += value * value;
        count++;
    }
    assert_int_equal(fclose(file), 0);
    assert_true(count > 0 && rate > 0);
    *seconds = count / rate;
    *loudness = sum / count; /* the square of it */
}

static void espeak_says_a_sum_in_each_language(void **state)
{
    (void)state;
    for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
        struct folder folder = folder_make();
        struct speech speech = { { 0 } };
        char script[2 * FOLDER_PATH_MAX], name[FOLDER_PATH_MAX], path[FOLDER_PATH_MAX + 16];
        char words[SPOKEN_MAX];
        double seconds, loudness;
        int status;

        snprintf(script, sizeof script, "#!/bin/sh\nexec /usr/bin/espeak-ng -w %s/sound \"$@\"\n",
                 folder.path);
        folder_write(&folder, "espeak-ng", script, strlen(script));
        assert_int_equal(chmod(folder_path(&folder, "espeak-ng", name), 0700), 0);
        snprintf(path, sizeof path, "%s:/usr/bin:/bin", folder.path);
        setenv("PATH", path, 1);
        assert_true(speech_is_installed());
        spoken_phrase((enum tongue)tongue, "spoken-total", 1250, words);
        speech_say(&speech, (enum tongue)tongue, words);
        assert_true(speech.children[0] > 0);
        assert_int_equal(waitpid(speech.children[0], &status, 0), speech.children[0]);
        assert_int_equal(status, 0);
        wave_judge(folder_path(&folder, "sound", name), &seconds, &loudness);
        assert_true(seconds > 0.5 && seconds < 8.0);
        assert_true(loudness > 0.01 * 0.01);
        folder_remove(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_is_written_for_the_ear),
        cmocka_unit_test(a_sentence_of_the_screen_is_said_in_its_own_language_alone),
        cmocka_unit_test(every_phrase_that_is_said_is_there_in_all_languages),
        cmocka_unit_test(who_hears_what_is_read_from_one_line),
        cmocka_unit_test(total_and_change_are_said_in_each_language),
        cmocka_unit_test(the_card_is_asked_for_aloud),
        cmocka_unit_test(no_key_waits_for_a_voice_and_only_one_talks),
        cmocka_unit_test(nothing_is_said_unless_somebody_asked_for_it),
        cmocka_unit_test(no_name_no_badge_and_no_code_is_said),
        cmocka_unit_test(the_sentence_to_rate_is_said_not_who_is_asked),
        cmocka_unit_test(what_is_chosen_on_the_screen_is_heard_at_once),
        cmocka_unit_test(who_sells_chooses_for_himself_and_for_nobody_else),
        cmocka_unit_test(the_morning_says_that_there_is_no_voice),
        cmocka_unit_test(where_no_voice_is_installed_nothing_happens),
        cmocka_unit_test(what_is_handed_over_is_short_and_plain),
        cmocka_unit_test(espeak_says_a_sum_in_each_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
