#include "CVersion.h"

#include <stddef.h>

#define TEXT_OF(token) #token
#define TEXT(macro) TEXT_OF(macro)

const char *hd_commit(void) {
#ifdef HEATDEATH_COMMIT
  return TEXT(HEATDEATH_COMMIT);
#else
  return NULL;
#endif
}
