# The thresholds of the rules, in seconds where they are lengths of time. An organization sets its own with
# conftest test --data FILE, where FILE holds {"parameters": {"access-token-ttl": {"max": 1800}}}.
package thresholds

default access_token_ttl := 3600

access_token_ttl := data.parameters["access-token-ttl"].max

default access_token_ttl_critical := 900

access_token_ttl_critical := data.parameters["access-token-ttl-when-critical"].max

default short_tokens := ["high"]

short_tokens := data.parameters["access-token-ttl-when-critical"].criticality

default approved_grants := ["authorization_code", "client_credentials", "device_code", "jwt_bearer", "token_exchange"]

approved_grants := data.parameters["approved-grants"].grants

default audiences := 1

audiences := data.parameters["audience-restricted"].max

default audit_events := ["invalidation", "issuance", "logout", "refresh", "reuse", "step_up"]

audit_events := data.parameters["audit-events-complete"].events

default keystores := ["hardware", "os_keychain"]

keystores := data.parameters["bearer-not-persistent"].keystores

default device_code_ttl := 900

device_code_ttl := data.parameters["device-code-short-lived"].max

default critical := ["high"]

critical := data.parameters["device-bound-when-critical"].criticality

default exception_duration := 7776000

exception_duration := data.parameters["exception-documented-and-approved"].max_duration

default exception_expiring := 1209600

exception_expiring := data.parameters["exception-expiring"].within

default exception_renewals := 1

exception_renewals := data.parameters["exception-renewals-limited"].max_renewals

default expiry_leeway := 60

expiry_leeway := data.parameters["expiry-enforced"].leeway

default idle_aal2 := 3600

idle_aal2 := data.parameters["idle-timeout-within-assurance"].aal2

default idle_aal3 := 900

idle_aal3 := data.parameters["idle-timeout-within-assurance"].aal3

default kill_switch_reach := ["client", "tenant", "user"]

kill_switch_reach := data.parameters["kill-switch-tested"].reach

default kill_switch_age := 31536000

kill_switch_age := data.parameters["kill-switch-tested"].max_age

default leak_response := 3600

leak_response := data.parameters["leak-response-declared"].within

default lifetime_aal1 := 2592000

lifetime_aal1 := data.parameters["max-lifetime-within-assurance"].aal1

default lifetime_aal2 := 86400

lifetime_aal2 := data.parameters["max-lifetime-within-assurance"].aal2

default lifetime_aal3 := 43200

lifetime_aal3 := data.parameters["max-lifetime-within-assurance"].aal3

default credential_sources := ["prompt", "secret_manager", "workload_identity"]

credential_sources := data.parameters["no-embedded-secret"].sources

default automation_hosts := ["build_agent", "ephemeral_runner"]

automation_hosts := data.parameters["no-human-session-in-automation"].hosts

default personal_grants := ["authorization_code", "device_code", "implicit", "password", "static_token"]

personal_grants := data.parameters["no-human-session-in-automation"].personal_grants

default shared_hosts := ["shared", "build_agent", "ephemeral_runner"]

shared_hosts := data.parameters["no-plaintext-on-shared-host"].hosts

default offboarding_events := ["offboarding", "role_change"]

offboarding_events := data.parameters["offboarding-revokes"].events

default offboarding_within := 86400

offboarding_within := data.parameters["offboarding-revokes"].within

default attestation_age := 7776000

attestation_age := data.parameters["ownership-attested"].max_age

default policy_review_age := 31622400

policy_review_age := data.parameters["policy-reviewed"].max_age

default revocation_latency_high := 300

revocation_latency_high := data.parameters["revocation-latency-bounded"].high

default drill_age := 7776000

drill_age := data.parameters["revocation-path-declared"].max_age

default forbidden_scopes := ["admin", "administrator", "all", "root", "superuser"]

forbidden_scopes := data.parameters["scopes-least-privilege"].forbidden

default scopes_review_age := 15897600

scopes_review_age := data.parameters["scopes-reviewed"].max_age

default sensitive_scopes := ["admin|impersonate|manage", "delete|payout|readwrite|refund|transfer|write"]

sensitive_scopes := data.parameters["step-up-for-sensitive-scopes"].sensitive

default step_up_age := 900

step_up_age := data.parameters["step-up-for-sensitive-scopes"].max_age

default storage_models := ["none", "memory", "os_keychain", "hardware", "encrypted_file"]

storage_models := data.parameters["storage-encrypted-at-rest"].models

default environment_hosts := ["ephemeral_runner"]

environment_hosts := data.parameters["storage-encrypted-at-rest"].environment_hosts

default vendor_review_age := 31622400

vendor_review_age := data.parameters["third-party-vetted"].max_age
