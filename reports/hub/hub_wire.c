/*
 * libpq, and only here. A password never passes through our hands: libpq reads
 * it from its own file. Over a network only a server whose name and certificate
 * were checked is spoken to.
 */
#include "base/lang.h"
#include "reports/hub/hub_link.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct hub_link {
    PGconn *connection;
};

extern const struct hub_wire flashcoop_hub;

/* The first line of what the server or libpq said, without its own label. */
static void first_line(const char *said, char out[240])
{
    const char *start = said ? said : "";

    for (const char *const *label = (const char *const[]){ "ERROR:  ", "FATAL:  ", NULL }; *label;
         label++)
        if (strncmp(start, *label, strlen(*label)) == 0)
            start += strlen(*label);
    snprintf(out, 240, "%.*s", (int)strcspn(start, "\n"), start);
}

static bool fail_lost(struct hub_link *link, struct err *err)
{
    char said[240];

    first_line(PQerrorMessage(link->connection), said);
    return err_fail(err, ERR_DEVICE,
                    _("le serveur ne répond plus : recommencer, rien n'est fait à moitié (%s)"),
                    said);
}

/* What a refusal means, by its SQLSTATE. */
static bool fail_refused(struct hub_link *link, const PGresult *result, struct err *err)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    char said[240];

    first_line(message ? message : PQerrorMessage(link->connection), said);
    if (!state || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0 ||
        PQstatus(link->connection) != CONNECTION_OK)
        return fail_lost(link, err);
    if (strncmp(state, "53", 2) == 0 || strncmp(state, "58", 2) == 0)
        return err_fail(err, ERR_STORAGE,
                        _("le serveur n'a plus de place : prévenir qui le tient (%s %s)"), state,
                        said);
    if (strcmp(state, "42501") == 0)
        return err_fail(err, ERR_FORBIDDEN,
                        _("ce compte n'y a pas droit : voir qui tient le "
                          "serveur (%s)"),
                        said);
    if (strcmp(state, "55P03") == 0)
        return err_fail(err, ERR_BUSY, _("un autre envoi de cette session dure : recommencer"));
    if (strcmp(state, "3F000") == 0 || strcmp(state, "42P01") == 0 || strcmp(state, "42883") == 0)
        return err_fail(err, ERR_INPUT,
                        _("cette base n'est pas un pôle, ou d'une autre version : flashcoop hub "
                          "init (%s)"),
                        said);
    return err_fail(err, ERR_INPUT, "%s (%s)", said, state);
}

static const char *option_value(const PQconninfoOption *options, const char *keyword)
{
    for (; options->keyword; options++)
        if (strcmp(options->keyword, keyword) == 0)
            return options->val ? options->val : "";
    return "";
}

/* Every host of the list is a socket of this machine. */
static bool is_local(const PQconninfoOption *options)
{
    const char *host = option_value(options, "host");

    if (option_value(options, "hostaddr")[0])
        return false;
    while (*host) {
        if (*host != '/' && *host != '@' && *host != ',')
            return false;
        host += strcspn(host, ",");
        host += *host == ',';
    }
    return true;
}

static bool check_password_file(const PQconninfoOption *options, struct err *err)
{
    const char *file = option_value(options, "passfile");
    const char *home = getenv("HOME");
    char usual[1024];
    struct stat found;

    if (!file[0]) {
        snprintf(usual, sizeof usual, "%s/.pgpass", home ? home : "");
        file = usual;
    }
    if (stat(file, &found) == 0 && (found.st_mode & (S_IRWXG | S_IRWXO)))
        return err_fail(err, ERR_STORAGE,
                        _("d'autres peuvent lire le fichier des mots de passe : chmod 600 %s"),
                        file);
    return true;
}

/* Judged before a single byte leaves. An unknown service shows only when it is asked for. */
static bool check_service(const char *service, struct err *err)
{
    setenv("PGSERVICE", service, 1);

    PQconninfoOption *options = PQconndefaults();
    bool good = true;

    if (!options)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    if (!is_local(options) && strcmp(option_value(options, "sslmode"), "verify-full") != 0)
        good = err_fail(err, ERR_STORAGE,
                        _("le service « %.60s » n'est pas sûr : y écrire sslmode=verify-full"),
                        service);
    good = good && check_password_file(options, err);
    PQconninfoFree(options);
    return good;
}

static bool fail_open(const char *service, const char *message, struct err *err)
{
    char said[240];

    first_line(message, said);
    if (strstr(said, "definition of service"))
        return err_fail(err, ERR_STORAGE,
                        _("le service « %.60s » n'est pas décrit : l'écrire dans "
                          "~/.pg_service.conf (voir docs/hub.md)"),
                        service);
    return err_fail(err, ERR_DEVICE,
                    _("le serveur du service « %.60s » ne répond pas ou refuse : vérifier le "
                      "réseau, le service et le mot de passe (%s)"),
                    service, said);
}

