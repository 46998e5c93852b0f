package store

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"kring/model"
)

// tableRow is a row of a table that another program wrote as CSV.
type tableRow struct {
	line  int    // on which it begins, from 1
	text  string // as it stands in the file
	cells []string
}

// decoded gives the text of a file in the writing of its time: UTF-8, with or
// without the mark of it, UTF-16 with its mark, as Excel's "Unicode text" has
// it, or else Windows-1252, which any bytes are.
func decoded(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		// Neither decoder fails: what is not valid becomes a sign that says so.
		data, _ = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
	case !utf8.Valid(data):
		data, _ = charmap.Windows1252.NewDecoder().Bytes(data)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// Limits of a cell in quotes. A quote that nobody closed would otherwise
// swallow the rest of the file.
const (
	quotedLines = 20
	quotedMarks = 50
)

// splitTable divides a text into rows and cells as RFC 4180 has it, no more
// than most rows; 0 is all. Rows without anything in them are left out. A quote
// that is out of place is a sign like any other.
func splitTable(text string, sep byte, most int) []tableRow {
	var rows []tableRow
	line := 1
	for at := 0; at < len(text) && (most == 0 || len(rows) < most); {
		from, begun := at, line
		var cells []string
		filled := false
		for {
			cell, used := cutCell(text[at:], sep)
			line += strings.Count(text[at:at+used], "\n")
			at += used
			cell = safeCell(cell)
			cells, filled = append(cells, cell), filled || cell != ""
			if at == len(text) || text[at] == '\n' {
				break
			}
			at++ // the separator
		}
		if filled {
			rows = append(rows, tableRow{begun, text[from:at], cells})
		}
		at++ // the end of the line
		line++
	}
	return rows
}

// safeCell makes a cell safe to show and keep. A sign of arithmetic in front
// means nothing here; spreadsheets are kept from reading it as a formula by an
// apostrophe, which is no part of the text. Another apostrophe is: 't Pleintje.
func safeCell(cell string) string {
	cell = model.Clean(cell)
	if strings.Trim(cell, separators+" ") == "" {
		return "" // a row without anything in it, written with another separator
	}
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune("=+-@", rune(rest[0])) {
		return rest
	}
	return cell
}

// cutCell gives the first cell of a text and how much of the text it takes, up
// to the separator or the end of the line.
func cutCell(text string, sep byte) (cell string, used int) {
	blank := len(text) - len(strings.TrimLeft(text, " "))
	if cell, n, ok := cutQuoted(text[blank:], sep); ok {
		return cell, blank + n
	}
	for i := range len(text) {
		if text[i] == sep || text[i] == '\n' {
			return text[:i], i
		}
	}
	return text, len(text)
}

// cutQuoted is cutCell for a cell in quotes; ok is false when there is none. A
// quote inside that is not doubled is let through as long as the cell does not
// go over the end of a line.
func cutQuoted(text string, sep byte) (cell string, used int, ok bool) {
	if text == "" || text[0] != '"' {
		return "", 0, false
	}
	var b strings.Builder
	lines, marks, stray := 0, 0, false
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\n':
			if lines++; lines > quotedLines || stray {
				return "", 0, false
			}
		case '"':
			if marks++; marks > quotedMarks {
				return "", 0, false
			}
			if i+1 < len(text) && text[i+1] == '"' {
				i++
				break
			}
			rest := strings.TrimLeft(text[i+1:], " ")
			if rest == "" || rest[0] == sep || rest[0] == '\n' {
				return b.String(), len(text) - len(rest), true
			}
			if stray = true; lines > 0 {
				return "", 0, false
			}
		}
		b.WriteByte(text[i])
	}
	return "", 0, false
}

// separators are those that tables are written with, the ones that seldom stand
// in a name first.
const separators = "\t;,"

// trialRows and trialBytes are how much of a table is looked at to find out how
// it is written.
const (
	trialRows  = 200
	trialBytes = 64 << 10
)

// ownSeparator is a first line that Excel understands: it names the separator.
func ownSeparator(text string) (sep byte, found bool) {
	first, _, _ := strings.Cut(text, "\n")
	first = strings.Trim(first, `" `)
	if len(first) == len("sep=;") && strings.EqualFold(first[:4], "sep=") && strings.IndexByte(separators+"|", first[4]) >= 0 {
		return first[4], true
	}
	return 0, false
}

// separatorOf finds the separator of a table. The one with which the names of
// columns can be read is it; known says how many of a row's cells are such
// names. In a table without names it is the one that stands in most rows; the
// comma, which stands in names too, only where it divides nearly all rows into
// as many cells. Without any, all is one column.
func separatorOf(text string, known func(cells []string) int) byte {
	text = text[:min(len(text), trialBytes)]
	best, names := byte(';'), 1
	for _, sep := range []byte(separators) {
		for _, row := range splitTable(text, sep, titleRows) {
			if n := known(row.cells); n > names {
				best, names = sep, n
			}
		}
	}
	if names > 1 {
		return best
	}
	most := 0.0
	for _, sep := range []byte(separators) {
		rows := splitTable(text, sep, trialRows)
		divided, alike := 0, map[int]int{}
		for _, row := range rows {
			if len(row.cells) > 1 {
				divided++
				alike[len(row.cells)]++
			}
		}
		share := float64(divided) / float64(max(len(rows), 1))
		if sep == ',' {
			share = 0
			for _, n := range alike {
				share = max(share, float64(n)/float64(len(rows)))
			}
			if share < 0.9 {
				continue
			}
		}
		if share > most {
			best, most = sep, share
		}
	}
	return best
}
