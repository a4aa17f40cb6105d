package schema

// Team is a group of people that can be accountable.
type Team struct {
	Block
	Title   Attr[string]   `hcl:"title" plane:"shared" doc:"Name of the team as people know it."`
	Planes  Attr[[]string] `hcl:"planes" plane:"shared" words:"application,identity,governance" doc:"What the team may be accountable for."`
	Contact Attr[string]   `hcl:"contact" plane:"shared" doc:"How to reach the team: an address, a channel, an on-call rota."`
	Backup  Attr[Ref]      `hcl:"backup" plane:"shared" ref:"team" doc:"The team that answers when this one does not."`
	GitHub  Attr[string]   `hcl:"github" plane:"shared" doc:"The team on GitHub as ORGANIZATION/TEAM, used by reviews."`
}

// Ref is a reference to a block, as the attribute's value names it.
type Ref struct {
	Address Address
}
