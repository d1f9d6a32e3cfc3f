#include "ledger/billing/document.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/book_days.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_COUNT[] = "SELECT count(*) FROM document WHERE chain = ?1 AND kind = ?2";

static const struct {
    const char *word;
    const char *name; /* N_() */
    char letter;      /* in the number */
    enum record_kind record;
} KINDS[] = {
    [DOCUMENT_QUOTE] = { "quote", N_("Devis"), 'D', RECORD_QUOTE },
    [DOCUMENT_INVOICE] = { "invoice", N_("Facture"), 'F', RECORD_INVOICE },
    [DOCUMENT_CREDIT] = { "credit", N_("Avoir"), 'A', RECORD_CREDIT },
};

const char *document_kind_word(enum document_kind kind)
{
    return KINDS[kind].word;
}

const char *document_kind_name(enum document_kind kind)
{
    return _(KINDS[kind].name);
}

/* -- What the law asks. -- */

static bool seller_check(const struct till *till, const struct document *document, struct err *err)
{
    const struct session *session = &till->session;

    if (session->address[0] == '\0' || (session->siret[0] == '\0' && session->siren[0] == '\0'))
        return err_fail(err, ERR_INPUT,
                        _("La loi demande l'adresse et le SIRET de la coopérative sur ce papier : "
                          "les écrire dans les réglages."));
    if (session->vat_on && session->vat_number[0] == '\0' &&
        document->net > DOCUMENT_VAT_NUMBER_FROM)
        return err_fail(err, ERR_INPUT,
                        _("Au-dessus de 150 € hors taxe, la loi demande le numéro de TVA de la "
                          "coopérative : l'écrire dans les réglages."));
    return true;
}

static bool document_check(const struct till *till, const struct document *document,
                           struct err *err)
{
    if (till->is_practice)
        return err_fail(err, ERR_INPUT,
                        _("En école, on n'écrit ni devis ni facture : sortir de l'école."));
    if (!till_check_correction(till, till->correction, err))
        return false;
    if (document->line_count == 0)
        return err_fail(err, ERR_INPUT, _("Rien à écrire : ce client n'a pas de travail libre."));
    if (document->client_siren[0] != '\0' && document->client_address[0] == '\0')
        return err_fail(err, ERR_INPUT, _("L'adresse de %.60s manque : l'écrire d'abord."),
                        document->client_name);
    return seller_check(till, document, err);
}

/* Of an invoice of before the mirror; else once per rate, as for a ticket of the till. */
static bool amounts_fill(const struct till *till, struct document *document, struct err *err)
{
    struct ticket *ticket = calloc(1, sizeof *ticket);
    struct figures *figures = calloc(1, sizeof *figures);
    bool good = true;

    if (!ticket || !figures)
        abort();
    ticket_init(ticket);
    for (int i = 0; good && i < document->line_count; i++) {
        struct document_line *line = &document->lines[i];
        struct ticket_line sold = { .quantity = line->quantity, .price = line->price };

        line->rate = till->session.vat_on ? line->rate : 0;
        sold.rate = line->rate;
        memcpy(sold.label, line->label, sizeof sold.label);
        good = ticket_add(ticket, &sold, false, err);
    }
    if (good)
        ticket_figures(ticket, figures);
    for (int i = 0; good && i < document->line_count; i++) {
        document->lines[i].gross = figures->lines[i].gross;
        document->lines[i].net = figures->lines[i].net;
    }
    document->gross = figures->gross;
    document->net = figures->net;
    document->vat = figures->vat;
    free(ticket);
    free(figures);
    return good;
}

/* French in every language: the paper is one of French law. */
static bool terms_fill(struct till *till, struct document *document, const char *why,
                       struct err *err)
{
    const struct session *session = &till->session;
    bool is_firm = document->client_siren[0] != '\0';
    char debits[8], penalty[81];
    struct buf text = buf_init(DOCUMENT_TERMS_MAX - 1);
    bool good;

