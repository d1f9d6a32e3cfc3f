#include "ledger/closing/distribution.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/book_days.h"
#include "ledger/closing/closing.h"
#include "ledger/fact_order.h"
#include "ledger/first_till.h"

#include <stdio.h>
#include <string.h>

static const char SQL_NET_SALES[] =
    "SELECT coalesce(sum(running_net), 0) FROM rate_total WHERE chain = ?1 AND number = "
    "(SELECT max(number) FROM sale WHERE chain = ?1)";
static const char SQL_CHAINS[] = SQL_REAL_CHAINS "SELECT chain FROM real";
static const char SQL_DIFFERENCES[] = "SELECT coalesce(sum(difference), 0) FROM closing "
                                      "WHERE period = 1 AND chain BETWEEN 'A' AND 'Z'";
/* Credit notes are below 0. */
static const char SQL_SERVICES[] = "SELECT coalesce(sum(net), 0) FROM document "
                                   "WHERE chain BETWEEN 'A' AND 'Z' AND kind <> 'quote'";
static const char SQL_LAST[] =
    "SELECT sharing.chain, sharing.seq, rule, mix_percent, reserve_rate, result, reserve, pool, "
    "votes_for, votes_against, votes_abstain, is_secret, record.time, record.offset "
    "FROM sharing JOIN record USING (chain, seq) "
    "ORDER BY " FACT_NEWEST_FIRST("sharing") " LIMIT 1";
static const char SQL_SHARES[] = "SELECT badge, weight, amount FROM share "
                                 "WHERE chain = ? AND seq = ? ORDER BY rank";

cents contribution_of(const struct contribution *contribution, cents net_sales, cents gross_margin,
                      cents result_before)
{
    const cents bases[] = { [BASE_NONE] = 0,
                            [BASE_NET_SALES] = net_sales,
                            [BASE_GROSS_MARGIN] = gross_margin,
                            [BASE_RESULT] = result_before };
    cents base = bases[contribution->base] > 0 ? bases[contribution->base] : 0;
    cents amount = money_percent(base, contribution->rate) + contribution->fixed;

    if (contribution->floor >= 0 && amount < contribution->floor)
        amount = contribution->floor;
    if (contribution->cap >= 0 && amount > contribution->cap)
        amount = contribution->cap;
    /* Taken on the result it cannot make the result negative. */
    if (contribution->base == BASE_RESULT && amount > base)
        amount = base;
    return amount;
}

struct result result_of(cents net_sales, const struct charge_sums *charges, cents cash_difference,
                        const struct contribution *contribution, basis_points reserve_rate)
{
    struct result out = { .net_sales = net_sales,
                          .production_charges = charges->production,
                          .gross_margin = net_sales - charges->production,
                          .other_charges = charges->other,
                          .cash_difference = cash_difference,
                          .reserve_rate = reserve_rate,
                          .decided = -1 };
    cents before = out.gross_margin - charges->other + cash_difference;

    out.contribution = contribution_of(contribution, net_sales, out.gross_margin, before);
    out.result = before - out.contribution;
    if (out.result > 0) {
        out.reserve = money_percent(out.result, reserve_rate);
        out.to_share = out.result - out.reserve;
    }
    return out;
}

bool result_has_moved(const struct result *result)
{
    return result->decided >= 0 && result->decided != result->to_share;
}

/* One lookup per till: each chain's last ticket holds the running totals of every rate. */
static bool net_sales_read(struct db *db, cents *out, struct err *err)
{
    struct stmt chains = db_prepare(db, SQL_CHAINS, err);
    cents sum = 0;

    while (stmt_next(&chains)) {
        struct stmt query = db_prepare(db, SQL_NET_SALES, err);

        stmt_bind_text(&query, 1, stmt_text(&chains, 0));
        bool good = !stmt_next(&query) || money_add(&sum, stmt_int(&query, 0), err);

        if (!stmt_finish(&query) || !good)
            break;
    }
    if (!stmt_finish(&chains) || err->code != ERR_NONE)
        return false;
    *out = sum;
    return true;
}

bool result_read(struct till *till, basis_points reserve_rate, struct result *out, struct err *err)
{
    struct charge_sums charges;
    struct stmt query;
    cents net_sales;
    cents differences = 0;

    if (!net_sales_read(till->db, &net_sales, err) ||
        !charge_sum(till->db, till->session.vat_on, &charges, err))
        return false;
    query = db_prepare(till->db, SQL_SERVICES, err);

    bool good = !stmt_next(&query) || money_add(&net_sales, stmt_int(&query, 0), err);

    if (!stmt_finish(&query) || !good)
        return false;
    query = db_prepare(till->db, SQL_DIFFERENCES, err);
    good = !stmt_next(&query) || money_add(&differences, stmt_int(&query, 0), err);

    if (!stmt_finish(&query) || !good)
        return false;
    *out = result_of(net_sales, &charges, differences, &till->session.contribution, reserve_rate);
    return true;
}

