#include "reports/figures/training_lines.h"

#include "base/lang.h"
#include "programme/outcome.h"
#include "programme/partner.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "reports/figures/exit_due.h"
#include "reports/figures/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX = 1400, MISSING_MAX = 120, NSF_MAX = 8, LONG_WITHOUT_WORK = 12 };
enum { INCOMPLETE_MOST = 35, YOUNG = 18, ADULT = 30, OLDER = 55 };

/* What a row needs of one person. */
struct trainee {
    const struct participant *person;
    struct sheet sheet;
    bool is_open; /* the sheet could be read */
    int64_t minutes;
    int days;         /* with at least one minute */
    struct day entry; /* first and last of them; DAY_NONE without dates */
    struct day exit;
};

struct training {
    struct db *db;
    struct people people;
    struct calendar calendar;
    struct vault vault;
    bool is_open;
    struct trainee list[PARTICIPANTS_MAX];
    int count; /* who came at least once */
};

const char *bpf_origin(const char *employment)
{
    static const struct {
        const char *word;
        const char *origin;
    } ORIGINS[] = { { "job", "a" }, { "integration", "a" }, { "none", "c" }, { "micro", "e" } };

    for (size_t i = 0; i < COUNT_OF(ORIGINS); i++)
        if (strcmp(ORIGINS[i].word, employment) == 0)
            return ORIGINS[i].origin;
    return "e";
}

static void presence_add(const struct calendar *calendar, const struct attendance *attendance,
                         struct trainee *trainee)
{
    for (int day = 0; day < calendar->day_count; day++) {
        minutes present = 0;

        for (int half = 0; half < HALF_COUNT; half++)
            if (attendance->halves[day][half].called)
                present += attendance->halves[day][half].present;
        if (present == 0)
            continue;
        trainee->minutes += present;
        if (trainee->days++ == 0)
            trainee->entry = calendar->days[day].date;
        trainee->exit = calendar->days[day].date;
    }
}

static bool trainee_read(struct training *training, const struct participant *person,
                         struct err *err)
{
    struct attendance *attendance = calloc(1, sizeof *attendance);
    struct trainee trainee = { .person = person, .entry = DAY_NONE, .exit = DAY_NONE };
    bool good;

    if (!attendance)
        abort();
    good = records_attendance(training->db, person->badge, attendance, err);
    if (good)
        presence_add(&training->calendar, attendance, &trainee);
    free(attendance);
    if (good && training->is_open)
        good = people_sheet(training->db, &training->vault, person->badge, &trainee.sheet, err);
    trainee.is_open = training->is_open;
    if (good && trainee.minutes > 0)
        training->list[training->count++] = trainee;
    return good;
}

static bool training_read(struct training *training, const struct vault_access *access,
                          struct err *err)
{
    struct err closed = ERR_EMPTY; /* a vault that does not open is no failure */
    bool is_made = false;

    if (!people_read(training->db, &training->people, err) ||
        !programme_calendar(training->db, &training->calendar, err) ||
        !vault_is_made(training->db, &is_made, err))
        return false;
    training->is_open = is_made && vault_open(training->db, access, &training->vault, &closed);
    for (int i = 0; i < training->people.count; i++)
        if (!trainee_read(training, &training->people.list[i], err))
            return false;
    return true;
}

static struct training *training_open(struct db *db, const struct vault_access *access,
                                      struct err *err)
{
    struct training *training = calloc(1, sizeof *training);

    if (!training)
        abort();
    training->db = db;
    if (training_read(training, access, err))
        return training;
    vault_close(&training->vault);
    free(training);
    return NULL;
}

static void training_close(struct training *training)
{
    vault_close(&training->vault);
    free(training);
}

static void closed_say(const struct training *training, struct page *page)
{
    if (!training->is_open)
        page_note(page, _("Les fiches d'accueil sont fermées : ce qu'elles disent manque ici."));
}

/* -- The yearly statement. -- */

static void bpf_rows(const struct training *training, const char *nsf, struct page *page)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "f1", _("Cadre F-1"), CELL_TEXT, READER_ALL, false },
        { "f3", _("Cadre F-3"), CELL_TEXT, READER_ALL, false },
        { "nsf", _("Cadre F-4"), CELL_TEXT, READER_ALL, false },
        { "minutes", _("Heures suivies"), CELL_MINUTES, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };

    page_begin_table(page, &table);
    for (int i = 0; i < training->count; i++) {
        const struct trainee *trainee = &training->list[i];

        page_row(page, (struct cell[]){
                           cell_text(trainee->person->badge),
                           cell_text(trainee->is_open ? bpf_origin(trainee->sheet.employment) : ""),
                           cell_text("d"),
                           cell_text(nsf),
                           cell_minutes(trainee->minutes),
                       });
    }
    page_end_table(page);
}

