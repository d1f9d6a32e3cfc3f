#include "ledger/session.h"

#include "base/lang.h"
#include "base/latin.h"
#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_SETTING[] = "SELECT value FROM setting WHERE key = ?";
static const char SQL_PUT_SETTING[] = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)";

/* Practice sales, on chains of small letters, bind nobody. */
static const char SQL_TRADED[] =
    "SELECT EXISTS (SELECT 1 FROM sale WHERE chain BETWEEN 'A' AND 'Z') OR "
    "EXISTS (SELECT 1 FROM charge)";
static const char SQL_ACCOUNTED[] =
    "SELECT EXISTS (SELECT 1 FROM note JOIN record USING (chain, seq) "
    "WHERE kind = 51 AND subject = 'accounts')";
static const char SQL_MADE[] = "SELECT time, offset FROM record WHERE seq = 1 AND chain = "
                               "(SELECT chain FROM setting_fact WHERE key = 'id' LIMIT 1)";
static const char SQL_TAXED[] = "SELECT EXISTS (SELECT 1 FROM product WHERE rate <> 0)";

enum { SETTING_VALUE_MAX = ADDRESS_MAX, SETTING_COUNT = SESSION_FIELD_COUNT + 4 };

struct setting {
    const char *key;
    char value[SETTING_VALUE_MAX];
};

const struct field_word SECTORS[] = {
    { "other", N_("autre") },
    { "food", N_("culinaire") },
    { "textile", N_("textile") },
    { NULL, NULL },
};

static const struct field_word VAT_WORDS[] = {
    { "off", N_("non") },
    { "on", N_("oui") },
    { NULL, NULL },
};

#define SESSION_AT(member) FIELD_AT(struct session, member)

const struct field SESSION_FIELDS[SESSION_FIELD_COUNT] = {
    { "name", N_("Nom"), NULL, &FIELD_TEXT, SESSION_AT(name), .required = true },
    { "host", N_("Coopérative"), NULL, &FIELD_TEXT, SESSION_AT(host), .required = true },
    { "siren", N_("SIREN"), N_("9 chiffres, si connu"), &FIELD_TEXT, SESSION_AT(siren) },
    { "siret", N_("SIRET"), N_("14 chiffres"), &FIELD_TEXT, SESSION_AT(siret) },
    { "vat_number", N_("Numéro de TVA"), N_("FR..., si connu"), &FIELD_TEXT,
      SESSION_AT(vat_number) },
    { "address", N_("Adresse (coopérative)"), NULL, &FIELD_TEXT, SESSION_AT(address) },
    { "place", N_("Ville"), NULL, &FIELD_TEXT, SESSION_AT(place) },
    { "venue", N_("Marché"), N_("marché, fête..."), &FIELD_TEXT, SESSION_AT(venue) },
    { "product", N_("Produits"), NULL, &FIELD_TEXT, SESSION_AT(product) },
    { "code", N_("Code"), NULL, &FIELD_TEXT, SESSION_AT(code) },
    { "vat", N_("Taxe (TVA)"), NULL, &FIELD_EITHER, SESSION_AT(vat_on), .words = VAT_WORDS },
    { "sector", N_("Secteur"), NULL, &FIELD_CHOICE, SESSION_AT(sector), .words = SECTORS },
};

struct session session_init(void)
{
    return (struct session){ .vat_on = true,
                             .contribution = { .base = BASE_NONE, .floor = -1, .cap = -1 } };
}

