import ArgumentParser

/// `ipai promote outbox`: the verbs for the messages about promotions.
struct PromoteOutbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "List and send the messages about promotions that wait to be delivered.",
    discussion: """
      A message is stored with its promotion and sent until its receiver has taken it, always with the same Idempotency-Key. The \
      address of n8n is in IPAI_N8N_URL, the secret by which bodies are signed (HMAC-SHA256, header X-Ipai-Signature) in \
      IPAI_N8N_SECRET, and the address of Mattermost in IPAI_MATTERMOST_URL.

      Examples:
        ipai promote outbox list
        ipai promote outbox deliver
      """,
    subcommands: [PromoteOutboxList.self, PromoteOutboxDeliver.self])
}
