#include "ledger/charge.h"

#include "base/heading.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/book_days.h"
#include "ledger/money_field.h"
#include "ledger/first_till.h"
#include "ledger/posting.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* The highest rate of the code général des impôts, art. 278; a cent more by rounding. */
enum { RATE_HIGHEST = 2000 };

static const char SQL_EACH[] =
    "SELECT chain, seq, day, label, category, net, vat, supplier, document, paid_from, reason, "
    "cancels_chain, cancels_seq FROM charge ORDER BY day, chain, seq";
static const char SQL_FIND[] =
    "SELECT chain, seq, day, label, category, net, vat, supplier, document, paid_from, reason, "
    "cancels_chain, cancels_seq FROM charge WHERE chain = ? AND seq = ?";
/*
 * What takes a charge back names it, and is not taken back itself. Form 1 named nothing: there its
 * mirror, the only sum below 0, stands behind it, and of equal charges as many are taken back as
 * there are mirrors.
 */
static const char SQL_CANCELLED[] =
    "SELECT EXISTS (SELECT 1 FROM charge JOIN record USING (chain, seq) WHERE chain = ?1 AND "
    "seq = ?2 AND (cancels_seq > 0 OR (form = 1 AND net + vat < 0))) OR EXISTS (SELECT 1 FROM "
    "charge WHERE cancels_chain = ?1 AND cancels_seq = ?2) OR "
    "(SELECT sum(net + vat > 0) <= sum(net + vat < 0) FROM charge AS like_it WHERE EXISTS "
    "(SELECT 1 FROM charge AS it WHERE it.chain = ?1 AND it.seq = ?2 AND "
    "abs(like_it.net) = it.net AND abs(like_it.vat) = it.vat AND "
    "(like_it.chain, like_it.day, like_it.label, like_it.category, like_it.supplier, "
    "like_it.document, like_it.paid_from) = "
    "(it.chain, it.day, it.label, it.category, it.supplier, it.document, it.paid_from)))";
static const char SQL_TWINS[] =
    "SELECT net + vat, supplier, document, cancels_seq > 0 OR EXISTS (SELECT 1 FROM charge AS back "
    "WHERE back.cancels_chain = charge.chain AND back.cancels_seq = charge.seq) "
    "FROM charge WHERE chain BETWEEN 'A' AND 'Z' AND "
    "CASE WHEN ?1 <> '' THEN document <> '' ELSE document = '' AND day = ?2 AND label = ?3 AND "
    "category = ?4 AND abs(net) = abs(?5) AND paid_from = ?6 END";
static const char SQL_SUM[] = "SELECT category, sum(net), sum(vat) FROM charge "
                              "WHERE chain BETWEEN 'A' AND 'Z' GROUP BY category";

/* The word is also the use of its account. */
const struct field_word CHARGE_CATEGORIES[] = {
    { "materials", N_("matières") },
    { "packaging", N_("emballages") },
    { "subcontracting", N_("sous-traitance") },
    { "travel", N_("déplacements") },
    { "stand", N_("emplacement") },
    { "kitchen", N_("cuisine") },
    { "equipment", N_("petit équipement") },
    { "hire", N_("location") },
    { "printing", N_("impression") },
    { "insurance", N_("assurance") },
    { "other", N_("autres") },
    { NULL, NULL },
};
static_assert(COUNT_OF(CHARGE_CATEGORIES) == CHARGE_CATEGORY_END + 1, "one word per category");

#define CHARGE_AT(member) FIELD_AT(struct charge, member)

const struct field CHARGE_FIELDS[CHARGE_FIELD_COUNT] = {
    { "date", N_("Date"), N_("comme 26/11"), &FIELD_DAY, CHARGE_AT(day), .required = true,
      .day = DAY_OF_FACT },
    { "label", N_("Quoi"), NULL, &FIELD_TEXT, CHARGE_AT(label), .required = true },
    { "category", N_("Sorte"), N_("gauche, droite"), &FIELD_CHOICE, CHARGE_AT(category),
      .words = CHARGE_CATEGORIES, .required = true },
    { "net", N_("Montant sans taxe (HT)"), NULL, &FIELD_MONEY, CHARGE_AT(net), .required = true },
    { "vat_amount", N_("TVA"), NULL, &FIELD_MONEY, CHARGE_AT(vat), .required = true },
    { "supplier", N_("Fournisseur"), NULL, &FIELD_TEXT, CHARGE_AT(supplier) },
    { "document", N_("Numéro de facture"), NULL, &FIELD_TEXT, CHARGE_AT(document) },
    { "paid_from", N_("Payée par"), N_("gauche, droite"), &FIELD_TEXT, CHARGE_AT(paid_from) },
};

