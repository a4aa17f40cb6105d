package testserver

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// HydraVersion is the release of Ory Hydra that BuildHydra builds.
	HydraVersion = "2.3.0"

	hydraStartTimeout  = 30 * time.Second
	hydraStartAttempts = 5
)

// HydraOptions says how to obtain and configure an Ory Hydra; only Env must be set.
type HydraOptions struct {
	// CacheDir holds the built binary. Empty means the folder "custody" in the user's cache folder.
	CacheDir string
	// ModuleDir is the root of the custody module, whose nested module pins Hydra. Empty means the one that holds the
	// working folder.
	ModuleDir string
	// Env is the environment of the caller, as os.Environ returns it. The build gets all of it; Hydra itself gets
	// only what a process needs to live, because it reads its configuration from environment variables too.
	Env []string
	// Log receives progress while the build runs. Nil discards it.
	Log io.Writer

	// AccessTokenStrategy is "opaque" (the default) or "jwt".
	AccessTokenStrategy string
	// AccessTokenTTL, RefreshTokenTTL and IDTokenTTL are the server's defaults for clients that set none. Zero keeps
	// Hydra's own default.
	AccessTokenTTL, RefreshTokenTTL, IDTokenTTL time.Duration
}

// HydraServer is a running Ory Hydra with an empty in-memory store.
type HydraServer struct {
	// AdminURL and PublicURL are origins without a trailing slash.
	AdminURL, PublicURL string

	process *process
	dir     string
	client  *http.Client
}

// Hydra builds Ory Hydra unless it is cached, starts it and waits until it answers. The server lives until Close is
// called or ctx is done, whichever comes first.
func Hydra(ctx context.Context, options HydraOptions) (*HydraServer, error) {
	binary, err := BuildHydra(ctx, options)
	if err != nil {
		return nil, err
	}
	// A port that was free may be taken before Hydra listens on it: then Hydra exits, and the next try takes others.
	var server *HydraServer
	for range hydraStartAttempts {
		var ports hydraPorts
		if ports, err = freePorts(); err != nil {
			break
		}
		server, err = startHydra(ctx, binary, ports, options)
		if err == nil || !errors.Is(err, errPortTaken) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("start Ory Hydra %s: %w", HydraVersion, err)
	}
	return server, nil
}

// hydraPorts are the two ports that a Hydra listens on.
type hydraPorts struct {
	public, admin int
}

func startHydra(ctx context.Context, binary string, ports hydraPorts, options HydraOptions) (*HydraServer, error) {
	dir, err := os.MkdirTemp("", "custody-hydra-")
	if err != nil {
		return nil, err
	}
	server := &HydraServer{
		AdminURL:  fmt.Sprintf("http://127.0.0.1:%d", ports.admin),
		PublicURL: fmt.Sprintf("http://127.0.0.1:%d", ports.public),
		dir:       dir,
		client:    loopbackClient(),
	}
	config := newHydraConfig(ports, options)
	if err := config.write(server.configPath()); err != nil {
		return nil, errors.Join(err, server.Close())
	}
	server.process, err = startProcess(ctx, binary, dir, childEnv(options.Env, "DSN=memory", "SQA_OPT_OUT=true"),
		"serve", "all", "--dev", "--config", server.configPath())
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	if err := server.awaitReady(ctx, config.marker()); err != nil {
		return nil, errors.Join(err, server.Close())
	}
	return server, nil
}

// Close ends the server and removes what it left on disk. Calling it again does nothing.
func (s *HydraServer) Close() error {
	if s.process != nil {
		s.process.stop()
	}
	return os.RemoveAll(s.dir)
}

// Log returns the last lines that the server wrote, for the message of a failed test.
func (s *HydraServer) Log() string { return s.process.log.String() }

func (s *HydraServer) configPath() string { return filepath.Join(s.dir, "hydra.json") }

// awaitReady returns once both ports answer. The marker in the discovery document tells this Hydra from another one
// that was given the same port.
func (s *HydraServer) awaitReady(ctx context.Context, marker string) error {
	ctx, cancel := context.WithTimeout(ctx, hydraStartTimeout)
	defer cancel()
	return s.process.await(ctx, func() bool {
		return s.answers(ctx, s.AdminURL+"/health/ready", "ok") && s.answers(ctx, s.PublicURL+"/.well-known/openid-configuration", marker)
	})
}

func (s *HydraServer) answers(ctx context.Context, url, want string) bool {
	body, err := s.do(ctx, request{method: http.MethodGet, url: url})
	return err == nil && strings.Contains(string(body), want)
}

// childEnv keeps what a process needs to live and nothing that a server would take for its configuration.
func childEnv(env []string, own ...string) []string {
	kept := own
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "USERPROFILE"} {
		if value, ok := lookupEnv(env, name); ok {
			kept = append(kept, name+"="+value)
		}
	}
	return kept
}

// freePorts returns two ports of the loopback interface that nothing listens on.
func freePorts() (hydraPorts, error) {
	public, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return hydraPorts{}, fmt.Errorf("find a free port: %w", err)
	}
	admin, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return hydraPorts{}, errors.Join(fmt.Errorf("find a free port: %w", err), public.Close())
	}
	ports := hydraPorts{public: portOf(public), admin: portOf(admin)}
	return ports, errors.Join(public.Close(), admin.Close())
}

func portOf(listener net.Listener) int {
	return int(netip.MustParseAddrPort(listener.Addr().String()).Port())
}
