/* A receipt on the screen: what it must say, and that a telephone reads it back. */
#include "reports/figures/receipt_qr.h"

#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 4000, SCALE = 4, LIGHT_BORDER = 4 };

static struct buf words_of(struct full_book *book, const char *chain, int64_t number,
                           int64_t prints)
{
    struct buf words = buf_init(WORDS_MAX);
    struct sale sale;

    if (!sale_find(book->db, chain, number, &sale, &book->err))
        fail_msg("%s", book->err.text);
    receipt_words(&book->till.session, &sale, prints, &words);
    assert_true(buf_check(&words, &book->err));
    return words;
}

static void assert_says(const struct buf *words, const char *part)
{
    if (!strstr(buf_text(words), part))
        fail_msg("no « %s » in:\n%s", part, buf_text(words));
}

static void the_words_hold_all_that_a_receipt_must_say(void **state)
{
    struct buf words = words_of(*state, "A", 1, 0);

    assert_says(&words, "Coopérative Exemple\n1 rue du Marché, 49000 Angers\nSIRET 73282932000074\n"
                        "FR44732829320\nMam'Cookies\n");
    assert_says(&words, "A-1 26/11/2019 10:10 coopérative\n");
    assert_says(&words, "2 Cookie « pépites » 2,70 5,5");
    assert_says(&words, "1 Sac; \"brodé\" 10,80 20");
    assert_says(&words, "TOTAL 13,50");
    assert_says(&words, "HT 2,56, TVA 5,5");
    assert_says(&words, "carte 5,00\n");
    assert_says(&words, "espèces 10,00\nRendu 1,50\nORIGINAL 2 lignes flashcoop " VERSION " ");
    assert_null(strstr(buf_text(&words), "certifié"));
    buf_release(&words);
}

static void a_second_one_is_a_duplicate_and_practice_is_said(void **state)
{
    struct buf words = words_of(*state, "A", 5, 2);

    assert_says(&words, "Rembourse le ticket A-1");
    assert_says(&words, "DUPLICATA 2 ");
    buf_release(&words);
    words = words_of(*state, "a", 1, 0);
    assert_says(&words, "FACTICE");
    buf_release(&words);
}

/* Practice prints are said in the real chain of the till, like every print. */
static void a_practice_ticket_counts_its_prints_too(void **state)
{
    struct full_book *book = *state;
    struct sale sale;
    int64_t prints = -1;

    assert_true(sale_find(book->db, "a", 1, &sale, &book->err));
    assert_true(sale_count_prints(book->db, &sale, &prints, &book->err));
    assert_int_equal(prints, 0);
    assert_true(till_note(&book->till, RECORD_PRINT, "a-1", "", 0, &book->err));
    assert_true(sale_count_prints(book->db, &sale, &prints, &book->err));
    assert_int_equal(prints, 1);
}

/* The modules as a picture (PGM), as a screen shows them. */
static void draw(const struct code_matrix *code, const char *path)
{
    int side = (code->size + 2 * LIGHT_BORDER) * SCALE;
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fprintf(file, "P5 %d %d 255\n", side, side);
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            int column = x / SCALE - LIGHT_BORDER;
            int line = y / SCALE - LIGHT_BORDER;
            bool dark = column >= 0 && line >= 0 && column < code->size && line < code->size &&
                        code->dark[line][column];

            fputc(dark ? 0 : 255, file);
        }
    assert_int_equal(fclose(file), 0);
}

static void a_reader_gives_the_same_words_back(void **state)
{
    struct full_book *book = *state;
    struct buf words = words_of(book, "A", 1, 0);
    struct code_matrix code;
    char path[FOLDER_PATH_MAX];
    char command[FOLDER_PATH_MAX + 64];
    char read[WORDS_MAX] = "";
    FILE *pipe;

    if (!receipt_qr_make(buf_text(&words), &code, &book->err))
        fail_msg("%s", book->err.text);
    draw(&code, folder_path(&book->folder, "code.pgm", path));
    snprintf(command, sizeof command, "zbarimg -q --raw '%s'", path);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    read[fread(read, 1, sizeof read - 1, pipe)] = '\0';
    assert_int_equal(pclose(pipe), 0);
    assert_memory_equal(read, buf_text(&words), words.length);
    buf_release(&words);
}

static void what_is_too_long_for_a_code_is_refused_with_another_way(void **state)
{
    struct full_book *book = *state;
    struct code_matrix code;
    char text[WORDS_MAX];

    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(receipt_qr_make(text, &code, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    assert_non_null(strstr(book->err.text, "papier"));
    book->err = ERR_EMPTY;
}

static int setup(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    full_book_play_first_day(book);
    *state = book;
    return 0;
}

static int teardown(void **state)
{
    full_book_remove(*state);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_words_hold_all_that_a_receipt_must_say),
        cmocka_unit_test(a_second_one_is_a_duplicate_and_practice_is_said),
        cmocka_unit_test(a_practice_ticket_counts_its_prints_too),
        cmocka_unit_test(a_reader_gives_the_same_words_back),
        cmocka_unit_test(what_is_too_long_for_a_code_is_refused_with_another_way),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
