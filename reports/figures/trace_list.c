#include "reports/figures/trace_list.h"

#include "base/lang.h"
#include "programme/duty.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRACE_TEXT_MAX = 160, PIECES_MAX = 4 };

static const char SQL_TRACE[] =
    "SELECT time, who, what, subject, old, new, reason FROM trace ORDER BY id";

/* The words of the triggers (programme/schema.sql), which files keep, and what people read. */
static const struct {
    const char *word, *shown;
} WORDS[] = {
    { "attendance", N_("présence") },
    { "rating", N_("note") },
    { "answer", N_("réponse") },
    { "consent", N_("accord") },
    { "role", N_("rôle") },
    { "stay", N_("dans le groupe") },
    { "date", N_("date") },
    { "batch", N_("fabrication") },
    { "made", N_("faits") },
    { "lost", N_("perdus") },
    { "day", N_("jour") },
    { "allergens", N_("allergènes") },
    { "materials", N_("avec quoi") },
    { "use_by", N_("à utiliser avant") },
    { "am", N_("matin") },
    { "pm", N_("après-midi") },
    { "self", N_("par soi-même") },
    { "animator", N_("équipe") },
    { "looking-back", N_("en repensant à J1") },
    { "host", N_("coopérative") },
    { "image", N_("image") },
    { "quote", N_("phrases") },
    { "follow-up", N_("appel") },
    { "sharing", N_("partage des données") },
    { "yes", N_("oui") },
    { "no", N_("non") },
    { "little", N_("un peu") },
    { "unknown", N_("ne sait pas") },
    { "stop", N_("arrêt") },
};

static const char *word_shown(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (strcmp(WORDS[i].word, word) == 0)
            return _(WORDS[i].shown);
    return word;
}

/* Word by word; a stay that has no end is written J0. */
static const char *trace_shown(const char *text, char out[TRACE_TEXT_MAX])
{
    char copy[TRACE_TEXT_MAX], *rest = NULL;
    size_t used = 0;

    snprintf(copy, sizeof copy, "%s", text);
    out[0] = '\0';
    for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        const char *shown = strcmp(word, "J0") == 0 ? "…" : word_shown(word);

        used += (size_t)snprintf(out + used, TRACE_TEXT_MAX - used, "%s%s", used ? " " : "", shown);
        if (used >= TRACE_TEXT_MAX)
            break;
    }
    return out;
}

static const char *value_shown(const char *what, const char *value, char out[TRACE_TEXT_MAX])
{
    int spent = atoi(value);

    if (value[0] == '\0')
        return value;
    if (strncmp(what, "role ", 5) == 0)
        return duty_role_name(value);
    if (strncmp(what, "attendance ", 11) != 0)
        return trace_shown(value, out);
    if (spent == 0)
        return _("absence");
    snprintf(out, TRACE_TEXT_MAX, "%d h %02d", spent / 60, spent % 60);
    return out;
}

static struct cell cell_value(const char *value, const char *shown)
{
    return value[0] ? cell_word(value, shown) : CELL_NONE;
}

static void put_row(struct page *page, struct stmt *query)
{
    char who[TRACE_TEXT_MAX], what[TRACE_TEXT_MAX], old[TRACE_TEXT_MAX], now[TRACE_TEXT_MAX];
    const char *words = stmt_text(query, 2), *was = stmt_text(query, 4), *is = stmt_text(query, 5);
    const struct cell cells[] = {
        cell_time((struct moment){ stmt_int(query, 0), 0 }),
        cell_word(stmt_text(query, 1), trace_shown(stmt_text(query, 1), who)),
        cell_word(words, trace_shown(words, what)),
        cell_text(stmt_text(query, 3)),
        cell_value(was, value_shown(words, was, old)),
        cell_value(is, value_shown(words, is, now)),
        cell_text(stmt_text(query, 6)),
    };

    page_row(page, cells);
}

bool trace_list_page(struct db *db, const struct session *session, struct page *page,
                     struct err *err)
{
    const struct page_column columns[] = {
        { "time", _("Quand"), CELL_TIME, READER_ALL, false },
        { "who", _("Qui a écrit"), CELL_TEXT, READER_ALL, false },
        { "what", _("Quoi"), CELL_TEXT, READER_ALL, false },
        { "subject", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "old", _("Avant"), CELL_TEXT, READER_ALL, false },
        { "new", _("Après"), CELL_TEXT, READER_ALL, false },
        { "reason", _("Pourquoi"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    struct stmt query = db_prepare(db, SQL_TRACE, err);

    people_page_title(page, _("Ce qui a changé"), session);
    page_begin_table(page, &table);
    while (stmt_next(&query))
        put_row(page, &query);
    page_end_table(page);
    return stmt_finish(&query);
}
