#include "tests/support/full_book.h"

#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/merge.h"
#include "ledger/presence.h"
#include "ledger/schema.h"
#include "pos/acts/book.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const unsigned char FULL_BOOK_SECRET[SECRET_KEY_BYTES] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
};

static void must(const struct full_book *book, bool good)
{
    if (good)
        return;
    fprintf(stderr, "full_book: %s\n", book->err.text);
    abort();
}

static struct moment first_morning(void)
{
    return (struct moment){ 1574758800, 60 }; /* 2019-11-26T10:00:00+01:00 */
}

static struct session session_of_story(void)
{
    struct session session = session_init();

    strcpy(session.id, "00112233445566778899aabbccddeeff");
    strcpy(session.name, "Mam'Cookies");
    strcpy(session.host, "Coopérative Exemple");
    strcpy(session.siren, "732829320"); /* the example of the Luhn key */
    strcpy(session.siret, "73282932000074");
    strcpy(session.vat_number, "FR44732829320");
    strcpy(session.address, "1 rue du Marché, 49000 Angers");
    strcpy(session.place, "Angers");
    strcpy(session.product, "cookies");
    session.sector = SECTOR_FOOD;
    session.contribution.base = BASE_GROSS_MARGIN;
    session.contribution.rate = 1350;
    return session;
}

/* Like till_found(), but the program's version is not announced: it would change the vectors. */
static void write_first_records(struct full_book *book)
{
    static const char LOCALS[] = "INSERT INTO local (key, value) VALUES ('till', 'A'), "
                                 "('A.version', '" VERSION "'), ('a.version', '" VERSION "')";
    struct session session = session_of_story();
    struct crypto_signer *signer = crypto_signer_open(FULL_BOOK_SECRET, &book->err);
    struct actor host = { "host", "" };
    struct note version = { "", "1.0.0", 0 };
    struct journal journal;

    must(book, signer != NULL);
    must(book, db_begin(book->db, &book->err) && db_script(book->db, ledger_schema(), &book->err) &&
                   db_script(book->db, LOCALS, &book->err) &&
                   journal_open(&journal, book->db, 'A', signer, &book->err));
    must(book,
         session_put(&journal, &session, &(struct setting_edit){ &host, first_morning(), NULL },
                     &book->err) &&
             journal_note(&journal, RECORD_VERSION, &host, first_morning(), &version, &book->err) &&
             db_commit(book->db, &book->err));
    journal_close(&journal);
    crypto_signer_close(signer);
}

void full_book_found(struct full_book *book)
{
    struct keyring keyring;

    memset(book, 0, sizeof *book);
    book->folder = folder_make();
    folder_path(&book->folder, "complet.flashcoop", book->path);
    folder_path(&book->folder, "keyring", book->keyring);
    keyring = keyring_open(book->keyring);
    must(book,
         keyring_put_key(&keyring, "00112233445566778899aabbccddeeff", 'A', FULL_BOOK_SECRET));
    keyring_close(&keyring);
    must(book, db_open(book->path, DB_CREATE, &BOOK_IDENTITY, &book->db, &book->err));
    write_first_records(book);
    must(book, db_begin(book->db, &book->err));
    must(book, programme_store_create(book->db, &book->err));
    must(book, db_commit(book->db, &book->err));
    must(book, till_open(&book->till, book->db, clock_frozen(first_morning()), book->keyring,
                         &book->err));
    must(book, till_sign_in(&book->till, "host", "", "", &book->err));
}

bool full_book_open(struct full_book *book)
{
    book->err = ERR_EMPTY;
    if (!db_open(book->path, DB_WRITE, &BOOK_IDENTITY, &book->db, &book->err))
        return false;
    if (till_open(&book->till, book->db, clock_frozen(first_morning()), book->keyring,
                  &book->err) &&
        till_sign_in(&book->till, "host", "", "", &book->err))
        return true;
    db_close(book->db);
    book->db = NULL;
    return false;
}

void full_book_close(struct full_book *book)
{
    if (!book->db)
        return;
    till_close(&book->till);
    db_close(book->db);
    book->db = NULL;
}

void full_book_remove(struct full_book *book)
{
    full_book_close(book);
    folder_remove(&book->folder);
}

void full_book_wait(struct full_book *book, int64_t seconds)
{
    book->till.clock.at.utc_s += seconds;
}

static void put_products(struct full_book *book)
{
    struct product cookie = { .code = "C1",
                              .label = "Cookie « pépites »",
                              .price = 150,
                              .rate = 550,
                              .barcode = "2000000000015",
                              .category = "biscuits",
                              .cost = 41,
                              .allergens = "gluten, lait",
                              .use_by = DAY_NONE,
                              .best_before = day_of(2019, 12, 24) };
    struct product bag = { .code = "T1",
                           .label = "Sac; \"brodé\"",
                           .price = 1200,
                           .rate = 2000,
                           .cost = -1,
                           .fibres = "100 % coton",
                           .use_by = DAY_NONE,
                           .best_before = DAY_NONE };

    must(book, till_put_product(&book->till, &cookie, &book->err));
    must(book, till_put_product(&book->till, &bag, &book->err));
    must(book, till_move_stock(&book->till, "C1", 60 * ONE_PIECE, "produced", &book->err));
}

