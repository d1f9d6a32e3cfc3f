#include "pos/acts/example.h"

#include "base/csv.h"
#include "base/lang.h"
#include "ledger/charge.h"
#include "ledger/closing/distribution.h"
#include "ledger/consent.h"
#include "ledger/presence.h"
#include "pos/acts/example_market.h"
#include "pos/acts/example_people.h"
#include "programme/programme_store.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const unsigned char CHARGES_CSV[] = {
#include "pos/acts/example_charges.csv.inc"
};

/* How each host of the example takes its part, and how the group shares: both invented. */
static const struct example_rule {
    const char *session;
    const char *contribution;
    enum sharing_rule rule;
    basis_points reserve;
} RULES[PUBLISHED_COUNT] = {
    { "fc01", "none", SHARE_EQUAL, 0 },
    { "fc02", "net:10%", SHARE_EQUAL, 1000 },
    { "fc03", "net:10%", SHARE_MINUTES, 0 },
    { "fc04", "margin:13.5%", SHARE_MINUTES, 0 },
    { "fc05", "margin:13.5%", SHARE_MIX, 0 },
    { "fc06", "net:10%", SHARE_EQUAL, 0 },
    { "fc07", "result:10%,cap=100", SHARE_MIX, 500 },
};

static const struct example_rule *rule_find(const char *session)
{
    for (int i = 0; i < PUBLISHED_COUNT; i++)
        if (strcmp(RULES[i].session, session) == 0)
            return &RULES[i];
    abort(); /* one rule for each published session */
}

bool example_path(const struct published *session, const char *folder, char out[EXAMPLE_PATH_MAX],
                  struct err *err)
{
    static const char *const NAMES[PUBLISHED_COUNT] = {
        "apephemere", "dastmal-d-ernee",       "coopkies", "mamcookies", "cookiks",
        "sacresac",   "cuisine-sans-frontiere"
    };
    size_t at = (size_t)(session->id[3] - '1');

    if (snprintf(out, EXAMPLE_PATH_MAX, "%s/%s.flashcoop", folder, NAMES[at]) < EXAMPLE_PATH_MAX)
        return true;
    return err_fail(err, ERR_INPUT, _("Le nom du dossier est trop long : le raccourcir."));
}

/* Summer time holds in Laval in September, and in none of the others. */
static int32_t offset_of(struct day day)
{
    int year, month, month_day;

    day_split(day, &year, &month, &month_day);
    return month >= 4 && month <= 9 ? 120 : 60;
}

static struct clock clock_at(struct day day, int hour)
{
    int32_t offset_min = offset_of(day);
    int64_t utc_s = (int64_t)day.number * 86400 + hour * 3600 - (int64_t)offset_min * 60;

    return clock_frozen((struct moment){ utc_s, offset_min });
}

static bool session_fill(const struct published *published, struct session *out, struct err *err)
{
    *out = session_init();
    snprintf(out->name, sizeof out->name, "%s", published->name);
    snprintf(out->host, sizeof out->host, "%s", published->host);
    snprintf(out->place, sizeof out->place, "%s", published->place);
    snprintf(out->venue, sizeof out->venue, "%s", published->venue);
    snprintf(out->product, sizeof out->product, "%s", published->product);
    out->is_example = true;
    return field_set(&SESSION_FIELDS[SESSION_SECTOR], out, published->sector, err) &&
           contribution_parse(rule_find(published->id)->contribution, &out->contribution, err);
}

enum { COLUMN_SESSION, COLUMN_DAY, COLUMN_CHARGE };

/* The day is one of the session's, not a date: the columns of a charge follow without theirs. */
enum { CHARGE_COLUMNS = CHARGE_FIELD_COUNT - CHARGE_LABEL };

struct spending {
    struct till *till;
    const struct published *session;
};

