import Foundation
import MCP

/// What the conformance suite expects of a server.
enum Fixtures {
  /// The whole catalog. `changer` lets tools change it.
  static func catalog(_ changer: CatalogChanger) -> Catalog {
    Catalog(
      tools: contentTools + sessionTools + statelessTools(changer) + inputTools + taskTools + clientTools,
      resources: [
        Resource(
          "test://static-text", name: "Static text", description: "A text that never changes.", mimeType: "text/plain"
        ) {
          _ in
          [
            ResourceContents(
              uri: "test://static-text", mimeType: "text/plain",
              text: "This is the content of the static text resource.")
          ]
        },
        Resource("test://static-binary", name: "Static image", description: "One red pixel.", mimeType: "image/png") {
          _ in
          [ResourceContents(uri: "test://static-binary", mimeType: "image/png", blob: png)]
        },
        Resource(
          "test://watched-resource", name: "Watched", description: "To be subscribed to.", mimeType: "text/plain"
        ) {
          _ in
          [ResourceContents(uri: "test://watched-resource", mimeType: "text/plain", text: "Watched.")]
        },
      ],
      resourceTemplates: [
        ResourceTemplate(
          "test://template/{id}/data", name: "By id", description: "Data of any id.", mimeType: "application/json",
          complete: { _, typed, _ in ["123", "456"].filter { $0.hasPrefix(typed) } }
        ) { uri, variables, _ in
          let id = variables["id"] ?? ""
          let text: JSON = ["id": .string(id), "templateTest": true, "data": .string("Data for ID: \(id)")]
          return [
            ResourceContents(
              uri: uri, mimeType: "application/json", text: String(decoding: text.encoded, as: UTF8.self))
          ]
        }
      ],
      prompts: prompts)
  }

  /// A picture of one red pixel.
  static let png =
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==") ?? Data()
  /// A sound without samples, at 8 kHz.
  static let wav = Data(base64Encoded: "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=") ?? Data()

  /// A form that asks for a name.
  static let nameForm: JSON = form(["name": ["type": "string"]])

  /// A form in which all of these properties are required.
  static func form(_ properties: JSON) -> JSON {
    [
      "type": "object", "properties": properties,
      "required": .array((properties.object ?? [:]).keys.sorted().map(JSON.string)),
    ]
  }

  /// A message of the user's.
  static func user(_ text: String) -> PromptMessage { PromptMessage(.user, .text(text)) }

  private static let prompts = [
    Prompt("test_simple_prompt", description: "A prompt without arguments.") { _, _ in
      PromptResult([user("This is a simple prompt for testing.")])
    },
    Prompt(
      "test_prompt_with_arguments", description: "A prompt with two arguments.",
      arguments: [
        PromptArgument(
          "arg1", description: "The first.", required: true,
          complete: { _, typed, _ in ["test-one", "test-two", "other"].filter { $0.hasPrefix(typed) } }),
        PromptArgument("arg2", description: "The second.", required: true),
      ]
    ) { arguments, _ in
      PromptResult([
        user("Prompt with arguments: arg1='\(arguments["arg1"] ?? "")', arg2='\(arguments["arg2"] ?? "")'")
      ])
    },
    Prompt(
      "test_prompt_with_embedded_resource", description: "A prompt with a resource in it.",
      arguments: [PromptArgument("resourceUri", description: "Its address.", required: true)]
    ) { arguments, _ in
      let contents = ResourceContents(
        uri: arguments["resourceUri"] ?? "", mimeType: "text/plain", text: "Embedded resource content for testing.")
      return PromptResult([
        PromptMessage(.user, .resource(contents)), user("Please process the embedded resource above."),
      ])
    },
    Prompt("test_prompt_with_image", description: "A prompt with an image in it.") { _, _ in
      PromptResult([
        PromptMessage(.user, .image(png, mimeType: "image/png")), user("Please analyze the image above."),
      ])
    },
    Prompt("test_input_required_result_prompt", description: "A prompt that asks first.") { _, context in
      let answer = try await context.elicit(
        "user_context", "What context should the prompt use?", schema: form(["context": ["type": "string"]]))
      return PromptResult([user("Use this context: \(answer.content["context"]?.string ?? "none")")])
    },
  ]
}
