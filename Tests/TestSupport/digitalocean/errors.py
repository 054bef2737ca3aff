"""Errors in the shape that the API publishes."""

import uuid


class ApiError(Exception):
    """An answer that is not a success: status, id and message of the published error object."""

    def __init__(self, status, error_id, message, headers=None):
        super().__init__(message)
        self.status = status
        self.error_id = error_id
        self.message = message
        self.headers = headers or {}

    def body(self):
        return {"id": self.error_id, "message": self.message, "request_id": str(uuid.uuid4())}


def bad_request(message="error parsing request body"):
    return ApiError(400, "bad_request", message)


def unauthorized():
    return ApiError(401, "unauthorized", "Unable to authenticate you.")


def forbidden():
    return ApiError(403, "forbidden", "You do not have permission to perform this action.")


def not_found():
    return ApiError(404, "not_found", "The resource you were accessing could not be found.")


def unprocessable(message="request payload validation failed"):
    return ApiError(422, "unprocessable_entity", message)


def too_many_requests(headers=None):
    return ApiError(429, "too_many_requests", "API Rate limit exceeded.", headers)


def server_error(status=500):
    return ApiError(status, "server_error", "Unexpected server-side error")
