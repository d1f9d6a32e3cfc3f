/* What is said of the commands: one catalogue for help, man pages and completion. */
#include "pos/acts/intake.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_option_of_every_command_has_its_words(void **state)
{
    struct shell *shell = *state;

    /* Name, value and words: the value may be empty, the words never. */
    shell_do(shell, "$F help --table | awk -F'\\t' '$1 == \"option\" && $4 == \"\"'", NULL);
    assert_string_equal(shell->out, "");
    shell_do(shell, "$F help --table | grep -c '^option'", NULL);
    assert_true(atoi(shell->out) > 60);
}

static void every_command_explains_itself_in_both_languages(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "for c in $($F help --table | awk -F'\\t' '$1 == \"command\" { print $2 }'); do"
             " $F help $c >fr || echo $c; $F $c --help --lang en >en || echo $c;"
             " cmp -s fr en && echo same $c; done; true",
             NULL);
    assert_string_equal(shell->out, "");
}

static void the_short_options_are_understood(void **state)
{
    struct shell *shell = *state;

    assert_non_null(strstr(shell_do(shell, "$F -V", NULL), "flashcoop "));
    assert_non_null(strstr(shell_do(shell, "$F -h", NULL), "flashcoop close"));
    assert_non_null(strstr(shell_do(shell, "$F close -h", NULL), "flashcoop close BOOK"));
    assert_non_null(strstr(shell_do(shell, "$F sell b.flashcoop --help", NULL), "flashcoop sell"));
    assert_non_null(strstr(shell_do(shell, "$F new --name --help -h", NULL), "flashcoop new"));
}

/* What the reader itself says that it knows, when a file has a column that nobody knows. */
static void help_names_every_column_that_an_import_reads(void **state)
{
    struct shell *shell = *state;
    size_t count;
    const struct intake_kind *kinds = intake_kinds(&count);

    shell_do(shell, "$F new b.flashcoop --name N --host H && printf 'zzz\n1\n' >f.csv", NULL);
    for (size_t i = 0; i < count; i++) {
        char line[600];

        /* A name stands in its line of help, or in the lines below it that begin with a space. */
        snprintf(line, sizeof line,
                 "$F help import | awk '$1 == \"%s\" || (on && /^ +[^ -]/) { on = 1; print; next }"
                 " { on = 0 }' | tr -c 'a-z_\\n' '\\n' >said; "
                 "$F import b.flashcoop %s f.csv 2>&1 | sed -n 's/.*nom connu : //p' | "
                 "tr -d ' .' | tr ',' '\\n' | sort >known; test -s known && "
                 "sort said | comm -23 known - | sed 's/^/%s /'",
                 kinds[i].name, kinds[i].name, kinds[i].name);
        assert_string_equal(shell_do(shell, line, NULL), "");
        snprintf(line, sizeof line, "$F help template | tr '|' ' ' | grep -qw %s", kinds[i].name);
        shell_do(shell, line, NULL);
    }
}

static void the_usage_of_every_command_names_all_its_options_and_no_other(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "$F help --table | awk -F'\t' '"
             "$1 == \"command\" { end(); name = $2; usage = $3; known = \" \" }"
             "$1 == \"option\" { known = known $2 \" \" }"
             "END { end() }"
             "function end(   words, n, i, list) {"
             " list = usage; gsub(/[^-a-z]+/, \" \", list); n = split(list, words, \" \");"
             " list = \" \" list \" \";"
             " for (i = 1; i <= n; i++)"
             "  if (words[i] ~ /^-+[a-z]/ && !index(known, \" \" words[i] \" \"))"
             "  print name \" lists no \" words[i];"
             " n = split(known, words, \" \");"
             " for (i = 1; i <= n; i++) if (!index(list, \" \" words[i] \" \"))"
             "  print name \" uses no \" words[i] }'",
             NULL);
    assert_string_equal(shell->out, "");
}

static void no_english_sentence_stands_in_french_help(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "for c in '' $($F help --table | awk -F'\t' '$1 == \"command\" { print $2 }'); do"
             " $F help $c | grep -wE 'the|is|are|with|all|other|beside|lines|of' | grep -v '[|,]'"
             " | sed \"s/^/$c: /\"; done; true",
             NULL);
    assert_string_equal(shell->out, "");
}

static void a_width_that_no_roll_has_is_refused(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F print b.flashcoop setup -o s.bin --width 42", NULL), 2);
    shell_do(shell, "$F print b.flashcoop setup -o s.bin --width 58 && test -s s.bin", NULL);
}

static void help_says_where_the_books_are(void **state)
{
    struct shell *shell = *state;

    assert_non_null(strstr(shell_do(shell, "$F help", NULL), "dossier Flashcoop"));
    assert_non_null(strstr(shell_do(shell, "$F help --lang en", NULL), "Flashcoop folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_option_of_every_command_has_its_words, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(every_command_explains_itself_in_both_languages,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(the_short_options_are_understood, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(help_names_every_column_that_an_import_reads, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(
            the_usage_of_every_command_names_all_its_options_and_no_other, shell_set_up,
            shell_tear_down),
        cmocka_unit_test_setup_teardown(no_english_sentence_stands_in_french_help, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(a_width_that_no_roll_has_is_refused, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(help_says_where_the_books_are, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
