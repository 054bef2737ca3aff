import IpaiYAML
import Testing

@Suite struct YAMLScalarTests {
  @Test(arguments: [
    ("", YAMLScalar.Kind.null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string),
    ("true", .boolean), ("False", .boolean), ("yes", .string), ("on", .string), ("tRue", .string),
    ("0", .number), ("-1", .number), ("+12", .number), ("1.5", .number), (".5", .number), ("5.", .number),
    ("1e3", .number), ("1.5E-3", .number), ("0x1F", .number), ("0o17", .number), (".inf", .number), ("-.Inf", .number),
    (".nan", .number), ("1.2.3", .string), ("1.10", .number), ("-", .string), (".", .string), ("+", .string),
    ("0x", .string), ("0o8", .string), ("1e", .string), ("1_000", .string), ("12a", .string), ("e3", .string),
    ("2026-11-28", .string), ("é", .string),
  ])
  func kindsAreThoseOfTheCoreSchema(text: String, kind: YAMLScalar.Kind) {
    #expect(YAMLScalar(plain: text).kind == kind)
  }

  @Test(arguments: [
    (
      "a: 1\nb: [true, ~, 1.50, 0x1F, .inf, '1', no]\nc: {d: \"q\\\"\\\\\\n\\u0001é\"}\n",
      #"{"a":1,"b":[true,null,1.50,"0x1F",".inf","1","no"],"c":{"d":"q\"\\\n\u0001é"}}"#
    ),
    ("[]", "[]"), ("{}", "{}"), ("x", #""x""#), ("a: TRUE", #"{"a":true}"#), ("a: -0.5e3", #"{"a":-0.5e3}"#),
    ("a: +1", #"{"a":"+1"}"#),
    ("a: 012", #"{"a":"012"}"#),
  ])
  func jsonIsWritten(text: String, json: String) throws {
    let limits = YAMLLimits(maxBytes: 1000)
    let node = try #require(try YAMLDocument.read(text, limits: limits))
    #expect(node.json == json)
    #expect(try JSONDocument.read(json.utf8, limits: limits)?.json == json)
  }
}
