/*
 * A scanner that types into the terminal, told apart from fingers.
 *
 * Without access to the USB port, a gun is one more keyboard: its digits
 * arrive as characters, on a French laptop even as &é"'(, with Caps Lock as
 * &É"'(. Feed every typed character with its time before any screen sees it.
 * A burst of at least WEDGE_LENGTH_MIN characters (of WEDGE_LINE_MIN, if the last ends a line),
 * each WEDGE_GAP_MS or less after the one before, is one code until it pauses, whatever it holds,
 * line ends included; anything slower is handed on as typing. While it is switched off nothing is
 * held back, so that typing is not delayed where it is not needed.
 */
#ifndef DRIVERS_WEDGE_H
#define DRIVERS_WEDGE_H

#include "drivers/scanner.h"

enum {
    WEDGE_GAP_MS = 30,    /* fingers are slower: 20 keys a second is 50 ms */
    WEDGE_LENGTH_MIN = 4, /* two or three keys may roll off quick fingers */
    WEDGE_LINE_MIN = 3,   /* not with Enter after them: that is a short code, and it would pay */
};

enum wedge_mode {
    WEDGE_OFF,   /* every character is typing */
    WEDGE_GUESS, /* digits are mapped back from either layout, other codes are taken as they are */
    WEDGE_FR_READS_US, /* learned: an AZERTY machine reads a gun set to US */
    WEDGE_US_READS_FR, /* learned: the other way round */
};

struct wedge {
    enum wedge_mode mode;
    uint32_t held[SCAN_TEXT_MAX]; /* characters of what may be a burst; what is too long is lost */
    int held_count;
    int64_t last_ms;
    uint32_t typed[WEDGE_LENGTH_MIN];
    int typed_count;
    struct scan scan;
    bool has_scan;
};

void wedge_init(struct wedge *wedge, enum wedge_mode mode);

/* One character (CR, LF, Tab and the separator of GS1 included). Afterwards take the typing and the
 * scan. */
void wedge_feed(struct wedge *wedge, uint32_t character, int64_t now_ms);

/* When wedge_tick() must be called; -1: nothing is held. */
int64_t wedge_deadline_ms(const struct wedge *wedge);
void wedge_tick(struct wedge *wedge, int64_t now_ms);

/* What comes now belongs to a code. */
bool wedge_is_in_burst(const struct wedge *wedge, int64_t now_ms);

/* What was typed comes before the scan that followed it. */
bool wedge_take_typed(struct wedge *wedge, uint32_t *out);
bool wedge_take_scan(struct wedge *wedge, struct scan *out);

/* A burst that was the card of the scanner (SCANNER_CARD) tells the mode. False: not the card. */
bool wedge_learn(const char *scanned, enum wedge_mode *out);

#endif
