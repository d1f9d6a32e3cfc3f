#include "ledger/image_right.h"

#include "base/lang.h"
#include "ledger/fact_order.h"

#include <stdio.h>
#include <string.h>

static const char SQL_EVENTS[] =
    "SELECT answer, day, until, noted_by, time, offset FROM consent_fact AS fact "
    "JOIN record USING (chain, seq) WHERE badge = ? AND use = 'image.' || ? "
    "ORDER BY " FACT_PLACE("fact") ", seq, rank";

static const char *const USES[IMAGE_USE_COUNT] = { "album", "stall",   "host_site", "social",
                                                   "press", "network", "film",      "quote" };
static const char *const ANSWERS[] = { "yes", "no", "stop" };
static const char *const SIGNERS[SIGNER_COUNT] = { "person", "parent1", "parent2" };

/* The place of a word in a list; -1 when it is none of them, with all of them in the sentence. */
static int word_find(const char *what, const char *text, const char *const *words, size_t count,
                     struct err *err)
{
    char all[120] = "";

    for (size_t i = 0; i < count; i++) {
        if (strcmp(text, words[i]) == 0)
            return (int)i;
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? " " : "", words[i]);
    }
    err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), what, all);
    return -1;
}

const char *image_use_name(enum image_use use)
{
    static const char *const NAMES[IMAGE_USE_COUNT] = {
        N_("album"),  N_("stand"),  N_("site internet"), N_("réseaux sociaux"),
        N_("presse"), N_("réseau"), N_("film"),          N_("phrases"),
    };

    return _(NAMES[use]);
}

bool image_use_parse(const char *text, enum image_use *out, struct err *err)
{
    int at = word_find("use", text, USES, COUNT_OF(USES), err);

    *out = at < 0 ? IMAGE_ALBUM : (enum image_use)at;
    return at >= 0;
}

bool image_answer_parse(const char *text, enum image_answer *out, struct err *err)
{
    int at = word_find("answer", text, ANSWERS, COUNT_OF(ANSWERS), err);

    *out = at < 0 ? IMAGE_NO : (enum image_answer)at;
    return at >= 0;
}

bool image_signer_parse(const char *text, enum image_signer *out, struct err *err)
{
    int at =
        text[0] == '\0' ? SIGNER_PERSON : word_find("by", text, SIGNERS, COUNT_OF(SIGNERS), err);

    *out = at < 0 ? SIGNER_PERSON : (enum image_signer)at;
    return at >= 0;
}

/* The same day some years later; 29 February ends a day earlier. */
static struct day years_after(struct day day, int years)
{
    int year, month, month_day;

    day_split(day, &year, &month, &month_day);
    if (month == 2 && month_day == 29)
        month_day = 28;
    return day_of(year + years, month, month_day);
}

bool image_put(struct till *till, const struct image_event *event, struct err *err)
{
    struct journal *journal = &till->real;
    struct day until = event->until;

    if (until.number == DAY_NONE_NUMBER)
        until = years_after(event->day, IMAGE_YEARS);
    if (until.number < event->day.number)
        return err_fail(err, ERR_INPUT, _("Un accord ne finit pas avant d'être donné."));
    if (!journal_begin(journal, RECORD_CONSENT, 0, &till->actor, till_now(till), err))
        return false;

    struct fact fact = fact_begin(journal, FACT_CONSENT);
    char use[24];

    fact_int(&fact, 1);
    fact_text(&fact, event->badge);
    snprintf(use, sizeof use, "image.%s", USES[event->use]); /* "quote" alone is another one */
    fact_text(&fact, use);
    fact_text(&fact, ANSWERS[event->answer]);
    fact_int(&fact, event->day.number);
    fact_int(&fact, until.number);
    fact_text(&fact, SIGNERS[event->by]);
    fact_text(&fact, event->paper);
    fact_end(&fact);
    return journal_seal(journal, err);
}

/* What counts of one who signs. */
struct said {
    bool is_known;
    bool is_yes;
    int64_t day;
    int64_t until; /* of a yes; INT64_MAX: for good */
};

/*
 * The later of two days counts, and of one day what was noted last. A yes of a day that is still to
 * come where a no is noted was dated by a clock that ran fast: it does not outlive that no.
 */
static void said_take(struct said *said, const struct stmt *event)
{
    bool is_yes = strcmp(stmt_text(event, 0), "yes") == 0;
    int64_t day = stmt_int(event, 1);
    int64_t noted_on = moment_day(stmt_moment(event, 4)).number;

    if (said->is_known && day < said->day && (is_yes || said->day <= noted_on))
        return;
    *said =
        (struct said){ true, is_yes, day, stmt_is_null(event, 2) ? INT64_MAX : stmt_int(event, 2) };
}

static bool said_holds(const struct said *said, struct day today)
{
    return said->is_yes && said->day <= today.number && said->until >= today.number;
}

bool image_find(struct db *db, const char *badge, enum image_use use, struct day today,
                struct image_right *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_EVENTS, err);
    struct said said[SIGNER_COUNT] = { { false } };
    bool of_a_minor;

    stmt_bind_text(&query, 1, badge);
    stmt_bind_text(&query, 2, USES[use]);
    while (stmt_next(&query))
        for (int by = 0; by < SIGNER_COUNT; by++)
            if (strcmp(stmt_text(&query, 3), SIGNERS[by]) == 0)
                said_take(&said[by], &query);
    if (!stmt_finish(&query))
        return false;
    of_a_minor = said[SIGNER_PARENT1].is_known || said[SIGNER_PARENT2].is_known;
    *out = (struct image_right){
        .asked = said[SIGNER_PERSON].is_known || of_a_minor,
        .given = said_holds(&said[SIGNER_PERSON], today) &&
                 (!of_a_minor || (said_holds(&said[SIGNER_PARENT1], today) &&
                                  said_holds(&said[SIGNER_PARENT2], today))),
    };
    return true;
}
