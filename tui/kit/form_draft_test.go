package kit

import (
	"strconv"
	"testing"
)

// Drafts of forms are read as they were written, the newest are kept, and no text
// can pass for two.
func TestDraftsOfForms(t *testing.T) {
	var d Drafts
	for i := range draftsMost + 3 {
		d = ReadDrafts(d.With("form "+strconv.Itoa(i), "a"+draftMark+"b").Text())
	}
	if len(d) != draftsMost || d.Of("form 2") != "" || d.Of("form 3") != "a"+draftMark+"b" || d.Of("form") != "" {
		t.Errorf("%q", d)
	}
	if d = d.With("form 5", "c").With("form 6", ""); d.Of("form 5") != "c" || d.Of("form 6") != "" || len(d) != draftsMost-1 || d.Of("form 7") == "" {
		t.Errorf("%q", d)
	}
	if d := ReadDrafts(""); d.Of("") != "" || d.With("x", "").Text() != "" {
		t.Errorf("%q", d)
	}
	env := testEnv()
	form := func() *Form {
		return NewForm(env, "x", []Field{{Label: "één"}, {Label: "twee", Value: " was "}, {Label: "drie", Value: "a", Options: []Option{{Key: "a"}, {Key: "b"}}}}, nil)
	}
	f := form()
	if f.Draft() != "" {
		t.Errorf("a form that nobody touched has %q", f.Draft())
	}
	f.fields[2].turn(1)
	if f.Draft() != "" {
		t.Errorf("a form in which nobody typed has %q", f.Draft())
	}
	f.fields[0].entry.Set("x" + draftMark + "y" + draftGap + "z")
	f.fields[1].entry.Set("")
	g := form()
	g.SetDraft(ReadDrafts(Drafts{}.With("x", f.Draft()).Text()).Of("x"))
	if got := g.Values(); got[0] != "xyz" || got[1] != "" || got[2] != "b" || g.reason == "" {
		t.Errorf("%q, %q", got, g.reason)
	}
	g = form()
	g.SetDraft("zes" + draftMark + draftMark + "weg" + draftMark + "drie" + draftMark + "a" + draftMark + "c" + draftMark + "los")
	if got := g.Values(); got[0] != "" || got[1] != "was" || got[2] != "a" {
		t.Errorf("%q", got)
	}
}
