#include "reports/figures/service_list.h"

#include "base/lang.h"
#include "programme/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void title_put(struct page *page, const char *title, const struct session *session)
{
    char subtitle[2 * NAME_MAX_TEXT + 8];

    snprintf(subtitle, sizeof subtitle, "%s, %s", session->name, session->host);
    page_title(page, title, subtitle);
}

/* -- Who worked how long on what: the weights of shares by hours. -- */

struct timesheet {
    struct page *page;
    struct people people;
};

static void time_row_put(void *context, const struct job_time *time)
{
    struct timesheet *sheet = context;
    const struct cell cells[] = {
        cell_text(time->badge),
        cell_text(people_called_name(&sheet->people, time->badge)),
        cell_integer(time->job),
        cell_text(time->service),
        cell_date(time->day),
        cell_minutes(time->minutes),
        time->is_last ? cell_minutes(time->of_person) : CELL_NONE,
    };

    page_row(sheet->page, cells);
}

static bool hours_put(struct db *db, struct page *page, bool people_only, struct err *err)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "name", _("Nom"), CELL_TEXT, READER_ALL, false },
        { "job", _("N°"), CELL_INTEGER, READER_ALL, false },
        { "service", _("Travail"), CELL_TEXT, READER_ALL, false },
        { "date", _("Date"), CELL_DATE, READER_ALL, false },
        { "minutes", _("Heures"), CELL_MINUTES, READER_ALL, true },
        { "person_minutes", _("La personne"), CELL_MINUTES, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = people_only,
                                      .total_label = _("Total") };
    struct timesheet *sheet = calloc(1, sizeof *sheet);
    bool good;

    if (!sheet)
        abort();
    sheet->page = page;
    good = people_read(db, &sheet->people, err);
    page_begin_table(page, &table);
    good = good && job_times_each(db, time_row_put, sheet, err);
    page_end_table(page);
    free(sheet);
    return good;
}

bool job_hours_page(struct db *db, const struct session *session, struct page *page,
                    struct err *err)
{
    title_put(page, _("Heures de chaque personne"), session);
    return hours_put(db, page, false, err);
}

