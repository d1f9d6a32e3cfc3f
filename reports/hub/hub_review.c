#include "reports/hub/hub_review.h"

#include "base/lang.h"
#include "ledger/session.h"
#include "programme/impact.h"
#include "programme/outcome.h"
#include "programme/statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POOL   "SELECT year, sector, sessions, participants, turnover, net_sales, result FROM "
#define ANSWER "SELECT year, sector, statement, sessions, participants, answered, cells FROM "
#define RATING                                                                                     \
    "SELECT year, sector, grid || ' ' || version, sessions, people, 0, cells, volet, rater FROM "
#define OF_YEAR " WHERE ($1 = '' OR year = $1::int) ORDER BY year, sector"

#define HOSTS(view)                                                                                \
    "SELECT year, host, count(*), sum(participants)::bigint, sum(turnover)::bigint, "              \
    "sum(net_sales)::bigint, sum(result)::bigint FROM " view                                       \
    " WHERE NOT is_example AND ($1 = '' OR year = $1::int) GROUP BY year, host "                   \
    "ORDER BY year, host"

/* For the host, then for the network. */
static const char *const SQL_HOSTS[] = { HOSTS("hub.own_session"), HOSTS("hub.network_session") };
static const char *const SQL_POOL[] = { POOL "hub.own_pool" OF_YEAR,
                                        POOL "hub.network_pool" OF_YEAR };
static const char *const SQL_ANSWERS[] = { ANSWER "hub.own_answer" OF_YEAR ", statement",
                                           ANSWER "hub.network_answer" OF_YEAR ", statement" };
static const char *const SQL_RATINGS[] = { RATING "hub.own_rating" OF_YEAR
                                                  ", grid, version, volet, rater",
                                           RATING "hub.network_rating" OF_YEAR
                                                  ", grid, version, volet, rater" };

#define OUTCOMES(view)                                                                             \
    "SELECT year, sector, kind, sessions, people, item, cell FROM " view                           \
    " WHERE ($1 = '' OR year = $1::int) ORDER BY year, sector, CASE kind WHEN 'exit' THEN 1 WHEN " \
    "'4-weeks' THEN 2 ELSE 3 END, at"
/* Whole hours: minutes rounded half up. */
#define EFFORTS(view)                                                                              \
    "SELECT year, sector, (max(minutes) + 30) / 60, max(attempts), max(called), max(reached) "     \
    "FROM " view " WHERE ($1 = '' OR year = $1::int) GROUP BY year, sector ORDER BY year, sector"

static const char *const SQL_OUTCOMES[] = { OUTCOMES("hub.own_outcome"),
                                            OUTCOMES("hub.network_outcome") };
static const char *const SQL_EFFORTS[] = { EFFORTS("hub.own_effort"),
                                           EFFORTS("hub.network_effort") };

enum { CELLS = 4, WORDS_MAX = 400 };

/* A pooled row: counts that were merged are -1; the last cell holds what was merged. */
struct pooled {
    const char *year, *sector, *item;
    int64_t sessions, people, answered;
    int64_t cells[CELLS];
    bool is_total_only; /* all in one cell: only the sum is said */
};

/* "{28,NULL,3,0}" */
static void cells_parse(const char *text, struct pooled *out)
{
    out->is_total_only = true;
    text += *text == '{';
    for (int i = 0; i < CELLS; i++) {
        char *end;
        long long number = strtoll(text, &end, 10);

        out->cells[i] = end == text ? -1 : number;
        out->is_total_only = out->is_total_only && end == text;
        text += strcspn(text, ",}");
        text += *text == ',';
    }
}

static bool pooled_read(const struct hub_question *question, const struct hub_rows *rows, int row,
                        struct pooled *out, struct err *err)
{
    const struct hub_wire *wire = question->hub->wire;

    *out = (struct pooled){ .year = wire->value(rows, row, 0),
                            .sector = wire->value(rows, row, 1),
                            .item = wire->value(rows, row, 2) };
    cells_parse(wire->value(rows, row, 6), out);
    return hub_int(question->hub, rows, row, 3, &out->sessions, err) &&
           hub_int(question->hub, rows, row, 4, &out->people, err) &&
           hub_int(question->hub, rows, row, 5, &out->answered, err);
}

static struct cell sector_cell(const char *word)
{
    return field_word_rank(SECTORS, word) < 0 ? cell_word("", _("toutes"))
                                              : cell_word(word, field_word_name(SECTORS, word));
}

static struct cell count_cell(int64_t count)
{
    return count < 0 ? CELL_NONE : cell_integer(count);
}

