#include "reports/figures/till_day.h"

#include "base/lang.h"
#include "ledger/proof/soundness.h"
#include "ledger/venue.h"

#include <stdio.h>
#include <string.h>

bool till_day_read_x(struct till *till, bool take, struct closing *out, struct err *err)
{
    struct closing closing = { .kind = PERIOD_DAY, .time = till_now(till) };
    cents counted = 0;

    if (!closing_find_count(till, &closing.was_counted, &counted, err) ||
        !means_read(till->db, &closing.means, err))
        return false;
    /* After the session closing it is only read: nothing more is recorded by it. */
    if (take && !till->session_is_closed
            ? !period_totals_take_x(till, &closing.reading, err)
            : !period_totals_of(till, PERIOD_DAY, &closing.reading, err))
        return false;
    closing.is_unnoted = till->left_unnoted;
    closing.is_older_copy = till->is_older_copy;
    closing.all = closing.reading.sales;
    memcpy(closing.chain, till_journal(till)->chain, sizeof closing.chain);
    memcpy(closing.who, till->actor.who, sizeof closing.who);
    memcpy(closing.hash, closing.reading.head, HASH_BYTES);
    if (closing.was_counted) {
        closing.counted = counted;
        closing.difference = counted - closing.reading.expected;
    }
    *out = closing;
    return true;
}

const char *till_day_difference_name(const struct closing *closing)
{
    if (!closing->was_counted || closing->difference == 0)
        return _("Différence (écart)");
    return closing->difference < 0 ? _("Il manque (écart)") : _("Il y a en trop (écart)");
}

static const char *sheet_title(const struct closing *closing, char *out, size_t room)
{
    static const char *const TITLES[] = {
        [PERIOD_DAY] = N_("Journée fermée (Z %s-%lld)"),
        [PERIOD_MONTH] = N_("Mois fermé (clôture %s-%lld)"),
        [PERIOD_SESSION] = N_("Session fermée (clôture %s-%lld)"),
    };

    if (closing->number == 0)
        snprintf(out, room, _("Où en est la caisse %s ? (X)"), closing->chain);
    else
        snprintf(out, room, _(TITLES[closing->kind]), closing->chain, (long long)closing->number);
    return out;
}

static void put_rates(const struct period *sales, struct page *page)
{
    for (int i = 0; i < sales->rate_count; i++) {
        const struct rate_figures *rate = &sales->rates[i];
        const struct {
            const char *name;
            const char *label;
            cents amount;
        } triple[] = {
            { "gross", _("Total (TTC) %s"), rate->gross },
            { "net", _("Sans taxe (HT) %s"), rate->net },
            { "vat", _("Taxe (TVA) %s"), rate->vat },
        };
        char shown[MONEY_TEXT_MAX];

        rate_format(rate->rate, shown);
        for (size_t k = 0; k < COUNT_OF(triple); k++) {
            char name[32];
            char label[MONEY_TEXT_MAX + 32];

            snprintf(name, sizeof name, "%s_%d", triple[k].name, (int)rate->rate);
            snprintf(label, sizeof label, triple[k].label, shown);
            page_fact(page, name, label, cell_money(triple[k].amount));
        }
    }
}

static void put_sales(const struct period *sales, struct page *page)
{
    page_fact(page, "tickets", _("Ventes"), cell_integer(sales->tickets));
    page_fact(page, "refunds", _("Remboursements"), cell_integer(sales->refunds));
    page_fact(page, "gross", _("Total (TTC)"), cell_money(sales->gross));
    page_fact(page, "net", _("Sans taxe (HT)"), cell_money(sales->net));
    page_fact(page, "vat", _("Taxe (TVA)"), cell_money(sales->vat));
    put_rates(sales, page);
    page_fact(page, "cash", _("Espèces"), cell_money(sales->cash));
    page_fact(page, "card", _("Carte"), cell_money(sales->card));
    page_fact(page, "cheque", _("Chèques"), cell_money(sales->cheque));
    page_fact(page, "voucher", _("Bons"), cell_money(sales->voucher));
}