bool job_list_page(struct db *db, const struct session *session, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "job", _("N°"), CELL_INTEGER, READER_ALL, false },
        { "client", _("Client"), CELL_TEXT, READER_ALL, false },
        { "service", _("Travail"), CELL_TEXT, READER_ALL, false },
        { "quantity", _("Quantité"), CELL_QUANTITY, READER_ALL, false },
        { "price", _("Prix TTC"), CELL_MONEY, READER_ALL, false },
        { "vat", _("TVA"), CELL_RATE, READER_FILES, false },
        { "date", _("Date"), CELL_DATE, READER_ALL, false },
        { "place", _("Lieu"), CELL_TEXT, READER_FILES, false },
        { "minutes", _("Heures"), CELL_MINUTES, READER_ALL, true },
        { "quote", _("Devis"), CELL_TEXT, READER_FILES, false },
        { "invoice", _("Facture"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct jobs *jobs = calloc(1, sizeof *jobs);
    bool good;

    if (!jobs)
        abort();
    good = jobs_read(db, "", jobs, err);
    title_put(page, _("Travaux pour des clients"), session);
    page_begin_table(page, &table);
    for (int i = 0; good && i < jobs->count; i++) {
        const struct job *job = &jobs->list[i];
        const struct cell cells[] = {
            cell_integer(job->id),        cell_text(job->client),  cell_text(job->service),
            cell_quantity(job->quantity), cell_money(job->price),  cell_rate(job->rate),
            cell_date(job->day),          cell_text(job->place),   cell_minutes(job->minutes),
            cell_text(job->quote),        cell_text(job->invoice),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    free(jobs);
    page_section(page, _("Heures de chaque personne"));
    return good && hours_put(db, page, true, err);
}

struct listing {
    struct db *db;
    struct page *page;
};

static bool document_row_put(void *context, const struct document *document, struct err *err)
{
    const struct listing *listing = context;
    struct document_balance balance = { .left = 0 };
    bool is_invoice = document->kind == DOCUMENT_INVOICE;

    if (is_invoice && !document_balance(listing->db, document->number, &balance, err))
        return false;

    const struct cell cells[] = {
        cell_text(document->number),
        cell_word(document_kind_word(document->kind), document_kind_name(document->kind)),
        cell_date(document->day),
        cell_date(document->due_day),
        cell_text(document->client_name),
        cell_money(document->net),
        cell_money(document->vat),
        cell_money(document->gross),
        is_invoice ? cell_money(balance.paid) : CELL_NONE,
        is_invoice ? cell_money(balance.left) : CELL_NONE,
        cell_text(document->refers),
    };

    page_row(listing->page, cells);
    return true;
}

bool document_list_page(struct db *db, const struct session *session, struct page *page,
                        struct err *err)
{
    const struct page_column columns[] = {
        { "number", _("Numéro"), CELL_TEXT, READER_ALL, false },
        { "kind", _("Papier"), CELL_TEXT, READER_ALL, false },
        { "date", _("Date"), CELL_DATE, READER_ALL, false },
        { "due", _("Échéance"), CELL_DATE, READER_FILES, false },
        { "client", _("Client"), CELL_TEXT, READER_ALL, false },
        { "net", _("HT"), CELL_MONEY, READER_FILES, false },
        { "vat", _("TVA"), CELL_MONEY, READER_FILES, false },
        { "gross", _("TTC"), CELL_MONEY, READER_ALL, false },
        { "paid", _("Payé"), CELL_MONEY, READER_FILES, false },
        { "left", _("Reste"), CELL_MONEY, READER_ALL, false },
        { "refers", _("Suite de"), CELL_TEXT, READER_FILES, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    struct listing listing = { db, page };
    bool good;

    title_put(page, _("Devis, factures, avoirs"), session);
    page_begin_table(page, &table);
    good = document_each(db, document_row_put, &listing, err);
    page_end_table(page);
    return good;
}

/* -- The paper. -- */

/* A file holds the lines alone. */
static struct page_table facts_for_people(void)
{
    struct page_table table = PAGE_FACTS;

    table.people_only = true;
    return table;
}

static const char DOTS[] = "………………";

/* A firm's, when the law asks it and nobody said it: to fill in by hand. */
static bool client_vat_is_wanted(const struct session *session, const struct document *document)
{
    return document->kind == DOCUMENT_INVOICE && session->vat_on &&
           document->client_siren[0] != '\0' && document->net > DOCUMENT_VAT_NUMBER_FROM;
}

static void parties_put(const struct session *session, const struct document *document,
                        struct page *page)
{
    const char *place = session->address[0] ? session->address : DOTS;
    const struct page_table table = facts_for_people();

    page_begin_table(page, &table);
    page_fact(page, "seller", _("De"), cell_text(session->host));
    page_fact(page, "seller_address", _("Adresse"), cell_text(place));
    page_fact(page, "siret", "SIRET",
              cell_text(session->siret[0] ? session->siret : session->siren));
    if (session->vat_number[0])
        page_fact(page, "vat_number", _("N° de TVA"), cell_text(session->vat_number));
    page_fact(page, "client", _("Pour"), cell_text(document->client_name));
    if (document->client_address[0])
        page_fact(page, "client_address", _("Adresse"), cell_text(document->client_address));
    if (document->client_siren[0])
        page_fact(page, "client_siren", "SIREN", cell_text(document->client_siren));
    if (document->client_vat[0] || client_vat_is_wanted(session, document))
        page_fact(page, "client_vat", _("N° de TVA"),
                  cell_text(document->client_vat[0] ? document->client_vat : DOTS));
    page_fact(page, "date", _("Date"), cell_date(document->day));
    if (document->due_day.number != DAY_NONE_NUMBER)
        page_fact(page, "due",
                  document->kind == DOCUMENT_QUOTE ? _("Valable jusqu'au") : _("À payer avant le"),
                  cell_date(document->due_day));
    if (document->refers[0])
        page_fact(page, "refers", _("Suite de"), cell_text(document->refers));
    page_end_table(page);
}

/* What a private client gets says where the work was done (arrêté 83-50/A). */
static bool place_is_wanted(const struct document *document, const struct document_line *line)
{
    return document->kind == DOCUMENT_INVOICE && document->client_siren[0] == '\0' &&
           line->place[0] == '\0';
}

static void lines_put(const struct document *document, struct page *page)
{
    const struct page_column columns[] = {
        { "label", _("Travail"), CELL_TEXT, READER_ALL, false },
        { "date", document->kind == DOCUMENT_QUOTE ? _("Prévu le") : _("Fait le"), CELL_DATE,
          READER_ALL, false },
        { "place", _("Lieu"), CELL_TEXT, READER_FILES, false },
        { "quantity", _("Qté"), CELL_QUANTITY, READER_ALL, false },
        { "unit_net", _("Prix HT"), CELL_MONEY, READER_ALL, false },
        { "price", _("Prix TTC"), CELL_MONEY, READER_FILES, false },
        { "vat_rate", _("TVA"), CELL_RATE, READER_ALL, false },
        { "net", _("Total HT"), CELL_MONEY, READER_ALL, false },
        { "gross", _("Total TTC"), CELL_MONEY, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };

    page_begin_table(page, &table);
    for (int i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        char label[2 * LABEL_MAX + 4];

        snprintf(label, sizeof label, "%s%s%s", line->label,
                 line->place[0]                    ? ", "
                 : place_is_wanted(document, line) ? _(", à ")
                                                   : "",
                 place_is_wanted(document, line) ? DOTS : line->place);

        const struct cell cells[] = {
            { .kind = CELL_TEXT, .text = label, .file_text = line->label },
            cell_date(line->day),
            cell_text(line->place),
            cell_quantity(line->quantity),
            cell_money(money_net(line->price, line->rate)),
            cell_money(line->price),
            cell_rate(line->rate),
            cell_money(line->net),
            cell_money(line->gross),
        };

        page_row(page, cells);
    }
    page_end_table(page);
}

/* Net and VAT of each rate, then all of it. */
static void totals_put(const struct document *document, struct page *page)
{
    basis_points done[DOCUMENT_LINES_MAX];
    const struct page_table table = facts_for_people();
    int count = 0;

    page_begin_table(page, &table);
    page_fact(page, "net", _("Total hors taxe"), cell_money(document->net));
    for (int i = 0; i < document->line_count; i++) {
        char rate[MONEY_TEXT_MAX], label[MONEY_TEXT_MAX + 16];
        cents vat = 0;
        int at = 0;

        while (at < count && done[at] != document->lines[i].rate)
            at++;
        if (at < count || document->lines[i].rate == 0)
            continue;
        done[count++] = document->lines[i].rate;
        for (int k = i; k < document->line_count; k++)
            vat += document->lines[k].rate == document->lines[i].rate
                       ? document->lines[k].gross - document->lines[k].net
                       : 0;
        rate_format(document->lines[i].rate, rate);
        snprintf(label, sizeof label, _("TVA %s"), rate);
        page_fact(page, "vat", label, cell_money(vat));
    }
    page_fact(page, "gross",
              document->kind == DOCUMENT_INVOICE ? _("À payer") : _("Total avec taxe"),
              cell_money(document->gross));
    page_end_table(page);
}

void document_page(const struct session *session, const struct document *document,
                   struct page *page)
{
    char title[80];

    snprintf(title, sizeof title, "%s %s", document_kind_name(document->kind), document->number);
    page_title(page, title, session->name);
    parties_put(session, document, page);
    lines_put(document, page);
    totals_put(document, page);
    page_sentence(page, document->terms);
    if (document->kind == DOCUMENT_QUOTE)
        page_sentence(page, _("Bon pour accord. Date, nom et signature : ……………………………………"));
}
