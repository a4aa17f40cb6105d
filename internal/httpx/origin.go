package httpx

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// Origin is a scheme, a host and a port: what credentials belong to. Origins are compared with ==.
type Origin struct{ scheme, host, port string }

// ParseOrigin reads an origin from a URL such as https://login.example.org:8443; what follows the port is ignored.
func ParseOrigin(rawURL string) (Origin, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return Origin{}, fmt.Errorf("origin: %w", Redact(err))
	}
	o := originOf(u)
	switch {
	case o.scheme != "http" && o.scheme != "https":
		return Origin{}, fmt.Errorf("origin %q must begin with https:// or http://", RedactURL(u))
	case o.host == "":
		return Origin{}, fmt.Errorf("origin %q has no host", RedactURL(u))
	case u.User != nil:
		return Origin{}, fmt.Errorf("origin %q must hold no user or password", RedactURL(u))
	}
	return o, nil
}

func originOf(u *url.URL) Origin {
	o := Origin{scheme: strings.ToLower(u.Scheme), host: strings.ToLower(u.Hostname()), port: u.Port()}
	if o.port == "" {
		switch o.scheme {
		case "http":
			o.port = "80"
		case "https":
			o.port = "443"
		}
	}
	return o
}

// String is the origin as a URL without a path; the port is left out where the scheme implies it.
func (o Origin) String() string {
	host := o.host
	switch {
	case o.scheme == "http" && o.port == "80", o.scheme == "https" && o.port == "443":
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
	default:
		host = net.JoinHostPort(host, o.port)
	}
	return o.scheme + "://" + host
}

// private says that what is sent there can be read by nobody on the way.
func (o Origin) private() bool {
	if o.scheme == "https" || o.host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(o.host)
	return err == nil && addr.Unmap().IsLoopback()
}
