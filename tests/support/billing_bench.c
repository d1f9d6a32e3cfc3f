#include "tests/support/billing_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

struct document bench_paper;

int billing_bench_setup(void **state)
{
    struct till_fixture *f;
    struct session session;

    if (till_fixture_setup(state) != 0)
        return -1;
    f = *state;
    session = f->till.session;
    snprintf(session.name, sizeof session.name, "Services du Nord");
    snprintf(session.address, sizeof session.address, "1 rue A, 75001 Paris");
    snprintf(session.siret, sizeof session.siret, "73282932000074");
    snprintf(session.vat_number, sizeof session.vat_number, "FR44732829320");
    session.vat_on = true;
    assert_true(till_put_session(&f->till, &session, &f->err));
    return 0;
}

void bench_client(struct till_fixture *f, const char *key, const char *siren)
{
    struct client client = { .key = "" };

    snprintf(client.key, sizeof client.key, "%s", key);
    snprintf(client.name, sizeof client.name, "Client %s", key);
    snprintf(client.address, sizeof client.address, "3 rue B, 05000 Gap");
    snprintf(client.siren, sizeof client.siren, "%s", siren);
    assert_true(client_put(f->db, &client, &f->err));
}

int64_t billing_bench_job(struct till_fixture *f, const char *client, cents price,
                          basis_points rate)
{
    struct job job = {
        .quantity = ONE_PIECE, .price = price, .rate = rate, .day = till_day(&f->till)
    };
    int64_t id = 0;

    snprintf(job.client, sizeof job.client, "%s", client);
    snprintf(job.service, sizeof job.service, "Travail");
    assert_true(job_add(f->db, &job, &id, &f->err));
    return id;
}

bool bench_invoice(struct till_fixture *f, const char *client)
{
    const struct billing_choice choice = { .client = client, .due_days = -1 };

    return billing_invoice(&f->till, &choice, &bench_paper, &f->err);
}

bool bench_pay(struct till_fixture *f, const char *number, const char *means, cents amount)
{
    const struct settlement settlement = { number, means, amount, DAY_NONE };
    struct document_balance balance;

    return billing_settle(&f->till, &settlement, &balance, &f->err);
}

cents bench_posted(struct till_fixture *f, const char *use)
{
    struct stmt query = db_prepare(
        f->db, "SELECT coalesce(sum(debit - credit), 0) FROM posting WHERE use = ?1", &f->err);
    cents sum = 0;

    stmt_bind_text(&query, 1, use);
    if (stmt_next(&query))
        sum = stmt_int(&query, 0);
    assert_true(stmt_finish(&query));
    return sum;
}

bool bench_credit(struct till_fixture *f, const char *number, cents amount, const char *reason)
{
    const struct crediting crediting = { .invoice = number, .amount = amount, .reason = reason };

    return billing_credit(&f->till, &crediting, &bench_paper, &f->err);
}
