/*
 * What can happen to a screen: a key, a scan, a click, a paste, a new size.
 * Text is UTF-8. Everything a person or a device sends arrives as one of these.
 */
#ifndef POS_EVENT_H
#define POS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

enum { EVENT_TEXT_MAX = 256 };

enum event_kind {
    EVENT_KEY,       /* `key`, and `character` when it is PRESS_CHARACTER */
    EVENT_SCAN,      /* `text`: one whole code from a scanner */
    EVENT_PASTE,     /* `text`: at most EVENT_TEXT_MAX - 1 bytes, one line */
    EVENT_CLICK,     /* `x`, `y` */
    EVENT_WHEEL,     /* `key`: PRESS_UP or PRESS_DOWN; a screen never sees it as such */
    EVENT_RESIZE,    /* the canvas has another size now */
    EVENT_INTERRUPT, /* Ctrl-C: the person wants to leave */
};

enum press {
    PRESS_NONE,
    PRESS_CHARACTER,
    PRESS_ENTER,
    PRESS_ESCAPE,
    PRESS_UP,
    PRESS_DOWN,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_HOME,
    PRESS_END,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_BACKSPACE,
    PRESS_DELETE,
    PRESS_TAB,
    PRESS_BACK_TAB,
    PRESS_HELP,      /* F1 */
    PRESS_MENU,      /* F2 */
    PRESS_FIND,      /* F3: anything by its name */
    PRESS_PRACTICE,  /* F4: into practice and out of it, on every screen */
    PRESS_REDRAW,    /* Ctrl-L */
    PRESS_SUSPEND,   /* Ctrl-Z: no screen sees it */
    PRESS_SEPARATOR, /* between the elements of a scanned code: no screen sees it */
};

struct event {
    enum event_kind kind;
    enum press key;
    uint32_t character; /* a printable code point */
    int x;              /* column, from 0 */
    int y;
    int width; /* of the canvas, with every event: where things stand depends on it */
    int height;
    bool has_pictures; /* the canvas draws them, with every event too */
    char text[EVENT_TEXT_MAX];
};

#endif
