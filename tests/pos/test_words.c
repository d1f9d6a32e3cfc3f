/*
 * How many words a screen asks one to read: at the stall twelve, elsewhere twenty-five. Every word
 * counts that does not come from the book, the keys and their labels too; signs, numbers and keys
 * of one letter do not. Each screen there is stands in the table, which FLASHCOOP_WORDS=print
 * shows with the words.
 */
#include "base/text.h"
#include "ledger/billing/billing.h"
#include "programme/people.h"
#include "tests/support/market.h"

#include <ctype.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { AT_THE_STALL = 12, ELSEWHERE = 25, STEPS_TO_HOME = 12, SEEN_MAX = 4096 };

/* Keys that are no character. */
#define F3    "\002"
#define DOWN  "\003"
#define RIGHT "\004"
#define ESC   "\005"
#define F4    "\017"
#define UP    "\016"
#define END   "\006"

static const char *key_bytes(char key, char one[2])
{
    switch (key) {
    case 2: return "\033OR";
    case 3: return KEY_DOWN_BYTES;
    case 4: return KEY_RIGHT_BYTES;
    case 5: return KEY_ESCAPE_BYTES;
    case 14: return KEY_UP_BYTES;
    case 15: return KEY_F4_BYTES;
    case 6: return KEY_END_BYTES;
    default: break;
    }
    one[0] = key;
    one[1] = '\0';
    return one;
}

