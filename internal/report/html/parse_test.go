package html_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// node is an element of a page.
type node struct {
	tag      string
	attrs    map[string]string
	children []*node
	words    strings.Builder
}

// parse reads a page. The page is written so that it is XML as well, apart from what its style and its script hold; so an
// element that is not closed, or closed by a text, is found.
func parse(t *testing.T, page []byte) *node {
	t.Helper()
	page = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`).ReplaceAll(page, []byte("<$1></$1>"))
	decoder := xml.NewDecoder(bytes.NewReader(page))
	decoder.Entity = xml.HTMLEntity
	root := &node{tag: "#root"}
	stack := []*node{root}
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return root
		}
		if err != nil {
			line, _ := decoder.InputPos()
			t.Fatalf("line %d of the page: %v", line, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{tag: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.children = append(top.children, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.words.Write(token)
		}
	}
}

// all lists the element and everything in it.
func (n *node) all() []*node {
	list := []*node{n}
	for _, c := range n.children {
		list = append(list, c.all()...)
	}
	return list
}

func (n *node) named(tag string) []*node {
	var list []*node
	for _, c := range n.all() {
		if c.tag == tag {
			list = append(list, c)
		}
	}
	return list
}

func (n *node) text() string {
	var b strings.Builder
	for _, c := range n.all() {
		b.WriteString(c.words.String())
	}
	return b.String()
}