static const char *category_word(const struct charge *charge)
{
    return CHARGE_CATEGORIES[charge->category].word;
}

cents charge_cost(const struct charge *charge, bool vat_on)
{
    return vat_on ? charge->net : charge->net + charge->vat;
}

/* Net and VAT of one side: a credit note has both below 0. */
static bool amounts_check(const struct charge *charge, struct err *err)
{
    cents net = charge->net < 0 ? -charge->net : charge->net;
    cents vat = charge->vat < 0 ? -charge->vat : charge->vat;

    if (net > CENTS_MAX || vat > CENTS_MAX || net + vat == 0)
        return err_fail(err, ERR_INPUT, _("Montant de la charge hors limites : plus de 0,00 €."));
    if ((charge->net < 0 && charge->vat > 0) || (charge->net > 0 && charge->vat < 0))
        return err_fail(err, ERR_INPUT,
                        _("Hors taxe et TVA de sens contraire : un avoir a les deux en négatif."));
    if (vat > money_percent(net, RATE_HIGHEST) + 1 && charge->reason[0] == '\0')
        return err_fail(err, ERR_REASON,
                        _("La TVA dépasse 20 %% du prix sans taxe : vérifier les deux montants."));
    return true;
}

/* "F 12" and "f12" are one number; "F1-2" is another. */
static bool number_is_same(const char *one, const char *other)
{
    do {
        one += strspn(one, " ");
        other += strspn(other, " ");
        if (tolower((unsigned char)*one) != tolower((unsigned char)*other))
            return false;
    } while (*one++ && *other++);
    return true;
}

/* A credit note is the twin of another, of the same sum, never of what was taken back. */
static int64_t twin_count(const struct charge *charge, cents gross, bool is_taken_back)
{
    if (charge->net < 0)
        return gross == charge->net + charge->vat && !is_taken_back;
    return gross < 0 ? -1 : 1;
}

/* The same invoice, or the same line without a number; what was taken back does not count. */
static bool twin_check(const struct till *till, const struct charge *charge, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_TWINS, err);
    int64_t twins = 0;

    stmt_bind_text(&query, 1, charge->document);
    stmt_bind_int(&query, 2, charge->day.number);
    stmt_bind_text(&query, 3, charge->label);
    stmt_bind_text(&query, 4, category_word(charge));
    stmt_bind_int(&query, 5, charge->net);
    stmt_bind_text(&query, 6, charge->paid_from);
    while (stmt_next(&query))
        if (names_match(stmt_text(&query, 1), charge->supplier) &&
            number_is_same(stmt_text(&query, 2), charge->document))
            twins += twin_count(charge, stmt_int(&query, 0), stmt_int(&query, 3) != 0);
    if (!stmt_finish(&query))
        return false;
    return charge->reason[0] != '\0' || twins <= 0 ||
           err_fail(err, ERR_REASON,
                    _("Cette charge est déjà dans le livre ou le fichier : la retirer, ou dire "
                      "pourquoi c'en est une autre."));
}

static bool drawer_check(const struct till *till, const struct charge *charge, struct err *err)
{
    return strcmp(charge->paid_from, "drawer") != 0 ||
           charge->net + charge->vat <= till->real.head.running.drawer ||
           err_fail(err, ERR_INPUT, _("La caisse n'a pas autant d'espèces : compter d'abord."));
}

