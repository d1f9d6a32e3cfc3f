/*
 * How many words a screen asks one to read: at the stall twelve, elsewhere twenty-five. Every word
 * counts that does not come from the book, the keys and their labels too; signs, numbers and keys
 * of one letter do not. So do those of its help, page by page. Each screen there is stands in the
 * table, which is docs/screens-words.md; FLASHCOOP_WORDS=print shows it with the words.
 */
#include "ledger/closing/closing.h"
#include "base/buf.h"
#include "ledger/billing/billing.h"
#include "programme/people.h"
#include "tests/support/emulated_usb.h"
#include "tests/support/market.h"
#include "tests/support/words.h"

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

enum { AT_THE_STALL = 12, BEYOND = 25, STEPS_TO_HOME = 12, TABLE_MAX = 1 << 16 };

/* Keys that are no character. */
#define F3    "\002"
#define DOWN  "\003"
#define RIGHT "\004"
#define ESC   "\005"
#define F4    "\017"
#define UP    "\016"
#define END   "\006"
#define LEAVE "\020"

#define FIVE_DOWN   DOWN DOWN DOWN DOWN DOWN
#define ELEVEN_DOWN FIVE_DOWN FIVE_DOWN DOWN

/* Words of the trade: an easy one stands on every screen; papers and accounts say both. */
static const char *const OF_THE_TRADE[] = {
    "perpétuel", "ors taxe", "ecture X",  "lôture",     "aisie différée", "fond de caisse",
    "Fond de",   " apport",  "Apport",    "de revient", "criture",        "balance",
    "Balance",   " FEC",     "marge",     "ndice",      "volet",          "Volet",
    "margement", "à froid",  "DUPLICATA", "solde",      "ébit",           "Écart",
};