static bool charge_row_put(void *context, long line, const char *const *fields, struct err *err)
{
    struct spending *spending = context;
    struct charge charge = { .net = 0 };

    (void)line;
    if (strcmp(fields[COLUMN_SESSION], spending->session->id) != 0)
        return true;
    charge.day = spending->session->days[atoi(fields[COLUMN_DAY]) - 1];
    return field_set_row(CHARGE_FIELDS + CHARGE_LABEL, CHARGE_COLUMNS, &charge,
                         fields + COLUMN_CHARGE, err) &&
           charge_put(spending->till, &charge, err);
}

static bool charges_put(struct till *till, const struct published *session, struct err *err)
{
    struct csv_column columns[COLUMN_CHARGE + CHARGE_COLUMNS] = { { "session", true },
                                                                  { "day", true } };
    const struct csv_table table = { columns, COUNT_OF(columns), charge_row_put, NULL };
    struct spending spending = { till, session };

    field_columns(CHARGE_FIELDS + CHARGE_LABEL, CHARGE_COLUMNS, columns + COLUMN_CHARGE);
    return csv_read_text((const char *)CHARGES_CSV, "example_charges.csv", &table, &spending, err);
}

/* One session sold on two markets, so on two days here. */
static bool markets_play(struct till *till, const struct published *session, int sale_day,
                         struct err *err)
{
    int count = strcmp(session->id, "fc05") == 0 ? 2 : 1;

    for (int i = 0; i < count; i++) {
        struct day day = session->days[sale_day - count + i];
        const struct market_day market = {
            .day = day,
            .offset_min = offset_of(day),
            .turnover = session->turnover_cents / count,
            .session = session->id,
            .sellers = session->participants,
            .seed = (uint64_t)(session->id[3] * 1000 + i + 1),
            .difference = session->id[3] == '5' && i == 0 ? -50 : 0,
        };

        if (!market_play(till, &market, err))
            return false;
    }
    return true;
}

static bool sharing_put(struct till *till, const struct published *session, struct err *err)
{
    const struct example_rule *rule = rule_find(session->id);
    struct distribution distribution = { .rule = rule->rule,
                                         .mix = rule->rule == SHARE_MIX ? RATE_MAX / 2 : 0,
                                         .votes_for = session->participants };

    return result_read(till, rule->reserve, &distribution.result, err) &&
           example_people_weigh(till->db, session, &distribution, err) &&
           distribution_compute(&distribution, err) &&
           distribution_record(till, &distribution, err);
}

/* The session from its first day to its last, the till's clock going with it. */
static bool session_play(struct till *till, const struct published *session, struct err *err)
{
    struct day last = session->days[session->day_count - 1];
    struct calendar calendar;

    if (!programme_set_dates(till->db, session->days, session->day_count, err) ||
        !programme_calendar(till->db, &calendar, err) ||
        !example_people_put(till->db, session, err))
        return false;
    till->clock = clock_at(session->days[3], 9);
    if (!presence_seal(till, err) || !consent_seal(till, err) || /* a Z says what is not sealed */
        !market_put_products(till, session->id, err) ||
        !example_workshops_put(till->db, session, err) ||
        !markets_play(till, session, calendar.sale_day, err))
        return false;
    till->clock = clock_at(last, 10);
    if (!charges_put(till, session, err))
        return false;
    till->clock = clock_at(last, 11);
    return sharing_put(till, session, err);
}

bool example_write(const struct published *session, const char *path, struct err *err)
{
    struct session settings;
    struct book book;
    bool good;

    if (!session_fill(session, &settings, err) ||
        !book_create(&book, path, &settings, 'A', clock_at(session->first_day, 9), err))
        return false;
    good = till_batch_begin(&book.till, err);
    if (good) {
        good = session_play(&book.till, session, err);
        good = till_batch_end(&book.till, good, err) && good;
    }
    book_close(&book);
    if (!good)
        unlink(path); /* ours: it did not exist before */
    return good;
}
