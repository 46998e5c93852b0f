package figure

import (
	"math"
	"slices"
)

// Split cuts a drawing that is higher than a page into drawings that are not:
// between its texts and areas, never through one, as long as each fits on a
// page. Lines that run on are cut.
func (d Drawing) Split(height float64) []Drawing {
	if d.Height <= height || !(height > 0) {
		return []Drawing{d}
	}
	all := d.extents()
	var pages []Drawing
	for top := 0.0; top < d.Height; {
		end := cutAt(all, top, min(top+height, d.Height))
		page := Drawing{Width: d.Width, Height: end - top}
		for i, s := range d.Shapes {
			if piece := all[i].piece(s, top, end); piece != nil {
				page.add(piece)
			}
		}
		page.move(0, -top)
		pages = append(pages, page)
		top = end
	}
	return pages
}

// extent is from where to where a shape reaches downwards.
type extent struct {
	top, bottom float64
	whole       bool // it is not to be cut
}

func (d Drawing) extents() []extent {
	all := make([]extent, len(d.Shapes))
	for i, s := range d.Shapes {
		switch s := s.(type) {
		case Polygon:
			e := extent{top: math.Inf(1), bottom: math.Inf(-1)}
			for _, p := range s.Points {
				e.top, e.bottom = min(e.top, p.Y), max(e.bottom, p.Y)
				e.whole = e.whole || p.X != s.Points[0].X
			}
			e.whole = e.whole && e.top < e.bottom
			all[i] = e
		case Text:
			all[i] = extent{s.At.Y - s.Size, s.At.Y + 0.5*s.Size, true} // with its next line, or the bar under it
		}
	}
	return all
}

// cutAt finds the lowest place up to an end where nothing is cut, or that end
// where there is none.
func cutAt(all []extent, top, end float64) float64 {
	const touch = 0.01
	at := end
	for moved := true; moved; {
		moved = false
		for _, e := range all {
			if e.whole && e.top < at-touch && e.bottom > at+touch {
				at, moved = e.top, true
			}
		}
	}
	if at <= top+touch {
		return end
	}
	return at
}

// piece gives what of a shape stands between two heights, or nil.
func (e extent) piece(s Shape, top, end float64) Shape {
	if e.whole {
		if middle := (e.top + e.bottom) / 2; middle < top || middle >= end {
			return nil
		}
	} else if e.bottom < top || e.top > end || e.top < e.bottom && (e.bottom == top || e.top == end) {
		return nil
	}
	p, ok := s.(Polygon)
	if !ok {
		return s
	}
	p.Points = slices.Clone(p.Points)
	for i := range p.Points {
		if !e.whole {
			p.Points[i].Y = min(max(p.Points[i].Y, top), end)
		}
	}
	return p
}
