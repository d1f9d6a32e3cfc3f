#include "reports/figures/pictures.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/product_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Noto Color Emoji, drawn once: every machine shows the same, and none needs the font. */
static const unsigned char SHEET[] = {
#include "reports/figures/drawings.png.inc"
};
static const unsigned char WORDS[] = {
#include "reports/figures/drawings.csv.inc"
};

enum {
    DRAWING_SIDE = 24,
    DRAWINGS = 64,
    BADGE_FIRST = DRAWINGS_OF_GOODS,
    BADGES = 15,
    WORD_MAX = 64
};

struct own_picture {
    char code[CODE_MAX];
    void *png; /* owned; NULL: it cannot be read */
    size_t length;
    struct picture picture; /* empty until it is asked for */
    long asked;             /* when a screen last did; 0: a paper, for which it stays */
};

/* The built-in drawings, read when one is asked for. */
struct sheet {
    struct picture drawings[DRAWINGS];
    bool is_tried, is_good;
    long asked; /* the clock of own_picture */
};

/* Behind the pointers lies what asking fills. */
struct pictures {
    struct sheet *sheet;     /* owned */
    struct own_picture *own; /* owned */
    int own_count;
};

/* The line that holds the word among those after its comma; -1: none. */
static int line_of_word(const char *word)
{
    size_t length = strlen(word);
    int line = 0;

    for (const char *at = (const char *)WORDS; *at; at += *at == '\n', line++) {
        const char *end = at + strcspn(at, "\n");

        for (at += strcspn(at, ",\n"); at < end;) {
            size_t span = strcspn(++at, " \n");

            if (span == length && strncmp(at, word, length) == 0)
                return line;
            at += span;
        }
    }
    return -1;
}

int drawing_of_label(const char *label)
{
    char folded[LABEL_MAX * 2];
    char *rest = folded;

    text_fold(label, folded, sizeof folded);
    for (char *word = strtok_r(rest, " ,.'()/", &rest); word;
         word = strtok_r(NULL, " ,.'()/", &rest)) {
        int line = line_of_word(word);

        if (line >= 0)
            return line;
    }
    return -1;
}

static void own_release(struct own_picture *own, int count)
{
    for (int i = 0; i < count; i++) {
        picture_release(&own[i].picture);
        free(own[i].png);
    }
    free(own);
}

/* As it was read before, pixels and all, when it is still the same. */
static bool own_moved(struct own_picture *to, struct own_picture *old, int old_count)
{
    for (int i = 0; i < old_count; i++)
        if (old[i].length == to->length && old[i].png && strcmp(old[i].code, to->code) == 0 &&
            memcmp(old[i].png, to->png, to->length) == 0) {
            free(to->png);
            *to = old[i];
            old[i] = (struct own_picture){ .png = NULL };
            return true;
        }
    return false;
}

static bool own_take(struct own_picture *out, const char *code, const void *png, size_t length)
{
    int width, height;

    if (strlen(code) >= sizeof out->code || !picture_sides(png, length, &width, &height) ||
        width > PICTURE_SIDE || height > PICTURE_SIDE)
        return false; /* not one that was made small here: the mark will do */
    *out = (struct own_picture){ .png = malloc(length), .length = length };
    if (!out->png)
        return false;
    memcpy(out->png, png, length);
    memcpy(out->code, code, strlen(code) + 1);
    return true;
}

static void own_add(struct pictures *pictures, const struct own_picture *own)
{
    enum { STEP = 16 };

    if (pictures->own_count % STEP == 0) {
        void *more =
            realloc(pictures->own, (size_t)(pictures->own_count + STEP) * sizeof *pictures->own);

        if (!more) { /* its drawing will do */
            free(own->png);
            return;
        }
        pictures->own = more;
    }
    pictures->own[pictures->own_count++] = *own;
}

static bool pictures_begin(struct pictures **pictures)
{
    if (*pictures)
        return true;
    *pictures = calloc(1, sizeof **pictures);
    if (*pictures)
        (*pictures)->sheet = calloc(1, sizeof *(*pictures)->sheet);
    return *pictures && (*pictures)->sheet;
}

