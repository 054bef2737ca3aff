// A server with one tool and one resource, on stdin and stdout: swift run example-mcp-server
import Foundation
import MCP

/// The arguments of the tool.
struct Temperature: Decodable, Sendable {
  var celsius: Double
}

let fahrenheit = Tool(
  "fahrenheit", description: "Converts degrees Celsius to Fahrenheit.", input: Temperature.self,
  inputSchema: ["type": "object", "properties": ["celsius": ["type": "number"]], "required": ["celsius"]],
  outputSchema: ["type": "object", "properties": ["fahrenheit": ["type": "number"]], "required": ["fahrenheit"]],
  annotations: ToolAnnotations(readOnly: true, openWorld: false)
) { input, context in
  guard input.celsius >= -273.15 else { throw ToolFailure("nothing is colder than -273.15 degrees Celsius") }
  await context.log(.info, "converted")
  return .structured(["fahrenheit": .number(input.celsius * 1.8 + 32)])
}

let scale = Resource("example://scale", name: "scale", mimeType: "text/plain") { _ in
  [ResourceContents(uri: "example://scale", mimeType: "text/plain", text: "Water freezes at 0 and boils at 100.")]
}

let server = try Server(
  Implementation(name: "example", version: "1.0.0"), offering: Catalog(tools: [fahrenheit], resources: [scale]))
await StandardIO(server).run()
