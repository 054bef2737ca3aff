import Foundation
import IpaiActions
import Testing

/// What holds of every action.
@Suite struct ActionTableTests {
  @Test func namesAndRoutesAreThereOnce() {
    #expect(Set(ActionList.all.map(\.name.identifier)).count == ActionList.all.count)
    #expect(Set(ActionList.all.map(\.route)).count == ActionList.all.count)
  }

  /// Each action is a file of its own, `<Noun>/<NounVerb>Action.swift`, and a line in the list.
  @Test func noneIsForgotten() throws {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path + "/Sources/IpaiActions"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix("Action.swift") && !$0.hasPrefix("Frame/") }
    #expect(files.count == ActionList.all.count, "\(files)")
  }

  @Test(arguments: ActionList.all)
  func everythingIsSaid(action: ActionEntry) {
    #expect(action.summary.hasSuffix(".") && action.summary.count < 120)
    for field in action.fields { #expect(field.help.hasSuffix("."), "\(field.key)") }
    #expect(Set(action.fields.map(\.key)).count == action.fields.count)
    guard case .object(let properties) = action.outcome else {
      Issue.record("the outcome is not an object")
      return
    }
    #expect(!properties.isEmpty)
  }

  /// The keys of the request's type are those of the fields.
  @Test(arguments: ActionList.all)
  func theRequestHoldsTheFields(action: ActionEntry) {
    guard case .object(let properties) = action.request else {
      Issue.record("the request is not an object")
      return
    }
    #expect(Set(properties.map { snakeCase($0.key) }) == Set(action.fields.map(\.key)))
    #expect(Set(action.route.pathFields).isSubset(of: action.fields.map(\.key)))
  }

  private func snakeCase(_ name: String) -> String {
    name.replacing(/[A-Z]/) { "_" + $0.output.lowercased() }
  }

  /// Whether the values are taken is in ActionVerbTests.
  @Test(arguments: ActionList.all)
  func theExampleHasTheFieldsThatItNeeds(action: ActionEntry) throws {
    let example = try #require(try JSONSerialization.jsonObject(with: action.example) as? [String: Any])
    #expect(Set(example.keys).isSubset(of: action.fields.map(\.key)))
    for field in action.fields where field.isRequired { #expect(example[field.key] != nil, "\(field.key)") }
  }
}

extension ActionEntry: CustomTestStringConvertible {
  public var testDescription: String { name.words }
}
