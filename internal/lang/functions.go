package lang

import (
	"maps"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// FunctionOptions says what the functions of one run may reach.
type FunctionOptions struct {
	// ReadFile reads a file of the workspace for file(); nil refuses it. It must confine the path itself.
	ReadFile func(path string) ([]byte, error)
}

// NewFunctions builds the functions of the language. Build the table once: it is read-only, and safe to share between
// goroutines. Where a small call could cost much, a guard refuses it before the work; what remains is bounded by the
// evaluation of a compiled Expression.
func NewFunctions(opts FunctionOptions) map[string]function.Function {
	table := make(map[string]function.Function, 96)
	for _, part := range []map[string]function.Function{
		numberFunctions(), textFunctions(newPatterns()), collectionFunctions(), encodingFunctions(), timeFunctions(), conversionFunctions(),
	} {
		maps.Copy(table, part)
	}
	table["file"] = fileFunction(opts.ReadFile)
	table["env"] = envFunction()
	return table
}

func numberFunctions() map[string]function.Function {
	return map[string]function.Function{
		"abs":      stdlib.AbsoluteFunc,
		"ceil":     stdlib.CeilFunc,
		"floor":    stdlib.FloorFunc,
		"log":      stdlib.LogFunc,
		"max":      stdlib.MaxFunc,
		"min":      stdlib.MinFunc,
		"parseint": guarded(stdlib.ParseIntFunc, guardParseInt),
		"pow":      stdlib.PowFunc,
		"signum":   stdlib.SignumFunc,
		"sum":      sumFunction(),
	}
}

func textFunctions(p *patterns) map[string]function.Function {
	return map[string]function.Function{
		"chomp":       stdlib.ChompFunc,
		"endswith":    testFunction("suffix", hasSuffix),
		"format":      guarded(stdlib.FormatFunc, guardFormat),
		"formatlist":  guarded(stdlib.FormatListFunc, guardFormat),
		"indent":      guarded(stdlib.IndentFunc, guardIndent),
		"join":        guarded(stdlib.JoinFunc, guardJoin),
		"lower":       stdlib.LowerFunc,
		"regex":       regexFunction(p),
		"regexall":    regexAllFunction(p),
		"replace":     replaceFunction(p),
		"split":       guarded(stdlib.SplitFunc, guardSplit),
		"startswith":  testFunction("prefix", hasPrefix),
		"strcontains": testFunction("substr", hasSubstring),
		"strrev":      stdlib.ReverseFunc,
		"substr":      stdlib.SubstrFunc,
		"title":       stdlib.TitleFunc,
		"trim":        guarded(stdlib.TrimFunc, guardTrim),
		"trimprefix":  stdlib.TrimPrefixFunc,
		"trimspace":   stdlib.TrimSpaceFunc,
		"trimsuffix":  stdlib.TrimSuffixFunc,
		"upper":       stdlib.UpperFunc,
	}
}

func collectionFunctions() map[string]function.Function {
	return map[string]function.Function{
		"alltrue":         allTrueFunction(),
		"anytrue":         anyTrueFunction(),
		"chunklist":       stdlib.ChunklistFunc,
		"coalesce":        guarded(stdlib.CoalesceFunc, guardFew),
		"coalescelist":    guarded(stdlib.CoalesceListFunc, guardFew),
		"compact":         stdlib.CompactFunc,
		"concat":          guarded(stdlib.ConcatFunc, guardTotal),
		"contains":        stdlib.ContainsFunc,
		"distinct":        distinctFunction(),
		"element":         stdlib.ElementFunc,
		"flatten":         guarded(stdlib.FlattenFunc, guardDeep),
		"index":           indexFunction(),
		"keys":            stdlib.KeysFunc,
		"length":          lengthFunction(),
		"lookup":          stdlib.LookupFunc,
		"matchkeys":       matchKeysFunction(),
		"merge":           guarded(stdlib.MergeFunc, guardTotal),
		"one":             oneFunction(),
		"range":           stdlib.RangeFunc, // bounded to 1024 elements by itself
		"reverse":         stdlib.ReverseListFunc,
		"setintersection": guarded(stdlib.SetIntersectionFunc, guardTotal),
		"setproduct":      guarded(stdlib.SetProductFunc, guardProduct),
		"setsubtract":     guarded(stdlib.SetSubtractFunc, guardTotal),
		"setunion":        guarded(stdlib.SetUnionFunc, guardTotal),
		"slice":           stdlib.SliceFunc,
		"sort":            stdlib.SortFunc,
		"transpose":       transposeFunction(),
		"values":          stdlib.ValuesFunc,
		"zipmap":          stdlib.ZipmapFunc,
	}
}

func encodingFunctions() map[string]function.Function {
	return map[string]function.Function{
		"base64decode": base64DecodeFunction(),
		"base64encode": base64EncodeFunction(),
		"csvdecode":    guarded(stdlib.CSVDecodeFunc, guardCSV),
		"jsondecode":   guarded(stdlib.JSONDecodeFunc, guardJSON),
		"jsonencode":   guarded(stdlib.JSONEncodeFunc, guardDeep),
		"sha256":       sha256Function(),
	}
}

func timeFunctions() map[string]function.Function {
	return map[string]function.Function{
		"date":       dateFunction(),
		"duration":   durationFunction(),
		"formatdate": stdlib.FormatDateFunc,
		"humanize":   humanizeFunction(),
		"timeadd":    stdlib.TimeAddFunc,
	}
}

// conversionFunctions include try and can, which Compile replaces by nodes that evaluate their arguments only once.
func conversionFunctions() map[string]function.Function {
	return map[string]function.Function{
		"can":      tryfunc.CanFunc,
		"tobool":   stdlib.MakeToFunc(cty.Bool),
		"tolist":   toFunction(cty.List(cty.DynamicPseudoType)),
		"tomap":    toFunction(cty.Map(cty.DynamicPseudoType)),
		"tonumber": stdlib.MakeToFunc(cty.Number),
		"toset":    toFunction(cty.Set(cty.DynamicPseudoType)),
		"tostring": stdlib.MakeToFunc(cty.String),
		"try":      tryfunc.TryFunc,
	}
}

// toFunction converts to a kind of collection.
func toFunction(want cty.Type) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "v", Type: cty.DynamicPseudoType, AllowNull: true}},
		Type: func(args []cty.Value) (cty.Type, error) {
			v, err := Convert(args[0], want)
			if err != nil {
				return cty.NilType, function.NewArgError(0, err)
			}
			return v.Type(), nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return Convert(args[0], want) },
	})
}
