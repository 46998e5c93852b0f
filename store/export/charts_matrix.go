package export

import (
	"slices"
	"strconv"
	"strings"

	"kring/model"
	"kring/store/export/figure"
)

// The marks of the matrix. They are told apart without colour.
const (
	markExisting = "■"
	markNew      = "□"
	markEmpty    = "·"
)

// placesMost is the most chosen actions that stand in the matrix by their
// numbers. With more, it counts them.
const placesMost = 60

// matrix adds the strategies by the levels, with the numbers of the actions in
// each cell. Where there is no picture, a table says the same.
func (b *builder) matrix(chosen []*model.Action) {
	if len(b.m.Strategies) == 0 || len(b.m.Levels) == 0 {
		return
	}
	empty := b.emptyCells(len(b.s.EmptyCells()), len(b.m.Strategies)*len(b.m.Levels))
	if len(chosen) > placesMost {
		b.matrixTable(func(c model.Cell) string { return b.cellCount(c) })
		b.say(empty)
		return
	}
	f := figure.Matrix{Existing: b.tr("matrix.existing"), New: b.tr("matrix.new"), Empty: b.tr("matrix.none")}
	for _, level := range b.m.Levels {
		f.Columns = append(f.Columns, b.name(&level))
	}
	var rows []string
	for _, strategy := range b.m.Strategies {
		f.Rows = append(f.Rows, b.name(&strategy))
		var cells [][]figure.Mark
		for i, level := range b.m.Levels {
			marks := b.marks(model.Cell{Strategy: strategy.Key, Level: level.Key})
			cells = append(cells, marks)
			rows = append(rows, b.tr("alt.cell", "Strategy", b.name(&strategy), "Level", f.Columns[i], "List", b.inCell(marks)))
		}
		f.Cells = append(f.Cells, cells)
	}
	from := len(b.blocks)
	b.matrixTable(func(c model.Cell) string { return cell(b.marks(c)) })
	b.say(b.tr("matrix.legend"))
	instead := slices.Clone(b.blocks[from:])
	b.blocks = append(b.blocks[:from], Chart{Alt: b.tr("alt.matrix", "List", semicolons(rows...)), Figure: f, Instead: instead})
	b.say(b.tr("matrix.numbers"), empty)
}

func (b *builder) matrixTable(cell func(model.Cell) string) {
	columns := []column{{head: b.tr("col.strategy"), cell: func(i int) string { return b.name(&b.m.Strategies[i]) }}}
	for _, level := range b.m.Levels {
		columns = append(columns, column{head: level.Name.In(b.t.Lang), ours: level.Ours, cell: func(i int) string {
			return cell(model.Cell{Strategy: b.m.Strategies[i].Key, Level: level.Key})
		}})
	}
	b.table(len(b.m.Strategies), columns...)
}

// marks gives the chosen actions in a cell by their numbers.
func (b *builder) marks(c model.Cell) []figure.Mark {
	var marks []figure.Mark
	for _, a := range b.s.Cell(c.Strategy, c.Level) {
		marks = append(marks, figure.Mark{Number: b.s.ChosenNumber(a.ID), Existing: a.Exists()})
	}
	return marks
}

func cell(marks []figure.Mark) string {
	if len(marks) == 0 {
		return markEmpty
	}
	texts := make([]string, len(marks))
	for i, m := range marks {
		mark := markNew
		if m.Existing {
			mark = markExisting
		}
		texts[i] = mark + " " + strconv.Itoa(m.Number)
	}
	return strings.Join(texts, ", ")
}

// inCell says what stands in a cell, in words.
func (b *builder) inCell(marks []figure.Mark) string {
	texts := make([]string, len(marks))
	for i, m := range marks {
		kind := b.tr("matrix.new")
		if m.Existing {
			kind = b.tr("matrix.existing")
		}
		texts[i] = b.tr("ofkind", "Text", strconv.Itoa(m.Number), "Kind", kind)
	}
	if len(texts) == 0 {
		return b.tr("matrix.none")
	}
	return commas(texts...)
}

// cellCount says how many actions stand in a cell.
func (b *builder) cellCount(c model.Cell) string {
	existing, fresh := b.s.CellCount(c)
	var parts []string
	if existing > 0 {
		parts = append(parts, b.tr("matrix.count", "N", existing, "Kind", b.tr("matrix.existing")))
	}
	if fresh > 0 {
		parts = append(parts, b.tr("matrix.count", "N", fresh, "Kind", b.tr("matrix.new")))
	}
	if len(parts) == 0 {
		return markEmpty
	}
	return commas(parts...)
}

func (b *builder) emptyCells(empty, all int) string {
	if empty == 0 {
		return b.tr("matrix.full")
	}
	return b.count("matrix.empty", empty, "All", all)
}
