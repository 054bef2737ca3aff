import Foundation
import IpaiActions
import IpaiCore
import Testing

/// What comes as JSON is refused in the words of the field, whoever sent it.
@Suite struct RequestCodingTests {
  private typealias Coding = RequestCoding<CommitsListAction>

  private func complaint(_ json: String) throws -> IpaiError? {
    do {
      let request = try Coding.decode(Data(json.utf8))
      for field in CommitsListAction.fields { try field.check(request) }
      return nil
    } catch let error as IpaiError { return error }
  }

  @Test(
    arguments: [
      ("[]", "a request of commits list must be a JSON object"),
      ("", "a request of commits list must be a JSON object"),
      ("{\"max_results\": 3, \"maxResults\": 3}", "commits list has no field 'maxResults'"),
      ("{\"max_results\": 0}", "max_results must be a whole number from 1 to 10000, not '0'"),
      ("{\"max_results\": -1}", "max_results must be a whole number from 1 to 10000, not '-1'"),
      (
        "{\"max_results\": 9223372036854775807}",
        "max_results must be a whole number from 1 to 10000, not '9223372036854775807'"
      ),
      ("{\"max_results\": 18446744073709551616}", "max_results must be a whole number from 1 to 10000"),
      ("{\"max_results\": 1.5}", "max_results must be a whole number from 1 to 10000"),
      ("{\"max_results\": 1e400}", "a request of commits list must be a JSON object"),
      ("{\"max_results\": \"3\"}", "max_results must be a whole number from 1 to 10000, not '3'"),
      ("{\"max_results\": true}", "max_results must be a whole number from 1 to 10000"),
      ("{\"all_repos\": \"yes\"}", "all_repos must be true or false, not 'yes'"),
      ("{\"all_repos\": 1}", "all_repos must be true or false"),
      ("{\"author\": \"ann\"}", "author must be a list of at most 100 texts of 1 to 4096 bytes, not 'ann'"),
      ("{\"author\": [\"\"]}", "author must be a list of at most 100 texts of 1 to 4096 bytes, not ''"),
      ("{\"author\": [1]}", "author must be a list of at most 100 texts of 1 to 4096 bytes"),
      ("{\"repo\": \"relative\"}", "repo must be an absolute path, not 'relative'"),
      ("{\"repo\": \"/a\\u0000b\"}", "repo must be an absolute path, not '/a\0b'"),
      ("{\"since\": \"\"}", "since must be a date: \(DateExpression.forms), not ''"),
      ("{\"since\": \"some day\"}", "since must be a date: \(DateExpression.forms), not 'some day'"),
    ] as [(String, String)])
  func whatIsWrongIsNamed(json: String, message: String) throws {
    let error = try #require(try complaint(json))
    #expect(error.code == .usage)
    #expect(error.message == message)
  }

  @Test(arguments: [
    "{}", "{\"max_results\": null}", "{\"max_results\": 10000, \"since\": \"2w\", \"author\": [], \"path\": [\"a\"]}",
    "{\"max_results\": 3.0}", "{\"repo\": \"/a b\", \"all_repos\": false}",
  ])
  func whatIsRightIsTaken(json: String) throws { #expect(try complaint(json) == nil) }

  @Test func whatIsRequiredIsMissed() throws {
    let error = #expect(throws: IpaiError.self) { try RequestCoding<CommitsForgetAction>.decode(Data("{}".utf8)) }
    #expect(error?.code == .usage && error?.message.hasPrefix("path is missing: ") == true)
    let request = try RequestCoding<CommitsForgetAction>.decode(Data("{\"path\": \"/a\"}".utf8))
    #expect(request.path == "/a")
  }

  @Test func tooManyTextsAreRefused() throws {
    let authors = Array(repeating: "\"a\"", count: 101).joined(separator: ",")
    let error = try #require(try complaint("{\"author\": [\(authors)]}"))
    #expect(error.message == "author must be at most 100 values, not 101")
  }
}
