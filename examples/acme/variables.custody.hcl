# Values for production stand in production.auto.custody.vars; a test realm is one --var-file away.

variable "sso_url" {
  type        = string
  description = "Base URL of the Keycloak in which people sign in."

  validation {
    condition     = startswith(var.sso_url, "https://")
    error_message = "People sign in over https alone."
  }
}

variable "realm" {
  type        = string
  default     = "employees"
  description = "The Keycloak realm of our own people."
}

variable "hydra_public_url" {
  type        = string
  description = "Where machines obtain and revoke their tokens."
}

variable "hydra_admin_url" {
  type        = string
  description = "The administration API of Hydra. It is reachable from the deployment network alone."
}

variable "office_networks" {
  type        = list(string)
  default     = []
  description = "Networks of the offices, in CIDR notation."
}

variable "vpn_networks" {
  type        = list(string)
  default     = ["10.200.0.0/14"]
  description = "What a laptop looks like from inside when it is on the VPN."
}

variable "runner_networks" {
  type        = list(string)
  default     = ["10.30.0.0/16"]
  description = "Where pipelines run."
}

variable "bastion_networks" {
  type        = list(string)
  default     = ["10.40.0.0/24"]
  description = "The hosts that one jumps from."
}

variable "edge_regions" {
  type = map(object({
    title     = string
    networks  = list(string)
    clearance = optional(string, "aal2")
  }))
  description = "Regions with an edge site. Each has a control CLI of its own, so that one stolen session reaches one region."
}