/* Facts that are public, summed by year and by something else of the session. */
struct facts {
    const char *const *sql; /* for the host, then for the network */
    const char *name, *heading;
    struct cell (*cell)(const char *value);
};

static bool facts_put(const struct hub_question *question, const struct facts *facts,
                      struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "year", .heading = _("Année"), .kind = CELL_TEXT },
        { .name = facts->name, .heading = facts->heading, .kind = CELL_TEXT },
        { .name = "sessions", .heading = _("Sessions"), .kind = CELL_INTEGER },
        { .name = "participants", .heading = _("Personnes"), .kind = CELL_INTEGER },
        { .name = "turnover", .heading = _("Ventes TTC"), .kind = CELL_MONEY },
        { .name = "net_sales", .heading = _("Ventes HT"), .kind = CELL_MONEY },
        { .name = "result", .heading = _("Résultat"), .kind = CELL_MONEY },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .people_only = !question->is_alone };
    const struct hub_wire *wire = question->hub->wire;
    struct hub_rows *rows = NULL;
    bool good =
        hub_ask(question->hub, facts->sql[question->is_network], &question->year, 1, &rows, err);

    if (!good)
        return false;
    page_begin_table(page, &table);
    for (int row = 0; good && row < wire->row_count(rows); row++) {
        int64_t numbers[5] = { 0 };

        for (int i = 0; good && i < (int)COUNT_OF(numbers); i++)
            good = hub_int(question->hub, rows, row, 2 + i, &numbers[i], err);

        const struct cell cells[] = {
            cell_text(wire->value(rows, row, 0)),
            facts->cell(wire->value(rows, row, 1)),
            cell_integer(numbers[0]),
            cell_integer(numbers[1]),
            cell_money(numbers[2]),
            cell_money(numbers[3]),
            cell_money(numbers[4]),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return good;
}

static bool sectors_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct facts sectors = { SQL_POOL, "sector", _("Filière"), sector_cell };

    page_section(page, _("Les faits"));
    return facts_put(question, &sectors, page, err);
}

static bool hosts_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct facts hosts = { SQL_HOSTS, "host", _("Coopérative"), cell_text };

    return facts_put(question, &hosts, page, err);
}

static const char *statement_words(const struct statements *all, const char *id)
{
    int at = statements_find(all, id);

    return at < 0 ? "" : wording_shown(&all->list[at].wording);
}

/* The years as bars: who said yes among who answered. */
static void answer_bar(const struct statements *all, const struct pooled *pooled, struct page *page)
{
    char label[WORDS_MAX], shown[SHARE_TEXT_MAX];

    if (pooled->sector[0] || pooled->answered <= 0)
        return;
    snprintf(label, sizeof label, "%s · %s  %s", pooled->year, pooled->item,
             statement_words(all, pooled->item));
    if (pooled->cells[0] < 0) {
        page_sentence(page, label);
        return;
    }
    snprintf(shown, sizeof shown, _("oui : %d sur %d"), (int)pooled->cells[0],
             (int)pooled->answered);
    page_bar(page, &(struct page_bar){ label, pooled->cells[0], pooled->answered, shown });
}

static void answer_row(const struct pooled *pooled, struct page *page)
{
    char rate[SHARE_TEXT_MAX];

    share_format((int)pooled->answered, (int)pooled->people, rate);

    const struct cell cells[] = {
        cell_text(pooled->year),
        sector_cell(pooled->sector),
        cell_text(pooled->item),
        cell_integer(pooled->sessions),
        cell_integer(pooled->people),
        cell_integer(pooled->answered),
        cell_text(rate),
        count_cell(pooled->cells[0]),
        count_cell(pooled->cells[1]),
        count_cell(pooled->cells[2]),
        count_cell(pooled->cells[3]),
    };

    page_row(page, cells);
}

static bool answers_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "year", _("Année"), CELL_TEXT, READER_ALL, false },
        { "sector", _("Filière"), CELL_TEXT, READER_ALL, false },
        { "statement", _("Phrase"), CELL_TEXT, READER_ALL, false },
        { "sessions", _("Sessions"), CELL_INTEGER, READER_ALL, false },
        { "participants", _("Personnes"), CELL_INTEGER, READER_FILES, false },
        { "answered", _("Réponses"), CELL_INTEGER, READER_FILES, false },
        { "rate", _("Réponses"), CELL_TEXT, READER_PEOPLE, false },
        { "yes", _("Oui"), CELL_INTEGER, READER_ALL, false },
        { "little", _("Un peu"), CELL_INTEGER, READER_ALL, false },
        { "no", _("Non"), CELL_INTEGER, READER_ALL, false },
        { "others", _("Autres ou non dit"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };
    struct statements statements;
    struct pooled pooled;
    struct hub_rows *rows = NULL;
    bool good =
        hub_ask(question->hub, SQL_ANSWERS[question->is_network], &question->year, 1, &rows, err);

    if (!good)
        return false;
    statements_load(&statements);
    page_section(page, _("Ce que les personnes en disent"));
    for (int row = 0; good && row < question->hub->wire->row_count(rows); row++) {
        good = pooled_read(question, rows, row, &pooled, err);
        if (good)
            answer_bar(&statements, &pooled, page);
    }
    page_begin_table(page, &table);
    for (int row = 0; good && row < question->hub->wire->row_count(rows); row++) {
        good = pooled_read(question, rows, row, &pooled, err);
        if (good)
            answer_row(&pooled, page);
    }
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return good;
}

