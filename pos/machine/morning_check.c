#include "pos/machine/morning_check.h"

#include "base/lang.h"
#include "pos/machine/backup.h"
#include "pos/machine/speech.h"
#include "pos/machine/spoken.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { DISK_MIN_MIB = 200, BATTERY_MIN_PERCENT = 40, YEAR_MIN = 2026, PATH_ROOM = 600 };

static struct morning_check_line line_of(const char *name, bool good, const char *word)
{
    return (struct morning_check_line){
        .name = name, .good = good, .matter = MORNING_CHECK_MACHINE, .scanner = -1, .word = word
    };
}

static struct morning_check_line *line_add(struct morning_check *out, const char *name, bool good,
                                           const char *word)
{
    struct morning_check_line *line = &out->lines[out->count];

    if (out->count < MORNING_CHECK_LINES_MAX - 1)
        out->count++;
    *line = line_of(name, good, word);
    return line;
}

static void line_say(struct morning_check_line *line, const char *text)
{
    snprintf(line->text, sizeof line->text, "%s", text);
}

static void printer_check(const struct devices *devices, struct morning_check *out)
{
    enum printer_state state = devices_printer_state(devices);
    struct usb_printer_seen seen = { .name = "" };
    struct morning_check_line *line =
        line_add(out, _("Imprimante"), printer_state_prints(state), printer_state_word(state));

    line->matter = MORNING_CHECK_PRINTER;
    if (devices->usb)
        usb_printer_describe(devices->usb, &seen);
    if (state == PRINTER_ABSENT || seen.name[0] == '\0')
        line_say(line, printer_state_sentence(state));
    else if (state == PRINTER_BUSY && (seen.holder[0] || seen.driver[0]))
        snprintf(line->text, sizeof line->text, _("%s (%s) : %s"), seen.name,
                 seen.holder[0] ? seen.holder : seen.driver, printer_state_sentence(state));
    else
        snprintf(line->text, sizeof line->text, _("%s : %s"), seen.name,
                 printer_state_sentence(state));
}

/* What the printer says of its roll; nothing where no printer can say it. */
static void paper_check(const struct devices *devices, struct morning_check *out)
{
    enum printer_state state = devices_printer_state(devices);
    const char *text = state == PRINTER_READY       ? _("Il y en a.")
                       : state == PRINTER_PAPER_LOW ? _("Bientôt fini : préparer un rouleau.")
                       : state == PRINTER_PAPER_OUT ? _("Plus de papier : mettre un rouleau.")
                       : state == PRINTER_SILENT    ? _("L'imprimante ne le dit pas : regarder.")
                                                    : NULL;
    struct morning_check_line *line;

    if (!text)
        return;
    line = line_add(out, _("Papier"), state == PRINTER_READY || state == PRINTER_SILENT,
                    state == PRINTER_SILENT ? "unknown" : printer_state_word(state));
    line->matter = MORNING_CHECK_PAPER;
    line_say(line, text);
}

/* It has no way to answer: it is tried. */
static void drawer_check(const struct devices *devices, struct morning_check *out)
{
    bool good = printer_state_prints(devices_printer_state(devices));
    struct morning_check_line *line = line_add(out, _("Tiroir"), good, good ? "untried" : "absent");

    line->matter = MORNING_CHECK_DRAWER;
    line_say(line, good ? _("L'ouvrir une fois pour voir : Entrée, dans Appareils.")
                        : _("Sans imprimante il s'ouvre à la main : garder sa clé."));
}

static void scanners_check(const struct devices *devices, struct morning_check *out)
{
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];
    int count =
        devices->scanners ? usb_scanners_list(devices->scanners, seen, USB_SCANNERS_MAX) : 0;
    int scanner_count = 0;

    for (int i = 0; i < count; i++) {
        if (seen[i].state == SCANNER_LEFT)
            continue;
        scanner_count++;

        struct morning_check_line *line =
            line_add(out, _("Scanner"), seen[i].state == SCANNER_READING,
                     usb_scanner_state_word(seen[i].state));

        line->matter = MORNING_CHECK_SCANNER;
        line->scanner = i;
        snprintf(line->text, sizeof line->text, _("%s : %s"), seen[i].name,
                 usb_scanner_state_sentence(seen[i].state));
    }
    if (scanner_count == 0)
        line_say(line_add(out, _("Scanner"), false, "absent"),
                 _("Pas de scanner : taper le code, ou brancher le scanner."));
}

/* Off by default: then nothing is wanting. Espeak-ng itself says nothing of a missing card. */
static void voice_check(const struct devices *devices, struct morning_check *out)
{
    char setting[SPOKEN_SETTING_MAX] = "";
    struct err err = ERR_EMPTY;
    bool wanted = devices->till &&
                  setting_find(devices->till->db, SPEECH_SETTING, setting, sizeof setting, &err) &&
                  setting[0] != '\0' && strcmp(setting, "off") != 0;
    bool installed = speech_is_installed();
    bool good = installed && speech_has_sound();
    struct morning_check_line *line = line_add(out, _("Voix"), good || !wanted,
                                               good        ? "ready"
                                               : installed ? "silent"
                                                           : "absent");

    line->matter = MORNING_CHECK_VOICE;
    line_say(line, good        ? _("Prête. Entrée la choisit et la fait entendre.")
                   : installed ? _("Pas de son ici : brancher un haut-parleur, sinon lire l'écran.")
                               : _("Rien n'est dit : espeak-ng n'est pas installé. Lire l'écran."));
}

