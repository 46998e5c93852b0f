package step

import (
	"strconv"
	"strings"

	"kring/model"
	"kring/tui/kit"
)

// foundKey is what the rows that are shown follow from.
type foundKey struct {
	text   string
	filter model.LibraryFilter
	own    ownKey
}

// shown gives the actions that fit the filters and in which every word occurs
// that was typed: in the name, the description, the setting, the ages, the
// pillars or the source. Those of which a filter cannot tell stand last.
func (l *library) shown() []shelfItem {
	l.stock()
	return l.found.Get(foundKey{l.entry.Value(), l.filter, l.own}, func() []shelfItem {
		e, m := l.env, l.env.M()
		words := strings.Fields(strings.ToLower(l.entry.Value()))
		var sure, may []shelfItem
		for _, it := range l.all {
			text := strings.Join([]string{e.In(it.Name), e.In(it.Description), e.In(it.Setting), e.In(it.Ages), it.Source, pillarNames(e, it.LibraryAction)}, " ")
			if !kit.Matches(text, words) {
				continue
			}
			switch it.fit = m.Match(l.filter, it.LibraryAction); it.fit {
			case model.Fits:
				sure = append(sure, it)
			case model.MayFit:
				may = append(may, it)
			}
		}
		return append(sure, may...)
	})
}

// libraryPart is a filter: its name, and what it can be set to, first to any.
type libraryPart struct {
	label  string
	values []model.LibraryFilter // with only this part set
	names  []string
	at     int // what it is set to
	set    func(f *model.LibraryFilter, to model.LibraryFilter)
}

// parts are the filters that the method has, with what there is anything for.
func (l *library) parts() []libraryPart {
	e, m := l.env, l.env.M()
	pillar := libraryPart{label: e.T("objectives.pillar"), set: func(f *model.LibraryFilter, to model.LibraryFilter) { f.Pillar = to.Pillar }}
	for _, p := range m.Pillars {
		l.offer(&pillar, model.LibraryFilter{Pillar: p.Number}, strconv.Itoa(p.Number)+" "+e.In(p.Short))
	}
	setting := libraryPart{label: e.T("actions.setting"), set: func(f *model.LibraryFilter, to model.LibraryFilter) { f.Setting = to.Setting }}
	for _, t := range m.Settings {
		l.offer(&setting, model.LibraryFilter{Setting: t.Key}, strings.ToLower(e.In(t.Name)))
	}
	ages := libraryPart{label: e.T("objectives.ages"), set: func(f *model.LibraryFilter, to model.LibraryFilter) { f.Ages = to.Ages }}
	for _, band := range m.AgeBands() {
		l.offer(&ages, model.LibraryFilter{Ages: band}, band.String())
	}
	var parts []libraryPart
	for _, p := range []libraryPart{pillar, setting, ages} {
		if len(p.values) == 0 {
			continue
		}
		p.values = append([]model.LibraryFilter{{}}, p.values...)
		p.names = append([]string{e.T("library.any")}, p.names...)
		for i, v := range p.values {
			same := l.filter
			if p.set(&same, v); same == l.filter {
				p.at = i
			}
		}
		parts = append(parts, p)
	}
	return parts
}

// offer adds a value to a filter, if anything fits it.
func (l *library) offer(p *libraryPart, f model.LibraryFilter, name string) {
	for _, it := range l.all {
		if l.env.M().Match(f, it.LibraryAction) == model.Fits {
			p.values, p.names = append(p.values, f), append(p.names, name)
			return
		}
	}
}

// next gives the keys to the next filter, and after the last one to the line.
func (l *library) next(by int) kit.Action {
	n := len(l.parts()) + 1
	l.part = (l.part + by + n) % n
	return nil
}

// turn sets the filter that has the keys to another value; by 0 to any.
func (l *library) turn(by int) kit.Action {
	parts := l.parts()
	if l.part > len(parts) {
		return nil
	}
	p := parts[l.part-1]
	to := 0
	if by != 0 {
		to = (p.at + by + len(p.values)) % len(p.values)
	}
	p.set(&l.filter, p.values[to])
	l.list.At = 0
	return nil
}

// filterLine says which filters are on, and how many fit.
func (l *library) filterLine(width int) string {
	e, t := l.env, l.env.Theme
	var texts []string
	for i, p := range l.parts() {
		name := p.names[p.at]
		if width < librarySide { // the one that has the keys has most of the room
			name = kit.Cut(name, 12)
			if l.part == i+1 {
				name = kit.Cut(p.names[p.at], 20)
			}
		}
		switch {
		case l.part == i+1:
			texts = append(texts, t.Row.Render("["+p.label+" "+name+"]"))
		case p.at > 0:
			texts = append(texts, t.Accent.Render(kit.MarkDone+" "+p.label+" "+name))
		default:
			texts = append(texts, t.Dim.Render(p.label+" "+name))
		}
	}
	sure := 0
	for _, it := range l.shown() {
		if it.fit == model.Fits {
			sure++
		}
	}
	count := e.T("library.found", "N", sure, "All", len(l.all))
	if open := len(l.shown()) - sure; open > 0 {
		count += " " + e.T("library.open", "N", open)
	}
	return kit.Apart(strings.Join(texts, "  "), t.Dim.Render(count), width)
}
