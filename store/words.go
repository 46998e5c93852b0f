package store

import (
	"errors"
	"maps"
	"reflect"
	"strings"
	"time"

	"kring/assets"
	"kring/model"
)

// Explain puts an error into a sentence of the user's language: what is the
// matter and, where there is something to do, what. ok is false for an error
// that there is no sentence for; the text is then a general one, and the error
// itself belongs in the log.
func Explain(t *assets.Texts, err error) (text string, ok bool) {
	var rule *model.Error
	var file *FileError
	var fault *Fault
	switch {
	case errors.As(err, &file) && file.Flaw == FileRule:
		reason, known := Explain(t, file.Rule)
		return t.T("file.rule", "Reason", reason), known
	case errors.As(err, &file):
		return say(t, "file."+string(file.Flaw), file.Args)
	case errors.As(err, &fault):
		cause := ""
		if down := (*cameDown)(nil); errors.As(fault.Err, &down) {
			cause = down.said // where it was is for logs
		} else if fault.Err != nil {
			cause = strings.TrimSuffix(fault.Err.Error(), ".") // Windows ends its words with one
		}
		return say(t, "fault."+string(fault.Trouble), map[string]any{"Path": fault.Path, "Cause": cause})
	case errors.As(err, &rule):
		args := maps.Clone(rule.Args)
		for name, prefix := range map[string]string{"Field": "field.", "Kind": "kind."} {
			if key, is := args[name].(string); is && t.Has(prefix+key) {
				args[name] = t.T(prefix + key)
			}
		}
		return say(t, "error."+string(rule.Code), args)
	}
	return t.T("error.unknown"), false
}

func say(t *assets.Texts, id string, args map[string]any) (string, bool) {
	if !t.Has(id) {
		return t.T("error.unknown"), false
	}
	pairs := make([]any, 0, 2*len(args))
	for name, value := range args {
		if v := reflect.ValueOf(value); v.Kind() == reflect.String { // a date, an id: any kind of text
			value = model.Clean(v.String())
		}
		pairs = append(pairs, name, value)
	}
	return t.T(id, pairs...), true
}

// Tell puts what opening found into sentences: what it was and what was done,
// and where what was set aside is now.
func Tell(t *assets.Texts, f Finding) string {
	id := "found." + string(f.Found)
	text := ""
	switch {
	case f.N > 0:
		text = t.N(id, f.N)
	case f.Found == SomeLost:
		text = t.T("found.lostsome")
	default:
		text = t.T(id)
	}
	if f.Path != "" {
		text += " " + t.T("found.aside", "Path", model.Clean(f.Path))
	}
	return text
}

// Offer says which copy may have what is missing, and what to type for it; or
// that there is none.
func Offer(t *assets.Texts, c *Safekept) string {
	if c == nil {
		return t.T("found.nocopy")
	}
	return t.T("found.copy", "Date", CopyDate(t, c)) + " " + t.T("found.command", "Path", model.Clean(c.Path))
}

// CopyDate says of when a copy is.
func CopyDate(t *assets.Texts, c *Safekept) string {
	return t.ShortDate(c.At.Format(time.DateOnly)) + " " + c.At.Format("15:04")
}

// Warn says what threatens a database by where it is; "" when nothing does.
func Warn(t *assets.Texts, r Risk) string {
	switch r {
	case "":
		return ""
	case Network:
		return t.T("safekeep.network")
	}
	return t.T("safekeep.synced", "Name", string(r))
}

// Describe puts a line of the log into words: "Partner toegevoegd: Jeugdhuis".
func Describe(t *assets.Texts, l model.Line) string {
	if l.Text != "" {
		return l.Text
	}
	kind := l.Kind
	if l.Of != "" {
		kind = l.Of
	}
	text := t.T("change." + kind)
	if l.Subject != "" {
		text = t.T("change.about", "What", text, "Subject", l.Subject)
	}
	if l.Of != "" {
		text = t.T("change."+l.Kind, "What", text)
	}
	return text
}
