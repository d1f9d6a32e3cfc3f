/*
 * What a family of receipt printers can do: width, code pages, cutter. The
 * table is data (profiles.csv); the first line that fits a printer counts.
 */
#ifndef DRIVERS_PRINTER_PROFILE_H
#define DRIVERS_PRINTER_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

enum { PROFILE_TEXT_MAX = 40, PROFILE_NO_PAGE = -1 };

struct printer_profile {
    char family[PROFILE_TEXT_MAX];
    int width_dots; /* a multiple of 8 */
    int columns;    /* characters of font A on a line */
    int page_858;   /* n of ESC t n; PROFILE_NO_PAGE when the family has none */
    int page_1252;
    bool cutter, qr;
    bool kanji;      /* starts in Chinese mode, which eats accents two by two */
    bool drawer_now; /* opens the drawer on DLE DC4 when it is received, also without paper */
    bool raster;     /* prints pictures; needles do not know that command */
};

/*
 * The profile of a printer by its USB numbers and the text of its device id or
 * product string ("" when unknown). Always finds one: the last line fits all.
 */
struct printer_profile printer_profile_find(uint16_t vendor, uint16_t product, const char *model);

/* A safe profile for a paper width of 58 or 80 mm, for files and settings. */
struct printer_profile printer_profile_of_width(int width_mm);

#endif
