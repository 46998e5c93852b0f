package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand"
	"slices"
	"strings"
	"testing"
)

func picture(t *testing.T, d Drawing, scale float64) (image.Image, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := PNG(&b, d, scale); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return img, b.Bytes()
}

func TestPNGIsSmallAndTheSameTwice(t *testing.T) {
	for _, c := range examples() {
		d := c.figure.Draw(480)
		img, data := picture(t, d, 3)
		if _, again := picture(t, c.figure.Draw(480), 3); !bytes.Equal(data, again) {
			t.Errorf("%s is not the same twice", c.name)
		}
		if len(data) > 60_000 {
			t.Errorf("%s is %d bytes", c.name, len(data))
		}
		if p, ok := img.ColorModel().(color.Palette); !ok || len(p) > 256 || img.Bounds().Dx() != 1440 {
			t.Errorf("%s: %v", c.name, img.Bounds())
		}
	}
}

// What is painted is where it was drawn, in its own ink.
func TestPNGPaintsWhatIsDrawn(t *testing.T) {
	d := Drawing{Width: 40, Height: 20}
	d.add(Polygon{Points: rect(10, 5, 10, 10), Fill: Warm}, Polygon{Points: []Point{{30, 0}, {30, 20}}, Open: true, Stroke: Accent, Width: 2},
		Polygon{Points: rect(-50, -50, 52, 52), Fill: Second}, Polygon{Points: []Point{{1, 1}}, Fill: Warm})
	img, _ := picture(t, d, 2)
	for _, c := range []struct {
		x, y int
		ink  Ink
	}{{30, 20, Warm}, {21, 11, Warm}, {18, 20, Paper}, {42, 20, Paper}, {60, 1, Accent}, {60, 38, Accent}, {64, 20, Paper}, {1, 1, Second}, {79, 39, Paper}} {
		if got := color.RGBAModel.Convert(img.At(c.x, c.y)); got != rgba(c.ink) {
			t.Errorf("at %d,%d: %v, not %s", c.x, c.y, got, inkClasses[c.ink])
		}
	}
}

// A character that the font lacks is a box of its width, beside the others.
func TestPNGOfWhatTheFontLacks(t *testing.T) {
	for _, text := range []string{"x😀", "x𝕏", "x日", "x\U0010fffd", "x\ue000"} {
		d := Drawing{Width: 40, Height: 20}
		d.add(Text{At: Point{2, 15}, Text: text, Size: 12, Ink: Words})
		img, _ := picture(t, d, 2)
		from, to := int(2*(2+Width("x", 12, false))), int(2*(2+Width(text, 12, false)))
		ink, last := 0, 0
		for x := range 80 {
			for y := range 40 {
				if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 && x > from {
					ink++
					last = x
				}
			}
		}
		if ink < 30 || last > to {
			t.Errorf("%q: %d dark pixels behind the first letter, up to %d of %d", text, ink, last, to)
		}
	}
}

func TestPNGIsBounded(t *testing.T) {
	var b bytes.Buffer
	if err := PNG(&b, Drawing{Width: 480, Height: 60_000}, 3); err != nil {
		t.Fatal(err)
	}
	size, err := png.DecodeConfig(&b)
	if err != nil || size.Width*size.Height > pixelsMost*11/10 || size.Width < 400 {
		t.Errorf("%d by %d, %v", size.Width, size.Height, err)
	}
	if err := PNG(&b, Drawing{}, 3); err != nil {
		t.Error("a drawing without height:", err)
	}
}

// Whatever people wrote is text in the page and nothing else.
func TestSVGHoldsAnyText(t *testing.T) {
	r := rand.New(rand.NewSource(8))
	for range 40 {
		for _, f := range someFigures(r) {
			var b strings.Builder
			d, title := f.Draw(300), someLabel(r)+"\x01\"><script>"
			if err := SVG(&b, d, title); err != nil {
				t.Fatal(err)
			}
			var texts []string
			in := xml.NewDecoder(strings.NewReader(b.String()))
			for {
				token, err := in.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				switch token := token.(type) {
				case xml.StartElement:
					if !slices.Contains([]string{"svg", "polygon", "polyline", "text"}, token.Name.Local) {
						t.Fatalf("an element %s", token.Name.Local)
					}
					for _, a := range token.Attr {
						if a.Name.Local == "aria-label" && a.Value != clean(title) {
							t.Fatalf("named %q, not %q", a.Value, title)
						}
						if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
							t.Fatalf("%s is %s", a.Name.Local, a.Value)
						}
					}
				case xml.CharData:
					if text := strings.Trim(string(token), "\n"); text != "" {
						texts = append(texts, text)
					}
				}
			}
			if want := written(d); !slices.Equal(texts, slices.DeleteFunc(want, func(s string) bool { return s == "" })) {
				for i := range want {
					if i >= len(texts) || texts[i] != want[i] {
						t.Fatalf("text %d of %d is %+q, not %+q", i, len(texts), texts[min(i, len(texts)-1)], want[i])
					}
				}
			}
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("full")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWritingThatFails(t *testing.T) {
	d := exampleBars().Draw(300)
	if err := SVG(fullDisk{}, d, ""); !errors.Is(err, errFull) {
		t.Error(err)
	}
	if err := PNG(fullDisk{}, d, 1); !errors.Is(err, errFull) {
		t.Error(err)
	}
}
