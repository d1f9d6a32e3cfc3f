/* QR codes by zint: part of what is loaded with the papers. */
#include "reports/print/code_matrix.h"

#include <zint.h>

bool code_make(const char *text, struct code_matrix *out);

static bool module_is_dark(const struct zint_symbol *symbol, int x, int y)
{
    return symbol->encoded_data[y][x >> 3] >> (x & 7) & 1;
}

bool code_make(const char *text, struct code_matrix *out)
{
    struct zint_symbol *symbol = ZBarcode_Create();
    bool good;

    if (!symbol)
        return false;
    symbol->symbology = BARCODE_QRCODE;
    symbol->input_mode = UNICODE_MODE;
    symbol->option_1 = 1; /* level L: a screen is neither torn nor stained */
    good = ZBarcode_Encode(symbol, (const unsigned char *)text, 0) < ZINT_ERROR &&
           symbol->width == symbol->rows && symbol->width <= CODE_SIZE_MAX;
    if (good) {
        out->size = symbol->width;
        for (int y = 0; y < out->size; y++)
            for (int x = 0; x < out->size; x++)
                out->dark[y][x] = module_is_dark(symbol, x, y);
    }
    ZBarcode_Delete(symbol);
    return good;
}
