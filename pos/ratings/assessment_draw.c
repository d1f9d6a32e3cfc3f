/* How the rating screen looks. */
#include "base/lang.h"
#include "pos/ratings/assessment.h"
#include "pos/acts/dates.h"
#include "pos/acts/permit.h"
#include "pos/machine/spoken.h"

#include <stdio.h>

enum { NAME_ROOM = 160, DAY_ROOM = 48 };

static const char *person_name(const struct asking *page, int person)
{
    const struct participant *participant = &page->people.list[person];

    return participant->called_name[0] ? participant->called_name : participant->badge;
}

/* -- The lists. -- */

/* "2 sur 8"; what is finished says so, who has stopped is not waited for. */
static struct list_row asked_row(const struct asking *page, int person, int done, int asked)
{
    int stopped = page->people.list[person].stopped_day;
    char right[LIST_RIGHT_MAX];

    if (done >= asked && asked > 0)
        return list_row_of(person_name(page, person), _("fait"), STYLE_QUIET);
    if (stopped > 0 && stopped < page->day) {
        snprintf(right, sizeof right, _("venue jusqu'à J%d"), stopped);
        return list_row_of(person_name(page, person), right, STYLE_QUIET);
    }
    snprintf(right, sizeof right, _("%d / %d"), done, asked);
    return list_row_of(person_name(page, person), right, STYLE_TEXT);
}

static struct list_row person_row(const void *context, int i)
{
    const struct asking *page = context;

    if (assessment_is_by_peers(page))
        return asked_row(page, i, assessment_others_done(page, i), page->people.count - 1);
    return asked_row(page, i, page->done[0][i], page->asked[i]);
}

static struct list_row other_row(const void *context, int i)
{
    const struct asking *page = context;
    int person = assessment_other(page, i);

    return asked_row(page, person, page->done[page->giver][person], page->asked[person]);
}

static struct list_row rater_row(const void *context, int i)
{
    const struct asking *page = context;

    return list_row_of(_(ASSESSMENT_RATERS[i].name), i == page->rater ? _("choisi") : "",
                       STYLE_TEXT);
}

static int finished_count(const struct asking *page)
{
    int count = 0;

    for (int i = 0; i < page->people.count; i++)
        count += assessment_is_by_peers(page)
                     ? assessment_others_done(page, i) == page->people.count - 1
                     : page->done[0][i] >= page->asked[i] && page->asked[i] > 0;
    return count;
}

static void who_draw(const struct asking *page, struct canvas *canvas, struct area area)
{
    char day[DAY_ROOM];

    day_name(&page->calendar, page->day, day, sizeof day);
    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s >   %s", day,
                      _(ASSESSMENT_RATERS[page->rater].name));
    area.y++;
    area.height--;
    if (page->people.count == 0) {
        canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT,
                   _("Il n'y a personne : écrire d'abord les personnes."));
        return;
    }
    if (page->step == ASSESS_WHOM)
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_TEXT, _("%s note qui ?"),
                          person_name(page, page->giver));
    else
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_TEXT, _("Fini ce jour-là : %d sur %d."),
                          finished_count(page), page->people.count);
    area.y += ASSESSMENT_HEAD_LINES - 1;
    area.height -= ASSESSMENT_HEAD_LINES - 1;
    list_draw(page->step == ASSESS_WHOM ? &page->others : &page->list, canvas, area,
              page->step == ASSESS_WHOM ? other_row : person_row, page);
}

static void raters_draw(const struct asking *page, struct canvas *canvas, struct area area)
{
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Qui donne les notes ?"));
    area.y += ASSESSMENT_HEAD_LINES;
    area.height -= ASSESSMENT_HEAD_LINES;
    list_draw(&page->raters, canvas, area, rater_row, page);
    area.y += RATER_CHOICES + 1;
    area.height -= RATER_CHOICES + 1;
    canvas_put_wrapped(canvas, (struct area){ area.x + 1, area.y, area.width - 2, area.height },
                       STYLE_TEXT,
                       _("Plusieurs animateurs : dire une seule note ensemble, ou noter chacun à "
                         "part. Chacun à part, c'est la moyenne qui compte."));
}

/* -- One sentence. -- */

static void who_words(const struct asking *page, char *out, size_t room)
{
    const struct rater_choice *rater = &ASSESSMENT_RATERS[page->rater];
    const char *subject = person_name(page, page->subject);

    switch (rater->asked.kind) {
    case RATER_SELF: snprintf(out, room, _("%s répond"), subject); break;
    case RATER_LOOKING_BACK: snprintf(out, room, _("%s se souvient"), subject); break;
    case RATER_PEER:
        snprintf(out, room, _("%s note %s"), person_name(page, page->giver), subject);
        break;
    case RATER_ANIMATOR:
        if (rater->word[8] == '\0')
            snprintf(out, room, _("L'animateur note %s"), subject);
        else
            snprintf(out, room, _("Animateur %c note %s"), rater->word[9], subject);
        break;
    }
}