/* Further means of payment, and all of them: at the end, where files expect them. */
static void put_means(const struct closing *closing, struct page *page)
{
    const struct period *sales = &closing->all;

    page_fact(page, "other", _("Autres paiements"), cell_money(sales->other));
    for (int i = 0; i < sales->means_count; i++) {
        const struct means *means = means_find(&closing->means, sales->means[i].means);
        char name[MEANS_MAX + 8];

        snprintf(name, sizeof name, "means_%s", sales->means[i].means);
        page_fact(page, name, means ? means->label : sales->means[i].means,
                  cell_money(sales->means[i].amount));
    }
}

/* What lies in the drawer apart from euros: named for a Z, the count being blind. */
static void put_beside(const struct closing *closing, struct page *page)
{
    const struct period *sales = &closing->reading.sales;

    for (int i = 0; closing->number > 0 && i < sales->means_count; i++) {
        const struct means *means = means_find(&closing->means, sales->means[i].means);
        char name[MEANS_MAX + 8], label[LABEL_MAX + 24];

        if (!means || !means->in_drawer)
            continue;
        snprintf(name, sizeof name, "drawer_%s", means->name);
        snprintf(label, sizeof label, _("Dans le tiroir : %s"), means->label);
        page_fact(page, name, label, cell_money(sales->means[i].amount));
    }
}

/* A drawer is counted day by day: of a longer period stands what its counts found, together. */
static void put_drawer(const struct closing *closing, struct page *page)
{
    const struct period_totals *reading = &closing->reading;
    bool counted = closing->was_counted;

    if (closing->kind != PERIOD_DAY) {
        page_fact(page, "difference", _("Différences (écarts)"), cell_money(closing->differences));
        return;
    }
    page_fact(page, "float", _("L'argent du début (fond)"), cell_money(reading->float_amount));
    page_fact(page, "expected_cash", _("Espèces attendues"), cell_money(reading->expected));
    page_fact(page, "counted_cash", _("Espèces comptées"),
              counted ? cell_money(closing->counted) : CELL_NONE);
    page_fact(page, "difference", till_day_difference_name(closing),
              counted ? cell_money(closing->difference) : CELL_NONE);
}

static void put_perpetual(const struct period_totals *reading, struct page *page)
{
    page_fact(page, "perpetual", _("Depuis toujours (perpétuel)"), cell_money(reading->perpetual));
    page_fact(page, "perpetual_absolute", _("Ventes + retours (absolu)"),
              cell_money(reading->absolute));
}

/* What makes the drawer add up, and what lies between the two ends of the period. */
static void put_ends(const struct closing *closing, struct page *page)
{
    const struct period_totals *reading = &closing->reading;
    bool sold = reading->last_ticket >= reading->first_ticket;
    struct moment opened = { reading->opened, closing->time.offset_min };

    page_fact(page, "cash_in", _("Argent ajouté (apport)"), cell_money(closing->all.cash_in));
    page_fact(page, "cash_out", _("Argent enlevé (retrait)"), cell_money(closing->all.cash_out));
    page_fact(page, "first_ticket", _("Premier ticket"),
              sold ? cell_integer(reading->first_ticket) : CELL_NONE);
    page_fact(page, "last_ticket", _("Dernier ticket"),
              sold ? cell_integer(reading->last_ticket) : CELL_NONE);
    page_fact(page, "opened", _("Ouverte à"), reading->opened ? cell_time(opened) : CELL_NONE);
    page_fact(page, "closed", _("Fermée à"),
              closing->number > 0 ? cell_time(closing->time) : CELL_NONE);
    page_fact(page, "waiting", _("Tickets en attente"), cell_integer(reading->waiting));
}

/* Of a month and the session, whose figures stand over all tills. */
static void put_shares(const struct closing *closing, struct page *page)
{
    for (int i = 0; closing->share_count > 1 && i < closing->share_count; i++) {
        const struct till_share *share = &closing->shares[i];
        char name[16];
        char label[48];

        snprintf(name, sizeof name, "gross_till_%s", share->chain);
        snprintf(label, sizeof label, _("  dont caisse %s"), share->chain);
        page_fact(page, name, label, cell_money(share->gross));
    }
}

