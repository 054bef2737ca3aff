import Foundation
import IpaiCore
import TestSupport
import Testing

@testable import IpaiEvals

@Suite struct EvalRecordsTests {
  private let folder: TemporaryFolder
  private let records: EvalRecords

  init() throws {
    folder = try TemporaryFolder()
    records = EvalRecords(folder: folder.file("evals"))
  }

  private func results(_ name: String, _ statuses: EvalResults.Case.Status...) -> EvalResults {
    EvalResults(
      skill: name, version: "1.0.0", digest: "sha256:00", ranAt: Timestamp(seconds: 60), ipai: "0.1.0",
      isolation: .full,
      cases: statuses.enumerated().map {
        EvalResults.Case(
          name: "c\($0)", file: "evals/a.yaml", status: $1, reason: $1 == .passed ? nil : "because", seconds: 0.127)
      })
  }

  @Test func whatIsKeptIsReadAgain() throws {
    #expect(try records.results(for: "greet") == nil)
    let first = results("greet", .passed, .failed)
    try records.save(first)
    try records.save(results("other", .passed))
    let read = try #require(try records.results(for: "greet"))
    #expect(read == first)
    #expect(try read.resultsDigest() == first.resultsDigest())
    let second = results("greet", .passed)
    try records.save(second)
    #expect(try records.results(for: "greet") == second)
    #expect(try first.resultsDigest() != second.resultsDigest())
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("evals/greet.json"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  /// Results of the same files are compared across machines.
  @Test func aRunThatGoesAlikeHasTheSameDigest() throws {
    let first = results("greet", .passed, .failed)
    var again = first
    again.ranAt = Timestamp(seconds: 99)
    again.ipai = "0.2.0"
    again.isolation = .none
    again.cases[1].seconds = 3
    #expect(try first.resultsDigest() == again.resultsDigest())
    again.cases[1].reason = "another"
    #expect(try first.resultsDigest() != again.resultsDigest())
    var other = first
    other.digest = "sha256:01"
    #expect(try first.resultsDigest() != other.resultsDigest())
  }

  @Test func theFormIsWrittenDown() throws {
    #expect(
      String(decoding: try results("greet", .passed, .skipped).canonicalJSON(), as: UTF8.self)
        == #"{"cases":[{"file":"evals/a.yaml","name":"c0","seconds":0.127,"status":"passed"},"#
        + #"{"file":"evals/a.yaml","name":"c1","reason":"because","seconds":0.127,"status":"skipped"}],"#
        + #""digest":"sha256:00","ipai":"0.1.0","isolation":{"filesystem":true,"network":true,"processes":true},"#
        + #""ran_at":"1970-01-01T00:01:00Z","skill":"greet","version":"1.0.0"}"#)
  }

  @Test func theVerdictIsThatOfAllCases() {
    #expect(results("a", .passed, .skipped).verdict == .passed)
    #expect(results("a", .passed, .failed).verdict == .failed)
    #expect(results("a", .skipped).verdict == .none && results("a").verdict == .none)
  }

  @Test(arguments: ["", "{}", "not json", #"{"skill":"other"}"#])
  func aDamagedFileIsNamed(text: String) throws {
    let path = try folder.write(text, to: "evals/greet.json")
    let error = #expect(throws: IpaiError.self) { try records.results(for: "greet") }
    #expect(error?.code == .unavailable && error?.message.contains(path) == true)
  }

  @Test func resultsOfAnotherSkillAreNotTaken() throws {
    try records.save(results("other", .passed))
    try FileManager.default.moveItem(atPath: folder.file("evals/other.json"), toPath: folder.file("evals/greet.json"))
    #expect(throws: IpaiError.self) { try records.results(for: "greet") }
    #expect(throws: IpaiError.self) { try records.results(for: "../greet") }
  }
}
