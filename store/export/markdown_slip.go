package export

import (
	"strings"

	"kring/assets"
)

// cutDashes is how many dashes stand on each side of the words of a line to cut
// along, as wide as a page of plain text in all.
const cutDashes = 14

// mdSlip writes a ballot of paper: whose it is, the rules, the options with
// their circles, and the line to cut along.
func mdSlip(s Slip, t *assets.Texts) string {
	var parts []string
	for _, text := range []string{commas(s.Title, s.Name), s.Rules} {
		if text = mdText(text, atStart); text != "" {
			parts = append(parts, text)
		}
	}
	circles := strings.TrimSpace(strings.Repeat("○ ", max(s.Circles, 0)))
	var lines []string
	for _, o := range s.Options {
		letter := o.Letter
		if letter != "" {
			letter += ":"
		}
		if text := mdText(sentences(letter, o.Text), atStart); text != "" {
			lines = append(lines, strings.TrimSpace("- "+text+"  "+circles))
		}
	}
	if len(lines) > 0 {
		parts = append(parts, strings.Join(lines, "\n"))
	}
	dashes := strings.TrimSpace(strings.Repeat("- ", cutDashes))
	return strings.Join(append(parts, "✂ "+dashes+" "+t.T("page.cut")+" "+dashes), "\n\n")
}
