/*
 * One person by command: her interview, the day she stopped, her two rights;
 * the names of all; the passphrase of the sheets. Who acts is the animator or
 * the host; the proof of an erasure is a paper to hand out.
 */
#include "base/lang.h"
#include "pos/acts/act.h"
#include "pos/commands/command.h"
#include "pos/acts/erasing.h"
#include "programme/people.h"
#include "programme/programme_store.h"

#include <stdlib.h>
#include <string.h>

enum { PERSON_BYTES_MAX = 4 << 20, BADGE_AT = 2, DETAIL_AT = 3 };

static struct vault_access person_access(void)
{
    return (struct vault_access){ .passphrase = getenv("FLASHCOOP_PASSPHRASE") };
}

/* The vault where something was sealed; closed where nothing ever was, and no key is made. */
static bool person_vault(struct book *book, struct vault *out, struct err *err)
{
    const struct vault_access access = person_access();
    bool is_made = false;

    *out = (struct vault){ .is_open = false };
    return vault_is_made(book->db, &is_made, err) &&
           (!is_made || vault_open(book->db, &access, out, err));
}

static bool text_write(struct command *command, const struct buf *text, struct err *err)
{
    const char *path = command_value(command, "-o");

    return buf_write_file(text, path ? path : "-", command_has(command, "--force"), err);
}

static bool person_export(struct command *command, struct book *book, struct err *err)
{
    const char *badge = command->arguments[BADGE_AT];
    struct buf text = buf_init(PERSON_BYTES_MAX);
    struct vault vault;
    bool is_made = false;
    bool good = vault_is_made(book->db, &is_made, err) && person_vault(book, &vault, err) &&
                people_export(book->db, is_made ? &vault : NULL, badge, &text, err) &&
                till_note_leaving(&book->till, RECORD_EXPORT, "person", badge, 0, err) &&
                text_write(command, &text, err);

    vault_close(&vault);
    buf_release(&text);
    return good;
}

static bool person_erase(struct command *command, struct book *book, struct err *err)
{
    struct buf proof = buf_init(PERSON_BYTES_MAX);
    const struct vault_access access = { .passphrase = getenv("FLASHCOOP_PASSPHRASE") };
    bool good = erasing_person(&book->till, &access, command->arguments[BADGE_AT], &proof, err) &&
                text_write(command, &proof, err);

    buf_release(&proof);
    return good;
}

static bool names_forget(struct command *command, struct book *book, struct err *err)
{
    struct buf proof = buf_init(PERSON_BYTES_MAX);
    struct vault vault;
    bool good = person_vault(book, &vault, err) &&
                erasing_names(&book->till, &vault, &proof, err) && text_write(command, &proof, err);

    vault_close(&vault);
    buf_release(&proof);
    return good;
}

/* After the session is closed the change wants its reason, and stays visible. */
static struct act person_act(const struct command *command)
{
    return (struct act){ ACTION_PEOPLE, command->arguments[BADGE_AT],
                         command_value(command, "--reason"), false };
}

static bool interview_write(struct command *command, struct book *book, struct err *err)
{
    struct buf text = buf_init(INTERVIEW_BYTES_MAX);
    const struct vault_access access = person_access();
    struct vault vault = { .is_open = false };
    struct interview interview;
    const struct act act = person_act(command);
    bool good = buf_read_file(&text, command->arguments[DETAIL_AT], err) &&
                interview_take(&interview, buf_text(&text), err) &&
                act_begin(&book->till, &act, err);

    buf_release(&text);
    if (!good)
        return false;
    good = vault_open(book->db, &access, &vault, err) &&
           people_set_interview(book->db, &vault, command->arguments[BADGE_AT], &interview, err);
    if (!good)
        vault_discard(book->db, &access, &vault); /* before: its key's name is in the book */
    vault_close(&vault);
    return till_write_end(&book->till, good, err);
}

static bool interview_read(struct command *command, struct book *book, struct err *err)
{
    const char *badge = command->arguments[BADGE_AT];
    struct buf text = buf_init(INTERVIEW_BYTES_MAX);
    struct interview interview;
    struct vault vault;
    bool good = person_vault(book, &vault, err) &&
                people_interview(book->db, &vault, badge, &interview, err) &&
                till_note(&book->till, RECORD_EXPORT, "interview", badge, 0, err);

    if (good) {
        interview_put(&interview, &text);
        good = text_write(command, &text, err);
    }
    vault_close(&vault);
    buf_release(&text);
    return good;
}

static bool person_interview(struct command *command, struct book *book, struct err *err)
{
    return command->argument_count > DETAIL_AT ? interview_write(command, book, err)
                                               : interview_read(command, book, err);
}

