#include "drivers/printer_profile.h"

#include "base/err.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char PROFILES[] = {
#include "drivers/profiles.csv.inc"
};

enum { LINE_MAX_BYTES = 200, FIELDS = 13 };

/* Our own file: plain fields without quotes, so a comma always separates. */
static int fields_split(char *line, char *fields[FIELDS])
{
    int count = 0;

    for (char *at = line; at && count < FIELDS; count++) {
        fields[count] = at;
        at = strchr(at, ',');
        if (at)
            *at++ = '\0';
    }
    return count;
}

static bool number_fits(const char *field, uint16_t number)
{
    return *field == '\0' || strtoul(field, NULL, 16) == number;
}

static int page_of(const char *field)
{
    return *field == '\0' ? PROFILE_NO_PAGE : (int)strtol(field, NULL, 10);
}

static struct printer_profile profile_of(char *const fields[FIELDS])
{
    struct printer_profile profile = { .width_dots = (int)strtol(fields[4], NULL, 10),
                                       .columns = (int)strtol(fields[5], NULL, 10),
                                       .page_858 = page_of(fields[6]),
                                       .page_1252 = page_of(fields[7]),
                                       .cutter = *fields[8] == '1',
                                       .qr = *fields[9] == '1',
                                       .kanji = *fields[10] == '1',
                                       .drawer_now = *fields[11] == '1',
                                       .raster = *fields[12] == '1' };

    snprintf(profile.family, sizeof profile.family, "%s", fields[0]);
    return profile;
}

struct printer_profile printer_profile_find(uint16_t vendor, uint16_t product, const char *model)
{
    const char *at = strchr((const char *)PROFILES, '\n'); /* after the header */
    struct printer_profile profile = { .width_dots = 384, .columns = 32 };

    while (at && at[1] != '\0') {
        char line[LINE_MAX_BYTES];
        char *fields[FIELDS] = { NULL };
        size_t length = strcspn(at + 1, "\n");

        assert(length < sizeof line);
        memcpy(line, at + 1, length);
        line[length] = '\0';
        at = strchr(at + 1, '\n');
        if (fields_split(line, fields) != FIELDS)
            continue;
        profile = profile_of(fields);
        if (number_fits(fields[1], vendor) && number_fits(fields[2], product) &&
            strstr(model, fields[3]))
            break;
    }
    return profile;
}

struct printer_profile printer_profile_of_width(int width_mm)
{
    return printer_profile_find(0, 0, width_mm >= 80 ? "80" : "58");
}