/* Frame F-1 by origin; F-3 and F-4 have the same sums, for everybody stands in one line of each. */
static void origins_put(const struct training *training, struct page *page)
{
    static const struct {
        const char *origin;
        const char *name;
    } ORIGINS[] = { { "a", N_("a. personnes salariées") },
                    { "c", N_("c. personnes qui cherchent du travail") },
                    { "e", N_("e. autres") } };
    const struct page_column columns[] = {
        { "origin", _("Cadre F-1"), CELL_TEXT, READER_ALL, false },
        { "people", _("Personnes"), CELL_INTEGER, READER_ALL, true },
        { "hours", _("Heures suivies"), CELL_MINUTES, READER_ALL, true },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true,
                                      .total_label = _("Total F-1 = F-3 = F-4") };

    page_begin_table(page, &table);
    for (size_t k = 0; k < COUNT_OF(ORIGINS); k++) {
        int64_t people = 0, sum = 0;

        for (int i = 0; i < training->count; i++)
            if (strcmp(bpf_origin(training->list[i].sheet.employment), ORIGINS[k].origin) == 0) {
                people++;
                sum += training->list[i].minutes;
            }
        page_row(page, (struct cell[]){ cell_text(_(ORIGINS[k].name)), cell_integer(people),
                                        cell_minutes(sum) });
    }
    page_end_table(page);
}

static bool is_trainer(const struct partner *partner)
{
    return partner->signs || partner->kind == PARTNER_ANIMATOR;
}

static void trainers_row(const struct training *training, const struct partners *partners,
                         bool inside, struct page *page)
{
    int64_t people = 0, sum = 0;

    for (int i = 0; i < partners->count; i++)
        if (is_trainer(&partners->list[i]) && partners->list[i].inside == inside) {
            people++;
            sum += partner_minutes(&partners->list[i], &training->calendar);
        }
    page_row(page, (struct cell[]){ cell_text(inside ? _("de la coopérative") : _("d'ailleurs")),
                                    cell_integer(people), cell_minutes(sum) });
}

static bool trainers_put(const struct training *training, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "trainers", _("Cadre E : qui forme"), CELL_TEXT, READER_ALL, false },
        { "people", _("Personnes"), CELL_INTEGER, READER_ALL, true },
        { "hours", _("Heures données"), CELL_MINUTES, READER_ALL, true },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .people_only = true,
                                      .total_label = _("Total") };
    struct partners *partners = partners_open(training->db, err);

    if (!partners)
        return false;
    page_begin_table(page, &table);
    trainers_row(training, partners, true, page);
    trainers_row(training, partners, false, page);
    page_end_table(page);
    free(partners);
    return true;
}

static void nsf_read(struct db *db, char nsf[NSF_MAX])
{
    struct err err = ERR_EMPTY;

    if (!setting_find(db, NSF_SETTING, nsf, NSF_MAX, &err) || nsf[0] == '\0')
        snprintf(nsf, NSF_MAX, "%s", NSF_DEFAULT);
}

bool bpf_page(struct db *db, const struct vault_access *access, const struct session *session,
              struct page *page, struct err *err)
{
    struct training *training = training_open(db, access, err);
    char nsf[NSF_MAX];
    bool good;

    if (!training)
        return false;
    nsf_read(db, nsf);
    people_page_title(page, _("Bilan pédagogique et financier"), session);
    bpf_rows(training, nsf, page);
    if (training->is_open)
        origins_put(training, page);
    good = trainers_put(training, page, err);
    closed_say(training, page);
    page_note(page, _("L'argent du marché n'est pas un revenu de formation."));
    training_close(training);
    return good;
}

/* -- The fund. -- */

static void code_add(char out[ESF_CODES_MAX], const char *code)
{
    size_t length = strlen(out);

    snprintf(out + length, ESF_CODES_MAX - length, "%s%s", length > 0 ? ";" : "", code);
}

/* Whole years; the birthday itself counts. */
static int age_on(struct day birth, struct day day)
{
    int year, month, month_day, birth_year, birth_month, birth_day;

    day_split(day, &year, &month, &month_day);
    day_split(birth, &birth_year, &birth_month, &birth_day);
    return year - birth_year -
           (month < birth_month || (month == birth_month && month_day < birth_day));
}

