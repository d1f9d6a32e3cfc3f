/* How the program and its plugins were linked: what a fault in them could be used for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>

/* Instrumented code is linked in its own way, and goes to nobody. */
#define EACH                                                                                       \
    "nm \"$FLASHCOOP\" | grep -qE '__asan_init|__gcov_init' && exit 0; d=$(dirname "               \
    "\"$FLASHCOOP\"); "                                                                            \
    "for f in \"$FLASHCOOP\" $d/libflashcoop-paper.so $d/libflashcoop-hub.so; do "

static void nothing_that_is_linked_can_be_written_over(void **state)
{
    (void)state;
    assert_int_equal(system(EACH "readelf -lW $f | grep -q GNU_RELRO || exit 1; "
                                 "readelf -dW $f | grep -qE 'BIND_NOW|FLAGS.*NOW' || exit 2; done"),
                     0);
}

static void it_lies_anywhere_in_memory_and_its_stack_is_no_code(void **state)
{
    (void)state;
    assert_int_equal(system(EACH "readelf -hW $f | grep -q 'Type: *DYN' || exit 1; "
                                 "readelf -lW $f | grep GNU_STACK | grep -q 'RW ' || exit 2; done"),
                     0);
}

/* Asked of our own objects: Debian's start files, linked before them, do not bear the mark. */
static void calls_and_returns_are_guarded_where_the_processor_can(void **state)
{
    (void)state;
    assert_int_equal(system(EACH "nm -D $f | grep -q __stack_chk_fail || exit 1; done; "
                                 "[ $(uname -m) != x86_64 ] || readelf -nW $d/libflashcoop.a | "
                                 "awk '/^File/ { n++ } /IBT, SHSTK/ { k++ } END { exit n != k }'"),
                     0);
}

static void no_folder_of_the_machine_that_built_it_stands_in_it(void **state)
{
    (void)state;
    assert_int_equal(system(EACH "! readelf --debug-dump=info $f 2>/dev/null | grep -q \"$PWD\" && "
                                 "! strings -a $f | grep -qF \"$PWD/\" || exit 1; done"),
                     0);
}

/* A clock, a chance or keys that come from the environment would be a way in. */
static void what_tests_can_set_is_unknown_to_the_program_that_people_run(void **state)
{
    (void)state;
    assert_int_equal(system("d=$(dirname \"$FLASHCOOP\"); for v in CLOCK CHANCE RECORD REPLAY; do "
                            "grep -qa FLASHCOOP_$v \"$FLASHCOOP\" || exit 1; "
                            "! grep -qa FLASHCOOP_$v $d/flashcoop || exit 2; done"),
                     0);
}

static void what_makes_packages_is_named_before_anything_is_made(void **state)
{
    (void)state;
    assert_int_equal(system("d=$(mktemp -d); for t in sh dirname git cc mktemp; do ln -s $(command "
                            "-v $t) $d/; done; sh=$(command -v sh); PATH=$d $sh scripts/deb.sh "
                            "$d/out 2>$d/said && exit 1; grep -q 'apt-get install .* lintian' "
                            "$d/said && test ! -e .$d/out; n=$?; rm -r $d; exit $n"),
                     0);
}

/* The command that make would run, in a folder that links to all that is here; whatever make was
 * told that runs this test. */
static void a_folder_of_any_name_is_one_to_build_in(void **state)
{
    (void)state;
    assert_int_equal(system("d=$(mktemp -d)/\"l'été d'Ana & Léo\" && mkdir \"$d\" && "
                            "ln -s \"$PWD\"/* \"$d\" && rm -f \"$d/build\" && "
                            "env -u MAKEFLAGS -u BUILD make -s -n -C \"$d\" build/base/day.o "
                            ">\"$d/said\" && cd \"$d\" && "
                            "grep -e ' -c -o build/base/day.o' said | "
                            "sed 's/ -c -o [^ ]*/ -fsyntax-only/' >line && "
                            "test $(wc -l <line) = 1 && sh -e line; n=$?; "
                            "rm -r \"${d%/*}\"; exit $n"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_that_is_linked_can_be_written_over),
        cmocka_unit_test(it_lies_anywhere_in_memory_and_its_stack_is_no_code),
        cmocka_unit_test(calls_and_returns_are_guarded_where_the_processor_can),
        cmocka_unit_test(no_folder_of_the_machine_that_built_it_stands_in_it),
        cmocka_unit_test(what_tests_can_set_is_unknown_to_the_program_that_people_run),
        cmocka_unit_test(what_makes_packages_is_named_before_anything_is_made),
        cmocka_unit_test(a_folder_of_any_name_is_one_to_build_in),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
