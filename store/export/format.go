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
	Formats = []string{"json", "md"}
	Kinds   = []string{KindSummary}
)

// KindSummary is the minutes for the group, and the kind where none is asked for.
const KindSummary = "summary"

// Request is what to write.
type Request struct {
	Format    string // one of Formats
	Kind      string // one of Kinds, or "" for KindSummary; the data formats have none
	Anonymous bool   // no participant can be recognised in it
}

// Known says whether there is such a format and such a kind.
func (r Request) Known() (format, kind bool) {
	return slices.Contains(Formats, r.Format), r.Kind == "" || slices.Contains(Kinds, r.Kind)
}

// Write writes a session as requested, in the language of the texts. Ballots
// of a secret round that is still open stay behind; their number is given.
// It imports store for the session file, which belongs there beside its
// reader.
func Write(w io.Writer, book *model.Book, r Request, t *assets.Texts) (behind int, err error) {
	s, lines := book.Session(), book.Lines()
	if r.Anonymous {
		s, lines = s.Anonymous(t.T("common.participant")), nil
	}
	if r.Format == "json" {
		return store.Export(w, s, lines, func(l model.Line) string { return store.Describe(t, l) })
	}
	return 0, Markdown(w, Summary(s, t))
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
