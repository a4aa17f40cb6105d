package hydra

import (
	"net/http"
	"net/url"
	"strings"
)

// nextPage finds the query of the next page in the Link header (RFC 8288); nil when there is none.
//
// Only the query is taken: Hydra does not know the path, and maybe not the host, under which a proxy publishes it. The
// request goes to the address that was configured, wherever a link points.
func nextPage(header http.Header) url.Values {
	for _, line := range header.Values("Link") {
		for line != "" {
			var link, parameters string
			link, parameters, line = cutLink(line)
			if !isNext(parameters) {
				continue
			}
			u, err := url.Parse(link)
			if err != nil || u.RawQuery == "" {
				return nil
			}
			return u.Query()
		}
	}
	return nil
}

// cutLink takes <URL>; PARAMETERS from the front of a list. A URL may hold commas.
func cutLink(line string) (link, parameters, rest string) {
	_, line, found := strings.Cut(line, "<")
	if !found {
		return "", "", ""
	}
	link, line, _ = strings.Cut(line, ">")
	if i := strings.IndexByte(line, '<'); i >= 0 {
		return link, line[:i], line[i:]
	}
	return link, line, ""
}

func isNext(parameters string) bool {
	for parameter := range strings.FieldsFuncSeq(parameters, func(r rune) bool { return r == ';' || r == ',' }) {
		name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if strings.EqualFold(strings.TrimSpace(name), "rel") && strings.EqualFold(strings.Trim(value, `" `), "next") {
			return true
		}
	}
	return false
}
