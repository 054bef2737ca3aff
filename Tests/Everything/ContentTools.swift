import MCP

extension Fixtures {
  /// Tools that answer at once, with each kind of content.
  static let contentTools = [
    Tool("test_simple_text", description: "Answers with text.") { _, _ in
      .text("This is a simple text response for testing.")
    },
    Tool("test_image_content", description: "Answers with an image.") { _, _ in
      ToolResult([.image(png, mimeType: "image/png")])
    },
    Tool("test_audio_content", description: "Answers with sound.") { _, _ in
      ToolResult([.audio(wav, mimeType: "audio/wav")])
    },
    Tool("test_embedded_resource", description: "Answers with a resource.") { _, _ in
      ToolResult([
        .resource(
          ResourceContents(
            uri: "test://embedded-resource", mimeType: "text/plain", text: "This is an embedded resource content."))
      ])
    },
    Tool("test_multiple_content_types", description: "Answers with text, an image and a resource.") { _, _ in
      ToolResult([
        .text("Multiple content types test:"), .image(png, mimeType: "image/png"),
        .resource(
          ResourceContents(
            uri: "test://mixed-content-resource", mimeType: "application/json", text: #"{"test":"data","value":123}"#)),
      ])
    },
    Tool("test_error_handling", description: "Fails.") { _, _ in
      throw ToolFailure("This tool intentionally returns an error for testing")
    },
    Tool(
      "test_structured_content", description: "Answers with structured content.",
      inputSchema: ["type": "object", "properties": ["celsius": ["type": "number"]], "required": ["celsius"]],
      outputSchema: ["type": "object", "properties": ["fahrenheit": ["type": "number"]], "required": ["fahrenheit"]],
      annotations: ToolAnnotations(readOnly: true, openWorld: false)
    ) { arguments, _ in
      .structured(["fahrenheit": .number((arguments["celsius"]?.number ?? 0) * 1.8 + 32)])
    },
    Tool(
      "json_schema_2020_12_tool", description: "Has a schema with a bit of everything.", inputSchema: wideSchema
    ) { _, _ in .text("The arguments fit.") },
    Tool(
      "test_x_mcp_header", description: "Has an argument that is repeated in a header.",
      inputSchema: [
        "type": "object",
        "properties": ["region": ["type": "string", "x-mcp-header": "Region", "description": "Any text."]],
      ]
    ) { arguments, _ in .text("region: \(arguments["region"]?.string ?? "none")") },
  ]

  /// A schema with a bit of everything.
  static let wideSchema: JSON = [
    "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
    "$defs": [
      "address": [
        "$anchor": "addressDef", "type": "object",
        "properties": ["street": ["type": "string"], "city": ["type": "string"]],
      ]
    ],
    "properties": [
      "name": ["type": "string"], "address": ["$ref": "#/$defs/address"],
      "contactMethod": ["type": "string", "enum": ["phone", "email"]], "phone": ["type": "string"],
      "email": ["type": "string"],
    ],
    "allOf": [["anyOf": [["required": ["phone"]], ["required": ["email"]]]]],
    "if": ["properties": ["contactMethod": ["const": "phone"]], "required": ["contactMethod"]],
    "then": ["required": ["phone"]], "else": ["required": ["email"]], "additionalProperties": false,
  ]
}
