#include "build_information.h"

const char *ipai_build_commit(void) { return IPAI_COMMIT; }
