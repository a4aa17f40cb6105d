package view

// Version prints the version, and the commit where it is known.
func (p *Printer) Version(version, commit string) error {
	text := "custody " + version
	if commit != "" {
		text += " (" + commit + ")"
	}
	return p.Note(text)
}

type wireVersion struct {
	FormatVersion string `json:"format_version" doc:"The version of this document's format."`
	Version       string `json:"version" doc:"The version of the program."`
	Commit        string `json:"commit,omitempty" doc:"The commit that it was built from."`
}

// VersionJSON is the document of version --json.
func VersionJSON(version, commit string) any {
	return wireVersion{FormatVersion, version, commit}
}
