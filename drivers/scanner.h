/*
 * HID reports in, scanned codes out. Pure: no USB, no clock of its own.
 *
 * A gun sends either key presses (boot keyboard, 8 bytes) or whole codes
 * (point-of-sale usage page 0x8C). Feed every report in order with the time;
 * take the finished codes from a queue, so that several scans in a second
 * are not mixed up however slow the screen is. Any run of CR, LF and Tab ends
 * a code once; an empty code is nothing; a gun without suffix ends by silence:
 * call scanner_tick() at scanner_deadline_ms(). Nothing fed can break it.
 */
#ifndef DRIVERS_SCANNER_H
#define DRIVERS_SCANNER_H

#include "drivers/barcode.h"
#include "drivers/hid_report.h"
#include "drivers/key_layout.h"

enum {
    SCAN_TEXT_MAX = 512,
    SCAN_QUEUE_MAX = 32,
    SCAN_SILENCE_MS = 100,   /* no suffix: a code ends when nothing came for so long */
    SCAN_PATIENCE_MS = 1000, /* the same for a gun that has sent a suffix: only a lost end */
    SCAN_KEYS_MAX = 6,       /* keys a boot report can name */
    SCAN_PRESSES_MAX = 64,   /* key presses kept to learn from */
    SCAN_FINGER_MS = 60,     /* characters further apart than this may have been typed */
    SCAN_PROOF_LENGTH = 4,   /* so many that came faster prove that this is a gun */
};

/* The card that scanner_learn() expects, printed as Code 128: what differs between layouts. */
#define SCANNER_CARD "AZQWM-0123456789"

/* How a gun ends a code. */
enum scanner_suffix {
    SUFFIX_UNKNOWN, /* its codes will show it */
    SUFFIX_ENTER,   /* CR, LF or both */
    SUFFIX_TAB,
    SUFFIX_NONE, /* silence */
};

enum scan_symbology { SCAN_UNSAID, SCAN_EAN, SCAN_CODE_128, SCAN_QR, SCAN_OTHER };

struct scan {
    char text[SCAN_TEXT_MAX];      /* clean UTF-8 without prefix and suffix, never empty */
    enum scan_symbology symbology; /* from the AIM prefix, when the gun sends one */
    enum barcode_kind kind;        /* BARCODE_WRONG: misread, ask to scan again */
};

struct scanner_settings {
    enum key_layout layout;
    int silence_ms; /* 1..1000 */
    enum scanner_suffix suffix;
};

struct scanner_settings scanner_settings_usual(void); /* US, as guns leave the factory */

struct scanner_press {
    unsigned char usage, modifiers;
    bool caps_lock;
};

struct scanner {
    struct scanner_settings settings;
    struct hid_report report; /* where things are in a report */
    unsigned char held[SCAN_KEYS_MAX];
    bool caps_lock;
    int alt_code;             /* Alt + keypad digits so far, -1 = none */
    char text[SCAN_TEXT_MAX]; /* the code being received */
    size_t length;            /* bytes of it */
    bool sends_suffix;        /* its last code ended by one, so silence means a busy machine */
    bool overflow;            /* too long: dropped up to its end */
    int64_t last_ms;          /* when its last report came */
    int64_t press_ms;         /* when its last character came */
    bool may_be_fingers;      /* the code being received came slowly */
    int proof_count;          /* codes that no fingers can have typed */
    enum scanner_suffix seen; /* how its last code ended */
    struct scan queue[SCAN_QUEUE_MAX];
    int first, count;
    int lost_count; /* codes dropped: too long, or the queue was full */
    struct scanner_press presses[SCAN_PRESSES_MAX];
    int press_count;
};

/* `report` says how to read reports; hid_report_boot_keyboard() for a boot keyboard. */
void scanner_init(struct scanner *scanner, struct scanner_settings settings,
                  struct hid_report report);
void scanner_feed(struct scanner *scanner, const unsigned char *report, size_t length,
                  int64_t now_ms);
int64_t scanner_deadline_ms(const struct scanner *scanner); /* -1: nothing is waiting */
void scanner_tick(struct scanner *scanner, int64_t now_ms);

/* The oldest finished code; false when there is none. */
bool scanner_take(struct scanner *scanner, struct scan *out);

/* Unplugged: what was half received is gone, what was finished stays. */
void scanner_reset(struct scanner *scanner);

/*
 * A code made of raw text, however it was received: AIM prefix taken off, unprintable bytes
 * dropped, Latin-1 made UTF-8, check digit judged. False: nothing is left of it.
 */
bool scan_of(const char *text, size_t length, struct scan *out);

/*
 * From one scan of SCANNER_CARD, find the layout and the suffix the gun is set to. False: this was
 * not the card. The presses are forgotten when a new code starts.
 */
bool scanner_learn(const struct scanner *scanner, struct scanner_settings *out);

#endif
