/*
 * `flashcoop sell`: sale commands from standard input, one per line, one line
 * of answer each, through the same functions as the till screen.
 */
#include "base/lang.h"
#include "ledger/means.h"
#include "base/text.h"
#include "pos/acts/clock_doubt.h"
#include "pos/commands/command.h"
#include "pos/acts/scanned.h"
#include "pos/acts/session_step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `refund` names each line of the longest ticket, with its quantity. */
enum { LINE_MAX_BYTES = 4096, WORDS_MAX = 2 + 2 * TICKET_LINES_MAX };

struct counter {
    struct till *till;
    struct ticket ticket;
    struct ticket saved; /* what `ticket` was before the line: a refusal changes nothing */
    char *words[WORDS_MAX];
    int word_count;
    char *rest; /* of the line after its first word */
    char answer[200];
    bool done; /* quit */
};

static bool misused(const char *form, struct err *err)
{
    return err_fail(err, ERR_USAGE, _("écrire : %s"), form);
}

static void answer_due(struct counter *counter)
{
    struct figures figures;
    char due[MONEY_TEXT_MAX];

    ticket_figures(&counter->ticket, &figures);
    money_format_file(figures.due, due);
    snprintf(counter->answer, sizeof counter->answer, "due %s", due);
}

static void answer_ok(struct counter *counter)
{
    snprintf(counter->answer, sizeof counter->answer, "ok");
}

static bool item_take_word(struct till_item *item, const char *word, bool *quantity_seen,
                           struct err *err)
{
    if (word[0] == '@') {
        item->price_is_typed = true;
        if (!money_parse(word + 1, &item->price, err))
            return false;
        return item->price >= 0 || err_fail(err, ERR_INPUT, _("Un prix n'est pas négatif."));
    }
    if (word[0] == '-')
        return discount_parse(word + 1, &item->discount, err);
    if (*quantity_seen)
        return misused("add CODE [QUANTITY] [@PRICE] [-DISCOUNT|-N%]", err);
    *quantity_seen = true;
    return quantity_parse(word, false, &item->quantity, err);
}

static bool sell_add(struct counter *counter, struct err *err)
{
    struct till_item item = { .quantity = ONE_PIECE };
    bool quantity_seen = false;

    if (counter->word_count < 2)
        return misused("add CODE [QUANTITY] [@PRICE] [-DISCOUNT|-N%]", err);
    for (int i = 2; i < counter->word_count; i++)
        if (!item_take_word(&item, counter->words[i], &quantity_seen, err))
            return false;
    if (!till_add(counter->till, &counter->ticket, counter->words[1], &item, err))
        return false;
    answer_due(counter);
    return true;
}

static bool sell_scan(struct counter *counter, struct err *err)
{
    if (counter->word_count != 2)
        return misused("scan BARCODE", err);
    if (!scanned_add(counter->till, &counter->ticket, counter->words[1], err))
        return false;
    answer_due(counter);
    return true;
}

/* Sold without a product, for the evening list: a stall never turns a customer away. */
static bool sell_unknown(struct counter *counter, struct err *err)
{
    const char *label = "";
    basis_points rate;
    cents price;

    if (counter->word_count < 3)
        return misused("unknown PRICE RATE [LABEL]", err);
    if (!money_parse(counter->words[1], &price, err) || !rate_parse(counter->words[2], &rate, err))
        return false;
    if (price < 0)
        return err_fail(err, ERR_INPUT, _("Un prix n'est pas négatif."));
    if (counter->word_count > 3) { /* the rest of the line, spaces included */
        label = counter->rest;
        for (int word = 0; word < 2; word++) {
            label += strcspn(label, " \t");
            label += strspn(label, " \t");
        }
    }
    if (!till_add_unknown(counter->till, &counter->ticket, label, price, rate, err))
        return false;
    answer_due(counter);
    return true;
}

