#define _GNU_SOURCE
#include "cpostgres.h"
#include <dlfcn.h>
#include <pthread.h>

typedef void (*notice_processor)(void *, const char *);

static cpostgres_library pq;
static notice_processor (*set_notice_processor)(PGconn *, notice_processor, void *);
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded;

static void load(void) {
#if defined(__APPLE__)
  const char *names[] = {"libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib", "/usr/local/opt/libpq/lib/libpq.5.dylib"};
#else
  const char *names[] = {"libpq.so.5"};
#endif
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  int found = 1;
#define FIND(name) found &= (*(void **)&pq.name = dlsym(library, "PQ" #name)) != NULL
  FIND(libVersion), FIND(conninfoParse), FIND(conninfo), FIND(conninfoFree), FIND(connectStartParams), FIND(connectPoll);
  FIND(finish), FIND(status), FIND(socket), FIND(serverVersion), FIND(backendPID), FIND(sslInUse), FIND(parameterStatus);
  FIND(transactionStatus), FIND(connectionNeedsPassword), FIND(setErrorVerbosity);
  FIND(errorMessage), FIND(setnonblocking), FIND(sendQuery), FIND(sendQueryParams), FIND(sendPrepare), FIND(sendQueryPrepared);
  FIND(flush), FIND(consumeInput), FIND(isBusy), FIND(getResult), FIND(resultStatus), FIND(resultErrorField);
  FIND(resultErrorMessage), FIND(ntuples), FIND(nfields), FIND(getvalue), FIND(getlength), FIND(getisnull), FIND(cmdTuples);
  FIND(clear), FIND(putCopyData), FIND(putCopyEnd), FIND(notifies), FIND(freemem), FIND(getCancel), FIND(cancel), FIND(freeCancel);
#undef FIND
  *(void **)&set_notice_processor = dlsym(library, "PQsetNoticeProcessor");
#define FIND_NEWER(name) *(void **)&pq.name = dlsym(library, "PQ" #name)
  FIND_NEWER(enterPipelineMode), FIND_NEWER(exitPipelineMode), FIND_NEWER(pipelineSync);
#undef FIND_NEWER
  is_loaded = found && set_notice_processor && pq.libVersion() >= 130000;
}

const cpostgres_library *cpostgres(void) {
  pthread_once(&once, load);
  return is_loaded ? &pq : NULL;
}

static void ignore(void *context, const char *message) {
  (void)context;
  (void)message;
}

void cpostgres_be_quiet(PGconn *connection) { set_notice_processor(connection, ignore, NULL); }
