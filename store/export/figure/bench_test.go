package figure

import (
	"io"
	"testing"
)

func BenchmarkDraw(b *testing.B) {
	for _, c := range examples() {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				c.figure.Draw(480)
			}
		})
	}
}

func BenchmarkPNG(b *testing.B) {
	for _, c := range examples() {
		d := c.figure.Draw(480)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := PNG(io.Discard, d, 2); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, c := range examples() {
		d := c.figure.Draw(480)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := SVG(io.Discard, d, c.name); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
