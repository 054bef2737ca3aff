import MCP

extension Fixtures {
  /// Tools for the scenarios that judge a client.
  static let clientTools =
    [
      Tool(
        "add_numbers", description: "Adds two numbers.",
        inputSchema: form(["a": ["type": "number"], "b": ["type": "number"]])
      ) { arguments, _ in
        let a = arguments["a"]?.number ?? 0
        let b = arguments["b"]?.number ?? 0
        return .text("The sum of \(a) and \(b) is \(a + b)")
      },
      Tool("test_client_elicitation_defaults", description: "Asks with defaults and wants them back.") { _, context in
        let schema = defaultsForm
        let answer = try await context.elicit("answer", "Please accept with the defaults", schema: schema)
        guard answer.action == .accept else { throw ToolFailure("The form was not accepted.") }
        for (name, property) in (schema["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key })
        where answer.content[name] != property["default"] {
          throw ToolFailure("The field '\(name)' does not have its default.")
        }
        return .text("All defaults were filled in.")
      },
      Tool("test_headers", description: "Does nothing.") { _, _ in .text("Headers test completed") },
      Tool("my-hyphenated-tool", description: "Does nothing, and has hyphens in its name.") { _, _ in
        .text("Headers test completed")
      },
      Tool(
        "valid_tool", description: "Has an argument that is repeated in a header.",
        inputSchema: [
          "type": "object", "properties": ["region": ["type": "string", "x-mcp-header": "Region"]],
          "required": ["region"],
        ]
      ) { arguments, _ in .text("region: \(arguments["region"]?.string ?? "none")") },
      Tool(
        "json_schema_echo", description: "Wants the schema of json_schema_2020_12_tool as it was listed.",
        inputSchema: form(["schema": ["type": "object"]])
      ) { arguments, _ in
        guard arguments["schema"] == wideSchema else { throw ToolFailure("The schema is not what was listed.") }
        return .text("echoed")
      },
    ] + roundTools + customHeaderTools

  /// A form in which every field has a default.
  static let defaultsForm: JSON = [
    "type": "object",
    "properties": [
      "name": ["type": "string", "default": "John Doe"], "age": ["type": "integer", "default": 30],
      "score": ["type": "number", "default": 95.5],
      "status": ["type": "string", "enum": ["active", "inactive", "pending"], "default": "active"],
      "verified": ["type": "boolean", "default": true],
    ],
  ]

  /// Tools that ask in rounds, and one that is called between them.
  private static let roundTools =
    ["test_mrtr_echo_state", "test_mrtr_no_state", "test_mrtr_no_result_type"].map { name in
      Tool(name, description: "Asks for a confirmation, except the last of these.") { _, context in
        if name == "test_mrtr_no_result_type" { return .text("no-result-type-test-ok") }
        let form: JSON = ["type": "object", "properties": ["confirmed": ["type": "boolean"]]]
        let answer = try await context.elicit("confirm", "Please confirm to continue", schema: form)
        guard answer.content["confirmed"] == true else { throw ToolFailure("It was not confirmed.") }
        return .text("confirmed")
      }
    } + [Tool("test_mrtr_unrelated", description: "Does nothing.") { _, _ in .text("unrelated-ok") }]

  /// Tools with arguments of each type that can be repeated in a header, and some that are not repeated.
  private static let customHeaderTools = ["test_custom_headers", "test_custom_headers_null"].map { name in
    Tool(
      name, description: "Has arguments that are repeated in headers.",
      inputSchema: [
        "type": "object", "required": ["region", "priority", "query"],
        "properties": [
          "region": header("string", "Region"), "priority": header("integer", "Priority"),
          "verbose": name.hasSuffix("null") ? ["type": ["boolean", "null"]] : header("boolean", "Verbose"),
          "debug": header("boolean", "Debug"),
          "empty_val": header("string", "EmptyVal"), "method_val": header("string", "Method"),
          "float_val": ["type": "number"], "non_ascii_val": header("string", "NonAscii"),
          "whitespace_val": header("string", "Whitespace"), "leading_space_val": header("string", "LeadingSpace"),
          "trailing_space_val": header("string", "TrailingSpace"),
          "internal_space_val": header("string", "InternalSpace"),
          "control_char_val": header("string", "ControlChar"), "crlf_val": header("string", "CrLf"),
          "tab_val": header("string", "Tab"), "query": ["type": "string"],
        ],
      ]
    ) { _, _ in .text("Custom headers test completed") }
  }

  private static func header(_ type: JSON, _ name: JSON) -> JSON { ["type": type, "x-mcp-header": name] }
}