static bool line_parse(const char *text, int *out, struct err *err)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);

    if (end == text || *end != '\0' || value < 1 || value > TICKET_LINES_MAX)
        return err_fail(err, ERR_INPUT, _("« %.20s » n'est pas une ligne du ticket."), text);
    *out = (int)value;
    return true;
}

static bool sell_drop(struct counter *counter, struct err *err)
{
    int line;

    if (counter->word_count != 2)
        return misused("drop LINE", err);
    if (!line_parse(counter->words[1], &line, err) ||
        !till_drop(counter->till, &counter->ticket, line, err))
        return false;
    answer_due(counter);
    return true;
}

static bool sell_discount(struct counter *counter, struct err *err)
{
    struct discount discount;

    if (counter->word_count != 2)
        return misused("discount E|N%", err);
    if (!discount_parse(counter->words[1], &discount, err) ||
        !till_discount(counter->till, &counter->ticket, 0, discount, err))
        return false;
    answer_due(counter);
    return true;
}

static bool mode_parse(const char *word, enum payment_mode *out)
{
    for (int mode = PAY_CASH; mode < PAY_FOUR_END; mode++)
        if (strcmp(payment_mode_word((enum payment_mode)mode), word) == 0) {
            *out = (enum payment_mode)mode;
            return true;
        }
    return false;
}

/* The ticket is paid: the answer comes only once it is durable. */
static bool sell_commit(struct counter *counter, struct err *err)
{
    struct sold sold;
    char ticket[TICKET_NAME_MAX];
    char total[MONEY_TEXT_MAX];
    char change[MONEY_TEXT_MAX];

    if (!till_sell(counter->till, &counter->ticket, &sold, err))
        return false;
    if (counter->till->real.head.running.tickets == 1)
        session_notice_start(counter->till); /* later sales find the session open */
    ticket_name_format(sold.chain, sold.number, ticket);
    money_format_file(sold.gross, total);
    money_format_file(sold.change, change);
    snprintf(counter->answer, sizeof counter->answer, "sold %s %s change %s", ticket, total,
             change);
    ticket_init(&counter->ticket);
    return true;
}

static bool pay_take(struct counter *counter, enum payment_mode mode, const struct means *means,
                     cents amount, struct err *err)
{
    const char *number = counter->word_count == 4 ? counter->words[3] : "";

    return means ? ticket_pay_means(&counter->ticket, means, amount, number, err)
                 : ticket_pay(&counter->ticket, mode, amount, number, err);
}

static bool sell_pay(struct counter *counter, struct err *err)
{
    enum payment_mode mode = PAY_OTHER;
    struct means_list list;
    const struct means *means;
    cents amount;

    if (!means_read(counter->till->db, &list, err))
        return false;
    means = counter->word_count > 1 ? means_find(&list, counter->words[1]) : NULL;
    if (counter->word_count < 3 || counter->word_count > 4 ||
        (!means && !mode_parse(counter->words[1], &mode)) ||
        (counter->word_count == 4 && mode == PAY_CASH))
        return misused("pay cash E | card E [SLIP] | cheque E [NUMBER] | voucher E [NUMBER] | "
                       "MEANS E [NUMBER]",
                       err);
    if (!money_parse(counter->words[2], &amount, err))
        return false;
    if (ticket_is_refund(&counter->ticket) && amount < 0)
        amount = -amount; /* as `due` writes it */

    bool free_of_charge = amount == 0 && ticket_is_paid(&counter->ticket);

    if (!free_of_charge && !pay_take(counter, mode, means, amount, err))
        return false;
    if (ticket_is_paid(&counter->ticket))
        return sell_commit(counter, err);
    answer_due(counter);
    return true;
}

static bool sell_park(struct counter *counter, struct err *err)
{
    if (!till_park(counter->till, counter->rest, &counter->ticket, err))
        return false;
    ticket_init(&counter->ticket);
    answer_ok(counter);
    return true;
}

static bool ticket_must_be_empty(const struct counter *counter, struct err *err)
{
    if (ticket_is_empty(&counter->ticket))
        return true;
    return err_fail(err, ERR_INPUT, _("Un ticket est commencé : le payer, park ou void d'abord."));
}

