/* The hub: closed books on a PostgreSQL server. Its reports are in command_hub_report.c. */
#include "pos/commands/command_hub.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/proof/verify.h"
#include "reports/hub/push.h"
#include "reports/hub/setup.h"
#include "reports/print/page.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool hub_connect(struct command *command, struct hub *out, struct err *err)
{
    const char *service = command_value(command, "--service");

    return hub_open(out, service ? service : "flashcoop", err);
}

static bool init_run(struct command *command, struct err *err)
{
    struct buf script = buf_init(1 << 20);
    struct hub hub = { .link = NULL };
    int number = 0;
    bool good = hub_connect(command, &hub, err) && hub_step(&hub, &number, err);

    if (good && command_has(command, "--dry-run")) {
        hub_print_steps(number, &script);
        fputs(buf_text(&script), stdout);
    } else if (good) {
        good = hub_run_steps(&hub, number, hub_newest_step(), err);
        if (good)
            printf("step %d\n", hub_newest_step());
    }
    buf_release(&script);
    hub_close(&hub);
    return good;
}

static bool host_add_run(struct command *command, struct err *err)
{
    const struct hub_host host = { .siren = command_value(command, "--siren"),
                                   .name = command_value(command, "--name"),
                                   .login = command_value(command, "--login") };
    struct session probe = session_init();
    struct hub hub = { .link = NULL };

    if (!host.siren || !host.name || !host.login)
        return command_misused(command, err);
    snprintf(probe.name, sizeof probe.name, "-");
    if (!text_copy(probe.host, sizeof probe.host, host.name, "--name", err) ||
        !text_copy(probe.siren, sizeof probe.siren, host.siren, "--siren", err) ||
        !session_check(&probe, err))
        return false;

    bool good = hub_connect(command, &hub, err) && hub_check_step(&hub, err) &&
                hub_add_host(&hub, &host, err);

    if (good)
        printf("%s %s\n", host.siren, host.login);
    hub_close(&hub);
    return good;
}

/* What everybody may read of a session, and a yes to it. */
static bool facts_agree(struct command *command, const char *path,
                        const struct session_facts *facts, struct err *err)
{
    static const char *const NAMES[PUBLIC_FACTS] = { "SIREN",    N_("Coopérative"), N_("Session"),
                                                     N_("Lieu"), N_("Marché"),      N_("Du"),
                                                     N_("Au"),   N_("Filière") };
    char texts[PUBLIC_FACTS][PUBLIC_FACT_MAX], answer[16] = "";

    if (command_has(command, "--yes"))
        return true;
    if (!isatty(STDIN_FILENO))
        return err_fail(err, ERR_INPUT,
                        _("premier envoi : le lancer dans un terminal pour lire ce qui devient "
                          "public, ou ajouter --yes"));
    session_facts_public(facts, texts);
    fprintf(stderr, _("%s : ceci devient public.\n"), path);
    for (int i = 0; i < PUBLIC_FACTS; i++)
        fprintf(stderr, "  %s: %s\n", i == 0 ? NAMES[i] : _(NAMES[i]), texts[i]);
    fprintf(stderr, _("Envoyer ? (oui/non) "));
    if (!fgets(answer, sizeof answer, stdin) || (answer[0] != 'o' && answer[0] != 'y'))
        return err_fail(err, ERR_INPUT, _("pas envoyé : personne n'a dit oui"));
    return true;
}

static bool book_send(struct command *command, struct push *push, const char *path, struct err *err)
{
    int64_t count = 0;

    if (push_asks(push) && !facts_agree(command, path, push_facts(push), err))
        return false;
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, _("%s : envoi…"), path);
        fputs("\r", stderr);
    }
    if (!push_send(push, &count, err))
        return false;
    if (count == PUSH_WAS_KNOWN)
        printf("%s: known\n", path);
    else
        printf("%s: sent %lld records\n", path, (long long)count);
    return true;
}

static bool book_push(struct command *command, struct hub *hub, struct book *book, struct err *err)
{
    const char *path = command->where;
    struct push *push = NULL;
    bool good = push_open(hub, &book->till, &push, err);

    if (!good)
        return false;
    good = db_check_steady(book->db, err);
    if (!good) {
        push_close(push);
        return false;
    }
    switch (push_state(push)) {
    case PUSH_NOTHING_CLOSED:
        printf("%s: nothing closed\n", path);
        good = err_fail(err, ERR_CLOSED, "%s", "");
        command->told = true;
        break;
    case PUSH_KNOWN: printf("%s: known\n", path); break;
    case PUSH_DUE: good = book_send(command, push, path, err); break;
    }
    push_close(push);
    return good;
}

