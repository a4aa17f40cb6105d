# What the rules share: the sessions of all CLIs, and what exceptions waive.
package model

# sessions lists the sessions of every CLI, so that a rule need not walk through the CLIs.
sessions := [session | some cli in input.clis; some session in cli.sessions]

# finding is what a rule has found about a block; it is undefined where an exception waives the policy for that block.
finding(policy, block, message) := {"msg": message, "policy": policy, "subject": block.address} if {
	not waived(policy, block)
}

# waivers lists, for each policy, the addresses for which an exception in force waives it. One that still lacks approvals
# waives where it has them all.
waivers[policy] contains address if {
	some exception in input.exceptions
	exception.state in {"active", "expiring", "requested"}
	exception.granted <= input.at
	some policy in exception.policies
	some address in exception.matched
	not address in exception.unapproved
}

# standing_exceptions lists the exceptions that were neither taken back nor renewed.
standing_exceptions := [exception |
	some exception in input.exceptions
	not exception.state in {"revoked", "superseded"}
]

# A policy on exceptions can not be waived.
waived(policy, block) if {
	block.kind != "exception"
	addresses := waivers[policy]
	some address in around(block.address)
	address in addresses
}

# around lists all that contains an address, the address itself included: the workspace, the block, the instance of a
# block with for_each, and the session in all instances.
around(address) := {"workspace", address, block, concat("", [block, key]), concat("", [block, inner])} if {
	[[_, block, key, inner]] := regex.find_all_string_submatch_n(`^([^.]+\.[^.\[]+)(\["(?:[^"\\]|\\.)*"\])?(.*)$`, address, 1)
}

around("workspace") := {"workspace"}

# overdue is the moment at or before which a day is longer ago than a number of seconds. Parts of a day do not count.
overdue(limit) := input.at - ((floor(limit / 86400) + 1) * 86400)

# blank tells whether a text is missing, or nothing but space.
blank(null)

blank(text) if trim_space(text) == ""

# A lifetime that is no number of seconds is null, and its state says why; this is the state in words.
lifetime := {
	"unset": "is not declared",
	"inherit": "is left to the issuer",
	"unlimited": "has no end",
}

# The grants by which a person logs in.
interactive := {"authorization_code", "device_code", "implicit", "password"}

# A session that a person opens: somebody acts, or an assurance level or a person's grant is declared.
personal(session) if session.actor == "human"

personal(session) if session.assurance != null

personal(session) if {
	some grant in session.grants
	grant in interactive
}
