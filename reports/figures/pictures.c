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
    struct picture picture;
};

struct pictures {
    struct picture drawings[DRAWINGS];
    struct own_picture *own; /* owned */
    int own_count;
    bool has_drawings;
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

static void own_add(struct pictures *pictures, int *room, const char *code, const void *png,
                    size_t length)
{
    struct own_picture *own;

    if (pictures->own_count == *room) {
        own = realloc(pictures->own, (size_t)(*room + 16) * sizeof *own);
        if (!own)
            return; /* its drawing will do */
        pictures->own = own;
        *room += 16;
    }
    own = &pictures->own[pictures->own_count];
    if (strlen(code) >= sizeof own->code || !picture_read(png, length, &own->picture))
        return; /* not one that was made small here: the mark will do */
    memcpy(own->code, code, strlen(code) + 1);
    pictures->own_count++;
}

static void own_forget(struct pictures *pictures)
{
    for (int i = 0; i < pictures->own_count; i++)
        picture_release(&pictures->own[i].picture);
    free(pictures->own);
    pictures->own = NULL;
    pictures->own_count = 0;
}

bool pictures_load(struct pictures **pictures, struct db *db, struct err *err)
{
    static const char SQL_ALL[] = "SELECT code, png FROM product_picture ORDER BY code";
    struct pictures *all = *pictures;
    struct stmt query;
    int room = 0;

    if (!all) {
        all = *pictures = calloc(1, sizeof *all);
        if (!all)
            return err_fail(err, ERR_STORAGE,
                            _("Mémoire insuffisante : fermer un autre programme."));
        all->has_drawings =
            picture_read_sheet(SHEET, sizeof SHEET, DRAWING_SIDE, DRAWINGS, all->drawings);
    }
    own_forget(all);
    query = db_prepare(db, SQL_ALL, err);
    while (stmt_next(&query)) {
        size_t length;
        const void *png = stmt_blob(&query, 1, &length);

        own_add(all, &room, stmt_text(&query, 0), png, length);
    }
    return stmt_finish(&query);
}

void pictures_release(struct pictures *pictures)
{
    if (!pictures)
        return;
    own_forget(pictures);
    picture_release(&pictures->drawings[0]);
    free(pictures);
}

const struct picture *pictures_of_product(const struct pictures *pictures, const char *code,
                                          const char *label)
{
    int drawing;

    if (!pictures)
        return NULL;
    for (int i = 0; i < pictures->own_count; i++)
        if (strcmp(pictures->own[i].code, code) == 0)
            return &pictures->own[i].picture;
    drawing = pictures->has_drawings ? drawing_of_label(label) : -1;
    return drawing >= 0 ? &pictures->drawings[drawing] : NULL;
}

const struct picture *pictures_of_badge(const struct pictures *pictures, int position)
{
    if (!pictures || !pictures->has_drawings || position < 1)
        return NULL;
    return &pictures->drawings[BADGE_FIRST + (position - 1) % BADGES];
}

const struct picture *pictures_drawing(const struct pictures *pictures, int rank)
{
    return pictures && pictures->has_drawings ? &pictures->drawings[rank] : NULL;
}

void drawing_word(int rank, char out[DRAWING_WORD_MAX])
{
    const char *at = (const char *)WORDS;

    for (; rank > 0; rank--)
        at += strcspn(at, "\n") + 1;
    at += strcspn(at, ",") + 1;
    snprintf(out, DRAWING_WORD_MAX, "%.*s", (int)strcspn(at, " \n"), at);
}
