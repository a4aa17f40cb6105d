package term

// Styles marks text up, or leaves it alone where there is no color. The zero value leaves it alone.
//
// It writes the SGR codes itself: the styling library of this field inspects the terminal as soon as it is imported, and
// within tmux starts a process for that, which every start of the program would pay for.
type Styles struct{ on bool }

// On reports whether it marks anything up.
func (s Styles) On() bool { return s.on }

// Bold marks what a line is about.
func (s Styles) Bold(text string) string { return s.wrap("1", "22", text) }

// Dim marks what is said besides.
func (s Styles) Dim(text string) string { return s.wrap("2", "22", text) }

// Underline marks a heading.
func (s Styles) Underline(text string) string { return s.wrap("4", "24", text) }

// Red marks what is wrong or goes away.
func (s Styles) Red(text string) string { return s.wrap("31", "39", text) }

// Green marks what is right or new.
func (s Styles) Green(text string) string { return s.wrap("32", "39", text) }

// Yellow marks what changes or needs care.
func (s Styles) Yellow(text string) string { return s.wrap("33", "39", text) }

// Cyan marks names and addresses.
func (s Styles) Cyan(text string) string { return s.wrap("36", "39", text) }

// wrap turns on one property and off just that, so that styles can stand inside each other.
func (s Styles) wrap(on, off, text string) string {
	if !s.on || text == "" {
		return text
	}
	return "\x1b[" + on + "m" + text + "\x1b[" + off + "m"
}
