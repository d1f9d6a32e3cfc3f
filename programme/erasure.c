#include "programme/erasure.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/mention.h"
#include "programme/partner.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_BYTES_MAX = 1 << 16, WORD_LETTERS_MIN = 3 };

/* The book dates the erasure of who has no sheet left; one who has no name is erased anyway. */
static const char SQL_ERASE_PERSON[] = "UPDATE participant SET called_name = '', erased_on = "
                                       "iif(sheet IS NULL, ?2, NULL) WHERE badge = ?1";
static const char SQL_ERASE_TRACE_WORDS[] = "UPDATE trace SET reason = '' WHERE subject = ?1";
static const char SQL_ERASE_TRACE[] =
    "DELETE FROM trace WHERE subject = ?1 AND what LIKE 'consent %'";
static const char SQL_ERASE_STAY_WORDS[] = "UPDATE stay SET reason = '' WHERE badge = ?1";
static const char SQL_ERASE_INTERVIEW[] = "DELETE FROM interview WHERE badge = ?1";
static const char SQL_ERASE_CONSENTS[] = "DELETE FROM consent WHERE badge = ?1";
static const char SQL_ERASE_WORDS[] = "DELETE FROM opinion WHERE respondent = ?1";
static const char SQL_ERASE_ROLES[] = "DELETE FROM role_held WHERE badge = ?1";
static const char SQL_ERASE_CALLS[] = "DELETE FROM follow_up_call WHERE badge = ?1";
static const char SQL_ERASE_REASONS[] =
    "UPDATE attendance SET reason = '' WHERE badge = ?1 AND reason <> 'excused'";
static const char SQL_FORGET_NAME[] = "UPDATE participant SET called_name = '' WHERE badge = ?1";
static const char SQL_FORGET_SHEET[] = "UPDATE participant SET sheet = NULL WHERE badge = ?1";
static const char SQL_HAS_SHEET[] = "SELECT sheet IS NOT NULL FROM participant WHERE badge = ?1";

/* A correction stays visible, but not the name in it: its trigger steps aside for this. */
static const char SQL_OPEN_CORRECTIONS[] = "DROP TRIGGER correction_stays";
static const char SQL_SHUT_CORRECTIONS[] =
    "CREATE TRIGGER correction_stays BEFORE UPDATE ON correction\n"
    "    BEGIN SELECT RAISE(ABORT, 'a correction stays visible'); END";

/* Where people write freely, and may have written a name. */
static const struct place {
    const char *read;
    const char *write; /* ?1 before, ?2 after */
} PLACES[] = {
    { "SELECT note FROM session_day", "UPDATE session_day SET note = ?2 WHERE note = ?1" },
    { "SELECT DISTINCT reason FROM attendance",
      "UPDATE attendance SET reason = ?2 WHERE reason = ?1" },
    { "SELECT DISTINCT reason FROM trace", "UPDATE trace SET reason = ?2 WHERE reason = ?1" },
    { "SELECT why FROM acting", "UPDATE acting SET why = ?2 WHERE why = ?1" },
    { "SELECT DISTINCT reason FROM stay", "UPDATE stay SET reason = ?2 WHERE reason = ?1" },
    { "SELECT words FROM opinion", "UPDATE opinion SET words = ?2 WHERE words = ?1" },
    { "SELECT DISTINCT question FROM opinion",
      "UPDATE opinion SET question = ?2 WHERE question = ?1" },
    { "SELECT DISTINCT respondent FROM opinion",
      "UPDATE opinion SET respondent = ?2 WHERE respondent = ?1" },
    { "SELECT what FROM correction", "UPDATE correction SET what = ?2 WHERE what = ?1" },
    { "SELECT reason FROM correction", "UPDATE correction SET reason = ?2 WHERE reason = ?1" },
    { "SELECT materials FROM batch", "UPDATE batch SET materials = ?2 WHERE materials = ?1" },
    { "SELECT lot FROM batch", "UPDATE batch SET lot = ?2 WHERE lot = ?1" },
    { "SELECT ingredient FROM recipe_item",
      "UPDATE recipe_item SET ingredient = ?2 WHERE ingredient = ?1" },
    { "SELECT quantity FROM recipe_item",
      "UPDATE recipe_item SET quantity = ?2 WHERE quantity = ?1" },
    { "SELECT DISTINCT role FROM role_held",
      "UPDATE OR REPLACE role_held SET role = ?2 WHERE role = ?1" },
    /* Last: what the places above traced while they changed. */
    { "SELECT DISTINCT old FROM trace", "UPDATE trace SET old = ?2 WHERE old = ?1" },
    { "SELECT DISTINCT new FROM trace", "UPDATE trace SET new = ?2 WHERE new = ?1" },
};

/* A part of a name that points at nobody else of the group, and is no title. */
static bool word_is_hers(const struct people *people, int person, const char *word)
{
    static const char *const TITLES[] = { "madame", "monsieur", "mme" };
    struct mention mention;

    if (text_width_cols(word) < WORD_LETTERS_MIN)
        return false;
    for (size_t i = 0; i < COUNT_OF(TITLES); i++)
        if (mention_find(word, TITLES[i], &mention))
            return false;
    for (int i = 0; i < people->count; i++)
        if (i != person && mention_find(people->list[i].called_name, word, &mention))
            return false;
    return true;
}

