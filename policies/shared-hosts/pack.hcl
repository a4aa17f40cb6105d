# What holds in addition where people share a host: jump hosts, terminal servers, workstations at a counter. Its policies look
# at sessions with host = "shared" alone.

pack {
  title       = "Shared hosts"
  description = "On hosts that several people use, tokens lie in memory or in hardware, sessions are short, refresh tokens are bound to their sender, and the CLI cleans up after itself."
  version     = "1.0.0"
  extends     = ["builtin:baseline"]
}

# A copy that the next user finds on the disk is the very harm that this pack is about.
override "bearer-not-persistent" {
  level = "mandatory"
}

# A shared host is lost with all its sessions: they must be ended at one stroke.
override "kill-switch-tested" {
  level = "mandatory"
}