/* Notices of the server are for its own log. */
static void hear_nothing(void *context, const char *message)
{
    (void)context, (void)message;
}

static bool wire_script(struct hub_link *link, const char *sql, struct err *err)
{
    PGresult *result = PQexec(link->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
                status == PGRES_EMPTY_QUERY || fail_refused(link, result, err);

    PQclear(result);
    return good;
}

static void wire_close(struct hub_link *link)
{
    if (!link)
        return;
    PQfinish(link->connection);
    free(link);
}

static bool wire_open(const char *service, struct hub_link **out, struct err *err)
{
    static const char *const KEYWORDS[] = { "service",          "connect_timeout",
                                            "tcp_user_timeout", "client_encoding",
                                            "application_name", NULL };
    const char *values[] = { service, "10", "30000", "UTF8", "flashcoop", NULL };
    struct hub_link *link;

    if (!check_service(service, err))
        return false;
    link = calloc(1, sizeof *link);
    if (!link)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    link->connection = PQconnectdbParams(KEYWORDS, values, 0);
    if (PQstatus(link->connection) != CONNECTION_OK) {
        fail_open(service, PQerrorMessage(link->connection), err);
        goto fail;
    }
    PQsetNoticeProcessor(link->connection, hear_nothing, NULL);
    if (!wire_script(link,
                     "SET lock_timeout = '60s'; SET client_connection_check_interval = '1s'; "
                     "SET idle_in_transaction_session_timeout = '120s'; SET jit = off",
                     err))
        goto fail;
    *out = link;
    return true;
fail:
    wire_close(link);
    return false;
}

static bool call_send(struct hub_link *link, const struct hub_call *call)
{
    Oid types[HUB_VALUES_MAX];
    const char *values[HUB_VALUES_MAX];
    int lengths[HUB_VALUES_MAX], formats[HUB_VALUES_MAX];

    for (int i = 0; i < call->count; i++) {
        types[i] = (Oid)call->values[i].type;
        values[i] = call->values[i].bytes;
        lengths[i] = (int)call->values[i].length;
        formats[i] = 1;
    }
    return PQsendQueryParams(link->connection, call->sql, call->count, types, values, lengths,
                             formats, 0) == 1;
}

/* All that is still to come of the pipeline; the failure first seen stays in `err`. */
static PGresult *results_take(struct hub_link *link, int count, bool *good, struct err *err)
{
    PGresult *last = NULL;

    for (int seen = 0; seen <= count;) {
        PGresult *result = PQgetResult(link->connection);
        ExecStatusType status = PQresultStatus(result);

        if (!result) { /* the end of one call */
            if (PQstatus(link->connection) != CONNECTION_OK) {
                *good = *good && fail_lost(link, err);
                break;
            }
            continue;
        }
        seen += 1;
        if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE)
            *good = *good && fail_refused(link, result, err);
        if (status == PGRES_PIPELINE_SYNC || !*good) {
            PQclear(result);
            if (status == PGRES_PIPELINE_SYNC || PQstatus(link->connection) != CONNECTION_OK)
                break;
            continue;
        }
        PQclear(last);
        last = result;
    }
    return last;
}

static bool wire_exchange(struct hub_link *link, const struct hub_call *calls, int count,
                          struct hub_rows **out, struct err *err)
{
    bool good = PQenterPipelineMode(link->connection) == 1;
    PGresult *last = NULL;

    for (int i = 0; good && i < count; i++)
        good = call_send(link, &calls[i]);
    good = good && PQpipelineSync(link->connection) == 1;
    if (!good)
        fail_lost(link, err);
    else
        last = results_take(link, count, &good, err);
    PQexitPipelineMode(link->connection);
    if (!good) {
        PQclear(last);
        return false;
    }
    *out = (struct hub_rows *)last;
    return true;
}

static int wire_row_count(const struct hub_rows *rows)
{
    return PQntuples((const PGresult *)rows);
}

static const char *wire_value(const struct hub_rows *rows, int row, int column)
{
    return PQgetvalue((const PGresult *)rows, row, column);
}

static bool wire_is_null(const struct hub_rows *rows, int row, int column)
{
    return PQgetisnull((const PGresult *)rows, row, column);
}

static void wire_free_rows(struct hub_rows *rows)
{
    PQclear((PGresult *)rows);
}

const struct hub_wire flashcoop_hub = {
    .version = HUB_WIRE_VERSION,
    .open = wire_open,
    .close = wire_close,
    .script = wire_script,
    .exchange = wire_exchange,
    .row_count = wire_row_count,
    .value = wire_value,
    .is_null = wire_is_null,
    .free_rows = wire_free_rows,
};
