#define _GNU_SOURCE
#include "ccurl.h"
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  CURLcode (*easy_pause)(CURL *, int);
  void (*easy_reset)(CURL *);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(CURLcode);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned, int, int *);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
  CURLMcode (*multi_cleanup)(CURLM *);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded;

static void load(void) {
#if defined(__APPLE__)
  const char *names[] = {"libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"};
#else
  const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif
  void *library = NULL;
  for (size_t i = 0; i < 2 && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  int found = 1;
#define FIND(name) found &= (*(void **)&curl.name = dlsym(library, "curl_" #name)) != NULL
  FIND(global_init), FIND(easy_init), FIND(easy_setopt), FIND(easy_perform), FIND(easy_getinfo);
  FIND(easy_pause), FIND(easy_reset), FIND(easy_cleanup), FIND(easy_strerror), FIND(slist_append), FIND(slist_free_all);
  FIND(multi_init), FIND(multi_add_handle), FIND(multi_remove_handle), FIND(multi_perform), FIND(multi_poll);
  FIND(multi_wakeup), FIND(multi_info_read), FIND(multi_cleanup);
  is_loaded = found && curl.global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

// A transfer's own copies of what libcurl does not copy.
struct ccurl_transfer {
  ccurl_request request;
  CURL *handle;
  struct curl_slist *headers;
  // What is to be sent, and how much of it libcurl has taken.
  char *body;
  size_t taken;
  char words[CURL_ERROR_SIZE];
  // Of an engine: all that run.
  ccurl_transfer *next, **link;
};

static size_t header(char *line, size_t size, size_t count, void *context) {
  const ccurl_request *request = context;
  request->on_header(request->context, line, size * count);
  return size * count;
}

static size_t body(char *bytes, size_t size, size_t count, void *context) {
  const ccurl_request *request = context;
  switch (request->on_body(request->context, bytes, size * count)) {
    case 0: return CURL_WRITEFUNC_ERROR;
    case CCURL_PAUSE: return CURL_WRITEFUNC_PAUSE;
    default: return size * count;
  }
}

static int progress(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  const ccurl_request *request = context;
  return request->on_progress(request->context) ? 0 : 1;
}

static ccurl_outcome outcome(CURLcode code) {
  switch (code) {
    case CURLE_OK: return CCURL_DONE;
    case CURLE_WRITE_ERROR:
    case CURLE_ABORTED_BY_CALLBACK: return CCURL_STOPPED;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM: return CCURL_REFUSED;
    default: return CCURL_FAILED;
  }
}

static int is_unsent(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SSL_CONNECT_ERROR: return 1;
    default: return outcome(code) == CCURL_REFUSED;
  }
}

static int is_head_too_large(CURLcode code, const char *words) {
  // The number is that of CURLE_TOO_LARGE, which older versions do not have.
  return code == CURLE_OUT_OF_MEMORY || (int)code == 100 || strncmp(words, "Too large response headers", 26) == 0;
}

static size_t give(char *place, size_t size, size_t count, void *context) {
  ccurl_transfer *transfer = context;
  size_t rest = transfer->request.body_length - transfer->taken;
  size_t length = size * count < rest ? size * count : rest;
  memcpy(place, transfer->body + transfer->taken, length);
  transfer->taken += length;
  return length;
}

// A body that libcurl asks for and cannot go back in. One that it was given it would send again, unasked, when a connection
// that was used before hangs up without an answer: a request would be worked on twice.
static void prepare_body(ccurl_transfer *transfer) {
  const char *method = transfer->request.method;
  if (!method) return;
  if (strcmp(method, "POST") == 0) {
    curl.easy_setopt(transfer->handle, CURLOPT_POST, 1L);
    curl.easy_setopt(transfer->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)transfer->request.body_length);
    curl.easy_setopt(transfer->handle, CURLOPT_READFUNCTION, give);
    curl.easy_setopt(transfer->handle, CURLOPT_READDATA, transfer);
  } else if (strcmp(method, "GET") != 0) {
    curl.easy_setopt(transfer->handle, CURLOPT_CUSTOMREQUEST, method);
  }
}

