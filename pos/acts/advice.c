#include "pos/acts/advice.h"

#include "base/lang.h"

#include <stdio.h>

struct advising {
    const struct advice_facts *facts;
    struct advice *out;
    int count;
    int today;   /* number of the day, 0: the group does not meet today */
    int reached; /* the last day whose date has come, 0 none */
};

static void add(struct advising *list, struct advice advice)
{
    if (list->count < ADVICE_MAX)
        list->out[list->count++] = advice;
}

static void add_if(struct advising *list, bool wanted, enum advice_kind kind)
{
    if (wanted)
        add(list, (struct advice){ .kind = kind });
}

static bool has_sales(const struct advice_facts *facts)
{
    return facts->reading.sales.tickets > 0 || facts->reading.sales.refunds > 0;
}

/* How many half-days of today have begun and hold something; the one that is missing. */
static int call_wanted(const struct advising *list, const struct to_do_item *item, enum half *half)
{
    const minutes *planned = list->facts->to_do.calendar.days[item->day - 1].planned;
    bool morning = planned[HALF_AM] > 0;
    bool afternoon = planned[HALF_PM] > 0;
    int each = morning + afternoon > 0 ? item->wanted / (morning + afternoon) : 0;
    bool afternoon_began = afternoon && list->facts->half == HALF_PM;

    *half = morning && item->done < each ? HALF_AM : HALF_PM;
    return each * (morning + afternoon_began);
}

/* The roll call of the half-day that runs comes before anything else of the day. */
static void add_call_now(struct advising *list)
{
    const struct to_do *to_do = &list->facts->to_do;

    for (int i = 0; i < to_do->count; i++) {
        const struct to_do_item *item = &to_do->items[i];
        struct advice advice = { .kind = ADVICE_CALL_NOW, .day = list->today };

        if (item->task == TASK_CALL && item->day == list->today && list->today > 0 &&
            item->done < call_wanted(list, item, &advice.half))
            add(list, advice);
    }
}

static void add_till(struct advising *list)
{
    const struct advice_facts *facts = list->facts;
    bool is_open = has_sales(facts);
    bool is_stale = is_open && facts->reading.day.number < facts->date.number;
    bool is_sale_day =
        list->today > 0 && day_has_step(&facts->to_do.calendar, list->today, STEP_SELL);
    bool may_sell = facts->has_products && !facts->session_is_closed;

    add_if(list, is_stale, ADVICE_STALE_DAY);
    if (is_stale || !may_sell || !(is_open || is_sale_day))
        return;
    add_if(list, !is_open && facts->reading.float_amount == 0, ADVICE_FLOAT);
    add_if(list, true, ADVICE_SELL);
    add_if(list, is_open, ADVICE_CLOSE_DAY);
}

static const struct to_do_item *item_of(const struct to_do *to_do, enum to_do_task task)
{
    for (int i = 0; i < to_do->count; i++)
        if (to_do->items[i].task == task)
            return &to_do->items[i];
    return NULL;
}

static void add_task(struct advising *list, enum to_do_task task, enum advice_kind kind)
{
    const struct to_do_item *item = item_of(&list->facts->to_do, task);

    if (item && item->done < item->wanted)
        add(list, (struct advice){ .kind = kind, .count = item->wanted - item->done });
}

static void add_set_up(struct advising *list)
{
    const struct advice_facts *facts = list->facts;

    add_task(list, TASK_PEOPLE, ADVICE_PEOPLE);
    add_task(list, TASK_DATES, ADVICE_DATES);
    add_if(list, !facts->has_products && !facts->session_is_closed, ADVICE_PRODUCTS);
    add_task(list, TASK_CONSENT, ADVICE_CONSENT);
}

/* Due before J1; later a group may have chosen to do without, and days come first. */
static void add_pins(struct advising *list)
{
    const struct advice_facts *facts = list->facts;

    add_if(list, !facts->animator_has_pin || !facts->host_has_pin, ADVICE_PIN);
}

/* A first mark counts up to the end of module 1: later nobody is sent to ask for it. */
static bool is_too_late(const struct advising *list, const struct to_do_item *item)
{
    return item->task == TASK_START && list->reached > list->facts->to_do.calendar.creation_last;
}

/* What the days that have come left behind. */
static void add_days(struct advising *list)
{
    static const int KINDS[] = {
        [TASK_PEOPLE] = -1,          [TASK_DATES] = -1,
        [TASK_CONSENT] = -1,         [TASK_CALL] = ADVICE_CALL,
        [TASK_START] = ADVICE_START, [TASK_PRICE] = ADVICE_PRICE,
        [TASK_BATCH] = ADVICE_BATCH, [TASK_END] = ADVICE_END,
        [TASK_SEEN] = ADVICE_SEEN,   [TASK_ANSWERS] = ADVICE_ANSWERS,
        [TASK_FOLLOW_UP] = -1,
    };
    const struct to_do *to_do = &list->facts->to_do;

    for (int i = 0; i < to_do->count; i++) {
        const struct to_do_item *item = &to_do->items[i];
        bool is_call_today = item->task == TASK_CALL && item->day == list->today;

        if (KINDS[item->task] >= 0 && item->day <= list->reached && item->done < item->wanted &&
            !is_call_today && !is_too_late(list, item))
            add(list, (struct advice){ .kind = (enum advice_kind)KINDS[item->task],
                                       .day = item->day,
                                       .count = item->wanted - item->done });
    }
}