/* Where the grid, which is the book's, is read. */
static const char SENTENCES_OF_THE_GRID[] =
    "ASSESSMENT PERSON_MARKS SHEET_TABLE STRENGTH_CARDS GRID_PAGE";

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
    case 16: return "\003";
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
    const char *keys;  /* from the home; NULL: where the program opens */
    const char *shows; /* what says that it is there */
} STOPS[] = {
    { "HOME", "", BEYOND, "", "Maintenant" },
    { "HOME", "leaving", BEYOND, LEAVE, "Quitter" },
    { "COUNTER", "nothing sold yet", AT_THE_STALL, "4", "tissu" },
    { "COUNTER", "sales, to refund", AT_THE_STALL, "4-", "10:00" },
    { "COUNTER", "what comes back", AT_THE_STALL, "4-\r", "< 2 / 2 >" },
    { "COUNTER", "sales, to correct", AT_THE_STALL, "407", "10:00" },
    { "COUNTER", "gestures", AT_THE_STALL, "40", "Remise" },
    { "COUNTER", "more gestures", AT_THE_STALL, "400", "Inconnu" },
    { "COUNTER", "the last gestures", AT_THE_STALL, "4000", "Vendeur" },
    { "COUNTER", "who sells", AT_THE_STALL, "40001", "Qui vend" },
    { "READING_PAGE", "", BEYOND, "4001", "caisse" },
    { "COUNTER", "an unknown code", AT_THE_STALL, "4777777\r", "Code inconnu" },
    { "COUNTER", "ticket", AT_THE_STALL, "4a2b", "2 Cookie noisette" },
    { "COUNTER", "a number typed", AT_THE_STALL, "42", "2" },
    { "COUNTER", "which line", AT_THE_STALL, "401", "Quelle ligne" },
    { "COUNTER", "payment", AT_THE_STALL, "4\r", "" },
    { "COUNTER", "payment in part", AT_THE_STALL, "4\ra", "" },
    { "COUNTER", "card accepted?", AT_THE_STALL, "4\r2", "accept" },
    { "COUNTER", "change", AT_THE_STALL, "4\r" ESC ESC "ab\rd\r", "" },
    { "RECEIPT_QR_PAGE", "", BEYOND, "4abcdabcd\r\rq", "Agrandir" },
    { "PALETTE", "", BEYOND, F3, "Quelques lettres" },
    { "PALETTE", "what was found", BEYOND, F3 "poi", "Points forts" },
    { "ROLL_CALL", "", BEYOND, "1", "Amina" },
    { "PEOPLE_LIST", "", BEYOND, "2", "Amina" },
    { "PERSON", "", BEYOND, "2\r", "Fiche" },
    { "SHEET_FORM", "", BEYOND, "2\r1", "" },
    { "CONSENTS", "", BEYOND, "2\r2", "" },
    { "INTERVIEW_FORM", "", BEYOND, "2\r3", "" },
    { "CALL_FORM", "", BEYOND, "2\r4", "" },
    { "PERSON_FORM", "", BEYOND, "2\r6", "> Nom" },
    { "FORGETTING", "", BEYOND, "2\r8", "Effacer" },
    { "DUTIES", "", BEYOND, "25", "" },
    { "FOLLOW_UP", "", BEYOND, "26", "" },
    { "PASSPHRASE", "", BEYOND, "27", "La noter" },
    { "PARTNERS_PAGE", "", BEYOND, "28", "Partenaires" },
    { "PARTNER_FORM", "", BEYOND, "28\r", "" },
    { "PARTNER_ROLES", "", BEYOND, "28\rAli" ELEVEN_DOWN DOWN "\r", "[ ]" },
    { "PARTNER_ROLES", "the next page", BEYOND, "28\r" ELEVEN_DOWN DOWN "\r" FIVE_DOWN, "[ ]" },
    { "OUTCOMES_PAGE", "", BEYOND, "29", "Amina" },
    { "DAYS", "", BEYOND, "3", "J7" },
    { "DAY_PAGE", "", BEYOND, "31", "Matin" },
    { "DAY_PAGE", "its list", BEYOND, "31" FIVE_DOWN DOWN DOWN DOWN, "[ ]" },
    { "FORMATS_PAGE", "", BEYOND, "3" FIVE_DOWN FIVE_DOWN "\r", "" },
    { "DAY_NOTE", "", BEYOND, "315", "" },
    { "DAY_PAPERS", "", BEYOND, "317", "" },
    { "MENU", "products", BEYOND, "5", "Ateliers" },
    { "PRODUCTS", "", BEYOND, "51", "Cookie" },
    { "PICTURE_PAGE", "", BEYOND, "51" UP "i", "miel" },
    { "PRODUCT_FORM", "", BEYOND, "51\r", "" },
    { "WORKSHOPS", "", BEYOND, "52", "emprunt" },
    { "WORKSHOPS", "price", BEYOND, "521", "Emballage" },
    { "WORKSHOPS", "loan", BEYOND, "522", "Somme" },
    { "WORKSHOPS", "making", BEYOND, "523", "lot" },
    { "RECIPE_PAGE", "", BEYOND, "524\r", "" },
    { "TILL_PAPERS", "", BEYOND, "53", "tiquettes" },
    { "MENU", "money", BEYOND, "6", "Compter et fermer" },
    { "CASH", "", BEYOND, "61", "Argent enlev" },
    { "CASH", "what is in the drawer", BEYOND, "611", "50" },
    { "CASH", "money taken out", BEYOND, "613", "Somme" },
    { "CLOSINGS", "", BEYOND, "62", "mois" },
    { "DAY_END", "", BEYOND, "621", "200" },
    { "CHARGES", "", BEYOND, "63", "" },
    { "CHARGE_FORM", "", BEYOND, "63\r", "" },
    { "SHARING", "", BEYOND, "64", "Amina" },
    { "SERVICES", "", BEYOND, "66", "tissu" },
    { "SERVICES", "quote", BEYOND, "66\r", "devis" },
    { "GROWTH", "", BEYOND, "67", "histoire" },
    { "FALL", "", BEYOND, "67\r\r\r\r", "taxe" },
    { "FALL", "shares", BEYOND, "67\r\r\r\r\r", "vot" },
    { "TRUST", "", BEYOND, "68", "Code du Z" },
    { "MENU", "progress", BEYOND, "7", "Points forts" },
    { "ASSESSMENT", "", BEYOND, "71", "Amina" },
    { "ASSESSMENT", "a sentence", BEYOND, "71\r", "1 / 8" },
    { "STRENGTH_CARDS", "", BEYOND, "72", "Amina" },
    { "STRENGTH_CARDS", "to whom", BEYOND, "72\r", "" },
    { "APPRECIATION", "", BEYOND, "73", "" },
    { "APPRECIATION", "who", BEYOND, "73\r", "" },
    { "GRID_PAGE", "", BEYOND, "74", "" },
    { "PERSON_MARKS", "", BEYOND, "74\r", "" },
    { "OPINIONS", "", BEYOND, "75", "" },
    { "OPINIONS", "who", BEYOND, "75\r", "" },
    { "SHEET_TABLE", "", BEYOND, "76", "" },
    { "REPORTS_PAGE", "", BEYOND, "8", "Ventes" },
    { "MENU", "settings", BEYOND, "9", "Appareils" },
    { "STATE_PAGE", "", BEYOND, "91", "ouverte" },
    { "SESSION_SETTINGS", "", BEYOND, "92", "Ville" },
    { "SIGN_IN", "", BEYOND, "93", "" },
    { "PINS", "", BEYOND, "94", "" },
    { "ACCOUNT_LIST", "", BEYOND, "95", "Changer" },
    { "DEVICE_LIST", "", BEYOND, "96", "Horloge" },
    { "VOICE_PAGE", "", BEYOND, "96" END "\r", "dari" },
    { "INTAKE_PAGE", "", BEYOND, "97", "Produits" },
    { "TRAINING_PAGE", "", BEYOND, "98", "J1" },
    { "MERGING", "", BEYOND, "99", "cl" },
    { "SESSIONS", "", BEYOND, ESC, "Flashcoop" },
    { "SESSION_FORM", "", BEYOND, ESC DOWN DOWN "\r", "" },
    { "EXERCISE", "", AT_THE_STALL, F4 F3 "exerc\r", "Payer juste" },
    { "EXERCISE", "change", AT_THE_STALL, F3 "exerc\r1", "Le client" },
    { "EXERCISE", "a price", AT_THE_STALL, F3 "exerc\r2", "Payer ce prix" },
    { "EXERCISE", "what was wrong", AT_THE_STALL, F3 "exerc\r3", "Laquelle" },
    { "EXERCISE", "told", AT_THE_STALL, F3 "exerc\r11\r", "Voici" },
};

