#include "reports/accounts/account_map.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/text.h"
#include "ledger/charge.h"
#include "ledger/posting.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* French in every language: they go to French books. */
static const char *const JOURNALS[][2] = {
    { "VE", "Ventes" },
    { "CA", "Caisse" },
    { "AC", "Achats" },
    { "OD", "Opérations diverses" },
};

/* Where a line of this use stands first in an entry, the entry is of this journal. */
static const struct {
    const char *prefix;
    const char *journal;
} LEADERS[] = {
    { "sales:", "VE" }, { "services", "VE" }, { "charge:", "AC" },      { "transfer", "CA" },
    { "share", "OD" },  { "reserve", "OD" },  { "contribution", "OD" },
};

const char *account_journal_label(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(JOURNALS); i++)
        if (strcmp(JOURNALS[i][0], code) == 0)
            return JOURNALS[i][1];
    return code;
}

void account_map_init(struct account_map *map)
{
    map->count = 0;
}

static const struct account_map_row *map_find(const struct account_map *map, const char *use)
{
    for (int i = 0; i < map->count; i++)
        if (strcmp(map->rows[i].use, use) == 0)
            return &map->rows[i];
    return NULL;
}

static const char *leader_journal(const char *use)
{
    for (size_t i = 0; i < COUNT_OF(LEADERS); i++)
        if (strncmp(use, LEADERS[i].prefix, strlen(LEADERS[i].prefix)) == 0)
            return LEADERS[i].journal;
    return "";
}

/* Letters are for people and suppliers; the file says what it likes, programs what they take. */
static bool account_check(const char *account, struct err *err)
{
    size_t length = strlen(account);
    size_t good = 0;

    while (isalnum((unsigned char)account[good]))
        good++;
    return length == 0 ||
           (length >= ACCOUNT_DIGITS_MIN && good == length && isdigit((unsigned char)account[0])) ||
           err_fail(err, ERR_INPUT,
                    _("Compte « %.20s » : de 3 à 12 chiffres ou lettres, un chiffre d'abord."),
                    account);
}

/* Of every use that posting.h names, as far as they are known without a book. */
static const char *const USES[] = {
    "sales:550",
    "sales:1000",
    "sales:2000",
    "sales:0",
    "sales:210",
    "sales:850",
    "vat:550",
    "vat:1000",
    "vat:2000",
    "vat:210",
    "vat:850",
    "cash",
    "card",
    "cheque",
    "voucher",
    "bank",
    "transfer",
    "vat-deductible",
    "client",
    "services",
    "vat-pending:550",
    "vat-pending:1000",
    "vat-pending:2000",
    "supplier",
    "advance",
    "share",
    "reserve",
};

