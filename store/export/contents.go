package export

// contentsDepth is the deepest level of headings that a table of contents names:
// 3, or 2 where a title of level 3 comes back in most parts, as in pages of one
// form.
func contentsDepth(blocks []Block) int {
	parts, times := 0, make(map[string]int)
	for _, block := range blocks {
		switch h, _ := block.(Heading); h.Level {
		case 2:
			parts++
		case 3:
			times[h.Text]++
		}
	}
	for _, n := range times {
		if n > 2 && 2*n > parts {
			return 2
		}
	}
	return 3
}
