#include "ledger/image_right.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_EVENTS[] =
    "SELECT answer, day, until, noted_by FROM consent_fact JOIN record USING (chain, seq) "
    "WHERE badge = ? AND use = 'image.' || ? ORDER BY day, time, chain, seq, rank";

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

bool image_find(struct db *db, const char *badge, enum image_use use, struct day today,
                struct image_right *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_EVENTS, err);
    bool said[SIGNER_COUNT] = { false }, yes[SIGNER_COUNT] = { false }, of_a_minor;

    stmt_bind_text(&query, 1, badge);
    stmt_bind_text(&query, 2, USES[use]);
    while (stmt_next(&query))
        for (int by = 0; by < SIGNER_COUNT; by++)
            if (strcmp(stmt_text(&query, 3), SIGNERS[by]) == 0) {
                said[by] = true;
                yes[by] = strcmp(stmt_text(&query, 0), "yes") == 0 &&
                          stmt_int(&query, 1) <= today.number &&
                          (stmt_is_null(&query, 2) || stmt_int(&query, 2) >= today.number);
            }
    if (!stmt_finish(&query))
        return false;
    of_a_minor = said[SIGNER_PARENT1] || said[SIGNER_PARENT2];
    *out = (struct image_right){
        .asked = said[SIGNER_PERSON] || of_a_minor,
        .given =
            yes[SIGNER_PERSON] && (!of_a_minor || (yes[SIGNER_PARENT1] && yes[SIGNER_PARENT2])),
    };
    return true;
}
