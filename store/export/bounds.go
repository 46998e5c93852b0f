package export

const (
	// listedMax is the most that a document lists one by one: participants, rows
	// of a table, points. A published election has thousands of voters, who are
	// no group in a room, and nobody reads twenty thousand lines.
	listedMax = 250
	// namedMax is the most things that a sentence names.
	namedMax = 20
	// cardsMax is the most objectives with a heading each; more are a table.
	cardsMax = 100
	// ideasMax is the most ideas that are listed; of more, the heaps are counted.
	ideasMax = 1000
)

// unlisted says how many of all were left out of a list or table above.
func (b *builder) unlisted(all int) {
	if rest := all - listedMax; rest > 0 {
		b.say(b.count("unlisted", rest))
	}
}

// some gives the first texts and, behind them, how many more there are.
func (b *builder) some(texts []string, most int) []string {
	rest := len(texts) - most
	if rest <= 0 {
		return texts
	}
	return append(texts[:most:most], b.tr("more", "N", rest))
}
