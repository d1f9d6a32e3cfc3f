#include "reports/accounts/host_folder.h"

#include "base/lang.h"
#include "base/place.h"
#include "programme/programme_store.h"
#include "reports/accounts/account_codes.h"
#include "reports/accounts/book_lines.h"
#include "reports/accounts/fec_description.h"
#include "reports/accounts/host_sheet.h"
#include "reports/accounts/number_register.h"
#include "reports/accounts/preset.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SQL_LAST_POSTED[] =
    "SELECT max(day) FROM posting WHERE chain BETWEEN 'A' AND 'Z'";

enum { TEXT_MAX = 1 << 28 };

struct work {
    struct host_folder *folder;
    struct host_written *written;
    struct exercise exercise;
    struct account_lines known; /* the register, with what is new */
    struct account_lines ours;  /* of the exercise */
    char codes[HOST_BOOKS_MAX][SESSION_CODE_MAX];
    struct host_plan before;
    struct host_plan plan;
    struct preset *presets;
    int preset_count;
    struct err *err;
};

static void path_of(const struct work *work, const char *name, char out[OUTLET_PATH_MAX])
{
    snprintf(out, OUTLET_PATH_MAX, "%s/%s", work->folder->path, name);
}

/* -- What is asked -- */

static bool siren_check(const struct work *work)
{
    const char *first = work->folder->tills[0]->session.siren;

    for (int i = 0; i < work->folder->till_count; i++) {
        const struct session *session = &work->folder->tills[i]->session;

        if (session->siren[0] == '\0')
            return err_fail(work->err, ERR_INPUT,
                            _("« %.60s » : le SIREN de la coopérative manque : l'écrire dans les "
                              "réglages de la session."),
                            session->name);
        if (strcmp(session->siren, first) != 0)
            return err_fail(work->err, ERR_INPUT,
                            _("« %.60s » est d'une autre coopérative (SIREN %s, non %s) : faire "
                              "ses comptes à part."),
                            session->name, session->siren, first);
    }
    return true;
}

/* The last day of a session, as its programme says, or as its entries do. */
static bool last_day(struct till *till, struct day *out, struct err *err)
{
    struct calendar calendar;
    struct stmt query;

    if (!programme_calendar(till->db, &calendar, err))
        return false;
    *out = calendar_last(&calendar);
    if (out->number != DAY_NONE_NUMBER)
        return true;
    query = db_prepare(till->db, SQL_LAST_POSTED, err);
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        *out = stmt_day(&query, 0);
    return stmt_finish(&query);
}

static bool exercise_settle(struct work *work)
{
    struct day last = DAY_NONE;
    int year, month, day;

    if (work->folder->exercise)
        return exercise_parse(work->folder->exercise, &work->exercise, work->err);
    for (int i = 0; i < work->folder->till_count; i++) {
        struct day day_of_till;

        if (!last_day(work->folder->tills[i], &day_of_till, work->err))
            return false;
        if (day_of_till.number > last.number)
            last = day_of_till;
    }
    if (last.number == DAY_NONE_NUMBER)
        return err_fail(work->err, ERR_NOT_FOUND,
                        _("Aucune écriture à exporter : fermer d'abord une journée (Z)."));
    day_split(last, &year, &month, &day);
    work->exercise = exercise_of_year(year);
    return true;
}

/* Empty, or one of ours. */
static bool folder_check(const struct work *work)
{
    char path[OUTLET_PATH_MAX];
    struct dirent *entry;
    bool empty = true;
    DIR *folder;

    path_of(work, REGISTER_FILE, path);
    if (access(path, F_OK) == 0)
        return true;
    folder = opendir(work->folder->path);
    if (!folder)
        return errno == ENOENT || err_fail_file(work->err, work->folder->path, errno);
    while (empty && (entry = readdir(folder)) != NULL)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return empty || err_fail(work->err, ERR_INPUT,
                             _("Le dossier %.80s contient autre chose et pas de numbers.csv : en "
                               "prendre un nouveau, ou celui de la dernière fois."),
                             work->folder->path);
}

