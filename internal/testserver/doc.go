// Package testserver obtains, starts and stops the real servers that custody is tested and shown against; the product
// itself never imports it.
//
// Each server is pinned by version and checksum in a Go module of its own, built once into the user's cache folder, and
// started on free ports of the loopback interface. It ends with the process that started it.
package testserver
