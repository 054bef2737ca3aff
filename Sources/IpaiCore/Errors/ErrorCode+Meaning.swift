extension ErrorCode {
  /// What the exit status means, as a sentence for manuals.
  package var meaning: String {
    switch self {
    case .no: "The answer is a clear no: nothing matched, or a check failed."
    case .pending: "There is something to do, of which --detailed-exitcode was to tell."
    case .usage: "The command line was wrong."
    case .conflict: "The data is in conflict with what was asked for."
    case .notFound: "Something that was named is not there, or is not indexed yet."
    case .unavailable:
      "Something that is needed cannot be used: a damaged file, a full disk, a server that does not answer."
    case .internal: "An error of ipai itself."
    case .denied: "Permission was denied."
    case .configuration: "The configuration is wrong."
    case .interrupted: "The user interrupted it (SIGINT); what was done is kept."
    }
  }
}