/* Everything that would go, on standard output. */
static bool book_show(struct book *book, struct err *err)
{
    struct buf out = buf_init(1 << 30);
    bool good = extract_print(&book->till, &out, err) && buf_check(&out, err) &&
                db_check_steady(book->db, err);

    if (good)
        fwrite(out.data, 1, out.length, stdout);
    buf_release(&out);
    return good;
}

static bool book_is_sound(struct book *book, struct err *err)
{
    struct verdict verdict;
    char text[2 * VERDICT_TEXT_MAX];

    if (!book_verify(book->db, &book->till.keyring, "", &verdict, err))
        return false;
    verdict_format(&verdict, text);
    return verdict.is_good || err_fail(err, ERR_TAMPERED, "%s", text);
}

/* One book, whatever became of those before it. */
static bool push_one(struct command *command, struct hub *hub, const char *path, struct err *err)
{
    struct book book;
    bool good;

    command->where = path;
    command->told = false;
    if (!book_look(&book, path, command->clock, err)) {
        err->code = ERR_INPUT; /* this book is refused; the server has no trouble */
        return false;
    }
    good = book_is_sound(&book, err) &&
           (hub->link ? book_push(command, hub, &book, err) : book_show(&book, err));
    book_close(&book);
    fflush(stdout);
    return good;
}

static void refusal_tell(struct command *command, const struct err *err)
{
    if (!command->told)
        command_tell_failure(command, err);
    command->told = true;
}

static bool push_run(struct command *command, struct err *err)
{
    struct hub hub = { .link = NULL };
    struct err worst = ERR_EMPTY;
    bool lost = false;

    if (command->argument_count < 2)
        return command_misused(command, err);
    if (!command_has(command, "--dry-run") &&
        (!hub_connect(command, &hub, err) || !hub_check_step(&hub, err))) {
        hub_close(&hub);
        return false;
    }
    for (int i = 1; i < command->argument_count && !lost; i++) {
        struct err one = ERR_EMPTY;

        if (push_one(command, &hub, command->arguments[i], &one))
            continue;
        refusal_tell(command, &one);
        lost = one.code == ERR_DEVICE;
        if (worst.code == ERR_NONE || lost || err_exit_status(&one) > err_exit_status(&worst))
            worst = one;
    }
    hub_close(&hub);
    command->told = true;
    if (worst.code == ERR_NONE)
        return true;
    *err = worst;
    return false;
}

static bool hub_run(struct command *command, struct err *err)
{
    static const struct {
        const char *words[2];
        bool (*run)(struct command *command, struct err *err);
    } WHAT[] = {
        { { "init", NULL }, init_run },         { { "host", "add" }, host_add_run },
        { { "push", NULL }, push_run },         { { "status", NULL }, hub_status_run },
        { { "report", NULL }, hub_report_run },
    };

    for (size_t i = 0; i < COUNT_OF(WHAT); i++)
        if (strcmp(command->arguments[0], WHAT[i].words[0]) == 0 &&
            (!WHAT[i].words[1] ||
             (command->argument_count > 1 && strcmp(command->arguments[1], WHAT[i].words[1]) == 0)))
            return WHAT[i].run(command, err);
    return command_misused(command, err);
}

const struct command_kind COMMAND_HUB = {
    .name = "hub",
    .usage = "init [--dry-run] | host add --siren S --name N --login L | push BOOK… [--yes] "
             "[--dry-run] | status [BOOK…] [--verify] | report consolidate|entries|review|"
             "facts|hosts|ratings|outcomes|calls [--year Y | --exercise YYYY-MM-DD..YYYY-MM-DD] "
             "[--format text|csv|pdf|xlsx|html] "
             "[-o FILE] [--force]; [--service NAME]",
    .summary =
        N_("Le pôle du réseau, sur un serveur PostgreSQL : envoyer des livres fermés, lire."),
    .options = " --service= --dry-run --yes --siren= --name= --login= --verify --year= --exercise= "
               "--format= "
               "-o= --force ",
    .argument_min = 1,
    .argument_max = COMMAND_ANY_COUNT,
    .run = hub_run,
};
