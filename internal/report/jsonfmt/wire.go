package jsonfmt

// The types below are the format itself. They change by addition alone, and docs/schemas follows.

type document struct {
	FormatVersion    string           `json:"format_version"`
	Tool             string           `json:"tool"`
	Workspace        string           `json:"workspace"`
	Organization     string           `json:"organization,omitempty"`
	At               string           `json:"at"`
	Evidence         string           `json:"evidence"`
	Status           string           `json:"status"`
	Summary          summary          `json:"summary"`
	Teams            []team           `json:"teams"`
	Responsibilities []responsibility `json:"responsibilities"`
	Tokens           []token          `json:"tokens"`
	Frameworks       []framework      `json:"frameworks"`
	Checks           []check          `json:"checks"`
	Findings         []finding        `json:"findings"`
	Exceptions       []exception      `json:"exceptions"`
	Duties           []duty           `json:"duties"`
	Ledger           *ledger          `json:"ledger"`
	Applied          []applied        `json:"applied"`
}

type counts struct {
	Pass          int `json:"pass"`
	Fail          int `json:"fail"`
	Waived        int `json:"waived"`
	NotApplicable int `json:"not_applicable"`
	Unknown       int `json:"unknown"`
}

type summary struct {
	Evaluated int `json:"evaluated"`
	Subjects  int `json:"subjects"`
	Policies  int `json:"policies"`
	Mandatory int `json:"mandatory_wanting"`
	counts
}

type team struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Contact string `json:"contact,omitempty"`
	Backup  string `json:"backup,omitempty"`
}

type place struct {
	File string `json:"filename"`
	Line int    `json:"line"`
}

type responsibility struct {
	CLI         string      `json:"cli"`
	Title       string      `json:"title,omitempty"`
	Criticality string      `json:"criticality,omitempty"`
	Data        string      `json:"data,omitempty"`
	Application accountable `json:"application"`
	Identity    accountable `json:"identity"`
	Attested    *attested   `json:"attested"`
	Place       *place      `json:"place"`
}

type accountable struct {
	Teams    []string `json:"teams"`
	Declared bool     `json:"declared"`
}

type attested struct {
	On      string `json:"on"`
	AgeDays int    `json:"age_days"`
}

type token struct {
	Session       string `json:"session"`
	CLI           string `json:"cli"`
	Actor         string `json:"actor"`
	Host          string `json:"host"`
	Issuer        string `json:"issuer,omitempty"`
	IssuerType    string `json:"issuer_type,omitempty"`
	ClientID      string `json:"client_id,omitempty"`
	Storage       value  `json:"storage"`
	Fallback      value  `json:"fallback"`
	AccessToken   value  `json:"access_token_ttl"`
	IdleTimeout   value  `json:"idle_timeout"`
	MaxLifetime   value  `json:"max_lifetime"`
	RefreshToken  value  `json:"refresh_token"`
	OnLogout      value  `json:"on_logout"`
	RevokedOn     value  `json:"revoked_on"`
	RevokedWithin value  `json:"revoked_within"`
	Place         *place `json:"place"`
}

type value struct {
	Text     string `json:"text"`
	Declared bool   `json:"declared"`
	Origin   string `json:"origin,omitempty"`
}

type framework struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Publisher string        `json:"publisher,omitempty"`
	Version   string        `json:"version,omitempty"`
	URL       string        `json:"url,omitempty"`
	Controls  []control     `json:"controls"`
	Unserved  []controlName `json:"unserved"`
}

type controlName struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Title string `json:"title,omitempty"`
}

type control struct {
	controlName
	Text    string   `json:"text,omitempty"`
	Gist    string   `json:"gist,omitempty"`
	URL     string   `json:"url,omitempty"`
	Aliases []alias  `json:"aliases"`
	Status  string   `json:"status"`
	Counts  counts   `json:"counts"`
	Checks  []string `json:"checks"`
}

type alias struct {
	Label    string `json:"label"`
	Relation string `json:"relation"`
	Note     string `json:"note,omitempty"`
}

type check struct {
	Policy     string      `json:"policy"`
	Title      string      `json:"title,omitempty"`
	Pack       string      `json:"pack,omitempty"`
	Level      string      `json:"level"`
	Plane      string      `json:"plane"`
	Subject    string      `json:"subject"`
	Remedy     string      `json:"remedy,omitempty"`
	References []string    `json:"references"`
	Parameters []parameter `json:"parameters"`
	Controls   []string    `json:"controls"`
	Status     string      `json:"status"`
	Counts     counts      `json:"counts"`
}

type parameter struct {
	Name       string `json:"name"`
	Value      string `json:"value"`
	Origin     string `json:"origin,omitempty"`
	Overridden bool   `json:"overridden"`
}

type finding struct {
	Policy    string   `json:"policy"`
	Subject   string   `json:"subject"`
	Verdict   string   `json:"verdict"`
	Level     string   `json:"level"`
	Plane     string   `json:"plane"`
	Teams     []string `json:"teams"`
	Message   string   `json:"message"`
	Remedy    string   `json:"remedy,omitempty"`
	Controls  []string `json:"controls"`
	Exception string   `json:"exception,omitempty"`
	Expires   string   `json:"expires,omitempty"`
	Place     *place   `json:"place"`
}

type exception struct {
	Address      string     `json:"address"`
	Subject      string     `json:"subject,omitempty"`
	Match        []string   `json:"match"`
	Matched      []string   `json:"matched"`
	Policies     []string   `json:"policies"`
	Reason       string     `json:"reason,omitempty"`
	Compensating []string   `json:"compensating"`
	Ticket       string     `json:"ticket,omitempty"`
	RequestedBy  string     `json:"requested_by,omitempty"`
	Renews       string     `json:"renews,omitempty"`
	RenewedBy    []string   `json:"renewed_by"`
	Renewals     int        `json:"renewals"`
	Granted      string     `json:"granted,omitempty"`
	Expires      string     `json:"expires,omitempty"`
	Revoked      string     `json:"revoked,omitempty"`
	AgeDays      int        `json:"age_days"`
	DaysLeft     int        `json:"days_left"`
	State        string     `json:"state"`
	Missing      []string   `json:"missing_approvals"`
	Unapproved   []string   `json:"unapproved"`
	Unneeded     []string   `json:"unneeded"`
	Approvals    []approval `json:"approvals"`
	Waives       []waived   `json:"waives"`
	Place        *place     `json:"place"`
}

type approval struct {
	Team string `json:"team,omitempty"`
	By   string `json:"by,omitempty"`
	On   string `json:"on,omitempty"`
	Void string `json:"void,omitempty"`
}

type waived struct {
	Policy  string `json:"policy"`
	Subject string `json:"subject"`
}

type duty struct {
	Subject string   `json:"subject"`
	Knob    string   `json:"knob"`
	Value   string   `json:"value"`
	Note    string   `json:"note,omitempty"`
	Teams   []string `json:"teams"`
}

type ledger struct {
	Entries int64  `json:"entries"`
	Hash    string `json:"hash"`
}

type applied struct {
	Address  string    `json:"address"`
	Run      string    `json:"run"`
	Time     string    `json:"time"`
	Actor    string    `json:"actor"`
	Status   string    `json:"status"`
	Plan     string    `json:"plan,omitempty"`
	Hash     string    `json:"hash"`
	Settings []setting `json:"settings"`
}

type setting struct {
	Knob  string `json:"knob"`
	Value string `json:"value"`
}
