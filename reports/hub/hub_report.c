#include "reports/hub/hub_report.h"

#include "base/lang.h"
#include "ledger/charge.h"
#include "ledger/record.h"
#include "reports/figures/consolidation.h"
#include "reports/hub/hub_review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_WHO[] =
    "SELECT pg_has_role('hub_network', 'MEMBER') AND hub.my_siren() IS NULL, hub.my_siren()";
static const char SQL_WHO_NETWORK[] =
    "SELECT pg_has_role('hub_network', 'MEMBER'), pg_has_role('hub_host', 'MEMBER')";
#define SESSION_COLUMNS                                                                            \
    "SELECT name, host, place, first_day, last_day, participants, venue, turnover, net_sales, "    \
    "result, sector, is_example FROM "
#define OF_YEAR " WHERE ($1 = '' OR year = $1::int) ORDER BY last_day, name, host"
static const char SQL_OWN_SESSIONS[] = SESSION_COLUMNS "hub.own_session" OF_YEAR;
static const char SQL_NETWORK_SESSIONS[] = SESSION_COLUMNS "hub.network_session" OF_YEAR;
/* People's lines are one line of an entry already. The piece says session, till and record. */
static const char SQL_ENTRIES[] =
    "SELECT dense_rank() OVER (ORDER BY day, session, chain, seq), day, journal, account, kind, "
    "coalesce(category, ''), debit, credit, "
    "upper(left(session::text, 4)) || '-' || chain || seq FROM hub.own_entry "
    "WHERE ($1 = '' OR day >= $1::date) AND ($2 = '' OR day <= $2::date) "
    "ORDER BY 1, line";
static const char SQL_STATUS[] =
    "SELECT s.name, s.last_day, t.chain, t.seq, encode(t.hash, 'hex'), to_char(s.closed, "
    "'YYYY-MM-DD'), s.session, encode(t.link, 'hex'), encode(t.link_signature, 'hex'), "
    "encode(t.public_key, 'hex') FROM hub.session s LEFT JOIN hub.till t USING (session) "
    "ORDER BY s.last_day, s.name, t.chain";
static const char SQL_HOLDS[] = "SELECT hub.till_holds($1::text::uuid, $2)";

bool hub_question_open(struct hub *hub, struct hub_question *out, struct err *err)
{
    struct hub_rows *rows = NULL;
    bool is_host;

    if (!hub_ask(hub, SQL_WHO_NETWORK, NULL, 0, &rows, err))
        return false;
    *out = (struct hub_question){ .hub = hub,
                                  .is_network = hub->wire->value(rows, 0, 0)[0] == 't',
                                  .year = "",
                                  .days = { "", "" } };
    is_host = hub->wire->value(rows, 0, 1)[0] == 't';
    hub_rows_free(hub, rows);
    if (is_host && hub_ask(hub, SQL_WHO, NULL, 0, &rows, err)) {
        out->is_network = hub->wire->value(rows, 0, 0)[0] == 't';
        is_host = !hub->wire->is_null(rows, 0, 1) || out->is_network;
        hub_rows_free(hub, rows);
    }
    return is_host || out->is_network ||
           err_fail(err, ERR_FORBIDDEN,
                    _("ce compte n'est ni d'une coopérative ni du réseau : voir qui tient le "
                      "serveur"));
}

/* An ISO date, or none. */
static struct day day_value(struct hub *hub, const struct hub_rows *rows, int row, int column)
{
    struct err ignored = ERR_EMPTY;
    struct day day;

    return day_parse(hub->wire->value(rows, row, column), &day, &ignored) ? day : DAY_NONE;
}

static bool line_sector(const char *word, struct session_line *out, struct err *err)
{
    struct session session;

    if (!field_set(&SESSION_FIELDS[SESSION_SECTOR], &session, word, err))
        return false;
    out->sector = session.sector;
    return true;
}

static bool session_line_read(const struct hub_question *question, const struct hub_rows *rows,
                              int row, struct session_line *out, struct err *err)
{
    const struct hub_wire *wire = question->hub->wire;

    *out = (struct session_line){ .name = wire->value(rows, row, 0),
                                  .host = wire->value(rows, row, 1),
                                  .place = wire->value(rows, row, 2),
                                  .venue = wire->value(rows, row, 6),
                                  .first_day = day_value(question->hub, rows, row, 3),
                                  .last_day = day_value(question->hub, rows, row, 4) };
    return hub_int(question->hub, rows, row, 5, &out->participants, err) &&
           hub_int(question->hub, rows, row, 7, &out->money.turnover, err) &&
           hub_int(question->hub, rows, row, 8, &out->money.net_sales, err) &&
           hub_int(question->hub, rows, row, 9, &out->money.result, err) &&
           line_sector(wire->value(rows, row, 10), out, err);
}

