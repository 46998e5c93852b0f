package store

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kring/model"
)

// ListMax is the most bytes that a list of participants may have, ListRows the
// most rows.
const (
	ListMax  = 8 << 20
	ListRows = 2 * model.ParticipantsMax
)

// The flaws of a file where a list as CSV is expected.
const (
	FileSheet Flaw = "sheet" // a workbook
	FileRows  Flaw = "rows"  // Max: too many of them
)

// The codes of a line of a list that is not taken, beside those of a
// participant.
const (
	ListThere model.Code = "list.there" // Name, Number: somebody in the group is called so
	ListTwice model.Code = "list.twice" // Line: one in the file above it is called so
	ListCells model.Code = "list.cells" // N, Max: more cells than there are columns
	ListTitle model.Code = "list.title" // stands above the names of the columns
)

// ParticipantList is what a table with participants comes down to. Every line
// with something in it is in Rows or in Refused.
type ParticipantList struct {
	Rows    []ListRow
	Refused []ListRefusal
	Unknown []string // the names of columns that say nothing that a participant has
}

// ListRow is a participant in a list.
type ListRow struct {
	Line        int // of the file, from 1
	Participant model.Participant
	Guessed     bool   // the sector was guessed from the name
	Asked       string // what the list says is the sector, and is none
	Wanted      int    // the number that the list gives and somebody else has
}

// ListRefusal is a line that is not taken, with the reason.
type ListRefusal struct {
	Line int
	Text string // as it stands in the file, made safe
	Err  error  // a model.Error
	// Double is the participant where the reason is that the name is there
	// already: another one may be called so. nil otherwise.
	Double *ListRow
}

// ReadParticipants reads a table of participants, as CSV with semicolons,
// commas or tabs, with the names of the columns above it or without: then the
// columns are those of the entry line, with the contact before the young.
// Nothing is made in the session. Errors: FileError.
func ReadParticipants(data []byte, s *model.Session) (*ParticipantList, error) {
	if len(data) > ListMax {
		return nil, &FileError{Flaw: FileLarge, Args: map[string]any{"Max": ListMax >> 20}}
	}
	for _, sheet := range []string{"PK\x03\x04", "\xd0\xcf\x11\xe0"} { // .xlsx and .ods, .xls
		if bytes.HasPrefix(data, []byte(sheet)) {
			return nil, &FileError{Flaw: FileSheet}
		}
	}
	text := decoded(data)
	sep, named := ownSeparator(text)
	if !named {
		sep = separatorOf(text, namesIn)
	}
	rows := splitTable(text, sep, ListRows+1)
	if len(rows) > ListRows {
		return nil, &FileError{Flaw: FileRows, Args: map[string]any{"Max": ListRows}}
	}
	if named && len(rows) > 0 {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil, &FileError{Flaw: FileEmpty}
	}
	in := &listReader{
		s: s, list: new(ParticipantList), byName: make(map[string]*model.Participant), inFile: make(map[string]int), numbers: make(map[int]bool),
		id: model.NextID(&s.Participants, "p"), next: s.NextNumber(),
	}
	for _, p := range s.Participants.Live() {
		in.byName[model.NameKey(p.Name())] = p
		in.numbers[p.Number] = true
	}
	for _, row := range in.head(rows) {
		in.take(row)
	}
	return in.list, nil
}

// listReader is a list on its way in.
type listReader struct {
	s       *model.Session
	list    *ParticipantList
	columns []column
	bare    bool                          // without the names of the columns above them
	byName  map[string]*model.Participant // who is there
	inFile  map[string]int                // the lines of those taken, by name
	numbers map[int]bool                  // that are given
	id      string                        // that nobody has
	next    int                           // a number that nobody has
}

// titleRows is how far down the names of the columns are looked for: a list may
// have a title above it.
const titleRows = 5

