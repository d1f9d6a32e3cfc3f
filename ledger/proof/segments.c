#include "ledger/proof/segments.h"

#include "base/lang.h"
#include "ledger/proof/record_reader.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char SQL_LAST_SEQ[] = "SELECT max(seq) FROM record WHERE chain = ?";
static const char SQL_KEY_AT[] =
    "SELECT note.detail FROM note CROSS JOIN record USING (chain, seq) WHERE note.chain = ? AND "
    "note.seq <= ? AND kind = 1 ORDER BY note.seq DESC LIMIT 1";
static const char SQL_TIME[] = "SELECT time FROM record WHERE chain = ? AND seq = ?";

struct segment {
    char chain[2];
    int64_t from; /* first record */
    int64_t to;   /* last one; INT64_MAX: to the end of the chain */
    struct db *db;
    pthread_t thread;
    bool is_running;
    bool is_read; /* to its end, or to a fault */
    struct verdict verdict;
    struct tallies tallies;
    struct journal_check start; /* what the book says of the place before `from` */
    struct journal_check check;
};

/* -- One walk, from a record to another -- */

static void reader_say(struct journal_check *check, const struct record_reader *reader)
{
    int64_t next = check->head.seq + 1;

    if (reader->is_unsealed)
        verdict_fault(check->verdict, check->chain, reader->seq,
                      _("il porte une valeur qu'il ne scelle pas : elle a été ajoutée"));
    else if (reader->stray != 0 && reader->seq > next)
        verdict_fault(check->verdict, check->chain, next,
                      _("il manque : le suivant porte le numéro %lld"), (long long)reader->seq);
    else if (reader->stray != 0)
        verdict_fault(check->verdict, check->chain, next,
                      _("une ligne de « %s » n'appartient à aucun enregistrement"),
                      FACT_TABLES[reader->stray].name);
}

static bool range_judge(struct journal_check *check, struct db *db, int64_t to, struct err *err)
{
    struct record_reader reader;
    bool good = true;

    record_reader_open_range(&reader, db, check->chain, &check->head, to, err);
    while (good && record_reader_next(&reader))
        good = reader.is_sealed ? chain_check_take(check, &reader.record, reader.record.hash)
                                : verdict_fault(check->verdict, check->chain, reader.seq,
                                                _("son empreinte ou sa signature est illisible"));
    reader_say(check, &reader);
    return record_reader_close(&reader);
}

/* -- What the book says of a place -- */

static bool key_read(struct journal_check *check, struct db *db, int64_t seq, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_KEY_AT, err);

    stmt_bind_text(&query, 1, check->chain);
    stmt_bind_int(&query, 2, seq);
    check->has_key = stmt_next(&query) &&
                     crypto_unhex(stmt_text(&query, 0), check->public_key, PUBLIC_KEY_BYTES);
    return stmt_finish(&query);
}

static bool span_read(struct journal_check *check, struct db *db, int period, struct err *err)
{
    const struct mark *mark = &check->marks.of[period];
    struct closing_span *span = &check->marks.spans[period];
    struct stmt query = db_prepare(db, SQL_TIME, err);

    stmt_bind_text(&query, 1, check->chain);
    stmt_bind_int(&query, 2, mark->seq + 1);
    span->is_open = mark->seq < check->head.seq;
    if (span->is_open && stmt_next(&query))
        span->opened = stmt_number(&query, 0);
    return stmt_finish(&query) && sale_days_read(db, check->chain, mark->last_ticket,
                                                 check->head.last_ticket, &span->days, err);
}

static bool place_read(struct journal_check *check, struct db *db, int64_t seq, struct err *err)
{
    if (!journal_head_read_at(&check->head, db, check->chain, seq, err) ||
        !key_read(check, db, seq, err))
        return false;
    for (int period = PERIOD_DAY; period <= PERIOD_SESSION; period++)
        if (!mark_read_at(db, check->chain, (enum period_kind)period, seq, &check->marks.of[period],
                          err) ||
            !span_read(check, db, period, err))
            return false;
    return true;
}

/* -- Whether two places are one -- */

