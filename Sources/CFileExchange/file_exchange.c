// Swift's Glibc module is read without _GNU_SOURCE, and so has neither renameat2 nor its flags.
#define _GNU_SOURCE
#include "file_exchange.h"
#include <fcntl.h>
#include <stdio.h>

int ipai_exchange(const char *one, const char *other) {
#ifdef __APPLE__
  return renamex_np(one, other, RENAME_SWAP);
#else
  return renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
#endif
}
