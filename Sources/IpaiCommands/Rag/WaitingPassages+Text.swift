import IpaiActions
import IpaiCore

extension Invocation {
  /// Says which passages cannot be found by meaning yet, and what to do about it.
  func say(_ waiting: [WaitingPassages]) {
    for (place, waits) in waiting.enumerated() {
      switch waits.reason {
      case .consent: say("\(waits.message); to send it: ipai rag embed \(waits.corpus) --yes")
      case .unavailable:
        // What keeps all from being embedded is said once.
        guard waiting.firstIndex(where: { $0.message == waits.message }) == place else { continue }
        let others = waiting.count { $0.message == waits.message } - 1
        let what = "'\(waits.corpus)'" + (others > 0 ? " and \(Count.text(others, "other"))" : "")
        say("\(waits.message); what is new in \(what) is found by words alone until: ipai rag embed \(waits.corpus)")
      }
    }
  }
}