// head finds out what the columns are and gives the rows below their names.
func (in *listReader) head(rows []tableRow) []tableRow {
	for i, row := range rows[:min(titleRows, len(rows))] {
		if n := namesIn(row.cells); n > 1 || n == 1 && i == 0 {
			for _, above := range rows[:i] {
				in.refuse(above, &model.Error{Code: ListTitle}, nil)
			}
			in.named(row.cells)
			return rows[i+1:]
		}
		if filledCells(row.cells) > 1 {
			break // no title
		}
	}
	in.bare = true
	in.columns = []column{organisationColumn, sectorColumn, personColumn, contactColumn, youngColumn}
	if len(in.s.Method().Sectors) == 0 {
		in.columns = slices.Delete(in.columns, 1, 2)
	}
	if !slices.ContainsFunc(rows, func(row tableRow) bool { _, err := strconv.Atoi(row.cells[0]); return err != nil }) {
		in.columns = slices.Insert(in.columns, 0, numberColumn)
	}
	return rows
}

func filledCells(cells []string) int {
	n := 0
	for _, cell := range cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// named sets the columns by their names. A mere name is that of the
// organisation, unless there is another column for that. Of those that can be
// given once the first counts.
func (in *listReader) named(cells []string) {
	found := make(map[column]bool)
	for _, cell := range cells {
		found[columnOf(cell)] = true
	}
	person := found[personColumn] || found[partColumn]
	seen := make(map[column]bool)
	for i, cell := range cells {
		col := columnOf(cell)
		switch {
		case col == nameColumn && !found[organisationColumn]:
			col = organisationColumn
		case col == nameColumn && !person:
			col = personColumn
		case col == nameColumn && found[partColumn] && !found[personColumn]:
			col = partColumn
		case col == nameColumn, col == sectorColumn && len(in.s.Method().Sectors) == 0:
			col = unknownColumn
		}
		if seen[col] && col != partColumn && col != contactColumn {
			col = unknownColumn
		}
		seen[col] = true
		if col == unknownColumn {
			in.list.Unknown = append(in.list.Unknown, cmp.Or(cell, "#"+strconv.Itoa(i+1)))
		}
		in.columns = append(in.columns, col)
	}
}

// take reads a row into the list.
func (in *listReader) take(row tableRow) {
	got, err := in.read(row)
	if err != nil {
		in.refuse(row, err, nil)
		return
	}
	key := model.NameKey(got.Participant.Name())
	if p := in.byName[key]; p != nil {
		in.refuse(row, &model.Error{Code: ListThere, Args: map[string]any{"Name": p.Name(), "Number": p.Number}}, &got)
		return
	}
	if line := in.inFile[key]; line > 0 {
		in.refuse(row, &model.Error{Code: ListTwice, Args: map[string]any{"Line": line}}, &got)
		return
	}
	if in.s.Participants.Len()+len(in.list.Rows) >= model.ParticipantsMax {
		in.refuse(row, &model.Error{Code: model.ListFull, Args: map[string]any{"Max": model.ParticipantsMax}}, nil)
		return
	}
	in.inFile[key] = row.line
	if n := got.Participant.Number; n > 0 && in.numbers[n] {
		got.Participant.Number, got.Wanted = 0, n
	} else if n > 0 {
		in.numbers[n] = true
	}
	in.list.Rows = append(in.list.Rows, got)
}

func (in *listReader) refuse(row tableRow, err error, double *ListRow) {
	// An escape sequence may go over the end of a cell and take it along.
	text := cmp.Or(model.Clean(row.text), model.Clean(strings.Join(row.cells, "; ")))
	in.list.Refused = append(in.list.Refused, ListRefusal{Line: row.line, Text: text, Err: err, Double: double})
}

// read reads one participant. A number of 0 is not given.
func (in *listReader) read(row tableRow) (ListRow, error) {
	got := ListRow{Line: row.line}
	cells := row.cells
	if in.bare {
		cells = in.typed(cells)
	}
	for len(cells) > len(in.columns) && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) > len(in.columns) {
		return got, &model.Error{Code: ListCells, Args: map[string]any{"N": len(cells), "Max": len(in.columns)}}
	}
	said := make(map[column]string)
	for i, cell := range cells {
		col, between := in.columns[i], ", "
		if col == partColumn {
			col, between = personColumn, " "
		}
		if said[col] != "" && cell != "" {
			cell = said[col] + between + cell
		}
		said[col] = cmp.Or(cell, said[col])
	}
	p := model.Participant{Organisation: said[organisationColumn], Person: said[personColumn], Contact: said[contactColumn], Heads: 1}
	young, err := youngOf(said[youngColumn])
	if err != nil {
		return got, err
	}
	if text := said[headsColumn]; text != "" {
		if p.Heads, err = strconv.Atoi(text); err != nil || p.Heads < 1 {
			return got, &model.Error{Code: model.HeadsBad, Args: map[string]any{"Value": text, "Max": model.HeadsMax}}
		}
	}
	if text := said[numberColumn]; text != "" {
		if p.Number, err = strconv.Atoi(text); err != nil || p.Number < 1 {
			return got, &model.Error{Code: model.NumberBad, Args: map[string]any{"Value": text, "Max": model.NumberMax}}
		}
	}
	key, guessed, err := in.s.Method().SectorOf(p.Name(), said[sectorColumn])
	if err != nil {
		got.Asked = said[sectorColumn]
	}
	p = p.InSector(key)
	if said[youngColumn] != "" {
		p.Young = young
	}
	got.Participant, got.Guessed = p, guessed
	// The session says what else there is to say, with an id and a number that
	// nobody has.
	p.ID = in.id
	if p.Number == 0 || in.numbers[p.Number] {
		p.Number = in.next
	}
	return got, in.s.Check(model.Added[model.Participant]{Item: p})
}

