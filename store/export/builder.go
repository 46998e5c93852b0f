package export

import (
	"slices"
	"strconv"
	"strings"

	"kring/assets"
	"kring/model"
)

// builder puts a document together, block by block, in one language. It leaves
// out what was not done: a part that stays empty has no heading, and a column
// or list without content is not there.
type builder struct {
	s      *model.Session
	m      *model.Method
	t      *assets.Texts
	asked  Request
	blocks []Block

	ours       bool // something carries the mark, so the document explains it
	translated bool // a title was shown that the method has in Dutch only
	explained  map[string]bool
}

func newBuilder(s *model.Session, t *assets.Texts) *builder {
	return &builder{s: s, m: s.Method(), t: t, explained: make(map[string]bool)}
}

// tr gives a text of the documents.
func (b *builder) tr(id string, args ...any) string { return b.t.T("export."+id, args...) }

// count gives a text of the documents in the form for a number.
func (b *builder) count(id string, n int, args ...any) string {
	return b.t.N("export."+id, n, args...)
}

// label gives "What: text", or nothing without a text.
func (b *builder) label(id, text string) string {
	if text == "" {
		return ""
	}
	return b.tr("label", "Label", b.tr(id), "Text", text)
}

// quoted puts people's words between quotation marks, for use in a sentence.
func (b *builder) quoted(text string) string { return b.tr("quoted", "Text", text) }

// allQuoted joins people's words as a sentence does, at most so many of them.
func (b *builder) allQuoted(texts []string, most int) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = b.quoted(text)
	}
	return b.t.List(b.some(quoted, most))
}

// part adds a heading with what fill adds under it, or nothing at all when it
// adds nothing.
func (b *builder) part(level int, title string, fill func()) {
	at := len(b.blocks)
	b.blocks = append(b.blocks, Heading{Level: level, Text: title})
	if fill(); len(b.blocks) == at+1 {
		b.blocks = b.blocks[:at]
	}
}

// cards adds a heading for each of so many things, with what fill adds under
// it. When fill has nothing to add for any of them, they are a plain list.
func (b *builder) cards(level, n int, title func(int) string, fill func(int)) {
	before, all := b.blocks, n
	var cards []Block
	n = min(n, listedMax)
	titles := make([]string, n)
	plain := true
	for i := range n {
		titles[i] = title(i)
		b.blocks = nil
		fill(i)
		plain = plain && len(b.blocks) == 0
		cards = append(append(cards, Heading{Level: level, Text: titles[i]}), b.blocks...)
	}
	b.blocks = before
	if plain {
		cards = []Block{List{Items: filled(titles)}}
	}
	if n > 0 {
		b.blocks = append(b.blocks, cards...)
	}
	b.unlisted(all)
}

// say adds a paragraph of the sentences that are not empty.
func (b *builder) say(parts ...string) {
	if text := sentences(parts...); text != "" {
		b.blocks = append(b.blocks, Paragraph{Text: text})
	}
}

// once gives an explanation the first time, and then nothing.
func (b *builder) once(text string) string {
	if b.explained[text] {
		return ""
	}
	b.explained[text] = true
	return text
}

// list adds the points that are not empty.
func (b *builder) list(items ...string) {
	if items = filled(items); len(items) > 0 {
		b.blocks = append(b.blocks, List{Items: items[:min(len(items), listedMax)]})
		b.unlisted(len(items))
	}
}

// quote adds what the group wrote.
func (b *builder) quote(text string) {
	if text != "" {
		b.blocks = append(b.blocks, Quote{Text: text})
	}
}

// sentences joins those that are not empty.
func sentences(parts ...string) string { return strings.Join(filled(parts), " ") }

func filled(texts []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
}

// column is one column of a table.
type column struct {
	head  string
	ours  bool // what the column says is our judgement
	right bool
	cell  func(row int) string
}

// table adds a table of so many rows, without the columns that hold nothing.
func (b *builder) table(rows int, columns ...column) {
	all := rows
	rows = min(rows, listedMax)
	table := Table{Rows: make([][]string, rows)}
	for _, c := range columns {
		cells := make([]string, rows)
		empty := true
		for i := range cells {
			cells[i] = c.cell(i)
			empty = empty && cells[i] == ""
		}
		if empty {
			continue
		}
		table.Header = append(table.Header, b.mark(c.head, c.ours))
		table.Right = append(table.Right, c.right)
		for i := range cells {
			table.Rows[i] = append(table.Rows[i], cells[i])
		}
	}
	if len(table.Header) > 0 {
		b.blocks = append(b.blocks, table)
		b.unlisted(all)
	}
}

