// PostgreSQL by libpq, which is loaded when it is first needed: linked, it would cost every command that has nothing to do with
// PostgreSQL 3 ms. What is declared here is a part of libpq's own interface, which has not changed since version 13 (PostgreSQL's
// documentation, chapter "libpq"); its headers are not needed.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <stddef.h>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef struct pg_cancel PGcancel;

typedef struct {
  char *_Nullable keyword;
  char *_Nullable envvar;
  char *_Nullable compiled;
  char *_Nullable val;
  char *_Nullable label;
  char *_Nullable dispchar;
  int dispsize;
} PQconninfoOption;

typedef struct pgNotify {
  char *_Nonnull relname;
  int be_pid;
  char *_Nonnull extra;
  struct pgNotify *_Nullable next;
} PGnotify;

enum { CPOSTGRES_CONNECTION_OK = 0, CPOSTGRES_CONNECTION_BAD = 1 };

// What PQconnectPoll waits for.
enum { CPOSTGRES_POLL_FAILED = 0, CPOSTGRES_POLL_READING, CPOSTGRES_POLL_WRITING, CPOSTGRES_POLL_OK };

// What a result is.
enum {
  CPOSTGRES_EMPTY_QUERY = 0,
  CPOSTGRES_COMMAND_OK,
  CPOSTGRES_TUPLES_OK,
  CPOSTGRES_COPY_OUT,
  CPOSTGRES_COPY_IN,
  CPOSTGRES_BAD_RESPONSE,
  CPOSTGRES_NONFATAL_ERROR,
  CPOSTGRES_FATAL_ERROR,
  CPOSTGRES_COPY_BOTH,
  CPOSTGRES_SINGLE_TUPLE,
  CPOSTGRES_PIPELINE_SYNC,
  CPOSTGRES_PIPELINE_ABORTED
};

// Whether a transaction is open.
enum { CPOSTGRES_IDLE = 0 };

// How much messages say; the verbose ones have the SQLSTATE.
enum { CPOSTGRES_DEFAULT_MESSAGES = 1, CPOSTGRES_VERBOSE_MESSAGES = 2 };

// Fields of an error's result.
enum { CPOSTGRES_SQLSTATE = 'C', CPOSTGRES_PRIMARY = 'M', CPOSTGRES_DETAIL = 'D', CPOSTGRES_HINT = 'H' };

// The functions of libpq, by their names without PQ.
typedef struct {
  int (*_Nonnull libVersion)(void);
  PQconninfoOption *_Nullable (*_Nonnull conninfoParse)(const char *_Nonnull, char *_Nullable *_Nonnull);
  PQconninfoOption *_Nullable (*_Nonnull conninfo)(PGconn *_Nonnull);
  void (*_Nonnull conninfoFree)(PQconninfoOption *_Nonnull);
  PGconn *_Nullable (*_Nonnull connectStartParams)(
    const char *_Nullable const *_Nonnull, const char *_Nullable const *_Nonnull, int);
  int (*_Nonnull connectPoll)(PGconn *_Nonnull);
  void (*_Nonnull finish)(PGconn *_Nonnull);
  int (*_Nonnull status)(const PGconn *_Nonnull);
  int (*_Nonnull transactionStatus)(const PGconn *_Nonnull);
  int (*_Nonnull socket)(const PGconn *_Nonnull);
  int (*_Nonnull serverVersion)(const PGconn *_Nonnull);
  int (*_Nonnull backendPID)(const PGconn *_Nonnull);
  int (*_Nonnull sslInUse)(PGconn *_Nonnull);
  int (*_Nonnull connectionNeedsPassword)(const PGconn *_Nonnull);
  int (*_Nonnull setErrorVerbosity)(PGconn *_Nonnull, int);
  const char *_Nullable (*_Nonnull parameterStatus)(const PGconn *_Nonnull, const char *_Nonnull);
  char *_Nonnull (*_Nonnull errorMessage)(const PGconn *_Nonnull);
  int (*_Nonnull setnonblocking)(PGconn *_Nonnull, int);
  int (*_Nonnull sendQuery)(PGconn *_Nonnull, const char *_Nonnull);
  int (*_Nonnull sendQueryParams)(
    PGconn *_Nonnull, const char *_Nonnull, int, const unsigned *_Nullable, const char *_Nullable const *_Nullable,
    const int *_Nullable, const int *_Nullable, int);
  int (*_Nonnull sendPrepare)(PGconn *_Nonnull, const char *_Nonnull, const char *_Nonnull, int, const unsigned *_Nullable);
  int (*_Nonnull sendQueryPrepared)(
    PGconn *_Nonnull, const char *_Nonnull, int, const char *_Nullable const *_Nullable, const int *_Nullable,
    const int *_Nullable, int);
  int (*_Nonnull flush)(PGconn *_Nonnull);
  int (*_Nonnull consumeInput)(PGconn *_Nonnull);
  int (*_Nonnull isBusy)(PGconn *_Nonnull);
  PGresult *_Nullable (*_Nonnull getResult)(PGconn *_Nonnull);
  int (*_Nonnull resultStatus)(const PGresult *_Nonnull);
  char *_Nullable (*_Nonnull resultErrorField)(const PGresult *_Nonnull, int);
  char *_Nonnull (*_Nonnull resultErrorMessage)(const PGresult *_Nonnull);
  int (*_Nonnull ntuples)(const PGresult *_Nonnull);
  int (*_Nonnull nfields)(const PGresult *_Nonnull);
  char *_Nullable (*_Nonnull getvalue)(const PGresult *_Nonnull, int, int);
  int (*_Nonnull getlength)(const PGresult *_Nonnull, int, int);
  int (*_Nonnull getisnull)(const PGresult *_Nonnull, int, int);
  char *_Nonnull (*_Nonnull cmdTuples)(PGresult *_Nonnull);
  void (*_Nonnull clear)(PGresult *_Nonnull);
  int (*_Nonnull putCopyData)(PGconn *_Nonnull, const char *_Nonnull, int);
  int (*_Nonnull putCopyEnd)(PGconn *_Nonnull, const char *_Nullable);
  PGnotify *_Nullable (*_Nonnull notifies)(PGconn *_Nonnull);
  void (*_Nonnull freemem)(void *_Nonnull);
  PGcancel *_Nullable (*_Nonnull getCancel)(PGconn *_Nonnull);
  int (*_Nonnull cancel)(PGcancel *_Nonnull, char *_Nonnull, int);
  void (*_Nonnull freeCancel)(PGcancel *_Nonnull);
  // From libpq 14 on; NULL before.
  int (*_Nullable enterPipelineMode)(PGconn *_Nonnull);
  int (*_Nullable exitPipelineMode)(PGconn *_Nonnull);
  int (*_Nullable pipelineSync)(PGconn *_Nonnull);
} cpostgres_library;

// libpq, which is loaded by the first call; NULL when it is not installed, or too old.
const cpostgres_library *_Nullable cpostgres(void);

// Keeps what the server remarks from being written to standard error.
void cpostgres_be_quiet(PGconn *_Nonnull connection);

#endif