static void pay_and_sell(struct full_book *book, struct ticket *ticket, enum payment_mode mode,
                         cents given)
{
    struct sold sold;

    must(book, ticket_pay(ticket, mode, given, mode == PAY_CARD ? "0042" : "", &book->err));
    if (mode == PAY_OTHER)
        strcpy(ticket->payments[ticket->payment_count - 1].means, "muse");
    must(book, till_sell(&book->till, ticket, &sold, &book->err));
    full_book_wait(book, 90);
}

static void sell(struct full_book *book, const char *code, int pieces, enum payment_mode mode,
                 cents given)
{
    struct till_item item = { .quantity = pieces * ONE_PIECE };
    struct ticket ticket;

    ticket_init(&ticket);
    must(book, till_add(&book->till, &ticket, code, &item, &book->err));
    pay_and_sell(book, &ticket, mode, given);
}

/* Domain page: 2 × 1,50 (5,5 %) + 12,00 (20 %), 10 % off; paid 20,00 in cash and card. */
static void sell_mixed(struct full_book *book)
{
    struct till_item two = { .quantity = 2 * ONE_PIECE };
    struct till_item one = { .quantity = ONE_PIECE };
    struct discount tenth = { DISCOUNT_PERCENT, 1000 };
    struct ticket ticket;

    ticket_init(&ticket);
    must(book, till_add(&book->till, &ticket, "C1", &two, &book->err));
    must(book, till_add(&book->till, &ticket, "T1", &one, &book->err));
    must(book, till_discount(&book->till, &ticket, 0, tenth, &book->err));
    must(book, ticket_pay(&ticket, PAY_CARD, 500, "0041", &book->err));
    pay_and_sell(book, &ticket, PAY_CASH, 1000);
}

static void sell_late_and_refund(struct full_book *book)
{
    struct till_item one = { .quantity = ONE_PIECE };
    struct ticket late;
    struct ticket refund;

    ticket_init(&late);
    must(book, till_add_unknown(&book->till, &late, "Article inconnu", 333, 1000, &book->err));
    must(book, till_add(&book->till, &late, "C1", &one, &book->err));
    late.late = (struct ticket_late){ .is_late = true,
                                      .paper = "F-7",
                                      .source_key = "feuille-7",
                                      .utc_s = book->till.clock.at.utc_s - 3600,
                                      .offset_min = 60 };
    pay_and_sell(book, &late, PAY_VOUCHER, 483);
    must(book, till_refund(&book->till, "A", 1, NULL, &refund, &book->err));
    pay_and_sell(book, &refund, PAY_CASH, 1350);
}

static void spend(struct full_book *book, const char *paid_from, const char *label, cents net,
                  cents vat)
{
    struct charge charge = {
        .day = day_of(2019, 11, 25), .category = CHARGE_MATERIALS, .net = net, .vat = vat
    };

    snprintf(charge.label, sizeof charge.label, "%s", label);
    snprintf(charge.paid_from, sizeof charge.paid_from, "%s", paid_from);
    strcpy(charge.supplier, "Moulin d'Anjou");
    snprintf(charge.document, sizeof charge.document, "F2019-%s", label); /* an invoice each */
    must(book, charge_put(&book->till, &charge, &book->err));
}

/* Rows of every kind, in their order: a record of the vectors may hold any of them. */
static void begin_record(struct full_book *book, struct journal *journal, enum record_kind kind)
{
    must(book,
         till_write_begin(&book->till, &book->err) &&
             journal_begin(journal, kind, 0, &book->till.actor, till_now(&book->till), &book->err));
}

static void end_record(struct full_book *book, struct journal *journal)
{
    must(book, till_write_end(&book->till, journal_seal(journal, &book->err), &book->err));
}

/* A row by a word a column: "i12", "tabc", "n". */
static void put_row(struct journal *journal, enum fact_table table, const char *const *words)
{
    struct fact fact = fact_begin(journal, table);

    for (; *words; words++)
        if ((*words)[0] == 'i')
            fact_int(&fact, strtoll(*words + 1, NULL, 10));
        else if ((*words)[0] == 't')
            fact_text(&fact, *words + 1);
        else
            fact_null(&fact);
    fact_end(&fact);
}

#define ROW(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void call_roll(struct full_book *book, const char *change)
{
    must(book,
         till_write_begin(&book->till, &book->err) && presence_check(&book->till, &book->err));

    bool good = db_script(book->db, change, &book->err) && presence_seal(&book->till, &book->err);

    must(book, till_write_end(&book->till, good, &book->err));
}

