package export

import (
	"cmp"
	"slices"
	"strings"

	"kring/assets"
	"kring/model"
)

// cellKind is what stands in a cell of a table of data.
type cellKind int

const (
	cellEmpty cellKind = iota
	cellText
	cellWhole
	cellDecimal
	cellDay    // a date, which may be vague: "2027-03"
	cellMoment // a time in UTC
	cellYes    // yes or no
)

// cellValue is one cell. The zero value is an empty one.
type cellValue struct {
	kind   cellKind
	text   string  // of a text; of a date and a time as the session has it
	amount float64 // of a number; 1 is yes
}

// sheetColumn is a column of a table of data. Its cells are made when they are
// written, as there may be hundreds of thousands of rows.
type sheetColumn struct {
	key  string // in the texts, under "tables.col."
	head string
	kind cellKind
	cell func(row int) cellValue
}

// sheet is a table of the session's data, the same for every format.
type sheet struct {
	key     string // in the texts, under "tables.name."
	rows    int
	columns []sheetColumn
	charts  []sheetChart
}

// tables makes tables of a session. Unlike a document it does not mark each
// name that is ours: the head of the column carries the mark, so that the cells
// can be filtered and read in again.
type tables struct {
	*builder
	lines []model.Line // of the log; nil to leave it out
}

func newTables(s *model.Session, lines []model.Line, t *assets.Texts) *tables {
	return &tables{newBuilder(s, t), lines}
}

// The tables that one file with one table can hold, the first where none is
// asked for.
var tableKinds = []string{"results", "participants", "scores", "objectives", "actions", "log"}

// one makes the table of that kind.
func (x *tables) one(kind string) sheet {
	switch kind {
	case "participants":
		return x.participants()
	case "scores":
		return x.scores()
	case "objectives":
		return x.objectivesSheet()
	case "actions":
		return x.actionsWhole()
	case "log":
		return x.log()
	}
	return x.resultsSheet()
}

// all makes every table that has content, in the order of a session.
func (x *tables) all() []sheet {
	sheets := []sheet{
		x.participants(), x.meetingsSheet(), x.presenceSheet(), x.agenda(), x.agreementsSheet(),
		x.scanResults(), x.remarksSheet(), x.scores(), x.chosenPillars(), x.offerSheet(), x.ideas(), x.clustersSheet(), x.objectivesSheet(),
		x.roundsSheet(), x.votes(), x.ballots(),
		x.actionsSheet(), x.planSheet(), x.commitments(), x.indicatorsSheet(), x.followupSheet(), x.reports(), x.ratingsSheet(), x.anchoringSheet(),
		x.log(),
	}
	// Last, as it explains the marks of the others; it is read first.
	sheets = append([]sheet{x.sessionSheet()}, sheets...)
	return slices.DeleteFunc(sheets, func(s sheet) bool { return s.rows == 0 })
}

// filled gives the columns that hold something.
func (s sheet) filled() []sheetColumn {
	return slices.DeleteFunc(slices.Clone(s.columns), func(c sheetColumn) bool {
		for i := range s.rows {
			if c.cell(i).kind != cellEmpty {
				return false
			}
		}
		return true
	})
}

func (x *tables) column(key string, kind cellKind, cell func(int) cellValue) sheetColumn {
	return sheetColumn{key, x.t.T("tables.col." + key), kind, cell}
}

// textOf makes a column of texts; an empty one is an empty cell.
func (x *tables) textOf(key string, cell func(int) string) sheetColumn {
	return x.column(key, cellText, func(i int) cellValue { return textValue(cell(i)) })
}

// countOf makes a column of whole numbers that are always there.
func (x *tables) countOf(key string, cell func(int) int) sheetColumn {
	return x.column(key, cellWhole, func(i int) cellValue { return wholeValue(cell(i)) })
}

// someOf makes a column of whole numbers in which 0 says that there is none.
func (x *tables) someOf(key string, cell func(int) int) sheetColumn {
	return x.maybeOf(key, func(i int) (int, bool) { n := cell(i); return n, n != 0 })
}

// maybeOf makes a column of whole numbers that need not be there.
func (x *tables) maybeOf(key string, cell func(int) (int, bool)) sheetColumn {
	return x.column(key, cellWhole, func(i int) cellValue {
		if n, ok := cell(i); ok {
			return wholeValue(n)
		}
		return cellValue{}
	})
}

