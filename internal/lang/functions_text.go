package lang

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func hasPrefix(s, part string) bool    { return strings.HasPrefix(s, part) }
func hasSuffix(s, part string) bool    { return strings.HasSuffix(s, part) }
func hasSubstring(s, part string) bool { return strings.Contains(s, part) }

func textParam(name string) function.Parameter {
	return function.Parameter{Name: name, Type: cty.String}
}

// testFunction asks something of a string and a part of it.
func testFunction(part string, test func(s, part string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("str"), textParam(part)},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// replaceFunction replaces a substring, or a regular expression where it is written between slashes.
func replaceFunction(p *patterns) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("str"), textParam("substr"), textParam("replace")},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			text, old, replacement := args[0].AsString(), args[1].AsString(), args[2].AsString()
			if len(old) < 2 || old[0] != '/' || old[len(old)-1] != '/' {
				if err := guardReplace(text, old, replacement, nil); err != nil {
					return cty.NilVal, err
				}
				return cty.StringVal(strings.ReplaceAll(text, old, replacement)), nil
			}
			old = old[1 : len(old)-1]
			pattern, err := p.compile(old, len(text))
			if err != nil {
				return cty.NilVal, function.NewArgError(1, err)
			}
			if err := guardReplace(text, old, replacement, pattern.Regexp); err != nil {
				return cty.NilVal, err
			}
			return cty.StringVal(pattern.ReplaceAllString(text, replacement)), nil
		},
	})
}

func base64EncodeFunction() function.Function {
	return textFunction(func(s string) (string, error) { return base64.StdEncoding.EncodeToString([]byte(s)), nil })
}

func base64DecodeFunction() function.Function {
	return textFunction(func(s string) (string, error) {
		decoded, err := base64.StdEncoding.DecodeString(s)
		switch {
		case err != nil:
			return "", errors.New("the string is not valid base64")
		case !utf8.Valid(decoded):
			return "", errors.New("the decoded bytes are not UTF-8 text, and no other can be a string here")
		}
		return string(decoded), nil
	})
}

func sha256Function() function.Function {
	return textFunction(func(s string) (string, error) {
		digest := sha256.Sum256([]byte(s))
		return hex.EncodeToString(digest[:]), nil
	})
}

// textFunction makes one string of another.
func textFunction(convert func(string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("str")},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, err := convert(args[0].AsString())
			if err != nil {
				return cty.NilVal, function.NewArgError(0, err)
			}
			return cty.StringVal(s), nil
		},
	})
}

// fileFunction reads a file of the workspace.
func fileFunction(read func(path string) ([]byte, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{textParam("path")},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if read == nil {
				return cty.NilVal, errors.New("file() may not be used here")
			}
			content, err := read(args[0].AsString())
			switch {
			case err != nil:
				return cty.NilVal, function.NewArgError(0, err)
			case len(content) > MaxString:
				return cty.NilVal, function.NewArgErrorf(0, "the file has %d bytes; at most %d are allowed", len(content), MaxString)
			case !utf8.Valid(content):
				return cty.NilVal, function.NewArgErrorf(0, "the file is not UTF-8 text")
			}
			return cty.StringVal(string(content)), nil
		},
	})
}

// envFunction stands where env() is called in a place that takes no secret.
func envFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "name", Type: cty.String, AllowNull: true}},
		Type: func([]cty.Value) (cty.Type, error) {
			return cty.NilType, errors.New("env() may stand only where a secret or DSN is expected, and alone; use a variable here")
		},
		Impl: func([]cty.Value, cty.Type) (cty.Value, error) { return cty.NilVal, nil },
	})
}