static void add_sharing(struct advising *list)
{
    const struct advice_facts *facts = list->facts;

    add_if(list, facts->day_closings > 0 && !has_sales(facts) && !facts->is_decided, ADVICE_SHARE);
}

/* The days of the programme, before the session is closed. */
static void add_running(struct advising *list)
{
    const struct to_do *to_do = &list->facts->to_do;
    bool is_last = list->reached == to_do->calendar.day_count;
    int before = list->count;
    int missing;

    add_call_now(list);
    missing = list->count - before;
    add_till(list);
    add_set_up(list);
    if (to_do->state == SESSION_PREPARED)
        add_pins(list);
    before = list->count;
    add_days(list);
    missing += list->count - before;
    add_sharing(list);
    add_if(list, to_do->state == SESSION_OPEN && is_last && missing == 0, ADVICE_FINISH);
    if (to_do->state != SESSION_PREPARED && list->today > 0)
        add_pins(list);
}

static void add_closed(struct advising *list)
{
    const struct advice_facts *facts = list->facts;
    struct follow_up_window window = calendar_follow_up(&facts->to_do.calendar);
    bool is_due = window.from.number != DAY_NONE_NUMBER && window.from.number <= facts->date.number;

    add_till(list);
    add_sharing(list);
    add_if(list, !facts->session_is_closed && !has_sales(facts), ADVICE_CLOSE_TILL);
    add_if(list, true, is_due ? ADVICE_REVIEW : ADVICE_WAIT_REVIEW);
}

static void add_review(struct advising *list)
{
    const struct advice_facts *facts = list->facts;
    int before = list->count;

    add_task(list, TASK_FOLLOW_UP, ADVICE_FOLLOW_UP);
    add_sharing(list);
    add_if(list, !facts->session_is_closed, ADVICE_CLOSE_TILL);
    add_if(list, list->count == before, ADVICE_ARCHIVE);
}

static int day_after(const struct advising *list)
{
    const struct calendar *calendar = &list->facts->to_do.calendar;

    for (int day = 1; day <= calendar->day_count; day++)
        if (calendar->days[day - 1].date.number != DAY_NONE_NUMBER &&
            calendar->days[day - 1].date.number > list->facts->date.number)
            return day;
    return 0;
}

static int day_reached(const struct advice_facts *facts)
{
    const struct calendar *calendar = &facts->to_do.calendar;
    int reached = 0;

    for (int day = 1; day <= calendar->day_count; day++)
        if (calendar->days[day - 1].date.number != DAY_NONE_NUMBER &&
            calendar->days[day - 1].date.number <= facts->date.number)
            reached = day;
    return reached;
}

int advice_list(const struct advice_facts *facts, struct advice out[ADVICE_MAX])
{
    struct advising list = { .facts = facts,
                             .out = out,
                             .today = calendar_find(&facts->to_do.calendar, facts->date),
                             .reached = day_reached(facts) };

    add_if(&list, facts->nobody_acts, ADVICE_SIGN_IN);
    switch (facts->to_do.state) {
    case SESSION_PREPARED:
    case SESSION_OPEN: add_running(&list); break;
    case SESSION_CLOSED: add_closed(&list); break;
    case SESSION_COLD_REVIEW: add_review(&list); break;
    case SESSION_ARCHIVED:
    case SESSION_STATE_COUNT: add_if(&list, true, ADVICE_READ); break;
    }
    if (list.count == facts->nobody_acts)
        add(&list, (struct advice){ .kind = ADVICE_WAIT_DAY, .day = day_after(&list) });
    return list.count;
}

/* -- In words. -- */

