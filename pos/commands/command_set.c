/* Settings of a session: shown, or one of them changed, which is a record of the journal. */
#include "base/lang.h"
#include "ledger/billing/document.h"
#include "ledger/posting.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "pos/acts/setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ACCOUNT[] = "account.";

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

/* Keys stand as they are typed, in every language. */
static bool kinds_put_rows(struct till *till, struct page *page, struct err *err)
{
    const struct setting_kind *kind;

    for (int i = 0; (kind = setting_kind_at(i)) != NULL; i++) {
        char text[SETTING_TEXT_MAX];

        if (!kind->read)
            continue;
        if (!kind->read(kind, till, text, err))
            return false;
        page_fact(page, kind->key, kind->key,
                  kind->is_number ? cell_integer(strtoll(text, NULL, 10)) : cell_text(text));
    }
    return true;
}

/* Of the tills that sell elsewhere than the session. */
static bool till_venues_put_rows(struct till *till, struct page *page, struct err *err)
{
    char key[TILL_VENUE_KEY_MAX], text[NAME_MAX_TEXT];

    for (char letter = 'A'; letter <= 'Z'; letter++) {
        till_venue_key(letter, key);
        if (!setting_find(till->db, key, text, sizeof text, err))
            return false;
        if (text[0] != '\0')
            page_fact(page, key, key, cell_text(text));
    }
    return true;
}

static bool settings_show(struct command *command, struct till *till, struct err *err)
{
    struct page_target target;
    struct accounts accounts;
    struct page *page;

    if (!accounts_read(till->db, &accounts, err) ||
        !command_target(command, "settings", &target, err) ||
        !group_page_open(till->db, &target, &page, err))
        return false;
    page_title(page, _("Réglages"), till->session.name);
    page_begin_table(page, &PAGE_FACTS);
    if (!kinds_put_rows(till, page, err) || !till_venues_put_rows(till, page, err)) {
        page_abandon(page);
        return false;
    }
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
