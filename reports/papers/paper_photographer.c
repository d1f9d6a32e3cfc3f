#include "reports/papers/paper_photographer.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

static void put_person(struct paper_table *table, const struct participant *person,
                       const bool rights[IMAGE_USE_COUNT])
{
    const char *texts[2 + IMAGE_USE_COUNT] = { person->badge, person->called_name };

    for (int use = 0; use < IMAGE_USE_COUNT; use++)
        texts[2 + use] = rights[use] ? _("oui") : "–";
    paper_table_row(table, texts, false);
}

bool paper_photographer(const struct paper_head *head, const struct paper_people *people,
                        bool rights[][IMAGE_USE_COUNT], struct outlet *outlet, struct err *err)
{
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = 2 + IMAGE_USE_COUNT,
                                 .widths = { 22, 0 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 9 };

    if (!paper_open(&paper, head, _("Liste pour les photos"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4_LYING, _("Qui peut être en photo, et où"));
    paper_write(&paper, &PAPER_PLAIN,
                _("Demandez : « Je peux ? ». « – » veut dire non. Photographiez les mains, les "
                  "gestes, le produit, le groupe de dos. Pas d'écran, pas de nom, pas de client "
                  "reconnaissable. Donnez les photos, puis effacez-les."));
    paper_skip(&paper, 3);
    table.headings[0] = _("Badge");
    table.headings[1] = _("Nom");
    for (int use = 0; use < IMAGE_USE_COUNT; use++) {
        table.headings[2 + use] = image_use_name((enum image_use)use);
        table.widths[2 + use] = 24;
        table.centred[2 + use] = true;
    }
    paper_table_begin(&table);
    for (int i = 0; i < people->count; i++)
        if (!people->list[i].erased)
            put_person(&table, &people->list[i], rights[i]);
    paper_table_end(&table);
    return paper_close(&paper, err);
}
