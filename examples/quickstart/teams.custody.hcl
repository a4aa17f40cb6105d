# Every CLI has two sides, and each has a team that answers for it.

team "payments" {
  title   = "Payments"
  planes  = ["application"] # where the token lies, what logging out does, how it is revoked
  contact = "payments-oncall@payments.example"
  backup  = team.warehouse
  github  = "example-payments/payments"
}

team "warehouse" {
  title   = "Warehouse"
  planes  = ["application"]
  contact = "warehouse@payments.example"
  backup  = team.payments # two teams may stand in for each other
  github  = "example-payments/warehouse"
}

team "identity" {
  title   = "Identity & Access"
  planes  = ["identity", "governance"] # whether the token may exist: scopes, lifetimes, offboarding
  contact = "iam@payments.example"
  backup  = team.payments
  github  = "example-payments/iam"
}
