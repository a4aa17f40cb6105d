package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/nhi-custody/custody/internal/target/hydra/hydrafake"
	"github.com/nhi-custody/custody/internal/testserver"
)

// issuer is the token issuer of one script: a real Hydra, or the fake one.
type issuer struct {
	tb            testing.TB
	admin, public string
	fake          *hydrafake.Server
	down          func()
	gate          *gate
}

type issuerKey struct{}

func issuerOf(ts *testscript.TestScript) *issuer { return ts.Value(issuerKey{}).(*issuer) }

func issuerCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"await": await, "client": client, "fakehydra": fakeHydra, "fault": fault, "forget": forget, "hydra": hydra, "interrupted": interrupted, "killed": killed, "mend": mend,
		"putclient": putClient, "readonly": readOnly, "recovered": recovered, "requests": requests, "rmclient": removeClient, "token": token,
	}
}

// hydra starts a real Ory Hydra; the script is skipped, aloud, where there is none.
func hydra(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "hydra")
	i := issuerOf(ts)
	server := testserver.StartHydra(i.tb)
	i.announce(ts, server.AdminURL, server.PublicURL)
}

// fakeHydra starts the fake: no tokens, but faults, and a record of what it was asked.
func fakeHydra(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "fakehydra")
	i := issuerOf(ts)
	i.fake = hydrafake.New(hydrafake.Options{})
	i.down = sync.OnceFunc(i.fake.Close)
	ts.Defer(i.down)
	i.gate = openGate(i.tb, i.fake.URL)
	ts.Defer(i.gate.server.Close)
	i.announce(ts, i.fake.URL, "http://127.0.0.1:1")
}

// announce names the issuer in the environment, for the variables of the quickstart too.
func (i *issuer) announce(ts *testscript.TestScript, admin, public string) {
	i.admin, i.public = admin, public
	ts.Setenv("HYDRA_ADMIN", admin)
	ts.Setenv("HYDRA_PUBLIC", public)
	ts.Setenv("CUSTODY_VAR_hydra_admin_url", admin)
	ts.Setenv("CUSTODY_VAR_hydra_public_url", public)
}

// fault makes requests to the fake go wrong until mend.
func fault(ts *testscript.TestScript, neg bool, args []string) {
	const usage = "fault down|hang|cut|lose|html|garbage|drop|STATUS [method=M] [path=P] [skip=N] [times=N] [drop=MEMBER,...] [debug=TEXT] [message=TEXT]"
	want(ts, !neg && len(args) > 0, usage)
	i := issuerOf(ts)
	var f hydrafake.Fault
	switch kind := args[0]; kind {
	case "down":
		i.down()
		return
	case "hang":
		f.Hang = true
	case "cut":
		f.Cut = true
	case "lose":
		f.Lose = true
	case "html":
		f.Body, f.ContentType = "<html>Sign in first</html>", "text/html"
	case "garbage":
		f.Body = `{"client_id": nonsense`
	case "drop":
	default:
		var err error
		f.Status, err = strconv.Atoi(kind)
		ts.Check(err)
	}
	for _, arg := range args[1:] {
		name, value, _ := strings.Cut(arg, "=")
		number, _ := strconv.Atoi(value)
		switch name {
		case "method":
			f.Method = value
		case "path":
			f.Path = value
		case "skip":
			f.Skip = number
		case "times":
			f.Times = number
		case "debug":
			f.Body = fmt.Sprintf(`{"error": "it failed", "error_debug": %q}`, value)
		case "message":
			message, err := strconv.Unquote(`"` + value + `"`)
			ts.Check(err)
			encoded, err := json.Marshal(map[string]string{"error": message})
			ts.Check(err)
			f.Body = string(encoded)
		case "drop":
			f.Drop = strings.Split(value, ",")
		default:
			ts.Fatalf("usage: %s", usage)
		}
	}
	i.fake.Inject(f)
}

// mend ends all faults.
func mend(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "mend")
	issuerOf(ts).fake.Mend()
}

// forget empties the record of requests.
func forget(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "forget")
	issuerOf(ts).fake.Forget()
}

// readOnly requires that something was asked since forget, and that none of it could have changed anything.
func readOnly(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 0, "readonly")
	all := issuerOf(ts).fake.Requests()
	if len(all) == 0 {
		ts.Fatalf("nothing was asked at all")
	}
	for _, r := range all {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			ts.Fatalf("a request that changes something: %s %s", r.Method, r.Path)
		}
	}
}

