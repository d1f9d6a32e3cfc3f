#include "reports/slips/logo.h"

#include "base/lang.h"
#include "ledger/elsewhere.h"
#include "programme/logo.h"
#include "reports/print/paper_plugin.h"

#include <stdio.h>
#include <string.h>

enum { HEIGHT_MAX = 160, WIDTH_MAX = 512 };

struct painted_logo {
    unsigned char rows[WIDTH_MAX / 8 * HEIGHT_MAX];
};

static bool paint(const struct buf *png, int width_max, struct painted_logo *storage,
                  struct bitmap *out, struct err *err)
{
    const struct paper_plugin *plugin;
    struct dots dots = { .width = width_max < WIDTH_MAX ? width_max : WIDTH_MAX,
                         .height_max = HEIGHT_MAX,
                         .rows = storage->rows };
    uint32_t width, height;

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
        good = file_read(&png, path, err) && paint(&png, WIDTH_MAX, &painted, &picture, err);
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

void logo_print(struct escpos *out, struct db *db)
{
    struct buf png = buf_init(LOGO_BYTES_MAX);
    struct err ignored = ERR_EMPTY;
    struct painted_logo painted;
    struct bitmap picture;

    if (!out->listener && out->profile.raster && logo_find(db, &png, &ignored) && png.length > 0 &&
        paint(&png, out->profile.width_dots / 2, &painted, &picture, &ignored)) {
        escpos_align(out, ALIGN_CENTRE);
        escpos_bitmap(out, &picture);
        escpos_align(out, ALIGN_LEFT);
    }
    buf_release(&png);
}