static void lead_words(const struct asking *page, char *out, size_t room)
{
    enum rater_kind kind = ASSESSMENT_RATERS[page->rater].asked.kind;

    if (kind == RATER_SELF)
        snprintf(out, room, "%s", _("Aujourd'hui, je peux dire :"));
    else if (kind == RATER_LOOKING_BACK)
        snprintf(out, room, "%s", _("À J1, je pouvais dire :"));
    else
        snprintf(out, room, _("%s peut dire :"), person_name(page, page->subject));
}

static const struct indicator *ask_indicator(const struct asking *page)
{
    return &page->grid.indicators[page->indicators[page->inquiry.at]];
}

static void ask_draw(const struct asking *page, struct canvas *canvas, struct area area)
{
    const struct indicator *indicator = ask_indicator(page);
    bool by_animator = ASSESSMENT_RATERS[page->rater].asked.kind == RATER_ANIMATOR;
    char who[NAME_ROOM];
    char when[DAY_ROOM];
    char lead[NAME_ROOM];
    char note[INQUIRY_TEXT_MAX];
    struct inquiry_words words = {
        .who = who,
        .when = when,
        .lead = lead,
        .sentence = wording_shown(&indicator->wording),
        .note = note,
        .has_faces = !by_animator,
    };

    who_words(page, who, sizeof who);
    day_name(&page->calendar, page->day, when, sizeof when);
    lead_words(page, lead, sizeof lead);
    inquiry_note(&indicator->wording, page->second, indicator->id, note);
    for (int value = 0; value < MARKS_MAX; value++) {
        struct inquiry_answer *answer = &words.answers[value];

        snprintf(answer->sign, sizeof answer->sign, "%s", mark_bars(value));
        snprintf(answer->text, sizeof answer->text, "%s", wording_shown(&page->grid.marks[value]));
        if (by_animator)
            snprintf(answer->beside, sizeof answer->beside, "%s",
                     grid_anchor_shown(&page->grid, value));
    }
    inquiry_draw(&page->inquiry, &words, canvas, area);
}

static const char *next_words(const struct asking *page)
{
    switch (page->step) {
    case ASSESS_WHO:
        if (page->people.count == 0)
            return NULL;
        return assessment_is_by_peers(page) ? _("Choisir") : _("Commencer");
    case ASSESS_WHOM: return _("Commencer");
    case ASSESS_RATER: return _("Choisir");
    case ASSESS_ASK: return inquiry_has_answer(&page->inquiry) ? _("Suite") : NULL;
    case ASSESS_DONE: return _("Suite");
    }
    return NULL;
}

void assessment_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint SIGN_IN[] = { { N_("0"), N_("Qui note") },
                                               { N_("flèches"), N_("Autre jour") },
                                               { NULL, NULL } };
    static const struct key_hint ASK[] = { { "<-", N_("Revenir") }, { NULL, NULL } };
    const struct asking *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Évaluer"),
        .back = "",
        .hints = page->step == ASSESS_ASK                                ? ASK
                 : page->step == ASSESS_WHO || page->step == ASSESS_WHOM ? SIGN_IN
                                                                         : NULL,
        .next = next_words(page),
    };

    if (page->step == ASSESS_RATER)
        raters_draw(page, canvas, area);
    else if (page->step == ASSESS_ASK)
        ask_draw(page, canvas, area);
    else if (page->step == ASSESS_DONE)
        canvas_put(canvas, area.x + 1, area.y + 2, STYLE_GOOD,
                   _(" C'est fini. Merci ! Tout est inscrit. "));
    else
        who_draw(page, canvas, area);
    frame_draw(canvas, &frame);
}

/* The sentence alone: not who answers, nor on whom. */
static void assessment_say(const void *model, enum tongue tongue, char out[SPOKEN_MAX])
{
    const struct asking *page = model;

    if (page->step == ASSESS_ASK)
        spoken_wording(tongue, &ask_indicator(page)->wording, out);
}

const struct screen_kind ASSESSMENT = {
    .title = N_("Évaluer"),
    .help = N_("0 choisit qui note. La liste dit qui reste à demander.\n"
               "1 pas encore, 2 un peu, 3 bien, 4 très bien, 0 je ne sais pas.\n"
               "Gauche : la phrase d'avant. Chaque réponse est inscrite aussitôt.\n"
               "« Je ne sais pas » n'est jamais compté comme zéro."),
    .admits = permit_people,
    .model_size = sizeof(struct asking),
    .takes_escape = true,
    .begin = assessment_begin,
    .update = assessment_update,
    .perform = assessment_perform,
    .draw = assessment_draw,
    .say = assessment_say,
};