static bool register_open(struct work *work)
{
    char path[OUTLET_PATH_MAX];

    path_of(work, REGISTER_FILE, path);
    if (access(path, F_OK) == 0 && !register_read(path, &work->known, work->err))
        return false;
    return exercise_check(&work->exercise, &work->known, work->err) &&
           host_plan_read_index(work->folder->path, &work->before, work->err) &&
           host_plan_check_siren(&work->before, work->folder->tills[0]->session.siren, work->err);
}

/* -- Lines -- */

static int compare_lines(const void *one, const void *other)
{
    const struct account_line *a = one;
    const struct account_line *b = other;
    const int64_t pairs[][2] = { { a->day.number, b->day.number },
                                 { strcmp(a->code, b->code), 0 },
                                 { a->chain[0], b->chain[0] },
                                 { a->seq, b->seq },
                                 { a->part, b->part },
                                 { a->line, b->line } };

    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (pairs[i][0] != pairs[i][1])
            return pairs[i][0] < pairs[i][1] ? -1 : 1;
    return 0;
}

static int count_entries(const struct account_lines *lines)
{
    int count = 0;

    for (int i = 0; i < lines->count; i++)
        count += lines->all[i].line == 1;
    return count;
}

/* A copy of a book brings what is known from the other again. */
static void fresh_unite(struct account_lines *fresh)
{
    int kept = 0;

    for (int i = 0; i < fresh->count; i++)
        if (kept == 0 || !account_line_is_beside(&fresh->all[kept - 1], &fresh->all[i]) ||
            fresh->all[kept - 1].line != fresh->all[i].line)
            fresh->all[kept++] = fresh->all[i];
    fresh->count = kept;
}

static bool fresh_read(struct work *work, struct account_lines *fresh)
{
    for (int i = 0; i < work->folder->till_count; i++) {
        struct book_source source = { .till = work->folder->tills[i],
                                      .from = work->exercise.from,
                                      .to = work->exercise.to,
                                      .exercise = work->exercise.text };

        memcpy(source.code, work->codes[i], sizeof source.code);
        if (!book_lines_read(&source, &work->folder->map, &work->known, fresh,
                             &work->written->outside, work->err))
            return false;
    }
    if (fresh->count > 0)
        qsort(fresh->all, (size_t)fresh->count, sizeof *fresh->all, compare_lines);
    fresh_unite(fresh);
    return true;
}

static bool lines_settle(struct work *work)
{
    struct account_lines fresh = { .all = NULL };
    bool good = fresh_read(work, &fresh) &&
                register_take(&work->known, &fresh, moment_day(work->folder->made_at), work->err);

    work->written->new_entries = count_entries(&fresh);
    account_lines_release(&fresh);
    for (int i = 0; good && i < work->known.count; i++) {
        struct account_line *line;

        if (strcmp(work->known.all[i].exercise, work->exercise.text) != 0)
            continue;
        line = account_lines_add(&work->ours);
        good = line || err_fail(work->err, ERR_STORAGE,
                                _("Mémoire insuffisante : fermer un autre programme."));
        if (line)
            *line = work->known.all[i];
    }
    work->written->entries = count_entries(&work->ours);
    snprintf(work->ours.company, sizeof work->ours.company, "%s",
             work->folder->tills[0]->session.host);
    return good && (work->ours.count > 0 ||
                    err_fail(work->err, ERR_NOT_FOUND,
                             _("Aucune écriture dans l'exercice %s : choisir l'année avec "
                               "--exercise."),
                             work->exercise.text));
}

/* -- The plan -- */

static bool preset_is_asked(const struct work *work, const char *name)
{
    size_t length = strlen(name);

    for (int i = 0; i < work->folder->preset_count; i++)
        if (strcmp(work->folder->presets[i], name) == 0)
            return true;
    for (int i = 0; i < work->before.count; i++) /* made last time: it must not stay behind */
        if (strncmp(work->before.all[i].name, name, length) == 0 &&
            work->before.all[i].name[length] == '/')
            return true;
    return false;
}

/* Of ours: one that was asked for must fit, and is refused later when it does not. */
static bool preset_take(struct work *work, const char *name)
{
    struct preset *preset = &work->presets[work->preset_count];
    bool asked = preset_is_asked(work, name);

    if (!asked && !work->folder->for_every_program)
        return true;
    if (!preset_read(name, preset, work->err))
        return false;
    work->preset_count += asked || preset_fits(preset, &work->ours);
    return true;
}

