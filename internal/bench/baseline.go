package main

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/gohcl"
	"github.com/hashicorp/hcl/v2/hclparse"
)

// The structs below have the blocks of the language as gohcl is normally used: plain values, and expressions where a
// reference stands, which gohcl does not evaluate.

type declarations struct {
	Workspaces []struct {
		Name         string   `hcl:"name"`
		Organization string   `hcl:"organization,optional"`
		Policies     []string `hcl:"policies,optional"`
		Governance   *struct {
			Owner    hcl.Expression `hcl:"owner,optional"`
			Version  string         `hcl:"version,optional"`
			Reviewed string         `hcl:"reviewed,optional"`
		} `hcl:"governance,block"`
	} `hcl:"custody,block"`
	Issuers    []issuerBlock    `hcl:"issuer,block"`
	Teams      []teamBlock      `hcl:"team,block"`
	Profiles   []profileBlock   `hcl:"profile,block"`
	CLIs       []cliBlock       `hcl:"cli,block"`
	Exceptions []exceptionBlock `hcl:"exception,block"`
}

type issuerBlock struct {
	Type  string         `hcl:"type,label"`
	Name  string         `hcl:"name,label"`
	Owner hcl.Expression `hcl:"owner,optional"`
	URL   string         `hcl:"url,optional"`

	KillSwitch *struct {
		Reach   []string `hcl:"reach,optional"`
		Runbook string   `hcl:"runbook,optional"`
		Tested  string   `hcl:"tested,optional"`
	} `hcl:"kill_switch,block"`
}

type teamBlock struct {
	Name    string         `hcl:"name,label"`
	Title   string         `hcl:"title,optional"`
	Planes  []string       `hcl:"planes,optional"`
	Contact string         `hcl:"contact,optional"`
	Backup  hcl.Expression `hcl:"backup,optional"`
	GitHub  string         `hcl:"github,optional"`
}

type profileBlock struct {
	Name        string         `hcl:"name,label"`
	Issuer      hcl.Expression `hcl:"issuer,optional"`
	Actor       string         `hcl:"actor,optional"`
	Host        string         `hcl:"host,optional"`
	IdleTimeout string         `hcl:"idle_timeout,optional"`
	MaxLifetime string         `hcl:"max_lifetime,optional"`
}

type cliBlock struct {
	Name        string `hcl:"name,label"`
	Title       string `hcl:"title,optional"`
	Purpose     string `hcl:"purpose,optional"`
	Repository  string `hcl:"repository,optional"`
	Criticality string `hcl:"criticality,optional"`
	Data        string `hcl:"data,optional"`
	Owners      *struct {
		Application hcl.Expression `hcl:"application,optional"`
		Identity    hcl.Expression `hcl:"identity,optional"`
		Attested    string         `hcl:"attested,optional"`
	} `hcl:"owners,block"`
	Vendor *struct {
		Name     string `hcl:"name,optional"`
		Contact  string `hcl:"contact,optional"`
		Reviewed string `hcl:"reviewed,optional"`
	} `hcl:"vendor,block"`
	LeakResponse *struct {
		Team    hcl.Expression `hcl:"team,optional"`
		Contact string         `hcl:"contact,optional"`
		Runbook string         `hcl:"runbook,optional"`
		Within  string         `hcl:"within,optional"`
	} `hcl:"leak_response,block"`
	Storage *storageBlock `hcl:"storage,block"`
	Expiry  *struct {
		OnExpiry string   `hcl:"on_expiry,optional"`
		Leeway   string   `hcl:"leeway,optional"`
		WipeOn   []string `hcl:"wipe_on,optional"`
	} `hcl:"expiry,block"`
	Revocation *struct {
		Endpoint string `hcl:"endpoint,optional"`
		OnLogout string `hcl:"on_logout,optional"`
		Runbook  string `hcl:"runbook,optional"`
		Drilled  string `hcl:"drilled,optional"`
	} `hcl:"revocation,block"`
	Audit *struct {
		Events      []string `hcl:"events,optional"`
		Sink        string   `hcl:"sink,optional"`
		TokenValues string   `hcl:"token_values,optional"`
	} `hcl:"audit,block"`
	Sessions []sessionBlock `hcl:"session,block"`
}

