package assets

import (
	"cmp"
	"slices"
	"strings"
)

// Licence is under what terms a part of the program may be used and passed on.
type Licence struct {
	Parts []Part `json:"parts"` // those that share the text, kring and Go first
	Text  string `json:"text"`
}

// Part is something that travels inside the program.
type Part struct {
	Name    string `json:"name"`    // kring, go, or the path of a module
	Version string `json:"version"` // "" where it is not in this build
}

// pathMark stands for the slashes of a module's path in the name of its file. No
// path has one.
const pathMark = "+"

// LicenceFile is the name of the file with the licence of a part.
func LicenceFile(name string) string { return strings.ReplaceAll(name, "/", pathMark) + ".txt" }

// Licences gives the licences of all that travels inside the program: kring, Go,
// and every module, with the fonts in them. versions are by name.
func Licences(versions map[string]string) []Licence {
	byText := make(map[string]*Licence)
	for file, text := range each("licences") {
		name := strings.ReplaceAll(strings.TrimSuffix(file, ".txt"), pathMark, "/")
		l := byText[string(text)]
		if l == nil {
			l = &Licence{Text: string(text)}
			byText[l.Text] = l
		}
		l.Parts = append(l.Parts, Part{name, versions[name]})
	}
	all := make([]Licence, 0, len(byText))
	for _, l := range byText {
		slices.SortFunc(l.Parts, comparePart)
		all = append(all, *l)
	}
	slices.SortFunc(all, func(a, b Licence) int { return comparePart(a.Parts[0], b.Parts[0]) })
	return all
}

// comparePart puts kring and Go before modules.
func comparePart(a, b Part) int {
	first := []string{"go", "kring"}
	return cmp.Or(cmp.Compare(slices.Index(first, b.Name), slices.Index(first, a.Name)), cmp.Compare(a.Name, b.Name))
}

// rule is what a licence's heading stands under and above.
var rule = strings.Repeat("=", 78)

// String gives the licence to be read: what it is of, and its text.
func (l Licence) String() string {
	var b strings.Builder
	b.WriteString(rule + "\n")
	for _, p := range l.Parts {
		b.WriteString(strings.TrimSpace(p.Name+" "+p.Version) + "\n")
	}
	b.WriteString(rule + "\n\n" + l.Text)
	return b.String()
}