static const struct stop {
    const char *kind; /* of the screen, as the source names it */
    const char *what; /* of it is seen */
    int limit;
    const char *keys;  /* from the home */
    const char *shows; /* what says that it is there */
} STOPS[] = {
    { "HOME", "", ELSEWHERE, "", "Maintenant" },
    { "COUNTER", "nothing sold yet", AT_THE_STALL, "4", "tissu" },
    { "COUNTER", "sales, to refund", AT_THE_STALL, "4-", "10:00" },
    { "COUNTER", "what comes back", AT_THE_STALL, "4-\r", "< 2 / 2 >" },
    { "COUNTER", "sales, to correct", AT_THE_STALL, "407", "10:00" },
    { "COUNTER", "gestures", AT_THE_STALL, "40", "Remise" },
    { "COUNTER", "more gestures", AT_THE_STALL, "400", "Inconnu" },
    { "COUNTER", "the last gestures", AT_THE_STALL, "4000", "Vendeur" },
    { "COUNTER", "who sells", AT_THE_STALL, "40001", "Qui vend" },
    { "READING_PAGE", "", ELSEWHERE, "4001", "caisse" },
    { "COUNTER", "an unknown code", AT_THE_STALL, "4777777\r", "Code inconnu" },
    { "COUNTER", "ticket", AT_THE_STALL, "4a2b", "2 Cookie noisette" },
    { "COUNTER", "a number typed", AT_THE_STALL, "42", "2" },
    { "COUNTER", "which line", AT_THE_STALL, "401", "Quelle ligne" },
    { "COUNTER", "payment", AT_THE_STALL, "4\r", "" },
    { "COUNTER", "payment in part", AT_THE_STALL, "4\ra", "" },
    { "COUNTER", "change", AT_THE_STALL, "4\r" ESC ESC "ab\rd\r", "" },
    { "CODE_PAGE", "", ELSEWHERE, "4ab\r\rq", "" },
    { "PALETTE", "", ELSEWHERE, F3, "Quelques lettres" },
    { "PALETTE", "what was found", ELSEWHERE, F3 "poi", "Points forts" },
    { "ROLL_CALL", "", ELSEWHERE, "1", "Amina" },
    { "PERSONS", "", ELSEWHERE, "2", "Amina" },
    { "PERSON", "", ELSEWHERE, "2\r", "Fiche" },
    { "SHEET_FORM", "", ELSEWHERE, "2\r1", "" },
    { "CONSENTS", "", ELSEWHERE, "2\r2", "" },
    { "INTERVIEW_FORM", "", ELSEWHERE, "2\r3", "" },
    { "CALL_FORM", "", ELSEWHERE, "2\r4", "" },
    { "PERSON_FORM", "", ELSEWHERE, "2\r6", "> Nom" },
    { "FAREWELL", "", ELSEWHERE, "2\r8", "Effacer" },
    { "DUTIES", "", ELSEWHERE, "25", "" },
    { "FOLLOW_UP", "", ELSEWHERE, "26", "" },
    { "PASSPHRASE", "", ELSEWHERE, "27", "La noter" },
    { "PARTNERS_PAGE", "", ELSEWHERE, "28", "Partenaires" },
    { "PARTNER_FORM", "", ELSEWHERE, "28\r", "" },
    { "OUTCOMES_PAGE", "", ELSEWHERE, "29", "Amina" },
    { "DAYS", "", ELSEWHERE, "3", "J7" },
    { "DAY_PAGE", "", ELSEWHERE, "31", "Matin" },
    { "DAY_PAGE", "its list", ELSEWHERE, "31" DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN, "[ ]" },
    { "FORMATS_PAGE", "", ELSEWHERE, "3" DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN DOWN "\r",
      "" },
    { "DAY_NOTE", "", ELSEWHERE, "315", "" },
    { "DAY_PAPERS", "", ELSEWHERE, "317", "" },
    { "MENU", "products", ELSEWHERE, "5", "Ateliers" },
    { "PRODUCTS", "", ELSEWHERE, "51", "Cookie" },
    { "PICTURE_PAGE", "", ELSEWHERE, "51" UP "i", "miel" },
    { "PRODUCT_FORM", "", ELSEWHERE, "51\r", "" },
    { "WORKSHOPS", "", ELSEWHERE, "52", "emprunt" },
    { "WORKSHOPS", "price", ELSEWHERE, "521", "Emballage" },
    { "WORKSHOPS", "loan", ELSEWHERE, "522", "Somme" },
    { "WORKSHOPS", "making", ELSEWHERE, "523", "lot" },
    { "RECIPE_PAGE", "", ELSEWHERE, "524\r", "" },
    { "TILL_PAPERS", "", ELSEWHERE, "53", "tiquettes" },
    { "MENU", "money", ELSEWHERE, "6", "Compter et fermer" },
    { "CASH", "", ELSEWHERE, "61", "Argent enlev" },
    { "CASH", "what is in the drawer", ELSEWHERE, "611", "50" },
    { "CASH", "money taken out", ELSEWHERE, "613", "Somme" },
    { "CLOSINGS", "", ELSEWHERE, "62", "mois" },
    { "DAY_END", "", ELSEWHERE, "621", "200" },
    { "CHARGES", "", ELSEWHERE, "63", "" },
    { "CHARGE_FORM", "", ELSEWHERE, "63\r", "" },
    { "SHARING", "", ELSEWHERE, "64", "Amina" },
    { "SHARING", "vote", ELSEWHERE, "64\r", "" },
    { "SERVICES", "", ELSEWHERE, "66", "tissu" },
    { "SERVICES", "quote", ELSEWHERE, "66\r", "devis" },
    { "GROWTH", "", ELSEWHERE, "67", "histoire" },
    { "FALL", "", ELSEWHERE, "67\r\r\r\r", "taxe" },
    { "FALL", "shares", ELSEWHERE, "67\r\r\r\r\r", "vot" },
    { "TRUST", "", ELSEWHERE, "68", "Code du Z" },
    { "MENU", "progress", ELSEWHERE, "7", "Points forts" },
    { "ASSESSMENT", "", ELSEWHERE, "71", "Amina" },
    { "ASSESSMENT", "a sentence", ELSEWHERE, "71\r", "1 / 8" },
    { "STRENGTH_CARDS", "", ELSEWHERE, "72", "Amina" },
    { "STRENGTH_CARDS", "to whom", ELSEWHERE, "72\r", "" },
    { "APPRECIATION", "", ELSEWHERE, "73", "" },
    { "APPRECIATION", "who", ELSEWHERE, "73\r", "" },
    { "GRID_PAGE", "", ELSEWHERE, "74", "" },
    { "PERSON_MARKS", "", ELSEWHERE, "74\r", "" },
    { "OPINIONS", "", ELSEWHERE, "75", "" },
    { "OPINIONS", "who", ELSEWHERE, "75\r", "" },
    { "SHEET_TABLE", "", ELSEWHERE, "76", "" },
    { "REPORTS_PAGE", "", ELSEWHERE, "8", "Ventes" },
    { "MENU", "settings", ELSEWHERE, "9", "Appareils" },
    { "STAGE", "", ELSEWHERE, "91", "ouverte" },
    { "SESSION_SETTINGS", "", ELSEWHERE, "92", "Ville" },
    { "WHO", "", ELSEWHERE, "93", "" },
    { "PINS", "", ELSEWHERE, "94", "" },
    { "ACCOUNT_LIST", "", ELSEWHERE, "95", "Changer" },
    { "DEVICE_LIST", "", ELSEWHERE, "96", "Horloge" },
    { "VOICE_PAGE", "", ELSEWHERE, "96" END "\r", "dari" },
    { "INTAKE_PAGE", "", ELSEWHERE, "97", "Produits" },
    { "SESSIONS", "", ELSEWHERE, ESC, "" },
    { "SESSION_FORM", "", ELSEWHERE, ESC DOWN DOWN "\r", "" },
    { "EXERCISE", "", AT_THE_STALL, F4 F3 "exerc\r", "Payer juste" },
    { "EXERCISE", "change", AT_THE_STALL, F3 "exerc\r1", "Le client" },
    { "EXERCISE", "a price", AT_THE_STALL, F3 "exerc\r2", "Payer ce prix" },
    { "EXERCISE", "what was wrong", AT_THE_STALL, F3 "exerc\r3", "Laquelle" },
    { "EXERCISE", "told", AT_THE_STALL, F3 "exerc\r11\r", "Voici" },
};

