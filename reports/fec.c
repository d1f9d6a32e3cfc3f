#include "reports/fec.h"

#include "base/lang.h"
#include "ledger/distribution.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* The day the session was closed, not the one it began: `closing.day` is that of its first ticket.
 */
static const char SQL_LAST_DAY[] =
    "SELECT coalesce((SELECT max((time + offset * 60) / 86400) FROM closing "
    "JOIN record USING (chain, seq) WHERE period = 3 AND chain BETWEEN 'A' AND 'Z'), "
    "(SELECT max(day) FROM posting WHERE chain BETWEEN 'A' AND 'Z'))";
/* By the date of validation on the wall clock, then as the chains have them. */
static const char SQL_POSTINGS[] =
    "SELECT chain, seq, journal, day, account, account_label, auxiliary, label, debit, credit, "
    "document, document_day, time, offset FROM posting JOIN record USING (chain, seq) "
    "WHERE chain BETWEEN 'A' AND 'Z' ORDER BY (time + offset * 60) / 86400, chain, seq, line";
static const char SQL_SALES_WEIGHT[] =
    "SELECT coalesce(sum(credit - debit), 0) FROM posting "
    "WHERE chain BETWEEN 'A' AND 'Z' AND journal = 'VE' AND account GLOB '70*'";

enum posting_column {
    POSTING_CHAIN,
    POSTING_SEQ,
    POSTING_JOURNAL,
    POSTING_DAY,
    POSTING_ACCOUNT,
    POSTING_ACCOUNT_LABEL,
    POSTING_AUXILIARY,
    POSTING_LABEL,
    POSTING_DEBIT,
    POSTING_CREDIT,
    POSTING_DOCUMENT,
    POSTING_DOCUMENT_DAY,
    POSTING_TIME,
    POSTING_OFFSET,
};

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
    int64_t number;    /* EcritureNum */
    char chain[2];     /* of the entry at hand */
    int64_t seq;
};

/* No tab, newline or other control character may stand inside a field. */
static void put_text(struct buf *out, const char *text, const char *when_empty)
{
    for (const char *at = text[0] ? text : when_empty; *at; at++)
        buf_put_byte(out, (unsigned char)*at < ' ' || *at == 127 ? ' ' : (unsigned char)*at);
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

/* The checker wants three digits of the chart of accounts at least: 58 is written 580. */
static void put_account(struct buf *out, const char *account)
{
    size_t length = strlen(account);

    buf_put_text(out, account);
    for (size_t i = length; i < 3; i++)
        buf_put_byte(out, '0');
    buf_put_byte(out, '\t');
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

static void put_analytic(struct fec *fec, const struct stmt *row)
{
    bool is_sale = strcmp(stmt_text(row, POSTING_JOURNAL), "VE") == 0 &&
                   strncmp(stmt_text(row, POSTING_ACCOUNT), "70", 2) == 0;

    buf_put_byte(fec->out, '\t');
    put_text(fec->out, fec->section, "");
    put_amount(fec->out, is_sale ? contribution_part(fec, stmt_int(row, POSTING_CREDIT) -
                                                              stmt_int(row, POSTING_DEBIT))
                                 : 0);
}

static void fec_count(struct fec *fec, const struct stmt *row)
{
    const char *chain = stmt_text(row, POSTING_CHAIN);
    int64_t seq = stmt_int(row, POSTING_SEQ);

    if (fec->number == 0 || seq != fec->seq || chain[0] != fec->chain[0])
        fec->number++;
    fec->seq = seq;
    fec->chain[0] = chain[0];
}

static void put_line(struct fec *fec, const struct stmt *row)
{
    struct buf *out = fec->out;
    const char *journal = stmt_text(row, POSTING_JOURNAL);
    struct moment valid = { stmt_int(row, POSTING_TIME), (int32_t)stmt_int(row, POSTING_OFFSET) };
    char document[32];

    fec_count(fec, row);
    snprintf(document, sizeof document, "%s%lld", fec->chain, (long long)fec->seq);
    put_text(out, journal, "OD");
    put_text(out, journal_label(journal), "OD");
    buf_printf(out, "%lld\t", (long long)fec->number);
    put_date(out, (struct day){ (int32_t)stmt_int(row, POSTING_DAY) });
    put_account(out, stmt_text(row, POSTING_ACCOUNT));
    put_text(out, stmt_text(row, POSTING_ACCOUNT_LABEL), stmt_text(row, POSTING_ACCOUNT));
    put_auxiliary(out, stmt_text(row, POSTING_AUXILIARY));
    put_text(out, stmt_text(row, POSTING_DOCUMENT), document);
    put_date(out, (struct day){ (int32_t)stmt_int(row, POSTING_DOCUMENT_DAY) });
    put_text(out, stmt_text(row, POSTING_LABEL), journal_label(journal));
    put_amount(out, stmt_int(row, POSTING_DEBIT));
    buf_put_byte(out, '\t');
    put_amount(out, stmt_int(row, POSTING_CREDIT));
    buf_put_text(out, "\t\t\t"); /* EcritureLet, DateLet: nothing is matched here */
    put_date(out, moment_day(valid));
    buf_put_text(out, "\t"); /* Montantdevise, Idevise: euros only */
    if (fec->analytic)
        put_analytic(fec, row);
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

    if (!contribution_read(till, &fec, err))
        return false;

    struct stmt query = db_prepare(till->db, SQL_POSTINGS, err);

    put_header(&fec);
    while (stmt_next(&query)) {
        put_line(&fec, &query);
        outlet_settle(outlet);
    }
    return stmt_finish(&query);
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
        day.number = (int32_t)stmt_int(&query, 0);
    if (!stmt_finish(&query))
        return false;
    if (day.number == DAY_NONE_NUMBER)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Aucune écriture à exporter : clore d'abord une journée (Z)."));
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
    if (!outlet_open(&outlet, path, force, err))
        return false;
    if (fec_put(till, analytic, &outlet, err))
        return outlet_finish(&outlet, err);
    outlet_abandon(&outlet);
    return false;
}