    if (!setting_find(till->db, VAT_DEBITS_SETTING, debits, sizeof debits, err) ||
        !setting_find(till->db, LATE_PENALTY_SETTING, penalty, sizeof penalty, err))
        return false;
    buf_printf(&text, "%s, %s, SIRET %s%s%s.", session->host, session->address,
               session->siret[0] ? session->siret : session->siren,
               session->vat_number[0] ? ", TVA " : "", session->vat_number);
    if (document->kind == DOCUMENT_QUOTE)
        buf_printf(&text, " Devis gratuit, valable jusqu'à la date dite.");
    if (document->kind == DOCUMENT_INVOICE && is_firm)
        buf_printf(&text,
                   " Prestations de services. Pas d'escompte pour paiement anticipé. En cas de "
                   "retard : pénalités de %s, et indemnité forfaitaire de 40 € pour frais de "
                   "recouvrement.",
                   penalty[0] ? penalty : "trois fois le taux d'intérêt légal");
    if (document->kind == DOCUMENT_INVOICE && why[0] != '\0')
        buf_printf(&text, " Commande du client : %s.", why);
    if (document->kind == DOCUMENT_INVOICE && !is_firm)
        buf_printf(&text, " Prestations de services.");
    if (document->kind == DOCUMENT_CREDIT)
        buf_printf(&text, " Avoir sur la facture %s. Motif : %s.", document->refers, why);
    if (!session->vat_on)
        buf_printf(&text, " TVA non applicable, art. 293 B du CGI.");
    else if (strcmp(debits, "on") == 0)
        buf_printf(&text, " Option pour le paiement de la TVA d'après les débits.");
    if (till->session_is_closed)
        buf_printf(&text, " Après la clôture : %s.", till->correction);
    good = buf_check(&text, err);
    if (good)
        snprintf(document->terms, sizeof document->terms, "%s", buf_text(&text));
    buf_release(&text);
    return good;
}

/* "JARD26-FA-3": the session, the kind and the till, the rank in its chain. */
static bool number_give(struct till *till, struct document *document, struct err *err)
{
    char code[SESSION_CODE_MAX];
    struct stmt query;
    int64_t count = 0;

    if (!session_code(till->db, &till->session, code, err))
        return false;
    query = db_prepare(till->db, SQL_COUNT, err);
    stmt_bind_text(&query, 1, till->real.chain);
    stmt_bind_text(&query, 2, KINDS[document->kind].word);
    if (stmt_next(&query))
        count = stmt_int(&query, 0);
    snprintf(document->number, sizeof document->number, "%s-%c%c-%lld", code,
             KINDS[document->kind].letter, till->letter, (long long)count + 1);
    return stmt_finish(&query);
}

/* -- Books. -- */

/* What the client owes, or no longer: services, VAT that is due and VAT that waits. */
static bool document_post(struct till *till, const struct document *document,
                          const struct document_vat *vat, struct err *err)
{
    struct entry *entry = calloc(1, sizeof *entry);
    struct accounts *accounts = calloc(1, sizeof *accounts);
    char label[LABEL_MAX];
    bool is_credit = document->kind == DOCUMENT_CREDIT;
    bool good;

    if (!entry || !accounts)
        abort();
    snprintf(label, sizeof label, "%s %s, %.*s", is_credit ? "Avoir" : "Facture", document->number,
             text_start_bytes(document->client_name, 36), document->client_name);
    good = accounts_read(till->db, accounts, err);
    if (good) {
        *entry = entry_init("VE", document->day, label,
                            is_credit ? document->refers : document->number, document->day);
        entry_put_for(entry, accounts, "client", document->client, document->gross);
        entry_put(entry, accounts, "services", -document->net);
        for (int i = 0; i < vat->rate_count; i++) {
            cents sign = is_credit ? 1 : -1;
            char use[POSTING_USE_MAX];

            snprintf(use, sizeof use, "vat:%d", (int)vat->rates[i].rate);
            entry_put(entry, accounts, use, sign * vat->rates[i].due);
            snprintf(use, sizeof use, "vat-pending:%d", (int)vat->rates[i].rate);
            entry_put(entry, accounts, use, sign * (vat->rates[i].vat - vat->rates[i].due));
        }
        good = entry_record(&till->real, entry, err);
    }
    free(entry);
    free(accounts);
    return good;
}

/* Of a new invoice: all of it waits, or none. */
static bool vat_of_new(struct till *till, const struct document *document, struct document_vat *out,
                       struct err *err)
{
    char debits[8];

    *out = (struct document_vat){ .rate_count = 0 };
    if (!setting_find(till->db, VAT_DEBITS_SETTING, debits, sizeof debits, err))
        return false;
    out->is_pending = strcmp(debits, "on") != 0;
    for (int i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];
        int at = 0;

        while (at < out->rate_count && out->rates[at].rate != line->rate)
            at++;
        if (at == out->rate_count)
            out->rates[out->rate_count++].rate = line->rate;
        out->rates[at].vat += line->gross - line->net;
        out->rates[at].due = out->is_pending ? 0 : out->rates[at].vat;
    }
    return true;
}

