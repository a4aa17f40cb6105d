// Package lang is the one owner of evaluation: it bounds source text before a parser sees it, and defines the functions,
// durations, dates and limits by which an HCL expression becomes a value; it knows no block and no attribute of custody.
package lang
