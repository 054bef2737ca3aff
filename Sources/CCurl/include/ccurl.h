// One HTTP transfer by libcurl, which is loaded when it is first needed: linked, it would cost every command that has
// nothing to do with a network 3 ms.
#ifndef CCURL_H
#define CCURL_H

#include <stdint.h>
#include <stddef.h>

typedef struct {
  const char *url;
  // Whole header lines, `count` of them.
  const char *const *headers;
  size_t header_count;
  const char *user_agent;
  long connect_timeout_seconds;
  // A transfer slower than a byte a second for so long is given up.
  long stall_timeout_seconds;
  // 1 to allow http:// too, for the first address and for redirects.
  int allows_plain_http;
  void *context;
  // A line of the header, for each response of a chain of redirects; each starts with its status line.
  void (*on_header)(void *context, const char *line, size_t length);
  // A part of the body; returns 0 to stop.
  int (*on_body)(void *context, const void *bytes, size_t length);
  // Asked several times a second; returns 0 to stop.
  int (*on_progress)(void *context);
} ccurl_request;

typedef enum {
  CCURL_DONE,
  // libcurl is not installed.
  CCURL_MISSING,
  // A callback asked to stop.
  CCURL_STOPPED,
  // Cannot get better by trying again: the address is wrong, the certificate is not trusted.
  CCURL_REFUSED,
  // Could get better: no connection, a time-out, a transfer cut off.
  CCURL_FAILED
} ccurl_outcome;

typedef struct {
  ccurl_outcome outcome;
  // The status of the last response; 0 when there was none.
  long status;
  // libcurl's words for what went wrong.
  char message[256];
} ccurl_result;

// Runs one GET to its end, following redirects. Blocks; several threads may do so at once.
ccurl_result ccurl_get(const ccurl_request *request);

#endif
