package kit

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Option is one thing that can be chosen.
type Option struct {
	Key, Label string
	About      string // what it means, to be read while the cursor is on it
}

// Field is one field of a form: a text, or with options a choice of one of
// them, or of several.
type Field struct {
	Label   string
	Hint    string // what to fill in, shown while the field is empty
	Value   string // the text; the key of the option; the keys of several, with blanks between
	Options []Option
	Several bool
	Path    bool   // the text is a path: its end counts most, and it is shown whole below
	Why     string // why there is nothing to fill in here, shown in its place; "" when there is
	// Suggest gives a text to take in the place of the one being typed, ""
	// for none.
	Suggest func(text string) string
}

// Form is an overlay with fields, to be filled in and saved as a whole.
type Form struct {
	env    *Env
	title  string
	fields []field
	at     int
	reason string
	warned bool // that Esc will throw away what was typed
	save   func(values []string) Action
	adapt  func(fields []Field) // nil: no field depends on another
}

type field struct {
	Field
	entry Entry
	at    int    // the option under the cursor
	chose string // the option that was chosen at first
}

// NewForm makes a form. save is given the values in the order of the fields,
// texts made safe, and says what to do with them: with a Do, the form closes
// once the change stands and shows the reason when it is refused.
func NewForm(env *Env, title string, fields []Field, save func(values []string) Action) *Form {
	f := &Form{env: env, title: title, save: save}
	for _, in := range fields {
		one := field{Field: in, entry: NewEntry(), chose: in.Value}
		one.entry.Set(in.Value)
		one.at = max(slices.IndexFunc(in.Options, func(o Option) bool { return o.Key == in.Value }), 0)
		f.fields = append(f.fields, one)
	}
	return f
}

// At puts the cursor on a field.
func (f *Form) At(field int) *Form {
	f.at = field
	return f
}

// Adapt says how fields depend on each other. After every change, and now, adapt
// is given the fields as they stand, and may give each other options, another
// value, or a reason why there is nothing to fill in.
func (f *Form) Adapt(adapt func(fields []Field)) *Form {
	f.adapt = adapt
	f.follow()
	return f
}

// follow lets the fields become what those they depend on make of them.
func (f *Form) follow() {
	if f.adapt == nil {
		return
	}
	fields := make([]Field, len(f.fields))
	for i := range f.fields {
		fields[i] = f.fields[i].Field
		fields[i].Value = f.fields[i].value()
	}
	f.adapt(fields)
	for i := range f.fields {
		f.fields[i].become(fields[i])
	}
}

// become makes the field another. A text that somebody typed stays a change,
// also when something was done to it.
func (f *field) become(next Field) {
	typed := f.Options == nil && f.value() != f.begun()
	if next.Value != f.value() {
		f.entry.Set(next.Value)
	}
	if typed {
		next.Value = f.Value
	}
	if !next.Several {
		f.at = max(slices.IndexFunc(next.Options, func(o Option) bool { return o.Key == next.Value }), 0)
	}
	f.Field = next
}

func (f *field) value() string {
	if f.Options != nil {
		return f.Value
	}
	return f.entry.Value()
}

// begun is what stood in the field before anybody changed it.
func (f *field) begun() string {
	if f.Options != nil {
		return f.chose
	}
	return strings.TrimSpace(f.Value)
}

// Values gives the fields as they stand.
func (f *Form) Values() []string {
	values := make([]string, len(f.fields))
	for i := range f.fields {
		values[i] = f.fields[i].value()
	}
	return values
}

// Title stands in the border.
func (f *Form) Title() string { return f.title }

// Size asks for a line for each field, a blank, and what stands below.
func (f *Form) Size(width, height int) (int, int) {
	return min(width, 84), min(height, len(f.fields)+1+f.below())
}

// aboutLines is how many lines there are to say what an option means.
const aboutLines = 2