static const struct {
    const char *word;
    const char *name;
} RULES[] = {
    { "equal", N_("à parts égales") },
    { "minutes", N_("selon le temps de présence") },
    { "points", N_("selon les points votés") },
    { "mix", N_("une part égale, le reste selon le temps") },
    { "manual", N_("à la main") },
    { "hours", N_("selon les heures de travail") },
};

const char *sharing_rule_word(enum sharing_rule rule)
{
    return RULES[rule].word;
}

const char *sharing_rule_name(enum sharing_rule rule)
{
    return _(RULES[rule].name);
}

bool sharing_rule_parse(const char *text, enum sharing_rule *out, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(RULES); i++)
        if (strcmp(text, RULES[i].word) == 0) {
            *out = (enum sharing_rule)i;
            return true;
        }
    return err_fail(err, ERR_INPUT,
                    _("Règle « %.20s » inconnue : equal, minutes, points, mix ou manual."), text);
}

static bool sharers_check(const struct distribution *distribution, struct err *err)
{
    int64_t sum = 0;

    if (distribution->sharer_count < 1)
        return err_fail(err, ERR_INPUT, _("Personne dans la liste : ajouter les participants."));
    for (int i = 0; i < distribution->sharer_count; i++) {
        int64_t weight = distribution->sharers[i].weight;

        if (weight < 0 || weight > CENTS_MAX)
            return err_fail(err, ERR_INPUT, _("%s : le poids est hors limites."),
                            distribution->sharers[i].badge);
        sum += weight;
    }
    if (distribution->rule == SHARE_EQUAL)
        return true;
    if (distribution->rule == SHARE_MANUAL && sum != distribution->result.to_share) {
        char pool[MONEY_TEXT_MAX];
        char typed[MONEY_TEXT_MAX];

        money_format_euro(distribution->result.to_share, pool);
        money_format_euro(sum, typed);
        return err_fail(err, ERR_INPUT,
                        _("Les parts font %s, il y a %s à partager : corriger une part."), typed,
                        pool);
    }
    if (sum == 0 && distribution->rule != SHARE_MANUAL && distribution->result.to_share > 0)
        return err_fail(err, ERR_INPUT,
                        _("Aucun temps ni point n'est noté : faire l'appel ou choisir une autre "
                          "règle."));
    return true;
}

/* Share `pool` by weights (NULL = equally) and add to the shares that are there. */
static void sharers_add(struct distribution *distribution, cents pool, bool equally)
{
    int64_t weights[SHARERS_MAX];
    cents parts[SHARERS_MAX];

    if (pool == 0)
        return;
    for (int i = 0; i < distribution->sharer_count; i++)
        weights[i] = equally ? 1 : distribution->sharers[i].weight;
    money_share(pool, weights, (size_t)distribution->sharer_count, parts);
    for (int i = 0; i < distribution->sharer_count; i++)
        distribution->sharers[i].share += parts[i];
}

bool distribution_compute(struct distribution *distribution, struct err *err)
{
    cents pool = distribution->result.to_share;
    cents equal_part = distribution->rule == SHARE_EQUAL ? pool
                       : distribution->rule == SHARE_MIX ? money_percent(pool, distribution->mix)
                                                         : 0;

    if (!sharers_check(distribution, err))
        return false;
    if (distribution->mix < 0 || distribution->mix > RATE_MAX)
        return err_fail(err, ERR_INPUT, _("La part égale va de 0 à 100 %%."));
    for (int i = 0; i < distribution->sharer_count; i++)
        distribution->sharers[i].share =
            distribution->rule == SHARE_MANUAL ? distribution->sharers[i].weight : 0;
    if (distribution->rule == SHARE_MANUAL)
        return true;
    sharers_add(distribution, equal_part, true);
    sharers_add(distribution, pool - equal_part, false);
    return true;
}

static void explain_weights(const struct distribution *distribution, int sharer, const char *share,
                            char *out, size_t room)
{
    const struct sharer *who = &distribution->sharers[sharer];
    int64_t sum = 0;

    for (int i = 0; i < distribution->sharer_count; i++)
        sum += distribution->sharers[i].weight;
    if (distribution->rule == SHARE_POINTS)
        snprintf(out, room, _("%lld points sur %lld : %s"), (long long)who->weight, (long long)sum,
                 share);
    else
        snprintf(out, room,
                 distribution->rule == SHARE_HOURS
                     ? _("%lld h %02lld de travail sur %lld h %02lld en tout : %s")
                     : _("%lld h %02lld de présence sur %lld h %02lld en tout : %s"),
                 (long long)(who->weight / 60), (long long)(who->weight % 60),
                 (long long)(sum / 60), (long long)(sum % 60), share);
}

