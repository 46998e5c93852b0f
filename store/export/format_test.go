package export

import (
	"testing"

	"kring/assets"
	"kring/model"
)

// A name that is proposed is one that every system takes.
func TestFileName(t *testing.T) {
	for _, c := range []struct{ place, date, title, want string }{
		{"Leuven", "2026-11-22", "Kick-off: Warm Leuven?", "leuven-2026-11-22-kick-off-warm-leuven.md"},
		{"", "", "Élan/1", "elan-1.md"},
		{"", "", "", "kring.md"},
		{"", "", "?", "kring.md"},
		{"", "", "Con", "kring-con.md"},
		{"", "", "LPT1", "kring-lpt1.md"},
		{"Leuven", "", "Con", "leuven-con.md"},
	} {
		s := &model.Session{Municipality: c.place, Date: model.Date(c.date), Title: c.title}
		if got := FileName(s, Request{Format: "md"}, assets.Load("nl")); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
