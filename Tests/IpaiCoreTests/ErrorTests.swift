import Foundation
import IpaiCore
import Testing

@Suite struct ErrorTests {
  @Test(arguments: [
    (ErrorCode.no, Int32(1), 404, -32001), (.pending, 2, 409, -32007), (.usage, 64, 400, -32602),
    (.conflict, 65, 409, -32009),
    (.notFound, 66, 404, -32002), (.unavailable, 69, 503, -32003), (.internal, 70, 500, -32603),
    (.denied, 77, 403, -32004), (.configuration, 78, 500, -32005), (.interrupted, 130, 503, -32006),
  ])
  func everyCodeHasItsStatuses(code: ErrorCode, exit: Int32, http: Int, jsonRPC: Int) {
    #expect(code.exitStatus == exit)
    #expect(code.httpStatus == http)
    #expect(code.jsonRPCCode == jsonRPC)
  }

  @Test func theTableAboveIsWhole() { #expect(ErrorCode.allCases.count == 10) }

  @Test func anErrorIsRenderedWithCausesAndHint() {
    let cause = IpaiError(.internal, "the cause", cause: IpaiError(.internal, "the root"))
    let error = IpaiError(.notFound, "no skill named 'x'", hint: "list them", cause: cause)
    #expect(
      error.rendered == "ipai: no skill named 'x'\n  caused by: the cause\n  caused by: the root\nhint: list them")
  }

  @Test func aSecretNeverShows() throws {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(["key": secret], to: &dumped)
    let encoded = String(decoding: try JSONEncoder().encode(["key": secret]), as: UTF8.self)
    let shown = "\(secret) \(String(reflecting: secret)) \(dumped) \(encoded)"
    #expect(!shown.contains("hunter2") && shown.contains("***"))
    #expect(secret.reveal() == "hunter2")
  }

  private struct Listed: Decodable {
    struct Item: Decodable {
      enum Kind: String, Decodable { case one }
      let name: String
      let count: Int?
      let kind: Kind?
      let parts: [Double]?
      let more: [String: Bool]?
    }
    let items: [Item]
  }

  /// What is wrong with JSON is said in our words, and not in Swift's.
  @Test(arguments: [
    ("{", "it is not valid JSON, or has a number that does not fit"), ("[]", "it has to be an object"),
    ("{}", "there is no 'items'"),
    (#"{"items":1}"#, "'items' has to be a list"), (#"{"items":null}"#, "'items' has to be a list, and is null"),
    (#"{"items":[{"name":"a"},{}]}"#, "there is no 'items[1].name'"),
    (#"{"items":[{"name":1}]}"#, "'items[0].name' has to be a text"),
    (#"{"items":[{"name":"a","count":"b"}]}"#, "'items[0].count' has to be a whole number"),
    (#"{"items":[{"name":"a","count":1.5}]}"#, "it is not valid JSON, or has a number that does not fit"),
    (#"{"items":[{"name":"a","kind":"two"}]}"#, "'items[0].kind' has a value that it cannot have"),
    (#"{"items":[{"name":"a","parts":[1,"b"]}]}"#, "'items[0].parts[1]' has to be a number"),
    (#"{"items":[{"name":"a","more":{"x":"b"}}]}"#, "'items[0].more.x' has to be true or false"),
  ])
  func decodingFaultsAreSaidInPlainWords(json: String, words: String) throws {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Listed.self, from: Data(json.utf8))
    }
    let known = IpaiError(.conflict, "x", cause: error)
    #expect(known.causes == [words] && known.rendered == "ipai: x\n  caused by: \(words)")
    #expect(known.summary == "x: \(words)")
  }

  /// A name from outside cannot add a line of its own, whoever reads the error.
  @Test func aLineBreakInANameStaysInItsLine() {
    let error = IpaiError(
      .conflict, "no 'a\nipai: all is well\u{1B}[2K\u{202E}'", hint: "b\r\nhint: c",
      cause: IpaiError(.conflict, "d\u{2028}e"))
    #expect(
      error.rendered
        == "ipai: no 'a ipai: all is well\u{FFFD}[2K\u{FFFD}'\n  caused by: d e\nhint: b  hint: c")
    #expect(error.advice == "no 'a ipai: all is well\u{FFFD}[2K\u{FFFD}'\nd e\nb  hint: c")
    #expect(error.summary == "no 'a ipai: all is well\u{FFFD}[2K\u{FFFD}': d e")
  }
}