static cents vat_at(const struct document *document, basis_points rate)
{
    cents vat = 0;

    for (int i = 0; i < document->line_count; i++)
        if (document->lines[i].rate == rate)
            vat += document->lines[i].gross - document->lines[i].net;
    return vat;
}

/* What the credit note takes away: of the VAT, and of that which is due. */
static bool vat_of_credit(struct till *till, const struct document *document,
                          struct document_vat *out, struct err *err)
{
    struct document_balance balance;
    struct document_vat after;

    if (!document_balance(till->db, document->refers, &balance, err) ||
        !document_vat(till->db, document->refers, &balance, out, err))
        return false;
    after = *out;
    for (int i = 0; i < after.rate_count; i++)
        after.rates[i].vat += vat_at(document, after.rates[i].rate);
    balance.credited += document->gross;
    document_vat_due(&after, &balance);
    for (int i = 0; i < out->rate_count; i++) {
        out->rates[i].vat -= after.rates[i].vat;
        out->rates[i].due -= after.rates[i].due;
    }
    return true;
}

/* -- Sealing. -- */

static void day_put(struct fact *fact, struct day day)
{
    if (day.number == DAY_NONE_NUMBER)
        fact_null(fact);
    else
        fact_int(fact, day.number);
}

static void facts_put(struct journal *journal, const struct document *document)
{
    struct fact fact = fact_begin(journal, FACT_DOCUMENT);

    fact_text(&fact, KINDS[document->kind].word);
    fact_text(&fact, document->number);
    fact_int(&fact, document->day.number);
    day_put(&fact, document->due_day);
    fact_text(&fact, document->client);
    fact_text(&fact, document->client_name);
    fact_text(&fact, document->client_address);
    fact_text(&fact, document->client_siren);
    fact_text(&fact, document->client_vat);
    fact_text(&fact, document->refers);
    fact_text(&fact, document->terms);
    fact_int(&fact, document->gross);
    fact_int(&fact, document->net);
    fact_int(&fact, document->vat);
    fact_end(&fact);
    for (int i = 0; i < document->line_count; i++) {
        const struct document_line *line = &document->lines[i];

        fact = fact_begin(journal, FACT_DOCUMENT_LINE);
        fact_int(&fact, i + 1);
        fact_text(&fact, line->label);
        fact_int(&fact, line->quantity);
        fact_int(&fact, line->price);
        fact_int(&fact, line->rate);
        fact_int(&fact, line->gross);
        fact_int(&fact, line->net);
        day_put(&fact, line->day);
        fact_text(&fact, line->place);
        fact_end(&fact);
    }
}

static bool document_seal(struct till *till, const struct document *document, struct err *err)
{
    struct document_vat vat = { .rate_count = 0 };
    bool good = true;

    if (document->kind == DOCUMENT_INVOICE)
        good = vat_of_new(till, document, &vat, err);
    if (document->kind == DOCUMENT_CREDIT)
        good = vat_of_credit(till, document, &vat, err);
    return good &&
           journal_begin(&till->real, KINDS[document->kind].record, 0, &till->actor, till_now(till),
                         err) &&
           (document->kind == DOCUMENT_QUOTE || document_post(till, document, &vat, err)) &&
           (facts_put(&till->real, document), journal_seal(&till->real, err));
}

/* A paper for others bears no guessed date. */
static bool document_date(struct till *till, struct day *out, struct err *err)
{
    char said[DAY_TEXT_MAX + 8];

    if (!book_days_today(till, out, err))
        return false;
    if (out->number == till_day(till).number)
        return true;
    day_format_human(till_day(till), said, sizeof said);
    return err_fail(err, ERR_INPUT, _("L'horloge dit %s : la régler avant d'écrire ce papier."),
                    said);
}

bool document_issue(struct till *till, struct document *document, const char *why, struct err *err)
{
    bool is_credit = document->kind == DOCUMENT_CREDIT;

    if (!till_check(till, ACTION_CHARGE, err) || /* a credit note mirrors what is sealed */
        (!is_credit && !amounts_fill(till, document, err)) || !document_check(till, document, err))
        return false;
    if (!document_date(till, &document->day, err))
        return false;
    memcpy(document->chain, till->real.chain, sizeof document->chain);
    if (!number_give(till, document, err) || !terms_fill(till, document, why, err) ||
        !till_write_begin(till, err))
        return false;
    return till_write_end(till, document_seal(till, document, err), err);
}
