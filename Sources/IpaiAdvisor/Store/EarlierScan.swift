/// The scan that another one is compared with.
struct EarlierScan {
  let id: Int64
  let coverage: ScanCoverage

  /// A scan as its row has it. Throws `IpaiError(.unavailable)` for what is not readable.
  init(_ id: Int64, coverage: String?, tallies: String, notAssessed: String, states: String) throws {
    self.id = id
    self.coverage = try ScanCoverage(coverage, tallies: tallies, notAssessed: notAssessed, states: states)
  }
}

extension ScanCoverage {
  /// What is stored of a scan; of one from before, what its tallies tell. Throws `IpaiError(.unavailable)` for what is not readable.
  init(_ stored: String?, tallies: String, notAssessed: String, states: String) throws {
    if let stored {
      self = try StoredJSON.value(stored)
    } else {
      let assessment = Assessment(
        tallies: try StoredJSON.value(tallies), notAssessed: try StoredJSON.value(notAssessed))
      self.init(assessment, states: try StoredJSON.states(states), resources: nil)
    }
  }
}
