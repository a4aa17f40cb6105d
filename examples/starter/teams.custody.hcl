# Two teams answer for every CLI: the application team for where the token lies, how it ends on the machine and how it is
# revoked; the identity team for whether it may exist, with which scopes and for how long. Both answer for changes.

team "product" {
  title   = "Product Engineering"
  planes  = ["application"]
  contact = "product@example.com" # an address, a channel or an on-call rota
  backup  = team.identity         # who answers when this team does not
  # github = "my-org/product"     # used to ask for reviews
}

team "identity" {
  title   = "Identity & Access"
  planes  = ["identity", "governance"] # governance: answers where nobody else is named
  contact = "identity@example.com"
  backup  = team.product
}