static void prepare(ccurl_transfer *transfer) {
  CURL *handle = transfer->handle;
  const ccurl_request *request = &transfer->request;
  const char *protocols = request->allows_plain_http ? "http,https" : "https";
  curl.easy_setopt(handle, CURLOPT_URL, request->url);
  curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, protocols);
  curl.easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, (long)request->follows_redirects);
  curl.easy_setopt(handle, CURLOPT_MAXREDIRS, 10L);
  curl.easy_setopt(handle, CURLOPT_HTTPHEADER, transfer->headers);
  curl.easy_setopt(handle, CURLOPT_USERAGENT, request->user_agent);
  curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, request->connect_timeout_seconds);
  if (request->stall_timeout_seconds) {
    curl.easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl.easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, request->stall_timeout_seconds);
  }
  if (request->timeout_seconds) curl.easy_setopt(handle, CURLOPT_TIMEOUT, request->timeout_seconds);
  if (request->is_direct) curl.easy_setopt(handle, CURLOPT_NOPROXY, "*");
  if (request->authorities) {
    curl.easy_setopt(handle, CURLOPT_CAINFO, request->authorities);
    // Those of the system, which libcurl may know as a folder, are not believed beside them.
    curl.easy_setopt(handle, CURLOPT_CAPATH, NULL);
  }
  if (request->certificate) curl.easy_setopt(handle, CURLOPT_SSLCERT, request->certificate);
  if (request->key) curl.easy_setopt(handle, CURLOPT_SSLKEY, request->key);
  // A connection that went away unnoticed is noticed.
  curl.easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
  curl.easy_setopt(handle, CURLOPT_TCP_KEEPIDLE, 30L);
  curl.easy_setopt(handle, CURLOPT_TCP_KEEPINTVL, 15L);
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
  curl.easy_setopt(handle, CURLOPT_HEADERDATA, request);
  curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  curl.easy_setopt(handle, CURLOPT_WRITEDATA, request);
  if (request->on_progress) {
    curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    curl.easy_setopt(handle, CURLOPT_XFERINFODATA, request);
  }
  curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer->words);
  prepare_body(transfer);
}

static ccurl_result missing(void) {
  ccurl_result result = {CCURL_MISSING, 1, 0, "libcurl is not installed"};
  return result;
}

// Takes the handle over; NULL, with the handle freed, when there is no memory.
static ccurl_transfer *transfer_make(const ccurl_request *request, CURL *handle) {
  ccurl_transfer *transfer = calloc(1, sizeof *transfer);
  if (!handle || !transfer || !(transfer->body = malloc(request->body_length + 1))) {
    if (handle) curl.easy_cleanup(handle);
    free(transfer);
    return NULL;
  }
  transfer->handle = handle;
  transfer->request = *request;
  if (request->body_length) memcpy(transfer->body, request->body, request->body_length);
  for (size_t i = 0; i < request->header_count; i++) {
    transfer->headers = curl.slist_append(transfer->headers, request->headers[i]);
  }
  prepare(transfer);
  return transfer;
}

// Frees all but the handle, which is returned.
static CURL *transfer_end(ccurl_transfer *transfer) {
  CURL *handle = transfer->handle;
  curl.slist_free_all(transfer->headers);
  free(transfer->body);
  free(transfer);
  return handle;
}

static void transfer_free(ccurl_transfer *transfer) { curl.easy_cleanup(transfer_end(transfer)); }

static ccurl_result transfer_result(ccurl_transfer *transfer, CURLcode code) {
  ccurl_result result = {outcome(code), is_unsent(code), 0, ""};
  double ready = 0;
  curl.easy_getinfo(transfer->handle, CURLINFO_PRETRANSFER_TIME, &ready);
  // There was never a connection that could have carried the request.
  if (code == CURLE_OPERATION_TIMEDOUT && ready == 0) result.is_unsent = 1;
  const char *words = transfer->words[0] ? transfer->words : curl.easy_strerror(code);
  // A connection that was kept open was closed under the request, and libcurl may not send it again.
  if (code == CURLE_SEND_FAIL_REWIND) words = "the connection was closed before an answer came";
  // libcurl has room for 100 kB of a line of the head and for 300 kB of all of it, and calls what is more by other names.
  if (ready > 0 && is_head_too_large(code, words)) words = "the head of the answer is too large";
  curl.easy_getinfo(transfer->handle, CURLINFO_RESPONSE_CODE, &result.status);
  snprintf(result.message, sizeof result.message, "%s", words);
  return result;
}

// A connection that was closed is an error, and not the end of the whole process: the signal that a write to one sends to its
// thread is held back. Older libcurls with OpenSSL write so.
static void hold_broken_pipe(sigset_t *before) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, before);
}

