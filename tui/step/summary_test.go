package step

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kring/assets"
	"kring/model"
	"kring/store"
	"kring/store/export"
	"kring/tui/kit"
)

// papersStage opens the summary of the worked example.
func papersStage(t *testing.T, lang string) *stage {
	t.Helper()
	s := newStage(t, lang, "warme-steden", model.StepSummary)
	in, err := s.db.ImportData(assets.Example(lang))
	if err != nil {
		t.Fatal(err)
	}
	if s.env.Book, err = s.db.Open(in.ID); err != nil {
		t.Fatal(err)
	}
	s.env.Folder = t.TempDir()
	s.screen = New(s.env)[model.StepSummary]
	return s
}

// read scrolls through what is shown, from its beginning to its end, and gives
// all of it.
func (s *stage) read() string {
	s.t.Helper()
	var all strings.Builder
	s.press("home")
	last := ""
	for range 2_000 {
		view := plainText(s.view(100, 30))
		if view == last {
			return all.String()
		}
		all.WriteString(view)
		last = view
		s.press("pgdown")
	}
	s.t.Fatal("it has no end")
	return ""
}

// Every kind of document, with names and without, is read on the screen as it is
// built, to its end.
func TestPreviewOfEveryKind(t *testing.T) {
	for _, lang := range assets.Languages {
		t.Run(lang, func(t *testing.T) {
			s := papersStage(t, lang)
			nobody := s.session().Anonymous(s.env.T("common.participant"))
			name := s.session().Participants.Live()[0].Organisation
			named := false
			for _, kind := range documentKinds() {
				for _, of := range []*model.Session{s.session(), nobody} {
					d := export.Build(of, export.Request{Kind: kind, Anonymous: of == nobody}, s.env.Texts)
					text := s.read()
					if !strings.Contains(text, s.env.T("summary.kind."+kind)) || !strings.Contains(text, d.Subtitle) {
						t.Errorf("%s does not show %q:\n%.400s", kind, d.Subtitle, text)
					}
					for _, b := range d.Blocks {
						if h, ok := b.(export.Heading); ok && kit.Width(h.Text) < 80 && !strings.Contains(text, h.Text) {
							t.Errorf("%s does not show %q", kind, h.Text)
						}
					}
					if strings.Contains(text, name) && of == nobody {
						t.Errorf("%s without names shows %q", kind, name)
					}
					named = named || strings.Contains(text, name)
					s.press("home")
					s.sweep()
					s.press("end")
					s.sweep()
					s.press("a")
				}
				s.press("tab")
			}
			if !named {
				t.Errorf("%q is nowhere: not a test", name)
			}
			s.press("shift+tab")
			s.sees(s.env.T("export.kind."+export.KindBallots), s.env.T("summary.names"))
		})
	}
}

// From the end one key goes back one line, and nothing goes past the ends.
func TestPreviewScrolls(t *testing.T) {
	s := papersStage(t, "nl")
	first := s.view(80, 20)
	s.press("up", "pgup")
	if s.view(80, 20) != first {
		t.Error("it moves before the beginning")
	}
	lines := func() []string { return strings.Split(plainText(s.view(80, 20)), "\n")[2:] }
	top := lines()
	s.press("down")
	if now := lines(); now[0] != top[1] {
		t.Errorf("one down shows %q, want %q", now[0], top[1])
	}
	s.press("home", "pgdown")
	if now := lines(); now[0] != top[len(top)-1] {
		t.Errorf("a screen further begins with %q, want %q", now[0], top[len(top)-1])
	}
	s.press("end")
	if head := strings.Split(plainText(s.view(80, 20)), "\n")[1]; !strings.Contains(head, "100 %") {
		t.Errorf("at the end it says %q", head)
	}
	end := lines()
	s.press("down", "pgdown", "end")
	if !slices.Equal(lines(), end) {
		t.Error("it moves past the end")
	}
	s.press("up")
	if now := lines(); now[1] != end[0] {
		t.Errorf("one up shows %q above %q", now[1], end[0])
	}
}

// overlayText is what the topmost overlay shows.
func (s *stage) overlayText() string {
	s.t.Helper()
	text, _ := s.top().View(74, 12)
	return plainText(text)
}

// format goes from the path to a format and back.
func (s *stage) format(format string) {
	s.t.Helper()
	s.press("up", "up")
	for range export.Formats {
		if s.top().(*exporter).asked.Format == format {
			s.press("down", "down")
			return
		}
		s.press("right")
	}
	s.t.Fatalf("there is no format %s", format)
}