static bool consolidate_page(const struct hub_question *question, struct page *page,
                             struct err *err)
{
    const char *sql = question->is_network ? SQL_NETWORK_SESSIONS : SQL_OWN_SESSIONS;
    struct session_table table;
    struct hub_rows *rows = NULL;
    bool has_example = false;
    bool good = hub_ask(question->hub, sql, &question->year, 1, &rows, err);

    if (!good)
        return false;
    page_title(page, _("Les sessions Flashcoop"), question->year);
    session_table_begin(&table, page);
    for (int row = 0; good && row < question->hub->wire->row_count(rows); row++) {
        struct session_line line;

        good = session_line_read(question, rows, row, &line, err);
        if (good)
            session_line_put(&line, page);
        has_example = has_example || question->hub->wire->value(rows, row, 11)[0] == 't';
    }
    page_end_table(page);
    if (has_example)
        page_note(page, _("Avec des exemples : faits publiés en 2019-2020 ; résultats et réponses "
                          "inventés."));
    hub_rows_free(question->hub, rows);
    return good;
}

/* What an entry is about, said from what travelled; in files by a word that never changes. */
static struct cell entry_cell(enum record_kind kind, const char *category)
{
    int found = field_word_rank(CHARGE_CATEGORIES, category);
    const char *word = kind == RECORD_SHARING       ? "sharing"
                       : kind < RECORD_CLOSE_DAY    ? "cash"
                       : kind == RECORD_CLOSE_DAY   ? "closing"
                       : kind == RECORD_CLOSE_MONTH ? "closing"
                                                    : "other";

    if (found >= 0)
        return cell_word(category, _(CHARGE_CATEGORIES[found].name));
    return cell_word(word, record_kind_name(kind));
}

static bool entry_put(const struct hub_question *question, const struct hub_rows *rows, int row,
                      struct page *page, struct err *err)
{
    const struct hub_wire *wire = question->hub->wire;
    int64_t entry, kind, debit, credit;

    if (!hub_int(question->hub, rows, row, 0, &entry, err) ||
        !hub_int(question->hub, rows, row, 4, &kind, err) ||
        !hub_int(question->hub, rows, row, 6, &debit, err) ||
        !hub_int(question->hub, rows, row, 7, &credit, err))
        return false;

    const struct cell cells[] = {
        cell_integer(entry),
        cell_date(day_value(question->hub, rows, row, 1)),
        cell_text(wire->value(rows, row, 2)),
        cell_text(wire->value(rows, row, 3)),
        entry_cell((enum record_kind)kind, wire->value(rows, row, 5)),
        cell_money(debit),
        cell_money(credit),
        cell_text(wire->value(rows, row, 8)),
    };

    page_row(page, cells);
    return true;
}