static bool presets_read(struct work *work)
{
    work->presets = calloc(2 * HOST_PRESETS_MAX, sizeof *work->presets);
    if (!work->presets)
        return err_fail(work->err, ERR_STORAGE,
                        _("Mémoire insuffisante : fermer un autre programme."));
    if (!preset_read("fec", &work->presets[work->preset_count++], work->err))
        return false;
    for (int i = 0; preset_name(i); i++)
        if (!preset_take(work, preset_name(i)))
            return false;
    for (int i = 0; i < work->folder->preset_count; i++) {
        bool is_ours = false;

        for (int k = 0; preset_name(k); k++)
            is_ours = is_ours || strcmp(preset_name(k), work->folder->presets[i]) == 0;
        if (!is_ours &&
            !preset_read(work->folder->presets[i], &work->presets[work->preset_count++], work->err))
            return false;
    }
    return true;
}

static bool plan_dated(struct work *work, struct host_file *file, const char *title)
{
    if (!file)
        return err_fail(work->err, ERR_STORAGE,
                        _("Trop de fichiers pour un dossier : faire moins de sessions à la fois."));
    file->from = work->exercise.from;
    file->to = work->exercise.to;
    snprintf(file->title, sizeof file->title, "%s", title);
    return true;
}

static bool plan_presets(struct work *work)
{
    for (int i = 1; i < work->preset_count; i++)
        for (int part = 0; part < work->presets[i].file_count; part++) {
            struct host_file *file =
                host_plan_add(&work->plan, HOST_PRESET, "%s/%s", work->presets[i].name,
                              work->presets[i].files[part].name);

            if (!plan_dated(work, file, work->presets[i].title))
                return false;
            file->preset = i;
            file->part = part;
        }
    return true;
}

/* What an earlier run made and this one does not: another exercise's FEC, other sessions. */
static bool plan_keep(struct work *work)
{
    for (int i = 0; i < work->before.count; i++) {
        const struct host_file *file = &work->before.all[i];
        char path[OUTLET_PATH_MAX];
        struct host_file *kept;

        path_of(work, file->name, path);
        if (host_plan_has(&work->plan, file->name) || access(path, F_OK) != 0)
            continue;
        kept = host_plan_add(&work->plan, HOST_KEPT, "%s", file->name);
        if (!plan_dated(work, kept, file->title))
            return false;
        kept->from = file->from;
        kept->to = file->to;
    }
    return true;
}

static bool plan_make(struct work *work)
{
    const char *siren = work->folder->tills[0]->session.siren;
    int year, month, day;
    char stem[40];

    day_split(work->exercise.to, &year, &month, &day);
    snprintf(stem, sizeof stem, "%.9sFEC%04d%02d%02d", siren, year, month, day);
    snprintf(work->written->fec, sizeof work->written->fec, "%s.txt", stem);
    if (!plan_dated(work, host_plan_add(&work->plan, HOST_FEC, "%s.txt", stem),
                    _("Fichier des écritures comptables (FEC)")) ||
        !plan_dated(work, host_plan_add(&work->plan, HOST_DESCRIPTION, "%s-description.txt", stem),
                    _("Description du FEC")) ||
        !plan_presets(work))
        return false;
    for (int i = 0; i < work->folder->till_count; i++) {
        bool seen = false;

        for (int k = 0; k < i; k++)
            seen = seen || strcmp(work->codes[k], work->codes[i]) == 0;
        if (!seen &&
            !host_sheets_plan(work->folder->tills[i], i, work->codes[i], &work->plan, work->err))
            return false;
    }
    return plan_keep(work) &&
           host_plan_check(&work->plan, &work->before, work->folder->path, work->err);
}

/* -- Writing -- */

static bool write_text(const struct work *work, const char *name, struct buf *text)
{
    char path[OUTLET_PATH_MAX];

    path_of(work, name, path);
    return buf_write_kept(text, path, work->err); /* the register, too */
}

static bool write_register(const struct work *work)
{
    struct buf text = buf_init(TEXT_MAX);
    bool good;

    register_put(&work->known, &text);
    good = write_text(work, REGISTER_FILE, &text);
    buf_release(&text);
    return good;
}

