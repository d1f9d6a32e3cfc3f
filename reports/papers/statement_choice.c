#include "reports/papers/statement_choice.h"

#include "base/lang.h"
#include "programme/records.h"

enum { WORD_MAX = 12 };

bool statement_choice_is_settled(const struct statement_choice *choice)
{
    return (choice->answers[STATEMENT_PLAIN] > 0) != (choice->answers[STATEMENT_PRINTED] > 0);
}

static bool answers_count(struct db *db, const struct statements *statements,
                          struct statement_choice *choice, struct err *err)
{
    for (int i = 0; i < statements->count; i++) {
        const struct statement *statement = &statements->list[i];
        struct impact impact;

        if (!records_impact(db, statement->id, &impact, err))
            return false;
        choice->answers[statement->original ? STATEMENT_PRINTED : STATEMENT_PLAIN] +=
            impact_answered(&impact) + impact.unknown;
    }
    return true;
}

bool statement_choice_read(struct db *db, const struct statements *statements,
                           struct statement_choice *out, struct err *err)
{
    struct statement_choice choice = { .words = STATEMENT_PLAIN };
    char word[WORD_MAX];

    if (!answers_count(db, statements, &choice, err) ||
        !setting_find(db, STATEMENTS_SETTING, word, sizeof word, err))
        return false;
    choice.is_chosen = statement_words_parse(word, &choice.words);
    if (statement_choice_is_settled(&choice)) {
        choice.words = choice.answers[STATEMENT_PLAIN] > 0 ? STATEMENT_PLAIN : STATEMENT_PRINTED;
        choice.is_chosen = true;
    }
    *out = choice;
    return true;
}

bool statement_choice_put(struct till *till, const struct statements *statements,
                          enum statement_words words, struct err *err)
{
    struct statement_choice choice;

    if (!till_check(till, ACTION_PEOPLE, err) ||
        !statement_choice_read(till->db, statements, &choice, err))
        return false;
    if (statement_choice_is_settled(&choice) && words != choice.words)
        return err_fail(err, ERR_CLOSED,
                        _("La session a déjà des réponses avec ces mots : ils restent les mêmes."));
    if (!till_batch_begin(till, err))
        return false;

    bool good = setting_put(&till->real, STATEMENTS_SETTING, statement_words_word(words),
                            &till->actor, till_now(till), err);

    return till_batch_end(till, good, err) && good;
}
