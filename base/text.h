/*
 * UTF-8 text from people and files: judged once at the border, then trusted.
 * Columns are terminal columns: an accent takes one, a zero-width mark none.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/err.h"

#include <stdint.h>

/* Valid UTF-8 without control characters (tab and newline included). */
bool text_is_clean(const char *text);

/* Nothing in it is unseen: no mark of direction, no width of nothing, no other end of line. */
bool text_is_plain(const char *text);
/* For a terminal: a `?` in the place of what is broken, unseen or would be obeyed. */
void text_show_unseen(char *text);
bool text_char_is_shown(uint32_t code_point);

enum { TEXT_BROKEN = 0xFFFD };

/* The next code point; advances `*text`. TEXT_BROKEN for a broken byte; 0 at the end. */
uint32_t text_next(const char **text);

/* Text that comes byte by byte; begins as zero. */
struct text_stream {
    char bytes[5]; /* of a character that has begun, and a NUL */
    int count;
};

/* True when `byte` ends a character. A broken one is dropped as soon as it shows; what follows is
 * read. */
bool text_take_byte(struct text_stream *stream, unsigned char byte, uint32_t *code_point);

/* Appends the UTF-8 of `code_point`; returns the bytes written, 1..4. */
size_t text_put(uint32_t code_point, char out[4]);

/* Terminal columns, 0 for marks (U+200C included), 2 for wide characters. */
int text_char_width_cols(uint32_t code_point);
int text_width_cols(const char *text);

/* The bytes of the longest start of `text` that fits in `width_cols`. */
size_t text_fit_bytes(const char *text, int width_cols);

/*
 * Whether a line of `text` may end before its byte `at`, a space. French never breaks before what
 * ends a sentence, within guillemets, or between a figure and its unit: sentences are written with
 * plain spaces, and whoever breaks lines asks here.
 */
bool text_breaks_at(const char *text, size_t at);

/* `text` for comparing: small letters without accents, a space for all that is neither letter nor
 * digit. Other scripts stay as they are. */
void text_fold(const char *text, char *out, size_t room);

/* The bytes of the longest start of `text` that an array of `room` bytes holds with its NUL. */
size_t text_room_bytes(const char *text, size_t room);

/*
 * `text` without the small pictures of telephones, which few fonts write, as much as `room` holds.
 * Text that is nothing else stays as it is.
 */
void text_drop_pictures(const char *text, char *out, size_t room);

/* How many bytes of `text` fit in `most` without cutting a character: for "%.*s". */
int text_start_bytes(const char *text, int most);

/*
 * What people write in their own script: an array of TEXT_ROOM(n) holds n
 * characters, whichever they are.
 */
enum { TEXT_BYTES_MAX = 4 };
#define TEXT_ROOM(characters) (TEXT_BYTES_MAX * (characters) + 1)
enum { TEXT_WORDS_ROOM = TEXT_ROOM(40) };

/* Nothing but spaces, of whatever width: it says nothing. */
bool text_is_blank(const char *text);

/*
 * Copy a field into a sized array, trimming spaces at both ends. ERR_INPUT: too long, or not clean
 * text; `what` names the field. A room of TEXT_WORDS_ROOM or more holds words, and is counted in
 * characters; a smaller one holds a code, and is counted in bytes.
 */
bool text_copy(char *out, size_t room, const char *text, const char *what,
               struct err *err) MUST_CHECK;

/* The same, counted in characters whatever the room. */
bool text_copy_words(char *out, size_t room, const char *text, const char *what,
                     struct err *err) MUST_CHECK;

#endif