/* With a gun on the bus, the day closed, and on a computer that the book did not know. */
static const struct stop FAR_STOPS[] = {
    { "ELSEWHERE", "", BEYOND, NULL, "vend encore" },
    { "SHARING", "vote", BEYOND, "64\r", "Pour" },
    { "SCANNER_PAGE", "", BEYOND, "962", "un clavier" },
};

static void go_home(struct market *market)
{
    bool is_there = screen_shows(&market->screen, "Maintenant");

    for (int i = 0; i < STEPS_TO_HOME && !is_there; i++) {
        if (strncmp(screen_text(&market->screen), " Flashcoop", 10) == 0) { /* one too far */
            screen_crash(&market->screen);
            market_open(market, 80, 24, "fr", NULL);
        } else {
            screen_key(&market->screen, KEY_ESCAPE_BYTES);
        }
        is_there = screen_shows(&market->screen, "Maintenant");
    }
    assert_true(is_there);
}

static void stop_reach(struct market *market, const struct stop *stop)
{
    char one[2];

    if (stop->keys)
        go_home(market);
    for (const char *key = stop->keys; key && *key; key++) {
        screen_settle(&market->screen);
        screen_key(&market->screen, key_bytes(*key, one));
    }
    screen_wait(&market->screen, stop->shows);
    screen_settle(&market->screen);
}

/* Behind the easy word of its line. */
static bool is_in_brackets(const char *text, const char *at)
{
    while (at > text && at[-1] != '\n' && at[-1] != ')')
        if (*--at == '(')
            return true;
    return false;
}

static const char *trade_word_of(const char *text)
{
    for (size_t i = 0; i < COUNT_OF(OF_THE_TRADE); i++)
        for (const char *at = text; (at = strstr(at, OF_THE_TRADE[i])) != NULL; at++)
            if (!is_in_brackets(text, at))
                return OF_THE_TRADE[i];
    return NULL;
}

/* 1 when there are more than one reads, or one of the trade. */
static int judged(struct market *market, const struct stop *stop, int limit, int *words)
{
    const char *print = getenv("FLASHCOOP_WORDS");
    char seen[WORDS_SEEN_MAX];
    const char *trade;

    *words = words_count(&market->screen, strstr(SENTENCES_OF_THE_GRID, stop->kind) != NULL, seen);
    trade = trade_word_of(screen_text(&market->screen));
    if (trade)
        print_error("%s %s: \"%s\"\n", stop->kind, stop->what, trade);
    if (*words > limit)
        print_error("%s %s: %d words, at most %d\n%s", stop->kind, stop->what, *words, limit,
                    screen_text(&market->screen));
    if (print && (strcmp(print, "all") == 0 || *words > limit))
        printf("%s %s: %d%s\n", stop->kind, stop->what, *words, seen);
    return *words > limit || trade != NULL;
}

/* Nothing of the screen that it explains stands at its left edge. */
static bool help_is_clean(const char *text)
{
    enum { MARGIN = 10, LINES = 20 };

    text = strchr(text, '\n');
    for (int i = 1; i < LINES && text; i++, text = strchr(text + 1, '\n'))
        if (text[1] != '\n' && strspn(text + 1, " ") < MARGIN)
            return false;
    return true;
}

