#include "ledger/posting.h"

#include "base/lang.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry entry_init(const char *journal, struct day day, const char *label,
                        const char *document, struct day document_day)
{
    struct entry entry = { .journal = journal, .day = day, .document_day = document_day };

    snprintf(entry.label, sizeof entry.label, "%s", label);
    snprintf(entry.document, sizeof entry.document, "%s", document);
    return entry;
}

/* The account of a rate, or that of all other rates. */
static void rate_use(const char *kind, int rate, char out[USE_MAX])
{
    bool usual = rate == 550 || rate == 1000 || rate == 2000 || rate == 210 || rate == 850 ||
                 (rate == 0 && strcmp(kind, "sales") == 0);

    if (usual)
        snprintf(out, USE_MAX, "%s_%d", kind, rate);
    else
        snprintf(out, USE_MAX, "%s_other", kind);
}

const struct account *posting_account(const struct accounts *accounts, const char *use,
                                      cents amount)
{
    static const char *const NAMES[][2] = {
        { "vat-deductible", "vat_deductible" },
        { "advance", "participant" },
        { "share", "share_due" },
        { "reserve", "reserve_due" },
    };
    const char *colon = strchr(use, ':');
    char name[USE_MAX];

    snprintf(name, sizeof name, "%s", use);
    for (size_t i = 0; i < COUNT_OF(NAMES); i++)
        if (strcmp(use, NAMES[i][0]) == 0)
            snprintf(name, sizeof name, "%s", NAMES[i][1]);
    if (strcmp(use, "difference") == 0)
        snprintf(name, sizeof name, "%s", amount > 0 ? "shortage" : "surplus");
    else if (strncmp(use, "sales:", 6) == 0)
        rate_use("sales", atoi(colon + 1), name);
    else if (strncmp(use, "vat:", 4) == 0)
        rate_use("vat", atoi(colon + 1), name);
    else if (strncmp(use, "vat-pending", 11) == 0)
        snprintf(name, sizeof name, "vat_pending");
    else if (strncmp(use, "charge:", 7) == 0)
        snprintf(name, sizeof name, "%s", colon + 1);
    else if (strncmp(use, "means:", 6) == 0)
        return accounts_find_means(accounts, colon + 1);
    return accounts_find(accounts, name);
}

void entry_put_for(struct entry *entry, const struct accounts *accounts, const char *use,
                   const char *badge, cents amount)
{
    if (amount == 0)
        return;
    assert(entry->line_count < ENTRY_LINES_MAX);

    struct posting_line *line = &entry->lines[entry->line_count++];

    line->account = posting_account(accounts, use, amount);
    line->amount = amount;
    snprintf(line->use, sizeof line->use, "%s", use);
    snprintf(line->auxiliary, sizeof line->auxiliary, "%s", badge);
}

void entry_put(struct entry *entry, const struct accounts *accounts, const char *use, cents amount)
{
    entry_put_for(entry, accounts, use, "", amount);
}

bool entry_check(const struct entry *entry, struct err *err)
{
    cents sum = 0;

    for (int i = 0; i < entry->line_count; i++)
        sum += entry->lines[i].amount;
    if (sum != 0)
        return err_fail(err, ERR_UNBALANCED,
                        _("L'écriture ne s'équilibre pas : prévenir la coopérative."));
    return true;
}

void entry_put_period(struct entry *entry, const struct accounts *accounts,
                      const struct period *period)
{
    char use[POSTING_USE_MAX];

    entry_put(entry, accounts, "cash", period->cash);
    entry_put(entry, accounts, "card", period->card);
    entry_put(entry, accounts, "cheque", period->cheque);
    entry_put(entry, accounts, "voucher", period->voucher);
    for (int i = 0; i < period->means_count; i++) {
        snprintf(use, sizeof use, "means:%s", period->means[i].means);
        entry_put(entry, accounts, use, period->means[i].amount);
    }
    for (int i = 0; i < period->rate_count; i++) {
        const struct rate_figures *rate = &period->rates[i];

        snprintf(use, sizeof use, "sales:%d", (int)rate->rate);
        entry_put(entry, accounts, use, -rate->net);
        snprintf(use, sizeof use, "vat:%d", (int)rate->rate);
        entry_put(entry, accounts, use, -rate->vat);
    }
}

static void posting_record(struct journal *journal, const struct entry *entry,
                           const struct posting_line *posting, int line)
{
    struct fact fact = fact_begin(journal, FACT_POSTING);

    fact_int(&fact, line);
    fact_text(&fact, entry->journal);
    fact_int(&fact, entry->day.number);
    fact_text(&fact, posting->account->number);
    fact_text(&fact, posting->account->label);
    fact_text(&fact, posting->auxiliary);
    fact_text(&fact, entry->label);
    fact_int(&fact, posting->amount > 0 ? posting->amount : 0);
    fact_int(&fact, posting->amount < 0 ? -posting->amount : 0);
    fact_text(&fact, entry->document);
    fact_int(&fact, entry->document_day.number);
    fact_text(&fact, posting->use);
    fact_end(&fact);
}

bool entry_record_after(struct journal *journal, const struct entry *entry, int *line_count,
                        struct err *err)
{
    if (chain_is_practice(journal->chain))
        return true; /* nothing of it is in the accounts */
    if (!entry_check(entry, err))
        return false;
    for (int i = 0; i < entry->line_count; i++)
        posting_record(journal, entry, &entry->lines[i], ++*line_count);
    return true;
}

bool entry_record(struct journal *journal, const struct entry *entry, struct err *err)
{
    int line_count = 0;

    return entry_record_after(journal, entry, &line_count, err);
}
