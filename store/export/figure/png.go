package figure

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/vector"
)

// pixelsMost bounds a picture: a higher one gets fewer pixels a point, so that
// the memory it takes is bounded.
const pixelsMost = 24_000_000

// PNG writes a drawing as a picture of so many pixels a point. The paper is
// white, as what it is put into is printed.
func PNG(w io.Writer, d Drawing, scale float64) error {
	if area := d.Width * d.Height * scale * scale; area > pixelsMost {
		scale *= math.Sqrt(pixelsMost / area)
	}
	size := image.Rect(0, 0, max(int(math.Ceil(d.Width*scale)), 1), max(int(math.Ceil(d.Height*scale)), 1))
	c := canvas{img: image.NewRGBA(size), scale: scale, faces: make(map[faceKey]*pen)}
	draw.Draw(c.img, size, image.White, image.Point{}, draw.Src)
	for _, s := range d.Shapes {
		switch s := s.(type) {
		case Polygon:
			c.polygon(s)
		case Text:
			if err := c.text(s); err != nil {
				return err
			}
		}
	}
	return png.Encode(w, paletted(c.img))
}

// canvas is a picture in the making.
type canvas struct {
	img    *image.RGBA
	scale  float64
	raster vector.Rasterizer
	faces  map[faceKey]*pen
}

func (c *canvas) polygon(p Polygon) {
	if p.Fill != None {
		c.fill(p.Points, p.Fill)
	}
	if p.Stroke != None {
		for _, piece := range strokes(p) {
			c.fill(piece, p.Stroke)
		}
	}
}

// fill paints an area, within the pixels it touches only.
func (c *canvas) fill(points []Point, ink Ink) {
	if len(points) < 3 {
		return
	}
	from, to := points[0], points[0]
	for _, p := range points {
		from = Point{min(from.X, p.X), min(from.Y, p.Y)}
		to = Point{max(to.X, p.X), max(to.Y, p.Y)}
	}
	box := image.Rect(int(math.Floor(from.X*c.scale)), int(math.Floor(from.Y*c.scale)),
		int(math.Ceil(to.X*c.scale)), int(math.Ceil(to.Y*c.scale))).Intersect(c.img.Bounds())
	if box.Empty() {
		return
	}
	at := func(p Point) (float32, float32) {
		return float32(p.X*c.scale - float64(box.Min.X)), float32(p.Y*c.scale - float64(box.Min.Y))
	}
	c.raster.Reset(box.Dx(), box.Dy())
	c.raster.MoveTo(at(points[0]))
	for _, p := range points[1:] {
		c.raster.LineTo(at(p))
	}
	c.raster.ClosePath()
	c.raster.Draw(c.img, box, image.NewUniform(rgba(ink)), image.Point{})
}

func rgba(ink Ink) color.RGBA {
	r, g, b := ink.RGB()
	return color.RGBA{r, g, b, 255}
}

// paletted gives a picture with a palette, which makes a file several times
// smaller. The inks keep their colour; what lies between them at the edges is
// rounded until 256 colours are enough.
func paletted(img *image.RGBA) *image.Paletted {
	for _, bits := range []int{4, 3} {
		if p := withPalette(img, bits); p != nil {
			return p
		}
	}
	return withPalette(img, 2) // 64 colours and the inks
}

// withPalette rounds the colours to so many bits each, or gives nil where that
// leaves too many.
func withPalette(img *image.RGBA, bits int) *image.Paletted {
	known := make(map[color.RGBA]uint8)
	var palette color.Palette
	for ink := Words; ink <= Paper; ink++ {
		known[rgba(ink)] = uint8(len(palette))
		palette = append(palette, rgba(ink))
	}
	out := image.NewPaletted(img.Bounds(), nil)
	steps := 1<<bits - 1
	var last color.RGBA
	index := known[last]
	for i := range out.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], 255}
		if c != last {
			last = c
			at, ok := known[c]
			if !ok {
				round := rounded(c, steps)
				if at, ok = known[round]; !ok {
					if len(palette) == 256 {
						return nil
					}
					at = uint8(len(palette))
					known[round] = at
					palette = append(palette, round)
				}
				known[c] = at
			}
			index = at
		}
		out.Pix[i] = index
	}
	out.Palette = palette
	return out
}

// rounded gives the nearest colour of so many steps in each channel.
func rounded(c color.RGBA, steps int) color.RGBA {
	round := func(v uint8) uint8 { return uint8((int(v)*steps + 127) / 255 * 255 / steps) }
	return color.RGBA{round(c.R), round(c.G), round(c.B), 255}
}
