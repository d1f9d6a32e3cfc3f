#include "drivers/usb_sysfs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEVICES "/sys/bus/usb/devices"

static size_t file_read(const char *path, void *out, size_t room)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    size_t used = 0;

    if (fd < 0)
        return 0;
    while (used < room) {
        ssize_t got = read(fd, (char *)out + used, room - used);

        if (got <= 0)
            break;
        used += (size_t)got;
    }
    close(fd);
    return used;
}

size_t usb_sysfs_read(const char *folder, const char *name, void *out, size_t room)
{
    char path[SYSFS_PATH_MAX + 64];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return file_read(path, out, room);
}

void usb_sysfs_text(const char *folder, const char *name, char out[SYSFS_TEXT_MAX])
{
    size_t length = usb_sysfs_read(folder, name, out, SYSFS_TEXT_MAX - 1);

    out[length] = '\0';
    out[strcspn(out, "\r\n")] = '\0';
}

static int number_of(const char *folder, const char *name)
{
    char text[SYSFS_TEXT_MAX];

    usb_sysfs_text(folder, name, text);
    return (int)strtol(text, NULL, 10);
}

bool usb_sysfs_find(int bus, int address, char out[SYSFS_PATH_MAX])
{
    DIR *list = opendir(DEVICES);
    bool found = false;

    if (!list)
        return false;
    for (struct dirent *entry; !found && (entry = readdir(list)) != NULL;) {
        if (entry->d_name[0] == '.' || strchr(entry->d_name, ':'))
            continue; /* an interface, not a device */
        snprintf(out, SYSFS_PATH_MAX, DEVICES "/%.200s", entry->d_name);
        found = number_of(out, "busnum") == bus && number_of(out, "devnum") == address;
    }
    closedir(list);
    return found;
}

int usb_sysfs_configuration(const char *folder)
{
    return number_of(folder, "bConfigurationValue");
}

static void interface_path(const char *folder, int configuration, int interface_number,
                           char out[SYSFS_PATH_MAX])
{
    snprintf(out, SYSFS_PATH_MAX, "%.250s:%d.%d", folder, configuration, interface_number);
}

void usb_sysfs_driver(const char *folder, int configuration, int interface_number,
                      char out[SYSFS_TEXT_MAX])
{
    char path[SYSFS_PATH_MAX], link[SYSFS_PATH_MAX + 16], target[SYSFS_PATH_MAX];

    out[0] = '\0';
    interface_path(folder, configuration, interface_number, path);
    snprintf(link, sizeof link, "%s/driver", path);

    ssize_t length = readlink(link, target, sizeof target - 1);

    if (length <= 0)
        return;
    target[length] = '\0';

    const char *slash = strrchr(target, '/');

    snprintf(out, SYSFS_TEXT_MAX, "%.60s", slash ? slash + 1 : target);
}

size_t usb_sysfs_report_descriptor(const char *folder, int configuration, int interface_number,
                                   void *out, size_t room)
{
    char path[SYSFS_PATH_MAX];
    size_t length = 0;

    interface_path(folder, configuration, interface_number, path);

    DIR *list = opendir(path);

    if (!list)
        return 0;
    for (struct dirent *entry; length == 0 && (entry = readdir(list)) != NULL;) {
        char name[SYSFS_PATH_MAX];

        if (!strchr(entry->d_name, ':')) /* HID devices are named BUS:VENDOR:PRODUCT.NUMBER */
            continue;
        snprintf(name, sizeof name, "%.200s/report_descriptor", entry->d_name);
        length = usb_sysfs_read(path, name, out, room);
    }
    closedir(list);
    return length;
}

/* Its link is looked at first: asking after any open file could wait for a disk that is gone. */
static bool descriptor_is(const char *path, const char *node, const struct stat *wanted)
{
    char target[SYSFS_PATH_MAX];
    struct stat found;
    ssize_t length = readlink(path, target, sizeof target - 1);
    size_t end = strlen(node);

    if (length < (ssize_t)end)
        return false;
    target[length] = '\0';
    return strcmp(target + (size_t)length - end, node) == 0 && stat(path, &found) == 0 &&
           found.st_dev == wanted->st_dev && found.st_ino == wanted->st_ino;
}

static bool process_holds(const char *pid, const char *node, const struct stat *wanted)
{
    char path[SYSFS_PATH_MAX];
    bool holds = false;

    snprintf(path, sizeof path, "/proc/%.20s/fd", pid);

    DIR *list = opendir(path);

    if (!list)
        return false;
    for (struct dirent *entry; !holds && (entry = readdir(list)) != NULL;) {
        snprintf(path, sizeof path, "/proc/%.20s/fd/%.20s", pid, entry->d_name);
        holds = descriptor_is(path, node, wanted);
    }
    closedir(list);
    return holds;
}

void usb_sysfs_holder(int bus, int address, char out[SYSFS_TEXT_MAX])
{
    char node[SYSFS_TEXT_MAX];
    struct stat wanted;

    out[0] = '\0';
    snprintf(node, sizeof node, "/dev/bus/usb/%03d/%03d", bus, address);
    if (stat(node, &wanted) != 0)
        return;

    DIR *list = opendir("/proc");

    if (!list)
        return;
    for (struct dirent *entry; out[0] == '\0' && (entry = readdir(list)) != NULL;) {
        long pid = strtol(entry->d_name, NULL, 10);
        char folder[SYSFS_TEXT_MAX];

        if (pid <= 0 || pid == (long)getpid() || !process_holds(entry->d_name, node, &wanted))
            continue;
        snprintf(folder, sizeof folder, "/proc/%ld", pid);
        usb_sysfs_text(folder, "comm", out);
    }
    closedir(list);
}
