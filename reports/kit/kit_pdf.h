/* A paper of the kit as PDF: the same words as its OpenDocument text, read aloud alike. */
#ifndef REPORTS_KIT_PDF_H
#define REPORTS_KIT_PDF_H

#include "reports/kit/kit_odt.h"
#include "reports/print/paper.h"

/* The head and foot of the papers of the kit; texts borrowed from `facts` and `dates`. */
struct paper_head kit_head(const struct kit_facts *facts, char dates[KIT_FIELD_MAX]);

bool kit_pdf_write(const struct kit_paper *paper, const struct kit_facts *facts,
                   const struct paper_head *head, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

#endif
