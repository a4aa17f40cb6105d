package view

type wireInit struct {
	FormatVersion string   `json:"format_version" doc:"The version of this document's format."`
	Written       []string `json:"written" doc:"The files that were written."`
}

// InitJSON is the document of init --json.
func InitJSON(written []string) any { return wireInit{FormatVersion, written} }
