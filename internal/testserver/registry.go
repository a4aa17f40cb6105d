package testserver

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

const (
	// RegistryVersion is the release of the CNCF Distribution registry that BuildRegistry builds.
	RegistryVersion = "3.1.2"
	// RegistryUser is who a registry with a login lets in.
	RegistryUser = "custody"
	// RegistryPassword is what RegistryUser has to say.
	RegistryPassword = "staple-of-the-registry"

	// registryUsers is the htpasswd file with them; the registry takes bcrypt alone.
	registryUsers = RegistryUser + ":$2a$04$4fEVpX6veQp2seBseNmtaOt7rvOjDSOHauD1q9OMZkB1Fge2vXFCa\n"

	registryStartTimeout  = 30 * time.Second
	registryStartAttempts = 5
	registryMarkerHeader  = "X-Custody-Test"
)

// distribution is the registry that the CNCF keeps; most hosted ones behave like it.
func distribution() program {
	const module = "github.com/distribution/distribution/v3"
	return program{
		title: "Distribution", name: "registry", version: RegistryVersion, path: module + "/cmd/registry",
		ldflags: "-X " + module + "/version.version=v" + RegistryVersion,
	}
}

// BuildRegistry returns the path of a registry's binary, and builds it from its Go module unless the cache holds it.
func BuildRegistry(ctx context.Context, options BuildOptions) (binary string, err error) {
	return distribution().build(ctx, options)
}

// RegistryOptions configure a registry.
type RegistryOptions struct {
	// Login makes it ask for RegistryUser and RegistryPassword.
	Login bool
}

// RegistryServer is a running registry with an empty store.
type RegistryServer struct {
	// Host is the registry's address as references name it: 127.0.0.1:PORT.
	Host string

	process *process
	dir     string
}

// StartRegistry starts a registry that ends with the test, under the rules of StartHydra.
func StartRegistry(tb testing.TB, options RegistryOptions) *RegistryServer {
	tb.Helper()
	build := BuildOptions{Env: os.Environ(), Log: tb.Output()}
	cached := func() bool { return distribution().cached(tb.Context(), build) }
	if reason := skipReason("registry", build.Env, cached); reason != "" {
		tb.Skip(reason)
	}
	// The test's own context is done before its clean-up functions run, and those may still need the server.
	server, err := runRegistry(context.WithoutCancel(tb.Context()), build, options)
	if err != nil {
		tb.Fatalf("this test needs a real server (%s=registry switches it off): %v", WithoutVariable, err)
	}
	tb.Cleanup(func() {
		if tb.Failed() {
			tb.Logf("the registry said:\n%s", server.process.log)
		}
		if err := server.Close(); err != nil {
			tb.Errorf("stop the registry: %v", err)
		}
	})
	return server
}

// Close ends the server and removes what it left on disk. Calling it again does nothing.
func (s *RegistryServer) Close() error {
	if s.process != nil {
		s.process.stop()
	}
	return os.RemoveAll(s.dir)
}

// runRegistry builds the registry unless it is cached, starts it and waits until it answers.
func runRegistry(ctx context.Context, build BuildOptions, options RegistryOptions) (*RegistryServer, error) {
	binary, err := BuildRegistry(ctx, build)
	if err != nil {
		return nil, err
	}
	// A port that was free may be taken before the registry listens on it: then it exits, and the next try takes another.
	var server *RegistryServer
	for range registryStartAttempts {
		server, err = startRegistry(ctx, binary, build.Env, options)
		if err == nil || !errors.Is(err, errPortTaken) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("start %s %s: %w", distribution().title, RegistryVersion, err)
	}
	return server, nil
}

func startRegistry(ctx context.Context, binary string, env []string, options RegistryOptions) (*RegistryServer, error) {
	host, err := freeAddress()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "custody-registry-")
	if err != nil {
		return nil, err
	}
	server := &RegistryServer{Host: host, dir: dir}
	marker := "custody-test-" + rand.Text()
	config, err := server.configure(options, marker)
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	server.process, err = startProcess(ctx, binary, dir, childEnv(env, "OTEL_TRACES_EXPORTER=none"), "serve", config)
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	if err := server.awaitReady(ctx, marker); err != nil {
		return nil, errors.Join(err, server.Close())
	}
	return server, nil
}

// configure writes the registry's configuration, JSON where it takes YAML, and returns its path. The marker is in the
// header of every answer.
func (s *RegistryServer) configure(options RegistryOptions, marker string) (string, error) {
	config := map[string]any{
		"version": "0.1",
		"log":     map[string]any{"level": "warn"},
		"storage": map[string]any{"filesystem": map[string]any{"rootdirectory": filepath.Join(s.dir, "store")}},
		"http":    map[string]any{"addr": s.Host, "headers": map[string]any{registryMarkerHeader: []string{marker}}},
	}
	if options.Login {
		users := filepath.Join(s.dir, "htpasswd")
		if err := os.WriteFile(users, []byte(registryUsers), 0o600); err != nil {
			return "", err
		}
		config["auth"] = map[string]any{"htpasswd": map[string]any{"realm": "custody", "path": users}}
	}
	content, err := json.Marshal(config)
	if err != nil {
		return "", err
	}
	path := filepath.Join(s.dir, "config.yml")
	return path, os.WriteFile(path, content, 0o600)
}

// awaitReady returns once the registry answers. The marker tells it from another one that was given the same port.
func (s *RegistryServer) awaitReady(ctx context.Context, marker string) error {
	ctx, cancel := context.WithTimeout(ctx, registryStartTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.Host+"/v2/", nil)
	if err != nil {
		return err
	}
	client := loopbackClient()
	return s.process.await(ctx, func() bool {
		resp, err := client.Do(req)
		if err != nil {
			return false
		}
		resp.Body.Close()
		return resp.Header.Get(registryMarkerHeader) == marker
	})
}

// freeAddress is an address of the loopback interface that nothing listens on.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}
