#include "reports/exports/fec.h"

#include "base/lang.h"
#include "ledger/closing/distribution.h"
#include "reports/exports/posting_reader.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The day the session was closed, not the one it began: `closing.day` is that of its first ticket.
 */
static const char SQL_LAST_DAY[] =
    "SELECT coalesce((SELECT max((time + offset * 60) / 86400) FROM closing "
    "CROSS JOIN record USING (chain, seq) WHERE period = 3 AND chain BETWEEN 'A' AND 'Z'), "
    "(SELECT max(day) FROM posting WHERE chain BETWEEN 'A' AND 'Z'))";
static const char SQL_SALES_WEIGHT[] =
    "SELECT coalesce(sum(credit - debit), 0) FROM posting "
    "WHERE chain BETWEEN 'A' AND 'Z' AND journal = 'VE' AND account GLOB '70*'";

/* The columns of the FEC, in the order the law gives them. */
static const char *const FEC_COLUMNS[] = {
    "JournalCode", "JournalLib",  "EcritureNum", "EcritureDate", "CompteNum",     "CompteLib",
    "CompAuxNum",  "CompAuxLib",  "PieceRef",    "PieceDate",    "EcritureLib",   "Debit",
    "Credit",      "EcritureLet", "DateLet",     "ValidDate",    "Montantdevise", "Idevise",
};
static_assert(COUNT_OF(FEC_COLUMNS) == 18, "LPF, art. A47 A-1: 18 columns");

static const struct {
    const char *code;
    const char *label;
} JOURNALS[] = {
    { "VE", "Ventes" },
    { "CA", "Caisse" },
    { "AC", "Achats" },
    { "OD", "Opérations diverses" },
};

struct fec {
    struct buf *out;
    bool analytic;
    const char *section; /* of the analytic columns */
    cents contribution;
    cents weight;      /* all sales that carry it */
    cents weight_done; /* those already written */
};

/*
 * No tab, newline or other control character may stand inside a field; and no quotation mark,
 * which readers that know CSV take for the beginning of a longer field.
 */
static void put_text(struct buf *out, const char *text, const char *when_empty)
{
    for (const char *at = text[0] ? text : when_empty; *at; at++) {
        bool is_control = (unsigned char)*at < ' ' || *at == 127;

        buf_put_byte(out, is_control ? ' ' : *at == '"' ? '\'' : (unsigned char)*at);
    }
    buf_put_byte(out, '\t');
}

static void put_date(struct buf *out, struct day day)
{
    int year, month, month_day;

    day_split(day, &year, &month, &month_day);
    buf_printf(out, "%04d%02d%02d\t", year, month, month_day);
}

static void put_amount(struct buf *out, cents amount)
{
    const char *sign = amount < 0 ? "-" : "";
    cents size = amount < 0 ? -amount : amount;

    buf_printf(out, "%s%lld,%02d", sign, (long long)(size / 100), (int)(size % 100));
}

static const char *journal_label(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(JOURNALS); i++)
        if (strcmp(JOURNALS[i].code, code) == 0)
            return JOURNALS[i].label;
    return code;
}

static void put_auxiliary(struct buf *out, const char *badge)
{
    char label[ACTOR_MAX + 16] = "";

    if (badge[0])
        snprintf(label, sizeof label, "Participant %s", badge);
    put_text(out, badge, "");
    put_text(out, label, "");
}

/* Cumulated and rounded at each step, so that the parts sum to the whole without a second pass. */
static cents contribution_part(struct fec *fec, cents sale)
{
    cents before;

    if (fec->weight <= 0)
        return 0;
    before = money_scale(fec->contribution, fec->weight_done, fec->weight);
    fec->weight_done += sale;
    return money_scale(fec->contribution, fec->weight_done, fec->weight) - before;
}

static void put_analytic(struct fec *fec, const struct posting_reader *line)
{
    bool is_sale = strcmp(line->journal, "VE") == 0 && strncmp(line->account->number, "70", 2) == 0;

    buf_put_byte(fec->out, '\t');
    put_text(fec->out, fec->section, "");
    put_amount(fec->out, is_sale ? contribution_part(fec, line->credit - line->debit) : 0);
}