static void release_broken_pipe(const sigset_t *before) {
  if (!sigismember(before, SIGPIPE)) {
    sigset_t waiting, set;
    int number;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    if (sigpending(&waiting) == 0 && sigismember(&waiting, SIGPIPE)) sigwait(&set, &number);
  }
  pthread_sigmask(SIG_SETMASK, before, NULL);
}

struct ccurl_session {
  CURL *handle;
};

ccurl_session *ccurl_session_make(void) {
  pthread_once(&once, load);
  ccurl_session *session = is_loaded ? calloc(1, sizeof *session) : NULL;
  if (session && !(session->handle = curl.easy_init())) {
    free(session);
    return NULL;
  }
  return session;
}

void ccurl_session_free(ccurl_session *session) {
  if (session->handle) curl.easy_cleanup(session->handle);
  free(session);
}

ccurl_result ccurl_session_run(ccurl_session *session, const ccurl_request *request) {
  // There is no handle after a lack of memory.
  ccurl_transfer *transfer = transfer_make(request, session->handle ? session->handle : curl.easy_init());
  session->handle = NULL;
  if (!transfer) return missing();
  sigset_t before;
  hold_broken_pipe(&before);
  ccurl_result result = transfer_result(transfer, curl.easy_perform(transfer->handle));
  // What its options point to goes away with the transfer; its connections are kept.
  session->handle = transfer_end(transfer);
  curl.easy_reset(session->handle);
  release_broken_pipe(&before);
  return result;
}

ccurl_result ccurl_run(const ccurl_request *request) {
  ccurl_session *session = ccurl_session_make();
  if (!session) return missing();
  ccurl_result result = ccurl_session_run(session, request);
  ccurl_session_free(session);
  return result;
}

struct ccurl_engine {
  CURLM *multi;
  ccurl_transfer *transfers;
};

ccurl_engine *ccurl_engine_make(void) {
  pthread_once(&once, load);
  ccurl_engine *engine = is_loaded ? calloc(1, sizeof *engine) : NULL;
  if (engine && !(engine->multi = curl.multi_init())) {
    free(engine);
    return NULL;
  }
  return engine;
}

void ccurl_engine_free(ccurl_engine *engine) {
  while (engine->transfers) ccurl_stop(engine, engine->transfers);
  curl.multi_cleanup(engine->multi);
  free(engine);
}

ccurl_transfer *ccurl_start(ccurl_engine *engine, const ccurl_request *request) {
  ccurl_transfer *transfer = transfer_make(request, curl.easy_init());
  if (!transfer) return NULL;
  curl.easy_setopt(transfer->handle, CURLOPT_PRIVATE, transfer);
  if (curl.multi_add_handle(engine->multi, transfer->handle) != CURLM_OK) {
    transfer_free(transfer);
    return NULL;
  }
  transfer->next = engine->transfers;
  transfer->link = &engine->transfers;
  if (transfer->next) transfer->next->link = &transfer->next;
  engine->transfers = transfer;
  return transfer;
}

void ccurl_stop(ccurl_engine *engine, ccurl_transfer *transfer) {
  *transfer->link = transfer->next;
  if (transfer->next) transfer->next->link = transfer->link;
  curl.multi_remove_handle(engine->multi, transfer->handle);
  transfer_free(transfer);
}

void ccurl_resume(ccurl_transfer *transfer) { curl.easy_pause(transfer->handle, CURLPAUSE_CONT); }

void ccurl_engine_turn(ccurl_engine *engine, int milliseconds) {
  int count;
  // The thread is the engine's own: it holds the signal from now on.
  sigset_t before;
  hold_broken_pipe(&before);
  curl.multi_perform(engine->multi, &count);
  for (CURLMsg *message; (message = curl.multi_info_read(engine->multi, &count));) {
    ccurl_transfer *transfer;
    if (message->msg != CURLMSG_DONE) continue;
    curl.easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    ccurl_result result = transfer_result(transfer, message->data.result);
    ccurl_request request = transfer->request;
    ccurl_stop(engine, transfer);
    request.on_done(request.context, &result);
  }
  curl.multi_poll(engine->multi, NULL, 0, milliseconds, &count);
}

void ccurl_engine_wake(ccurl_engine *engine) { curl.multi_wakeup(engine->multi); }
