#include "reports/accounts/account_codes.h"

#include "base/lang.h"
#include "reports/accounts/number_register.h"

#include <stdio.h>
#include <string.h>

struct code_choice {
    struct till *const *tills;
    const struct account_lines *known;
    char (*codes)[SESSION_CODE_MAX]; /* those before `index` are settled */
    int index;
};

static const char *book_of(const struct code_choice *choice, int i)
{
    return choice->tills[i]->session.id;
}

static bool code_is_taken(const struct code_choice *choice, const char *code)
{
    const char *book = book_of(choice, choice->index);

    for (int i = 0; i < choice->index; i++)
        if (strcmp(choice->codes[i], code) == 0 && strcmp(book_of(choice, i), book) != 0)
            return true;
    return register_code_is_of_another(choice->known, book, code);
}

/* MAMC26, MAM226, MAM326 … */
static bool code_vary(const struct code_choice *choice, char code[SESSION_CODE_MAX])
{
    size_t at = strlen(code) > 3 ? strlen(code) - 3 : 0;

    for (int turn = 2; turn <= 35 && code_is_taken(choice, code); turn++)
        code[at] = (char)(turn < 10 ? '0' + turn : 'A' + turn - 10);
    return !code_is_taken(choice, code);
}

/* In the register, or of another till's copy of the same book. */
static const char *code_kept(const struct code_choice *choice)
{
    const char *book = book_of(choice, choice->index);

    for (int i = 0; i < choice->index; i++)
        if (strcmp(book_of(choice, i), book) == 0)
            return choice->codes[i];
    return register_code(choice->known, book);
}

bool account_codes_settle(struct till *const *tills, int count, const struct account_lines *known,
                          char codes[][SESSION_CODE_MAX], struct err *err)
{
    struct code_choice choice = { tills, known, codes, 0 };

    for (; choice.index < count; choice.index++) {
        struct till *till = tills[choice.index];
        char *code = codes[choice.index];

        if (session_is_exercise(&till->session))
            return err_fail(err, ERR_INPUT,
                            _("« %.60s » est un exercice : il n'entre dans aucun compte."),
                            till->session.name);
        snprintf(code, SESSION_CODE_MAX, "%s", code_kept(&choice));
        if (code[0])
            continue;
        if (!session_code(till->db, &till->session, code, err))
            return false;
        if (till->session.code[0] ? code_is_taken(&choice, code) : !code_vary(&choice, code))
            return err_fail(err, ERR_INPUT,
                            _("Deux sessions ont le code %s : en changer un (flashcoop set BOOK "
                              "code)."),
                            code);
    }
    return true;
}
