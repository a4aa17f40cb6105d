# What holds in addition where an AI agent acts. Its policies look at sessions with actor = "ai_agent" alone, as the controls
# of the AI RMF do.

pack {
  title       = "AI agents"
  description = "An agent has an identity of its own, acts on somebody's behalf rather than as somebody, asks a person before it does harm, is recorded out of its own reach, and can be stopped within minutes."
  version     = "1.0.0"
  extends     = ["builtin:baseline"]
}

# An agent is stopped at the issuer: whatever it was told, it can not be relied on to stop itself.
override "kill-switch-tested" {
  level = "mandatory"
}

# What an agent can read it can be talked into showing.
override "tokens-not-disclosed" {
  level = "mandatory"
}
