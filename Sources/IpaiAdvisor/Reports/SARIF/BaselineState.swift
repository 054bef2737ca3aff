extension SARIFLog {
  /// What a result is beside an earlier run (section 3.27.24).
  enum BaselineState: String, Encodable {
    /// The earlier run did not have it.
    case new
    /// The earlier run had it as it is.
    case unchanged
    /// The earlier run had it, and it is not what it was.
    case updated
    /// The earlier run had it, and it is gone.
    case absent
  }
}

extension SARIFLog.BaselineState {
  /// The state for what became of a finding. The standard does not say why an earlier run did not have a result.
  init(_ change: FindingChange) {
    switch change {
    case .new, .newlyJudged: self = .new
    case .unchanged: self = .unchanged
    case .changed: self = .updated
    case .fixed, .unknown: self = .absent
    }
  }
}