void name_words_of(const struct people *people, int person, struct name_words *out)
{
    const char *name = people->list[person].called_name;
    const char *at = name;

    *out = (struct name_words){ .count = 0 };
    memcpy(out->badge, people->list[person].badge, sizeof out->badge);
    if (name[0] == '\0')
        return; /* erased before */
    memcpy(out->list[out->count++], name, NAME_MAX_BYTES);
    while (out->count < NAME_WORDS_MAX) {
        size_t length = strcspn(at += strspn(at, " "), " ");
        char *word = out->list[out->count];

        if (length == 0)
            return;
        snprintf(word, NAME_MAX_BYTES, "%.*s", (int)length, at);
        out->count += length < strlen(name) && word_is_hers(people, person, word);
        at += length;
    }
}

bool name_words_in(const struct name_words *words, const char *text)
{
    struct mention mention;

    for (int i = 0; i < words->count; i++)
        if (mention_find(text, words->list[i], &mention))
            return true;
    return false;
}

static bool badge_run(struct db *db, const char *sql, const char *badge, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_bind_text(&stmt, 1, badge);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static bool text_put_back(struct db *db, const struct place *place, const char *before,
                          const char *after, struct err *err)
{
    struct stmt stmt = db_prepare(db, place->write, err);

    stmt_bind_text(&stmt, 1, before);
    stmt_bind_text(&stmt, 2, after);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

/* The first text of that place which still holds the word, and what it becomes. */
static bool mention_seek(struct db *db, const struct place *place, const char *word,
                         const char *badge, struct buf texts[2], struct err *err)
{
    struct stmt query = db_prepare(db, place->read, err);
    struct mention mention;
    bool found = false;

    buf_clear(&texts[0]);
    buf_clear(&texts[1]);
    while (!found && stmt_next(&query)) {
        const char *text = stmt_text(&query, 0);

        found = mention_find(text, word, &mention);
        if (found) {
            buf_put_text(&texts[0], text);
            (void)mention_replace(text, word, badge, &texts[1]);
        }
    }
    return stmt_finish(&query) && buf_check(&texts[0], err) && buf_check(&texts[1], err);
}

/* The badge takes the place of a word, wherever someone wrote it. */
static bool word_replace(struct db *db, const struct place *place, const char *word,
                         const char *badge, struct err *err)
{
    struct buf texts[2] = { buf_init(WORDS_BYTES_MAX), buf_init(WORDS_BYTES_MAX) };
    struct mention mention;
    bool good = true;

    if (mention_find(badge, word, &mention))
        return true; /* the badge is the name: it would never end, and the figures keep it */
    do
        good = mention_seek(db, place, word, badge, texts, err) &&
               (texts[0].length == 0 ||
                text_put_back(db, place, buf_text(&texts[0]), buf_text(&texts[1]), err));
    while (good && texts[0].length > 0);
    buf_release(&texts[0]);
    buf_release(&texts[1]);
    return good;
}

static bool name_replace(struct db *db, const struct people *people, int person, struct err *err)
{
    struct name_words words;
    bool good = true;

    name_words_of(people, person, &words);
    for (int i = 0; good && i < words.count; i++)
        for (size_t place = 0; good && place < COUNT_OF(PLACES); place++)
            good = word_replace(db, &PLACES[place], words.list[i], people->list[person].badge, err);
    return good;
}

/*
 * The freed cells are zeroed (secure_delete), but a page that was split keeps old bytes in its
 * gaps, and so does the WAL: write every page anew, then empty the WAL.
 */
static bool file_rewrite(struct db *db, struct err *err)
{
    return db_script(db, "VACUUM", err) && db_checkpoint(db, err);
}

static bool transaction_end(struct db *db, bool good, struct err *err)
{
    if (good && db_commit(db, err))
        return file_rewrite(db, err);
    db_rollback(db);
    return false;
}

static bool person_clear(struct db *db, const char *badge, struct day today, struct err *err)
{
    static const char *const ERASURES[] = { SQL_ERASE_STAY_WORDS, SQL_ERASE_INTERVIEW,
                                            SQL_ERASE_CONSENTS,   SQL_ERASE_WORDS,
                                            SQL_ERASE_ROLES,      SQL_ERASE_CALLS,
                                            SQL_ERASE_REASONS,    SQL_ERASE_TRACE_WORDS,
                                            SQL_ERASE_TRACE };
    struct stmt person = db_prepare(db, SQL_ERASE_PERSON, err);

    stmt_bind_text(&person, 1, badge);
    stmt_bind_int(&person, 2, today.number);
    stmt_run(&person);
    if (!stmt_finish(&person))
        return false;
    for (size_t i = 0; i < COUNT_OF(ERASURES); i++)
        if (!badge_run(db, ERASURES[i], badge, err))
            return false;
    return true;
}

struct sheet sheet_profile(const struct sheet *sheet)
{
    struct sheet profile = { .birth_year = sheet->birth_year };
    struct err none = ERR_EMPTY;
    struct day birth;
    int month, month_day;
    bool is_word = strcmp(sheet->project, "no") == 0 || strcmp(sheet->project, "unknown") == 0;

    memcpy(profile.gender, sheet->gender, sizeof profile.gender);
    memcpy(profile.schooling, sheet->schooling, sizeof profile.schooling);
    memcpy(profile.employment, sheet->employment, sizeof profile.employment);
    memcpy(profile.territory, sheet->territory, sizeof profile.territory);
    memcpy(profile.prescriber, sheet->prescriber, sizeof profile.prescriber);
    memcpy(profile.months_without_work, sheet->months_without_work,
           sizeof profile.months_without_work);
    memcpy(profile.signed_on, sheet->signed_on, sizeof profile.signed_on);
    memcpy(profile.typed_on, sheet->typed_on, sizeof profile.typed_on);
    if (profile.birth_year == 0 && day_parse(sheet->birth_date, &birth, &none))
        day_split(birth, &profile.birth_year, &month, &month_day);
    if (sheet->project[0] != '\0')
        snprintf(profile.project, sizeof profile.project, "%s", is_word ? sheet->project : "yes");
    return profile;
}

static bool sheet_forget(struct db *db, const struct vault *vault, const char *badge,
                         struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HAS_SHEET, err);
    struct sheet sheet;
    bool has_sheet;

    stmt_bind_text(&query, 1, badge);
    has_sheet = stmt_next(&query) && stmt_int(&query, 0) != 0;
    if (!stmt_finish(&query))
        return false;
    if (!has_sheet)
        return true;
    if (!people_sheet(db, vault, badge, &sheet, err))
        return false;
    sheet = sheet_profile(&sheet);
    return sheet_is_empty(&sheet) ? badge_run(db, SQL_FORGET_SHEET, badge, err)
                                  : people_set_sheet(db, vault, badge, &sheet, err);
}

/* Who sent her may have been written with her name. */
static bool sheet_keep_profile(struct db *db, const struct vault *vault,
                               const struct people *people, int person, struct err *err)
{
    const char *badge = people->list[person].badge;
    struct name_words words;
    struct sheet sheet;

    if (!vault)
        return badge_run(db, SQL_FORGET_SHEET, badge, err);
    name_words_of(people, person, &words);
    if (!sheet_forget(db, vault, badge, err) || !people_sheet(db, vault, badge, &sheet, err))
        return false;
    if (!name_words_in(&words, sheet.prescriber))
        return true;
    sheet.prescriber[0] = '\0';
    return people_set_sheet(db, vault, badge, &sheet, err);
}

bool erasure_of_person(struct db *db, const struct vault *vault, const char *badge,
                       struct day today, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;

    int person = people_find(&people, badge);

    if (person < 0)
        return err_fail(err, ERR_NOT_FOUND, _("Personne n'a le badge « %.20s » : voir la liste."),
                        badge);
    return db_begin(db, err) &&
           transaction_end(db,
                           db_script(db, SQL_OPEN_CORRECTIONS, err) &&
                               sheet_keep_profile(db, vault, &people, person, err) &&
                               person_clear(db, badge, today, err) &&
                               name_replace(db, &people, person, err) &&
                               db_script(db, SQL_SHUT_CORRECTIONS, err),
                           err);
}

static bool names_clear(struct db *db, const struct vault *vault, const struct people *people,
                        struct err *err)
{
    for (int i = 0; i < people->count; i++) {
        const char *badge = people->list[i].badge;

        if (people->list[i].erased)
            continue;
        if (!name_replace(db, people, i, err) || !sheet_forget(db, vault, badge, err) ||
            !badge_run(db, SQL_ERASE_INTERVIEW, badge, err) ||
            !badge_run(db, SQL_ERASE_REASONS, badge, err) ||
            !badge_run(db, SQL_ERASE_STAY_WORDS, badge, err) ||
            !badge_run(db, SQL_ERASE_TRACE_WORDS, badge, err) ||
            !badge_run(db, SQL_FORGET_NAME, badge, err))
            return false;
    }
    return partners_forget(db, err);
}

bool erasure_of_partner(struct db *db, const char *key, bool *found, struct err *err)
{
    struct partners *partners = partners_open(db, err);

    if (!partners)
        return false;
    *found = partners_find(partners, key) >= 0;
    free(partners);
    return !*found || (db_begin(db, err) && transaction_end(db, partner_erase(db, key, err), err));
}

bool erasure_of_names(struct db *db, const struct vault *vault, struct err *err)
{
    enum session_state state;
    struct people people;

    if (!programme_state(db, &state, err) || !people_read(db, &people, err))
        return false;
    if (state < SESSION_CLOSED)
        return err_fail(err, ERR_INPUT,
                        _("La session n'est pas finie : les noms servent encore jusqu'au bilan."));
    return db_begin(db, err) && transaction_end(db,
                                                db_script(db, SQL_OPEN_CORRECTIONS, err) &&
                                                    names_clear(db, vault, &people, err) &&
                                                    db_script(db, SQL_SHUT_CORRECTIONS, err),
                                                err);
}