type storageBlock struct {
	Model            string   `hcl:"model,optional"`
	Fallback         string   `hcl:"fallback,optional"`
	Persistent       bool     `hcl:"persistent,optional"`
	BoundTo          string   `hcl:"bound_to,optional"`
	PassedBy         []string `hcl:"passed_by,optional"`
	ClientCredential string   `hcl:"client_credential,optional"`
}

type sessionBlock struct {
	Name             string         `hcl:"name,label"`
	Profile          hcl.Expression `hcl:"profile,optional"`
	Issuer           hcl.Expression `hcl:"issuer,optional"`
	Actor            string         `hcl:"actor,optional"`
	Host             string         `hcl:"host,optional"`
	Environment      string         `hcl:"environment,optional"`
	ClientID         string         `hcl:"client_id,optional"`
	Grants           []string       `hcl:"grants,optional"`
	PKCE             bool           `hcl:"pkce,optional"`
	Scopes           []string       `hcl:"scopes,optional"`
	ScopesReviewed   string         `hcl:"scopes_reviewed,optional"`
	Audience         []string       `hcl:"audience,optional"`
	SenderConstraint string         `hcl:"sender_constraint,optional"`
	Assurance        string         `hcl:"assurance,optional"`
	DeviceCodeTTL    string         `hcl:"device_code_ttl,optional"`
	AccessTokenTTL   string         `hcl:"access_token_ttl,optional"`
	IdleTimeout      string         `hcl:"idle_timeout,optional"`
	MaxLifetime      string         `hcl:"max_lifetime,optional"`
	RefreshToken     string         `hcl:"refresh_token,optional"`
	Storage          *storageBlock  `hcl:"storage,block"`
	Client           *struct {
		Type         string   `hcl:"type,optional"`
		Auth         string   `hcl:"auth,optional"`
		RedirectURIs []string `hcl:"redirect_uris,optional"`
	} `hcl:"client,block"`
	StepUp *struct {
		Scopes []string `hcl:"scopes,optional"`
		MaxAge string   `hcl:"max_age,optional"`
	} `hcl:"step_up,block"`
	Conditions *struct {
		ManagedDevice bool     `hcl:"managed_device,optional"`
		Networks      []string `hcl:"networks,optional"`
	} `hcl:"conditions,block"`
	Revoke *struct {
		On          []string `hcl:"on,optional"`
		Within      string   `hcl:"within,optional"`
		Propagation string   `hcl:"propagation,optional"`
	} `hcl:"revoke,block"`
}

type exceptionBlock struct {
	Name         string         `hcl:"name,label"`
	Subject      hcl.Expression `hcl:"subject,optional"`
	Match        []string       `hcl:"match,optional"`
	Renews       hcl.Expression `hcl:"renews,optional"`
	Policies     []string       `hcl:"policies,optional"`
	Reason       string         `hcl:"reason,optional"`
	Compensating []string       `hcl:"compensating,optional"`
	Ticket       string         `hcl:"ticket,optional"`
	RequestedBy  string         `hcl:"requested_by,optional"`
	Granted      string         `hcl:"granted,optional"`
	Expires      string         `hcl:"expires,optional"`
	Approvals    []struct {
		Team hcl.Expression `hcl:"team,optional"`
		By   string         `hcl:"by,optional"`
		On   string         `hcl:"on,optional"`
	} `hcl:"approval,block"`
}

// baseline parses every file of a workspace with hclparse, one after the other, which keeps their syntax trees, and
// decodes them with gohcl: what a program that reads HCL does before it begins its own work. It returns the CLIs found.
func baseline(folder string) (int, error) {
	parser := hclparse.NewParser()
	var files []*declarations
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".custody.hcl") {
			return err
		}
		file, diags := parser.ParseHCLFile(path)
		if diags.HasErrors() {
			return diags
		}
		declared := new(declarations)
		if diags := gohcl.DecodeBody(file.Body, nil, declared); diags.HasErrors() {
			return diags
		}
		files = append(files, declared)
		return nil
	})
	clis := 0
	for _, file := range files {
		clis += len(file.CLIs)
	}
	return clis, err
}
