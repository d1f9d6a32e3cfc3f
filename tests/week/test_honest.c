/* Honest books by chance, of any time zone, language and folder: verify raises no false alarm. */
#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "ledger/closing/closing.h"
#include "ledger/proof/verify.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HONEST_BOOKS = 40 };

static void work_some_days(struct stall *stall)
{
    static struct ticket ticket;
    struct closing closing;
    struct sold sold;

    for (int i = 1 + chance_below(&stall->chance, 12); i > 0; i--) {
        bool refund =
            chance_below(&stall->chance, 5) == 0 && stall->till.real.head.last_ticket > 0 &&
            stall_make_refund(
                stall, 1 + chance_below(&stall->chance, (int)stall->till.real.head.last_ticket),
                &ticket);

        stall->till.clock.at.utc_s += chance_below(&stall->chance, 4000) - 300;
        if (!refund) {
            stall_make_ticket(stall, &ticket);
            stall_pay(stall, &ticket);
        }
        if (!till_sell(&stall->till, &ticket, &sold, &stall->err))
            stall->err = ERR_EMPTY; /* such as more cash back than the drawer holds */
        if (chance_below(&stall->chance, 6) == 0 &&
            !closing_close(&stall->till, PERIOD_DAY, chance_below(&stall->chance, 9000), "écart",
                           &closing, &stall->err))
            fail_msg("%s", stall->err.text);
    }
}

static void assert_honest(struct stall *stall, const struct keyring *keyring)
{
    struct verdict verdict;
    char text[2 * VERDICT_TEXT_MAX];

    if (!book_verify(stall->db, keyring, "", &verdict, &stall->err))
        fail_msg("%s", stall->err.text);
    verdict_format(&verdict, text);
    if (!verdict.is_good)
        fail_msg("false alarm: %s", text);
}

/* FLASHCOOP_BOOKS=5000 for a long night. */
static void honest_books_raise_no_alarm_in_any_zone_language_or_folder(void **state)
{
    static const char *const ZONES[] = { "UTC", "Europe/Paris", "Pacific/Kiritimati",
                                         "America/St_Johns" };
    const char *wanted = getenv("FLASHCOOP_BOOKS");
    int books = wanted ? atoi(wanted) : HONEST_BOOKS;
    struct stall *stall = calloc(1, sizeof *stall);

    (void)state;
    for (int seed = 1; seed <= books; seed++) {
        setenv("TZ", ZONES[seed % (int)COUNT_OF(ZONES)], 1);
        tzset();
        assert_true(lang_choose(seed % 2 ? "en" : "fr"));
        stall_found(stall, (uint64_t)seed);
        stall->till.clock.at.offset_min = 60 * (seed % 25 - 12);
        work_some_days(stall);
        assert_honest(stall, &stall->till.keyring);
        assert_true(lang_choose(seed % 3 ? "fr" : "en"));
        stall_close(stall);
        strcpy(stall->keyring, stall->folder.path); /* another machine: nothing remembered */
        assert_true(stall_open(stall));
        assert_true(till_stay(&stall->till, &stall->err));
        work_some_days(stall);
        assert_honest(stall, NULL);
        stall_remove(stall);
    }
    assert_true(lang_choose("fr"));
    free(stall);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_books_raise_no_alarm_in_any_zone_language_or_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
