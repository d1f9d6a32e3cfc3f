/*
 * A point-of-sale scanner, for tests: its descriptor (report 2, byte count, AIM identifier, 56
 * bytes of data, one bit that says that more follows), and a report of it.
 */
#ifndef TESTS_SUPPORT_POS_SCANNER_H
#define TESTS_SUPPORT_POS_SCANNER_H

#include <stdbool.h>
#include <stddef.h>

enum { POS_DESCRIPTOR_BYTES = 62, POS_REPORT_BYTES = 62 };

extern const unsigned char POS_DESCRIPTOR[POS_DESCRIPTOR_BYTES];

/* Returns how long it is. */
size_t pos_report(unsigned char report[POS_REPORT_BYTES], const char *aim, const char *text,
                  bool more);

#endif