/* Only with a gun on the bus, or another computer: their own tests bring them. And two long lists,
 * of what a partner does and of the tasks of an exercise. */
static const char *const ELSEWHERE_TESTED[] = { "SCANNER_PAGE", "ELSEWHERE", "PARTNER_ROLES",
                                                "TRAINING_PAGE" };

/* What the book says. */
static const char *const OF_THE_BOOK[] = {
    "MamCookies",      "Coopérative d'essai",
    "Grenoble",        "Cookie choco",
    "Cookie noisette", "Jus de pomme",
    "Sac en tissu",    "Amina",
    "Karim",           "Lise",
    "Cookie",          "noisette",
    "soleil",          "arbre",
    "poisson",         "Sac en",
    "tissu",           "Jus de",
    "pomme",           "choco",
    "· animateur", /* who keeps the till; where people do, a name */
};

static void book_strip(char *text)
{
    for (size_t i = 0; i < COUNT_OF(OF_THE_BOOK); i++)
        for (char *at; (at = strstr(text, OF_THE_BOOK[i])) != NULL;)
            memset(at, '.', strlen(OF_THE_BOOK[i]));
}

/* A sentence of the grid, which is the book's: up to what stands beside it. */
static void grid_strip(char *text)
{
    static const char *const BEGINS[] = { "Je ", "J'" };

    for (size_t i = 0; i < COUNT_OF(BEGINS); i++)
        for (char *at = text; (at = strstr(at, BEGINS[i])) != NULL;) {
            const char *end = strstr(at, "  ");
            const char *line = strchr(at, '\n');

            if (!end || (line && line < end))
                end = line ? line : at + strlen(at);
            memset(at, '.', (size_t)(end - at));
        }
}

static int letters_of(const char *word)
{
    int letters = 0;

    while (*word) {
        uint32_t character = text_next(&word);

        letters +=
            character < 128 ? isalpha((int)character) != 0 : character >= 0xC0 && character < 0x250;
    }
    return letters;
}

/* Two letters make a word; `qu'on` is one, as one says it. */
static int words_count(struct screen *screen, const char *kind, char seen[SEEN_MAX])
{
    static char text[SCREEN_TEXT_MAX];
    int words = 0;

    snprintf(text, sizeof text, "%s", screen_text(screen));
    book_strip(text);
    if (strstr("ASSESSMENT PERSON_MARKS SHEET_TABLE STRENGTH_CARDS GRID_PAGE", kind))
        grid_strip(text);
    seen[0] = '\0';
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
        if (letters_of(word) < 2)
            continue;
        words++;
        snprintf(seen + strlen(seen), SEEN_MAX - strlen(seen), " %s", word);
    }
    return words;
}

