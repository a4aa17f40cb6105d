package docgen

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// commandPages makes a page for each command.
func commandPages(root *cobra.Command) ([]Page, error) {
	root.DisableAutoGenTag = true // the day on which a page is made is no part of it
	var pages []Page
	for _, c := range commandsOf(root) {
		c.DisableAutoGenTag = true
		var b bytes.Buffer
		if err := doc.GenMarkdownCustom(c, &b, func(name string) string { return name }); err != nil {
			return nil, fmt.Errorf("the page of %s: %w", c.CommandPath(), err)
		}
		content := strings.TrimSpace(b.String()) + "\n"
		pages = append(pages, Page{path.Join(commandsFolder, pageName(c)), []byte(made + "\n\n" + content)})
	}
	return pages, nil
}

// commandsOf lists a command and those below it that a user can run or read about.
func commandsOf(c *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
			all = append(all, commandsOf(sub)...)
		}
	}
	return all
}

// pageName is the name by which pages of commands refer to each other.
func pageName(c *cobra.Command) string {
	return strings.ReplaceAll(c.CommandPath(), " ", "_") + ".md"
}

// index is the page that leads to the others.
func index(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("| page | what it lists |\n| --- | --- |\n" +
		"| [language](language.md) | every block and attribute, its plane, and who enforces it |\n" +
		"| [policies](policies.md) | the policies that ship, their parameters and controls |\n" +
		"| [frameworks](frameworks.md) | the controls that policies are mapped to, legacy labels, crosswalks |\n" +
		"| [capabilities](capabilities.md) | what each kind of target can do with each setting |\n" +
		"| [environment](environment.md) | environment variables |\n" +
		"| [JSON Schemas](../schemas) | every document that a command prints with `--json`, and the session policy document |\n\n## Commands\n\n")
	var rows [][]string
	for _, c := range commandsOf(root) {
		rows = append(rows, []string{fmt.Sprintf("[%s](commands/%s)", c.CommandPath(), pageName(c)), cell(c.Short)})
	}
	b.WriteString(table([]string{"command", "does"}, rows))
	return b.String()
}
