import CBuildInformation

/// The version of this build.
package enum Version {
  package static let number = "0.1.0"
  package static var commit: String { String(cString: ipai_build_commit()) }
  package static var text: String { "ipai \(number) (\(commit))" }
}
