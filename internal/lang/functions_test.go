package lang

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// world is a context with the functions and some values.
func world() *hcl.EvalContext {
	return &hcl.EvalContext{
		Variables: map[string]cty.Value{
			"null_number": cty.NullVal(cty.Number),
			"unlimited":   cty.PositiveInfinity,
			"big":         cty.StringVal(strings.Repeat("a", MaxString)),
			"secret":      MarkSensitive(cty.StringVal("s3cret")),
			"many":        manyNumbers(10_000),
		},
		Functions: NewFunctions(FunctionOptions{ReadFile: func(path string) ([]byte, error) {
			switch path {
			case "a.txt":
				return []byte("content"), nil
			case "binary":
				return []byte("\xff"), nil
			case "large":
				return make([]byte, MaxString+1), nil
			}
			return nil, errors.New("there is no such file in the workspace")
		}}),
	}
}

func manyNumbers(n int) cty.Value {
	values := make([]cty.Value, n)
	for i := range values {
		values[i] = cty.NumberIntVal(int64(i))
	}
	return cty.ListVal(values)
}

func TestFunctions(t *testing.T) {
	t.Parallel()
	ctx := world()
	// Each pair of expressions must have the same value.
	for _, pair := range [][2]string{
		{`abs(-1)`, `1`},
		{`ceil(1.2)`, `2`},
		{`floor(1.8)`, `1`},
		{`log(8, 2)`, `3`},
		{`max(1, 3, 2)`, `3`},
		{`min(2, 1)`, `1`},
		{`parseint("ff", 16)`, `255`},
		{`pow(2, 3)`, `8`},
		{`signum(-3)`, `-1`},
		{`sum([1, 2, 3])`, `6`},
		{`sum([])`, `0`},
		{`chomp("a\n")`, `"a"`},
		{`format("%s-%03d", "a", 7)`, `"a-007"`},
		{`join(",", formatlist("%s!", ["a", "b"]))`, `"a!,b!"`},
		{`indent(2, "a\nb")`, `"a\n  b"`},
		{`join("-", ["a", "b"])`, `"a-b"`},
		{`lower("A")`, `"a"`},
		{`upper("a")`, `"A"`},
		{`title("ab")`, `"Ab"`},
		{`regex("b+", "abbc")`, `"bb"`},
		{`length(regexall("b", "abb"))`, `2`},
		{`replace("aXbX", "X", "-")`, `"a-b-"`},
		{`replace("a1b22", "/[0-9]+/", "<$0>")`, `"a<1>b<22>"`},
		{`replace("a/b", "/", "-")`, `"a-b"`},
		{`join("|", split(",", "a,b"))`, `"a|b"`},
		{`strrev("ab")`, `"ba"`},
		{`substr("abcd", 1, 2)`, `"bc"`},
		{`startswith("abc", "ab")`, `true`},
		{`endswith("abc", "ab")`, `false`},
		{`strcontains("abc", "b")`, `true`},
		{`trim("xax", "x")`, `"a"`},
		{`trimprefix("ab", "a")`, `"b"`},
		{`trimsuffix("ab", "b")`, `"a"`},
		{`trimspace(" a ")`, `"a"`},
		{`alltrue([true, true])`, `true`},
		{`alltrue([])`, `true`},
		{`alltrue([true, false])`, `false`},
		{`anytrue([false, true])`, `true`},
		{`anytrue([])`, `false`},
		{`length(chunklist([1, 2, 3], 2))`, `2`},
		{`coalesce(null, "a")`, `"a"`},
		{`coalescelist([], ["a"])[0]`, `"a"`},
		{`length(compact(["", "a"]))`, `1`},
		{`concat(["a"], ["b"])[1]`, `"b"`},
		{`contains(["a"], "a")`, `true`},
		{`join("", distinct(["b", "a", "b"]))`, `"ba"`},
		{`length(distinct([{a = 1}, {a = 1}]))`, `1`},
		{`element(["a", "b"], 3)`, `"b"`},
		{`join("", flatten([["a"], [["b"]]]))`, `"ab"`},
		{`index(["a", "b"], "b")`, `1`},
		{`join("", keys({b = 1, a = 2}))`, `"ab"`},
		{`length("é€")`, `2`},
		{`length([1, 2])`, `2`},
		{`length({a = 1})`, `1`},
		{`length(toset(["a", "a"]))`, `1`},
		{`lookup({a = 1}, "b", 2)`, `2`},
		{`join("", matchkeys(["x", "y"], ["a", "b"], ["b", "c"]))`, `"y"`},
		{`length(matchkeys(["x"], ["a"], ["b"]))`, `0`},
		{`merge({a = 1}, {a = 2}).a`, `2`},
		{`one(["a"])`, `"a"`},
		{`one([]) == null`, `true`},
		{`one(toset(["a"]))`, `"a"`},
		{`range(3)[2]`, `2`},
		{`reverse(["a", "b"])[0]`, `"b"`},
		{`length(setintersection(["a", "b"], ["b"]))`, `1`},
		{`length(setproduct(["a", "b"], ["c"]))`, `2`},
		{`length(setsubtract(["a", "b"], ["b"]))`, `1`},
		{`length(setunion(["a"], ["b"]))`, `2`},
		{`slice(["a", "b"], 1, 2)[0]`, `"b"`},
		{`sort(["b", "a"])[0]`, `"a"`},
		{`transpose({a = ["x", "y"], b = ["x"]}).x[1]`, `"b"`},
		{`values({a = 1})[0]`, `1`},
		{`zipmap(["a"], [1]).a`, `1`},
		{`base64encode("a")`, `"YQ=="`},
		{`base64decode("YQ==")`, `"a"`},
		{`csvdecode("a,b\n1,2\n")[0].b`, `"2"`},
		{`jsondecode("{\"a\":[1,2]}").a[1]`, `2`},
		{`jsonencode({a = [1, null]})`, `"{\"a\":[1,null]}"`},
		{`sha256("")`, `"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"`},
		{`tobool("true")`, `true`},
		{`tonumber("1.5")`, `1.5`},
		{`tostring(1)`, `"1"`},
		{`tolist(["a"])[0]`, `"a"`},
		{`tomap({a = "b"}).a`, `"b"`},
		{`duration("1h30m")`, `5400`},
		{`humanize(5400)`, `"1h30m"`},
		{`humanize(duration("1h") / 4)`, `"15m"`},
		{`humanize(null)`, `"not declared"`},
		{`humanize(null_number)`, `"not declared"`},
		{`humanize(unlimited)`, `"unlimited"`},
		{`humanize(0.6)`, `"1s"`},
		{`humanize(-60)`, `"-1m"`},
		{`date("1970-01-02")`, `86400`},
		{`date("1970-01-01T00:01:00Z")`, `60`},
		{`date("2026-01-31") < date("2026-02-01")`, `true`},
		{`formatdate("YYYY", "2026-01-31T00:00:00Z")`, `"2026"`},
		{`timeadd("2026-01-31T00:00:00Z", "1h")`, `"2026-01-31T01:00:00Z"`},
		{`try([].a, "b")`, `"b"`},
		{`try("a", [].b)`, `"a"`},
		{`can([].a)`, `false`},
		{`can("a")`, `true`},
		{`try(tonumber("x"), 1)`, `1`},
		{`file("a.txt")`, `"content"`},
	} {
		got, diags := Compile(parse(t, pair[0])).Value(ctx)
		want, wantDiags := Compile(parse(t, pair[1])).Value(ctx)
		if diags.HasErrors() || wantDiags.HasErrors() {
			t.Errorf("%s: %s%s", pair[0], diags, wantDiags)
			continue
		}
		if equal := got.Equals(want); !equal.IsKnown() || equal.False() {
			t.Errorf("%s is %#v, want %#v", pair[0], got, want)
		}
	}
}

