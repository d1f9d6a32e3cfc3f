#include "reports/papers/paper_consent.h"

#include "base/lang.h"

#include <stdio.h>

/* The question on the left, boxes in the middle, the other language on the right. */
static const mm BOXES_WIDTH = 40, TICK = 8;

static struct box boxes_place(const struct paper *paper, bool has_second)
{
    mm x = paper->margin + paper_room(paper) - BOXES_WIDTH;

    if (has_second)
        x = paper->margin + (paper_room(paper) - BOXES_WIDTH) / 2;
    return box_at(x, paper->y, BOXES_WIDTH);
}

/* "oui" and "non" once, above their boxes. */
static void put_box_names(struct paper *paper)
{
    const struct wording *names[] = { paper_phrase(paper, "yes"), paper_phrase(paper, "no") };
    struct box place = boxes_place(paper, paper_has_second(paper, names[0]));
    struct text_style style = PAPER_READ_BOLD;
    mm tallest = 0;

    style.align = ALIGN_MIDDLE;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct box box = box_at(place.x + (mm)i * BOXES_WIDTH / 2, place.y, BOXES_WIDTH / 2);
        mm height = paper_put(paper, &style, wording_shown(names[i]), box);

        box.y += height;
        height += paper_put_second(paper, &style, names[i], box);
        tallest = height > tallest ? height : tallest;
    }
    paper_skip(paper, tallest + 2);
}

static void put_choice(struct paper *paper, const char *id)
{
    const struct wording *question = paper_phrase(paper, id);
    bool has_second = paper_has_second(paper, question);
    struct box place = boxes_place(paper, has_second);
    mm width = place.x - paper->margin - 5;

    surface_tag(paper->surface, "LI", true);
    surface_tag(paper->surface, "LBody", true);

    mm left = paper_put(paper, &PAPER_READ, wording_shown(question),
                        box_at(paper->margin, paper->y, width));
    mm right = paper_put_second(paper, &PAPER_READ, question,
                                box_at(place.x + BOXES_WIDTH + 5, paper->y, width));
    mm height = left > right ? left : right;

    surface_tag(paper->surface, "LBody", false);
    surface_tag(paper->surface, "LI", false);
    for (int i = 0; i < 2; i++)
        draw_box(paper->surface, (struct box){ place.x + (i + 0.5) * BOXES_WIDTH / 2 - TICK / 2,
                                               paper->y, TICK, TICK });
    paper_skip(paper, (height > TICK ? height : TICK) + (has_second ? 2 : 5));
}

static void put_choices(struct paper *paper, const char *heading, const char *const *ids,
                        size_t count)
{
    paper_say(paper, &PAPER_HEADING, heading);
    paper_skip(paper, 1);
    put_box_names(paper);
    surface_tag(paper->surface, "L", true);
    for (size_t i = 0; i < count; i++)
        put_choice(paper, ids[i]);
    surface_tag(paper->surface, "L", false);
}

/* Who may use it: the host by its name, and the network of cooperatives. */
static void put_owner(struct paper *paper, const struct participant *person)
{
    char line[1400];

    paper_field_phrase(paper, "my-name");
    if (person)
        paper_put_fitted(
            paper, &PAPER_READ_BOLD, person->called_name,
            (struct box){ paper->margin + 40, paper->y - 11, paper_room(paper) - 70, 7 });
    snprintf(line, sizeof line, _("Qui peut s'en servir : %s%s%s, et son réseau."),
             paper->head->host, paper->head->address[0] ? ", " : "", paper->head->address);
    paper_write(paper, &PAPER_PLAIN, line);
    paper_skip(paper, 2);
}

/* One leaf: what may be done and where on its front, rules and signatures on its back. */
static void put_form(struct paper *paper, const struct participant *person)
{
    static const char *const TAKING[] = { "taken-photo", "taken-film", "taken-voice",
                                          "first-name" };
    static const char *const USES[] = { "use-album", "use-stall",   "use-site", "use-social",
                                        "use-press", "use-network", "use-film", "use-quote" };
    static const char *const OTHERS[] = { "calls", "sharing" };
    static const char *const RULES[] = { "empty-is-no", "may-change", "image-rules", "image-stop" };

    paper_page_phrase(paper, SURFACE_A4, "my-image");
    put_owner(paper, person);
    paper_say(paper, &PAPER_READ, "i-choose");
    paper_skip(paper, 2);
    put_choices(paper, "image-taking", TAKING, COUNT_OF(TAKING));
    put_choices(paper, "image-uses", USES, COUNT_OF(USES));
    paper_page_phrase(paper, SURFACE_A4, "my-image");
    for (size_t i = 0; i < COUNT_OF(OTHERS); i++)
        put_choice(paper, OTHERS[i]);
    for (size_t i = 0; i < COUNT_OF(RULES); i++) {
        paper_say(paper, &PAPER_READ, RULES[i]);
        paper_skip(paper, 1.5);
    }
    paper_field_phrase(paper, "image-stop-who");
    paper_field_phrase(paper, "date");
    paper_signatures_phrases(paper, "my-signature", "animator-signature");
    paper_say(paper, &PAPER_READ, "image-minor");
    paper_signatures_phrases(paper, "parent-signature", "parent-signature");
    paper_say(paper, &PAPER_READ, "image-copies");
}

bool paper_image_right(const struct paper_head *head, const struct paper_people *people,
                       struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Droit à l'image"), outlet, err))
        return false;
    for (int i = 0; people && i < people->count; i++)
        if (!people->list[i].erased)
            put_form(&paper, &people->list[i]);
    if (paper.page == 0)
        put_form(&paper, NULL);
    return paper_close(&paper, err);
}
