package hydrafake

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	defaultPage = 250
	maxPage     = 1000
)

// refusal is an answer that says no.
type refusal struct {
	Status      int    `json:"-"`
	Name        string `json:"error"`
	Description string `json:"error_description"`
}

func (f *refusal) write(w http.ResponseWriter) {
	respond(w, f.Status, f)
}

func unreadable(err error) *refusal {
	return &refusal{
		Status: http.StatusBadRequest, Name: "The request was malformed or contained invalid parameters",
		Description: "Unable to decode the request body: " + err.Error(),
	}
}

func invalid(hint string) *refusal {
	return &refusal{
		Status: http.StatusBadRequest, Name: "invalid_client_metadata",
		Description: "The value of one of the Client Metadata fields is invalid and the server has rejected this request. " + hint,
	}
}

func notFound() *refusal {
	return &refusal{Status: http.StatusNotFound, Name: "Unable to locate the resource"}
}

func respond(w http.ResponseWriter, status int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(append(raw, '\n'))
}

// route answers one request; the server is locked.
func (s *Server) route(w http.ResponseWriter, r *http.Request, drop []string) {
	path, published := strings.CutPrefix(r.URL.Path, s.options.BasePath)
	id, isClient := strings.CutPrefix(path, "/admin/clients/")
	id, isLifespans := strings.CutSuffix(id, "/lifespans")
	switch {
	case !published:
		nowhere(w)
	case path == "/version" && r.Method == http.MethodGet:
		respond(w, http.StatusOK, map[string]string{"version": s.options.Version})
	case path == "/admin/clients" && r.Method == http.MethodGet:
		s.list(w, r, path)
	case path == "/admin/clients" && r.Method == http.MethodPost:
		s.create(w, body(r, drop))
	case !isClient || id == "" || strings.Contains(id, "/"):
		nowhere(w)
	default:
		s.one(w, r, id, isLifespans, drop)
	}
}

// nowhere is the answer for a path that the API does not have.
func nowhere(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = io.WriteString(w, "<html><body>404</body></html>")
}

// one answers a request for a client that exists.
func (s *Server) one(w http.ResponseWriter, r *http.Request, id string, isLifespans bool, drop []string) {
	current, exists := s.clients[id]
	switch {
	case isLifespans && r.Method != http.MethodPut:
		http.Error(w, "Method Not Allowed", http.StatusMethodNotAllowed)
	case !exists:
		notFound().write(w)
	case isLifespans:
		s.replaceLifespans(w, current, body(r, drop))
	case r.Method == http.MethodGet:
		respond(w, http.StatusOK, current.encode(len(s.requests)))
	case r.Method == http.MethodPut:
		s.replace(w, current, body(r, drop))
	case r.Method == http.MethodPatch:
		s.patch(w, current, body(r, drop))
	case r.Method == http.MethodDelete:
		delete(s.clients, id)
		w.WriteHeader(http.StatusNoContent)
	default:
		http.Error(w, "Method Not Allowed", http.StatusMethodNotAllowed)
	}
}

// body reads what was sent, without the members that a fault drops.
func body(r *http.Request, drop []string) []byte {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	var members map[string]json.RawMessage
	if len(drop) == 0 || json.Unmarshal(raw, &members) != nil {
		return raw
	}
	for _, name := range drop {
		delete(members, name)
	}
	raw, err = json.Marshal(members)
	if err != nil {
		panic(err)
	}
	return raw
}

// list answers one page. The total, and with it the links, do not know the filter.
func (s *Server) list(w http.ResponseWriter, r *http.Request, path string) {
	size := s.pageSize(r.URL.Query().Get("page_size"))
	page, _ := strconv.Atoi(r.URL.Query().Get("page_token")) // an odd one is the first page
	matching := []json.RawMessage{}
	for _, id := range slices.Sorted(maps.Keys(s.clients)) {
		c := s.clients[id]
		if owner := r.URL.Query().Get("owner"); owner != "" && c.text("owner") != owner {
			continue
		}
		matching = append(matching, c.encode(len(s.requests)+len(matching)))
	}
	first := min(page*size, len(matching))
	last := min(first+size, len(matching))
	w.Header().Set("X-Total-Count", strconv.Itoa(len(s.clients)))
	links := []string{link(path, r.URL.Query(), 0, size, "first")}
	if (page+1)*size < len(s.clients) || len(s.clients) == 0 { // an empty server has a next page too
		links = append(links, link(path, r.URL.Query(), page+1, size, "next"))
	}
	links = append(links, link(path, r.URL.Query(), max(0, len(s.clients)-1)/size, size, "last"))
	w.Header().Set("Link", strings.Join(links, ","))
	respond(w, http.StatusOK, matching[first:last])
}

