package figure

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// inkClasses are the names of the inks in a page: each stands for a variable
// that the page sets, for light and for dark.
var inkClasses = [...]string{None: "none", Words: "words", Dim: "dim", Grid: "grid", Accent: "accent",
	Second: "second", Warm: "warm", Pale: "pale", Paper: "paper"}

// SVG writes a drawing as an element of an HTML page. Its colours are variables
// of the page, --accent and so on by the name of the ink, with those of paper
// where the page sets none. Every text is as long as it was measured, whatever
// font the page has for it.
func SVG(w io.Writer, d Drawing, title string) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-label="%s" font-family="'Liberation Sans',Arial,Helvetica,sans-serif">`,
		num(d.Width), num(d.Height), num(d.Width), num(d.Height), escape(clean(title)))
	for _, s := range d.Shapes {
		b.WriteByte('\n')
		switch s := s.(type) {
		case Polygon:
			svgPolygon(&b, s)
		case Text:
			svgText(&b, s)
		}
	}
	b.WriteString("\n</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func svgPolygon(b *strings.Builder, p Polygon) {
	tag := "polygon"
	if p.Open {
		tag = "polyline"
	}
	fmt.Fprintf(b, `<%s points="%s" fill="%s"`, tag, points(p.Points), paint(p.Fill))
	if p.Stroke != None {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s" stroke-linejoin="round"`, paint(p.Stroke), num(p.Width))
		if p.Dash {
			fmt.Fprintf(b, ` stroke-dasharray="%s %s"`, num(dashOn), num(dashOff))
		}
	}
	b.WriteString("/>")
}

func svgText(b *strings.Builder, t Text) {
	text := clean(t.Text)
	if text == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s" fill="%s"`, num(t.At.X), num(t.At.Y), num(t.Size), paint(t.Ink))
	if t.Bold {
		b.WriteString(` font-weight="bold"`)
	}
	if t.Align != Left {
		fmt.Fprintf(b, ` text-anchor="%s"`, [...]string{Left: "start", Middle: "middle", Right: "end"}[t.Align])
	}
	if long := num(Width(text, t.Size, t.Bold)); long != "0" {
		fmt.Fprintf(b, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, long)
	}
	fmt.Fprintf(b, `>%s</text>`, escape(text))
}

// A broken stroke is on and off for so many points.
const dashOn, dashOff = 4, 3

func paint(i Ink) string {
	if i == None {
		return "none"
	}
	r, g, b := i.RGB()
	return fmt.Sprintf("var(--%s,#%02x%02x%02x)", inkClasses[i], r, g, b)
}

func points(all []Point) string {
	parts := make([]string, len(all))
	for i, p := range all {
		parts[i] = num(p.X) + "," + num(p.Y)
	}
	return strings.Join(parts, " ")
}

func num(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
