#include "tests/support/second_till.h"

#include "ledger/proof/merge.h"
#include "tests/support/identities.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void second_must(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

void second_open(struct second *second)
{
    struct till_fixture *f = &second->f;

    f->err = ERR_EMPTY;
    second_must(db_open(second->path, DB_WRITE, &LEDGER_IDENTITY, &f->db, &f->err), &f->err);
    second_must(till_open(&f->till, f->db, clock_frozen((struct moment){ 1575536400, 60 }),
                          second->keys, &f->err),
                &f->err);
    second_must(till_sign_in(&f->till, "host", "", "", &f->err), &f->err);
}

void second_close(struct second *second)
{
    till_close(&second->f.till);
    db_close(second->f.db);
}

void second_make(struct second *second, struct till_fixture *first)
{
    memset(second, 0, sizeof *second);
    snprintf(second->path, sizeof second->path, "%s/b.flashcoop", first->folder);
    snprintf(second->keys, sizeof second->keys, "%s/b-keys", first->folder);
    second_must(till_make_copy(&first->till, 'B', second->path, &first->err), &first->err);
}

void second_copy(const struct second *from, struct second *to, const char *name)
{
    char command[700];

    memset(to, 0, sizeof *to);
    snprintf(to->path, sizeof to->path, "%.120s-%s", from->path, name);
    snprintf(to->keys, sizeof to->keys, "%.120s-%s", from->keys, name);
    snprintf(command, sizeof command, "cp '%s' '%s'; cp -r '%s' '%s' 2>&-; true", from->path,
             to->path, from->keys, to->keys);
    assert_int_equal(system(command), 0);
}

void second_ticket(struct second *second, struct ticket *out)
{
    const struct till_item one = { .quantity = ONE_PIECE };
    struct till_fixture *f = &second->f;

    ticket_init(out);
    second_must(till_add(&f->till, out, "C1", &one, &f->err), &f->err);
    second_must(ticket_pay(out, PAY_CASH, 150, "", &f->err), &f->err);
}

void second_sell(struct second *second, const char *code, int times)
{
    second_open(second);
    for (int i = 0; i < times; i++)
        till_fixture_sell(&second->f, code, 1, PAY_CASH);
    second_close(second);
}
