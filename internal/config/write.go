package config

import (
	"bytes"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/nhi-custody/custody/schema"
)

// OpenApproval is an approval that somebody has still to give.
type OpenApproval struct {
	Team schema.Address // zero where nobody can give it
	Note string         // what it is for, a line
}

// WriteException writes an exception as a block, formatted. The approvals that are open stand in it as comments: people
// fill them in.
func WriteException(x *schema.Exception, open []OpenApproval) []byte {
	file := hclwrite.NewEmptyFile()
	body := file.Body().AppendNewBlock(string(schema.KindException), []string{x.Address.Name}).Body()
	writeReference(body, "subject", x.Subject)
	writeList(body, "match", x.Match)
	writeList(body, "policies", x.Policies)
	writeText(body, "reason", x.Reason)
	writeList(body, "compensating", x.Compensating)
	writeText(body, "ticket", x.Ticket)
	writeText(body, "requested_by", x.RequestedBy)
	writeReference(body, "renews", x.Renews)
	body.SetAttributeValue("granted", cty.StringVal(x.Granted.Value.String()))
	body.SetAttributeValue("expires", cty.StringVal(x.Expires.Value.String()))
	for i, approval := range open {
		body.AppendNewline()
		if i == 0 {
			comment(body, "Fill in each approval, by somebody else each, and take the # away.")
		}
		comment(body, approval.Note)
		if approval.Team.IsZero() {
			continue
		}
		for _, line := range []string{
			"approval {", "  team = " + approval.Team.String(), `  by   = ""`, `  on   = ""`, "}",
		} {
			comment(body, line)
		}
	}
	return hclwrite.Format(file.Bytes())
}

func comment(body *hclwrite.Body, line string) {
	body.AppendUnstructuredTokens(hclwrite.Tokens{{Type: hclsyntax.TokenComment, Bytes: []byte("# " + line + "\n")}})
}

func writeText(body *hclwrite.Body, name string, a schema.Attr[string]) {
	if a.Set {
		body.SetAttributeValue(name, cty.StringVal(a.Value))
	}
}

func writeList(body *hclwrite.Body, name string, a schema.Attr[[]string]) {
	if !a.Set {
		return
	}
	values := make([]cty.Value, len(a.Value))
	for i, s := range a.Value {
		values[i] = cty.StringVal(s)
	}
	body.SetAttributeValue(name, cty.TupleVal(values))
}

func writeReference(body *hclwrite.Body, name string, a schema.Attr[schema.Ref]) {
	if !a.Set {
		return
	}
	address := a.Value.Address
	traversal := hcl.Traversal{hcl.TraverseRoot{Name: string(address.Kind)}}
	if address.Kind != schema.KindWorkspace {
		traversal = append(traversal, hcl.TraverseAttr{Name: address.Name})
	}
	if address.Keyed {
		traversal = append(traversal, hcl.TraverseIndex{Key: cty.StringVal(address.Key)})
	}
	if address.Child != "" {
		traversal = append(traversal, hcl.TraverseAttr{Name: string(address.Child)}, hcl.TraverseAttr{Name: address.ChildName})
	}
	body.SetAttributeTraversal(name, traversal)
}

// Append puts a block at the end of a file of native syntax, which may be empty. What was there stays as it is. What the
// two come to is checked as a file is when it is read.
func Append(src, block []byte, filename string) ([]byte, hcl.Diagnostics) {
	out := slices.Clone(src)
	if len(bytes.TrimSpace(out)) > 0 {
		out = append(bytes.TrimRight(out, "\n"), '\n', '\n')
	}
	out = append(out, block...)
	if _, diags := Format(out, filename); diags.HasErrors() {
		return nil, diags
	}
	return out, nil
}
