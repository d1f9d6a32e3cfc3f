#include "tests/support/till_fixture.h"
#include "tests/support/identities.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void product_make(struct till_fixture *f, const char *code, const char *label, cents price,
                         basis_points rate)
{
    struct product product = {
        .price = price, .rate = rate, .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE
    };

    strcpy(code[0] == 'T' ? product.fibres : product.allergens,
           code[0] == 'T' ? "100 % coton" : "gluten");
    snprintf(product.code, sizeof product.code, "%s", code);
    snprintf(product.label, sizeof product.label, "%s", label);
    if (!till_put_product(&f->till, &product, &f->err))
        fail_msg("%s", f->err.text);
}

int till_fixture_setup(void **state)
{
    struct till_fixture *f = calloc(1, sizeof *f);
    struct session session = session_init();
    /* 2019-12-05T10:00:00+01:00, the market of Angers. */
    struct clock clock = clock_frozen((struct moment){ 1575536400, 60 });

    folder_name(f->folder, sizeof f->folder, "test");
    assert_non_null(mkdtemp(f->folder));
    strcpy(session.name, "MamCookies");
    strcpy(session.host, "CDP49");
    if (!db_open("", DB_MEMORY, &LEDGER_IDENTITY, &f->db, &f->err) ||
        !till_found(f->db, &session, 'A', clock, f->folder, &f->err) ||
        !till_open(&f->till, f->db, clock, f->folder, &f->err) ||
        !till_sign_in(&f->till, "host", "", "", &f->err))
        fail_msg("%s", f->err.text);
    product_make(f, "C1", "Cookie", 150, 550);
    product_make(f, "S1", "Sachet", 450, 550);
    product_make(f, "T1", "Sac", 1200, 2000);
    *state = f;
    return 0;
}

int till_fixture_teardown(void **state)
{
    struct till_fixture *f = *state;
    char command[128];

    till_close(&f->till);
    db_close(f->db);
    snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
    if (system(command) != 0)
        return -1;
    free(f);
    return 0;
}

void till_fixture_wait(struct till_fixture *f, int64_t seconds)
{
    f->till.clock.at.utc_s += seconds;
}

struct sold till_fixture_sell(struct till_fixture *f, const char *code, int quantity,
                              enum payment_mode mode)
{
    struct till_item item = { .quantity = (thousandths)quantity * ONE_PIECE };
    struct ticket *ticket = calloc(1, sizeof *ticket);
    struct figures figures;
    struct sold sold = { .number = 0 };

    ticket_init(ticket);
    if (!till_add(&f->till, ticket, code, &item, &f->err))
        fail_msg("%s", f->err.text);
    ticket_figures(ticket, &figures);
    if (!ticket_pay(ticket, mode, figures.due, "", &f->err) ||
        !till_sell(&f->till, ticket, &sold, &f->err))
        fail_msg("%s", f->err.text);
    free(ticket);
    till_fixture_wait(f, 30);
    return sold;
}

void expect_good(struct till_fixture *f, bool good)
{
    if (!good)
        fail_msg("%s", f->err.text);
}

void expect_refused(struct till_fixture *f, bool good, enum err_code code, const char *words)
{
    assert_false(good);
    assert_int_equal(f->err.code, code);
    if (!strstr(f->err.text, words))
        fail_msg("%s", f->err.text);
    f->err = ERR_EMPTY;
}
