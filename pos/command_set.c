/* Settings of a session: shown, or one of them changed, which is a record of the journal. */
#include "base/lang.h"
#include "base/text.h"
#include "ledger/account.h"
#include "ledger/posting.h"
#include "pos/command.h"
#include "pos/dates.h"
#include "programme/programme_store.h"
#include "reports/fact_box.h"
#include "reports/session_papers.h"

#include <stdio.h>
#include <string.h>

/* A text of the session by its key: a macro, for C names no member in a function. */
/* Each version of the formatter lays out the braces of a macro in its own way. */
/* clang-format off */
#define WORD(key, field) \
    { key, offsetof(struct session, field), sizeof((struct session *)NULL)->field }
/* clang-format on */

/* Texts of the session by their key, which is the option of `new` without its dashes. */
static const struct word {
    const char *key;
    size_t offset;
    size_t room;
} WORDS[] = {
    WORD("name", name),
    WORD("host", host),
    WORD("siren", siren),
    WORD("siret", siret),
    WORD("vat-number", vat_number),
    WORD("address", address),
    WORD("place", place),
    WORD("venue", venue),
    WORD("product", product),
};

static const char ACCOUNT[] = "account.";

static bool session_set(struct till *till, const char *key, const char *value, struct err *err)
{
    struct session session = till->session;
    bool found = false;

    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (strcmp(WORDS[i].key, key) == 0) {
            if (!text_copy((char *)&session + WORDS[i].offset, WORDS[i].room, value, key, err))
                return false;
            found = true;
        }
    if (strcmp(key, "sector") == 0)
        found = sector_parse(value, &session.sector, err);
    if (strcmp(key, "contribution") == 0)
        found = contribution_parse(value, &session.contribution, err);
    if (!found)
        return err_fail(err, ERR_USAGE, _("%.40s : réglage inconnu : voir flashcoop set BOOK"),
                        key);
    return till_put_session(till, &session, err);
}

static bool dates_set(struct till *till, const char *value, struct err *err)
{
    struct day dates[DAYS_MAX];
    int count;

    return till_check(till, ACTION_SET_UP, err) && dates_parse(value, dates, &count, err) &&
           programme_set_dates(till->db, dates, count, err);
}

/* The language beside French on papers: "ar", "en", "prs", or "none". */
static bool second_language_set(struct till *till, const char *value, struct err *err)
{
    return till_check(till, ACTION_SET_UP, err) &&
           programme_set_second_tongue(till->db, strcmp(value, "none") == 0 ? "" : value, err);
}

static bool booklet_set(struct till *till, const char *value, struct err *err)
{
    if (strcmp(value, "a4") != 0 && strcmp(value, "a5") != 0)
        return err_fail(err, ERR_INPUT, _("« %.20s » : le livret est en a4 ou en a5."), value);
    if (!till_check(till, ACTION_SET_UP, err) || !till_write_begin(till, err))
        return false;

    bool good = setting_put(&till->real, BOOKLET_SETTING, value, &till->actor, till_now(till), err);

    return till_write_end(till, good, err);
}

static bool setting_change(struct till *till, const char *key, const char *value, struct err *err)
{
    if (strncmp(key, ACCOUNT, strlen(ACCOUNT)) == 0)
        return account_put(till, key + strlen(ACCOUNT), value, err);
    if (strcmp(key, "dates") == 0)
        return dates_set(till, value, err);
    if (strcmp(key, "second-language") == 0)
        return second_language_set(till, value, err);
    if (strcmp(key, "booklet") == 0)
        return booklet_set(till, value, err);
    return session_set(till, key, value, err);
}

static void session_put_rows(const struct session *session, struct page *page)
{
    char contribution[CONTRIBUTION_TEXT_MAX];

    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        page_fact(page, WORDS[i].key, WORDS[i].key,
                  cell_text((const char *)session + WORDS[i].offset));
    contribution_format(&session->contribution, contribution);
    page_fact(page, "sector", "sector", cell_text(sector_word(session->sector)));
    page_fact(page, "vat", "vat", cell_text(session->vat_on ? "on" : "off"));
    page_fact(page, "contribution", "contribution", cell_text(contribution));
}

static void accounts_put_rows(const struct accounts *accounts, struct page *page)
{
    for (int i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->all[i];
        char key[USE_MAX + sizeof ACCOUNT];
        char label[USE_MAX + sizeof ACCOUNT + LABEL_MAX + 4];

        snprintf(key, sizeof key, "%s%s", ACCOUNT, account->use);
        snprintf(label, sizeof label, "%s (%s)", key, account->label);
        page_fact(page, key, label, cell_text(account->number));
    }
}

/* What papers look like. */
static bool papers_put_rows(struct db *db, struct page *page, struct err *err)
{
    enum tongue tongue;
    bool found;
    char booklet[8];

    if (!programme_second_tongue(db, &tongue, &found, err) ||
        !setting_find(db, BOOKLET_SETTING, booklet, sizeof booklet, err))
        return false;
    page_fact(page, "second-language", "second-language",
              cell_text(found ? tongue_code(tongue) : "none"));
    page_fact(page, "booklet", "booklet", cell_text(booklet[0] ? booklet : "a4"));
    return true;
}

/* Keys stand as they are typed, in every language. */
static bool settings_show(struct command *command, struct till *till, struct err *err)
{
    struct page_target target;
    struct accounts accounts;
    struct calendar calendar;
    char dates[DATES_TEXT_MAX];
    struct page *page;
    bool good;

    if (!accounts_read(till->db, &accounts, err) || !programme_calendar(till->db, &calendar, err) ||
        !command_target(command, "settings", &target, err) || !page_open(&target, &page, err))
        return false;
    fact_box_format_dates(&calendar, dates);
    page_title(page, _("Réglages"), till->session.name);
    page_begin_table(page, &PAGE_FACTS);
    session_put_rows(&till->session, page);
    page_fact(page, "dates", "dates", cell_text(dates));
    good = papers_put_rows(till->db, page, err);
    accounts_put_rows(&accounts, page);
    page_end_table(page);
    if (good)
        return page_close(page, err);
    page_abandon(page);
    return false;
}

static bool set_run(struct command *command, struct err *err)
{
    bool shown = command->argument_count == 1;
    struct book book;

    if (command->argument_count == 2)
        return command_misused(command, err);
    if (shown ? !command_read_book(command, &book, err)
              : !command_open_book(command, AS_HOST, &book, err))
        return false;

    bool good = shown
                    ? settings_show(command, &book.till, err)
                    : setting_change(&book.till, command->arguments[1], command->arguments[2], err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_SET = {
    .name = "set",
    .usage = "BOOK [KEY VALUE] [--as WHO] [--format text|csv|pdf|xlsx] [-o FILE] [--force]",
    .summary = N_("Montre les réglages, ou en change un : nom, adresse, dates, contribution, "
                  "papiers (second-language ar, booklet a5), comptes (account.cash 531)."),
    .options = " --as= --format= -o= --force ",
    .argument_min = 1,
    .argument_max = 3,
    .run = set_run,
};
