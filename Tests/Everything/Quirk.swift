import ArgumentParser
import MCP

/// A way in which a server behaves differently from what the library does. A client has to cope with some of these, and has to
/// notice others.
enum Quirk: String, CaseIterable, ExpressibleByArgument, Sendable {
  /// The first request is refused for its revision, although the server names that revision as one that it serves.
  case refuseFirstRevision = "refuse-first-revision"
  /// Every request is refused in this way.
  case refuseEveryRevision = "refuse-every-revision"
  /// Sessions are of 2025-03-26, and messages come in batches.
  case oldRevision = "old-revision"
  /// Sessions are of a revision that nobody knows.
  case unknownRevision = "unknown-revision"
  /// `test_mrtr_no_state` asks without a state and refuses one; other tools refuse whatever belongs to it.
  case withoutRequestState = "without-request-state"
  /// `test_mrtr_no_result_type` answers without the type of the result.
  case withoutResultType = "without-result-type"
  /// `test_mrtr_no_result_type` asks when it should answer.
  case questionTooMany = "question-too-many"
  /// Tools with malformed annotations are listed as well.
  case malformedTools = "malformed-tools"
  /// A tool is listed whose schema refers to `/canary`. `/canary/count` says how often that was fetched.
  case reference
  /// Schemas are listed without their definitions.
  case strippedSchemas = "stripped-schemas"
  /// Forms come without their defaults.
  case withoutDefaults = "without-defaults"
  /// `add_numbers` answers with a wrong sum.
  case wrongSum = "wrong-sum"
  /// Headers that repeat arguments get lost on their way.
  case loseHeaders = "lose-headers"
  /// A client that comes back to a stream cannot get what it missed.
  case forgetStreams = "forget-streams"
  /// Lists of tools are empty.
  case emptyLists = "empty-lists"

  /// Changes a message of the server's before it is sent.
  ///
  /// `request`: the request that it answers or belongs to.
  func changed(_ message: JSON, with request: JSON) -> JSON {
    let method = request["method"]?.string
    let tool = request["params"]?["name"]?.string
    switch self {
    case .oldRevision where method == "initialize":
      return message.setting(["result", "protocolVersion"], to: "2025-03-26")
    case .unknownRevision where method == "initialize":
      return message.setting(["result", "protocolVersion"], to: "1999-01-01")
    case .withoutRequestState where tool == "test_mrtr_no_state":
      return message.setting(["result", "requestState"], to: nil)
    case .withoutResultType where tool == "test_mrtr_no_result_type":
      return message.setting(["result", "resultType"], to: nil)
    case .questionTooMany where tool == "test_mrtr_no_result_type" && request["params"]?["inputResponses"] == nil:
      return message.setting(["result"], to: Self.question)
    case .malformedTools where method == "tools/list": return message.changingTools { $0 + Self.malformed }
    case .reference where method == "tools/list": return message.changingTools { $0 + [Self.referring] }
    case .strippedSchemas where method == "tools/list":
      return message.changingTools { tools in tools.map { $0.setting(["inputSchema", "$defs"], to: nil) } }
    case .withoutDefaults where message["method"] == "elicitation/create":
      return message.setting(["params", "requestedSchema", "properties"], to: ["name": ["type": "string"]])
    case .wrongSum where tool == "add_numbers":
      return message.setting(["result", "content"], to: [["type": "text", "text": "The sum is 4"]])
    case .emptyLists where method == "tools/list": return message.changingTools { _ in [] }
    default: return message
    }
  }

  private static let question: JSON = [
    "resultType": "input_required",
    "inputRequests": [
      "confirm": [
        "method": "elicitation/create",
        "params": ["message": "Why?", "requestedSchema": ["type": "object", "properties": [:]]],
      ]
    ],
  ]

  private static let referring: JSON = [
    "name": "lookup_user", "description": "Refers to elsewhere.",
    "inputSchema": [
      "type": "object", "$defs": ["id": ["type": "string"]],
      "properties": ["id": ["$ref": "#/$defs/id"], "profile": ["$ref": "/canary"]],
    ],
  ]

  /// Tools that each break a different rule of `x-mcp-header` (SEP-2243).
  private static let malformed: [JSON] = [
    malformed("invalid_empty_header", ["value": ["type": "string", "x-mcp-header": ""]]),
    malformed("invalid_object_header", ["value": ["type": "object", "x-mcp-header": "Data"]]),
    malformed("invalid_array_header", ["value": ["type": "array", "x-mcp-header": "Items"]]),
    malformed("invalid_null_header", ["value": ["type": "null", "x-mcp-header": "Nil"]]),
    malformed(
      "invalid_duplicate_same_case",
      ["one": ["type": "string", "x-mcp-header": "Region"], "two": ["type": "string", "x-mcp-header": "Region"]]),
    malformed(
      "invalid_duplicate_diff_case",
      ["one": ["type": "string", "x-mcp-header": "Field"], "two": ["type": "string", "x-mcp-header": "field"]]),
    malformed("invalid_space_in_name", ["value": ["type": "string", "x-mcp-header": "My Region"]]),
    malformed("invalid_colon_in_name", ["value": ["type": "string", "x-mcp-header": "Region:Primary"]]),
    malformed("invalid_non_ascii_name", ["value": ["type": "string", "x-mcp-header": "Région"]]),
    malformed("invalid_control_char_name", ["value": ["type": "string", "x-mcp-header": "Region\t1"]]),
  ]

  private static func malformed(_ name: JSON, _ properties: JSON) -> JSON {
    [
      "name": name, "description": "Has a malformed annotation.",
      "inputSchema": ["type": "object", "properties": properties],
    ]
  }
}