static const char *age_word(int age)
{
    return age < YOUNG ? "06" : age < ADULT ? "07" : age >= OLDER ? "08" : "";
}

/* Of a profile the year alone is left: its code stands when both ages of that year have it. */
static void age_code(const struct sheet *sheet, struct day entry, char out[ESF_CODES_MAX])
{
    struct err err = ERR_EMPTY;
    struct day birth;
    const char *word = "";
    int year, month, month_day;

    if (entry.number == DAY_NONE_NUMBER)
        return;
    if (sheet->birth_date[0] != '\0' && day_parse(sheet->birth_date, &birth, &err)) {
        word = age_word(age_on(birth, entry));
    } else if (sheet->birth_date[0] == '\0' && sheet->birth_year > 0) {
        day_split(entry, &year, &month, &month_day);
        word = age_word(year - sheet->birth_year);
        if (strcmp(word, age_word(year - sheet->birth_year - 1)) != 0)
            word = "";
    }
    if (word[0] != '\0')
        code_add(out, word);
}

void esf_codes(const struct sheet *sheet, struct day entry, char out[ESF_CODES_MAX])
{
    static const struct {
        const char *word;
        const char *code;
    } WORK[] = { { "none", "02" }, { "job", "05" }, { "integration", "05" }, { "micro", "05" } },
      SCHOOL[] = { { "none", "09" },
                   { "primary", "09" },
                   { "lower_sec", "09" },
                   { "bac", "10" },
                   { "above_bac", "11" } };

    snprintf(out, ESF_CODES_MAX, "01");
    for (size_t i = 0; i < COUNT_OF(WORK); i++)
        if (strcmp(WORK[i].word, sheet->employment) == 0)
            code_add(out, WORK[i].code);
    if (strcmp(sheet->employment, "none") == 0 &&
        atoi(sheet->months_without_work) >= LONG_WITHOUT_WORK)
        code_add(out, "03");
    age_code(sheet, entry, out);
    for (size_t i = 0; i < COUNT_OF(SCHOOL); i++)
        if (strcmp(SCHOOL[i].word, sheet->schooling) == 0)
            code_add(out, SCHOOL[i].code);
}

/* "sex;commune": what the fund asks and the sheet does not say. */
static void missing_find(const struct trainee *trainee, enum outcome_kind exit,
                         char out[MISSING_MAX])
{
    const struct sheet *sheet = &trainee->sheet;
    bool is_gone = trainee->person->erased; /* nobody can be asked for it any more */
    const struct {
        const char *word;
        bool is_there;
    } asked[] = {
        { "sex", sheet->gender[0] != '\0' },
        { "birth", is_gone || sheet->birth_date[0] != '\0' },
        { "commune", is_gone || sheet->commune[0] != '\0' },
        { "work", sheet->employment[0] != '\0' && strcmp(sheet->employment, "unknown") != 0 },
        { "school", sheet->schooling[0] != '\0' && strcmp(sheet->schooling, "unknown") != 0 },
        { "contact", is_gone || sheet->contact[0] != '\0' || sheet->prescriber[0] != '\0' },
        { "signed", sheet->signed_on[0] != '\0' },
        { "exit", exit != OUTCOME_NOT_SAID },
    };
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < COUNT_OF(asked) && length < MISSING_MAX; i++)
        if (!asked[i].is_there)
            length += (size_t)snprintf(out + length, MISSING_MAX - length, "%s%s",
                                       length > 0 ? ";" : "", asked[i].word);
}

static struct day day_later(struct day day, int days)
{
    return day.number == DAY_NONE_NUMBER ? day : (struct day){ day.number + days };
}

static struct cell outcome_cell(enum outcome_kind kind)
{
    return kind == OUTCOME_NOT_SAID ? CELL_NONE : cell_word(outcome_word(kind), outcome_name(kind));
}

/* The exit is what was said four weeks later, else on the last day. */
static bool esf_row(const struct training *training, const struct trainee *trainee, int *incomplete,
                    struct page *page, struct err *err)
{
    const struct sheet *sheet = &trainee->sheet;
    struct outcome exit, weeks, cold;
    char codes[ESF_CODES_MAX], missing[MISSING_MAX];
    struct day later = trainee->exit.number == DAY_NONE_NUMBER
                           ? DAY_NONE
                           : day_add_months(trainee->exit, ESF_LATER_MONTHS);