static void note_people(struct full_book *book)
{
    static const char CALL[] =
        "INSERT INTO participant (badge, position, called_name, stopped_day) VALUES "
        "('P1', 1, 'Ana', 0), ('P2', 2, 'Bilal', 0), ('P3', 3, 'Chloé', 0);"
        "INSERT INTO attendance (badge, day, half, present, reason) VALUES "
        "('P1', 1, 0, 210, ''), ('P2', 1, 0, 0, 'excused'), ('P3', 1, 1, 150, 'le bus')";
    static const char TAKE_BACK[] = "DELETE FROM attendance WHERE badge = 'P3'";
    struct journal *journal = &book->till.real;

    call_roll(book, CALL);
    call_roll(book, TAKE_BACK);
    begin_record(book, journal, RECORD_CONSENT);
    put_row(journal, FACT_CONSENT,
            ROW("i1", "tP9", "tpress", "tyes", "i18226", "i18591", "tanimator", "tD-1"));
    put_row(journal, FACT_CONSENT,
            ROW("i2", "tP9", "timage", "tstop", "i18226", "n", "tanimator", "t"));
    end_record(book, journal);
}

static void sell_documents(struct full_book *book)
{
    struct journal *journal = &book->till.real;

    begin_record(book, journal, RECORD_MEANS);
    put_row(journal, FACT_MEANS,
            ROW("i1", "tmuse", "tLa Muse", "t5117", "i0", "i1", "i0", "i5000"));
    end_record(book, journal);
    begin_record(book, journal, RECORD_QUOTE);
    put_row(journal, FACT_DOCUMENT,
            ROW("tquote", "tD-2019-1", "i18226", "n", "tmairie", "tMairie d'Angers",
                "tBoulevard de la Résistance, 49000 Angers", "t214900078", "t", "t", "tà réception",
                "i10550", "i10000", "i550"));
    put_row(journal, FACT_DOCUMENT_LINE,
            ROW("i1", "tBuffet", "i1000", "i10550", "i550", "i10550", "i10000", "i18250",
                "tSalons Curnonsky"));
    end_record(book, journal);
}

/* Tickets of an older copy go on from the newest number that is known elsewhere. */
static void jump(struct full_book *book)
{
    struct journal *journal = &book->till.practice;

    begin_record(book, journal, RECORD_JUMP);
    journal->draft.last_ticket = 4;

    struct fact fact = fact_begin(journal, FACT_JUMP);

    fact_int(&fact, journal->head.last_ticket);
    fact_int(&fact, 4);
    fact_int(&fact, 9);
    fact_blob(&fact, FULL_BOOK_SECRET, HASH_BYTES);
    fact_int(&fact, 3);
    fact_null(&fact);
    fact_text(&fact, "copie de sauvegarde remise en place");
    fact_end(&fact);
    end_record(book, journal);
}

static void practise(struct full_book *book)
{
    must(book, till_set_practice(&book->till, true, "animator", &book->err));
    sell(book, "C1", 5, PAY_CASH, 1000);
    jump(book);
    sell(book, "C1", 1, PAY_CASH, 150);
    must(book, till_set_practice(&book->till, false, "", &book->err));
}

static void count_twice_and_close(struct full_book *book)
{
    struct cash_counting first = { .pieces = { [4] = 2, [7] = 3 } };
    struct cash_counting again = { .pieces = { [4] = 2, [5] = 1, [8] = 4 } };
    struct period_totals reading;
    struct closing closing;
    cents expected;

    must(book, period_totals_take_x(&book->till, &reading, &book->err));
    must(book, closing_count(&book->till, &first, &expected, &book->err));
    must(book, closing_count(&book->till, &again, &expected, &book->err));
    must(book, closing_close(&book->till, PERIOD_DAY, -1, "rendu en trop", &closing, &book->err));
}

/* Like till_set_pin(), with a salt that is no chance: its seal stands in the vectors. */
static void set_pin(struct full_book *book)
{
    static const char SQL_PUT[] =
        "INSERT INTO pin (role, salt, cost, hash) VALUES ('animator', ?, ?, ?)";
    enum { COST = 16384 };
    unsigned char hash[SECRET_KEY_BYTES];
    char seal[PIN_SEAL_MAX];
    struct stmt put;

    must(book, crypto_stretch("2468", FULL_BOOK_SECRET, COST, hash, &book->err) &&
                   till_write_begin(&book->till, &book->err));
    put = db_prepare(book->db, SQL_PUT, &book->err);
    stmt_bind_blob(&put, 1, FULL_BOOK_SECRET, SALT_BYTES);
    stmt_bind_int(&put, 2, COST);
    stmt_bind_blob(&put, 3, hash, sizeof hash);
    stmt_run(&put);
    must(book, stmt_finish(&put) && pin_seal_read(book->db, ROLE_ANIMATOR, seal, &book->err));

    const struct note note = { "animator", seal, 0 };
    bool good = journal_note(&book->till.real, RECORD_PIN, &book->till.actor, till_now(&book->till),
                             &note, &book->err);

    must(book, till_write_end(&book->till, good, &book->err));
}