// What the form offers follows the format; a name that was typed stays, but for
// its end.
func TestFormFollowsTheFormat(t *testing.T) {
	for _, lang := range assets.Languages {
		s := papersStage(t, lang)
		s.press("tab", "a", "e")
		x := s.top().(*exporter)
		if x.asked.Kind != export.KindCollege || !x.asked.Anonymous || x.asked.Format != export.Formats[0] {
			t.Fatalf("it begins with %+v", x.asked)
		}
		nobody := s.session().Anonymous(s.env.T("common.participant"))
		for _, format := range export.Formats {
			s.format(format)
			kinds := export.Kinds(format)
			kind := ""
			if len(kinds) > 0 {
				kind = kinds[0]
			}
			if slices.Contains(kinds, export.KindCollege) {
				kind = export.KindCollege // as it was chosen
			}
			r := export.Request{Format: format, Kind: kind, Anonymous: true}
			if v := x.Values(); v[askKind] != kind || v[askFormat] != format || v[askNames] != "no" || v[askPath] != filepath.Join(s.env.Folder, export.FileName(nobody, r, s.env.Texts)) {
				t.Errorf("%s makes of it %q", format, v)
			}
			text := s.overlayText()
			for _, k := range kinds {
				if !strings.Contains(text, s.env.T("summary.kind."+k)) {
					t.Errorf("%s does not offer %s:\n%s", format, k, text)
				}
			}
			if whole := s.env.T("summary.whole." + format); len(kinds) == 0 && !strings.Contains(text, whole) {
				t.Errorf("%s does not say %q:\n%s", format, whole, text)
			}
			overlaySweep(t, s)
			s.press("enter")
			if last := s.exports[len(s.exports)-1]; last.Request != r || last.Replace {
				t.Errorf("asked to write %+v, want %+v", last, r)
			}
		}
		s.format("md")
		s.press("ctrl+u", "enter")
		if !strings.Contains(s.overlayText(), s.env.T("summary.nopath")) {
			t.Errorf("nothing is said of a file without a name:\n%s", s.overlayText())
		}
		for _, c := range []struct{ typed, md, json string }{
			{"nota.md", "nota.md", "nota.json"}, {"nota van 12.3.2026", "nota van 12.3.2026.md", "nota van 12.3.2026.json"}, {"nota.bat", "nota.bat.md", "nota.bat.json"},
		} {
			s.format("md")
			s.press("ctrl+u")
			s.enter(c.typed)
			s.format("json")
			s.press("enter")
			n := len(s.exports)
			if got := []string{filepath.Base(s.exports[n-2].Path), filepath.Base(s.exports[n-1].Path)}; !slices.Equal(got, []string{c.md, c.json}) {
				t.Errorf("%q becomes %q", c.typed, got)
			}
		}
	}
}

// A form goes with its document, and says where that is; what stands in the way
// is asked or said, and the form stays.
func TestFormStaysUntilItIsWritten(t *testing.T) {
	for _, lang := range assets.Languages {
		s := papersStage(t, lang)
		s.press("d", "enter")
		asked := s.exports[0]
		tell := func(done kit.Exported) { s.perform(s.top().Update(done), s.top()) }
		tell(kit.Exported{Path: asked.Path, Err: kit.ErrExists})
		overlaySweep(t, s)
		s.press("esc")
		if len(s.exports) != 1 || len(s.over) != 1 {
			t.Fatalf("after no: %d exports, %d overlays", len(s.exports), len(s.over))
		}
		tell(kit.Exported{Path: asked.Path, Err: &store.Fault{Trouble: store.InUse, Path: asked.Path}})
		if text := strings.Join(strings.Fields(s.overlayText()), " "); !strings.Contains(text, "Word") {
			t.Errorf("the form does not say why: %s", text)
		}
		tell(kit.Exported{Path: asked.Path, Err: kit.ErrExists})
		s.press("enter")
		if last := s.exports[len(s.exports)-1]; len(s.exports) != 2 || !last.Replace || last.Path != asked.Path {
			t.Fatalf("after yes: %+v", s.exports)
		}
		tell(kit.Exported{Path: asked.Path, Behind: 3})
		if text := strings.ReplaceAll(s.overlayText(), "\n", ""); len(s.over) != 1 || !strings.Contains(text, asked.Path) || !strings.Contains(text, "3") {
			t.Fatalf("once written:\n%s", s.overlayText())
		}
		overlaySweep(t, s)
		s.press("o", "enter")
		if !slices.Equal(s.opened, []string{asked.Path}) || len(s.over) != 0 {
			t.Errorf("opened %q, %d overlays", s.opened, len(s.over))
		}
	}
}

// The ballots of a round are asked for where the round is made and where it is
// open.
func TestPaperBallotsFromTheStickers(t *testing.T) {
	s := voteStage(t, "nl")
	s.press("n", "enter")
	for _, state := range []string{model.Draft, model.Open} {
		if s.vote().State != state {
			t.Fatalf("the round is %s", s.vote().State)
		}
		s.press("esc", "E", "enter")
		want := export.Request{Format: "pdf", Kind: export.KindBallots, Round: "r1"}
		if last := s.exports[len(s.exports)-1]; last.Request != want || filepath.Ext(last.Path) != ".pdf" {
			t.Errorf("%s: asked to write %+v", state, last)
		}
		s.press("esc")
		if len(s.over) != 0 {
			t.Fatalf("a form in which nothing was typed asks twice:\n%s", s.overlayText())
		}
		s.press("o")
	}
}
