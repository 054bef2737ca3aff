@testable import IpaiAdvisor
import Testing

struct CSVReportTests {
  /// The cells of a text as RFC 4180 has them; nil for a text that is not in that form.
  private static func records(_ text: String) -> [[String]]? {
    var records: [[String]] = []
    var record: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          cell.append(scalar)
        } else if scalars.first == "\"" {
          cell.append(scalar)
          scalars.removeFirst()
        } else {
          isQuoted = false
          guard let next = scalars.first, next == "," || next == "\r" else { return nil }
        }
        continue
      }
      switch scalar {
      case "\"":
        guard cell.isEmpty else { return nil }
        isQuoted = true
      case ",", "\r":
        record.append(String(cell))
        cell = String.UnicodeScalarView()
        guard scalar == "\r" else { continue }
        guard scalars.popFirst() == "\n" else { return nil }
        records.append(record)
        record = []
      case "\n": return nil
      default: cell.append(scalar)
      }
    }
    return isQuoted || !record.isEmpty ? nil : records
  }

  @Test(arguments: [TestReport.assessment, TestReport.hostile])
  func hasALineForEachFinding(_ assessment: Assessment) throws {
    let text = CSVReport.text(assessment, TestReport.context(assessment))
    let records = try #require(Self.records(text))
    #expect(records.count == assessment.findings.count + 1)
    #expect(text.unicodeScalars.count { $0 == "\n" } == records.count)
    for record in records { #expect(record.count == records[0].count) }
    #expect(!TestReport.isActive(text, lineBreaks: ["\r", "\n"]))
  }

  @Test func noCellIsAFormula() throws {
    let text = CSVReport.text(TestReport.hostile, TestReport.context())
    for cell in try #require(Self.records(text)).joined() {
      #expect(!"=+-@\t\r".unicodeScalars.contains(cell.unicodeScalars.first ?? " "), "\(cell)")
    }
  }

  @Test(arguments: ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\u{FF1D}1", "=\u{301}1", "\u{200B}=1"])
  func aFormulaGetsAnApostrophe(_ name: String) throws {
    let text = CSVReport.text(Assessment(findings: [TestReport.finding(name: name)]), TestReport.context())
    let records = try #require(Self.records(text))
    let column = try #require(records[0].firstIndex(of: "name"))
    #expect(records[1][column].hasPrefix("'"), "\(records[1][column])")
  }

  @Test func whereSemicolonsEndCellsThereAreNoFormulasEither() {
    let finding = TestReport.finding(name: #"a;=1;"@x;b-1; +c"#)
    let text = CSVReport.text(Assessment(findings: [finding]), TestReport.context())
    #expect(text.contains(#""a;'=1;""'@x;b-1; '+c""#))
  }

  @Test func amountsStayNumbers() throws {
    let text = CSVReport.text(Assessment(findings: [TestReport.finding(saving: -4.8)]), TestReport.context())
    let records = try #require(Self.records(text))
    let column = try #require(records[0].firstIndex(of: "saving_usd_month"))
    #expect(records[1][column] == "-4.80")
  }
}
