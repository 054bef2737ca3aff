-- What servers keep of the requests that they answer.

-- The answers to requests that carried an Idempotency-Key, so that a client that did not get one may ask again. key is the
-- SHA-256 of the caller and the key, request that of the whole request. answer is NULL as long as the request is being answered.
-- Times are seconds since 1970.
CREATE TABLE answered_request (
  key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
  request BLOB NOT NULL CHECK (length(request) = 32),
  started_at INTEGER NOT NULL,
  answer BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX answered_request_by_start ON answered_request (started_at);

-- How often each operation was used in each hour, by whom and with what outcome: 'ok' or the code of an error. hour is the
-- number of hours since 1970.
CREATE TABLE usage (
  hour INTEGER NOT NULL,
  operation TEXT NOT NULL CHECK (length(operation) BETWEEN 1 AND 200),
  caller TEXT NOT NULL,
  outcome TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
  PRIMARY KEY (hour, operation, caller, outcome)
) STRICT, WITHOUT ROWID;
