# What holds in addition where nobody sits: pipelines, scheduled jobs, services. Its policies look at sessions with
# actor = "automation", and at all that lie on a build agent or a runner.

pack {
  title       = "Automation"
  description = "Jobs prove who they are by a key or by their platform, without a secret that can be copied; they refresh nothing, hold short tokens, and are good from named networks only."
  version     = "1.0.0"
  extends     = ["builtin:baseline"]
}

# A job that reaches production from a test pipeline, and a token that every server accepts, are how one pipeline takes the
# others along.
override "audience-restricted" {
  level = "mandatory"
}

override "environments-separated" {
  level = "mandatory"
}

# What a job prints stands in a log that many read.
override "tokens-not-disclosed" {
  level = "mandatory"
}
