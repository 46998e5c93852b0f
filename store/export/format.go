package export

import (
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kring/assets"
	"kring/model"
	"kring/store"
)

// Formats are the forms that a session can be written in, and Kinds the
// documents that can be made of it in the formats that hold one.
var (
	Formats = []string{"json", "md", "pb"}
	Kinds   = []string{KindSummary}
)

// KindSummary is the minutes for the group, and the kind where none is asked for.
const KindSummary = "summary"

// Cards is the format of the actions as cards for another town. Only the screen
// asks for it, so it is not among Formats.
const Cards = "cards"

// Request is what to write.
type Request struct {
	Format    string // one of Formats
	Kind      string // one of Kinds, or "" for KindSummary; the data formats have none
	Anonymous bool   // no participant can be recognised in it
	Round     string // the round of a "pb"; "" for the last one that is closed
}

// NoRound is the code for a session in which no round can be written: none was
// opened, or only secret ones that still are.
const NoRound model.Code = "export.noround"

// Known says whether there is such a format and such a kind.
func (r Request) Known() (format, kind bool) {
	return slices.Contains(Formats, r.Format), r.Kind == "" || slices.Contains(Kinds, r.Kind)
}

// Write writes a session as requested, in the language of the texts. Ballots
// of a secret round that is still open stay behind, and so do stickers on the wall
// where votes are written; their number is given, and Behind has the words.
// It imports store for the data formats, which belong there beside their
// readers. Codes: NoRound, and those of store.ExportPabulib.
func Write(w io.Writer, book *model.Book, r Request, t *assets.Texts) (behind int, err error) {
	s, lines := book.Session(), book.Lines()
	if r.Anonymous {
		s, lines = s.Anonymous(t.T("common.participant")), nil
	}
	switch r.Format {
	case "json":
		return store.Export(w, s, lines, func(l model.Line) string { return store.Describe(t, l) })
	case Cards:
		return 0, store.ExportCards(w, s)
	case "pb":
		round := r.round(s)
		if round == nil {
			return 0, &model.Error{Code: NoRound}
		}
		return store.ExportPabulib(w, s, round)
	}
	return 0, Markdown(w, Summary(s, t))
}

// round is the round that is asked for: by its id, or the last one that is
// closed; while none is, the last one that may be seen.
func (r Request) round(s *model.Session) *model.Round {
	if r.Round != "" {
		return s.Rounds.Get(r.Round)
	}
	var last *model.Round
	for _, round := range s.Rounds.Live() {
		if round.State == model.Closed || round.State == model.Open && !round.Hidden() && (last == nil || last.State == model.Open) {
			last = round
		}
	}
	return last
}

// Behind says what of a session stayed behind.
func (r Request) Behind(t *assets.Texts, n int) string {
	if r.Format == "pb" {
		return t.N("pabulib.behind", n)
	}
	return t.N("export.behind", n)
}

// FileName proposes a name for a document: place, date and title, in letters
// that every system takes.
func FileName(s *model.Session, r Request) string {
	var parts []string
	for _, part := range []string{s.Municipality, string(s.Date), s.Title} {
		if part = slug(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		parts = []string{"kring"}
	}
	return strings.Join(parts, "-") + "." + r.Format
}

// slugMax bounds each part, so that the name fits everywhere.
const slugMax = 40

func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= slugMax {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}
