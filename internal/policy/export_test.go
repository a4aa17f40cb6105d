package policy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/nhi-custody/custody/internal/policy"
)

// exportedText is a workspace that has all that can be exported, once set and once not.
const exportedText = `team "a" {
  planes = ["application"]
  backup = team.b
}
team "b" {}
issuer "okta" "set" {
  owner = team.b
  url   = "https://sso.example.com/<&>"
  auth {
    client_id     = "custody"
    client_secret = env("SECRET_VARIABLE")
  }
}
issuer "dex" "unset" {}
cli "full" {
  owners {
    application = team.a
    identity    = team.b
    attested    = "2026-10-02"
  }
  storage { model = "memory" }
  deliver "file" { path = "/etc/full.json" }
  session "one" {
    issuer           = issuer.set
    client_id        = "shared"
    actor            = "automation"
    host             = "server"
    access_token_ttl = "1h"
    idle_timeout     = "unlimited"
    max_lifetime     = "inherit"
    scopes           = []
    client {
      type   = "confidential"
      auth   = "client_secret_basic"
      secret = env("CLIENT_VARIABLE")
    }
  }
  session "two" {
    issuer           = issuer.set
    client_id        = "shared"
    actor            = "automation"
    host             = "server"
    access_token_ttl = "1h"
    idle_timeout     = "unlimited"
    max_lifetime     = "inherit"
    scopes           = []
    client {
      type = "confidential"
      auth = "client_secret_basic"
    }
  }
}
cli "bare" {}
exception "x" {
  subject  = cli.full
  policies = ["p"]
  granted  = "2026-10-01"
  expires  = "2026-11-30"
  approval {
    team = team.a
    by   = "somebody"
    on   = "2026-10-01"
  }
}
`

func exported(t *testing.T) []byte {
	t.Helper()
	m := resolve(t, exportedText, day)
	var b bytes.Buffer
	if err := rules(t, rule("cli", "shared", "true"), m).Export(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExport(t *testing.T) {
	document := exported(t)
	if again := exported(t); !bytes.Equal(document, again) {
		t.Error("two exports of one model differ")
	}
	if strings.Contains(string(document), "_VARIABLE") {
		t.Errorf("the name of a secret is exported:\n%s", document)
	}
	var got struct {
		Workspace struct{ Name string }
		At        int64
		CLIs      []struct {
			Address string
			Owners  struct {
				Application *struct{ Backup struct{ Address string } }
				Attested    *int64
			}
			Storage  struct{ Model *string }
			Sessions []struct {
				Access      *int64 `json:"access_token_ttl"`
				AccessState string `json:"access_token_ttl_state"`
				Idle        *int64 `json:"idle_timeout"`
				IdleState   string `json:"idle_timeout_state"`
				Max         *int64 `json:"max_lifetime"`
				MaxState    string `json:"max_lifetime_state"`
				Scopes      []string
				Grants      []string
				Issuer      struct{ URL string }
				Storage     struct{ Model string }
				SharedWith  []struct{ Address string } `json:"shared_with"`
			}
		} `json:"clis"`
		Exceptions []struct {
			State   string
			Matched []string
		}
	}
	if err := json.Unmarshal(document, &got); err != nil {
		t.Fatal(err)
	}
	bare, full := got.CLIs[0], got.CLIs[1]
	if got.Workspace.Name != "w" || got.At != moment(t, day).Unix() || bare.Address != "cli.bare" || len(bare.Sessions) != 0 {
		t.Errorf("the document is %+v", got)
	}
	if bare.Owners.Application != nil || bare.Owners.Attested != nil || bare.Storage.Model != nil {
		t.Errorf("what is not declared is exported as %+v", bare)
	}
	if full.Owners.Application.Backup.Address != "team.b" || *full.Owners.Attested != 1790899200 {
		t.Errorf("the owners are %+v", full.Owners)
	}
	s := full.Sessions[0]
	if *s.Access != 3600 || s.AccessState != "set" || s.Idle != nil || s.IdleState != "unlimited" || s.Max != nil || s.MaxState != "inherit" {
		t.Errorf("the lifetimes are %+v", s)
	}
	if s.Scopes == nil || s.Grants != nil || s.Issuer.URL != "https://sso.example.com/<&>" || s.Storage.Model != "memory" {
		t.Errorf("the session is %+v", s)
	}
	if len(s.SharedWith) != 1 || s.SharedWith[0].Address != "cli.full.session.two" {
		t.Errorf("its client is shared with %v", s.SharedWith)
	}
	if x := got.Exceptions[0]; x.State != "requested" || len(x.Matched) != 1 || x.Matched[0] != "cli.full" {
		t.Errorf("the exception is %+v", x)
	}
}

// The published schema describes the document, and nothing else.
func TestExportSchema(t *testing.T) {
	text, err := policy.ExportSchema()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	const at = "https://example.com/model.schema.json"
	if err := c.AddResource(at, schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(at)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(exported(t)))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(document); err != nil {
		t.Error(err)
	}
	tried := 0
	eachObject(document, func(o map[string]any) {
		tried++
		o["unknown"] = true
		if compiled.Validate(document) == nil {
			t.Errorf("the schema accepts an unknown member of %v", o)
		}
		delete(o, "unknown")
		for name, value := range o {
			delete(o, name)
			if compiled.Validate(document) == nil {
				t.Errorf("the schema does not miss %s", name)
			}
			o[name] = value
		}
	})
	if tried < 20 {
		t.Errorf("%d objects were tried", tried)
	}
}

func eachObject(v any, do func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, member := range v {
			eachObject(member, do)
		}
		do(v)
	case []any:
		for _, item := range v {
			eachObject(item, do)
		}
	}
}

func TestExportToNowhere(t *testing.T) {
	full := errors.New("no space left")
	m := resolve(t, "", day)
	err := rules(t, rule("cli", "shared", "true"), m).Export(failing{full}, m)
	if !errors.Is(err, full) {
		t.Errorf("writing where nothing can be written: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
