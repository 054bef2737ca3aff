import Foundation

/// Calls `attempt` with a moment in seconds at which to kill a run, until `times` runs were killed before their end.
///
/// How long a run takes depends on what else the machine does. So a run that ends before its moment makes the next moments
/// earlier, and one that was killed makes them later; in this way, kills meet the first steps and the last ones. The first
/// moments are within `duration`, which is how many seconds an undisturbed run takes.
///
/// - Throws: what `attempt` throws, and an error when runs keep ending before they are killed.
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
    let run = try attempt(round, Double.random(in: 0.005...max(latest, 0.01), using: &random))
    if run.isKilled {
      latest *= 1.05
      killed += 1
    } else {
      latest *= 0.9
    }
    round += 1
  }
}

private struct TooFewKills: Error {
  let killed: Int
  let rounds: Int
}