static bool sell_resume(struct counter *counter, struct err *err)
{
    if (!ticket_must_be_empty(counter, err) ||
        !till_resume(counter->till, counter->rest, &counter->ticket, err))
        return false;
    answer_due(counter);
    return true;
}

static bool sell_void(struct counter *counter, struct err *err)
{
    if (!till_void(counter->till, &counter->ticket, err))
        return false;
    answer_ok(counter);
    return true;
}

/* A line that the original has not is not passed over beside those that it has. */
static bool lines_check(const struct ticket *refund, const thousandths *quantities, struct err *err)
{
    for (int line = 1; line <= TICKET_LINES_MAX; line++) {
        bool found = quantities[line - 1] == 0;

        for (int i = 0; i < refund->line_count; i++)
            found = found || refund->lines[i].refund_line == line;
        if (!found)
            return err_fail(err, ERR_INPUT, _("Le ticket n'a pas de ligne %d."), line);
    }
    return true;
}

static bool sell_refund(struct counter *counter, struct err *err)
{
    thousandths quantities[TICKET_LINES_MAX] = { 0 };
    char chain[2];
    int64_t number;
    bool whole = counter->word_count == 2;

    if (counter->word_count < 2 || counter->word_count % 2 != 0)
        return misused("refund TICKET [LINE QUANTITY]…", err);
    if (!ticket_must_be_empty(counter, err) ||
        !ticket_name_parse(counter->words[1], till_journal(counter->till)->chain[0], chain, &number,
                           err))
        return false;
    for (int i = 2; i + 1 < counter->word_count; i += 2) {
        thousandths quantity;
        int line;

        if (!line_parse(counter->words[i], &line, err) ||
            !quantity_parse(counter->words[i + 1], false, &quantity, err))
            return false;
        quantities[line - 1] += quantity;
    }
    if (!till_refund(counter->till, chain, number, whole ? NULL : quantities, &counter->ticket,
                     err) ||
        !lines_check(&counter->ticket, quantities, err))
        return false;
    answer_due(counter);
    return true;
}

static bool sell_total(struct counter *counter, struct err *err)
{
    (void)err;
    counter->ticket.total_was_shown = true;
    answer_due(counter);
    return true;
}

static bool sell_quit(struct counter *counter, struct err *err)
{
    (void)err;
    counter->done = true;
    answer_ok(counter);
    return true;
}

static const struct {
    const char *name;
    bool (*run)(struct counter *counter, struct err *err);
} VERBS[] = {
    { "add", sell_add },       { "scan", sell_scan },         { "unknown", sell_unknown },
    { "drop", sell_drop },     { "discount", sell_discount }, { "pay", sell_pay },
    { "park", sell_park },     { "resume", sell_resume },     { "void", sell_void },
    { "refund", sell_refund }, { "total", sell_total },       { "quit", sell_quit },
};

/* Words are cut in place; `rest` is copied before, because names hold spaces. */
static bool line_split(struct counter *counter, char *line, char *rest, struct err *err)
{
    char *at = line + strcspn(line, " \t");

    snprintf(rest, LINE_MAX_BYTES, "%s", at + strspn(at, " \t"));
    counter->rest = rest;
    counter->word_count = 0;
    for (char *word = strtok_r(line, " \t", &at); word; word = strtok_r(NULL, " \t", &at)) {
        if (counter->word_count == WORDS_MAX)
            return err_fail(err, ERR_USAGE, _("ligne trop longue"));
        counter->words[counter->word_count++] = word;
    }
    return true;
}

