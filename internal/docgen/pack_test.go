package docgen_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nhi-custody/custody/internal/cli"
)

// shelf is as much of a registry as a pack needs: what is put is there under its digest, or its tag.
type shelf map[string][]byte

func (s shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := path.Base(r.URL.Path)
	if digest := r.URL.Query().Get("digest"); digest != "" {
		name = digest
	}
	switch r.Method {
	case http.MethodPost:
		w.Header().Set("Location", r.URL.Path+"upload")
		w.WriteHeader(http.StatusAccepted)
	case http.MethodPut:
		data, _ := io.ReadAll(r.Body)
		s[name], s[fmt.Sprintf("sha256:%x", sha256.Sum256(data))] = data, data
		w.WriteHeader(http.StatusCreated)
	default:
		data, ok := s[name]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/vnd.oci.image.manifest.v1+json")
		_, _ = w.Write(data)
	}
}

// packs pushes a pack, and names it in a workspace.
func packs(t *testing.T, s *schemas) {
	server := httptest.NewServer(shelf{})
	t.Cleanup(server.Close)
	host := strings.TrimPrefix(server.URL, "http://")
	w := newWorld(t, fstest.MapFS{
		"main.custody.hcl": {Data: []byte("custody {\n  name     = \"w\"\n  policies = [\"./pack\"]\n}\n")},
		"pack/policy.hcl": {Data: []byte("pack {\n  title   = \"P\"\n  version = \"1\"\n  extends = [\"builtin:baseline\"]\n}\n" +
			"policy \"p\" {\n  subject = \"cli\"\n  plane   = \"shared\"\n  level   = \"warning\"\n  require = true\n  message = \"M\"\n}\n")},
	})
	s.accept(t, "pack list", w.run(cli.ExitDone, "pack", "list", "--json"))
	pushed := w.run(cli.ExitDone, "pack", "push", "pack", "oci://"+host+"/acme/pack:1", "--auto-approve", "--json")
	s.accept(t, "pack push", pushed)
	s.accept(t, "pack resolve", w.run(cli.ExitDone, "pack", "resolve", "oci://"+host+"/acme/pack:1", "--json"))
	var document struct{ Reference string }
	if err := json.Unmarshal(pushed, &document); err != nil {
		t.Fatal(err)
	}
	s.accept(t, "pack fetch", w.run(cli.ExitDone, "pack", "fetch", document.Reference, "--json"))
}
