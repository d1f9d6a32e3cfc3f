/*
 * The reports by name, as commands and screens ask for them; the figures and
 * the pages themselves are made in reports/.
 */
#ifndef POS_REPORT_KIND_H
#define POS_REPORT_KIND_H

#include "ledger/till.h"
#include "programme/vault.h"
#include "reports/print/page.h"
#include "reports/catalogue/paper_folder.h"

struct report_kind {
    const char *name;
    const char *title; /* N_(): for people; NULL: not offered on the screen */
    bool people_only;  /* no CSV and no XLSX: a paper to read */
    bool is_private;   /* for the team: not in the folder that is handed on */
    bool landscape;
    bool has_detail;   /* something follows the colon: a ticket, or the number of a Z */
    bool names_people; /* what people were marked, answered, called, given: the animator's */
    bool in_papers;    /* the folder of papers holds it already, among the proofs */
    bool is_recorded;  /* asking for it is a record: who acts must be known */
};

/* "z:3" is the report z with the detail 3. NULL: no report of that name. */
const struct report_kind *report_kind_find(const char *asked, const char **detail);
/* All of them, in order; NULL past the last. */
const struct report_kind *report_kind_at(int i);

/* What a report is asked with. */
struct report_request {
    const char *detail;         /* what follows the colon; "" none */
    struct vault_access access; /* opens the sheets, for what counts them */
};

/* The one door of reports. ERR_NOT_FOUND: no such detail, or nothing was decided yet.
 * ERR_FORBIDDEN: it names people, and who acts may not see it. */
bool report_kind_write(const struct report_kind *kind, struct till *till,
                       const struct report_request *request, struct page *page,
                       struct err *err) MUST_CHECK;

/* Every table as a spreadsheet in the folder of the papers. */
bool report_tables_write(struct till *till, const struct paper_folder *folder,
                         struct err *err) MUST_CHECK;

#endif