static bool rates_are_equal(const struct rate_running *a, int a_count, const struct rate_running *b,
                            int b_count)
{
    bool same = a_count == b_count;

    for (int i = 0; same && i < a_count; i++)
        same = a[i].rate == b[i].rate && a[i].gross == b[i].gross && a[i].net == b[i].net &&
               a[i].vat == b[i].vat;
    return same;
}

static bool means_are_equal(const struct means_running *a, int a_count,
                            const struct means_running *b, int b_count)
{
    bool same = a_count == b_count;

    for (int i = 0; same && i < a_count; i++)
        same = strcmp(a[i].means, b[i].means) == 0 && a[i].amount == b[i].amount;
    return same;
}

static bool heads_are_equal(const struct journal_head *a, const struct journal_head *b)
{
    return a->seq == b->seq && a->form == b->form && a->time == b->time &&
           a->last_ticket == b->last_ticket && a->last_day.number == b->last_day.number &&
           memcmp(a->hash, b->hash, HASH_BYTES) == 0 &&
           memcmp(a->signature, b->signature, SIGNATURE_BYTES) == 0 &&
           memcmp(&a->running, &b->running, sizeof a->running) == 0 &&
           rates_are_equal(a->rates, a->rate_count, b->rates, b->rate_count) &&
           means_are_equal(a->means, a->means_count, b->means, b->means_count);
}

static bool marks_are_equal(const struct mark *a, const struct mark *b)
{
    return a->seq == b->seq && a->number == b->number && a->last_ticket == b->last_ticket &&
           a->gross == b->gross && a->tickets == b->tickets && a->refunds == b->refunds &&
           memcmp(a->modes, b->modes, sizeof a->modes) == 0 && a->cash_in == b->cash_in &&
           a->cash_out == b->cash_out &&
           rates_are_equal(a->rates, a->rate_count, b->rates, b->rate_count) &&
           means_are_equal(a->means, a->means_count, b->means, b->means_count);
}

/* A rate of nothing may stand in one of them only. */
static bool day_has_rate(const struct day_total *day, const struct rate_figures *rate)
{
    for (int i = 0; i < day->rate_count; i++)
        if (day->rates[i].rate == rate->rate)
            return day->rates[i].gross == rate->gross && day->rates[i].net == rate->net &&
                   day->rates[i].vat == rate->vat;
    return rate->gross == 0 && rate->net == 0 && rate->vat == 0;
}

/* Every rate of one stands in the other, day by day; the days are the same. */
static bool days_are_in(const struct day_totals *a, const struct day_totals *b)
{
    for (int i = 0; i < a->count; i++)
        for (int j = 0; j < a->days[i].rate_count; j++)
            if (!day_has_rate(&b->days[i], &a->days[i].rates[j]))
                return false;
    return true;
}

static bool spans_are_equal(const struct closing_span *a, const struct closing_span *b, int period)
{
    if (a->is_open != b->is_open)
        return false;
    if (!a->is_open)
        return true;
    if (a->opened != b->opened || a->days.count != b->days.count)
        return false;
    for (int i = 0; i < a->days.count; i++)
        if (a->days.days[i].day.number != b->days.days[i].day.number)
            return false;
    if (a->days.count > 0 && (a->days.first.number != b->days.first.number ||
                              a->days.last.number != b->days.last.number))
        return false;
    return period != PERIOD_DAY ||
           (days_are_in(&a->days, &b->days) && days_are_in(&b->days, &a->days));
}

static bool places_are_equal(const struct journal_check *a, const struct journal_check *b)
{
    if (!heads_are_equal(&a->head, &b->head) || a->has_key != b->has_key ||
        memcmp(a->public_key, b->public_key, PUBLIC_KEY_BYTES) != 0)
        return false;
    for (int period = PERIOD_DAY; period <= PERIOD_SESSION; period++)
        if (!marks_are_equal(&a->marks.of[period], &b->marks.of[period]) ||
            !spans_are_equal(&a->marks.spans[period], &b->marks.spans[period], period))
            return false;
    return true;
}

/* -- Side by side -- */

