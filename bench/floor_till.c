/*
 * The floor of the terminal application: the smallest curses till. It opens the book with SQLite,
 * shows its products as a list and a total, echoes digits, moves a bar, and books with Enter.
 * Usage: floor_till BOOK
 */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

enum { ROWS = 20 };

static sqlite3 *db;

static void draw(int selected, int total)
{
    sqlite3_stmt *query = NULL;
    int row = 0;

    sqlite3_prepare_v2(db, "SELECT label, price FROM product ORDER BY position", -1, &query, NULL);
    erase();
    mvaddstr(0, 0, "Bare till");
    while (sqlite3_step(query) == SQLITE_ROW)
        mvprintw(2 + row++, 2, "%-20s %6d", (const char *)sqlite3_column_text(query, 0),
                 sqlite3_column_int(query, 1));
    sqlite3_finalize(query);
    for (; row < ROWS; row++)
        mvprintw(2 + row, 2, "Article %-12d %6d", row, 100 * row);
    mvchgat(2 + selected, 0, 40, A_REVERSE, 0, NULL);
    mvprintw(2, 50, "%8d.00", total);
    refresh();
}

static void book_sale(void)
{
    sqlite3_exec(db, "BEGIN; UPDATE product SET sold = sold + 1000; COMMIT", NULL, NULL, NULL);
}

int main(int count, char **arguments)
{
    int selected = 0;
    int total = 0;
    int key;

    setlocale(LC_ALL, "");
    if (count != 2 || sqlite3_open(arguments[1], &db) != SQLITE_OK)
        return 2;
    sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL", NULL, NULL,
                 NULL);
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    draw(selected, total);
    while ((key = getch()) != 'q') {
        if (key >= '0' && key <= '9')
            total = key - '0';
        if (key == KEY_DOWN)
            selected = (selected + 1) % ROWS;
        if (key == '\n') {
            book_sale();
            total = 0;
            clearok(stdscr, TRUE); /* the next screen, whole */
        }
        draw(selected, total);
    }
    endwin();
    sqlite3_close(db);
    return 0;
}
