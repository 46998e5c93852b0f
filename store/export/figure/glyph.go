package figure

import (
	"image"
	"image/draw"
	"math"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

type faceKey struct {
	size float64
	bold bool
}

// pen is a face of one size, kept for the whole of a drawing.
type pen struct {
	face font.Face
	buf  sfnt.Buffer
}

func (c *canvas) pen(t Text) (*pen, error) {
	k := faceKey{t.Size, t.Bold}
	if p := c.faces[k]; p != nil {
		return p, nil
	}
	face, err := opentype.NewFace(typefaceOf(t.Bold).font, &opentype.FaceOptions{Size: t.Size * c.scale, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, err
	}
	c.faces[k] = &pen{face: face}
	return c.faces[k], nil
}

// text writes characters where their widths put them, as every other way of
// writing a drawing does. For one that the font lacks there is a box.
func (c *canvas) text(t Text) error {
	p, err := c.pen(t)
	if err != nil {
		return err
	}
	text := visual(clean(t.Text))
	face := typefaceOf(t.Bold)
	x := t.At.X
	switch t.Align {
	case Middle:
		x -= Width(text, t.Size, t.Bold) / 2
	case Right:
		x -= Width(text, t.Size, t.Bold)
	}
	src := image.NewUniform(rgba(t.Ink))
	for _, r := range text {
		wide := face.width(r) * t.Size / measured
		i, err := face.font.GlyphIndex(&p.buf, r)
		switch {
		case unicode.Is(unicode.Cf, r): // a joiner is not seen
		case err == nil && i != 0:
			dot := fixed.Point26_6{X: fixed.Int26_6(math.Round(x * c.scale * 64)), Y: fixed.Int26_6(math.Round(t.At.Y * c.scale * 64))}
			if box, mask, at, _, ok := p.face.Glyph(dot, r); ok {
				draw.DrawMask(c.img, box, src, image.Point{}, mask, at, draw.Over)
			}
		case wide > 0:
			c.polygon(missing(Point{x, t.At.Y}, wide, t))
		}
		x += wide
	}
	return nil
}

// missing is the box that stands for a character that the font lacks.
func missing(at Point, wide float64, t Text) Polygon {
	side := wide * 0.1
	return Polygon{Points: rect(at.X+side, at.Y-0.7*t.Size, wide-2*side, 0.7*t.Size), Stroke: t.Ink, Width: t.Size / 14}
}