static void put_line(struct fec *fec, const struct posting_reader *line)
{
    struct buf *out = fec->out;
    char document[32];

    snprintf(document, sizeof document, "%s%lld", line->chain, (long long)line->seq);
    put_text(out, line->journal, "OD");
    put_text(out, journal_label(line->journal), "OD");
    buf_printf(out, "%lld\t", (long long)line->entry);
    put_date(out, line->day);
    put_text(out, line->account->number, "");
    put_text(out, line->account->label, line->account->number);
    put_auxiliary(out, line->auxiliary);
    put_text(out, line->document, document);
    put_date(out, line->document_day);
    put_text(out, line->label, journal_label(line->journal));
    put_amount(out, line->debit);
    buf_put_byte(out, '\t');
    put_amount(out, line->credit);
    buf_put_text(out, "\t\t\t"); /* EcritureLet, DateLet: nothing is matched here */
    put_date(out, moment_day(line->validated));
    buf_put_text(out, "\t"); /* Montantdevise, Idevise: euros only */
    if (fec->analytic)
        put_analytic(fec, line);
    buf_put_text(out, "\r\n");
}

static void put_header(struct fec *fec)
{
    for (size_t i = 0; i < COUNT_OF(FEC_COLUMNS); i++)
        buf_printf(fec->out, "%s%s", i ? "\t" : "", FEC_COLUMNS[i]);
    if (fec->analytic)
        buf_put_text(fec->out, "\tSectionAnalytique\tContributionAnalytique");
    buf_put_text(fec->out, "\r\n");
}

static bool contribution_read(struct till *till, struct fec *fec, struct err *err)
{
    struct result result;
    struct stmt query;

    if (!fec->analytic)
        return true;
    if (!result_read(till, 0, &result, err))
        return false;
    fec->contribution = result.contribution;
    query = db_prepare(till->db, SQL_SALES_WEIGHT, err);
    if (stmt_next(&query))
        fec->weight = stmt_int(&query, 0);
    return stmt_finish(&query);
}

bool fec_put(struct till *till, bool analytic, struct outlet *outlet, struct err *err)
{
    struct fec fec = { .out = &outlet->block, .analytic = analytic, .section = till->session.name };
    struct posting_reader line;

    if (!contribution_read(till, &fec, err) || !posting_reader_open(&line, till->db, err))
        return false;
    put_header(&fec);
    while (posting_reader_next(&line)) {
        put_line(&fec, &line);
        outlet_settle(outlet);
    }
    return posting_reader_close(&line);
}

bool fec_name(struct till *till, char out[FEC_NAME_MAX], struct err *err)
{
    struct stmt query;
    struct day day = DAY_NONE;
    int year, month, month_day;

    if (till->session.siren[0] == '\0')
        return err_fail(err, ERR_INPUT,
                        _("Le SIREN de la coopérative manque, et le FEC porte ce numéro : "
                          "l'écrire dans les réglages de la session."));
    query = db_prepare(till->db, SQL_LAST_DAY, err);
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        day = stmt_day(&query, 0);
    if (!stmt_finish(&query))
        return false;
    if (day.number == DAY_NONE_NUMBER)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Aucune écriture à exporter : fermer d'abord une journée (Z)."));
    day_split(day, &year, &month, &month_day);
    snprintf(out, FEC_NAME_MAX, "%.9sFEC%04d%02d%02d.txt", till->session.siren, year, month,
             month_day);
    return true;
}

bool fec_write(struct till *till, const char *folder, bool analytic, bool force,
               char path[OUTLET_PATH_MAX], struct err *err)
{
    char name[FEC_NAME_MAX];
    struct outlet outlet;

    if (!fec_name(till, name, err))
        return false;
    if (snprintf(path, OUTLET_PATH_MAX, "%s/%s", folder, name) >= OUTLET_PATH_MAX)
        return err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
    if ((force && !fec_check_before(till, path, err)) || !outlet_open(&outlet, path, force, err))
        return false;
    if (fec_put(till, analytic, &outlet, err))
        return outlet_finish(&outlet, err);
    outlet_abandon(&outlet);
    return false;
}
