package kit

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"kring/model"
)

// Entry is the line in which text is typed. It keeps the text until somebody
// clears it, so that a refused one can be mended.
type Entry struct {
	input  textinput.Model
	typing bool
	reason string // why the text was refused
}

// NewEntry gives an empty entry line that has the focus.
func NewEntry() Entry {
	in := textinput.New()
	in.SetVirtualCursor(false)
	in.CharLimit = model.TextMax
	in.KeyMap.Paste = key.NewBinding(key.WithDisabled()) // the terminal pastes
	in.KeyMap.NextSuggestion = key.NewBinding(key.WithDisabled())
	in.KeyMap.PrevSuggestion = key.NewBinding(key.WithDisabled())
	in.KeyMap.AcceptSuggestion = key.NewBinding(key.WithDisabled())
	in.Focus()
	return Entry{input: in, typing: true}
}

// Typing says that the entry line has the focus.
func (e *Entry) Typing() bool { return e.typing }

// Focus gives the entry line the focus or takes it away. The text stays.
func (e *Entry) Focus(on bool) { e.typing = on }

// Value is the text as it stands, made safe.
func (e *Entry) Value() string { return model.Clean(e.input.Value()) }

// Set puts a text into the line, made safe, the cursor behind it.
func (e *Entry) Set(text string) {
	e.input.SetValue(model.Safe(text))
	e.input.CursorEnd()
	e.reason = ""
}

// Begin puts a text into the line, the cursor before it: what is typed goes in
// front.
func (e *Entry) Begin(text string) {
	e.Set(text)
	e.input.CursorStart()
}

// AtEnd says that the cursor stands behind the text.
func (e *Entry) AtEnd() bool { return e.input.Position() == len([]rune(e.input.Value())) }

// Clear empties the line.
func (e *Entry) Clear() { e.Set("") }

// Refuse shows why the text was not taken. It goes with the next key.
func (e *Entry) Refuse(reason string) { e.reason = reason }

// Reason is why the text was not taken, or "".
func (e *Entry) Reason() string { return e.reason }

// Update takes in a key or a paste and says whether it was for the line. Enter,
// Tab, Esc and the arrows up and down are not: what they mean is for the screen
// to say. A paste of several lines is for the screen too, see Lines.
func (e *Entry) Update(msg tea.Msg) bool {
	if !e.typing {
		return false
	}
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		e.reason = ""
		if m.Text == "" && !edits[m.String()] {
			return false
		}
	case tea.PasteMsg:
		e.reason = ""
		msg = tea.PasteMsg{Content: model.Safe(m.Content)}
	default:
		return false
	}
	e.input, _ = e.input.Update(msg)
	if value := e.input.Value(); model.Safe(value) != value {
		behind := len([]rune(value)) - e.input.Position()
		safe := model.Safe(value)
		e.input.SetValue(safe)
		e.input.SetCursor(max(len([]rune(safe))-behind, 0))
	}
	return true
}

// edits are the keys without a text that edit the line.
var edits = map[string]bool{
	"backspace": true, "delete": true, "left": true, "right": true, "home": true, "end": true,
	"ctrl+a": true, "ctrl+e": true, "ctrl+w": true, "ctrl+u": true, "ctrl+left": true, "ctrl+right": true,
	"alt+backspace": true, "alt+b": true, "alt+f": true, "alt+d": true, "ctrl+h": true, "ctrl+d": true,
	"alt+left": true, "alt+right": true,
}

// pasteMost is how much of a paste is looked at: a session file's worth of
// text is more than anybody pastes into a line.
const pasteMost = 4 << 20

// Lines gives the lines of a paste of more than one, each made safe, the empty
// ones left out; nil when the message is something else.
func Lines(msg tea.Msg) []string {
	paste, ok := msg.(tea.PasteMsg)
	if !ok {
		return nil
	}
	text := paste.Content
	if len(text) > pasteMost {
		text = text[:pasteMost]
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = model.Clean(line); line != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) < 2 {
		return nil
	}
	return lines
}

// View draws the line behind a label, in that many columns, with the cursor's
// column when it has the focus. Of a long text it shows the part around the
// cursor.
func (e *Entry) View(env *Env, label string, width int) (line string, cursor int) {
	return e.Veiled(env, label, width, func(text []rune, at int) ([]rune, int) { return text, at })
}

// Veiled is View for what the room may not read: veil gives what to draw in the
// place of the text, and where the cursor is in it.
func (e *Entry) Veiled(env *Env, label string, width int, veil func(text []rune, at int) ([]rune, int)) (line string, cursor int) {
	prompt := label + " " + MarkHere + " "
	room := width - Width(prompt) - 1 // the cursor may stand behind the last letter
	if room < 4 {
		prompt, room = "", max(width-1, 1)
	}
	runes, at := veil([]rune(e.input.Value()), e.input.Position())
	text, column := around(runes, min(at, len(runes)), room)
	style := env.Theme.Dim
	if e.typing {
		style = env.Theme.Accent
	}
	return style.Render(prompt) + text, min(Width(prompt)+column, max(width-1, 0))
}

// around gives the part of a text that is shown in that many columns, and the
// column of the cursor in it.
func around(rs []rune, at, room int) (string, int) {
	// Nothing further away than the room can be seen: a character of no
	// width of its own goes with one that has.
	const perColumn = 8
	at = min(at, len(rs))
	left := string(rs[max(at-room*perColumn, 0):at])
	shown := left
	for over := Width(left) - room; Width(shown) > room; over++ { // again where it cuts a wide one in two
		shown = ansi.TruncateLeft(left, over, "")
	}
	return ansi.Truncate(shown+string(rs[at:min(len(rs), at+room*perColumn)]), room+1, ""), Width(shown)
}
