#include "programme/grid.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char DEFAULT_GRID[] = {
#include "programme/grid.csv.inc"
};

enum field {
    FIELD_KIND,
    FIELD_ID,
    FIELD_VERSION,
    FIELD_VOLET,
    FIELD_COUNTS,
    FIELD_DAYS,
    FIELD_FR, /* the texts follow the order of enum tongue */
    FIELD_EN,
    FIELD_AR,
    FIELD_PRS,
    FIELD_REVIEWED,
    FIELD_LINK,
};

static const struct csv_column COLUMNS[GRID_FIELD_COUNT] = {
    { "kind", true },    { "id", true },    { "version", false },  { "volet", false },
    { "counts", false }, { "days", false }, { "fr", true },        { "en", false },
    { "ar", false },     { "prs", false },  { "reviewed", false }, { "link", false },
};

static int grid_find_volet(const struct grid *grid, const char *id)
{
    for (int i = 0; i < grid->volet_count; i++)
        if (strcmp(grid->volets[i].id, id) == 0)
            return i;
    return -1;
}

int grid_find(const struct grid *grid, const char *id)
{
    for (int i = 0; i < grid->indicator_count; i++)
        if (strcmp(grid->indicators[i].id, id) == 0)
            return i;
    return -1;
}

static bool head_take(struct grid *grid, const char *const *fields, struct err *err)
{
    char *end;
    long version = strtol(fields[FIELD_VERSION], &end, 10);

    if (*end != '\0' || version < 1 || version > 9999)
        return err_fail(err, ERR_INPUT, _("La version de la grille est un nombre : 1, 2, 3…"));
    grid->version = (int)version;
    return text_copy(grid->id, sizeof grid->id, fields[FIELD_ID], "id", err) &&
           wording_fill(&grid->name, fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

static bool volet_take(struct grid *grid, const char *const *fields, struct err *err)
{
    struct volet *volet = &grid->volets[grid->volet_count];

    if (grid->volet_count == VOLETS_MAX)
        return err_fail(err, ERR_INPUT, _("Une grille a au plus %d volets : en ôter un."),
                        (int)VOLETS_MAX);
    if (grid_find_volet(grid, fields[FIELD_ID]) >= 0)
        return err_fail(err, ERR_INPUT, _("Le volet %.20s est écrit deux fois : en ôter un."),
                        fields[FIELD_ID]);
    if (!text_copy(volet->id, sizeof volet->id, fields[FIELD_ID], "id", err) ||
        !wording_fill(&volet->wording, fields + FIELD_FR, fields[FIELD_REVIEWED], err))
        return false;
    grid->volet_count++;
    return true;
}

/* "1 2 4 6" as bits. */
static bool days_parse(const char *text, unsigned *out, struct err *err)
{
    unsigned days = 0;

    while (*text) {
        char *end;
        long day = strtol(text, &end, 10);

        if (end == text || day < 1 || day > DAYS_DAILY_MAX)
            return err_fail(err, ERR_INPUT, _("Jours « %.30s » : écrire par exemple 1 2 4."), text);
        days |= 1U << (day - 1);
        text = end + strspn(end, " ");
    }
    *out = days;
    return true;
}

static bool indicator_take(struct grid *grid, const char *const *fields, struct err *err)
{
    struct indicator *indicator = &grid->indicators[grid->indicator_count];
    bool counts = strcmp(fields[FIELD_COUNTS], "yes") == 0;
    int volet = grid_find_volet(grid, fields[FIELD_VOLET]);

    if (grid->indicator_count == INDICATORS_MAX)
        return err_fail(err, ERR_INPUT, _("Une grille a au plus %d phrases : en ôter."),
                        (int)INDICATORS_MAX);
    if (volet < 0)
        return err_fail(err, ERR_INPUT,
                        _("Le volet « %.20s » n'est pas écrit plus haut : l'ajouter."),
                        fields[FIELD_VOLET]);
    if (grid_find(grid, fields[FIELD_ID]) >= 0)
        return err_fail(err, ERR_INPUT, _("La phrase %.20s est écrite deux fois : en ôter une."),
                        fields[FIELD_ID]);
    if (!counts && strcmp(fields[FIELD_COUNTS], "no") != 0)
        return err_fail(err, ERR_INPUT, _("« counts » est yes ou no."));

    *indicator = (struct indicator){ .volet = volet, .counts = counts };
    if (!text_copy(indicator->id, sizeof indicator->id, fields[FIELD_ID], "id", err) ||
        !text_copy(indicator->link, sizeof indicator->link, fields[FIELD_LINK], "link", err) ||
        !days_parse(fields[FIELD_DAYS], &indicator->days, err) ||
        !wording_fill(&indicator->wording, fields + FIELD_FR, fields[FIELD_REVIEWED], err))
        return false;
    grid->indicator_count++;
    return true;
}

static bool mark_take(struct grid *grid, const char *const *fields, struct err *err)
{
    const char *id = fields[FIELD_ID];
    int value = strcmp(id, "-") == 0 ? 0 : id[0] - '0';

    if (strlen(id) != 1 || value < 0 || value >= MARKS_MAX || id[0] == '0')
        return err_fail(err, ERR_INPUT, _("Les marques sont 1, 2, 3, 4 et - (pas vu)."));
    return text_copy(grid->anchors[value], WORDING_MAX, fields[FIELD_LINK], "link", err) &&
           wording_fill(&grid->marks[value], fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

bool grid_take_row(struct grid *grid, const char *const *fields, struct err *err)
{
    static const struct {
        const char *kind;
        bool (*take)(struct grid *grid, const char *const *fields, struct err *err);
    } KINDS[] = { { "grid", head_take },
                  { "volet", volet_take },
                  { "indicator", indicator_take },
                  { "mark", mark_take } };

    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        if (strcmp(fields[FIELD_KIND], KINDS[i].kind) == 0)
            return KINDS[i].take(grid, fields, err);
    return err_fail(err, ERR_INPUT, _("« kind » est grid, volet, indicator ou mark."));
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    (void)line;
    return grid_take_row(context, fields, err);
}

static void wording_put(const struct wording *wording, struct grid_row *row)
{
    row->scratch[0][0] = '\0';
    for (int i = 0; i < TONGUE_COUNT; i++) {
        row->fields[FIELD_FR + i] = wording->text[i];
        if (wording->reviewed[i])
            snprintf(row->scratch[0] + strlen(row->scratch[0]),
                     GRID_SCRATCH_MAX - strlen(row->scratch[0]), "%s%s",
                     row->scratch[0][0] ? " " : "", tongue_code((enum tongue)i));
    }
    row->fields[FIELD_REVIEWED] = row->scratch[0];
}

static void head_put(const struct grid *grid, struct grid_row *row)
{
    snprintf(row->scratch[1], GRID_SCRATCH_MAX, "%d", grid->version);
    row->fields[FIELD_KIND] = "grid";
    row->fields[FIELD_ID] = grid->id;
    row->fields[FIELD_VERSION] = row->scratch[1];
    wording_put(&grid->name, row);
}

static void indicator_put(const struct grid *grid, int i, struct grid_row *row)
{
    const struct indicator *indicator = &grid->indicators[i];
    size_t length = 0;

    row->scratch[2][0] = '\0';
    for (int day = 1; day <= DAYS_DAILY_MAX; day++)
        if (indicator_is_in_focus(indicator, day))
            length += (size_t)snprintf(row->scratch[2] + length, GRID_SCRATCH_MAX - length, "%s%d",
                                       length ? " " : "", day);
    row->fields[FIELD_KIND] = "indicator";
    row->fields[FIELD_ID] = indicator->id;
    row->fields[FIELD_VOLET] = grid->volets[indicator->volet].id;
    row->fields[FIELD_COUNTS] = indicator->counts ? "yes" : "no";
    row->fields[FIELD_DAYS] = row->scratch[2];
    row->fields[FIELD_LINK] = indicator->link;
    wording_put(&indicator->wording, row);
}

bool grid_put_row(const struct grid *grid, int i, struct grid_row *out)
{
    int volets_end = 1 + grid->volet_count;
    int indicators_end = volets_end + grid->indicator_count;
    int mark = i - indicators_end;

    if (i >= indicators_end + MARKS_MAX)
        return false;
    for (int field = 0; field < GRID_FIELD_COUNT; field++)
        out->fields[field] = "";
    if (i == 0) {
        head_put(grid, out);
    } else if (i < volets_end) {
        out->fields[FIELD_KIND] = "volet";
        out->fields[FIELD_ID] = grid->volets[i - 1].id;
        wording_put(&grid->volets[i - 1].wording, out);
    } else if (i < indicators_end) {
        indicator_put(grid, i - volets_end, out);
    } else {
        snprintf(out->scratch[1], GRID_SCRATCH_MAX, mark ? "%d" : "-", mark);
        out->fields[FIELD_KIND] = "mark";
        out->fields[FIELD_ID] = out->scratch[1];
        out->fields[FIELD_LINK] = grid->anchors[mark];
        wording_put(&grid->marks[mark], out);
    }
    return true;
}

void grid_put_csv(const struct grid *grid, struct buf *out)
{
    struct grid_row row;

    for (int field = 0; field < GRID_FIELD_COUNT; field++)
        csv_put_field(out, COLUMNS[field].name, field == 0);
    csv_put_end(out);
    for (int i = 0; grid_put_row(grid, i, &row); i++) {
        for (int field = 0; field < GRID_FIELD_COUNT; field++)
            csv_put_field(out, row.fields[field], field == 0);
        csv_put_end(out);
    }
}

bool grid_check(const struct grid *grid, struct err *err)
{
    if (grid->version == 0)
        return err_fail(err, ERR_INPUT, _("La grille n'a pas de ligne « grid » : l'ajouter."));
    if (grid->indicator_count == 0)
        return err_fail(err, ERR_INPUT, _("La grille n'a pas de phrase : en ajouter."));
    for (int i = 0; i < MARKS_MAX; i++)
        if (grid->marks[i].text[TONGUE_FR][0] == '\0')
            return err_fail(err, ERR_INPUT, _("Il manque une marque : écrire 1, 2, 3, 4 et -."));
    return true;
}

static const struct csv_table OURS = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };
static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, "grid" };

void grid_default(struct grid *out)
{
    struct err err = ERR_EMPTY;

    *out = (struct grid){ 0 };

    bool good = csv_read_text((const char *)DEFAULT_GRID, "grid.csv", &OURS, out, &err) &&
                grid_check(out, &err);

    assert(good); /* a fault in the program's own data */
}

bool grid_read(const char *path, struct grid *out, struct csv_faults *faults, struct err *err)
{
    struct grid grid = { 0 };

    if (!csv_read(path, &TABLE, &grid, faults, err) || !grid_check(&grid, err))
        return false;
    *out = grid;
    return true;
}

bool indicator_is_in_focus(const struct indicator *indicator, int day)
{
    return day >= 1 && day <= DAYS_DAILY_MAX && (indicator->days >> (day - 1) & 1U) != 0;
}

const char *grid_anchor_shown(const struct grid *grid, int value)
{
    static const char *const DEFAULTS[MARKS_MAX] = {
        N_("pas d'occasion, absent"), N_("l'occasion est venue, pas vu"),
        N_("vu avec une aide ou un rappel"), N_("vu sans aide"),
        N_("sans aide, plusieurs fois, ou montré aux autres")
    };

    assert(value >= 0 && value < MARKS_MAX);
    if (strcmp(grid->anchors[value], DEFAULTS[value]) == 0)
        return _(DEFAULTS[value]);
    return grid->anchors[value]; /* a host's own words */
}

const char *mark_bars(int value)
{
    static const char *const BARS[MARKS_MAX] = { "[ -- ]", "[#...]", "[##..]", "[###.]", "[####]" };

    assert(value >= 0 && value < MARKS_MAX);
    return BARS[value];
}