func TestFunctionsRefuse(t *testing.T) {
	t.Parallel()
	ctx := world()
	for src, want := range map[string]string{
		`env("HOME")`:                       "env() may stand only where a secret or DSN is expected",
		`"x${env("HOME")}"`:                 "env() may stand only where a secret or DSN is expected",
		`timestamp()`:                       `There is no function named "timestamp"`,
		`uuid()`:                            `There is no function named "uuid"`,
		`uper("a")`:                         `Did you mean "upper"?`,
		`file("../x")`:                      "there is no such file in the workspace",
		`file("binary")`:                    "not UTF-8",
		`file("large")`:                     "at most 1048576 are allowed",
		`duration("900")`:                   "write 15m or 900s",
		`duration("-1h")`:                   "negative",
		`date("2026-02-30")`:                "there is no 30 February 2026",
		`base64decode("%")`:                 "not valid base64",
		`base64decode("/w==")`:              "not UTF-8",
		`one(["a", "b"])`:                   "must have one or none",
		`index(["a"], "b")`:                 "does not contain",
		`sum([1, null])`:                    "null",
		`matchkeys(["a"], [], [])`:          "equally long",
		`length(1)`:                         "not number",
		`tonumber("a")`:                     "number",
		`humanize(1e300)`:                   "at most 36500d",
		`try()`:                             "at least one argument",
		`can(1, 2)`:                         "only one argument",
		`try(tonumber("a"), tonumber("b"))`: "Every argument of try failed",
		`regex("(", "a")`:                   "invalid regular expression",
		`format("%1000000000d", 1)`:         "at most 1000",
		`format("%0*d", 1)`:                 "", // whatever it is called
		`format("%[1000000000]d", 1)`:       "at most 1000",
		`format("${join("", [for i in range(100): "%[1]s"])}", big)`:        "bytes",
		`formatlist("%900s%900s", [for i in many: "a"])`:                    "bytes",
		`indent(1000000000, "a\nb")`:                                        "between 0 and 1000",
		`indent(-1, "a\nb")`:                                                "between 0 and 1000",
		`indent(1000, join("\n", [for i in many: ""]))`:                     "bytes",
		`join(big, ["a", "b", "c"])`:                                        "bytes",
		`join("", [big, "b"])`:                                              "bytes",
		`split("", big)`:                                                    "elements",
		`replace(big, "a", "bb")`:                                           "bytes",
		`replace(big, "", "bb")`:                                            "bytes",
		`replace(substr(big, 0, 2000), "/(.)/", "${substr(big, 0, 1000)}")`: "bytes",
		`replace(substr(big, 0, 20000), "/(a+)/", "$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1$1")`: "bytes",
		`regexall("a", big)`:                   "at most 100000",
		`regex("((a{1,30}){1,30})*b", big)`:    "too expensive",
		`regex("(((a{100}){100}){100})", "a")`: "invalid regular expression",
		`trim(big, big)`:                       "characters to cut",
		`setproduct(range(1000), range(1000))`: "elements",
		`setproduct(many, many)`:               "elements",
		`range(100000)`:                        "more than 1024 values",
		`concat(many, many, many, many, many, many, many, many, many, many, many)`:           "at most 100000",
		`flatten([for i in range(20): many])`:                                                "100000",
		`jsonencode([for i in range(20): many])`:                                             "100000",
		`jsonencode([big, big])`:                                                             "bytes",
		`jsondecode("${join("", [for i in range(1000): "["])}")`:                             "nested more than 256 deep",
		`jsondecode("${join("", [for i in range(1000): "9"])}")`:                             "300 digits",
		`csvdecode("${join(",", [for i in many: join(",", [for j in range(20): ""])])}")`:    "at most 100000",
		`parseint("${join("", [for i in range(1000): "9"])}", 10)`:                           "300 digits",
		`tostring(pow(10, 308) * pow(10, 308) * pow(10, 308) * pow(10, 308) * pow(10, 308))`: "too large",
		`base64encode(big)`:            "at most 1048576",
		`unlimited - unlimited`:        "",
		`sum([unlimited, -unlimited])`: "opposite infinities",
	} {
		v, diags := Compile(parse(t, src)).Value(ctx)
		if !diags.HasErrors() {
			t.Errorf("%s is %.200s, want an error", src, v.GoString())
			continue
		}
		if text := diags.Error(); !strings.Contains(text, want) || strings.Contains(text, "panic") {
			t.Errorf("%s: %.300s, want something about %q", src, text, want)
		}
	}
}

