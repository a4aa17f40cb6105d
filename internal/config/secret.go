package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/nhi-custody/custody/internal/diag"
	"github.com/nhi-custody/custody/internal/lang"
	"github.com/nhi-custody/custody/schema"
)

// secret takes env("NAME") or a sensitive variable, as a reference. Whatever else stands there may be a credential in
// clear text, so the diagnostic does not show the line.
func (d *decoder) secret(a attribute, f *schema.Field, dst *schema.Attr[schema.Secret]) {
	if reference, ok := secretReference(a.expr); ok {
		set(dst, reference, a.expr.Range())
		if reference.Variable != "" {
			d.secrets = append(d.secrets, dst)
		}
		return
	}
	if v, ok := lang.Fold(a.expr); ok && v.IsNull() {
		return
	}
	d.diags = append(d.diags, &hcl.Diagnostic{
		Severity: hcl.DiagError,
		Summary:  "Secret must be a reference",
		Detail: "Write " + f.Name + ` = env("NAME") to read it from the environment when it is used, or name a ` +
			"variable with sensitive = true. A value in the file itself would be in the repository; if one stands " +
			"here, replace it at its issuer.",
		Subject: a.expr.Range().Ptr(),
		Extra:   diag.HideSource{},
	})
}

func secretReference(expr hclsyntax.Expression) (schema.Secret, bool) {
	if args, ok := lang.Call(expr, "env"); ok && len(args) == 1 {
		name, static := lang.StaticString(args[0])
		return schema.Secret{Env: name}, static && name != ""
	}
	traversal, ok := lang.Reference(expr)
	if !ok || traversal.RootName() != "var" || len(traversal) != 2 {
		return schema.Secret{}, false
	}
	name, ok := stepName(traversal[1])
	return schema.Secret{Env: VariablePrefix + name, Variable: name}, ok
}

// checkSecrets reports a secret that names a variable which is none, or which is printed.
func (e *evaluator) checkSecrets(uses []*schema.Attr[schema.Secret]) hcl.Diagnostics {
	var diags hcl.Diagnostics
	for _, use := range uses {
		name := use.Value.Variable
		v, ok := e.symbols.variables[name]
		switch {
		case !ok:
			diags = append(diags, unknownName(use.Range, "variable", name, "this workspace", sortedKeys(e.symbols.variables)))
		case !v.Sensitive.Value:
			diags = append(diags, mistake(use.Range, "Variable is not sensitive", "A secret may come from a sensitive variable "+
				"alone: write sensitive = true into variable %q.", name)...)
		}
	}
	return diags
}
