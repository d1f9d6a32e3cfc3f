#include "reports/slips/logo.h"

#include "base/lang.h"
#include "base/picture.h"
#include "ledger/elsewhere.h"
#include "programme/logo.h"
#include "reports/print/paper_plugin.h"

#include <stdio.h>
#include <string.h>

enum { HEIGHT_MAX = 160, PICTURE_HEIGHT = 96, WIDTH_MAX = 512 };

struct painted_logo {
    unsigned char rows[WIDTH_MAX / 8 * HEIGHT_MAX];
};

static bool paint(const struct buf *png, struct dots dots, struct painted_logo *storage,
                  struct bitmap *out, struct err *err)
{
    const struct paper_plugin *plugin;
    uint32_t width, height;

    dots.width = dots.width < WIDTH_MAX ? dots.width : WIDTH_MAX;
    dots.rows = storage->rows;
    if (!logo_sides(png, &width, &height))
        return err_fail(err, ERR_INPUT, _("Ce fichier n'est pas une image PNG."));
    if (width > LOGO_SIDE_MAX || height > LOGO_SIDE_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Image trop grande : %u x %u points. Au plus %d de chaque côté."), width,
                        height, LOGO_SIDE_MAX);
    if (!paper_plugin_load(&plugin, err))
        return false;
    if (!plugin->picture_paint(png->data, png->length, &dots))
        return err_fail(err, ERR_INPUT, _("Cette image PNG est abîmée : l'enregistrer à nouveau."));
    *out = (struct bitmap){ dots.width, dots.height, dots.rows };
    return true;
}

static bool file_read(struct buf *png, const char *path, struct err *err)
{
    if (buf_read_file(png, path, err))
        return true;
    if (!png->failed)
        return false;
    *err = ERR_EMPTY;
    return err_fail(err, ERR_INPUT, _("Image trop lourde : au plus %d Ko."), LOGO_BYTES_MAX / 1024);
}

bool logo_change(struct till *till, const char *path, struct err *err)
{
    struct buf png = buf_init(LOGO_BYTES_MAX);
    struct painted_logo painted;
    struct bitmap picture;
    bool good = till_check(till, ACTION_SET_UP, err) && elsewhere_check(till, err);

    if (good && strcmp(path, "none") != 0)
        good = file_read(&png, path, err) &&
               paint(&png, (struct dots){ .width = WIDTH_MAX, .height_max = HEIGHT_MAX }, &painted,
                     &picture, err);
    good = good && logo_store(till->db, &png, err);
    buf_release(&png);
    return good;
}

bool logo_describe(struct db *db, char out[LOGO_TEXT_MAX], struct err *err)
{
    struct buf png = buf_init(LOGO_BYTES_MAX);
    uint32_t width, height;
    bool good = logo_find(db, &png, err);

    if (good && logo_sides(&png, &width, &height))
        snprintf(out, LOGO_TEXT_MAX, "%ux%u", width, height);
    else
        snprintf(out, LOGO_TEXT_MAX, "none");
    buf_release(&png);
    return good;
}

static bool can_draw(const struct escpos *out)
{
    return !out->listener && out->profile.raster;
}

/* Centred; nothing when it does not read. */
static void print(struct escpos *out, const struct buf *png, struct dots dots)
{
    struct err ignored = ERR_EMPTY;
    struct painted_logo painted;
    struct bitmap picture;

    if (!paint(png, dots, &painted, &picture, &ignored))
        return;
    escpos_align(out, ALIGN_CENTRE);
    escpos_bitmap(out, &picture);
    escpos_align(out, ALIGN_LEFT);
}

void logo_print(struct escpos *out, struct db *db)
{
    struct buf png = buf_init(LOGO_BYTES_MAX);
    struct err ignored = ERR_EMPTY;

    if (can_draw(out) && logo_find(db, &png, &ignored) && png.length > 0)
        print(out, &png,
              (struct dots){ .width = out->profile.width_dots / 2, .height_max = HEIGHT_MAX });
    buf_release(&png);
}

void slip_picture(struct escpos *out, const struct picture *picture)
{
    struct buf png = buf_init(PICTURE_BYTES_MAX);

    if (picture && can_draw(out) && picture_write(picture, &png))
        print(out, &png,
              (struct dots){ .width = out->profile.width_dots,
                             .height_max = PICTURE_HEIGHT,
                             .height_least = PICTURE_HEIGHT });
    buf_release(&png);
}