// typed gives the cells of a row without names above them, in the place of their
// columns. As in the entry line a j in the last cell means young people, however
// many cells are left out before it. The mark of a list in a word processor is
// no part of the name.
func (in *listReader) typed(cells []string) []string {
	name := slices.Index(in.columns, organisationColumn)
	young := slices.Index(in.columns, youngColumn)
	if name >= len(cells) {
		return cells
	}
	cells = slices.Clone(cells)
	cells[name] = model.ListItem(cells[name])
	last := len(cells) - 1
	for last > name && cells[last] == "" {
		last--
	}
	if last == name || last >= young || !model.SaysYoung(cells[last]) {
		return cells
	}
	moved := make([]string, young+1)
	copy(moved, cells[:last])
	moved[young] = cells[last]
	return moved
}

// youngOf reads whether they are young people themselves.
func youngOf(text string) (bool, error) {
	switch model.NameKey(text) {
	case "j", "ja", "y", "yes", "x", "1", "v", "waar", "true", "✓", "jong", "jongere", "jongeren", "young":
		return true, nil
	case "", "n", "nee", "neen", "no", "0", "-", "onwaar", "false":
		return false, nil
	}
	return false, &model.Error{Code: model.ValueBad, Args: map[string]any{"Field": "Young", "Value": text}}
}

// Take gives the participants of the list with an id and a number each, in the
// order of the file; with doubles, also those whose name is there already.
func (l *ParticipantList) Take(s *model.Session, doubles bool) []ListRow {
	rows := slices.Clone(l.Rows)
	if doubles {
		for _, r := range l.Refused {
			if r.Double != nil {
				rows = append(rows, *r.Double)
			}
		}
		slices.SortStableFunc(rows, func(a, b ListRow) int { return cmp.Compare(a.Line, b.Line) })
		rows = rows[:min(len(rows), max(model.ParticipantsMax-s.Participants.Len(), 0))]
	}
	given := make(map[int]bool, len(rows))
	for _, p := range s.Participants.Live() {
		given[p.Number] = true
	}
	next, id := s.NextNumber(), s.Participants.Len()
	for i := range rows {
		p := &rows[i].Participant
		if given[p.Number] {
			rows[i].Wanted, p.Number = p.Number, 0
		}
		given[p.Number] = p.Number > 0
		next = max(next, p.Number+1)
	}
	for i := range rows {
		p := &rows[i].Participant
		if p.Number == 0 {
			p.Number = next
			next++
		}
		for p.ID == "" || s.Participants.Get(p.ID) != nil {
			id++
			p.ID = "p" + strconv.Itoa(id)
		}
	}
	return rows
}
