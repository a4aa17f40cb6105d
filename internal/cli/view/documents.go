package view

import (
	"reflect"

	"github.com/nhi-custody/custody/internal/plan"
)

// Document describes the JSON document that a command prints. The members of its type carry the tags doc (a sentence) and
// words (a closed set), from which its JSON Schema is made.
type Document struct {
	Command string // the command's words: ledger list
	Version string
	Type    reflect.Type
}

// Documents lists the JSON documents of all commands, sorted by command.
func Documents() []Document {
	return []Document{
		{"apply", FormatVersion, reflect.TypeFor[wireApply]()},
		{"check", FormatVersion, reflect.TypeFor[wireCheck]()},
		{"drift", FormatVersion, reflect.TypeFor[wireDrift]()},
		{"exceptions due", FormatVersion, reflect.TypeFor[wireExceptionsDue]()},
		{"exceptions list", FormatVersion, reflect.TypeFor[wireExceptions]()},
		{"exceptions new", FormatVersion, reflect.TypeFor[wireExceptionNew]()},
		{"exceptions show", FormatVersion, reflect.TypeFor[wireExceptionShow]()},
		{"explain", FormatVersion, reflect.TypeFor[wireExplain]()},
		{"fmt", FormatVersion, reflect.TypeFor[wireFmt]()},
		{"frameworks list", FormatVersion, reflect.TypeFor[wireFrameworks]()},
		{"frameworks show", FormatVersion, reflect.TypeFor[wireFrameworkShow]()},
		{"init", FormatVersion, reflect.TypeFor[wireInit]()},
		{"ledger list", FormatVersion, reflect.TypeFor[wireLedgerList]()},
		{"ledger show", FormatVersion, reflect.TypeFor[wireLedgerShow]()},
		{"ledger verify", FormatVersion, reflect.TypeFor[wireVerification]()},
		{"pack fetch", FormatVersion, reflect.TypeFor[wirePackFetch]()},
		{"pack list", FormatVersion, reflect.TypeFor[wirePackList]()},
		{"pack push", FormatVersion, reflect.TypeFor[wirePackPush]()},
		{"pack resolve", FormatVersion, reflect.TypeFor[wirePackResolve]()},
		{"plan", plan.FormatVersion, plan.Format()},
		{"test", FormatVersion, reflect.TypeFor[wireTest]()},
		{"validate", FormatVersion, reflect.TypeFor[wireValidate]()},
		{"version", FormatVersion, reflect.TypeFor[wireVersion]()},
	}
}