void full_book_play_first_day(struct full_book *book)
{
    struct err refused = ERR_EMPTY;

    put_products(book);
    set_pin(book);
    if (till_sign_in(&book->till, "animator", "", "1111", &refused))
        abort(); /* the wrong PIN must be refused, and the refusal recorded */
    full_book_wait(book, 600);
    must(book, till_set_float(&book->till, 5000, &book->err));
    sell_mixed(book);
    sell(book, "C1", 4, PAY_CASH, 1000);
    sell(book, "T1", 1, PAY_CHEQUE, 1200);
    sell_late_and_refund(book);
    practise(book);
    must(book, till_move_cash(&book->till, true, 1000, "monnaie", &book->err));
    must(book, till_move_cash(&book->till, false, 700, "dépôt", &book->err));
    must(book, till_open_drawer(&book->till, "appoint", &book->err));
    must(book, till_note(&book->till, RECORD_PRINT, "ticket", "A-1", 0, &book->err));
    must(book, till_note(&book->till, RECORD_REMOVAL, "C1", "Cookie", -150, &book->err));
    spend(book, "drawer", "Œufs", 200, 11);
    spend(book, "P1", "Emballages", 500, 100);
    spend(book, "host", "Farine", 3000, 165);
    note_people(book);
    sell_documents(book);
    count_twice_and_close(book);
}

void full_book_join_second_till(struct full_book *book)
{
    struct full_book *second = calloc(1, sizeof *second);
    struct closing closing;
    struct merged merged;

    must(book, second != NULL);
    folder_path(&book->folder, "seconde.flashcoop", second->path);
    folder_path(&book->folder, "seconde-cles", second->keyring);
    must(book, till_make_copy(&book->till, 'B', second->path, &book->err));
    must(second, full_book_open(second));
    second->till.clock = book->till.clock;
    sell(second, "C1", 6, PAY_CASH, 1000);
    sell(second, "T1", 1, PAY_CARD, 1200);
    must(second, closing_close(&second->till, PERIOD_DAY, 900, "", &closing, &second->err));
    full_book_close(second);
    must(book, till_merge(&book->till, second->path, NULL, &merged, &book->err));
    free(second);
}

static void share(struct full_book *book)
{
    struct distribution distribution = {
        .rule = SHARE_MINUTES, .votes_for = 2, .votes_abstain = 1, .vote_is_secret = true
    };
    static const int64_t MINUTES[] = { 2940, 2730, 1305 };

    must(book, result_read(&book->till, 1000, &distribution.result, &book->err));
    distribution.sharer_count = COUNT_OF(MINUTES);
    for (int i = 0; i < distribution.sharer_count; i++) {
        snprintf(distribution.sharers[i].badge, ACTOR_MAX, "P%d", i + 1);
        distribution.sharers[i].weight = MINUTES[i];
    }
    must(book, distribution_compute(&distribution, &book->err));
    must(book, distribution_record(&book->till, &distribution, &book->err));
}

void full_book_play_second_day(struct full_book *book)
{
    struct closing closing;

    full_book_wait(book, 86400);
    must(book, till_sign_in(&book->till, "P1", "host", "", &book->err));
    sell(book, "C1", 30, PAY_CARD, 4500);
    sell(book, "T1", 3, PAY_CASH, 5000);
    sell(book, "C1", 2, PAY_OTHER, 300);
    full_book_wait(book, -7200); /* the clock goes back: said, and no sale stopped */
    sell(book, "C1", 2, PAY_CASH, 300);
    must(book, till_sign_in(&book->till, "host", "", "", &book->err));
    must(book, closing_close(&book->till, PERIOD_DAY, -1, "", &closing, &book->err));
    must(book, till_note(&book->till, RECORD_EXPORT, "archive", "", 0, &book->err));
    must(book, till_note(&book->till, RECORD_IMPORT, "participants", "", 0, &book->err));
    share(book);
    must(book, closing_close(&book->till, PERIOD_MONTH, -1, "", &closing, &book->err));
    must(book, closing_close(&book->till, PERIOD_SESSION, -1, "", &closing, &book->err));
}

int full_book_set_up(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    if (!book)
        abort();
    full_book_found(book);
    full_book_play_first_day(book);
    full_book_play_second_day(book);
    *state = book;
    return 0;
}

int full_book_tear_down(void **state)
{
    full_book_remove(*state);
    free(*state);
    return 0;
}