static bool line_run(struct counter *counter, char *line, struct err *err)
{
    char rest[LINE_MAX_BYTES];

    if (!text_is_clean(line))
        return err_fail(err, ERR_USAGE, _("ligne illisible : écrire en UTF-8"));
    if (!line_split(counter, line, rest, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(VERBS); i++)
        if (counter->word_count > 0 && strcmp(VERBS[i].name, counter->words[0]) == 0)
            return VERBS[i].run(counter, err);
    return err_fail(
        err, ERR_USAGE,
        _("commande inconnue : add scan unknown drop discount pay park resume void refund "
          "total quit"));
}

/*
 * A line without its end. One that is too long, or that holds a zero byte, is
 * read to its end and refused: half of a command is another command.
 */
static bool line_read(char *line, bool *broken)
{
    size_t length = 0;
    int byte;

    *broken = false;
    while ((byte = getchar()) != EOF && byte != '\n') {
        if (byte == '\0' || length == LINE_MAX_BYTES - 1)
            *broken = true;
        else
            line[length++] = (char)byte;
    }
    if (length > 0 && line[length - 1] == '\r')
        length--;
    line[length] = '\0';
    return byte != EOF || length > 0 || *broken;
}

static bool line_answer(struct counter *counter, char *line, bool broken, struct err *err)
{
    struct err why = ERR_EMPTY;

    counter->saved = counter->ticket;
    if (broken)
        err_fail(&why, ERR_USAGE, "%s", _("ligne trop longue ou illisible"));
    if (broken || !line_run(counter, line, &why)) {
        counter->ticket = counter->saved;
        printf("error %s\n", why.text);
    } else {
        puts(counter->answer);
    }
    if (fflush(stdout) == 0)
        return true;
    return err_fail(err, ERR_STORAGE, _("La sortie ne s'écrit pas : vérifier le disque."));
}

static bool sell_lines(struct till *till, struct err *err)
{
    struct counter *counter = calloc(1, sizeof *counter); /* two tickets: 80 KiB */
    char line[LINE_MAX_BYTES];
    bool broken;
    bool good = true;

    if (!counter)
        abort();
    counter->till = till;
    ticket_init(&counter->ticket);
    while (good && !counter->done && line_read(line, &broken))
        good = line_answer(counter, line, broken, err);
    /* A ticket whose total was shown leaves its trace even when nobody finishes it. */
    good = good && till_void(till, &counter->ticket, err);
    free(counter);
    return good;
}

/* The same on the practice chain: nothing of it is real. */
static bool practice_lines(struct till *till, struct err *err)
{
    char tutor[ACTOR_MAX];

    memcpy(tutor, till->actor.tutor, sizeof tutor);
    if (!till_set_practice(till, true, tutor, err))
        return false;

    bool good = sell_lines(till, err);

    return till_set_practice(till, false, tutor, err) && good;
}

static bool sell_run(struct command *command, struct err *err)
{
    const char *seller = command_value(command, "--seller");
    const char *tutor = command_value(command, "--as");
    bool practice = command_has(command, "--practice");
    struct book book;

    if (!command_write_book(command, &book, err))
        return false;

    bool good = command_sign_in(&book.till,
                                seller  ? seller
                                : tutor ? tutor
                                        : AS_ANIMATOR,
                                seller && tutor ? tutor : "", err) &&
                clock_doubt_tell(&book.till, err) &&
                (practice ? practice_lines(&book.till, err) : sell_lines(&book.till, err));

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_SELL = {
    .name = "sell",
    .usage = "BOOK [--seller BADGE] [--as WHO] [--practice]",
    .summary =
        N_("Vend selon les lignes de l'entrée standard : add scan unknown drop discount pay park "
           "resume void refund total quit."),
    .detail = "add CODE [QUANTITY] [@PRICE] [-DISCOUNT|-N%]\n"
              "scan BARCODE\n"
              "unknown PRICE RATE [LABEL]\n"
              "drop LINE\n"
              "discount E|N%\n"
              "pay cash E | pay card E [SLIP] | pay cheque E [NUMBER] | pay voucher E [NUMBER]\n"
              "park NAME | resume NAME | void\n"
              "refund TICKET [LINE QUANTITY]…\n"
              "total\n"
              "quit",
    .options = " --seller= --as= --practice ",
    .argument_min = 1,
    .argument_max = 1,
    .run = sell_run,
};
