package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/nhi-custody/custody/examples"
	"github.com/nhi-custody/custody/internal/testserver"
)

// secretVariable is where the quickstart expects the secret of its nightly job's client.
const secretVariable = "PAYCTL_CI_SECRET"

// stage is a copy of the quickstart, a built custody and a running Hydra.
type stage struct {
	workspace string
	binary    string
	server    *testserver.HydraServer
	secret    string // of the confidential client
	env       []string
}

// buildCustody builds the program as a release is built: static, without a C compiler.
func buildCustody(ctx context.Context, dir string) (string, error) {
	binary := filepath.Join(dir, "custody")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", binary, "github.com/nhi-custody/custody/cmd/custody")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	fmt.Println("Building custody.")
	if output, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build custody: %w\n%s", err, output)
	}
	return binary, nil
}

func newStage(dir, binary string, server *testserver.HydraServer) (*stage, error) {
	s := &stage{workspace: filepath.Join(dir, "quickstart"), binary: binary, server: server, secret: rand.Text()}
	if err := os.CopyFS(s.workspace, examples.Quickstart()); err != nil {
		return nil, fmt.Errorf("copy the quickstart: %w", err)
	}
	shown := []string{
		"CUSTODY_VAR_hydra_admin_url=" + server.AdminURL,
		"CUSTODY_VAR_hydra_public_url=" + server.PublicURL,
		"CUSTODY_VAR_confirmed_on=" + time.Now().UTC().Format(time.DateOnly),
	}
	fmt.Printf("A copy of examples/quickstart is the workspace. In the environment are:\n  %s\n  %s=(a random secret)\n",
		strings.Join(shown, "\n  "), secretVariable)
	s.env = append(append(withoutCustody(os.Environ()), shown...), secretVariable+"="+s.secret)
	return s, nil
}

// withoutCustody leaves out what would change the story.
func withoutCustody(env []string) []string {
	var kept []string
	for _, entry := range env {
		if !strings.HasPrefix(entry, "CUSTODY_") && !strings.HasPrefix(entry, "SOURCE_DATE_EPOCH=") {
			kept = append(kept, entry)
		}
	}
	return kept
}

// run runs custody in the workspace, shows it as on a terminal, and holds it to its exit code and to what its output
// must contain.
func (s *stage) run(ctx context.Context, exit int, contains string, args ...string) error {
	fmt.Printf("\n$ custody %s\n", strings.Join(args, " "))
	var output bytes.Buffer
	cmd := exec.CommandContext(ctx, s.binary, args...)
	cmd.Dir, cmd.Env = s.workspace, s.env
	cmd.Stdout = io.MultiWriter(os.Stdout, &output)
	cmd.Stderr = cmd.Stdout
	err := cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		return err
	}
	if got := cmd.ProcessState.ExitCode(); got != exit {
		return fmt.Errorf("custody %s ended with exit code %d instead of %d", args[0], got, exit)
	}
	if exit != 0 {
		fmt.Printf("(exit code %d)\n", exit)
	}
	if !strings.Contains(output.String(), contains) {
		return fmt.Errorf("custody %s does not say %q", args[0], contains)
	}
	if bytes.Contains(output.Bytes(), []byte(s.secret)) {
		return fmt.Errorf("custody %s prints the client's secret", args[0])
	}
	return nil
}

// declared reads from a saved plan what is declared of a client's setting, in seconds, and where.
func (s *stage) declared(file, address, knob string) (seconds int, where string, err error) {
	content, err := os.ReadFile(filepath.Join(s.workspace, file))
	if err != nil {
		return 0, "", err
	}
	var plan struct {
		Targets []struct {
			Address string
			Changes []struct {
				Knob  string
				After struct {
					Seconds int `json:"duration_seconds"`
				}
				Range struct {
					Filename string
					Start    struct{ Line int }
				}
			}
		}
	}
	if err := json.Unmarshal(content, &plan); err != nil {
		return 0, "", fmt.Errorf("read the saved plan: %w", err)
	}
	for _, t := range plan.Targets {
		for _, c := range t.Changes {
			if t.Address == address && c.Knob == knob {
				return c.After.Seconds, fmt.Sprintf("%s:%d", c.Range.Filename, c.Range.Start.Line), nil
			}
		}
	}
	return 0, "", fmt.Errorf("the plan says nothing about %s of %s", knob, address)
}

// token obtains a token by the client credentials grant, as the nightly job would, and returns its lifetime alone.
func (s *stage) token(ctx context.Context, clientID string) (expiresIn int, err error) {
	address := s.server.PublicURL + "/oauth2/token"
	fmt.Printf("\n> POST %s grant_type=client_credentials client_id=%s client_secret=$%s\n", address, clientID, secretVariable)
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {clientID}, "client_secret": {s.secret}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := &http.Client{Transport: &http.Transport{Proxy: nil}, Timeout: 10 * time.Second}
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = res.Body.Close() }()
	var answer struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
		Error       string `json:"error"`
	}
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
		return 0, fmt.Errorf("read the answer of the token endpoint (%s): %w", res.Status, err)
	}
	if res.StatusCode != http.StatusOK || answer.AccessToken == "" {
		return 0, fmt.Errorf("the token endpoint answers %s: %s", res.Status, answer.Error)
	}
	fmt.Printf("a token (not shown here), expires_in %d\n", answer.ExpiresIn)
	return answer.ExpiresIn, nil
}

// change changes one member of a client behind custody's back, by the administration API.
func (s *stage) change(ctx context.Context, clientID, member, value string) error {
	fmt.Printf("\n> PUT %s/admin/clients/%s {..., %q: %q}\n", s.server.AdminURL, clientID, member, value)
	client, err := s.server.Client(ctx, clientID)
	if err != nil {
		return err
	}
	client[member] = value
	_, err = s.server.PutClient(ctx, clientID, client)
	return err
}

// add copies a file of the quickstart's testdata into the workspace.
func (s *stage) add(name, to string) error {
	fmt.Printf("\n$ cp testdata/%s %s\n", name, to)
	content, err := os.ReadFile(filepath.Join(s.workspace, "testdata", name))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(s.workspace, filepath.FromSlash(to)), content, 0o644)
}

// kept makes sure that the client's secret is in no file of the workspace and not in the report.
func (s *stage) kept(report string) error {
	look := func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(s.secret)) {
			return fmt.Errorf("%s holds the client's secret", path)
		}
		return err
	}
	if err := filepath.WalkDir(s.workspace, look); err != nil {
		return err
	}
	if err := filepath.WalkDir(report, look); err != nil {
		return err
	}
	fmt.Println("\nThe client's secret is in none of the outputs, the plan, the ledger, the documents and the report.")
	return nil
}