static void *segment_run(void *context)
{
    struct segment *segment = context;
    struct journal_check *check = &segment->check;
    struct err err = ERR_EMPTY;

    segment->is_read = place_read(check, segment->db, segment->from - 1, &err);
    if (!segment->is_read)
        return NULL;
    segment->start = *check;
    segment->is_read = range_judge(check, segment->db, segment->to, &err);
    crypto_thread_end();
    return NULL;
}

static void segment_start(struct segment *segment, const struct journal_check *like, struct db *db)
{
    struct err ignored = ERR_EMPTY;
    struct journal_check *check = &segment->check;

    journal_check_init(check, &segment->verdict, like->head_code);
    check->tallies = like->tallies ? &segment->tallies : NULL;
    chain_check_begin(check, segment->chain[0]);
    if (db_open_beside(db, &segment->db, &ignored))
        segment->is_running = pthread_create(&segment->thread, NULL, segment_run, segment) == 0;
}

/* What the segment found is what one walk would have found, for it began where that walk stands. */
static void segment_adopt(struct journal_check *check, const struct segment *segment)
{
    const struct journal_check *more = &segment->check;
    struct verdict *verdict = check->verdict;

    check->head = more->head;
    check->has_key = more->has_key;
    memcpy(check->public_key, more->public_key, PUBLIC_KEY_BYTES);
    check->marks = more->marks;
    check->head_found = check->head_found || more->head_found;
    journal_check_join(check, more);
    for (int i = 0; check->tallies && i < PRODUCT_TALLY_MAX; i++)
        tallies_add(check->tallies, &segment->tallies.all[i]);
    verdict->record_count += segment->verdict.record_count;
    verdict->key_count += segment->verdict.key_count;
    if (segment->verdict.trusted_until.utc_s != 0) /* it took a record at least */
        verdict->trusted_until = segment->verdict.trusted_until;
    if (!segment->verdict.is_good)
        verdict_fault(verdict, segment->verdict.chain, segment->verdict.seq, "%s",
                      segment->verdict.what);
}

static bool segments_walk(struct journal_check *check, struct db *db, struct segment *segments,
                          int count, struct err *err)
{
    for (int i = 1; i < count; i++)
        segment_start(&segments[i], check, db);

    bool good = range_judge(check, db, segments[0].to, err);

    for (int i = 1; i < count; i++) {
        struct segment *segment = &segments[i];

        if (segment->is_running)
            pthread_join(segment->thread, NULL);
        db_close(segment->db);
        if (!good || !check->verdict->is_good)
            continue;
        if (segment->is_running && segment->is_read && places_are_equal(check, &segment->start))
            segment_adopt(check, segment);
        else
            good = range_judge(check, db, segment->to, err);
    }
    return good;
}

static bool last_seq_read(struct db *db, const char *chain, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST_SEQ, err);

    stmt_bind_text(&query, 1, chain);
    *out = stmt_next(&query) ? stmt_number(&query, 0) : 0;
    return stmt_finish(&query);
}

static int segments_wanted(const struct db *db, int64_t record_count)
{
    int64_t count = record_count / SEGMENT_RECORDS_MIN;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (!db_is_reader(db)) /* who owns a book is alone with it */
        return 1;
    if (count > cores)
        count = cores;
    return count < 1 ? 1 : count > SEGMENTS_MAX ? SEGMENTS_MAX : (int)count;
}

bool segments_judge(struct journal_check *check, struct db *db, struct err *err)
{
    struct segment *segments;
    int64_t last = 0;
    int count;
    bool good;

    if (!last_seq_read(db, check->chain, &last, err))
        return false;
    count = segments_wanted(db, last);
    segments = calloc((size_t)count, sizeof *segments);
    if (!segments)
        abort();
    for (int i = 0; i < count; i++) {
        segments[i].chain[0] = check->chain[0];
        segments[i].from = last / count * i + 1;
        segments[i].to = i + 1 == count ? INT64_MAX : last / count * (i + 1);
    }
    good = segments_walk(check, db, segments, count, err);
    free(segments);
    chain_check_end(check);
    return good;
}

bool segments_judge_from(struct journal_check *check, struct db *db, int64_t from, struct err *err)
{
    bool good = (from <= 1 || place_read(check, db, from - 1, err)) &&
                range_judge(check, db, INT64_MAX, err);

    chain_check_end(check);
    return good;
}