cents distribution_equal_part(const struct distribution *distribution)
{
    cents whole = money_percent(distribution->result.to_share, distribution->mix);

    if (distribution->rule != SHARE_MIX || distribution->sharer_count == 0)
        return 0;
    return (whole + distribution->sharer_count / 2) / distribution->sharer_count;
}

/* Her own two parts, which sum to her share to the cent. */
static void explain_mix(const struct distribution *distribution, int sharer, const char *share,
                        char *out, size_t room)
{
    const struct sharer *who = &distribution->sharers[sharer];
    cents equal = distribution_equal_part(distribution);
    char first[MONEY_TEXT_MAX], second[MONEY_TEXT_MAX];

    money_format_euro(equal, first);
    money_format_euro(who->share - equal, second);
    snprintf(out, room, _("%s comme tous, %s pour %lld h %02lld : %s"), first, second,
             (long long)(who->weight / 60), (long long)(who->weight % 60), share);
}

void distribution_explain(const struct distribution *distribution, int sharer, char *out,
                          size_t room)
{
    char pool[MONEY_TEXT_MAX];
    char share[MONEY_TEXT_MAX];

    money_format_euro(distribution->result.to_share, pool);
    money_format_euro(distribution->sharers[sharer].share, share);
    if (distribution->result.to_share == 0) {
        snprintf(out, room, "%s",
                 distribution->result.result < 0
                     ? _("Rien à partager : la coopérative porte la perte.")
                     : _("Rien à partager."));
        return;
    }
    switch (distribution->rule) {
    case SHARE_EQUAL:
        snprintf(out, room, _("%s partagés en %d parts égales : %s"), pool,
                 distribution->sharer_count, share);
        return;
    case SHARE_MIX: explain_mix(distribution, sharer, share, out, room); return;
    case SHARE_MANUAL: snprintf(out, room, _("Part décidée par le groupe : %s"), share); return;
    case SHARE_MINUTES:
    case SHARE_HOURS:
    case SHARE_POINTS: explain_weights(distribution, sharer, share, out, room); return;
    }
}

static void distribution_fact(struct journal *journal, const struct distribution *distribution)
{
    struct fact fact = fact_begin(journal, FACT_SHARING);

    fact_text(&fact, sharing_rule_word(distribution->rule));
    fact_int(&fact, distribution->mix);
    fact_int(&fact, distribution->result.reserve_rate);
    fact_int(&fact, distribution->result.result);
    fact_int(&fact, distribution->result.reserve);
    fact_int(&fact, distribution->result.to_share);
    fact_int(&fact, distribution->votes_for);
    fact_int(&fact, distribution->votes_against);
    fact_int(&fact, distribution->votes_abstain);
    fact_int(&fact, distribution->vote_is_secret);
    fact_end(&fact);
    for (int i = 0; i < distribution->sharer_count; i++) {
        const struct sharer *sharer = &distribution->sharers[i];
        struct fact share = fact_begin(journal, FACT_SHARE);

        fact_int(&share, i + 1);
        fact_text(&share, sharer->badge);
        fact_int(&share, sharer->weight);
        fact_int(&share, sharer->share);
        fact_end(&share);
    }
}

/* `sign` +1: the shares become a debt to each participant, the reserve one to the group; −1 back.
 */
static void entry_put_decision(struct entry *entry, const struct accounts *accounts,
                               const struct distribution *decision, int sign)
{
    cents sum = 0;

    for (int i = 0; i < decision->sharer_count; i++) {
        cents share = sign * decision->sharers[i].share;

        entry_put_for(entry, accounts, "share", decision->sharers[i].badge, -share);
        sum += share;
    }
    entry_put(entry, accounts, "shares", sum);
    entry_put(entry, accounts, "charge:reserve", sign * decision->result.reserve);
    entry_put(entry, accounts, "reserve", -sign * decision->result.reserve);
}

/* A decision before this one is taken back; of form 1 only what it had posted. */
static bool distribution_post(struct till *till, const struct distribution *distribution,
                              const struct distribution *before, struct err *err)
{
    struct accounts accounts;
    struct day today;
    char document[LABEL_MAX];
    char label[LABEL_MAX] = "Partage du résultat";

    if (!accounts_read(till->db, &accounts, err) || !book_days_today(till, &today, err))
        return false;
    snprintf(document, sizeof document, "P%lld", (long long)till->real.draft.seq);
    if (till->correction[0])
        snprintf(label, sizeof label, "Partage du résultat (%.*s)",
                 text_start_bytes(till->correction, 50), till->correction);

    struct entry entry = entry_init("OD", today, label, document, today);

    if (before)
        entry_put_decision(&entry, &accounts, before, -1);
    entry_put_decision(&entry, &accounts, distribution, 1);
    return entry_record(&till->real, &entry, err);
}

