#include <zlib.h>

// Macros in zlib.h, which Swift does not see.
static inline int ipai_inflate_raw_init(z_streamp stream) { return inflateInit2(stream, -MAX_WBITS); }
static inline int ipai_inflate_gzip_init(z_streamp stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
static inline int ipai_deflate_raw_init(z_streamp stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
}
