/// How long a server may take, how often it is tried, and when it is left alone.
package struct ServerLimits: Sendable, Equatable {
  /// How long, in seconds, an answer may take. Signs of progress start that time again.
  package var requestSeconds = 30.0
  /// How long, in seconds, an answer may take at most, whatever progress there is.
  package var longestSeconds = 300.0
  /// How long, in seconds, finding out whether the server works may take.
  package var probeSeconds = 5.0
  /// How often a call that failed on its way is sent again, if that can do no harm.
  package var retries = 1
  /// After how many failures on the way, one after the other, the server is left alone.
  package var breakerFailures = 5
  /// For how long, in seconds, it is left alone the first time.
  package var breakerSeconds = 15.0
  /// How many calls a minute it gets; nil for any number.
  package var perMinute: Int?
  /// How many calls it gets at the same time.
  package var atOnce = 256
}