// decimalOf makes a column of numbers with decimals; nil is an empty cell.
func (x *tables) decimalOf(key string, cell func(int) *float64) sheetColumn {
	return x.column(key, cellDecimal, func(i int) cellValue {
		if n := cell(i); n != nil {
			return cellValue{kind: cellDecimal, amount: *n}
		}
		return cellValue{}
	})
}

// dayOf makes a column of dates.
func (x *tables) dayOf(key string, cell func(int) model.Date) sheetColumn {
	return x.column(key, cellDay, func(i int) cellValue { return timed(cellDay, string(cell(i))) })
}

// momentOf makes a column of times.
func (x *tables) momentOf(key string, cell func(int) model.Time) sheetColumn {
	return x.column(key, cellMoment, func(i int) cellValue { return timed(cellMoment, string(cell(i))) })
}

// yesOf makes a column of yes and no; an empty cell where it is not known.
func (x *tables) yesOf(key string, cell func(int) (yes, known bool)) sheetColumn {
	return x.column(key, cellYes, func(i int) cellValue {
		yes, known := cell(i)
		v := cellValue{kind: cellYes}
		switch {
		case !known:
			return cellValue{}
		case yes:
			v.amount = 1
		}
		return v
	})
}

func textValue(s string) cellValue {
	if s == "" {
		return cellValue{}
	}
	return cellValue{kind: cellText, text: s}
}

func wholeValue(n int) cellValue { return cellValue{kind: cellWhole, amount: float64(n)} }

func timed(kind cellKind, text string) cellValue {
	if text == "" {
		return cellValue{}
	}
	return cellValue{kind: kind, text: text}
}

// yes gives the word for yes or no.
func (x *tables) yes(v cellValue) string {
	if v.amount == 1 {
		return x.t.T("common.yes")
	}
	return x.t.T("common.no")
}

// marked says in the head of a column that what it says is our judgement.
func (x *tables) marked(c sheetColumn, ours bool) sheetColumn {
	c.head = x.mark(c.head, ours)
	return c
}

// termsOf makes a column of the names of terms of the method.
func (x *tables) termsOf(key string, terms []model.Term, keys func(int) []string) sheetColumn {
	c := x.textOf(key, func(i int) string {
		var names []string
		for _, t := range terms {
			if slices.Contains(keys(i), t.Key) {
				names = append(names, t.Name.In(x.t.Lang))
			}
		}
		return semicolons(names...)
	})
	return x.marked(c, slices.ContainsFunc(terms, func(t model.Term) bool { return t.Ours }))
}

// settingOf makes a column of settings: people's own words, or names suggested.
func (x *tables) settingOf(cell func(int) string) sheetColumn {
	c := x.textOf("setting", func(i int) string {
		if t := model.Find(x.m.Settings, cell(i)); t != nil {
			return t.Name.In(x.t.Lang)
		}
		return cell(i)
	})
	return x.marked(c, slices.ContainsFunc(x.m.Settings, func(t model.Term) bool { return t.Ours }))
}

// pillarsOf makes the two columns of a pillar: its number and its title. A
// method without pillars has neither.
func (x *tables) pillarsOf(number func(int) int) []sheetColumn {
	if len(x.m.Pillars) == 0 {
		return nil
	}
	title := x.textOf("pillar", func(i int) string {
		if p := x.m.Pillar(number(i)); p != nil {
			return p.Title.In(x.t.Lang)
		}
		return ""
	})
	ours := slices.ContainsFunc(x.m.Pillars, func(p model.Pillar) bool { return x.isOurs(&p, "title") })
	return []sheetColumn{x.someOf("pillarnumber", number), x.marked(title, ours)}
}

// agesOf makes the two columns of a range of ages.
func (x *tables) agesOf(ages func(int) (from, to int)) []sheetColumn {
	return []sheetColumn{
		x.maybeOf("agefrom", func(i int) (int, bool) { from, to := ages(i); return from, to != 0 }),
		x.someOf("ageto", func(i int) int { _, to := ages(i); return to }),
	}
}

// kindOf gives the kind of an idea or action in words.
func (x *tables) kindOf(kind string) string {
	return x.t.T("kindof." + cmp.Or(kind, model.KindNew))
}

// called names a participant who still counts, "" for nobody.
func (x *tables) called(id string) string {
	if p := x.participant(id); p != nil {
		return p.Name()
	}
	return ""
}

// goals names objectives that count.
func (x *tables) goalsOf(ids []string) string {
	var names []string
	for _, id := range ids {
		if o := x.objective(id); o != nil && !slices.Contains(names, o.What) {
			names = append(names, o.What)
		}
	}
	return strings.Join(names, "; ")
}