/* Sentences without a figure, and the two forms of those that count, which is from one on. */
static const struct {
    const char *one;
    const char *many; /* NULL: no figure */
} SENTENCES[ADVICE_KIND_COUNT] = {
    [ADVICE_SIGN_IN] = { N_("Dire qui tient la caisse."), NULL },
    [ADVICE_PEOPLE] = { N_("Écrire les personnes du groupe."), NULL },
    [ADVICE_DATES] = { N_("Choisir la date de %d jour."), N_("Choisir les dates de %d jours.") },
    [ADVICE_PRODUCTS] = { N_("Écrire les produits."), NULL },
    [ADVICE_CONSENT] = { N_("Demander l'accord d'image à %d personne."),
                         N_("Demander l'accord d'image à %d personnes.") },
    [ADVICE_PRICE] = { N_("Calculer le prix avec le groupe."), NULL },
    [ADVICE_BATCH] = { N_("Écrire ce qui est fabriqué."), NULL },
    [ADVICE_END] = { N_("Se noter à la fin : %d personne."),
                     N_("Se noter à la fin : %d personnes.") },
    [ADVICE_SEEN] = { N_("L'animateur note la fin : %d personne."),
                      N_("L'animateur note la fin : %d personnes.") },
    [ADVICE_ANSWERS] = { N_("Mon avis : il manque %d personne."),
                         N_("Mon avis : il manque %d personnes.") },
    [ADVICE_FLOAT] = { N_("Compter l'argent du début."), NULL },
    [ADVICE_SELL] = { N_("Vendre."), NULL },
    [ADVICE_CLOSE_DAY] = { N_("Ce soir : compter et fermer."), NULL },
    [ADVICE_SHARE] = { N_("Voter le partage."), NULL },
    [ADVICE_FINISH] = { N_("Tout est noté : finir la session."), NULL },
    [ADVICE_CLOSE_TILL] = { N_("Fermer les comptes avec la coopérative."), NULL },
    [ADVICE_FOLLOW_UP] = { N_("Après la session : appeler %d personne."),
                           N_("Après la session : appeler %d personnes.") },
    [ADVICE_ARCHIVE] = { N_("Tout est fait : archiver."), NULL },
    [ADVICE_READ] = { N_("Tout est rangé : lire, emporter."), NULL },
};

static void date_of(const struct advice_facts *facts, int day, char out[32])
{
    out[0] = '\0';
    if (day > 0)
        day_format_human(facts->to_do.calendar.days[day - 1].date, out, 32);
}

static void pin_say(const struct advice_facts *facts, char out[ADVICE_TEXT_MAX])
{
    const char *text = facts->animator_has_pin ? _("Choisir le code de la coopérative.")
                       : facts->host_has_pin   ? _("Choisir le code de l'animateur.")
                                               : _("Choisir les codes secrets.");

    snprintf(out, ADVICE_TEXT_MAX, "%s", text);
}

static void review_say(const struct advice *advice, const struct advice_facts *facts,
                       char out[ADVICE_TEXT_MAX])
{
    struct follow_up_window window = calendar_follow_up(&facts->to_do.calendar);
    char from[32] = "";
    char to[32] = "";

    if (window.from.number == DAY_NONE_NUMBER) {
        snprintf(out, ADVICE_TEXT_MAX, "%s", _("Écrire la date du dernier jour."));
        return;
    }
    day_format_human(window.from, from, sizeof from);
    day_format_human(window.to, to, sizeof to);
    if (advice->kind == ADVICE_REVIEW)
        snprintf(out, ADVICE_TEXT_MAX, _("Après la session : ouvrir, jusqu'au %s."), to);
    else
        snprintf(out, ADVICE_TEXT_MAX, _("Appeler les personnes à partir du %s."), from);
}

/* Sentences that name a day or a date. */
static void day_say(const struct advice *advice, const struct advice_facts *facts,
                    char out[ADVICE_TEXT_MAX])
{
    char date[32];

    date_of(facts, advice->day, date);
    if (advice->kind == ADVICE_CALL_NOW) {
        snprintf(out, ADVICE_TEXT_MAX,
                 advice->half == HALF_AM ? _("Faire l'appel de J%d, matin.")
                                         : _("Faire l'appel de J%d, après-midi."),
                 advice->day);
    } else if (advice->kind == ADVICE_CALL) {
        snprintf(out, ADVICE_TEXT_MAX,
                 lang_plural("Appel de J%d : il manque %d réponse.",
                             "Appel de J%d : il manque %d réponses.", advice->count),
                 advice->day, advice->count);
    } else if (advice->kind == ADVICE_START) {
        snprintf(out, ADVICE_TEXT_MAX,
                 lang_plural("Première note de J%d : il manque %d personne.",
                             "Première note de J%d : il manque %d personnes.", advice->count),
                 advice->day, advice->count);
    } else if (advice->kind == ADVICE_STALE_DAY) {
        day_format_human(facts->reading.day, date, sizeof date);
        snprintf(out, ADVICE_TEXT_MAX, _("Fermer la journée du %s."), date);
    } else if (advice->day > 0) {
        snprintf(out, ADVICE_TEXT_MAX, _("Tout est prêt. Prochain jour : J%d, le %s."), advice->day,
                 date);
    } else {
        snprintf(out, ADVICE_TEXT_MAX, "%s", _("Tout est à jour."));
    }
}

void advice_say(const struct advice *advice, const struct advice_facts *facts,
                char out[ADVICE_TEXT_MAX])
{
    const char *one = SENTENCES[advice->kind].one;
    const char *many = SENTENCES[advice->kind].many;

    if (advice->kind == ADVICE_PIN)
        pin_say(facts, out);
    else if (advice->kind == ADVICE_REVIEW || advice->kind == ADVICE_WAIT_REVIEW)
        review_say(advice, facts, out);
    else if (!one)
        day_say(advice, facts, out);
    else if (many)
        snprintf(out, ADVICE_TEXT_MAX, _(advice->count > 1 ? many : one), advice->count);
    else
        snprintf(out, ADVICE_TEXT_MAX, "%s", _(one));
}
