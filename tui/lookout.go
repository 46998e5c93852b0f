package tui

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// Some ends run nothing that is deferred: a panic in a goroutine of the framework,
// what the Go runtime does not go on after, being killed. So another process of
// the program is on the lookout. Standard error goes to it while the screen is up,
// for there the runtime says at such an end what was wrong, with the value of a
// panic, in which words of a session may stand. (Its crash output lacks the first
// line.) The lookout gives the terminal back and writes the report. Where the
// program ends by itself, it ends the lookout first.

// lookoutVariable has the program be the lookout; it holds the modes of the
// terminal as they are to be.
const lookoutVariable = "KRING_LOOKOUT"

// postLookout starts the lookout, and gives what ends it. Without one the program
// is as it was: there is nobody to tell that it could not be started.
func postLookout(program, lang string, modes *term.State) (dismiss func()) {
	none := func() {}
	if program == "" || modes == nil {
		return none
	}
	orders, err := json.Marshal(modes)
	if err != nil {
		return none
	}
	hears, says, err := os.Pipe()
	if err != nil {
		return none
	}
	defer hears.Close()
	defer says.Close() // standard error is another hold of it
	cmd := exec.Command(program, "--lang", lang)
	cmd.Env = append(os.Environ(), lookoutVariable+"="+string(orders))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = hears, os.Stdout, os.Stderr
	apart(cmd)
	if cmd.Start() != nil {
		return none
	}
	// What others did counts too, where two of them were at one thing.
	debug.SetTraceback("all")
	restore := errorsTo(says)
	return func() {
		restore()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
}

// Lookout says that this process is the lookout of another.
func Lookout() bool { return os.Getenv(lookoutVariable) != "" }

// LookOut waits for the other process to end without a word to the lookout. A
// report goes into the folder; tell tells where it is.
func LookOut(folder, version string, tell func(error) int) int {
	signal.Ignore(os.Interrupt) // of a console, all its processes get it
	var modes *term.State
	if json.Unmarshal([]byte(os.Getenv(lookoutVariable)), &modes) != nil || modes == nil {
		return 0
	}
	said, crashed := hear(os.Stdin)
	giveBack(modes)
	if !crashed {
		return 0 // killed, by somebody who knows
	}
	// It is told before the rest is heard: before the other is gone and its shell
	// goes on.
	r := Report{At: time.Now(), Version: version}
	f, err := r.create(folder)
	if err != nil {
		return tell(&Crash{Err: err})
	}
	status := tell(&Crash{Path: f.Name()})
	rest, _ := io.ReadAll(io.LimitReader(os.Stdin, 1<<20))
	r.Panic, r.Stack = lastWords(append(said, rest...))
	_ = r.fill(f) // that it was begun is told
	return status
}

// hear hears the other process until a stack begins, which is its end, or until
// it is gone. Of what is said before that, the last is kept.
func hear(from io.Reader) (said []byte, crashed bool) {
	const most = 1 << 16
	buf := make([]byte, 1<<10)
	for {
		n, err := from.Read(buf)
		said = append(said, buf[:n]...)
		said = said[max(len(said)-most, 0):]
		if stackBegins.Match(said) {
			return said, true
		}
		if err != nil {
			return nil, false
		}
	}
}

// leaving switches off what the framework switches on in a terminal.
const leaving = ansi.ResetModeSynchronizedOutput + ansi.ResetModifyOtherKeys + "\x1b[<1u" +
	ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr + ansi.ResetModeFocusEvent +
	ansi.ResetModeBracketedPaste + ansi.ResetModeUnicodeCore + ansi.ResetStyle +
	"\x1b]2;\x07" + ansi.ResetModeAltScreenSaveCursor + ansi.ShowCursor

// giveBack gives the terminal back as it was. Modes that a shell has set already
// are left to it.
func giveBack(modes *term.State) {
	_, _ = io.WriteString(os.Stdout, leaving)
	if tty, err := keyboard(); err == nil && raw(tty.Fd()) {
		_ = term.Restore(tty.Fd(), modes)
	}
}
