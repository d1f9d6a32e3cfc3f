/*
 * A paper of the kit as OpenDocument text (ODF 1.3), to be finished by hand in
 * any word processor: headings, tables with a head, pictures with a title, the
 * language of each text; what is to be filled stands on a yellow ground and
 * between brackets. Read aloud as it looks.
 */
#ifndef REPORTS_KIT_ODT_H
#define REPORTS_KIT_ODT_H

#include "base/outlet.h"
#include "reports/kit/kit_facts.h"

struct kit_paper {
    const char *title; /* of the document */
    const char *text;  /* in the notation of kit_text.h */
    bool is_large;     /* for people who read little: 14 points */
};

bool kit_odt_write(const struct kit_paper *paper, const struct kit_facts *facts,
                   struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