bool pictures_load(struct pictures **pictures, struct db *db, struct err *err)
{
    static const char SQL_ALL[] = "SELECT code, png FROM product_picture ORDER BY code";
    struct own_picture *old;
    struct stmt query;
    int old_count;

    if (!pictures_begin(pictures))
        return err_fail(err, ERR_STORAGE, _("Mémoire insuffisante : fermer un autre programme."));
    old = (*pictures)->own;
    old_count = (*pictures)->own_count;
    (*pictures)->own = NULL;
    (*pictures)->own_count = 0;
    query = db_prepare(db, SQL_ALL, err);
    while (stmt_next(&query)) {
        struct own_picture own;
        size_t length;
        const void *png = stmt_blob(&query, 1, &length);

        if (!own_take(&own, stmt_text(&query, 0), png, length))
            continue;
        own_moved(&own, old, old_count);
        own_add(*pictures, &own);
    }
    own_release(old, old_count);
    return stmt_finish(&query);
}

void pictures_release(struct pictures *pictures)
{
    if (!pictures)
        return;
    own_release(pictures->own, pictures->own_count);
    if (pictures->sheet)
        picture_release(&pictures->sheet->drawings[0]);
    free(pictures->sheet);
    free(pictures);
}

/* -- Pixels. -- */

static const struct picture *drawing_at(const struct pictures *pictures, int rank)
{
    struct sheet *sheet = pictures->sheet;

    if (!sheet->is_tried)
        sheet->is_good =
            picture_read_sheet(SHEET, sizeof SHEET, DRAWING_SIDE, DRAWINGS, sheet->drawings);
    sheet->is_tried = true;
    return sheet->is_good ? &sheet->drawings[rank] : NULL;
}

static const struct picture *own_pixels(struct own_picture *own)
{
    if (own->picture.rgba || !own->png)
        return own->picture.rgba ? &own->picture : NULL;
    if (picture_read(own->png, own->length, &own->picture))
        return &own->picture;
    free(own->png);
    own->png = NULL;
    return NULL;
}

/* Room for one more that a screen asks for: the pixels that none asked for longest go. */
static void own_make_room(const struct pictures *pictures)
{
    struct own_picture *oldest = NULL;
    int kept = 0;

    for (int i = 0; i < pictures->own_count; i++) {
        struct own_picture *own = &pictures->own[i];

        if (!own->picture.rgba || own->asked == 0)
            continue;
        kept++;
        if (!oldest || own->asked < oldest->asked)
            oldest = own;
    }
    if (kept >= PICTURES_KEPT)
        picture_release(&oldest->picture);
}

int pictures_rank(const struct pictures *pictures, const char *code, const char *label)
{
    if (!pictures)
        return PICTURE_NONE;
    for (int i = 0; i < pictures->own_count; i++)
        if (strcmp(pictures->own[i].code, code) == 0)
            return DRAWINGS + i;
    return drawing_of_label(label);
}

const struct picture *pictures_at(const struct pictures *pictures, int rank)
{
    struct own_picture *own;
    bool is_held;

    if (!pictures || rank < 0 || rank - DRAWINGS >= pictures->own_count)
        return NULL;
    if (rank < DRAWINGS)
        return drawing_at(pictures, rank);
    own = &pictures->own[rank - DRAWINGS];
    is_held = own->picture.rgba && own->asked == 0;
    if (!own->picture.rgba)
        own_make_room(pictures);
    if (!is_held)
        own->asked = ++pictures->sheet->asked;
    return own_pixels(own);
}

const struct picture *pictures_of_product(const struct pictures *pictures, const char *code,
                                          const char *label)
{
    int rank = pictures_rank(pictures, code, label);

    if (rank < DRAWINGS)
        return pictures_at(pictures, rank);
    pictures->own[rank - DRAWINGS].asked = 0;
    return own_pixels(&pictures->own[rank - DRAWINGS]);
}

const struct picture *pictures_of_badge(const struct pictures *pictures, int position)
{
    if (!pictures || position < 1)
        return NULL;
    return drawing_at(pictures, BADGE_FIRST + (position - 1) % BADGES);
}

const struct picture *pictures_drawing(const struct pictures *pictures, int rank)
{
    return pictures ? drawing_at(pictures, rank) : NULL;
}

void drawing_word(int rank, char out[DRAWING_WORD_MAX])
{
    const char *at = (const char *)WORDS;

    for (; rank > 0; rank--)
        at += strcspn(at, "\n") + 1;
    at += strcspn(at, ",") + 1;
    snprintf(out, DRAWING_WORD_MAX, "%.*s", (int)strcspn(at, " \n"), at);
}