// mark puts ° behind what is our judgement and not the method's.
func (b *builder) mark(text string, ours bool) string {
	if !ours || text == "" {
		return text
	}
	b.ours = true
	return text + "\u00a0°" // a mark alone on the next line would belong to nothing
}

// name gives the name of a term of the method.
func (b *builder) name(t *model.Term) string {
	return b.mark(t.Name.In(b.t.Lang), t.Ours)
}

// names joins the names of terms. Names may hold commas, so something stronger
// stands between them.
func (b *builder) names(terms []model.Term, keys []string) string {
	var names []string
	for i := range terms {
		if slices.Contains(keys, terms[i].Key) {
			names = append(names, b.name(&terms[i]))
		}
	}
	return semicolons(names...)
}

// setting gives a setting: people's own word, or the name of one suggested.
func (b *builder) setting(text string) string {
	if t := model.Find(b.m.Settings, text); t != nil {
		return b.name(t)
	}
	return text
}

// isOurs says whether a field of a pillar is our proposal in this language.
func (b *builder) isOurs(p *model.Pillar, field string) bool {
	return slices.Contains(p.Ours, field) || slices.Contains(p.Ours, field+"."+b.t.Lang)
}

// pillar gives a pillar's number and full title. That a title is translated is
// said once for the whole document, not at each of them.
func (b *builder) pillar(p *model.Pillar) string {
	b.translated = b.translated || b.isOurs(p, "title")
	return b.tr("pillar", "N", p.Number, "Title", p.Title.In(b.t.Lang))
}

// short gives a pillar's number and short title, for tables and charts.
func (b *builder) short(p *model.Pillar) string {
	return strconv.Itoa(p.Number) + " " + p.Short.In(b.t.Lang)
}

// shorts heads what holds short titles, and says so where they are ours.
func (b *builder) shorts(id string) string {
	if slices.ContainsFunc(b.m.Pillars, func(p model.Pillar) bool { return b.isOurs(&p, "short") }) {
		return commas(b.tr(id), b.mark(b.tr("shorttitles"), true))
	}
	return b.tr(id)
}

// ages gives a range of ages for use in a sentence, or nothing where none is
// given.
func (b *builder) ages(from, to int) string {
	if to == 0 {
		return ""
	}
	return b.span(model.AgeRange{From: from, To: to})
}

func (b *builder) span(r model.AgeRange) string {
	if r.From == r.To {
		return b.tr("age", "N", r.To)
	}
	return b.t.T("common.ages", "From", r.From, "To", r.To)
}

// agesOnly gives a range of ages where a label already says that it is one.
func (b *builder) agesOnly(from, to int) string {
	switch to {
	case 0:
		return ""
	case from:
		return b.tr("agesonly.single", "N", to)
	}
	return b.tr("agesonly.range", "From", from, "To", to)
}

func (b *builder) date(d model.Date) string { return b.t.Date(string(d)) }

// day gives the day of a moment, as the clock of the world has it: the same
// session gives the same document wherever it is made.
func (b *builder) day(at model.Time) string {
	when, ok := at.When()
	if !ok {
		return ""
	}
	return b.date(model.DateOf(when.UTC()))
}

// commas joins what is not empty: a title, a place, a date.
func commas(parts ...string) string { return strings.Join(filled(parts), ", ") }

// semicolons joins what is not empty and may hold commas.
func semicolons(parts ...string) string { return strings.Join(filled(parts), "; ") }

// end adds what explains the marks in the document.
func (b *builder) end() {
	if b.translated {
		b.ours = true
		b.say(b.tr("translated"))
	}
	if b.ours {
		b.say(b.t.T("common.ours"))
	}
}

// alive follows an id to the entry that counts: its own, or the one that it was
// merged into. It gives nil for what was removed, which no document shows.
func alive[T any](get func(string) *T, tomb func(*T) model.Tomb, id string) *T {
	for range 100 { // a file may hold a circle
		p := get(id)
		if p == nil {
			return nil
		}
		t := tomb(p)
		if !t.Removed && t.MergedInto == "" {
			return p
		}
		id = t.MergedInto
	}
	return nil
}

func (b *builder) participant(id string) *model.Participant {
	return alive(b.s.Participants.Get, func(p *model.Participant) model.Tomb { return p.Tomb }, id)
}

func (b *builder) objective(id string) *model.Objective {
	return alive(b.s.Objectives.Get, func(o *model.Objective) model.Tomb { return o.Tomb }, id)
}

func (b *builder) action(id string) *model.Action {
	return alive(b.s.Actions.Get, func(a *model.Action) model.Tomb { return a.Tomb }, id)
}

func (b *builder) cluster(id string) *model.Cluster {
	return alive(b.s.Clusters.Get, func(c *model.Cluster) model.Tomb { return c.Tomb }, id)
}
