package kit

import "strings"

// A draft of a form is of each field that was filled in its label, what stood in it
// and what stands in it now. That is text of the user's, in which a name can be
// found when somebody is forgotten; the marks between are no keys of a keyboard.
const (
	draftMark = "␟" // between the parts of a field, and the fields
	draftGap  = "␞" // between drafts, see Drafts
)

// unmarked leaves the marks out of a text.
var unmarked = strings.NewReplacer(draftMark, "", draftGap, "")

// Draft is what was filled in and not saved, "" where nothing was typed.
func (f *Form) Draft() string {
	if !f.typed() {
		return ""
	}
	var parts []string
	for i := range f.fields {
		if one := &f.fields[i]; one.value() != one.begun() {
			parts = append(parts, unmarked.Replace(one.Label), unmarked.Replace(one.begun()), unmarked.Replace(one.value()))
		}
	}
	return strings.Join(parts, draftMark)
}

// SetDraft fills in what was left, and says so. A field in which something else
// stands by now keeps that.
func (f *Form) SetDraft(text string) {
	parts := strings.Split(text, draftMark)
	filled := false
	for ; len(parts) >= 3; parts = parts[3:] {
		for i := range f.fields {
			one := &f.fields[i]
			if unmarked.Replace(one.Label) == parts[0] && unmarked.Replace(one.value()) == parts[1] {
				one.fill(parts[2])
				filled = true
				break
			}
		}
	}
	if filled {
		f.follow()
		f.reason = f.env.T("form.draft")
	}
}

// fill puts in a value. Of options only those that there are can be chosen.
func (f *field) fill(value string) {
	if f.Options == nil {
		f.entry.Set(value)
		return
	}
	var keys []string
	for i, o := range f.Options {
		switch {
		case f.Several && strings.Contains(" "+value+" ", " "+o.Key+" "):
			keys = append(keys, o.Key)
		case !f.Several && o.Key == value:
			f.at, f.Value = i, value
		}
	}
	if f.Several {
		f.Value = strings.Join(keys, " ")
	}
}

// Drafts are what was left in forms, by their titles, the last one last.
type Drafts []string

// draftsMost is how many forms are remembered.
const draftsMost = 8

// ReadDrafts reads what Text wrote.
func ReadDrafts(text string) Drafts {
	if text == "" {
		return nil
	}
	return strings.Split(text, draftGap)
}

// Text is all of them as one text.
func (d Drafts) Text() string { return strings.Join(d, draftGap) }

// Of gives the draft of a form, "" for none.
func (d Drafts) Of(title string) string {
	for _, one := range d {
		if draft, ok := strings.CutPrefix(one, unmarked.Replace(title)+draftMark); ok {
			return draft
		}
	}
	return ""
}

// With gives the drafts with that of a form; "" forgets it.
func (d Drafts) With(title, draft string) Drafts {
	head := unmarked.Replace(title) + draftMark
	var next Drafts
	for _, one := range d {
		if !strings.HasPrefix(one, head) {
			next = append(next, one)
		}
	}
	if draft != "" {
		next = append(next, head+draft)
	}
	return next[max(len(next)-draftsMost, 0):]
}