    if (!outcome_read(training->db, trainee->person->badge, MOMENT_EXIT, &exit, err) ||
        !outcome_read(training->db, trainee->person->badge, MOMENT_FOUR_WEEKS, &weeks, err) ||
        !outcome_read(training->db, trainee->person->badge, MOMENT_COLD, &cold, err))
        return false;
    if (weeks.kind != OUTCOME_NOT_SAID)
        exit = weeks;
    esf_codes(sheet, trainee->entry, codes);
    missing_find(trainee, exit.kind, missing);
    *incomplete += missing[0] != '\0';
    page_row(page, (struct cell[]){
                       cell_text(trainee->person->badge),
                       cell_date(trainee->entry),
                       cell_date(trainee->exit),
                       cell_minutes(trainee->minutes),
                       cell_text(sheet->gender),
                       cell_text(sheet->birth_date),
                       cell_text(sheet->commune),
                       cell_text(codes),
                       cell_text(sheet->signed_on),
                       cell_text(sheet->typed_on),
                       cell_date(day_later(trainee->exit, EXIT_DUE_DAYS)),
                       outcome_cell(exit.kind),
                       cell_date(later),
                       outcome_cell(cold.kind),
                       cell_text(missing),
                   });
    return true;
}

static bool esf_rows(const struct training *training, int *counted, int *incomplete,
                     struct page *page, struct err *err)
{
    for (int i = 0; i < training->count; i++) {
        if (training->list[i].days < 2)
            continue; /* "more than one day" */
        ++*counted;
        if (!esf_row(training, &training->list[i], incomplete, page, err))
            return false;
    }
    return true;
}

static bool exits_warn(const struct training *training, struct day today, struct page *page,
                       struct err *err)
{
    for (int i = 0; i < training->count; i++) {
        const struct trainee *trainee = &training->list[i];

        if (trainee->days > 1 &&
            !exit_due_put(training->db, trainee->person->badge, trainee->exit, today, page, err))
            return false;
    }
    return true;
}

static void esf_say(int counted, int incomplete, struct page *page)
{
    char line[LINE_MAX];

    snprintf(line, sizeof line, _("Dossiers incomplets : %d sur %d."), incomplete, counted);
    page_sentence(page, line);
    if (counted > 0 && incomplete * 100 > INCOMPLETE_MOST * counted)
        page_note(page, _("C'est plus de 35 % : l'aide peut baisser. Compléter les fiches."));
    page_note(page, _("Comptées : les personnes venues plus d'un jour. Les codes 12 à 16 restent "
                      "sur le papier signé."));
}

bool esf_page(struct db *db, const struct esf_request *request, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { "badge", _("Badge"), CELL_TEXT, READER_ALL, false },
        { "entry", _("Entrée"), CELL_DATE, READER_ALL, false },
        { "exit", _("Sortie"), CELL_DATE, READER_ALL, false },
        { "minutes", _("Heures"), CELL_MINUTES, READER_ALL, false },
        { "sex", _("Genre"), CELL_TEXT, READER_ALL, false },
        { "birth_date", _("Naissance"), CELL_TEXT, READER_ALL, false },
        { "commune", _("Commune"), CELL_TEXT, READER_ALL, false },
        { "codes", _("Codes d'entrée"), CELL_TEXT, READER_ALL, false },
        { "signed", _("Signé le"), CELL_TEXT, READER_ALL, false },
        { "typed", _("Saisi le"), CELL_TEXT, READER_ALL, false },
        { "exit_due", _("Sortie à dire avant"), CELL_DATE, READER_ALL, false },
        { "exit_outcome", _("À la sortie"), CELL_TEXT, READER_ALL, false },
        { "later_due", _("À 6 mois"), CELL_DATE, READER_ALL, false },
        { "later_outcome", _("Ensuite"), CELL_TEXT, READER_ALL, false },
        { "missing", _("Manque"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    struct training *training = training_open(db, request->access, err);
    int counted = 0, incomplete = 0;
    bool good;

    if (!training)
        return false;
    people_page_title(page, _("Fonds social européen : entrées et sorties"), request->session);
    page_begin_table(page, &table);
    good = esf_rows(training, &counted, &incomplete, page, err);
    page_end_table(page);
    good = good && exits_warn(training, request->today, page, err);
    if (good)
        esf_say(counted, incomplete, page);
    closed_say(training, page);
    training_close(training);
    return good;
}
