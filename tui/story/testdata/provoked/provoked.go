package tui

import (
	"os"
	"path/filepath"

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
	case "f12":
		return tea.Exec(nil, nil)
	}
	return nil
}

func (a *App) provokeView() {
	if provokedView {
		panic(a.words())
	}
}