func TestFunctionsOfNoWorkspace(t *testing.T) {
	t.Parallel()
	_, diags := Compile(parse(t, `file("a")`)).Value(&hcl.EvalContext{Functions: NewFunctions(FunctionOptions{})})
	if !diags.HasErrors() || !strings.Contains(diags.Error(), "file() may not be used here") {
		t.Errorf("got %v", diags)
	}
}

// TestFunctionNames pins the table: a function taken away breaks workspaces, and one added needs a thought about its cost.
func TestFunctionNames(t *testing.T) {
	t.Parallel()
	want := strings.Fields(`abs alltrue anytrue base64decode base64encode can ceil chomp chunklist coalesce coalescelist compact concat
		contains csvdecode date distinct duration element endswith env file flatten floor format formatdate formatlist humanize indent
		index join jsondecode jsonencode keys length log lookup lower matchkeys max merge min one parseint pow range regex regexall
		replace reverse setintersection setproduct setsubtract setunion sha256 signum slice sort split startswith strcontains strrev
		substr sum timeadd title tobool tolist tomap tonumber toset tostring transpose trim trimprefix trimspace trimsuffix try upper
		values zipmap`)
	if got := slices.Sorted(maps.Keys(NewFunctions(FunctionOptions{}))); !slices.Equal(got, want) {
		t.Errorf("got %q,\nwant %q", got, want)
	}
}

