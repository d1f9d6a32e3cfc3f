/*
 * What a training body and the fund take from a session: the lines of the
 * yearly statement (bilan pédagogique et financier, Cerfa 10443) and the entry
 * and exit of each person (ESF+, Regulation 2021/1057, annex I). One row a
 * person, by badge; codes 12 to 16 of the fund are in no book.
 */
#ifndef REPORTS_TRAINING_LINES_H
#define REPORTS_TRAINING_LINES_H

#include "ledger/session.h"
#include "programme/people.h"
#include "reports/print/page.h"

#define NSF_SETTING "nsf" /* code of the speciality (frame F-4); NSF_DEFAULT when never set */
#define NSF_DEFAULT "415"

/* `report bpf`; with a closed vault frame F-1 is empty, and it says so. */
bool bpf_page(struct db *db, const struct vault_access *access, const struct session *session,
              struct page *page, struct err *err) MUST_CHECK;

/* `report esf` of that day */
struct esf_request {
    const struct vault_access *access;
    const struct session *session;
    struct day today;
};
bool esf_page(struct db *db, const struct esf_request *request, struct page *page,
              struct err *err) MUST_CHECK;

/* Frame F-1 of a word of the sheet: a employee, c seeks work, e other. */
const char *bpf_origin(const char *employment);

enum { ESF_CODES_MAX = 40, ESF_LATER_MONTHS = 6 };

/*
 * "02;07;09": the entry codes of a sheet, of 01 to 11, on the day of entry; what the sheet does
 * not say has no code.
 */
void esf_codes(const struct sheet *sheet, struct day entry, char out[ESF_CODES_MAX]);

#endif
