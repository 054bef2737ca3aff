#define _GNU_SOURCE
#include "ccurl.h"
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_perform)(CURL *);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  void (*easy_cleanup)(CURL *);
  const char *(*easy_strerror)(CURLcode);
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
  FIND(easy_cleanup), FIND(easy_strerror), FIND(slist_append), FIND(slist_free_all);
  is_loaded = found && curl.global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

static size_t header(char *line, size_t size, size_t count, void *context) {
  const ccurl_request *request = context;
  request->on_header(request->context, line, size * count);
  return size * count;
}

static size_t body(char *bytes, size_t size, size_t count, void *context) {
  const ccurl_request *request = context;
  return request->on_body(request->context, bytes, size * count) ? size * count : CURL_WRITEFUNC_ERROR;
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

ccurl_result ccurl_get(const ccurl_request *request) {
  ccurl_result result = {CCURL_MISSING, 0, "libcurl is not installed"};
  pthread_once(&once, load);
  CURL *handle = is_loaded ? curl.easy_init() : NULL;
  if (!handle) return result;
  struct curl_slist *headers = NULL;
  for (size_t i = 0; i < request->header_count; i++) headers = curl.slist_append(headers, request->headers[i]);
  const char *protocols = request->allows_plain_http ? "http,https" : "https";
  char words[CURL_ERROR_SIZE] = "";
  curl.easy_setopt(handle, CURLOPT_URL, request->url);
  curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, protocols);
  curl.easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl.easy_setopt(handle, CURLOPT_MAXREDIRS, 10L);
  curl.easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  curl.easy_setopt(handle, CURLOPT_USERAGENT, request->user_agent);
  curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, request->connect_timeout_seconds);
  curl.easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl.easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, request->stall_timeout_seconds);
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, header);
  curl.easy_setopt(handle, CURLOPT_HEADERDATA, request);
  curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  curl.easy_setopt(handle, CURLOPT_WRITEDATA, request);
  curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  curl.easy_setopt(handle, CURLOPT_XFERINFODATA, request);
  curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, words);
  CURLcode code = curl.easy_perform(handle);
  curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.status);
  result.outcome = outcome(code);
  snprintf(result.message, sizeof result.message, "%s", words[0] ? words : curl.easy_strerror(code));
  curl.slist_free_all(headers);
  curl.easy_cleanup(handle);
  return result;
}