func TestSensitive(t *testing.T) {
	t.Parallel()
	ctx := world()
	for _, src := range []string{`secret`, `"a${secret}"`, `upper(secret)`, `[secret]`, `{a = [secret]}`, `secret == "a"`, `secret == null`, `true ? secret : "a"`, `[for c in [secret]: c]`, `format("%s", secret)`} {
		v, diags := Compile(parse(t, src)).Value(ctx)
		if diags.HasErrors() || !IsSensitive(v) {
			t.Errorf("%s is not sensitive: %#v, %s", src, v, diags)
		}
	}
	if IsSensitive(cty.StringVal("a")) || IsSensitive(cty.StringVal("a").Mark("other")) {
		t.Error("only what is marked sensitive is")
	}
}

// TestRegexAgrees holds that regex and regexall come to what those of go-cty come to.
func TestRegexAgrees(t *testing.T) {
	t.Parallel()
	own, theirs := world(), world()
	theirs.Functions = map[string]function.Function{"regex": stdlib.RegexFunc, "regexall": stdlib.RegexAllFunc}
	for _, src := range []string{
		`regex("b+", "abbc")`, `regex("x", "a")`, `regex("(a)(x)?", "ab")`, `regex("(?P<first>a)(?P<rest>.*)", "abc")`, `regex("(?P<n>a)(b)", "ab")`,
		`regexall("b", "abb")`, `regexall("x", "a")`, `regexall("(a)|(b)", "ab")`, `regexall("(?P<n>.)", "ab")`, `regexall("", "ab")`,
		`regex(null, "a")`, `regex("a", null)`, `[for i in [1, 2]: regex("b+", "abb")]`,
	} {
		got, diags := Compile(parse(t, src)).Value(own)
		want, wantDiags := parse(t, src).Value(theirs)
		if diags.HasErrors() != wantDiags.HasErrors() || !diags.HasErrors() && !got.RawEquals(want) {
			t.Errorf("%s is %#v %s, want %#v %s", src, got, diags.Error(), want, wantDiags.Error())
		}
	}
}

// TestManyPatterns holds that what is kept of regular expressions is bounded, and that goroutines may share it.
func TestManyPatterns(t *testing.T) {
	t.Parallel()
	p := newPatterns()
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := range 10 * maxPatterns {
				source := fmt.Sprintf("^%d$", i%(maxPatterns+worker))
				found, err := p.compile(source, 10)
				if err != nil || found.String() != source {
					t.Errorf("%s: got %s, %v", source, found, err)
				}
			}
		})
	}
	group.Wait()
	if len(p.kept) > maxPatterns {
		t.Errorf("%d patterns are kept, want at most %d", len(p.kept), maxPatterns)
	}
}

// What a function does beside walking its arguments and its result is spent, too: a caller that adds the steps of many
// evaluations up would not notice otherwise that each takes long.
func TestSpendCountsTheWorkOfFunctions(t *testing.T) {
	t.Parallel()
	ctx := &hcl.EvalContext{Functions: NewFunctions(FunctionOptions{}), Variables: map[string]cty.Value{
		"text": cty.StringVal(strings.Repeat("x", 10_000)), "numbers": cty.StringVal("[" + strings.Repeat("1,", 5000) + "1]"),
	}}
	for src, least := range map[string]int{
		`regexall("(x+x+)+y", text)`: 500, `can(regex("(x?x?x?){50}y", text))`: 10_000, `replace(text, "/(x+x+)+y/", "")`: 500,
		`length(text)`: 10_000 / bytesOfStep, `length(jsondecode(numbers))`: 80_000,
	} {
		if _, diags, steps := Compile(parse(t, src)).Spend(ctx); diags.HasErrors() || steps < least || steps > 100*least {
			t.Errorf("%s takes %d steps (%v), want at least %d", src, steps, diags, least)
		}
	}
}
