/*
 * Files of one session in the list of sessions, told apart by what their journals hold, never by a
 * path or a name: the older copy is called one, and where each of two holds what the other does
 * not, the head of both is named. Only heads are read, and only of files whose session is there
 * twice.
 */
#ifndef POS_TWINS_H
#define POS_TWINS_H

#include "pos/session/sessions.h"

/* Adds to the notes of the lines; a book that cannot be read now keeps the one that it has. */
void twins_mark(struct session_line *lines, int count);

#endif
