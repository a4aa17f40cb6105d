package schema

// Delivery says where the CLI's side of the policy goes. A CLI has at most one of each type.
type Delivery struct {
	Block
	Type string // the label: one of [DeliveryTypes]
	// Config holds the attributes of this type of delivery: the value that its [DeliveryType] made, filled in.
	Config any
}

// DeliveryType is one way to hand a CLI its policy, whether or not custody has a driver for it.
type DeliveryType struct {
	Name  string // the label of a deliver block
	Title string
	// New returns a pointer to an empty struct for the attributes of this type.
	New func() any
}

// DeliveryTypes lists the ways of delivery, sorted by name.
func DeliveryTypes() []DeliveryType {
	return []DeliveryType{
		{Name: "file", Title: "session policy document on this machine", New: func() any { return new(DeliverFile) }},
		{Name: "github", Title: "session policy document by pull request", New: func() any { return new(DeliverGitHub) }},
		{Name: "native", Title: "the CLI's own configuration", New: func() any { return new(DeliverNative) }},
	}
}

// DeliverFile writes the session policy document to a file.
type DeliverFile struct {
	Path Attr[string] `hcl:"path" plane:"application" required:"true" doc:"The file: absolute, or relative to the workspace."`
}

// DeliverGitHub proposes the session policy document by a pull request into the CLI's repository.
type DeliverGitHub struct {
	Path Attr[string] `hcl:"path" plane:"application" required:"true" doc:"The file inside the repository."`
}

// DeliverNative writes the CLI's own configuration.
type DeliverNative struct {
	Tool Attr[string] `hcl:"tool" plane:"application" doc:"Name of the tool in custody's catalog, where it is not the CLI's own name."`
	Path Attr[string] `hcl:"path" plane:"application" doc:"The configuration file, where it is not the tool's usual one."`
}