/* What was voted on must still be what there is to share. */
static bool distribution_check_result(struct till *till, const struct result *voted,
                                      struct err *err)
{
    struct result now;

    if (!result_read(till, voted->reserve_rate, &now, err))
        return false;
    return now.to_share == voted->to_share ||
           err_fail(err, ERR_INPUT, _("Le résultat a changé entre-temps : revoir le partage."));
}

bool distribution_may(struct till *till, struct err *err)
{
    bool open = false;

    return till_check(till, ACTION_CHARGE, err) && first_till_check(till, first_till_text(), err) &&
           closing_day_is_open(till, &open, err) &&
           (!open ||
            err_fail(err, ERR_INPUT,
                     _("La journée de vente est encore ouverte : la fermer d'abord (Z).")));
}

static bool distribution_check(struct till *till, const struct distribution *distribution,
                               struct err *err)
{
    if (!distribution_may(till, err) || !till_check_correction(till, till->correction, err))
        return false;
    if (distribution->votes_for <= distribution->votes_against)
        return err_fail(err, ERR_INPUT,
                        _("Le vote ne dit pas oui : %d pour, %d contre. En reparler."),
                        distribution->votes_for, distribution->votes_against);
    return distribution_check_result(till, &distribution->result, err);
}

bool distribution_record(struct till *till, const struct distribution *distribution,
                         struct err *err)
{
    struct distribution before;
    struct moment time;
    bool found = false;

    if (!distribution_check(till, distribution, err) ||
        !distribution_find(till->db, &before, &found, &time, err) || !till_write_begin(till, err))
        return false;

    bool good = journal_begin(&till->real, RECORD_SHARING, 0, &till->actor, till_now(till), err);

    if (good) {
        distribution_fact(&till->real, distribution);
        good = distribution_post(till, distribution, found ? &before : NULL, err);
        if (good && till->correction[0])
            fact_note(&till->real, &(struct note){ "correction", till->correction, 0 });
        good = good && journal_seal(&till->real, err);
    }
    return till_write_end(till, good, err);
}

static bool shares_read(struct db *db, const char *chain, int64_t seq, struct distribution *out,
                        struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SHARES, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    while (out->sharer_count < SHARERS_MAX && stmt_next(&query)) {
        struct sharer *sharer = &out->sharers[out->sharer_count++];

        snprintf(sharer->badge, sizeof sharer->badge, "%s", stmt_text(&query, 0));
        sharer->weight = stmt_int(&query, 1);
        sharer->share = stmt_int(&query, 2);
    }
    return stmt_finish(&query);
}

bool distribution_find(struct db *db, struct distribution *out, bool *found, struct moment *time,
                       struct err *err)
{
    struct distribution last = { .sharer_count = 0 };
    struct stmt query = db_prepare(db, SQL_LAST, err);
    char chain[2] = "";
    int64_t seq = 0;

    if (stmt_next(&query)) {
        snprintf(chain, sizeof chain, "%s", stmt_text(&query, 0));
        seq = stmt_int(&query, 1);
        last.mix = stmt_range(&query, 3, 0, RATE_MAX);
        last.result.reserve_rate = stmt_range(&query, 4, 0, RATE_MAX);
        last.result.result = stmt_int(&query, 5);
        last.result.reserve = stmt_int(&query, 6);
        last.result.to_share = stmt_int(&query, 7);
        last.votes_for = stmt_range(&query, 8, 0, SHARERS_MAX);
        last.votes_against = stmt_range(&query, 9, 0, SHARERS_MAX);
        last.votes_abstain = stmt_range(&query, 10, 0, SHARERS_MAX);
        last.vote_is_secret = stmt_int(&query, 11) != 0;
        *time = stmt_moment(&query, 12);
        if (!sharing_rule_parse(stmt_text(&query, 2), &last.rule, err))
            last.rule = SHARE_MANUAL; /* stmt_finish() reports it */
    }
    if (!stmt_finish(&query) || err->code != ERR_NONE ||
        (seq != 0 && !shares_read(db, chain, seq, &last, err)))
        return false;
    *found = seq != 0;
    *out = last;
    return true;
}

bool result_read_decided(struct till *till, struct result *out, struct err *err)
{
    struct distribution last;
    struct result result;
    struct moment time;
    bool found = false;

    if (!distribution_find(till->db, &last, &found, &time, err) ||
        !result_read(till, found ? last.result.reserve_rate : 0, &result, err))
        return false;
    if (found)
        result.decided = last.result.to_share;
    *out = result;
    return true;
}