/* How the takings of these days compared with the files of terminals. */
static void put_compared(const struct closing *closing, struct page *page)
{
    for (int i = 0; i < closing->compared_count; i++) {
        const struct compared *one = &closing->compared[i];
        bool is_card = strcmp(one->means, payment_mode_word(PAY_CARD)) == 0;
        const char *means = is_card ? payment_mode_name(PAY_CARD) : one->means;
        const struct {
            const char *name;
            const char *label;
            struct cell cell;
        } facts[] = {
            { "compared_%s", _("Fichier du terminal : %s"), cell_money(one->terminal) },
            { "compared_%s_book", _("Caisse, les mêmes jours : %s"), cell_money(one->book) },
            { "compared_%s_unmatched", _("Lignes à revoir : %s"), cell_integer(one->unmatched) },
        };

        for (size_t k = 0; k < COUNT_OF(facts); k++) {
            char name[MEANS_MAX + 24];
            char label[MEANS_MAX + 80];

            snprintf(name, sizeof name, facts[k].name, one->means);
            snprintf(label, sizeof label, facts[k].label, means);
            page_fact(page, name, label, facts[k].cell);
        }
    }
}

bool till_day_session(const struct till *till, const struct closing *closing, struct session *out,
                      struct err *err)
{
    *out = till->session;
    return session_at_till(till->db, closing->chain[0], closing->seq > 0 ? closing->seq : SEQ_NOW,
                           out, err);
}

static bool put_title(struct db *db, const struct session *session, const struct closing *closing,
                      struct page *page, struct err *err)
{
    char title[80];
    char subtitle[2 * NAME_MAX_TEXT + 80];
    char days[80], first[MOMENT_TEXT_MAX], last[MOMENT_TEXT_MAX];
    struct day from, to;

    if (!closing_days(db, closing, &from, &to, err))
        return false;
    day_format_human(from, first, sizeof first);
    day_format_human(to, last, sizeof last);
    if (from.number == to.number)
        snprintf(days, sizeof days, "%s", first);
    else
        snprintf(days, sizeof days, _("du %s au %s"), first, last);
    snprintf(subtitle, sizeof subtitle, "%s, %s, %s", session->name, session->host, days);
    page_title(page, sheet_title(closing, title, sizeof title), subtitle);
    if (session->is_example)
        page_note(page, _("Exemple : total publié, ventes et charges inventées."));
    return true;
}

bool till_day_page(const struct till *till, const struct closing *closing, struct page *page,
                   struct err *err)
{
    struct session session;
    char head[HEAD_CODE_MAX];
    char sentence[LABEL_MAX + 40];

    if (!till_day_session(till, closing, &session, err) ||
        !put_title(till->db, &session, closing, page, err))
        return false;
    journal_head_code(closing->hash, head);
    page_begin_table(page, &PAGE_FACTS);
    put_sales(&closing->all, page);
    put_drawer(closing, page);
    put_perpetual(&closing->reading, page);
    page_fact(page, "head", _("Code de la caisse (empreinte)"), cell_text(head));
    put_means(closing, page);
    put_beside(closing, page);
    put_ends(closing, page);
    put_shares(closing, page);
    put_compared(closing, page);
    if (closing->kind == PERIOD_DAY && session.venue[0] != '\0')
        page_fact(page, "venue", _("Lieu de vente"), cell_name(session.venue));
    if (closing->is_unnoted)
        page_fact(page, "noted", _("Noté au journal"), cell_word("no", _("non")));
    page_end_table(page);
    if (closing->unsound[0] != '\0') {
        char unsound[2 * VERDICT_TEXT_MAX];

        soundness_say(closing->unsound, unsound);
        page_note(page, unsound);
    }
    if (closing->is_older_copy)
        page_note(page, _("Copie plus ancienne remise en place : la coopérative doit l'accepter."));
    if (closing->is_unnoted)
        page_note(page, till_unnoted_text());
    if (closing->reason[0]) {
        snprintf(sentence, sizeof sentence,
                 closing->difference ? _("Motif de la différence : %s") : _("Motif : %s"),
                 closing->reason);
        page_sentence(page, sentence);
    }
    return true;
}