static void go_home(struct market *market)
{
    for (int i = 0; i < STEPS_TO_HOME && !screen_shows(&market->screen, "Maintenant"); i++) {
        if (screen_shows(&market->screen, "Quitter")) { /* the list of sessions: one too far */
            screen_crash(&market->screen);
            market_open(market, 80, 24, "fr", NULL);
        } else {
            screen_key(&market->screen, KEY_ESCAPE_BYTES);
        }
        screen_settle(&market->screen);
    }
    assert_true(screen_shows(&market->screen, "Maintenant"));
}

static int stop_count(struct market *market, const struct stop *stop)
{
    const char *print = getenv("FLASHCOOP_WORDS");
    char seen[SEEN_MAX];
    char one[2];
    int words;

    go_home(market);
    for (const char *key = stop->keys; *key; key++) {
        screen_key(&market->screen, key_bytes(*key, one));
        screen_settle(&market->screen);
    }
    if (!screen_shows(&market->screen, stop->shows))
        fail_msg("%s (%s) was not reached:\n%s", stop->kind, stop->what,
                 screen_text(&market->screen));
    words = words_count(&market->screen, stop->kind, seen);
    if (print)
        printf("| %s | %s | %d | %d |%s\n", stop->kind, stop->what, words, stop->limit,
               strcmp(print, "all") == 0 || words > stop->limit ? seen : "");
    return words;
}

static void prepare(struct market *market)
{
    struct book book;
    struct err err = ERR_EMPTY;
    struct till_item item = { .quantity = 2 * ONE_PIECE };
    struct client client = { .key = "lise", .name = "Lise" };
    struct job job = { .client = "lise",
                       .service = "Sac en tissu",
                       .quantity = 2 * ONE_PIECE,
                       .price = 6000,
                       .rate = 2000 };
    struct ticket ticket;
    struct sold sold;
    int64_t id;

    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    assert_true(people_put(book.db, "P3", "Lise", &err));
    assert_true(till_set_float(&book.till, 5000, &err));
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "C1", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CASH, 1000, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    job.day = till_day(&book.till);
    assert_true(client_put(book.db, &client, &err));
    assert_true(job_add(book.db, &job, &id, &err));
    book_close(&book);
}

static void no_screen_asks_for_more_words_than_one_reads(void **state)
{
    struct market market;
    int over = 0;

    (void)state;
    prepare(&market);
    market_open(&market, 80, 24, "fr", NULL);
    for (size_t i = 0; i < COUNT_OF(STOPS); i++) {
        int words = stop_count(&market, &STOPS[i]);

        if (words > STOPS[i].limit) {
            over++;
            print_error("%s %s: %d words, at most %d\n%s", STOPS[i].kind, STOPS[i].what, words,
                        STOPS[i].limit, screen_text(&market.screen));
        }
    }
    assert_int_equal(over, 0);
    market_end(&market, NULL);
}

static bool kind_is_seen(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(STOPS); i++)
        if (strcmp(STOPS[i].kind, kind) == 0)
            return true;
    for (size_t i = 0; i < COUNT_OF(ELSEWHERE_TESTED); i++)
        if (strcmp(ELSEWHERE_TESTED[i], kind) == 0)
            return true;
    return false;
}

static int kinds_unseen(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512];
    char kind[64];
    int unseen = 0;

    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "const struct screen_kind %63[A-Z_] =", kind) == 1 && strchr(line, '{') &&
            !kind_is_seen(kind)) {
            print_error("%s: %s is in no row\n", path, kind);
            unseen++;
        }
    assert_int_equal(fclose(file), 0);
    return unseen;
}

static void every_screen_there_is_stands_in_the_table(void **state)
{
    glob_t sources = { 0 };
    int unseen = 0;

    (void)state;
    assert_int_equal(glob("pos/*.c", 0, NULL, &sources), 0);
    assert_int_equal(glob("pos/*/*.c", GLOB_APPEND, NULL, &sources), 0);
    for (size_t i = 0; i < sources.gl_pathc; i++)
        unseen += kinds_unseen(sources.gl_pathv[i]);
    globfree(&sources);
    assert_int_equal(unseen, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_screen_asks_for_more_words_than_one_reads),
        cmocka_unit_test(every_screen_there_is_stands_in_the_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
