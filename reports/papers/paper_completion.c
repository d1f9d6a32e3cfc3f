#include "reports/papers/paper_completion.h"

#include "base/lang.h"

#include <stdio.h>

enum { LINE_MAX = 1400 };

static const mm BOX = 4.5;
static const char DOTS[] = "………………………………………";

/* "Label : value", or dots to write on. */
static void put_fact(struct paper *paper, const char *format, const char *value)
{
    char line[LINE_MAX];

    snprintf(line, sizeof line, format, value[0] ? value : DOTS);
    paper_need(paper, 8);
    paper_write(paper, &PAPER_PLAIN, line);
    paper_skip(paper, 2.5);
}

static void put_part(struct paper *paper, const char *tag, const struct text_style *style,
                     const char *text, struct box place)
{
    surface_tag(paper->surface, tag, true);
    paper_put(paper, style, text, place);
    surface_tag(paper->surface, tag, false);
}

/* The four kinds of the model; a Flashcoop is the first. */
static void put_nature(struct paper *paper)
{
    static const char *const KINDS[] = { N_("action de formation"), N_("bilan de compétences"),
                                         N_("action de VAE"),
                                         N_("action de formation par apprentissage") };

    paper_write(paper, &PAPER_PLAIN,
                _("Nature de l'action concourant au développement des compétences :"));
    paper_skip(paper, 1.5);
    surface_tag(paper->surface, "L", true);
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        char line[LINE_MAX];
        mm x = paper->margin + 4;

        draw_box(paper->surface, (struct box){ x, paper->y, BOX, BOX });
        surface_tag(paper->surface, "LI", true);
        if (i == 0) {
            const struct text_style cross = { .size_pt = 11, .bold = true, .align = ALIGN_MIDDLE };

            put_part(paper, "Lbl", &cross, "×", box_at(x, paper->y - 0.4, BOX));
        }
        snprintf(line, sizeof line, "%s", _(KINDS[i]));
        put_part(paper, "LBody", &PAPER_PLAIN, line, box_at(x + BOX + 3, paper->y, 100));
        surface_tag(paper->surface, "LI", false);
        paper_skip(paper, BOX + 2.5);
    }
    surface_tag(paper->surface, "L", false);
    paper_skip(paper, 2);
}

static void put_span(struct paper *paper, const struct calendar *calendar)
{
    struct day first = calendar_first(calendar), last = calendar_last(calendar);
    char from[24] = "", to[24] = "", line[LINE_MAX];

    if (first.number != DAY_NONE_NUMBER)
        day_format_human(first, from, sizeof from);
    if (last.number != DAY_NONE_NUMBER)
        day_format_human(last, to, sizeof to);
    snprintf(line, sizeof line, _("qui s'est déroulée du %s au %s"), from[0] ? from : DOTS,
             to[0] ? to : DOTS);
    paper_write(paper, &PAPER_PLAIN, line);
    paper_skip(paper, 2.5);
}

static void put_body(struct paper *paper, const struct certificate *certificate)
{
    const struct paper_head *head = paper->head;
    struct attendance_total total =
        attendance_sum(certificate->attendance, certificate->calendar, &certificate->person->stays);
    char hours[HOURS_TEXT_MAX], line[LINE_MAX];

    put_fact(paper, _("Je soussigné ou soussignée (nom, fonction) : %s"), "");
    put_fact(paper, _("pour l'organisme qui a réalisé l'action : %s"), head->host);
    put_fact(paper, _("SIRET : %s"), head->siret);
    put_fact(paper, _("Adresse : %s"), head->address);
    put_fact(paper, _("N° de déclaration d'activité : %s"), "");
    paper_write(paper, &PAPER_PLAIN_BOLD, _("atteste que"));
    paper_skip(paper, 2.5);
    put_fact(paper, _("Nom et prénom : %s"), certificate->person->called_name);
    put_fact(paper, _("Entreprise ou statut : %s"), "");
    snprintf(line, sizeof line, _("a suivi l'action : Flashcoop « %s »"), head->session);
    paper_write(paper, &PAPER_PLAIN, line);
    paper_skip(paper, 4);
    put_nature(paper);
    put_span(paper, certificate->calendar);
    hours_format(total.present, hours);
    put_fact(paper, _("pour une durée réalisée de : %s"), hours);
}

bool paper_completion(const struct paper_head *head, const struct certificate *certificate,
                      struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Certificat de réalisation"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Certificat de réalisation"));
    put_body(&paper, certificate);
    paper_write(&paper, &PAPER_PLAIN,
                _("Sans préjudice des délais imposés par les règles fiscales, comptables ou "
                  "commerciales, je m'engage à conserver l'ensemble des pièces justificatives qui "
                  "ont permis d'établir le présent certificat pendant une durée de 3 ans à compter "
                  "de la fin de l'année du dernier paiement. En cas de cofinancement par des fonds "
                  "européens, la durée de conservation est étendue conformément aux obligations "
                  "conventionnelles spécifiques."));
    paper_skip(&paper, 5);
    put_fact(&paper, _("Fait à %s"), head->place);
    put_fact(&paper, _("le %s"), "");
    paper_signatures(&paper, _("Cachet et signature de l'organisme"), "");
    return paper_close(&paper, err);
}