// below is how many lines stand under the fields: a blank and the reason, and
// where options say what they mean, a blank and the lines for that.
func (f *Form) below() int {
	for i := range f.fields {
		if f.fields[i].Path || slices.ContainsFunc(f.fields[i].Options, func(o Option) bool { return o.About != "" }) {
			return 2 + 1 + aboutLines
		}
	}
	return 2
}

// Editing says that the letters are text.
func (f *Form) Editing() bool { return f.fields[f.at].Options == nil }

// Keys are the keys of a form.
func (f *Form) Keys() []Key {
	e := f.env
	keys := []Key{
		{On: []string{"enter"}, Label: e.T("key.save"), Do: func() Action { return f.save(f.Values()) }},
		{On: []string{"tab", "down"}, Label: e.T("key.nextfield"), Do: func() Action { return f.step(1) }},
		{On: []string{"shift+tab", "up"}, Label: e.T("key.prevfield"), Do: func() Action { return f.step(-1) }, Quiet: true},
	}
	now := &f.fields[f.at]
	if text := now.suggestion(); text != "" {
		keys = append(keys, Key{On: []string{"right"}, Label: e.T("key.take"), Do: func() Action {
			now.entry.Set(text)
			return nil
		}})
	}
	if now.Options != nil {
		keys = append(keys,
			Key{On: []string{"right", "l"}, Show: "←→", Label: e.T("key.choose"), Do: func() Action { return now.turn(1) }},
			Key{On: []string{"left", "h"}, Label: e.T("key.choose"), Do: func() Action { return now.turn(-1) }, Quiet: true})
		if now.Several {
			keys = append(keys, Key{On: []string{"space"}, Label: e.T("key.mark"), Do: func() Action { return now.mark() }})
		} else {
			keys = append(keys, Key{On: []string{"space"}, Label: e.T("key.choose"), Do: func() Action { return now.turn(1) }, Quiet: true})
		}
	}
	return append(keys, Key{On: []string{"esc"}, Label: e.T("key.cancel"), Do: f.leave})
}

// suggestion is the text that can be taken in the place of the one being typed,
// once the cursor stands behind it; "" for none.
func (f *field) suggestion() string {
	if f.Options != nil || f.Suggest == nil || !f.entry.AtEnd() {
		return ""
	}
	return f.Suggest(f.entry.Value())
}

// step goes to another field, past those where there is nothing to fill in.
func (f *Form) step(by int) Action {
	for range f.fields {
		f.at = (f.at + by + len(f.fields)) % len(f.fields)
		if f.fields[f.at].Why == "" {
			break
		}
	}
	return nil
}

// leave closes the form; when something was filled in, only the second time.
func (f *Form) leave() Action {
	if f.typed() && !f.warned {
		f.warned = true
		f.reason = f.env.T("form.discard")
		return nil
	}
	return Close{}
}

// typed says that somebody typed something.
func (f *Form) typed() bool {
	return slices.ContainsFunc(f.fields, func(one field) bool { return one.Options == nil && one.value() != one.begun() })
}

// turn goes to the next option; where one is to be chosen, it is the one.
func (f *field) turn(by int) Action {
	n := len(f.Options)
	f.at = (f.at + by + n) % n
	if !f.Several {
		f.Value = f.Options[f.at].Key
	}
	return nil
}

func (f *field) mark() Action {
	keys := strings.Fields(f.Value)
	key := f.Options[f.at].Key
	if i := slices.Index(keys, key); i >= 0 {
		keys = slices.Delete(keys, i, i+1)
	} else {
		keys = append(keys, key)
	}
	f.Value = strings.Join(keys, " ")
	return nil
}

// Update takes in a key.
func (f *Form) Update(msg tea.Msg) Action {
	a := f.take(msg)
	f.follow()
	return a
}

