package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"kring/model"
	"kring/store/export/figure"
)

const (
	// labelMost is the most characters of a label in a figure. What is longer
	// stands whole in the table or the list beside it.
	labelMost = 120
	// rowsMost is the most rows of a figure; beyond, it shows the first ones.
	rowsMost = 25
)

// chart adds a figure under a title, with in words what it shows.
func (b *builder) chart(title, alt string, f figure.Figure) {
	b.blocks = append(b.blocks, Chart{Title: title, Alt: alt, Figure: f})
}

// clip cuts a text to that many characters, between words where it can.
func clip(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := []rune(text)[:most-1]
	for i := len(cut) - 1; i > most*2/3; i-- {
		if cut[i] == ' ' {
			cut = cut[:i]
			break
		}
	}
	return strings.TrimRight(string(cut), " ,;:.") + "…"
}

// bars adds a chart of bars.
func (b *builder) bars(title string, f figure.Bars) {
	rows := make([]string, len(f.Rows))
	for i, r := range f.Rows {
		rows[i] = b.tr("label", "Label", r.Label, "Text", b.valuesIn(f, r))
	}
	b.chart(title, b.tr("alt.bars", "Title", title, "List", semicolons(rows...)), f)
}

// valuesIn gives the values in a row of bars, with the series they are of where
// there are several.
func (b *builder) valuesIn(f figure.Bars, r figure.Row) string {
	values := make([]string, len(r.Values))
	for i, v := range r.Values {
		values[i] = v.Text
		if i < len(f.Series) && len(f.Series) > 1 {
			values[i] = b.tr("alt.value", "Series", f.Series[i], "Value", v.Text)
		}
	}
	if f.Stacked {
		return b.tr("ofkind", "Text", r.Total, "Kind", commas(values...))
	}
	return commas(values...)
}

// ageStrip adds the strip of the ages that the offer in a pillar reaches.
func (b *builder) ageStrip(pillar int) {
	counts := b.s.Coverage(pillar)
	var runs []string
	reached := 0
	for from := 0; from < len(counts); {
		to := from
		for to+1 < len(counts) && counts[to+1] == counts[from] {
			to++
		}
		reached += counts[from]
		runs = append(runs, b.tr("label", "Label", b.span(model.AgeRange{From: from, To: to}), "Text", b.reach(counts[from])))
		from = to + 1
	}
	if reached == 0 {
		return
	}
	title := b.tr("offer.strip")
	b.chart(title, b.tr("alt.ages", "Title", title, "List", semicolons(runs...)),
		figure.Ages{Counts: counts, Gap: b.tr("offer.nobody"), Offers: b.tr("offer.many")})
}

func (b *builder) reach(offers int) string {
	if offers == 0 {
		return b.tr("offer.nobody")
	}
	return b.count("offer.initiatives", offers)
}

// timeline adds when the chosen actions run, once that is known of several.
func (b *builder) timeline() {
	f := figure.Timeline{Quarter: b.t.T("plan.quarter", "N", "")}
	for i := range f.Months {
		f.Months[i] = b.t.T("plan.month." + strconv.Itoa(i+1))
	}
	var dated []model.Span
	for _, span := range b.s.Timeline() {
		if span.Dated() {
			dated = append(dated, span)
		}
	}
	if len(dated) < 2 {
		return
	}
	title := b.tr("timeline.title")
	if len(dated) > rowsMost {
		title = b.tr("timeline.first", "N", rowsMost, "All", len(dated))
		dated = dated[:rowsMost]
	}
	var runs []string
	for _, span := range dated {
		a := span.Action
		label := b.tr("action.title", "N", b.s.ChosenNumber(a.ID), "Title", clip(a.Title, labelMost))
		f.Rows = append(f.Rows, figure.Run{Label: label, Start: span.Start, End: span.End, Ended: a.Ended()})
		runs = append(runs, b.tr("label", "Label", label, "Text", b.runs(a)))
	}
	b.chart(title, b.tr("alt.timeline", "Title", title, "List", semicolons(runs...)), f)
}

// runs says when an action runs and whether it has ended.
func (b *builder) runs(a *model.Action) string {
	ended := ""
	if a.Ended() {
		ended = b.t.T("status." + a.State())
	}
	return commas(b.when(a), ended)
}

// when says when an action runs, as far as it is known.
func (b *builder) when(a *model.Action) string {
	start, end := b.date(a.Start), b.date(a.End)
	switch {
	case start == "" && end == "":
		return ""
	case end == "":
		return b.tr("when.from", "Start", start)
	case start == "":
		return b.tr("when.until", "End", end)
	}
	return b.tr("when.both", "Start", start, "End", end)
}
