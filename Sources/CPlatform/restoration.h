#ifndef HEATDEATH_RESTORATION_H
#define HEATDEATH_RESTORATION_H

// What the parts of this module know of each other.

#include "cplatform.h"

/// Makes the memory that hd_arm_restoration() writes to one that processes forked from now on
/// share. Later calls do nothing. Returns -1 and sets errno on failure.
int hd_share_restoration(void);

/// hd_restore_terminal() for a process that is gone, called by one that outlives it and belongs to
/// another session.
void hd_restore_terminal_of_the_dead(void);

#endif