/* The pages of the help of the screen in front, and the words of the longest. */
static int help_judge(struct market *market, const struct stop *stop, struct buf *table)
{
    int over = 0, most = 0, words;
    char title[32] = "Aide  1 /";
    const char *pages;

    screen_key(&market->screen, KEY_F1_BYTES);
    screen_wait(&market->screen, title);
    pages = strstr(screen_text(&market->screen), title) + strlen(title);

    int count = (int)strtol(pages, NULL, 10);

    for (int page = 1; page <= count; page++) {
        snprintf(title, sizeof title, "Aide  %d /", page);
        screen_wait(&market->screen, title);
        over += judged(market, stop, BEYOND, &words);
        assert_true(help_is_clean(screen_text(&market->screen)));
        most = words > most ? words : most;
        screen_key(&market->screen, KEY_ENTER_BYTES);
    }
    buf_printf(table, " %d × %d |\n", count, most);
    return over;
}

/* Each of them, a row each; the help once a kind. */
static int stops_judge(struct market *market, const struct stop *stops, size_t count,
                       struct buf *table)
{
    int over = 0, words;

    for (size_t i = 0; i < count; i++) {
        const struct stop *stop = &stops[i];

        stop_reach(market, stop);
        over += judged(market, stop, stop->limit, &words);
        buf_printf(table, "| %s | %s | %d | %d |", stop->kind, stop->what, words, stop->limit);
        if (i > 0 && strcmp(stops[i - 1].kind, stop->kind) == 0)
            buf_printf(table, "  |\n");
        else
            over += help_judge(market, stop, table);
    }
    return over;
}

/* As if the book had been copied here: the key of its till is not among the own ones. */
static void move_to_another_computer(struct market *market)
{
    char line[256];
    struct book book;
    struct closing closing;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    assert_true(closing_close(&book.till, PERIOD_DAY, 5300, "essai", &closing, &err));
    book_close(&book);
    snprintf(line, sizeof line, "rm -rf %s/.local/share/flashcoop", market->screen.folder);
    assert_int_equal(system(line), 0);
    market_open(market, 80, 24, "fr", NULL);
}

static const char TABLE_PATH[] = "docs/screens-words.md";
static const char TABLE_HEAD[] =
    "# The words of each screen\n\n"
    "Made by `tests/pos/test_words` (`FLASHCOOP_GOLDEN=write` writes it again), in French, 80×24. "
    "Every word\ncounts that is not of the book, keys and their labels too; at most 12 at the "
    "stall, 25 elsewhere and on each page of help.\n\n"
    "| Screen | Seen | Words | At most | Help: pages × most words |\n|---|---|---|---|---|\n";

static void table_compare(const struct buf *table)
{
    static char kept[TABLE_MAX];
    const char *golden = getenv("FLASHCOOP_GOLDEN"), *made = buf_text(table);
    bool writes = golden && strcmp(golden, "write") == 0;
    FILE *file = fopen(TABLE_PATH, writes ? "w" : "r");
    size_t line = 0;

    assert_non_null(file);
    if (writes)
        fputs(made, file);
    else
        kept[fread(kept, 1, sizeof kept - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; !writes && made[i]; i++) {
        line = made[i] == '\n' ? i + 1 : line;
        if (made[i] != kept[i])
            fail_msg("%s: %.80s\nnow: %.80s", TABLE_PATH, kept + line, made + line);
    }
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
    struct emulated_shape scanner = emulated_scanner_shape();
    struct emulated_usb *usb;
    struct market market;
    struct buf table = buf_init(TABLE_MAX);
    int over;

    (void)state;
    buf_printf(&table, "%s", TABLE_HEAD);
    prepare(&market);
    market_open(&market, 80, 24, "fr", NULL);
    over = stops_judge(&market, STOPS, COUNT_OF(STOPS), &table);
    usb = emulated_usb_open();
    emulated_plug(usb, &scanner);
    move_to_another_computer(&market);
    over += stops_judge(&market, FAR_STOPS, COUNT_OF(FAR_STOPS), &table);
    market_end(&market, NULL);
    emulated_usb_close(usb);
    assert_int_equal(over, 0);
    table_compare(&table);
    buf_release(&table);
}

static bool kind_is_seen(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(STOPS); i++)
        if (strcmp(STOPS[i].kind, kind) == 0)
            return true;
    for (size_t i = 0; i < COUNT_OF(FAR_STOPS); i++)
        if (strcmp(FAR_STOPS[i].kind, kind) == 0)
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