static void rating_row_put(const struct pooled *pooled, const char *volet, const char *rater,
                           struct page *page)
{
    const struct cell cells[] = {
        cell_text(pooled->year),
        sector_cell(pooled->sector),
        cell_text(pooled->item),
        cell_text(volet),
        strcmp(rater, "self") == 0 ? cell_word("self", _("soi-même"))
                                   : cell_word("animator", _("animation")),
        cell_integer(pooled->sessions),
        cell_integer(pooled->people),
        count_cell(pooled->cells[0]),
        count_cell(pooled->cells[1]),
        count_cell(pooled->cells[2]),
        count_cell(pooled->cells[3]),
    };

    page_row(page, cells);
}

static bool ratings_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "year", _("Année"), CELL_TEXT, READER_ALL, false },
        { "sector", _("Filière"), CELL_TEXT, READER_ALL, false },
        { "grid", _("Grille"), CELL_TEXT, READER_FILES, false },
        { "volet", _("Volet"), CELL_TEXT, READER_ALL, false },
        { "rater", _("Noté par"), CELL_TEXT, READER_ALL, false },
        { "sessions", _("Sessions"), CELL_INTEGER, READER_ALL, false },
        { "people", _("Personnes"), CELL_INTEGER, READER_ALL, false },
        { "up", _("Plus haut"), CELL_INTEGER, READER_ALL, false },
        { "same", _("Pareil"), CELL_INTEGER, READER_ALL, false },
        { "down", _("Plus bas"), CELL_INTEGER, READER_ALL, false },
        { "others", _("Autres ou non dit"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .people_only = !question->is_alone };
    const struct hub_wire *wire = question->hub->wire;
    struct hub_rows *rows = NULL;
    bool good =
        hub_ask(question->hub, SQL_RATINGS[question->is_network], &question->year, 1, &rows, err);

    if (!good)
        return false;
    page_section(page, _("Progression"));
    page_begin_table(page, &table);
    for (int row = 0; good && row < wire->row_count(rows); row++) {
        struct pooled pooled;

        good = pooled_read(question, rows, row, &pooled, err);
        if (good)
            rating_row_put(&pooled, wire->value(rows, row, 7), wire->value(rows, row, 8), page);
    }
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return good;
}

static struct cell moment_cell(const char *word)
{
    enum outcome_moment moment;

    return outcome_moment_parse(word, &moment) ? cell_word(word, outcome_moment_name(moment))
                                               : cell_text(word);
}

static struct cell outcome_cell(const char *word, bool is_last)
{
    enum outcome_kind kind;

    if (is_last)
        return cell_word("others", _("Autres ou non dit"));
    return outcome_parse(word, &kind) ? cell_word(word, outcome_name(kind)) : cell_text(word);
}

/* Where people are afterwards; a cell that was merged has no row. */
static void outcome_row(const struct hub_question *question, const struct hub_rows *rows, int row,
                        struct page *page)
{
    const struct hub_wire *wire = question->hub->wire;
    const char *item = wire->value(rows, row, 5);
    bool is_last = strcmp(item, "unsaid") == 0;
    int64_t cell = wire->is_null(rows, row, 6) ? -1 : atoll(wire->value(rows, row, 6));

    if (cell == 0 || (cell < 0 && !is_last))
        return;

    const struct cell cells[] = {
        cell_text(wire->value(rows, row, 0)),
        sector_cell(wire->value(rows, row, 1)),
        moment_cell(wire->value(rows, row, 2)),
        cell_integer(atoll(wire->value(rows, row, 3))),
        cell_integer(atoll(wire->value(rows, row, 4))),
        outcome_cell(item, is_last),
        count_cell(cell),
    };

    page_row(page, cells);
}

