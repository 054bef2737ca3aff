import Foundation
import IpaiCore

/// Reads what a snapshot has, and says what is wrong with one.
struct SnapshotReading {
  /// The file that it comes from, for messages.
  let path: String

  /// Where to get a snapshot from.
  static let hint = "to make one: ipai advisor scan --save FILE"

  /// The facts that it has. Its lines are read on all processors. Throws `IpaiError(.configuration)`.
  func facts(_ content: [UInt8]) throws -> AccountFacts {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = content.starts(with: mark) ? content[3...] : content[...]
    guard !text.isEmpty else { throw fault("is empty") }
    let lines = SnapshotLines.split(text)
    var snapshot: SnapshotContent = try line(lines[0])
    guard snapshot.facts.format == AccountFacts.currentFormat else { throw foreign(format: snapshot.facts.format) }
    if let count = snapshot.lines, count != lines.count {
      throw fault("is not a whole snapshot: it has \(Count.text(lines.count, "line")) of \(count)")
    }
    let others = Array(zip(2..., lines.dropFirst()))
    let parts = Parallel.map(others) { number, text in Result { try line(text, number) as SnapshotPart } }
    for ((number, _), part) in zip(others, parts) {
      if let twice = snapshot.join(try part.get()) {
        throw fault("is not a whole snapshot: line \(number) has \(twice) again")
      }
    }
    if let problem = SnapshotCheck.problem(snapshot) { throw fault("is not a whole snapshot: \(problem)") }
    return snapshot.facts
  }

  /// What a line has; the number of one that is not the first is said in errors.
  private func line<Content: Decodable>(_ text: ArraySlice<UInt8>, _ number: Int? = nil) throws -> Content {
    let place = number.map { "line \($0): " } ?? ""
    guard String(validating: text, as: UTF8.self) != nil else {
      throw fault("is not a snapshot of an account: \(place)it is not UTF-8")
    }
    let data = Data(text)
    let content: Content
    do { content = try JSONDecoder().decode(Content.self, from: data) } catch {
      if number == nil, let problem = foreignness(data) { throw problem }
      throw fault("is not a whole snapshot: \(place)\(SnapshotCheck.problem(error, data, as: Content.self))")
    }
    if let problem = SnapshotCheck.number(data) { throw fault("is not a whole snapshot: \(place)\(problem)") }
    return content
  }

  private struct Form: Decodable { let format: Int }

  /// Why a first line is none of a snapshot of this version; nil where it is one.
  private func foreignness(_ data: Data) -> IpaiError? {
    let form: Form
    do { form = try JSONDecoder().decode(Form.self, from: data) } catch {
      return fault("is not a snapshot of an account: \(DecodingError.words(of: error))")
    }
    return form.format == AccountFacts.currentFormat ? nil : foreign(format: form.format)
  }

  private func foreign(format: Int) -> IpaiError {
    IpaiError(
      .configuration, "\(path) has the format \(format), and this ipai reads the format \(AccountFacts.currentFormat)",
      hint: "judge it with the version of ipai that made it, or make it again")
  }

  private func fault(_ problem: String) -> IpaiError {
    IpaiError(.configuration, "\(path) \(problem)", hint: Self.hint)
  }
}