static bool entries_page(const struct hub_question *question, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "entry", .heading = _("N°"), .kind = CELL_INTEGER },
        { .name = "date", .heading = _("Date"), .kind = CELL_DATE },
        { .name = "journal", .heading = _("Jal"), .kind = CELL_TEXT },
        { .name = "account", .heading = _("Compte"), .kind = CELL_TEXT },
        { .name = "label", .heading = _("Intitulé"), .kind = CELL_TEXT },
        { .name = "debit", .heading = _("Débit"), .kind = CELL_MONEY, .summed = true },
        { .name = "credit", .heading = _("Crédit"), .kind = CELL_MONEY, .summed = true },
        { .name = "document", .heading = _("Pièce"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct hub_rows *rows = NULL;
    bool good;

    if (question->is_network)
        return err_fail(err, ERR_FORBIDDEN,
                        _("les écritures sont à chaque coopérative : le réseau lit des chiffres"));
    if (!hub_ask(question->hub, SQL_ENTRIES, question->days, 2, &rows, err))
        return false;
    good = true;
    page_title(page, _("Écritures de contrôle"), question->year);
    page_note(page, _("Pour contrôler : le FEC légal se fait avec les livres (flashcoop accounts). "
                      "Ce qui est dû aux personnes est additionné."));
    page_begin_table(page, &table);
    for (int row = 0; good && row < question->hub->wire->row_count(rows); row++)
        good = entry_put(question, rows, row, page, err);
    page_end_table(page);
    hub_rows_free(question->hub, rows);
    return good;
}

hub_report_fn *hub_report_find(const char *name)
{
    static const struct {
        const char *name;
        hub_report_fn *make;
    } REPORTS[] = {
        { "consolidate", consolidate_page }, { "entries", entries_page },
        { "review", hub_review_page },       { "facts", hub_facts_page },
        { "hosts", hub_hosts_page },         { "ratings", hub_ratings_page },
        { "outcomes", hub_outcomes_page },   { "calls", hub_calls_page },
    };

    for (size_t i = 0; i < COUNT_OF(REPORTS); i++)
        if (strcmp(REPORTS[i].name, name) == 0)
            return REPORTS[i].make;
    return NULL;
}

/* PostgreSQL knows no Ed25519: the rows are proved there, the signature here. */
static bool till_is_good(struct hub *hub, const struct hub_rows *rows, int row, bool *good,
                         struct err *err)
{
    const char *texts[] = { hub->wire->value(rows, row, 6), hub->wire->value(rows, row, 2) };
    unsigned char link[HASH_BYTES], signature[SIGNATURE_BYTES], key[PUBLIC_KEY_BYTES];
    struct hub_rows *answer = NULL;

    if (!hub_ask(hub, SQL_HOLDS, texts, 2, &answer, err))
        return false;
    *good = hub->wire->value(answer, 0, 0)[0] == 't' &&
            crypto_unhex(hub->wire->value(rows, row, 7), link, sizeof link);
    hub_rows_free(hub, answer);
    if (hub->wire->is_null(rows, row, 8)) /* the till's key was on another computer */
        return true;
    *good = *good && crypto_unhex(hub->wire->value(rows, row, 8), signature, sizeof signature) &&
            crypto_unhex(hub->wire->value(rows, row, 9), key, sizeof key) &&
            crypto_signature_is_good(key, link, sizeof link, signature);
    return true;
}

static bool status_row(struct hub *hub, const struct hub_rows *rows, int row, bool check,
                       struct page *page, struct err *err)
{
    int64_t seq = 0;
    bool is_good = true;
    char head[13];

    if (!hub->wire->is_null(rows, row, 3) && !hub_int(hub, rows, row, 3, &seq, err))
        return false;
    if (check && seq > 0 && !till_is_good(hub, rows, row, &is_good, err))
        return false;
    snprintf(head, sizeof head, "%.12s", hub->wire->value(rows, row, 4));

    const struct cell cells[] = {
        cell_text(hub->wire->value(rows, row, 0)),
        cell_date(day_value(hub, rows, row, 1)),
        cell_text(hub->wire->value(rows, row, 2)),
        cell_integer(seq),
        cell_text(head),
        cell_date(day_value(hub, rows, row, 5)),
        !check    ? CELL_NONE
        : is_good ? cell_word("good", _("bon"))
                  : cell_word("bad", _("faux")),
    };

    page_row(page, cells);
    return is_good || err_fail(err, ERR_TAMPERED,
                               _("%s, caisse %s : ce que le serveur garde n'est plus ce qui a été "
                                 "envoyé"),
                               hub->wire->value(rows, row, 0), hub->wire->value(rows, row, 2));
}

bool hub_status_page(struct hub *hub, bool check, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "name", .heading = _("Session"), .kind = CELL_TEXT },
        { .name = "last_day", .heading = _("Au"), .kind = CELL_DATE },
        { .name = "till", .heading = _("Caisse"), .kind = CELL_TEXT },
        { .name = "records", .heading = _("Événements"), .kind = CELL_INTEGER },
        { .name = "head", .heading = _("Empreinte"), .kind = CELL_TEXT },
        { .name = "received", .heading = _("Reçu le"), .kind = CELL_DATE },
        { .name = "verified", .heading = _("Vérifié"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };
    struct hub_rows *rows = NULL;
    bool good = hub_ask(hub, SQL_STATUS, NULL, 0, &rows, err);

    if (!good)
        return false;
    page_title(page, _("Au pôle"), "");
    page_begin_table(page, &table);
    for (int row = 0; row < hub->wire->row_count(rows); row++)
        good = status_row(hub, rows, row, check, page, err) && good;
    page_end_table(page);
    hub_rows_free(hub, rows);
    return good;
}
