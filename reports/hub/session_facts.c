#include "reports/hub/session_facts.h"

#include "reports/figures/impact_table.h"
#include "reports/figures/turnover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void session_facts_public(const struct session_facts *facts,
                          char out[PUBLIC_FACTS][PUBLIC_FACT_MAX])
{
    const struct session *session = &facts->box.session;
    char first[DAY_TEXT_MAX], last[DAY_TEXT_MAX];

    day_format(calendar_first(&facts->box.calendar), first);
    day_format(calendar_last(&facts->box.calendar), last);

    const char *texts[PUBLIC_FACTS] = { session->siren, session->host,
                                        session->name,  session->place,
                                        session->venue, first,
                                        last,           SECTORS[session->sector].word };

    for (int i = 0; i < PUBLIC_FACTS; i++)
        snprintf(out[i], PUBLIC_FACT_MAX, "%s", texts[i]);
}

static void ratings_count(const struct rating_table *marks, const struct progress *progress,
                          struct session_facts *out)
{
    static const char *const RATERS[PROGRESS_RATERS] = { "self", "animator" };

    snprintf(out->grid, sizeof out->grid, "%s", marks->grid.id);
    out->grid_version = marks->grid.version;
    for (int volet = 0; volet < progress->volet_count; volet++)
        for (int rater = 0; rater < PROGRESS_RATERS; rater++) {
            const struct group_progression *group = &progress->groups[volet][rater];
            struct rating_count *count = &out->ratings[out->rating_count];

            if (group->shown < COUNT_LEAST)
                continue;
            *count = (struct rating_count){ .rater = RATERS[rater],
                                            .people = group->people,
                                            .shown = group->shown,
                                            .up = group->up,
                                            .same = group->same,
                                            .down = group->down };
            snprintf(count->volet, sizeof count->volet, "%s", marks->grid.volets[volet].id);
            out->rating_count++;
        }
}

static bool ratings_read(struct db *db, struct session_facts *out, struct err *err)
{
    struct progress *progress = calloc(1, sizeof *progress);
    struct rating_table *marks = NULL;
    bool good;

    if (!progress)
        abort();
    good = rating_table_open(db, &marks, err);
    if (good) {
        progress_compute(marks, progress);
        ratings_count(marks, progress, out);
    }
    rating_table_close(marks);
    free(progress);
    return good;
}

static bool answers_read(struct db *db, struct session_facts *out, struct err *err)
{
    struct impact_table impact;

    if (!impact_table_read(db, &impact, err))
        return false;
    out->statements = impact.statements;
    for (int i = 0; i < impact.statements.count; i++) {
        out->answers[i] = impact.counts[i];
        out->is_kept_back[i] = impact_answered(&impact.counts[i]) < COUNT_LEAST;
    }
    return true;
}

/* So that a later push knows, by 32 bytes, that nothing of this changed. */
static bool digest_take(struct session_facts *facts, struct err *err)
{
    char texts[PUBLIC_FACTS][PUBLIC_FACT_MAX];
    struct buf bytes = buf_init(1 << 16);
    bool good;

    session_facts_public(facts, texts);
    for (int i = 0; i < PUBLIC_FACTS; i++)
        canonical_put_text(&bytes, texts[i]);
    canonical_put_int(&bytes, facts->box.participants);
    canonical_put_int(&bytes, facts->box.session.is_example);
    for (int i = 0; i < RESULT_FIGURES; i++)
        canonical_put_int(&bytes, facts->figures[i]);
    for (int i = 0; i < facts->statements.count; i++)
        if (!facts->is_kept_back[i])
            buf_printf(&bytes, "%s %d %d %d %d %d\n", facts->statements.list[i].id,
                       facts->answers[i].participants, facts->answers[i].yes,
                       facts->answers[i].little, facts->answers[i].no, facts->answers[i].unknown);
    for (int i = 0; i < facts->rating_count; i++)
        buf_printf(&bytes, "%s %d %s %s %d %d %d %d %d\n", facts->grid, facts->grid_version,
                   facts->ratings[i].volet, facts->ratings[i].rater, facts->ratings[i].people,
                   facts->ratings[i].shown, facts->ratings[i].up, facts->ratings[i].same,
                   facts->ratings[i].down);
    for (int i = 0; i < facts->follow.count; i++)
        buf_printf(&bytes, "%s %s %lld\n", facts->follow.all[i].kind, facts->follow.all[i].item,
                   (long long)facts->follow.all[i].count);
    good = buf_check(&bytes, err);
    if (good)
        crypto_hash(bytes.data, bytes.length, NULL, 0, facts->digest);
    buf_release(&bytes);
    return good;
}

bool session_facts_read(struct till *till, struct session_facts *out, struct err *err)
{
    struct result result;
    cents turnover;

    memset(out, 0, sizeof *out);
    if (!turnover_read(till->db, &turnover, err) ||
        !fact_box_read(till->db, &till->session, turnover, &out->box, err) ||
        !result_read_decided(till, &result, err) || !answers_read(till->db, out, err) ||
        !ratings_read(till->db, out, err) || !follow_read(till->db, &out->follow, err))
        return false;

    const int64_t figures[RESULT_FIGURES] = {
        result.net_sales,    result.production_charges, result.gross_margin, result.other_charges,
        result.contribution, result.cash_difference,    result.result,       result.reserve,
        result.to_share,
    };

    memcpy(out->figures, figures, sizeof figures);
    return digest_take(out, err);
}
