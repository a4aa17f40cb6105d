# Sections that set limits or duties for sessions; gist is a paraphrase, not the text.

framework "nist-800-63b-4" {
  title     = "NIST SP 800-63B-4"
  publisher = "NIST"
  version   = "4"
  prefix    = "63B "
  names     = ["800-63B", "SP 800-63B", "SP 800-63B-4", "NIST SP 800-63B", "NIST SP 800-63B-4"]
  url       = "https://pages.nist.gov/800-63-4/sp800-63b.html"
  license   = "public domain"
  print     = "text"

  control "2.1.3" {
    title = "Reauthentication at AAL1"
    gist  = "An overall timeout is established (SHALL), of at most 30 days (SHOULD). An inactivity timeout is optional."
  }

  control "2.2" {
    title = "Authentication Assurance Level 2"
    gist  = "Two distinct authentication factors through secure protocols."
  }

  control "2.2.3" {
    title = "Reauthentication at AAL2"
    gist  = "An overall timeout is established (SHALL), of at most 24 hours (SHOULD), and an inactivity timeout of at most 1 hour (SHOULD)."
  }

  control "2.3.3" {
    title = "Reauthentication at AAL3"
    gist  = "An overall timeout of at most 12 hours (SHALL) and an inactivity timeout of at most 15 minutes (SHOULD)."
  }

  control "5.1" {
    title = "Session Bindings"
    gist  = "Bearer session secrets do not outlive a restart (SHOULD NOT) unless possession is proven or the keystore is protected; they are erased on the endpoint at logout and at expiry (SHOULD) and kept out of insecure places (SHOULD NOT)."
  }

  control "5.1(3)" {
    title = "Session Bindings, item 3"
    gist  = "Session secrets are erased or invalidated by the session subject at logout (SHALL)."
  }

  control "5.1(5)" {
    title = "Session Bindings, item 5"
    gist  = "Session secrets time out after the time given for the assurance level (SHALL)."
  }

  control "5.1.2" {
    title = "Access Tokens"
    gist  = "The presence of an access token is no sign of the presence of the person (SHALL NOT be read as one)."
  }

  control "5.2" {
    title = "Reauthentication"
    gist  = "A session ends when either timeout expires (SHALL); the limits are established and documented (SHALL) and may be longer for device-bound sessions (MAY)."
  }

  control "5.3" {
    title = "Session Monitoring"
    gist  = "Session characteristics may be evaluated to detect fraud (MAY); on detection the session is reauthenticated, ended or reported (SHOULD)."
  }
}
