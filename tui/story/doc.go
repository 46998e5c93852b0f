// Package story tests the program as a whole, from outside: its command line,
// whole workshops on a pseudo-terminal, its speed at the start, and the rules
// of the house. It holds nothing but tests.
package story