func (f *Form) take(msg tea.Msg) Action {
	switch msg := msg.(type) {
	case Done:
		if msg.Err != nil {
			f.reason = f.env.Explain(msg.Err)
			return nil
		}
		return Close{}
	case Notify: // what save found wrong by itself
		f.reason = msg.Text
		return nil
	case Click:
		from, to := Window(f.at, len(f.fields), max(msg.Height-f.below(), 1))
		if row := from + msg.Y; row < to && f.fields[row].Why == "" {
			f.at = row
		}
		return nil
	}
	if a, ok := Press(f.Keys(), msg); ok {
		if n, is := a.(Notify); is {
			f.reason = n.Text
			return nil
		}
		return a
	}
	if now := &f.fields[f.at]; now.Options == nil && now.entry.Update(msg) {
		f.reason, f.warned = "", false
	}
	return nil
}

// View draws the fields, the labels in a column.
func (f *Form) View(width, height int) (string, *tea.Cursor) {
	label := 0
	for i := range f.fields {
		label = max(label, Width(f.fields[i].Label))
	}
	label = min(label, width/2)
	from, to := Window(f.at, len(f.fields), max(height-f.below(), 1))
	var lines []string
	var cursor *tea.Cursor
	for i := from; i < to; i++ {
		one := &f.fields[i]
		here := i == f.at
		head := "  " + Fit(one.Label, label)
		if here {
			head = f.env.Theme.Row.Render(MarkHere + " " + Fit(one.Label, label))
		}
		room := width - label - 4
		text, column := one.draw(f.env, here, room)
		if here && one.Options == nil {
			cursor = tea.NewCursor(label+4+column, i-from)
		}
		lines = append(lines, head+"  "+text)
	}
	// A reason that is long takes the blank line above it.
	reason := append([]string{"", ""}, Styled(f.env.Theme.Warn, WrapMost(f.reason, width, 2))...)
	bottom := append(f.about(width), reason[len(reason)-2:]...)
	return Page(width, height, nil, lines, bottom), cursor
}

// about says what the option under the cursor means, or the whole of a path, in
// as many lines as are kept for it, so that nothing moves.
func (f *Form) about(width int) []string {
	lines := make([]string, f.below()-2)
	if len(lines) == 0 {
		return lines
	}
	text := ""
	switch now := &f.fields[f.at]; {
	case now.Options != nil:
		text = now.Options[now.at].About
	case now.Path:
		text = now.value()
	}
	copy(lines[1:], Styled(f.env.Theme.Dim, WrapMost(text, width, aboutLines)))
	return lines
}

func (f *field) draw(env *Env, here bool, room int) (string, int) {
	if f.Why != "" {
		return env.Theme.Dim.Render(Cut(f.Why, room)), 0
	}
	if f.Options == nil {
		if f.entry.input.Value() == "" && f.Hint != "" {
			return env.Theme.Dim.Render(Cut(f.Hint, room)), 0
		}
		if !here && f.Path {
			return CutLeft(f.entry.Value(), room), 0
		}
		if !here {
			return Cut(f.entry.Value(), room), 0
		}
		text, column := around([]rune(f.entry.input.Value()), f.entry.input.Position(), max(room-1, 1))
		if other := f.suggestion(); other != "" {
			text += env.Theme.Dim.Render(Cut("   → "+other, max(room-Width(text), 0)))
		}
		return text, column
	}
	chosen := strings.Fields(f.Value)
	var parts []string
	for i, o := range f.Options {
		text := o.Label
		if slices.Contains(chosen, o.Key) || !f.Several && o.Key == f.Value {
			text = MarkDone + " " + text
		}
		if here && i == f.at {
			text = env.Theme.Row.Render("[" + text + "]")
		} else if !slices.Contains(chosen, o.Key) && (f.Several || o.Key != f.Value) {
			text = env.Theme.Dim.Render(text)
		}
		parts = append(parts, text)
	}
	return window(parts, f.at, room), 0
}

// window joins the options that fit, the one under the cursor among them.
func window(parts []string, at, room int) string {
	from := 0
	for from < at && Width(strings.Join(parts[from:at+1], "  ")) > room {
		from++
	}
	return Cut(strings.Join(parts[from:], "  "), room)
}