static bool charge_check(struct till *till, const struct charge *charge, struct err *err)
{
    if (!till_check_correction(till, charge->reason, err))
        return false;
    if (charge->label[0] == '\0')
        return err_fail(err, ERR_INPUT, _("La charge n'a pas de nom : dire ce qui a été acheté."));
    if (!till_check_words(till, charge->label, err) || !amounts_check(charge, err) ||
        !twin_check(till, charge, err))
        return false;
    if (charge->paid_from[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Qui a payé ? host, drawer ou un badge."));
    return drawer_check(till, charge, err);
}

static void charge_fact(struct journal *journal, const struct charge *charge)
{
    struct fact fact = fact_begin(journal, FACT_CHARGE);

    fact_int(&fact, charge->day.number);
    fact_text(&fact, charge->label);
    fact_text(&fact, category_word(charge));
    fact_int(&fact, charge->net);
    fact_int(&fact, charge->vat);
    fact_text(&fact, charge->supplier);
    fact_text(&fact, charge->document);
    fact_text(&fact, charge->paid_from);
    fact_text(&fact, charge->cancels_chain);
    fact_int(&fact, charge->cancels_seq);
    fact_text(&fact, charge->reason);
    fact_end(&fact);
}

/* What the entry says: the name, that it is an Avoir or an Annulation, and why. */
static void charge_words(const struct charge *charge, char out[LABEL_MAX])
{
    const char *before = charge->cancels_seq > 0 ? "Annulation : "
                         : charge->net < 0       ? "Avoir : "
                                                 : "";
    const char *why = charge->reason;
    bool is_told = why[0] != '\0';

    snprintf(out, LABEL_MAX, "%s%.*s%s%.*s%s", before,
             text_start_bytes(charge->label, is_told ? 34 : 66), charge->label, is_told ? " (" : "",
             text_start_bytes(why, 28), why, is_told ? ")" : "");
}

/* The invoice, on its own day, owed to the supplier. */
static struct entry charge_invoice(const struct till *till, const struct charge *charge,
                                   const struct accounts *accounts, const char *label,
                                   const char *document)
{
    struct entry entry = entry_init("AC", charge->day, label, document, charge->day);
    bool vat_on = till->session.vat_on;
    char use[POSTING_USE_MAX];

    snprintf(use, sizeof use, "charge:%s", category_word(charge));
    entry_put(&entry, accounts, use, charge_cost(charge, vat_on));
    if (vat_on)
        entry_put(&entry, accounts, "vat-deductible", charge->vat);
    entry_put(&entry, accounts, "supplier", -(charge->net + charge->vat));
    return entry;
}

/* Who settled it here and now: the drawer, or a person. The host's bank is not ours to post. */
static struct entry charge_settlement(struct day today, const struct charge *charge,
                                      const struct accounts *accounts, const char *label,
                                      const char *document)
{
    bool by_drawer = strcmp(charge->paid_from, "drawer") == 0;
    struct entry entry = entry_init(by_drawer ? "CA" : "OD", today, label, document, charge->day);
    cents total = charge->net + charge->vat;

    entry_put(&entry, accounts, "supplier", total);
    if (by_drawer)
        entry_put(&entry, accounts, "cash", -total);
    else
        entry_put_for(&entry, accounts, "advance", charge->paid_from, -total);
    return entry;
}

static bool charge_post(struct till *till, const struct charge *charge, struct err *err)
{
    struct accounts accounts;
    struct entry entry;
    char document[LABEL_MAX];
    char label[LABEL_MAX];
    struct day today;
    int line_count = 0;

    if (!accounts_read(till->db, &accounts, err) || !book_days_today(till, &today, err))
        return false;
    if (charge->document[0])
        snprintf(document, sizeof document, "%s", charge->document);
    else
        snprintf(document, sizeof document, "%s%lld", till->real.chain,
                 (long long)till->real.draft.seq);
    charge_words(charge, label);
    entry = charge_invoice(till, charge, &accounts, label, document);
    if (!entry_record_after(&till->real, &entry, &line_count, err))
        return false;
    if (strcmp(charge->paid_from, "host") == 0)
        return true;
    entry = charge_settlement(today, charge, &accounts, label, document);
    return entry_record_after(&till->real, &entry, &line_count, err);
}

static bool charge_record(struct till *till, const struct charge *charge, struct err *err)
{
    struct journal *journal = &till->real;

    if (!journal_begin(journal, RECORD_CHARGE, 0, &till->actor, till_now(till), err))
        return false;
    if (strcmp(charge->paid_from, "drawer") == 0) {
        journal->draft.running.drawer -= charge->net + charge->vat;
        journal->draft.running.cash_out += charge->net + charge->vat;
    }
    charge_fact(journal, charge);
    return charge_post(till, charge, err) && journal_seal(journal, err);
}

bool charge_put(struct till *till, const struct charge *given, struct err *err)
{
    struct charge charge = *given;

    if (charge.reason[0] == '\0')
        memcpy(charge.reason, till->correction, sizeof charge.reason);
    if (!till_check(till, ACTION_CHARGE, err) || !charge_check(till, &charge, err) ||
        !till_write_begin(till, err))
        return false;
    return till_write_end(till, charge_record(till, &charge, err), err);
}

static void charge_read(const struct stmt *row, struct charge_row *out)
{
    struct charge *charge = &out->charge;
    int category = field_word_rank(CHARGE_CATEGORIES, stmt_text(row, 4));

    *out = (struct charge_row){ .seq = stmt_int(row, 1) };
    snprintf(out->chain, sizeof out->chain, "%s", stmt_text(row, 0));
    charge->day = stmt_day(row, 2);
    snprintf(charge->label, sizeof charge->label, "%s", stmt_text(row, 3));
    /* verify says that the book was altered */
    charge->category = category < 0 ? CHARGE_OTHER : (enum charge_category)category;
    charge->net = stmt_int(row, 5);
    charge->vat = stmt_int(row, 6);
    snprintf(charge->supplier, sizeof charge->supplier, "%s", stmt_text(row, 7));
    snprintf(charge->document, sizeof charge->document, "%s", stmt_text(row, 8));
    snprintf(charge->paid_from, sizeof charge->paid_from, "%s", stmt_text(row, 9));
    snprintf(charge->reason, sizeof charge->reason, "%s", stmt_text(row, 10));
    snprintf(charge->cancels_chain, sizeof charge->cancels_chain, "%s", stmt_text(row, 11));
    charge->cancels_seq = stmt_int(row, 12);
}

static bool charge_is_cancelled(struct db *db, const char *chain, int64_t seq, bool *out,
                                struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CANCELLED, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0) != 0;
    return stmt_finish(&query);
}

/* Of two tills that each take back the same charge neither would know of the other. */
static bool place_check(struct till *till, const char *chain, struct err *err)
{
    return strcmp(chain, till->real.chain) == 0 ||
           first_till_check(till, _("Cette charge s'annule sur sa caisse, ou sur la première, %c."),
                            err);
}

bool charge_cancel(struct till *till, const char *chain, int64_t seq, const char *reason,
                   struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_FIND, err);
    struct charge_row row = { .seq = 0 };
    bool done = false;

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    if (stmt_next(&query))
        charge_read(&query, &row);
    if (!stmt_finish(&query))
        return false;
    if (!charge_is_cancelled(till->db, chain, seq, &done, err))
        return false;
    if (row.seq == 0 || done)
        return err_fail(err, ERR_NOT_FOUND, _("Cette charge n'existe pas ou est déjà annulée."));
    memcpy(row.charge.cancels_chain, row.chain, sizeof row.chain);
    row.charge.cancels_seq = seq;
    row.charge.net = -row.charge.net;
    row.charge.vat = -row.charge.vat;
    if (!till_check(till, ACTION_CHARGE, err) || !place_check(till, chain, err) ||
        !text_copy(row.charge.reason, sizeof row.charge.reason, reason, _("Motif"), err) ||
        !till_check_correction(till, row.charge.reason, err) ||
        !drawer_check(till, &row.charge, err) || !till_write_begin(till, err))
        return false;
    return till_write_end(till, charge_record(till, &row.charge, err), err);
}

bool charge_each(struct db *db, charge_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_EACH, err);
    bool good = true;

    while (good && stmt_next(&query)) {
        struct charge_row row;

        charge_read(&query, &row);
        good = each(context, &row, err);
    }
    return stmt_finish(&query) && good;
}

bool charge_sum(struct db *db, bool vat_on, struct charge_sums *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SUM, err);

    *out = (struct charge_sums){ .production = 0 };
    while (stmt_next(&query)) {
        int category = field_word_rank(CHARGE_CATEGORIES, stmt_text(&query, 0));
        cents cost = 0;

        if (category < 0)
            category = CHARGE_OTHER;
        if (!money_add(&cost, stmt_int(&query, 1), err) ||
            !money_add(&cost, vat_on ? 0 : stmt_int(&query, 2), err) ||
            !money_add(category <= CHARGE_TRAVEL ? &out->production : &out->other, cost, err) ||
            !money_add(&out->cost[category], cost, err))
            break;
    }
    return stmt_finish(&query) && err->code == ERR_NONE;
}
