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
}