static bool is_rate(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* A word that no line bears would be mapped for nothing. */
static bool use_check(const char *use, struct err *err)
{
    static const char *const ALONE[] = { "shares", "shortage", "surplus", "charge:reserve" };
    const char *colon = strchr(use, ':');
    size_t length = colon ? (size_t)(colon - use) + 1 : 0;
    bool known = strncmp(use, "means:", length) == 0 && length > 0;

    for (size_t i = 0; i < COUNT_OF(ALONE); i++)
        known = known || strcmp(use, ALONE[i]) == 0;
    for (size_t i = 0; i < COUNT_OF(JOURNALS); i++)
        known = known || (strncmp(use, "journal:", length) == 0 && colon &&
                          strcmp(colon + 1, JOURNALS[i][0]) == 0);
    for (int i = 0; i < CHARGE_CATEGORY_END; i++)
        known = known || (strncmp(use, "charge:", length) == 0 && colon &&
                          strcmp(colon + 1, CHARGE_CATEGORIES[i].word) == 0);
    for (size_t i = 0; i < COUNT_OF(USES); i++)
        known = known || strcmp(use, USES[i]) == 0 ||
                (colon && strncmp(use, USES[i], length) == 0 && is_rate(colon + 1));
    return known || err_fail(err, ERR_INPUT,
                             _("« %.40s » ne nomme aucune ligne : voir flashcoop accounts "
                               "--map-template."),
                             use);
}

static bool map_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct account_map *map = context;
    struct account_map_row row = { .use = "" };

    (void)line;
    if (!text_copy(row.use, sizeof row.use, fields[0], "use", err) || !use_check(row.use, err) ||
        !text_copy(row.account, sizeof row.account, fields[1], "account", err) ||
        !account_check(row.account, err) ||
        !text_copy(row.label, sizeof row.label, fields[2], "label", err) ||
        !text_copy(row.journal, sizeof row.journal, fields[3], "journal", err) ||
        !text_copy(row.auxiliary, sizeof row.auxiliary, fields[4], "auxiliary", err) ||
        !text_copy(row.auxiliary_label, sizeof row.auxiliary_label, fields[5], "auxiliary_label",
                   err) ||
        !text_copy(row.section, sizeof row.section, fields[6], "section", err))
        return false;
    if (map_find(map, row.use))
        return err_fail(err, ERR_INPUT, _("« %.40s » se trouve deux fois : garder une ligne."),
                        row.use);
    if (strlen(row.auxiliary) > 4)
        return err_fail(err, ERR_INPUT,
                        _("Auxiliaire « %.20s » : quatre signes au plus, un numéro les suit."),
                        row.auxiliary);
    if (map->count == ACCOUNT_MAP_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de lignes : 256 au plus."));
    map->rows[map->count++] = row;
    return true;
}

static const struct csv_column COLUMNS[] = {
    { "use", true },      { "account", false },   { "label", false },
    { "journal", false }, { "auxiliary", false }, { "auxiliary_label", false },
    { "section", false },
};

bool account_map_read(const char *path, struct account_map *out, struct csv_faults *faults,
                      struct err *err)
{
    const struct csv_table table = { COLUMNS, COUNT_OF(COLUMNS), map_row, NULL };

    account_map_init(out);
    return csv_read(path, &table, out, faults, err);
}

static void take(char *out, size_t room, const char *chosen)
{
    if (chosen && chosen[0])
        snprintf(out, room, "%s", chosen);
}

static void map_journal(const struct account_map *map, struct account_line *lines, int count)
{
    const struct account_map_row *lead = NULL;
    const struct account_map_row *named;
    char key[LINE_USE_MAX];

    for (int i = 0; i < count && !lead; i++)
        if (leader_journal(lines[i].use)[0])
            lead = map_find(map, lines[i].use);
    snprintf(key, sizeof key, "journal:%s", lines[0].journal);
    named = map_find(map, key);
    for (int i = 0; i < count; i++) {
        char recorded[JOURNAL_CODE_MAX];

        memcpy(recorded, lines[i].journal, sizeof recorded);
        take(lines[i].journal_label, LABEL_MAX, account_journal_label(recorded));
        take(lines[i].journal, JOURNAL_CODE_MAX, named ? named->journal : "");
        take(lines[i].journal_label, LABEL_MAX, named ? named->label : "");
        /* A template left as it was says the recorded journal: then its new name holds. */
        if (lead && lead->journal[0] && strcmp(lead->journal, recorded) != 0) {
            take(lines[i].journal, JOURNAL_CODE_MAX, lead->journal);
            snprintf(lines[i].journal_label, LABEL_MAX, "%s", account_journal_label(lead->journal));
        }
    }
}

static void map_party(const struct account_map_row *row, struct account_line *line)
{
    bool is_client = strcmp(line->use, "client") == 0;
    bool is_supplier = strcmp(line->use, "supplier") == 0 || is_client;
    const char *before = row && row->auxiliary_label[0] ? row->auxiliary_label
                         : is_supplier                  ? ""
                                                        : "Participant";

    if (line->party[0] == '\0')
        return;
    snprintf(line->auxiliary, AUXILIARY_MAX, "%s",
             row && row->auxiliary[0] ? row->auxiliary
             : is_client              ? "C"
             : is_supplier            ? "F"
                                      : "P");
    if (is_supplier)
        snprintf(line->auxiliary_label, LABEL_MAX, "%s%s%.60s", before, before[0] ? " " : "",
                 line->party);
    else
        snprintf(line->auxiliary_label, LABEL_MAX, "%.50s %s (%s)", before, line->party,
                 line->code);
}

void account_map_apply(const struct account_map *map, struct account_line *lines, int count)
{
    map_journal(map, lines, count);
    for (int i = 0; i < count; i++) {
        struct account_line *line = &lines[i];
        const struct account_map_row *row = map_find(map, line->use);

        if (row) {
            take(line->account, ACCOUNT_MAX, row->account);
            take(line->account_label, LABEL_MAX, row->label);
            take(line->section, AUXILIARY_MAX, row->section);
        }
        if (strcmp(line->section, "-") == 0)
            line->section[0] = line->section_label[0] = '\0';
        map_party(row, line);
    }
}

static void put_row(const char *const fields[7], struct buf *out)
{
    for (int i = 0; i < 7; i++)
        csv_put_field(out, fields[i], i == 0);
    csv_put_end(out);
}

static void put_use(const struct accounts *accounts, const char *use, cents side, struct buf *out)
{
    const struct account *account = posting_account(accounts, use, side);
    bool is_person = strcmp(use, "advance") == 0 || strcmp(use, "share") == 0;
    bool is_supplier = strcmp(use, "supplier") == 0;
    bool is_client = strcmp(use, "client") == 0;
    const char *const fields[7] = {
        use,
        account->number,
        account->label,
        leader_journal(use),
        is_person     ? "P"
        : is_supplier ? "F"
        : is_client   ? "C"
                      : "",
        is_person ? "Participant" : "",
        "",
    };

    put_row(fields, out);
}

void account_map_put_template(const struct accounts *accounts, struct buf *out)
{
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        csv_put_field(out, COLUMNS[i].name, i == 0);
    csv_put_end(out);
    for (size_t i = 0; i < COUNT_OF(USES); i++)
        put_use(accounts, USES[i], 1, out);
    for (int i = 0; i < CHARGE_CATEGORY_END; i++) {
        char use[LINE_USE_MAX];

        snprintf(use, sizeof use, "charge:%s", CHARGE_CATEGORIES[i].word);
        put_use(accounts, use, 1, out);
    }
    put_use(accounts, "shares", 1, out);
    put_use(accounts, "charge:reserve", 1, out);
    put_use(accounts, "shortage", 1, out);
    put_use(accounts, "surplus", -1, out);
    for (size_t i = 0; i < COUNT_OF(JOURNALS); i++) {
        char use[LINE_USE_MAX];

        snprintf(use, sizeof use, "journal:%s", JOURNALS[i][0]);
        put_row((const char *const[7]){ use, "", JOURNALS[i][1], JOURNALS[i][0], "", "", "" }, out);
    }
}
