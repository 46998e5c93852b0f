package tui

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/tui/kit"
)

// provokedView makes the next drawing come down.
var provokedView bool

// words is what a panic may carry: what somebody typed.
func (a *App) words() string { return a.below().(kit.Drafter).Draft() }

// provoked makes the program come down in the way of a key.
func (a *App) provoked(msg tea.Msg) tea.Cmd {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	text := a.words
	switch key.String() {
	case "f5":
		panic(text())
	case "f6":
		provokedView = true
	case "f7":
		said := text()
		return func() tea.Msg { panic(said) }
	case "f8":
		said := text()
		return tea.Batch(tea.RequestBackgroundColor, func() tea.Msg { panic(said) })
	case "f9":
		var none []int
		none[len(a.overlays)+5]++
	case "f10":
		if err := os.WriteFile(filepath.Join(os.TempDir(), "hangs"), nil, 0o600); err != nil {
			panic(err)
		}
		select {}
	case "f11":
		go func() { watched(); panic(text() + "\ngoroutine 1 [running]:\n" + text() + "(1)\n\tx.go:1\n") }()
	case "f12":
		return tea.Exec(nil, nil)
	case "shift+f5":
		go func() { watched(); panic(fmt.Errorf("not done: %s", text())) }()
	case "shift+f6":
		go func() { watched(); debug.SetMaxStack(1 << 20); never(0) }()
	case "shift+f7":
		go func() { watched(); a.provokedMap() }()
	case "shift+f8":
		go func() { watched(); provokedMemory = make([]byte, 1<<47-1) }()
	case "shift+f9":
		go func() {
			watched()
			if p, err := os.FindProcess(os.Getpid()); err == nil {
				_ = p.Kill()
			}
		}()
	}
	return nil
}

// watched waits for the lookout: standard error is a pipe to it then, and not
// the one it was.
func watched() {
	for {
		now, err := os.Stderr.Stat()
		if err != nil {
			panic("it cannot be known")
		}
		if !os.SameFile(provokedErrors, now) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

var provokedErrors, _ = os.Stderr.Stat()

// never comes to an end of the stack.
func never(n int) int { return never(n+1) + never(n+2) }

// provokedMap writes one map from many sides.
func (a *App) provokedMap() {
	m := make(map[int]int)
	for range 8 {
		go func() {
			for i := 0; ; i++ {
				m[i%100] = i
			}
		}()
	}
}

var provokedMemory []byte

func (a *App) provokeView() {
	if provokedView {
		panic(a.words())
	}
}
