#include <zlib.h>

// A macro in zlib.h, which Swift does not see.
static inline int ipai_inflate_raw_init(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }
