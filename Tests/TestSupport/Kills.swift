import Foundation

/// Calls `attempt` with a moment (in seconds) at which to kill, until as many runs as `times` were killed before their end.
///
/// How long a run takes depends on what else the machine does: a run that ends before its moment brings the next moments
/// nearer, one that was killed moves them away, so that kills meet first steps and last ones. The first moments are within
/// `duration`, that of an undisturbed run in seconds.
///
/// - Throws: what `attempt` throws, and `TooFewKills` when runs keep ending first.
package func untilKilled(
  _ times: Int, within duration: Double, seed: UInt64,
  attempt: (_ round: Int, _ moment: Double) throws -> Subprocess
) throws {
  var random = SeededGenerator(seed: seed)
  var latest = duration
  var killed = 0
  var round = 0
  while killed < times {
    guard round < times * 20 else { throw TooFewKills(killed: killed, rounds: round) }
    let wasKilled = try attempt(round, Double.random(in: 0.005...max(latest, 0.01), using: &random)).status == SIGKILL
    latest *= wasKilled ? 1.05 : 0.9
    killed += wasKilled ? 1 : 0
    round += 1
  }
}

package struct TooFewKills: Error {
  package let killed: Int
  package let rounds: Int
}
