package tui

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// What a program says in its last moment, with words that somebody typed wherever
// they can stand. The runtime indents what follows a line break in a value.
const saidLast = `panic: Geheim(1)
	goroutine 1 [running]:
	Geheim.Woord(0x1)
	/geheim.go:1 [recovered]
	panic: kring/tui.said{"Geheim", "woord"}
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4]

goroutine 35 gp=0xc0001 m=5 mp=0xc0002 [running, locked to thread]:
panic({0x7f, 0xc0001})
	/usr/local/go/src/runtime/panic.go:792 +0x132
kring/tui.(*App).Update(0xc000, {0x9a, 0xc0, 0x1?}, ...)
	/src/tui/app.go:120 +0x1d fp=0xc0 sp=0xc1
kring/model.Map[...](...)
	/src/model/list.go:5
Geheim woord
geheim
created by charm.land/bubbletea/v2.(*Program).readLoop in goroutine 28
	/go/tty.go:80 +0x5

goroutine 2 [chan receive, 3 minutes]:
main.main()
	/src/main.go:52 +0x18
exit status 2
`

// A report of the runtime's last words holds the stacks, and no word of a session.
func TestLastWords(t *testing.T) {
	what, stack := lastWords([]byte(saidLast))
	if what != "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4]" {
		t.Errorf("it was %q", what)
	}
	want := `goroutine 35 [running, locked to thread]:
panic
	/usr/local/go/src/runtime/panic.go:792
kring/tui.(*App).Update
	/src/tui/app.go:120
kring/model.Map[...]
	/src/model/list.go:5
created by charm.land/bubbletea/v2.(*Program).readLoop in goroutine 28
	/go/tty.go:80

goroutine 2 [chan receive, 3 minutes]:
main.main
	/src/main.go:52
`
	if got := string(stack); got != want {
		t.Errorf("the stacks are\n%s", got)
	}
	for said, want := range map[string]fatal{
		"fatal error: concurrent map writes\n\ngoroutine 1 [running]:\n":                         "fatal error: concurrent map writes",
		"panic: runtime error: index out of range [5] with length 0\n\ngoroutine 1 [running]:\n": "panic: runtime error: index out of range [5] with length 0",
		"panic: Geheim\n\tfatal error: Geheim\n\ngoroutine 1 [running]:\nfatal error: late\n":    fatalUnsaid,
		"panic: Geheim\n\ngoroutine 1 [running]:\n":                                              fatalUnsaid,
		"": fatalUnsaid,
	} {
		if got, _ := lastWords([]byte(said)); got != want {
			t.Errorf("%q was %q, want %q", said, got, want)
		}
	}
}

// What a library says is no end; a stack is one, in however small pieces it comes.
func TestLookoutHearsTheEnd(t *testing.T) {
	for said, crashed := range map[string]bool{"": false, "2026/11/23 a goroutine [x] is late\n": false, saidLast: true} {
		if heard, is := hear(iotest.OneByteReader(strings.NewReader(said))); is != crashed || is && !strings.HasPrefix(said, string(heard)) {
			t.Errorf("%q: %v, of which %q", said, is, heard)
		}
	}
	long := io.MultiReader(strings.NewReader(strings.Repeat("a library says much\n", 1<<16)), strings.NewReader(saidLast))
	if heard, crashed := hear(long); !crashed || len(heard) > 1<<17 {
		t.Errorf("%v, %d bytes", crashed, len(heard))
	}
}
