/*
 * A file for an accounting program, described by data: which columns, how
 * wide, in which character set, with which dates and signs. The FEC is one.
 *
 * A description is a text (reports/presets/README.md says its words); those of
 * the program are carried inside it, others are read from a file.
 */
#ifndef REPORTS_PRESET_H
#define REPORTS_PRESET_H

#include "base/buf.h"
#include "reports/accounts/account_line.h"

enum {
    PRESET_NAME_MAX = 24,
    PRESET_WORD_MAX = 64,
    PRESET_BLOCKS_MAX = 6,
    PRESET_COLUMNS_MAX = 48,
    PRESET_FILES_MAX = 3
};

/* What makes one line of the file. */
enum preset_each { EACH_LINE, EACH_SECTION, EACH_ACCOUNT, EACH_PARTY };
enum preset_quote { QUOTE_NONE, QUOTE_ALL, QUOTE_TEXT, QUOTE_NEEDED };

struct preset_column {
    char heading[PRESET_WORD_MAX];
    char field[PRESET_WORD_MAX];
    char date[12];              /* "AAAAMMJJ" */
    char zero[PRESET_WORD_MAX]; /* instead of an amount of 0 */
    int width;                  /* padded and cut to it, 0 free */
    int most;                   /* cut to it, 0 free */
    int fill;                   /* of an account: zeros at the end up to it */
    bool right;                 /* pads before */
    char pad;                   /* ' ' or '0' */
    bool plain;                 /* never quoted */
    bool cut;                   /* a code too long is cut, not refused */
    bool third;                 /* empty where the line has no third party */
};

struct preset_block {
    enum preset_each each;
    struct preset_column columns[PRESET_COLUMNS_MAX];
    int column_count;
};

struct preset_file {
    char name[PRESET_WORD_MAX];
    char before[PRESET_BLOCKS_MAX][PRESET_WORD_MAX]; /* lines that stand above all */
    int before_count;
    int company; /* above all the host's name on so many characters, 0 not */
    struct preset_block blocks[PRESET_BLOCKS_MAX];
    int block_count;
    bool has_header;
};

struct preset {
    char name[PRESET_NAME_MAX];
    char title[LABEL_MAX];
    char encoding[PRESET_WORD_MAX]; /* of iconv; "" ASCII without accents */
    bool has_bom;
    char separator[4];
    enum preset_quote quote;
    char decimal; /* ',' '.' or 'c' for cents without a sign */
    char date[12];
    char newline[3];
    bool sections_of_all; /* else only of classes 6 and 7 */
    struct preset_file files[PRESET_FILES_MAX];
    int file_count;
};

/* "caerp", or the path of a description. ERR_NOT_FOUND names the known ones. ERR_INPUT: the line.
 */
bool preset_read(const char *name, struct preset *out, struct err *err) MUST_CHECK;
/* Of the i-th of ours; NULL at the end. */
const char *preset_name(int i);

/* Whether every code fits in each of its files. */
bool preset_fits(const struct preset *preset, const struct account_lines *lines);
/* Write file `i`. ERR_INPUT: a code does not fit, with what to do. */
bool preset_put(const struct preset *preset, int i, const struct account_lines *lines,
                struct buf *out, struct err *err) MUST_CHECK;

#endif
