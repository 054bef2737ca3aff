import IpaiCore

/// Why a request to the API got no usable answer.
struct APIFailure: Error, Equatable {
  /// What went wrong.
  enum Kind: Equatable {
    /// The token is not accepted: status 401.
    case unauthorized
    /// The token lacks a scope: status 403.
    case denied
    /// There is no such thing, any more or at all: status 404.
    case notFound
    /// The API does not offer it for this resource: another status from 400 to 499.
    case refused
    /// Too many requests were made, and waiting for the next would take longer than the caller has.
    case limited
    /// The server or the network failed, again and again.
    case unavailable
    /// The server never answered, so that no request is worth making.
    case unreachable
    /// The answer cannot be read.
    case unreadable

    /// Whether a scan ends with it: every other request would fail in the same way.
    var endsScan: Bool { self == .unauthorized || self == .unreachable }
  }

  let kind: Kind
  /// What happened, for people, without a secret.
  let reason: String
  /// Whether the server said nothing at all.
  var hasNoAnswer = false
}
