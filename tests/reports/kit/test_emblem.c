/* Who pays with European money has its emblem and sentence on what leaves the group. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Three blue dots by two. */
#define FLAG_PNG                                                                                   \
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAD0lEQVR4nGNgMJ4JRXAWACxOBMm2YQzdAAAAAElFTkSu" \
    "QmCC"

/* European money is named on every paper of the action, sign-in sheets included. */
static void european_money_is_named_on_every_paper(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "partners.csv",
                "key,kind,name,roles,logo\nue,organisation,Union,fund,flag.png\n");
    shell_do(shell, "$F new b.flashcoop --name Éclair --host CAE", NULL);
    shell_do(shell,
             "echo '" FLAG_PNG "' | base64 -d > flag.png; $F set b.flashcoop logo flag.png && "
             "$F import b.flashcoop participants - && $F import b.flashcoop partners partners.csv",
             "badge,name\nP1,Awa\nP2,Ali\n");
    shell_do(shell,
             "$F kit b.flashcoop -o k >o 2>e; $F report b.flashcoop papers -o p >o 2>e; "
             "$F report b.flashcoop session -o r.pdf; for f in r.pdf k/*.pdf p/*.pdf p/*/*.pdf; do "
             "n=$(pdfinfo \"$f\" | "
             "sed -n 's/^Pages: *//p'); for i in $(seq $n); do pdftotext -f $i -l $i \"$f\" - | "
             "tr '\\n' ' ' | grep -q \"Cofinancé par l'Union européenne\" || echo \"$f $i\"; "
             "done; done; for f in k/*.odt; do unzip -p $f content.xml | "
             "grep -q \"Cofinancé par l'Union européenne\" || echo $f; done",
             NULL);
    assert_string_equal(shell->out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(european_money_is_named_on_every_paper, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
