// Package assets holds what is shipped inside the program: the texts of the
// screens, the methods, the worked example, the look of pages and the licences.
// It owns the words; what they are about is the business of others.
package assets

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed locales methods examples templates licences
var files embed.FS

// Languages are the languages there are, the default first.
var Languages = []string{"nl", "en"}

// Methods gives the data of every method, by key.
func Methods() map[string][]byte {
	all := make(map[string][]byte)
	for name, data := range each("methods") {
		all[strings.TrimSuffix(name, ".json")] = data
	}
	return all
}

// Example gives the worked example in a language, as a session file.
func Example(lang string) []byte {
	data, err := files.ReadFile("examples/leuven." + lang + ".json")
	if err != nil {
		panic(err) // it is embedded: a build without it is broken
	}
	return data
}

// StyleSheet gives the look of a document as an HTML page.
func StyleSheet() string {
	data, err := files.ReadFile("templates/page.css")
	if err != nil {
		panic(err) // embedded
	}
	return string(data)
}

// each gives the files of an embedded folder by name.
func each(folder string) map[string][]byte {
	all := make(map[string][]byte)
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		panic(err)
	}
	for _, entry := range entries {
		data, err := files.ReadFile(path.Join(folder, entry.Name()))
		if err != nil {
			panic(err)
		}
		all[entry.Name()] = data
	}
	return all
}
