#include "reports/catalogue/export_kinds.h"

#include "base/place.h"
#include "reports/exports/archive.h"
#include "reports/exports/e_reporting.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"

bool export_fec(struct export_request *request, struct err *err)
{
    return place_make_folder(request->path, err) &&
           fec_write(request->till, request->path, request->analytic, request->force, request->made,
                     err);
}

bool export_csv(struct export_request *request, struct err *err)
{
    return place_make_folder(request->path, err) &&
           archive_write_tables(request->till, request->path, request->force, err);
}

bool export_journal(struct export_request *request, struct err *err)
{
    return plain_journal_write(request->till, JOURNAL_TICKETS, request->path, request->force, err);
}

bool export_archive(struct export_request *request, struct err *err)
{
    return archive_write(request->till, request->path, request->force, err);
}

bool export_e_reporting(struct export_request *request, struct err *err)
{
    return e_reporting_write(request->till, request->path, request->force, err);
}
