package export

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kring/assets"
	"kring/model"
	"kring/store"
)

// Formats are the forms that a session can be written in: first those that hold
// a document, then data.
var Formats = []string{"docx", "pdf", "html", "md", "xlsx", "csv", "json", "pb"}

// renderers write a document in a format each.
var renderers = map[string]func(io.Writer, Document, *assets.Texts) error{
	"docx": Docx,
	"pdf":  PDF,
	"html": HTML,
	"md":   Markdown,
}

// The kinds of document. KindSummary is the minutes for the group, and the kind
// where none is asked for.
const (
	KindSummary     = "summary"     // for the group
	KindCollege     = "college"     // for the college of mayor and aldermen
	KindCommitments = "commitments" // a page per partner
	KindBallots     = "ballots"     // blank paper ballots of a round
)

// builders make a kind of document each.
var builders = map[string]func(*builder){
	KindSummary:     (*builder).summary,
	KindCollege:     (*builder).college,
	KindCommitments: (*builder).commitments,
	KindBallots:     (*builder).ballots,
}

// Cards is the format of the actions as cards for another town. Only the screen
// asks for it, so it is not among Formats.
const Cards = "cards"

// Request is what to write.
type Request struct {
	Format    string // one of Formats
	Kind      string // one of Kinds of the format, or "" for the first
	Anonymous bool   // no participant can be recognised in it
	Round     string // the round of a "pb" or of ballots; "" for the one that is meant without saying
}

// NoRound is the code for a session in which no round can be written: none was
// opened, or only secret ones that still are.
const NoRound model.Code = "export.noround"

// Kinds gives what a format can hold, the one where none is asked for first: a
// kind of document, or a table. It is nil for a format that holds one thing.
func Kinds(format string) []string {
	switch {
	case renderers[format] != nil:
		return []string{KindSummary, KindCollege, KindCommitments, KindBallots}
	case format == "csv":
		return slices.Clone(tableKinds)
	}
	return nil
}

// Known says whether there is such a format, and such a kind in it.
func (r Request) Known() (format, kind bool) {
	return slices.Contains(Formats, r.Format), r.Kind == "" || slices.Contains(Kinds(r.Format), r.Kind)
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
	case "xlsx":
		return behindIn(s), XLSX(w, s, lines, t)
	case "csv":
		if r.Kind == "" || r.Kind == tableKinds[0] {
			behind = behindIn(s)
		}
		return behind, CSV(w, s, lines, r, t)
	case Cards:
		return 0, store.ExportCards(w, s)
	case "pb":
		round := r.round(s)
		if round == nil {
			return 0, &model.Error{Code: NoRound}
		}
		return store.ExportPabulib(w, s, round)
	}
	if r.Kind == "" || r.Kind == KindSummary || r.Kind == KindCollege {
		behind = behindIn(s)
	}
	return behind, renderers[r.Format](w, Build(s, r, t), t)
}

// Build makes the document that is asked for. It can be made at any moment:
// what was not done is left out.
func Build(s *model.Session, r Request, t *assets.Texts) Document {
	b := newBuilder(s, t)
	b.asked = r
	kind := cmp.Or(r.Kind, KindSummary)
	builders[kind](b)
	name := t.T("export.kind." + kind)
	title := cmp.Or(s.Title, name)
	d := Document{
		Title:    title,
		Subtitle: commas(name, s.Municipality, b.date(s.Date)),
		Running:  commas(title, name, b.date(s.Date)),
		Blocks:   b.blocks,
	}
	if when, ok := s.Changed.When(); ok {
		d.Made = when.UTC()
	}
	return d
}

// Summary makes the summary of a session, for the group itself and for those
// who were not there.
func Summary(s *model.Session, t *assets.Texts) Document {
	return Build(s, Request{Kind: KindSummary}, t)
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

// FileName proposes a name for a document: place, date, title and the kind where
// it is not the summary, in letters that every system takes.
func FileName(s *model.Session, r Request, t *assets.Texts) string {
	var parts []string
	kind := ""
	if renderers[r.Format] != nil && r.Kind != "" && r.Kind != KindSummary {
		kind = t.T("export.kind." + r.Kind)
	}
	if r.Format == "csv" {
		kind = t.T("tables.name." + cmp.Or(r.Kind, tableKinds[0]))
	}
	for _, part := range []string{s.Municipality, string(s.Date), s.Title, kind} {
		if part = slug(part); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 || len(parts) == 1 && slices.Contains(devices, parts[0]) {
		parts = append([]string{"kring"}, parts...)
	}
	return strings.Join(parts, "-") + "." + r.Format
}

// devices are names that Windows has for something else than a file, with whatever
// ending.
var devices = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
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
