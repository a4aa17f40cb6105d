package hydrafake

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
)

// Fault is something that goes wrong with the requests that it fits.
type Fault struct {
	// Method and Path narrow the requests: empty fits any, Path is the end of the request's path.
	Method, Path string
	// Skip lets that many requests pass first, Times says how many go wrong after that; zero means all.
	Skip, Times int

	// Status answers with that status, and nothing is carried out; with After, it is carried out before.
	Status int
	After  bool
	// Header is added to the answer; Body and ContentType replace the answer's own where they are not empty.
	Header            http.Header
	Body, ContentType string
	// Hang gives no answer, and nothing is carried out.
	Hang bool
	// Cut sends half of the answer, after the request was carried out.
	Cut bool
	// Lose carries the request out and breaks the connection without an answer.
	Lose bool
	// Drop leaves these members out of the body of a write, and says nothing.
	Drop []string
}

// Inject adds a fault. Of several that fit a request the first counts.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Mend removes all faults.
func (s *Server) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// fault finds what goes wrong with a request; nil when nothing does.
func (s *Server) fault(r *http.Request) *Fault {
	for i, f := range s.faults {
		if f.Method != "" && f.Method != r.Method || !strings.HasSuffix(r.URL.Path, f.Path) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				s.faults = slices.Delete(s.faults, i, i+1)
			}
		}
		return f
	}
	return nil
}

// serve records a request and answers it, as far as its fault lets it.
func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery})
	f := s.fault(r)
	if f == nil {
		f = &Fault{}
	}
	if f.Hang {
		s.mu.Unlock()
		select {
		case <-r.Context().Done():
		case <-s.closing:
		}
		panic(http.ErrAbortHandler)
	}
	answer := httptest.NewRecorder()
	if f.Status == 0 || f.After {
		s.route(answer, r, f.Drop)
	}
	if f.Status != 0 {
		answer = httptest.NewRecorder()
		failure := refusal{Status: f.Status, Name: http.StatusText(f.Status)}
		failure.write(answer)
	}
	s.mu.Unlock()
	f.send(w, answer)
}

func (f *Fault) send(w http.ResponseWriter, answer *httptest.ResponseRecorder) {
	if f.Lose {
		panic(http.ErrAbortHandler)
	}
	maps.Copy(w.Header(), answer.Header())
	maps.Copy(w.Header(), f.Header)
	body := answer.Body.String()
	if f.Body != "" {
		body = f.Body
	}
	if f.ContentType != "" {
		w.Header().Set("Content-Type", f.ContentType)
	}
	if f.Cut {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		body = body[:len(body)/2]
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write([]byte(body))
}
