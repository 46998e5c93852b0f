package store

import (
	"math"
	"strconv"
	"strings"

	"kring/model"
)

// pbTable is one section: its columns, and its rows as they stand in the file.
type pbTable struct {
	name    string
	line    int            // of its title
	columns map[string]int // places by name in lower case; nil before the header
	width   int
	rows    []pbRecord
}

// pbRecord is a row not yet taken apart. A quoted field may hold line ends.
type pbRecord struct {
	line int
	text string
}

// pbTables takes a file apart into its sections, in whatever order they stand.
func pbTables(text string) (map[string]*pbTable, error) {
	tables := make(map[string]*pbTable)
	var at *pbTable
	for line := 1; text != ""; {
		end := recordEnd(text)
		if end < 0 {
			return nil, pbError(PBQuote, line)
		}
		record := pbRecord{line, text[:end]}
		text = strings.TrimPrefix(text[end:], "\n")
		line += strings.Count(record.text, "\n") + 1
		// A spreadsheet fills every row up with separators.
		bare := strings.Trim(record.text, "; \t\r")
		name := strings.ToUpper(bare)
		switch _, title := pbRowsMax[name]; {
		case bare == "":
		case title && tables[name] != nil:
			return nil, pbError(PBTwice, record.line, "Name", name)
		case title:
			at = &pbTable{name: name, line: record.line}
			tables[name] = at
		case at == nil:
			return nil, pbError(PBSection, record.line, "Name", pbMeta)
		default:
			if err := at.add(record); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range []string{pbMeta, pbProjects, pbVotes} {
		if tables[name] == nil {
			return nil, pbError(PBSection, 1, "Name", name)
		}
	}
	return tables, nil
}

// recordEnd is where the first row of text ends: before the first line end
// outside quotes. It is -1 where a quote is never closed.
func recordEnd(text string) int {
	for end := 0; ; end++ {
		n := quotedLen(text[end:])
		if n < 0 {
			return -1
		}
		end += n
		if n = strings.IndexAny(text[end:], ";\n"); n < 0 {
			return len(text)
		}
		if end += n; text[end] == '\n' {
			return end
		}
	}
}

// quotedLen is the length of the quoted part that a field begins with, 0 where
// it begins with none, -1 where it is not closed.
func quotedLen(s string) int {
	if !strings.HasPrefix(s, `"`) {
		return 0
	}
	for at := 1; ; at += 2 { // two quotes inside stand for one
		n := strings.IndexByte(s[at:], '"')
		if n < 0 {
			return -1
		}
		if at += n; !strings.HasPrefix(s[at+1:], `"`) {
			return at + 1
		}
	}
}

// cutField takes the first field off a row. What follows a closing quote
// belongs to the field, as other readers of the format have it.
func cutField(s string) (field, rest string, more bool) {
	quoted := ""
	if n := quotedLen(s); n > 0 {
		quoted, s = strings.ReplaceAll(s[1:n-1], `""`, `"`), s[n:]
	}
	field, rest, more = strings.Cut(s, ";")
	return model.Clean(strings.TrimSpace(quoted + field)), rest, more
}

// add takes in a row; the first one is the header.
func (t *pbTable) add(r pbRecord) error {
	if t.columns == nil {
		isHeader, err := t.header(r)
		if isHeader || err != nil {
			return err
		}
	}
	if len(t.rows) == pbRowsMax[t.name] {
		return pbError(PBRows, r.line, "Section", t.name, "Max", pbRowsMax[t.name])
	}
	t.rows = append(t.rows, r)
	return nil
}

// header reads the names of the columns. The columns of META are always the
// same, so that its header may be absent.
func (t *pbTable) header(r pbRecord) (isHeader bool, err error) {
	t.columns = make(map[string]int)
	for rest, more := r.text, true; more; t.width++ {
		var name string
		name, rest, more = cutField(rest)
		name = strings.ToLower(name)
		_, twice := t.columns[name]
		switch {
		case t.name == pbMeta:
			return name == "key", nil
		case t.width == pbColumnsMax:
			return true, pbError(PBFields, r.line, "Max", pbColumnsMax)
		case twice:
			return true, pbError(PBTwice, r.line, "Name", name)
		case name != "":
			t.columns[name] = t.width
		}
	}
	return true, nil
}

// need refuses a section that lacks one of the columns.
func (t *pbTable) need(columns ...string) error {
	for _, name := range columns {
		if _, ok := t.columns[name]; !ok {
			return pbError(PBColumn, t.line, "Section", t.name, "Name", name)
		}
	}
	return nil
}

// pbRow is a row taken apart.
type pbRow struct {
	line    int
	columns map[string]int
	cells   []string
}

// each gives every row in turn; it is good until the next.
func (t *pbTable) each(f func(pbRow) error) error {
	row := pbRow{columns: t.columns}
	for _, record := range t.rows {
		row.line, row.cells = record.line, row.cells[:0]
		for rest, more := record.text, true; more; {
			var field string
			field, rest, more = cutField(rest)
			if len(row.cells) < t.width {
				row.cells = append(row.cells, field)
			} else if field != "" {
				return pbError(PBFields, record.line, "Max", t.width)
			}
		}
		if err := f(row); err != nil {
			return err
		}
	}
	return nil
}

// get gives the cell in a column. Some programs write None for nothing.
func (r pbRow) get(column string) string {
	i, ok := r.columns[column]
	if !ok || i >= len(r.cells) || strings.EqualFold(r.cells[i], "none") {
		return ""
	}
	return r.cells[i]
}

// number gives the whole number in a column, and whether there is one.
func (r pbRow) number(column string) (n int, given bool, err error) {
	text := r.get(column)
	if text == "" {
		return 0, false, nil
	}
	n, ok := whole(text)
	if !ok {
		return 0, false, pbError(PBNumber, r.line, "Name", column, "Value", text)
	}
	return n, true, nil
}

// whole reads a whole number, which some programs write as 2.0.
func whole(s string) (int, bool) {
	head, tail, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(head, 10, strconv.IntSize)
	return int(n), err == nil && strings.Trim(tail, "0") == "" && -pbNumberMax <= n && n <= pbNumberMax
}

// amount tidies a sum of money, or gives "" for what is none.
func amount(s string) string {
	s = strings.ReplaceAll(s, ",", ".")
	if f, err := strconv.ParseFloat(s, 64); err != nil || f < 0 || math.IsInf(f, 0) || math.IsNaN(f) {
		return ""
	}
	return s
}

// pbList takes a list in a cell apart; an empty cell holds none. Of a list that
// is longer than any right one the end stays together, to be refused.
func pbList(cell string) []string {
	if cell == "" {
		return nil
	}
	list := strings.SplitN(strings.TrimSuffix(cell, ","), ",", model.OptionsMax+1)
	for i := range list {
		list[i] = strings.TrimSpace(list[i])
	}
	return list
}