static bool outcomes_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "year", _("Année"), CELL_TEXT, READER_ALL, false },
        { "sector", _("Filière"), CELL_TEXT, READER_ALL, false },
        { "moment", _("Quand"), CELL_TEXT, READER_ALL, false },
        { "sessions", _("Sessions"), CELL_INTEGER, READER_ALL, false },
        { "people", _("Personnes"), CELL_INTEGER, READER_ALL, false },
        { "outcome", _("Ce que chacun devient"), CELL_TEXT, READER_ALL, false },
        { "count", _("Combien"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .people_only = !question->is_alone };
    struct hub_rows *rows = NULL;

    if (!hub_ask(question->hub, SQL_OUTCOMES[question->is_network], &question->year, 1, &rows, err))
        return false;
    page_section(page, _("Et après"));
    page_begin_table(page, &table);
    for (int row = 0; row < question->hub->wire->row_count(rows); row++)
        outcome_row(question, rows, row, page);
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return true;
}

/* A number of the answer, or nothing. */
static struct cell sum_cell(const struct hub_question *question, const struct hub_rows *rows,
                            int row, int column)
{
    const struct hub_wire *wire = question->hub->wire;

    return wire->is_null(rows, row, column) ? CELL_NONE
                                            : cell_integer(atoll(wire->value(rows, row, column)));
}

/* How long people were there, and how they were asked afterwards. */
static bool efforts_put(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "year", _("Année"), CELL_TEXT, READER_ALL, false },
        { "sector", _("Filière"), CELL_TEXT, READER_ALL, false },
        { "hours", _("Heures suivies"), CELL_INTEGER, READER_ALL, false },
        { "attempts", _("Appels"), CELL_INTEGER, READER_ALL, false },
        { "called", _("Personnes appelées"), CELL_INTEGER, READER_ALL, false },
        { "reached", _("Ont répondu"), CELL_INTEGER, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .people_only = !question->is_alone };
    struct hub_rows *rows = NULL;

    if (!hub_ask(question->hub, SQL_EFFORTS[question->is_network], &question->year, 1, &rows, err))
        return false;
    page_begin_table(page, &table);
    for (int row = 0; row < question->hub->wire->row_count(rows); row++) {
        const struct cell cells[] = {
            cell_text(question->hub->wire->value(rows, row, 0)),
            sector_cell(question->hub->wire->value(rows, row, 1)),
            sum_cell(question, rows, row, 2),
            sum_cell(question, rows, row, 3),
            sum_cell(question, rows, row, 4),
            sum_cell(question, rows, row, 5),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return true;
}

static void method_put(struct page *page)
{
    page_section(page, _("Méthode"));
    page_sentence(page, _("Une réponse compte ici, aussi « je ne sais pas » : c'est la base de "
                          "chaque phrase."));
    page_sentence(page, _("Une session compte pour une phrase quand 5 personnes au moins y ont "
                          "répondu. Le réseau lit des sommes de 3 sessions de 2 coopératives au "
                          "moins."));
    page_sentence(page, _("Un nombre de 1 ou 2 personnes rejoint « autres ou non dit » ; quand il "
                          "ne reste qu'un nombre, seul le total est dit. Sans les exemples. Les "
                          "sessions ne sont pas classées."));
}

bool hub_review_page(const struct hub_question *question, struct page *page, struct err *err)
{
    page_title(page, _("Le bilan du réseau"), question->year);
    if (!sectors_put(question, page, err) || !hosts_put(question, page, err) ||
        !answers_put(question, page, err) || !ratings_put(question, page, err) ||
        !outcomes_put(question, page, err) || !efforts_put(question, page, err))
        return false;
    method_put(page);
    return true;
}

/* One table of the review, with its method. */
static bool part_page(const struct hub_question *question, hub_report_fn *put, struct page *page,
                      struct err *err)
{
    struct hub_question alone = *question;

    alone.is_alone = true;
    page_title(page, _("Le bilan du réseau"), question->year);
    if (!put(&alone, page, err))
        return false;
    method_put(page);
    return true;
}

bool hub_facts_page(const struct hub_question *question, struct page *page, struct err *err)
{
    return part_page(question, sectors_put, page, err);
}

bool hub_hosts_page(const struct hub_question *question, struct page *page, struct err *err)
{
    return part_page(question, hosts_put, page, err);
}

bool hub_ratings_page(const struct hub_question *question, struct page *page, struct err *err)
{
    return part_page(question, ratings_put, page, err);
}

bool hub_outcomes_page(const struct hub_question *question, struct page *page, struct err *err)
{
    return part_page(question, outcomes_put, page, err);
}

bool hub_calls_page(const struct hub_question *question, struct page *page, struct err *err)
{
    return part_page(question, efforts_put, page, err);
}