static bool make_text(const struct work *work, const struct host_file *file, struct buf *out)
{
    if (file->kind == HOST_DESCRIPTION) {
        fec_description_put(&work->folder->tills[0]->session, &work->exercise, work->written->fec,
                            &work->ours, out);
        return true;
    }
    return preset_put(&work->presets[file->preset], file->part, &work->ours, out, work->err);
}

static bool file_is_text(const struct host_file *file)
{
    return file->kind == HOST_FEC || file->kind == HOST_DESCRIPTION || file->kind == HOST_PRESET;
}

/* Before anything is written: a code that a program does not take refuses all. */
static bool texts_try(const struct work *work)
{
    bool good = true;

    for (int i = 0; good && i < work->plan.count; i++)
        if (file_is_text(&work->plan.all[i])) {
            struct buf text = buf_init(TEXT_MAX);

            good = make_text(work, &work->plan.all[i], &text);
            buf_release(&text);
        }
    return good;
}

static bool file_write(const struct work *work, const struct host_file *file)
{
    char path[OUTLET_PATH_MAX];
    char *slash;
    struct buf text = buf_init(TEXT_MAX);
    bool good;

    path_of(work, file->name, path);
    slash = strrchr(path, '/');
    *slash = '\0';
    if (!place_make_folder(path, work->err))
        return false;
    *slash = '/';
    if (!file_is_text(file))
        return host_sheet_write(work->folder->tills[file->till], file, path, work->folder->made_at,
                                work->err);
    good = make_text(work, file, &text) && write_text(work, file->name, &text);
    buf_release(&text);
    return good;
}

/* The journal of each book says that its accounts leave, and its code stands from then on. */
static bool books_note(struct work *work)
{
    for (int i = 0; i < work->folder->till_count; i++) {
        struct till *till = work->folder->tills[i];
        struct session session = till->session;

        snprintf(session.code, sizeof session.code, "%s", work->codes[i]);
        if ((!till->is_reader && strcmp(session.code, till->session.code) != 0 &&
             !till_put_session(till, &session, work->err)) ||
            !till_note_leaving(till, RECORD_EXPORT, "accounts", work->exercise.text, 0, work->err))
            return false;
        work->written->is_unnoted = work->written->is_unnoted || till->left_unnoted;
    }
    return true;
}

static bool index_write(const struct work *work)
{
    const struct session *session = &work->folder->tills[0]->session;
    char heading[800];

    snprintf(heading, sizeof heading,
             _("Comptes de %.80s, SIREN %s, exercice %s.\n"
               "Nombre d'écritures : %d. Le registre numbers.csv garde leurs numéros : laisser ce "
               "dossier entier et le reprendre la prochaine fois.\n"),
             session->host, session->siren, work->exercise.text, work->written->entries);
    if (work->written->is_unnoted)
        snprintf(heading + strlen(heading), sizeof heading - strlen(heading), "%s\n",
                 till_unnoted_text());
    return host_plan_write_index(&work->plan, work->folder->path, heading, work->err);
}

/* The register first: a number that a file bears is never given again. */
static bool all_write(struct work *work)
{
    if (!place_make_folder(work->folder->path, work->err) || !books_note(work) ||
        !write_register(work) || !index_write(work))
        return false;
    for (int i = 0; i < work->plan.count; i++)
        if (work->plan.all[i].kind != HOST_KEPT && !file_write(work, &work->plan.all[i]))
            return false;
    return true;
}

bool host_folder_write(struct host_folder *folder, struct host_written *out, struct err *err)
{
    struct work *work = calloc(1, sizeof *work);
    bool good;

    *out = (struct host_written){ .entries = 0 };
    if (!work)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    work->folder = folder;
    work->written = out;
    work->err = err;
    good =
        siren_check(work) && exercise_settle(work) && folder_check(work) && register_open(work) &&
        account_codes_settle(folder->tills, folder->till_count, &work->known, work->codes, err) &&
        lines_settle(work) && presets_read(work) && plan_make(work) && texts_try(work) &&
        all_write(work);
    snprintf(out->exercise, sizeof out->exercise, "%s", work->exercise.text);
    account_lines_release(&work->known);
    account_lines_release(&work->ours);
    host_plan_release(&work->before);
    host_plan_release(&work->plan);
    free(work->presets);
    free(work);
    return good;
}
