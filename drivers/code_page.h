/*
 * One byte per character: the two code pages of receipt printers that French
 * can be written with, and plain letters for what neither holds.
 */
#ifndef DRIVERS_CODE_PAGE_H
#define DRIVERS_CODE_PAGE_H

#include <stdint.h>

enum code_page { CODE_PAGE_858, CODE_PAGE_1252 };

enum { CODE_PAGE_NONE = -1 };

/* The byte 0x20..0xFF of a character in a page; CODE_PAGE_NONE: not in it. */
int code_page_byte(enum code_page page, uint32_t character);

/* The reverse, for reading back what was sent; 0xFFFD for a byte without character. */
uint32_t code_page_character(enum code_page page, unsigned char byte);

/*
 * The ASCII that reads as `character`: "oe", "EUR", "e". NULL: there is none (other scripts).
 * "" for marks that take no room.
 */
const char *code_page_plain(uint32_t character);

#endif