bool siren_is_good(const char *siren)
{
    int sum = 0;

    if (strlen(siren) != SIREN_MAX - 1)
        return false;
    for (int i = 0; i < SIREN_MAX - 1; i++) {
        int digit = siren[i] - '0';

        if (digit < 0 || digit > 9)
            return false;
        if (i % 2 == 1)
            digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return sum % 10 == 0;
}

bool session_is_exercise(const struct session *session)
{
    return strncmp(session->name, EXERCISE_MARK, strlen(EXERCISE_MARK)) == 0;
}

bool session_check(const struct session *session, struct err *err)
{
    if (session->name[0] == '\0')
        return err_fail(err, ERR_INPUT, _("La session n'a pas de nom : l'écrire."));
    if (session->host[0] == '\0')
        return err_fail(err, ERR_INPUT, _("La session n'a pas de coopérative : écrire son nom."));
    if (session->siren[0] != '\0' && !siren_is_good(session->siren))
        return err_fail(err, ERR_INPUT,
                        _("« %s » n'est pas un SIREN : neuf chiffres, vérifier la saisie."),
                        session->siren);
    if (strspn(session->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != strlen(session->code))
        return err_fail(err, ERR_INPUT,
                        _("Code « %s » : six lettres sans accent ou chiffres au plus, comme "
                          "MAMC26."),
                        session->code);
    return true;
}

static bool is_so(struct db *db, const char *sql, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    *out = stmt_next(&query) && stmt_int(&query, 0) != 0;
    return stmt_finish(&query);
}

bool session_check_vat(struct db *db, bool vat_on, struct err *err)
{
    bool traded = false;
    bool taxed = false;

    if (!is_so(db, SQL_TRADED, &traded, err) || !is_so(db, SQL_TAXED, &taxed, err))
        return false;
    if (traded)
        return err_fail(err, ERR_CLOSED,
                        _("La TVA ne change plus : des ventes ou des charges sont inscrites."));
    if (taxed && !vat_on)
        return err_fail(err, ERR_INPUT,
                        _("Des produits ont un taux de TVA : leur mettre 0 d'abord."));
    return true;
}

bool session_check_code(struct db *db, struct err *err)
{
    bool accounted = false;

    return is_so(db, SQL_ACCOUNTED, &accounted, err) &&
           (!accounted || err_fail(err, ERR_CLOSED,
                                   _("Le code ne change plus : des comptes ont été faits avec.")));
}

bool session_code(struct db *db, const struct session *session, char out[SESSION_CODE_MAX],
                  struct err *err)
{
    enum { LETTERS = 4 };
    char letters[LETTERS + 1] = "";
    int count = 0;
    struct stmt query;
    int year = 0;

    if (session->code[0]) {
        memcpy(out, session->code, SESSION_CODE_MAX);
        return true;
    }
    for (const char *at = session->name; *at && count < LETTERS;) {
        char scratch[2];

        for (const char *plain = latin_plain(text_next(&at), scratch); *plain; plain++)
            if (isalpha((unsigned char)*plain) && count < LETTERS)
                letters[count++] = (char)toupper((unsigned char)*plain);
    }
    query = db_prepare(db, SQL_MADE, err);
    if (stmt_next(&query)) {
        int month, day;

        day_split(moment_day(stmt_moment(&query, 0)), &year, &month, &day);
    }
    snprintf(out, SESSION_CODE_MAX, "%s%02d", letters[0] ? letters : "SESS", year % 100);
    return stmt_finish(&query);
}

bool setting_find(struct db *db, const char *key, char *out, size_t room, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SETTING, err);

    out[0] = '\0';
    stmt_bind_text(&query, 1, key);
    if (stmt_next(&query) && strlen(stmt_text(&query, 0)) < room)
        memcpy(out, stmt_text(&query, 0), strlen(stmt_text(&query, 0)) + 1);
    return stmt_finish(&query);
}

/* Texts as they lie there: whoever shows them treats them as a stranger's. */
static bool field_read(struct db *db, const struct field *field, struct session *session,
                       struct err *err)
{
    char text[SETTING_VALUE_MAX];

    if (!field->words)
        return setting_find(db, field->name, (char *)session + field->offset, field->size, err);
    return setting_find(db, field->name, text, sizeof text, err) &&
           (text[0] == '\0' || field_set(field, session, text, err));
}

bool session_read(struct db *db, struct session *out, struct err *err)
{
    struct session session = session_init();
    char text[SETTING_VALUE_MAX];

    if (!setting_find(db, "id", session.id, sizeof session.id, err))
        return false;
    for (int i = 0; i < SESSION_FIELD_COUNT; i++)
        if (!field_read(db, &SESSION_FIELDS[i], &session, err))
            return false;
    if (!setting_find(db, "example", text, sizeof text, err))
        return false;
    session.is_example = strcmp(text, "yes") == 0;
    if (!setting_find(db, "contribution", text, sizeof text, err) ||
        !contribution_parse(text, &session.contribution, err))
        return false;
    if (session.id[0] == '\0')
        return err_fail(err, ERR_STORAGE, _("Ce livre n'a pas de session : reprendre une copie."));
    if (!crypto_is_hex(session.id, (BOOK_ID_MAX - 1) / 2)) /* it names files */
        return err_fail(err, ERR_TAMPERED,
                        _("L'identité de ce livre a été modifiée : ne pas s'y fier."));
    *out = session;
    return true;
}

static void setting_add(struct setting *out, int *count, const char *key, const char *value)
{
    struct setting *setting = &out[(*count)++];

    setting->key = key;
    snprintf(setting->value, sizeof setting->value, "%s", value);
}

/* In the order in which a new book seals them. */
static void settings_list(const struct session *session, struct setting out[SETTING_COUNT])
{
    char text[FIELD_TEXT_MAX];
    int count = 0;

    setting_add(out, &count, "id", session->id);
    for (int i = 0; i < SESSION_FIELD_COUNT; i++) {
        if (i == SESSION_SECTOR)
            setting_add(out, &count, "example", session->is_example ? "yes" : "no");
        field_get(&SESSION_FIELDS[i], session, text);
        setting_add(out, &count, SESSION_FIELDS[i].name, text);
    }
    setting_add(out, &count, "currency", "EUR");
    contribution_format(&session->contribution, text);
    setting_add(out, &count, "contribution", text);
    assert(count == SETTING_COUNT);
}

static bool setting_store(struct db *db, const struct setting *setting, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_SETTING, err);

    stmt_bind_text(&put, 1, setting->key);
    stmt_bind_text(&put, 2, setting->value);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool session_put(struct journal *journal, const struct session *session,
                 const struct setting_edit *edit, struct err *err)
{
    struct setting settings[SETTING_COUNT];
    char before[SETTING_VALUE_MAX];
    int rank = 0;

    settings_list(session, settings);
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (!setting_find(journal->db, settings[i].key, before, sizeof before, err))
            return false;
        if (strcmp(before, settings[i].value) == 0)
            continue;
        if (rank == 0 && !journal_begin(journal, RECORD_SETTING, 0, edit->actor, edit->moment, err))
            return false;

        struct fact fact = fact_begin(journal, FACT_SETTING);

        fact_int(&fact, ++rank);
        fact_text(&fact, settings[i].key);
        fact_text(&fact, settings[i].value);
        fact_end(&fact);
        if (!setting_store(journal->db, &settings[i], err))
            return false;
    }
    if (rank > 0 && edit->reason && edit->reason[0] != '\0')
        fact_note(journal, &(struct note){ "correction", edit->reason, 0 });
    return rank == 0 || journal_seal(journal, err);
}

