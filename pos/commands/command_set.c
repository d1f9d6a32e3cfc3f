/* Settings of a session: shown, or one of them changed, which is a record of the journal. */
#include "base/lang.h"
#include "ledger/billing/document.h"
#include "ledger/posting.h"
#include "pos/commands/command.h"
#include "reports/slips/logo.h"
#include "pos/acts/scanned.h"
#include "pos/acts/setting.h"
#include "reports/figures/fact_box.h"
#include "reports/figures/public_figures.h"
#include "reports/papers/statement_choice.h"

#include <stdio.h>
#include <string.h>

static const char ACCOUNT[] = "account.";

static void session_put_rows(const struct session *session, const char *code, struct page *page)
{
    char contribution[CONTRIBUTION_TEXT_MAX];

    for (int i = 0; setting_text_key(i); i++)
        page_fact(
            page, setting_text_key(i), setting_text_key(i),
            cell_text(strcmp(setting_text_key(i), "code") == 0 ? code : setting_text(session, i)));
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

static void days_put_rows(const struct calendar *calendar, struct page *page)
{
    char dates[DATES_TEXT_MAX];

    fact_box_format_dates(calendar, dates);
    page_fact(page, "dates", "dates", cell_text(dates));
    page_fact(page, "days", "days", cell_integer(calendar->day_count));
    page_fact(page, "creation-last", "creation-last", cell_integer(calendar->creation_last));
    page_fact(page, "sale-day", "sale-day", cell_integer(calendar->sale_day));
}

/* Keys stand as they are typed, in every language. */
static bool settings_show(struct command *command, struct till *till, struct err *err)
{
    struct page_target target;
    struct accounts accounts;
    struct calendar calendar;
    struct session_settings settings;
    struct statements statements;
    struct statement_choice choice;
    char logo[LOGO_TEXT_MAX];
    char colour[COLOUR_TEXT_MAX], scales[SCALE_TEXT_MAX];
    char code[SESSION_CODE_MAX];
    char day_cut[8], vat_debits[8], late_penalty[LABEL_MAX];
    enum session_state state;
    struct page *page;
    int limit;

    statements_load(&statements);
    if (!setting_find(till->db, DAY_CUT_SETTING, day_cut, sizeof day_cut, err) ||
        !setting_find(till->db, VAT_DEBITS_SETTING, vat_debits, sizeof vat_debits, err) ||
        !setting_find(till->db, LATE_PENALTY_SETTING, late_penalty, sizeof late_penalty, err) ||
        !session_code(till->db, &till->session, code, err) ||
        !statement_choice_read(till->db, &statements, &choice, err) ||
        !accounts_read(till->db, &accounts, err) || !programme_calendar(till->db, &calendar, err) ||
        !programme_state(till->db, &state, err) || !setting_read_session(till, &settings, err) ||
        !logo_describe(till->db, logo, err) || !scale_read(till->db, scales, err) ||
        !colour_read(till->db, colour, err) || !cells_limit_read(till->db, &limit, err) ||
        !command_target(command, "settings", &target, err) || !page_open(&target, &page, err))
        return false;
    page_title(page, _("Réglages"), till->session.name);
    page_begin_table(page, &PAGE_FACTS);
    session_put_rows(&till->session, code, page);
    page_fact(page, "state", "state", cell_text(session_state_word(state)));
    days_put_rows(&calendar, page);
    page_fact(page, "second-language", "second-language",
              cell_text(settings.tongue[0] ? settings.tongue : "none"));
    page_fact(page, "booklet", "booklet", cell_text(settings.booklet));
    page_fact(page, "statements", "statements", cell_text(statement_words_word(choice.words)));
    page_fact(page, "small-cells", "small-cells", cell_integer(limit));
    page_fact(page, SCALE_SETTING, SCALE_SETTING, cell_text(scales[0] ? scales : "none"));
    page_fact(page, VAT_DEBITS_SETTING, VAT_DEBITS_SETTING,
              cell_text(vat_debits[0] ? vat_debits : "off"));
    page_fact(page, LATE_PENALTY_SETTING, LATE_PENALTY_SETTING, cell_text(late_penalty));
    page_fact(page, DAY_CUT_SETTING, DAY_CUT_SETTING, cell_text(day_cut[0] ? day_cut : "05:00"));
    page_fact(page, "logo", "logo", cell_text(logo));
    page_fact(page, "colour", "colour", cell_text(colour[0] ? colour : "none"));
    accounts_put_rows(&accounts, page);
    page_end_table(page);
    return page_close(page, err);
}

static bool set_run(struct command *command, struct err *err)
{
    bool shown = command->argument_count == 1;
    struct setting_change change = { .reason = command_value(command, "--reason") };
    struct book book;

    if (command->argument_count == 2)
        return command_misused(command, err);
    if (shown ? !command_read_book(command, &book, err)
              : !command_open_book(command, AS_HOST, &book, err))
        return false;

    if (!shown) {
        command_correct(command, &book.till);
        change.key = command->arguments[1];
        change.value = command->arguments[2];
    }

    bool good =
        shown ? settings_show(command, &book.till, err) : setting_change(&book.till, &change, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_SET = {
    .name = "set",
    .usage = "BOOK [KEY VALUE] [--reason R] [--as WHO] [--format text|csv|pdf|xlsx|html] [-o FILE] "
             "[--force]",
    .summary = N_("Montre les réglages, ou en change un : nom, adresse, dates, contribution, "
                  "état (state open), papiers (second-language ar, booklet a5, statements "
                  "printed), ticket (logo dessin.png), comptes (account.cash 531)."),
    .options = " --reason= --as= --format= -o= --force ",
    .argument_min = 1,
    .argument_max = 3,
    .run = set_run,
};
