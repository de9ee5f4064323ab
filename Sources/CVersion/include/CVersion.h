#ifndef HEATDEATH_CVERSION_H
#define HEATDEATH_CVERSION_H

/// The commit that the program was built from, or NULL where the build did not say.
const char *hd_commit(void);

#endif
