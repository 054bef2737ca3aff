// HTTP by libcurl, which is loaded when it is first needed: linked, it would cost every command that has nothing to do with
// a network 3 ms.
#ifndef CCURL_H
#define CCURL_H

#include <stdint.h>
#include <stddef.h>

// What became of a transfer, below.
typedef struct ccurl_result ccurl_result;

typedef struct {
  const char *url;
  // NULL for GET.
  const char *method;
  const void *body;
  size_t body_length;
  // 1 to go where the server points to.
  int follows_redirects;
  // Whole header lines, `count` of them.
  const char *const *headers;
  size_t header_count;
  const char *user_agent;
  long connect_timeout_seconds;
  // A transfer slower than a byte a second for so long is given up; 0 for never.
  long stall_timeout_seconds;
  // A transfer that takes longer is given up; 0 for never.
  long timeout_seconds;
  // 1 to leave out the proxies that the environment names.
  int is_direct;
  // PEM files: the authorities that are believed, and the client's certificate with its key. NULL for the system's and for none.
  const char *authorities;
  const char *certificate;
  const char *key;
  // 1 to allow http:// too, for the first address and for redirects.
  int allows_plain_http;
  void *context;
  // A line of the header, for each response of a chain of redirects; each starts with its status line.
  void (*on_header)(void *context, const char *line, size_t length);
  // A part of the body; returns 0 to stop, or CCURL_PAUSE to be asked again with the same part after ccurl_resume.
  int (*on_body)(void *context, const void *bytes, size_t length);
  // Asked several times a second; returns 0 to stop. May be NULL.
  int (*on_progress)(void *context);
  // Called when a transfer of an engine has ended.
  void (*on_done)(void *context, const ccurl_result *result);
} ccurl_request;

enum { CCURL_PAUSE = 2 };

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

struct ccurl_result {
  ccurl_outcome outcome;
  // 1 when the request did not leave this machine: there was no connection to send it on.
  int is_unsent;
  // The status of the last response; 0 when there was none.
  long status;
  // libcurl's words for what went wrong.
  char message[256];
};

// Runs one transfer to its end. Blocks; several threads may do so at once.
ccurl_result ccurl_run(const ccurl_request *request);

// A connection that is kept between transfers, which one thread at a time may make.
typedef struct ccurl_session ccurl_session;

// NULL when libcurl is not installed.
ccurl_session *ccurl_session_make(void);
void ccurl_session_free(ccurl_session *session);

// Runs one transfer to its end, on the connection of the last one where that is possible.
ccurl_result ccurl_session_run(ccurl_session *session, const ccurl_request *request);

// Many transfers at once, on the one thread that calls ccurl_engine_turn. Connections are kept for those that follow.
typedef struct ccurl_engine ccurl_engine;
typedef struct ccurl_transfer ccurl_transfer;

// NULL when libcurl is not installed.
ccurl_engine *ccurl_engine_make(void);
void ccurl_engine_free(ccurl_engine *engine);

// Moves on what can be moved on, then waits until more can, until woken, or for `milliseconds`.
void ccurl_engine_turn(ccurl_engine *engine, int milliseconds);

// Ends the wait of a turn. The one function that any thread may call.
void ccurl_engine_wake(ccurl_engine *engine);

// Starts a transfer; NULL when there is no memory for it. The context has to live until on_done was called or the transfer
// stopped; all else is copied.
ccurl_transfer *ccurl_start(ccurl_engine *engine, const ccurl_request *request);

// Ends a transfer whose on_done was not called, and will not be.
void ccurl_stop(ccurl_engine *engine, ccurl_transfer *transfer);

// Goes on with a transfer whose on_body answered CCURL_PAUSE; on_body may be called at once.
void ccurl_resume(ccurl_transfer *transfer);

#endif
