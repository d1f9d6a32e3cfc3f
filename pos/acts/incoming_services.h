/*
 * Files of services, read into the book in the caller's batch: clients
 * (`key,name[,address,siren,vat_number,email]`), and what is done for them
 * (`client,service,quantity,price,vat[,date,place,hours]`).
 */
#ifndef POS_INCOMING_SERVICES_H
#define POS_INCOMING_SERVICES_H

#include "base/csv.h"
#include "ledger/billing/job.h"
#include "ledger/till.h"
#include "programme/people.h"

bool incoming_clients_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err) MUST_CHECK;
bool incoming_jobs_read(struct till *till, const char *path, struct csv_faults *faults,
                        int64_t *count, struct err *err) MUST_CHECK;

/* "P1:3.5;P2:2": hours of people of the book. ERR_INPUT. */
bool hours_parse(const char *text, const struct people *people, struct job_hours *out, int *count,
                 struct err *err) MUST_CHECK;

#endif
