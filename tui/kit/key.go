package kit

import (
	"slices"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Key is one key of a screen, in one record: what it matches, what the footer,
// the help page and the palette say of it, what it does, and why it cannot be
// used at the moment.
type Key struct {
	On    []string      // as the framework names keys; the first one is shown
	Show  string        // how to show it, where the name of the first does not do
	Label string        // one or two words, for the footer
	Help  string        // what it does, for the help page and the palette; Label if empty
	Do    func() Action // nil: the key is described here and handled elsewhere
	Why   string        // why it cannot be used now; empty when it can
	Quiet bool          // not in the footer
}

// Long is the help of the key.
func (k Key) Long() string {
	if k.Help != "" {
		return k.Help
	}
	return k.Label
}

// Letter says that the key is text, which it is only when none is being typed.
func (k Key) Letter() bool {
	for _, on := range k.On {
		if utf8.RuneCountInString(on) > 1 && on != "space" {
			return false
		}
	}
	return len(k.On) > 0
}

// Name is how the key is shown to people.
func (k Key) Name() string {
	if k.Show != "" {
		return k.Show
	}
	if len(k.On) == 0 {
		return ""
	}
	if name, ok := names[k.On[0]]; ok {
		return name
	}
	return k.On[0]
}

var names = map[string]string{
	"enter": "⏎", "space": "␣", "up": "↑", "down": "↓", "left": "←", "right": "→",
	"tab": "Tab", "shift+tab": "Shift+Tab", "esc": "Esc", "f1": "F1", "f2": "F2", "f3": "F3",
	"delete": "Del", "backspace": "⌫", "pgup": "PgUp", "pgdown": "PgDn", "home": "Home", "end": "End",
	"ctrl+k": "Ctrl+K", "ctrl+c": "Ctrl+C", "ctrl+z": "Ctrl+Z", "ctrl+y": "Ctrl+Y",
}

// Press finds the key that a message presses and gives what it does; ok is
// false when there is none. A key that cannot be used now says why.
func Press(keys []Key, msg tea.Msg) (a Action, ok bool) {
	press, is := msg.(tea.KeyPressMsg)
	if !is {
		return nil, false
	}
	name := press.String()
	for _, k := range keys {
		if k.Do == nil || !slices.Contains(k.On, name) {
			continue
		}
		if k.Why != "" {
			return Notify{Text: k.Why, Bad: true}, true
		}
		return k.Do(), true
	}
	return nil, false
}

// Typed says that a message is text: a printable key without Ctrl or Alt, or a
// paste.
func Typed(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return msg.Text != ""
	case tea.PasteMsg:
		return true
	}
	return false
}