/* "3" or "J3": the last day she came; "no": she did not stop after all. */
static bool person_stop(struct command *command, struct book *book, struct err *err)
{
    const char *text = command->arguments[DETAIL_AT];
    bool is_undone = strcmp(text, "no") == 0;
    const struct act act = person_act(command);
    struct calendar calendar;
    int day = 0;

    if (!programme_calendar(book->db, &calendar, err) ||
        (!is_undone && !calendar_day_parse(&calendar, text, &day, err)))
        return false;
    return act_begin(&book->till, &act, err) &&
           till_write_end(
               &book->till,
               people_stop(book->db, command->arguments[BADGE_AT], is_undone ? 0 : day, err), err);
}

/* The passphrase to set is FLASHCOOP_NEW_PASSPHRASE, else typed twice. */
static bool passphrase_choose(char out[PIN_MAX], struct err *err)
{
    static const char VARIABLE[] = "FLASHCOOP_NEW_PASSPHRASE";
    const char *given = getenv(VARIABLE);
    char again[PIN_MAX];

    if (given && strlen(given) >= PIN_MAX)
        return err_fail(err, ERR_INPUT, _("Phrase secrète trop longue : 64 caractères au plus."));
    if (given) {
        memcpy(out, given, strlen(given) + 1);
        return true;
    }
    if (!command_ask_secret(_("Phrase secrète :"), VARIABLE, out, err) ||
        !command_ask_secret(_("Encore une fois :"), VARIABLE, again, err))
        return false;

    bool same = strcmp(out, again) == 0;

    crypto_wipe(again, sizeof again);
    return same || err_fail(err, ERR_INPUT, _("Les deux phrases diffèrent : recommencer."));
}

static bool sheets_protect(struct command *command, struct book *book, struct err *err)
{
    const struct vault_access now = person_access();
    struct vault vault = { 0 };
    char passphrase[PIN_MAX] = "";
    const struct vault_access next = { .passphrase = passphrase };
    bool good = vault_open(book->db, &now, &vault, err) && passphrase_choose(passphrase, err) &&
                vault_protect(book->db, &vault, &next, err);

    (void)command;
    crypto_wipe(passphrase, sizeof passphrase);
    vault_close(&vault);
    return good;
}

static const struct person_gesture {
    const char *name;
    int argument_min, argument_max; /* BOOK and the name included */
    bool (*run)(struct command *command, struct book *book, struct err *err);
} GESTURES[] = {
    { "export", 3, 3, person_export },       { "erase", 3, 3, person_erase },
    { "interview", 3, 4, person_interview }, { "stop", 4, 4, person_stop },
    { "forget", 2, 2, names_forget },        { "passphrase", 2, 2, sheets_protect },
};

static const struct person_gesture *gesture_find(const struct command *command)
{
    for (size_t i = 0; i < COUNT_OF(GESTURES); i++)
        if (strcmp(GESTURES[i].name, command->arguments[1]) == 0 &&
            command->argument_count >= GESTURES[i].argument_min &&
            command->argument_count <= GESTURES[i].argument_max)
            return &GESTURES[i];
    return NULL;
}

static bool person_run(struct command *command, struct err *err)
{
    const struct person_gesture *gesture = gesture_find(command);
    struct participant person;
    struct book book;
    bool good;

    if (!gesture)
        return command_misused(command, err);
    if (!command_place_check(command, err))
        return false;
    if (!(gesture->run == person_export ? command_leave_book(command, AS_ANIMATOR, &book, err)
                                        : command_open_book(command, AS_ANIMATOR, &book, err)))
        return false;
    good = till_check(&book.till, ACTION_PEOPLE, err) &&
           (gesture->argument_min == BADGE_AT || gesture->run == person_erase || /* a partner too */
            people_person(book.db, command->arguments[BADGE_AT], &person, err)) &&
           gesture->run(command, &book, err) && command_end_reading(command, &book, err);
    book_close(&book);
    return good;
}

const struct command_kind COMMAND_PERSON = {
    .name = "person",
    .usage =
        "BOOK export|erase BADGE [-o FILE] [--force] | BOOK interview BADGE [FILE [--reason R]] "
        "[-o FILE] | BOOK stop BADGE DAY|no [--reason R] | BOOK forget [-o FILE] | "
        "BOOK passphrase [--as WHO]",
    .summary = N_("Donne ou efface les données d'une personne, garde son entretien, dit quand elle "
                  "s'est arrêtée ; efface les noms ; ferme les fiches par une phrase secrète. "
                  "Entretien : une ligne par réponse, comme ci-dessous ; les autres sont des "
                  "notes ; « - » : l'entrée standard."),
    .detail = "interview  proud: …\n"
              "           learned: …\n"
              "           hard: …\n"
              "           strengths: …\n"
              "           support: …\n"
              "           next_step: …\n"
              "           appointment_date: 2020-01-12\n"
              "           appointment: …\n"
              "           on_sheet: yes",
    .options = " -o= --force --as= --reason= ",
    .argument_min = 2,
    .argument_max = 4,
    .run = person_run,
};