static void disk_check(const char *folder, struct morning_check *out)
{
    struct statvfs disk;
    bool known = statvfs(folder, &disk) == 0;
    int64_t free_mib = known ? (int64_t)disk.f_bavail * (int64_t)disk.f_frsize / (1024 * 1024) : 0;
    bool good = known && free_mib >= DISK_MIN_MIB && access(folder, W_OK) == 0;
    struct morning_check_line *line = line_add(out, _("Disque"), good, good ? "ready" : "full");

    if (good)
        snprintf(line->text, sizeof line->text, _("%lld Mo libres."), (long long)free_mib);
    else
        line_say(line, _("Plus de place, ou dossier protégé : libérer 200 Mo."));
}

/* A machine without a battery for its clock wakes up in 1970. */
static void clock_check(const struct clock *clock, struct morning_check *out)
{
    struct moment now = clock_now(clock);
    char day[MOMENT_TEXT_MAX], hour[6];
    int year, month, month_day;

    day_split(moment_day(now), &year, &month, &month_day);

    bool good = year >= YEAR_MIN || clock->frozen;
    struct morning_check_line *line = line_add(out, _("Horloge"), good, good ? "ready" : "wrong");

    day_format_human(moment_day(now), day, sizeof day);
    moment_format_hour(now, hour);
    if (good)
        snprintf(line->text, sizeof line->text, _("%s à %s : est-ce bien l'heure ?"), day, hour);
    else
        snprintf(line->text, sizeof line->text, _("%s à %s : mettre l'horloge à l'heure."), day,
                 hour);
}

/* One number alone on its line, as the kernel writes it. */
static bool number_read(const char *path, long *out)
{
    char text[32];
    char *end;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    long value;

    if (fd >= 0)
        close(fd);
    if (length <= 0)
        return false;
    text[length] = '\0';
    value = strtol(text, &end, 10);
    if (end == text || (*end != '\0' && *end != '\n'))
        return false;
    *out = value;
    return true;
}

/* Their names differ from laptop to laptop (BAT0, BATT, AC, ADP1, ACAD): what they hold does not.
 * A level beyond 0..100 is a fault of the battery's own chip: it tells nothing. */
struct power power_read(const char *root)
{
    struct power power = { .percent = 0 };
    DIR *folder = opendir(root);
    char path[PATH_ROOM];
    long value;

    for (const struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s/capacity", root, entry->d_name);
        if (strncmp(entry->d_name, "BAT", 3) == 0 && number_read(path, &value) && value >= 0 &&
            value <= 100) {
            power.percent = value > power.percent ? value : power.percent;
            power.has_battery = true;
        }
        snprintf(path, sizeof path, "%s/%s/online", root, entry->d_name);
        if (number_read(path, &value) && value > 0)
            power.is_plugged = true;
    }
    if (folder)
        closedir(folder);
    return power;
}

struct morning_check_line power_line(const struct power *power)
{
    bool good = power->is_plugged || power->percent >= BATTERY_MIN_PERCENT;
    struct morning_check_line line = line_of(_("Batterie"), good, good ? "ready" : "low");

    if (!power->has_battery) {
        line = line_of(_("Batterie"), true, "none");
        line_say(&line, _("Sans batterie : garder la prise, une coupure ne perd aucune vente."));
        return line;
    }
    snprintf(line.text, sizeof line.text, good ? _("%ld %%.") : _("%ld %% : brancher le chargeur."),
             power->percent);
    return line;
}

static void battery_check(struct morning_check *out)
{
    struct power power = power_read("/sys/class/power_supply");
    struct morning_check_line line = power_line(&power);

    *line_add(out, line.name, line.good, line.word) = line;
}

static void stick_check(struct morning_check *out)
{
    struct sticks sticks = backup_find_sticks(BACKUP_MOUNTS);
    bool found = sticks.count > 0;
    struct morning_check_line *line =
        line_add(out, _("Clé de copie"), found, found ? "ready" : "absent");

    if (found)
        snprintf(line->text, sizeof line->text, _("%.120s : le livre y est copié à sa fermeture."),
                 sticks.folders[0]);
    else
        line_say(line, _("Absente : brancher la clé nommée FLASHCOOP pour la copie du soir."));
}

void morning_check(const struct devices *devices, const struct clock *clock, const char *folder,
                   struct morning_check *out)
{
    out->count = 0;
    printer_check(devices, out);
    paper_check(devices, out);
    scanners_check(devices, out);
    drawer_check(devices, out);
    voice_check(devices, out);
    disk_check(folder, out);
    clock_check(clock, out);
    battery_check(out);
    stick_check(out);
}
