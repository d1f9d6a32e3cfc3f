#include "reports/accounts/host_plan.h"

#include "base/buf.h"
#include "base/csv.h"
#include "base/lang.h"
#include "base/outlet.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { INDEX_MAX = 1 << 22 };

static const char INDEX_CSV[] = "index.csv";
static const char INDEX_TXT[] = "index.txt";

struct host_file *host_plan_add(struct host_plan *plan, enum host_file_kind kind, const char *name,
                                ...)
{
    struct host_file *file;
    va_list values;

    if (!plan->all)
        plan->all = calloc(HOST_FILES_MAX, sizeof *plan->all);
    if (!plan->all || plan->count == HOST_FILES_MAX)
        return NULL;
    file = &plan->all[plan->count++];
    *file = (struct host_file){ .kind = kind, .from = DAY_NONE, .to = DAY_NONE };
    va_start(values, name);
    vsnprintf(file->name, sizeof file->name, name, values);
    va_end(values);
    return file;
}

void host_plan_release(struct host_plan *plan)
{
    free(plan->all);
    *plan = (struct host_plan){ .all = NULL };
}

bool host_plan_has(const struct host_plan *plan, const char *name)
{
    for (int i = 0; i < plan->count; i++)
        if (strcmp(plan->all[i].name, name) == 0)
            return true;
    return false;
}

/* "732829320FEC20261231.txt": the law's name begins with the SIREN. */
bool host_plan_check_siren(const struct host_plan *plan, const char *siren, struct err *err)
{
    for (int i = 0; i < plan->count; i++) {
        const char *name = plan->all[i].name;
        size_t digits = strspn(name, "0123456789");

        if (digits == strlen(siren) && strncmp(name + digits, "FEC", 3) == 0 &&
            strncmp(name, siren, digits) != 0)
            return err_fail(err, ERR_INPUT,
                            _("Ce dossier tient les comptes du SIREN %.9s, non %s : en prendre un "
                              "autre."),
                            name, siren);
    }
    return true;
}

static bool index_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct host_file *file = host_plan_add(context, HOST_KEPT, "%s", fields[0]);

    (void)line;
    if (!file || strstr(fields[0], "..") || fields[0][0] == '/')
        return err_fail(err, ERR_INPUT, _("« %.60s » n'est pas un fichier de ce dossier."),
                        fields[0]);
    snprintf(file->title, sizeof file->title, "%s", fields[1]);
    return (fields[2][0] == '\0' || day_parse(fields[2], &file->from, err)) &&
           (fields[3][0] == '\0' || day_parse(fields[3], &file->to, err));
}

bool host_plan_read_index(const char *folder, struct host_plan *out, struct err *err)
{
    static const struct csv_column COLUMNS[] = {
        { "file", true }, { "title", false }, { "from", false }, { "to", false }
    };
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), index_row, NULL };
    struct csv_faults faults;
    char path[OUTLET_PATH_MAX];
    bool good;

    snprintf(path, sizeof path, "%s/%s", folder, INDEX_CSV);
    if (access(path, F_OK) != 0)
        return true;
    faults = csv_faults_init();
    good = csv_read(path, &TABLE, out, &faults, err);
    csv_faults_release(&faults);
    return good;
}

bool host_plan_check(const struct host_plan *plan, const struct host_plan *before,
                     const char *folder, struct err *err)
{
    for (int i = 0; i < plan->count; i++) {
        const struct host_file *file = &plan->all[i];
        char path[OUTLET_PATH_MAX];

        snprintf(path, sizeof path, "%s/%s", folder, file->name);
        if (file->kind != HOST_KEPT && !host_plan_has(before, file->name) &&
            access(path, F_OK) == 0)
            return err_fail(err, ERR_INPUT,
                            _("%.80s est là et n'est pas de ce dossier : l'ôter, ou prendre un "
                              "autre dossier."),
                            file->name);
    }
    return true;
}

static void put_csv(const struct host_plan *plan, struct buf *out)
{
    buf_put_text(out, "file,title,from,to\r\n");
    for (int i = 0; i < plan->count; i++) {
        const struct host_file *file = &plan->all[i];
        char from[DAY_TEXT_MAX];
        char to[DAY_TEXT_MAX];

        day_format(file->from, from);
        day_format(file->to, to);
        csv_put_field(out, file->name, true);
        csv_put_field(out, file->title, false);
        csv_put_field(out, from, false);
        csv_put_field(out, to, false);
        csv_put_end(out);
    }
}

/* One sentence a file, so that it makes sense read aloud. */
static void put_sentences(const struct host_plan *plan, const char *heading, struct buf *out)
{
    buf_printf(out, "%s\n", heading);
    for (int i = 0; i < plan->count; i++) {
        const struct host_file *file = &plan->all[i];
        char from[MOMENT_TEXT_MAX];
        char to[MOMENT_TEXT_MAX];

        buf_put_text(out, file->title);
        if (file->from.number != DAY_NONE_NUMBER) {
            day_format_human(file->from, from, sizeof from);
            day_format_human(file->to, to, sizeof to);
            buf_put_text(out, ", ");
            if (file->from.number == file->to.number)
                buf_printf(out, _("le %s"), from);
            else
                buf_printf(out, _("du %s au %s"), from, to);
        }
        buf_printf(out, _(" : %s"), file->name);
        buf_put_text(out, "\n");
    }
}

static bool write_one(const char *folder, const char *name, struct buf *text, struct err *err)
{
    char path[OUTLET_PATH_MAX];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return buf_check(text, err) && buf_write_file(text, path, true, err);
}

bool host_plan_write_index(const struct host_plan *plan, const char *folder, const char *heading,
                           struct err *err)
{
    struct buf csv = buf_init(INDEX_MAX);
    struct buf text = buf_init(INDEX_MAX);
    bool good;

    put_csv(plan, &csv);
    put_sentences(plan, heading, &text);
    good = write_one(folder, INDEX_CSV, &csv, err) && write_one(folder, INDEX_TXT, &text, err);
    buf_release(&csv);
    buf_release(&text);
    return good;
}
