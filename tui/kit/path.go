package kit

import (
	"os"
	"path/filepath"
	"strings"
)

// Path makes a path of what was typed, or dropped on the window with quotes
// around it: ~ is the user's folder, and a mere name stands in the given one.
func Path(text, folder string) string {
	text = strings.Trim(strings.TrimSpace(text), `"'`)
	if rest, ok := strings.CutPrefix(text, "~"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	if text == "" || filepath.IsAbs(text) {
		return text
	}
	return filepath.Join(folder, text)
}