bool setting_put(struct journal *journal, const char *key, const char *value,
                 const struct actor *actor, struct moment moment, struct err *err)
{
    struct setting setting = { .key = key };
    char before[SETTING_VALUE_MAX];

    snprintf(setting.value, sizeof setting.value, "%s", value);
    if (!setting_find(journal->db, key, before, sizeof before, err))
        return false;
    if (strcmp(before, value) == 0)
        return true;
    if (!journal_begin(journal, RECORD_SETTING, 0, actor, moment, err))
        return false;

    struct fact fact = fact_begin(journal, FACT_SETTING);

    fact_int(&fact, 1);
    fact_text(&fact, key);
    fact_text(&fact, setting.value);
    fact_end(&fact);
    return setting_store(journal->db, &setting, err) && journal_seal(journal, err);
}

static const struct {
    const char *word;
    enum contribution_base base;
} BASES[] = {
    { "none", BASE_NONE },
    { "net", BASE_NET_SALES },
    { "margin", BASE_GROSS_MARGIN },
    { "result", BASE_RESULT },
};

/* `part` is "net:10%" or "fixed=5". */
static bool contribution_take(struct contribution *out, char *part, bool first, struct err *err)
{
    static const char *const NAMES[] = { "fixed", "floor", "cap" };
    cents *const amounts[] = { &out->fixed, &out->floor, &out->cap };
    char *value = strpbrk(part, first ? ":" : "=");

    if (value)
        *value++ = '\0';
    for (size_t i = 0; first && i < COUNT_OF(BASES); i++)
        if (strcmp(part, BASES[i].word) == 0 && (value != NULL) == (BASES[i].base != BASE_NONE)) {
            out->base = BASES[i].base;
            return !value || rate_parse(value, &out->rate, err);
        }
    for (size_t i = 0; !first && value && i < COUNT_OF(NAMES); i++)
        if (strcmp(part, NAMES[i]) == 0)
            return money_parse(value, amounts[i], err) &&
                   (*amounts[i] >= 0 ||
                    err_fail(err, ERR_INPUT, _("Un montant de contribution est positif.")));
    return err_fail(err, ERR_INPUT,
                    _("Contribution illisible : écrire none, net:10%%, margin:13.5%% ou "
                      "result:10%%, puis fixed=, floor= ou cap=."));
}

bool contribution_parse(const char *text, struct contribution *out, struct err *err)
{
    struct contribution contribution = { .base = BASE_NONE, .floor = -1, .cap = -1 };
    char copy[CONTRIBUTION_TEXT_MAX];
    char *rest = copy;
    bool first = true;

    if (strlen(text) >= sizeof copy)
        return err_fail(err, ERR_INPUT, _("Contribution illisible : texte trop long."));
    strcpy(copy, text[0] ? text : "none");
    for (char *part; (part = strtok_r(rest, ",", &rest)) != NULL; first = false)
        if (!contribution_take(&contribution, part, first, err))
            return false;
    *out = contribution;
    return true;
}

void contribution_format(const struct contribution *contribution, char out[CONTRIBUTION_TEXT_MAX])
{
    static const char *const NAMES[] = { "fixed", "floor", "cap" };
    const cents amounts[] = { contribution->fixed, contribution->floor, contribution->cap };
    char number[MONEY_TEXT_MAX];
    size_t used;

    rate_format_file(contribution->rate, number);
    used = (size_t)(contribution->base == BASE_NONE
                        ? snprintf(out, CONTRIBUTION_TEXT_MAX, "none")
                        : snprintf(out, CONTRIBUTION_TEXT_MAX, "%s:%s%%",
                                   BASES[contribution->base].word, number));
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        if (amounts[i] < 0 || (i == 0 && amounts[i] == 0))
            continue;
        money_format_file(amounts[i], number);
        used +=
            (size_t)snprintf(out + used, CONTRIBUTION_TEXT_MAX - used, ",%s=%s", NAMES[i], number);
    }
}
