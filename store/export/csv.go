package export

import (
	"cmp"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kring/assets"
	"kring/model"
)

// NoLog is the code for a log that was asked for without names: it is full of
// them.
const NoLog model.Code = "export.nolog"

// byteOrderMark tells Excel that a text is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes one table in the form that Excel opens where the language is
// spoken: with semicolons and decimal commas in Dutch, with commas and decimal
// points in English. No text in it is a formula.
func CSV(w io.Writer, s *model.Session, lines []model.Line, r Request, t *assets.Texts) error {
	kind := cmp.Or(r.Kind, tableKinds[0])
	if kind == "log" && r.Anonymous {
		return &model.Error{Code: NoLog}
	}
	x := newTables(s, lines, t)
	table := x.one(kind)
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if t.Lang == "nl" {
		out.Comma = ';'
	}
	record := make([]string, len(table.columns))
	for i, c := range table.columns {
		record[i] = c.head
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for row := range table.rows {
		for i, c := range table.columns {
			record[i] = x.csvCell(c.cell(row))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (x *tables) csvCell(v cellValue) string {
	switch v.kind {
	case cellEmpty:
		return ""
	case cellWhole:
		return strconv.Itoa(int(v.amount))
	case cellDecimal:
		return x.t.Decimal(v.amount, 2)
	case cellYes:
		return x.yes(v)
	}
	return defused(v.text)
}

// defused puts an apostrophe before a text that a spreadsheet would take for a
// formula: one that begins, after blanks, with a sign of arithmetic or an at
// sign, of whatever width.
func defused(text string) string {
	for _, r := range text {
		if r == '\t' || r == '\r' || r == '\n' {
			return "'" + text
		}
		if unicode.IsSpace(r) {
			continue
		}
		if strings.ContainsAny(norm.NFKC.String(string(r)), "=+-@−") {
			return "'" + text
		}
		break
	}
	return text
}
