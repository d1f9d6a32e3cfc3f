#include "pos/acts/accounts_folder.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/place.h"
#include "pos/acts/papers_beside.h"
#include "pos/machine/folder_copy.h"
#include "reports/accounts/host_folder.h"
#include "reports/exports/archive.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool inside(char out[OUTLET_PATH_MAX], const char *folder, const char *name, struct err *err)
{
    return snprintf(out, OUTLET_PATH_MAX, "%s/%s", folder, name) < OUTLET_PATH_MAX ||
           err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
}

/* A book without SIREN or without entries has no FEC yet: that is no reason to keep the rest. */
static bool fec_is_possible(struct till *till)
{
    struct err why = ERR_EMPTY;
    char name[FEC_NAME_MAX];

    return fec_name(till, name, &why);
}

static bool tables_write(struct till *till, const char *folder, struct err *err)
{
    char path[OUTLET_PATH_MAX];

    return inside(path, folder, "tables", err) && place_make_folder(path, err) &&
           archive_write_tables(till, path, true, err);
}

static bool journal_write(struct till *till, const char *folder, struct err *err)
{
    char path[OUTLET_PATH_MAX];

    return inside(path, folder, "comptes.journal", err) &&
           plain_journal_write(till, JOURNAL_TICKETS, path, true, err);
}

/* Dated: an archive of an earlier day stays. */
static bool dated_archive_write(struct till *till, const char *folder, struct err *err)
{
    char path[OUTLET_PATH_MAX];
    char name[40];
    char day[DAY_TEXT_MAX];

    day_format(moment_day(till_now(till)), day);
    snprintf(name, sizeof name, "archive-%s.zip", day);
    return inside(path, folder, name, err) && archive_write(till, path, true, err);
}

/* plan.csv beside the books: the accountant's own accounts, as the command takes them. */
static bool plan_read(const char *folder, struct account_map *out, struct err *err)
{
    static const char PLAN[] = "plan.csv";
    struct csv_faults faults;
    struct err why = ERR_EMPTY;
    char path[OUTLET_PATH_MAX];
    bool good;

    account_map_init(out);
    if (!inside(path, folder, PLAN, err))
        return false;
    if (access(path, F_OK) != 0)
        return true;
    faults = csv_faults_init();
    good = account_map_read(path, out, &faults, &why);
    if (!good) {
        const char *first = faults.count > 0 ? strstr(buf_text(&faults.text), PLAN) : why.text;

        err_fail(err, why.code, "%.*s", (int)strcspn(first, "\n"), first);
    }
    csv_faults_release(&faults);
    return good;
}

/* comptes-732829320 beside the book: one for all sessions of a host, with one register. */
static bool host_write(struct till *till, const char *folder, char out[OUTLET_PATH_MAX],
                       struct err *err)
{
    struct host_folder *host = calloc(1, sizeof *host);
    const char *slash = strrchr(folder, '/');
    struct host_written written;
    char beside[OUTLET_PATH_MAX];
    bool good;

    if (!host)
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    snprintf(beside, sizeof beside, "%.*s", slash ? (int)(slash - folder) : 1,
             slash ? folder : ".");
    snprintf(out, OUTLET_PATH_MAX, "%.400s/comptes-%s", beside, till->session.siren);
    host->path = out;
    host->made_at = till_now(till);
    host->for_every_program = true; /* nobody is there to ask which one the accountant has */
    host->tills[host->till_count++] = till;
    good = plan_read(beside, &host->map, err) && host_folder_write(host, &written, err);
    free(host);
    return good;
}

/* Without a SIREN or an entry there are no accounts yet. */
static bool rest_write(struct till *till, const char *folder, char out[OUTLET_PATH_MAX],
                       struct err *err)
{
    return inside(out, folder, "", err) && place_make_folder(folder, err) &&
           till_note(till, RECORD_EXPORT, "all", "", 0, err) && journal_write(till, folder, err) &&
           tables_write(till, folder, err) && dated_archive_write(till, folder, err);
}

bool accounts_folder_write(struct till *till, const char *folder, bool *has_fec,
                           char out[OUTLET_PATH_MAX], struct err *err)
{
    bool fec = fec_is_possible(till);

    if (!till_check(till, ACTION_EXPORT, err) ||
        !(fec ? host_write(till, folder, out, err) : rest_write(till, folder, out, err)))
        return false;
    *has_fec = fec;
    return true;
}

static void made_say(const char *made, bool has_fec, int copied, struct notice *notice)
{
    const char *words =
        has_fec && copied > 0
            ? _("FEC, résultat, Z et archive sont dans %s et sur la clé : commencer "
                "par index.txt")
        : has_fec ? _("FEC, résultat, Z et archive sont dans %s : commencer par index.txt")
                  : _("Comptes, tables et archive sont dans %s ; le FEC attend le SIREN "
                      "et un Z.");

    notice_set(notice, has_fec ? STYLE_GOOD : STYLE_WARNING, words, made);
}

bool accounts_folder_make(struct desk *desk, struct notice *notice, struct err *err)
{
    char path[BESIDE_PATH_MAX];
    char made[OUTLET_PATH_MAX];
    struct err why = ERR_EMPTY;
    bool has_fec = false;
    int copied = 0;

    folder_beside(desk, "comptes", path);
    if (!accounts_folder_write(desk->till, path, &has_fec, made, err))
        return false;
    if (folder_copy_to_sticks(made, &copied, &why))
        made_say(made, has_fec, copied, notice);
    else
        notice_fail(notice, &why);
    return true;
}
