import IpaiActions

extension Invocation {
  /// Says which passages cannot be found by meaning yet, and what to do about it.
  func say(_ waiting: [WaitingPassages]) {
    for waits in waiting {
      switch waits.reason {
      case .consent: say("\(waits.message); to send it: ipai rag embed \(waits.corpus) --yes")
      case .unavailable:
        say(
          "\(waits.message); what is new in '\(waits.corpus)' is found by words alone until: ipai rag embed \(waits.corpus)"
        )
      }
    }
  }
}
