#include "ledger/billing/billing.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/first_till.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void client_take(struct document *document, const struct client *client)
{
    memcpy(document->client, client->key, sizeof document->client);
    memcpy(document->client_name, client->name, sizeof document->client_name);
    memcpy(document->client_address, client->address, sizeof document->client_address);
    memcpy(document->client_siren, client->siren, sizeof document->client_siren);
    memcpy(document->client_vat, client->vat_number, sizeof document->client_vat);
}

bool billing_takes(const struct job *job, enum document_kind kind, struct day today)
{
    const char *held = kind == DOCUMENT_QUOTE ? job->quote : job->invoice;

    return held[0] == '\0' && (kind == DOCUMENT_QUOTE || job->day.number <= today.number);
}

static bool job_is_wanted(const struct job *job, const struct billing_choice *choice,
                          enum document_kind kind, struct day today)
{
    return (choice->job == 0 || choice->job == job->id) && billing_takes(job, kind, today);
}

static void line_take(struct document *document, const struct job *job)
{
    struct document_line *line = &document->lines[document->line_count++];

    memcpy(line->label, job->service, sizeof line->label);
    line->quantity = job->quantity;
    line->price = job->price;
    line->rate = job->rate;
    line->day = job->day;
    memcpy(line->place, job->place, sizeof line->place);
}

static bool document_from_jobs(struct till *till, const struct billing_choice *choice,
                               const struct jobs *jobs, struct document *document, struct err *err)
{
    int days = choice->due_days < 0 ? DOCUMENT_DUE_DAYS : choice->due_days;
    char order[LABEL_MAX];
    bool good =
        text_copy(order, sizeof order, choice->order ? choice->order : "", _("Commande"), err);
    int end = 0; /* those behind it wait for the next paper */

    for (; good && end < jobs->count && document->line_count < DOCUMENT_LINES_MAX; end++) {
        const struct job *job = &jobs->list[end];

        if (!job_is_wanted(job, choice, document->kind, till_day(till)))
            continue;
        if (document->kind == DOCUMENT_INVOICE && job->day.number == DAY_NONE_NUMBER)
            return err_fail(err, ERR_INPUT,
                            _("« %.60s » n'a pas de date : une facture dit quand le travail a été "
                              "fait."),
                            job->service);
        if (document->kind == DOCUMENT_INVOICE && document->line_count == 0)
            memcpy(document->refers, job->quote, sizeof document->refers);
        else if (document->kind == DOCUMENT_INVOICE && strcmp(document->refers, job->quote) != 0)
            document->refers[0] = '\0';
        line_take(document, job);
    }
    document->due_day = (struct day){ till_day(till).number + days };
    if (!good ||
        !document_issue(till, document, document->kind == DOCUMENT_INVOICE ? order : "", err))
        return false;
    for (int i = 0; good && i < end; i++)
        if (job_is_wanted(&jobs->list[i], choice, document->kind, till_day(till)))
            good = job_set_document(till->db, jobs->list[i].id, document->kind == DOCUMENT_QUOTE,
                                    document->number, err);
    return good;
}

static bool document_make(struct till *till, const struct billing_choice *choice,
                          enum document_kind kind, struct document *out, struct err *err)
{
    struct jobs *jobs = calloc(1, sizeof *jobs);
    struct client client;
    bool good;

    if (!jobs)
        abort();
    *out = (struct document){ .kind = kind };
    good = choice->due_days <= 365 ||
           err_fail(err, ERR_INPUT, _("Une échéance est dans un an au plus."));
    good = good && till_check(till, ACTION_CHARGE, err) &&
           first_till_check(till, first_till_text(), err) &&
           client_find(till->db, choice->client, &client, err) &&
           jobs_read(till->db, choice->client, jobs, err) && till_batch_begin(till, err);
    if (good) {
        client_take(out, &client);
        good = document_from_jobs(till, choice, jobs, out, err);
        good = till_batch_end(till, good, err) && good;
    }
    free(jobs);
    return good;
}

bool billing_quote(struct till *till, const struct billing_choice *choice, struct document *out,
                   struct err *err)
{
    return document_make(till, choice, DOCUMENT_QUOTE, out, err);
}

bool billing_invoice(struct till *till, const struct billing_choice *choice, struct document *out,
                     struct err *err)
{
    return document_make(till, choice, DOCUMENT_INVOICE, out, err);
}
