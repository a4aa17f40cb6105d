package view

// Note prints one sentence.
func (p *Printer) Note(text string) error {
	pg := p.page()
	pg.line("%s", clean(text))
	return p.write(pg)
}

// Warning prints one warning.
func (p *Printer) Warning(text string) error {
	pg := p.page()
	pg.line("%s %s", pg.styles.Yellow("warning:"), clean(text))
	return p.write(pg)
}