func (s *Server) pageSize(asked string) int {
	size, err := strconv.Atoi(asked)
	if err != nil || size < 1 {
		size = defaultPage
	}
	if s.options.PageCap > 0 {
		size = min(size, s.options.PageCap)
	}
	return min(size, maxPage)
}

func link(path string, query url.Values, page, size int, rel string) string {
	query.Set("page_size", strconv.Itoa(size))
	query.Set("page_token", strconv.Itoa(page))
	return fmt.Sprintf("<%s?%s>; rel=%q", path, query.Encode(), rel)
}

func (s *Server) create(w http.ResponseWriter, body []byte) {
	c, refused := s.decode(body)
	if refused != nil {
		refused.write(w)
		return
	}
	if c.text("client_id") == "" {
		c.set("client_id", rand.Text())
	}
	if _, exists := s.clients[c.text("client_id")]; exists {
		(&refusal{
			Status: http.StatusConflict, Name: "Unable to insert or update resource because a resource with that value exists already",
		}).write(w)
		return
	}
	s.store(c, nil)
	shown := record{members: maps.Clone(c.members)}
	shown.set("registration_access_token", "ory_at_"+rand.Text())
	shown.set("registration_client_uri", s.http.URL+"/oauth2/register/"+url.PathEscape(c.text("client_id")))
	if c.text("token_endpoint_auth_method") != "none" {
		secret := c.secret
		if secret == "" {
			secret = rand.Text()
		}
		shown.set("client_secret", secret)
	}
	respond(w, http.StatusCreated, shown.encode(len(s.requests)))
}

// replace is a PUT: what the body does not name is reset, the secret alone stays.
func (s *Server) replace(w http.ResponseWriter, current record, body []byte) {
	c, refused := s.decode(body)
	if refused != nil {
		refused.write(w)
		return
	}
	c.set("client_id", current.text("client_id"))
	s.store(c, &current)
	respond(w, http.StatusOK, c.encode(len(s.requests)))
}

func (s *Server) replaceLifespans(w http.ResponseWriter, current record, body []byte) {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil {
		unreadable(err).write(w)
		return
	}
	next := record{members: maps.Clone(current.members)}
	for name, kind := range s.shapes() {
		if kind != lifespan {
			continue
		}
		shown, err := kind.decode(orNull(given[name]))
		if err != nil {
			unreadable(err).write(w)
			return
		}
		next.members[name] = shown
	}
	s.store(next, &current)
	respond(w, http.StatusOK, next.encode(len(s.requests)))
}

// patch knows the operation replace of JSON Patch; with null, a lifespan stays as it is.
func (s *Server) patch(w http.ResponseWriter, current record, body []byte) {
	var operations []struct {
		Op    string          `json:"op"`
		Path  string          `json:"path"`
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(body, &operations); err != nil {
		unreadable(err).write(w)
		return
	}
	next := record{members: maps.Clone(current.members)}
	for _, operation := range operations {
		name := strings.TrimPrefix(operation.Path, "/")
		if operation.Op != "replace" {
			(&refusal{Status: http.StatusInternalServerError, Name: "unsupported operation: " + operation.Op}).write(w)
			return
		}
		if string(operation.Value) != "null" {
			next.members[name] = operation.Value
		}
	}
	c, refused := s.decode(next.encode(0))
	if refused != nil {
		refused.write(w)
		return
	}
	s.store(c, &current)
	respond(w, http.StatusOK, c.encode(len(s.requests)))
}

// store keeps a client; previous is the one that it replaces. A list that was never given is null in the answer to the
// write, and [] ever after.
func (s *Server) store(c record, previous *record) {
	s.writes++
	now := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(s.writes) * time.Second)
	c.set("updated_at", now)
	secret := c.secret
	if previous == nil {
		c.set("created_at", now)
	} else {
		c.members["created_at"] = previous.members["created_at"]
		if secret == "" {
			secret = previous.secret
		}
	}
	kept := record{members: maps.Clone(c.members), secret: secret}
	for name, kind := range s.shapes() {
		if kind == list && string(kept.members[name]) == "null" {
			kept.members[name] = json.RawMessage("[]")
		}
	}
	s.clients[c.text("client_id")] = kept
}