// await waits until the fake was asked something by that method.
func await(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 1, "await METHOD")
	i := issuerOf(ts)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range tick.C {
		if slices.ContainsFunc(i.fake.Requests(), func(r hydrafake.Request) bool { return r.Method == args[0] }) {
			return
		}
		ts.Check(i.tb.Context().Err())
	}
}

// requests requires at least one and at most that many requests since forget; 0 is none at all.
func requests(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 1, "requests MOST")
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	if n := len(issuerOf(ts).fake.Requests()); n > most || n == 0 && most > 0 {
		ts.Fatalf("%d requests, want 1 to %d", n, most)
	}
}

// client writes a client, as the administration API shows it, to a file; with ! there must be none of that name.
func client(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, len(args) == 2 || neg && len(args) == 1, "[!] client ID [FILE]")
	code, body := issuerOf(ts).call(ts, http.MethodGet, args[0], nil)
	switch {
	case neg && code != http.StatusNotFound:
		ts.Fatalf("there is such a client: %d %s", code, body)
	case neg:
	case code != http.StatusOK:
		ts.Fatalf("%d %s", code, body)
	default:
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), body, 0o644))
	}
}

// putClient sets a member of a client, behind custody's back, to a value in JSON.
func putClient(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 3, "putclient ID MEMBER JSON")
	i := issuerOf(ts)
	_, body := i.call(ts, http.MethodGet, args[0], nil)
	var members map[string]json.RawMessage
	ts.Check(json.Unmarshal(body, &members))
	if members["client_id"] == nil { // there is none yet
		members = map[string]json.RawMessage{"client_id": json.RawMessage(strconv.Quote(args[0]))}
	}
	members[args[1]] = json.RawMessage(args[2])
	encoded, err := json.Marshal(members)
	ts.Check(err)
	code, body := i.call(ts, http.MethodPut, args[0], encoded)
	if code == http.StatusNotFound {
		code, body = i.call(ts, http.MethodPost, "", encoded)
	}
	if code >= 300 {
		ts.Fatalf("%d %s", code, body)
	}
}

// removeClient deletes a client behind custody's back.
func removeClient(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, !neg && len(args) == 1, "rmclient ID")
	if code, body := issuerOf(ts).call(ts, http.MethodDelete, args[0], nil); code != http.StatusNoContent {
		ts.Fatalf("%d %s", code, body)
	}
}

func (i *issuer) call(ts *testscript.TestScript, method, id string, body []byte) (int, []byte) {
	address := i.admin + "/admin/clients"
	if id != "" {
		address += "/" + url.PathEscape(id)
	}
	req, err := http.NewRequestWithContext(i.tb.Context(), method, address, bytes.NewReader(body))
	ts.Check(err)
	req.Header.Set("Content-Type", "application/json")
	return send(ts, req)
}

func send(ts *testscript.TestScript, req *http.Request) (int, []byte) {
	res, err := http.DefaultClient.Do(req)
	ts.Check(err)
	body, err := io.ReadAll(res.Body)
	ts.Check(errors.Join(err, res.Body.Close()))
	return res.StatusCode, body
}

// token obtains a real token by the client credentials grant, and requires its lifetime in seconds; with ! there must
// be no token.
func token(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, len(args) == 3 || neg && len(args) == 2, "[!] token CLIENT_ID SECRET [SECONDS]")
	i := issuerOf(ts)
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {args[0]}, "client_secret": {args[1]}}
	req, err := http.NewRequestWithContext(i.tb.Context(), http.MethodPost, i.public+"/oauth2/token", strings.NewReader(form.Encode()))
	ts.Check(err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	code, body := send(ts, req)
	if neg {
		if code < 400 {
			ts.Fatalf("a token was issued")
		}
		return
	}
	var answer struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
		Description string `json:"error_description"`
	}
	ts.Check(json.Unmarshal(body, &answer))
	seconds, err := strconv.Atoi(args[2])
	ts.Check(err)
	// Hydra counts down from the moment of issue.
	if code != http.StatusOK || answer.AccessToken == "" || answer.ExpiresIn > seconds || answer.ExpiresIn < seconds-2 {
		ts.Fatalf("%s", fmt.Sprint("status ", code, ", expires_in ", answer.ExpiresIn, " ", answer.Description))
	}
}
