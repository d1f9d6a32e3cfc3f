/* What somebody did, noted by the program that tests run, and done again. */
#include "tests/support/folder.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RECORD_MAX = 1 << 16 };

static const char *read_record(const char *path)
{
    static char text[RECORD_MAX];
    FILE *file = fopen(path, "r");
    size_t length;

    assert_non_null(file);
    length = fread(text, 1, sizeof text - 1, file);
    text[length] = '\0';
    fclose(file);
    return text;
}

/* Two scans of a gun that types, one key, a payment; then the host's PIN, set and asked for. */
static void a_day_of_it(struct market *market)
{
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Vendre", "tissu");
    screen_burst(&market->screen, "2000000000015\r");
    screen_wait(&market->screen, "1 Cookie choco");
    screen_burst(&market->screen, "2000000000022\r");
    screen_wait(&market->screen, "1 Cookie noisette");
    market_press(market, KEY_ENTER_BYTES, "À payer");
    market_press(market, KEY_ENTER_BYTES, "Ticket A-1 inscrit");
    market_press(market, KEY_ESCAPE_BYTES, "Réglages");
    market_go(market, "Réglages", "Codes secrets");
    market_go(market, "Codes secrets", "sans code secret");
    market_press(market, KEY_ENTER_BYTES, "Le nouveau code secret");
    market_type(market, "739184", "******");
    market_press(market, KEY_ENTER_BYTES, "encore une fois");
    market_type(market, "739184", "******");
    market_press(market, KEY_ENTER_BYTES, "avec code secret");
}

/* A number that tells what was recorded, in its order. */
static uint64_t sum_of_records(struct market *market)
{
    struct err err = ERR_EMPTY;
    struct book book;
    uint64_t sum = 0;

    market_look(market, &book);

    struct stmt query =
        db_prepare(book.till.db, "SELECT kind FROM record ORDER BY chain, seq", &err);

    while (stmt_next(&query))
        sum = sum * 31 + (uint64_t)stmt_int(&query, 0);
    assert_true(stmt_finish(&query));
    market_end(market, &book);
    return sum;
}

static void a_sitting_is_noted_without_its_secrets_and_played_again(void **state)
{
    struct market market;
    struct folder folder = folder_make();
    char record[FOLDER_PATH_MAX + 20];
    const char *said;
    uint64_t noted;

    (void)state;
    snprintf(record, sizeof record, "%s/sitting.txt", folder.path);
    market_make(&market);
    setenv("FLASHCOOP_RECORD", record, 1);
    a_day_of_it(&market);
    unsetenv("FLASHCOOP_RECORD");
    noted = sum_of_records(&market);
    said = read_record(record);
    assert_non_null(strstr(said, "scan 2000000000015\tCaisse\n"));
    assert_non_null(strstr(said, "key enter\tCaisse\n"));
    assert_non_null(strstr(said, "secret\tCodes secrets\n"));
    assert_null(strstr(said, "type 7\tCodes secrets")); /* nor is one digit of the PIN there */
    assert_null(strstr(said, "type 8"));
    assert_non_null(strstr(said, "#perform\t"));

    market_make(&market);
    setenv("FLASHCOOP_REPLAY", record, 1);
    setenv("FLASHCOOP_REPLAY_PIN", "739184", 1);
    market_open(&market, 80, 24, "fr", NULL);
    screen_wait(&market.screen, "avec code secret");
    unsetenv("FLASHCOOP_REPLAY");
    assert_true(sum_of_records(&market) == noted);
    folder_remove(&folder);
}

static void the_program_that_people_run_notes_nothing(void **state)
{
    (void)state;
    assert_int_equal(system("! strings -a \"${FLASHCOOP%-tested}\" | grep FLASHCOOP_RECORD"), 0);
    assert_int_equal(system("strings -a \"$FLASHCOOP\" | grep -q FLASHCOOP_RECORD"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sitting_is_noted_without_its_secrets_and_played_again),
        cmocka_unit_test(the_program_that_people_run_notes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
