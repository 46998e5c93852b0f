package assets

import (
	"os"
	"strings"
)

// UserLanguage is the language of the user's system where it is one of ours,
// else Dutch. On Unix it is what the variables of the locale say.
func UserLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return ours(value)
		}
	}
	return ours(systemLanguage())
}

func ours(tag string) string {
	if strings.HasPrefix(strings.ToLower(tag), "en") {
		return "en"
	}
	return "nl"
}
