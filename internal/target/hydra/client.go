package hydra

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/nhi-custody/custody/internal/target"
	"github.com/nhi-custody/custody/schema"
)

// The members of a client that the driver knows.
const (
	memberID            = "client_id"
	memberSecret        = "client_secret"
	memberOwner         = "owner"
	memberMetadata      = "metadata"
	memberScope         = "scope"
	memberAudience      = "audience"
	memberGrantTypes    = "grant_types"
	memberResponseTypes = "response_types"
	memberAuthMethod    = "token_endpoint_auth_method"
	memberRedirectURIs  = "redirect_uris"
)

const (
	managedBy   = "custody" // also the key of custody's part of the metadata
	ownerPrefix = managedBy + "/"
)

// client is a client as Hydra writes it. Members that custody does not know are kept as they are, because a write
// replaces them all.
type client map[string]json.RawMessage

// custodyMetadata is custody's part of a client's metadata.
type custodyMetadata struct {
	Workspace string `json:"workspace"`
	Address   string `json:"address"`
	ManagedBy string `json:"managed_by"`
}

// volatile lists members that change by themselves, or that must never be kept.
func volatile() []string {
	return []string{
		memberSecret, "client_secret_expires_at", "registration_access_token", "registration_client_uri", "updated_at",
	}
}

// id is empty where it is no text.
func (c client) id() string {
	id, _ := c.text(memberID)
	return id
}

// owner is the marker; what is no text is no marker.
func (c client) owner() string {
	owner, _ := c.text(memberOwner)
	return owner
}

func (c client) presence(workspace string) target.Presence {
	if c.owner() == ownerPrefix+workspace {
		return target.Owned
	}
	return target.Foreign
}

// address is the address that the client was last written for; zero when it does not say.
func (c client) address() schema.Address {
	var metadata struct {
		Custody custodyMetadata `json:"custody"`
	}
	if json.Unmarshal(c[memberMetadata], &metadata) != nil {
		return schema.Address{}
	}
	address, err := schema.ParseAddress(metadata.Custody.Address)
	if err != nil {
		return schema.Address{}
	}
	return address
}

// mark makes the client the workspace's own and keeps what others wrote into its metadata.
func (c client) mark(workspace string, address schema.Address) error {
	metadata := map[string]any{}
	if raw := c[memberMetadata]; len(raw) > 0 && string(raw) != "null" {
		var kept map[string]json.RawMessage
		if json.Unmarshal(raw, &kept) != nil {
			return errors.New("its metadata is no JSON object, and writing would lose it: make it an object, or remove it, at Hydra")
		}
		for key, value := range kept {
			metadata[key] = value
		}
	}
	metadata[managedBy] = custodyMetadata{Workspace: workspace, Address: address.String(), ManagedBy: managedBy}
	c.set(memberOwner, ownerPrefix+workspace)
	c.set(memberMetadata, metadata)
	return nil
}

// writable is a copy to change and send back.
func (c client) writable() client {
	out := maps.Clone(c)
	for _, member := range volatile() {
		delete(out, member)
	}
	return out
}

// digest covers all that a write could overwrite. The order of members and of words in a list means nothing, and null
// is the same as nothing.
func (c client) digest() (string, error) {
	plain := make(map[string]any, len(c))
	for member, raw := range c {
		if slices.Contains(volatile(), member) {
			continue
		}
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.UseNumber() // a float would round long numbers in the metadata
		var value any
		if err := decoder.Decode(&value); err != nil {
			return "", fmt.Errorf("its member %q is no JSON: %w", member, err)
		}
		if value != nil {
			plain[member] = canonical(value)
		}
	}
	content, err := json.Marshal(plain)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

// canonical sorts a list of words; other values stay as they are.
func canonical(value any) any {
	list, ok := value.([]any)
	if !ok {
		return value
	}
	words := make([]string, 0, len(list))
	for _, item := range list {
		word, ok := item.(string)
		if !ok {
			return value
		}
		words = append(words, word)
	}
	slices.Sort(words)
	return words
}

func (c client) set(member string, value any) {
	raw, err := json.Marshal(value)
	if err != nil {
		panic("hydra: " + member + " can not be written as JSON") // only our own plain values come here
	}
	c[member] = raw
}

// text reads a string; a member that is absent or null is empty.
func (c client) text(member string) (string, error) {
	var text *string
	if err := c.read(member, &text); err != nil || text == nil {
		return "", err
	}
	return *text, nil
}

// words reads a list of strings; a member that is absent or null is empty.
func (c client) words(member string) ([]string, error) {
	var words []string
	err := c.read(member, &words)
	return words, err
}

func (c client) read(member string, into any) error {
	raw := c[member]
	if len(raw) == 0 {
		return nil
	}
	if json.Unmarshal(raw, into) != nil {
		return fmt.Errorf("its member %q is not what Hydra's API promises", member)
	}
	return nil
}

// setWords writes a list unless the client holds the same set already, so that the order of others is kept.
func (c client) setWords(member string, words []string) error {
	current, err := c.words(member)
	if err != nil {
		return err
	}
	if !sameWords(current, words) {
		c.set(member, append([]string{}, words...)) // an empty list is [], not null
	}
	return nil
}

func sameWords(a, b []string) bool {
	sorted := func(words []string) []string { return slices.Compact(slices.Sorted(slices.Values(words))) }
	return slices.Equal(sorted(a), sorted(b))
}
