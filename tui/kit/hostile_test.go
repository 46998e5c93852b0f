package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"kring/model/hostile"
)

// Whatever a key or a paste brings, or a screen proposes, an entry line holds and
// draws nothing but text.
func TestHostileTextsInAnEntry(t *testing.T) {
	env := testEnv()
	for _, v := range append(hostile.All(), hostile.Vector{Name: "all", Text: hostile.Text()}) {
		ways := map[string]func(*Entry){
			"pasted":    func(e *Entry) { e.Update(tea.PasteMsg{Content: v.Text}) },
			"proposed":  func(e *Entry) { e.Set(v.Text) },
			"beginning": func(e *Entry) { e.Begin(v.Text) },
			"one key":   func(e *Entry) { e.Update(tea.KeyPressMsg{Code: tea.KeyExtended, Text: v.Text}) },
			"typed": func(e *Entry) {
				for _, c := range v.Text {
					e.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
				}
			},
			"typed in front": func(e *Entry) {
				for _, c := range v.Text {
					e.Update(tea.KeyPressMsg{Code: tea.KeyHome})
					e.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
				}
			},
		}
		for name, way := range ways {
			e := NewEntry()
			e.Set("é\u0301 ")
			way(&e)
			line, _ := e.View(env, "label", 60)
			if found := hostile.Found(e.input.Value(), "") + hostile.Found(e.Value(), "") + hostile.Drawn(line); found != "" {
				t.Errorf("%s, %s: %s", v.Name, name, found)
			}
		}
		for _, line := range Lines(tea.PasteMsg{Content: v.Text + "\nx\r" + v.Text}) {
			if found := hostile.Found(line, ""); found != "" {
				t.Errorf("%s, a line: %s", v.Name, found)
			}
		}
	}
}
