package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
)

// Text is a text in several languages, by language code ("nl", "en").
type Text map[string]string

// In gives the text in a language, else in Dutch, else in any.
func (t Text) In(lang string) string {
	if s := t[lang]; s != "" {
		return s
	}
	if s := t["nl"]; s != "" {
		return s
	}
	for _, s := range t {
		return s
	}
	return ""
}

// Method is a way of working as data: what the groups score, choose between
// and are reminded of. An empty list means that the method does not have the
// thing, and the screens leave it out.
//
// Wherever a text is a proposal of this program and not part of the published
// method, the data says so with Ours, and no screen or document may show it as
// if it were official.
type Method struct {
	Key   string `json:"key"`
	Name  Text   `json:"name"`
	About Text   `json:"about"`
	Steps []Step `json:"steps"` // in the order of the rail

	AgeMax    int       `json:"age_max"`    // ages run from 0 to this
	ChooseMin int       `json:"choose_min"` // fewer chosen pillars give a warning
	Questions []Term    `json:"questions"`  // asked about every pillar
	Pillars   []Pillar  `json:"pillars"`
	Scale     ScaleText `json:"scale"`

	Sectors        []Sector `json:"sectors"`
	Considerations []Term   `json:"considerations"` // for objectives
	Criteria       []Term   `json:"criteria"`       // for actions
	Strategies     []Term   `json:"strategies"`     // rows of the matrix
	Levels         []Term   `json:"levels"`         // columns of the matrix
	Settings       []Term   `json:"settings"`       // suggestions; a setting is free text
	Indicators     []Term   `json:"indicators"`     // kinds of indicator
	Checks         []Term   `json:"checks"`         // of anchoring

	Library []LibraryAction `json:"library"`
}

// Term is one word of a method, with what it means.
type Term struct {
	Key   string `json:"key"`
	Name  Text   `json:"name"`
	About Text   `json:"about"`
	Ours  bool   `json:"ours"` // our wording or judgement, not the method's
}

// Pillar is one of the things a quickscan scores. Only its title (in Dutch) is
// the published method's; see Ours.
type Pillar struct {
	Number     int      `json:"number"` // from 1, fixed by the method
	Key        string   `json:"key"`
	Title      Text     `json:"title"`
	Short      Text     `json:"short"` // for narrow places
	About      Text     `json:"about"`
	Questions  []Text   `json:"questions"`
	Indicators []Text   `json:"indicators"`
	Note       Text     `json:"note"`     // a rule of the method about this pillar
	Campaign   string   `json:"campaign"` // taking part in it is work on this pillar
	Ours       []string `json:"ours"`     // the fields above that are our proposal
}

// ScaleText is the scale of the quickscan with what its scores stand for.
type ScaleText struct {
	Min     int      `json:"min"`
	Max     int      `json:"max"`
	Anchors []Anchor `json:"anchors"`
	Ours    bool     `json:"ours"`
}

// Anchor says what one score means.
type Anchor struct {
	Score int  `json:"score"`
	Text  Text `json:"text"`
}

// Sector is a kind of organisation that may sit in the group.
type Sector struct {
	Key   string   `json:"key"`
	Name  Text     `json:"name"`
	Of    string   `json:"of"`    // the sector that it is a part of
	Core  bool     `json:"core"`  // the method names it: its absence is shown
	About Text     `json:"about"` // examples
	Words []string `json:"words"` // parts of names that suggest it, in lower case
	Ours  bool     `json:"ours"`
}

// LibraryAction is an action that was done elsewhere, to take over and adapt.
type LibraryAction struct {
	ID          string   `json:"id"`
	Source      string   `json:"source"` // "inspiratiebox" or the town
	Name        Text     `json:"name"`
	Description Text     `json:"description"` // empty where nothing is known
	Pillars     []int    `json:"pillars"`
	Strategies  []string `json:"strategies"`
	Levels      []string `json:"levels"`
	Setting     Text     `json:"setting"`
	Ages        Text     `json:"ages"`
	Kind        string   `json:"kind"`     // new, existing, extension; empty is not known
	Verified    string   `json:"verified"` // "yes", "partly", "name", "no"
	Ours        []string `json:"ours"`     // the fields above that are our judgement
}

// ParseMethod reads a method from its data file.
func ParseMethod(data []byte) (*Method, error) {
	m := new(Method)
	return m, json.Unmarshal(data, m, json.RejectUnknownMembers(true))
}

// Methods are the methods there are, by key.
type Methods map[string]*Method

// ParseMethods reads methods from their data files, by key.
func ParseMethods(files map[string][]byte) (Methods, error) {
	all := make(Methods, len(files))
	for key, data := range files {
		m, err := ParseMethod(data)
		if err != nil {
			return nil, fmt.Errorf("method %s: %w", key, err)
		}
		all[key] = m
	}
	return all, nil
}

// Get gives a method, or MethodUnknown.
func (ms Methods) Get(key string) (*Method, error) {
	if m := ms[key]; m != nil {
		return m, nil
	}
	return nil, refuse(MethodUnknown, "Value", key)
}

// Has says whether the method has that step.
func (m *Method) Has(step Step) bool { return slices.Contains(m.Steps, step) }

// Pillar gives the pillar with that number, or nil.
func (m *Method) Pillar(number int) *Pillar {
	i := slices.IndexFunc(m.Pillars, func(p Pillar) bool { return p.Number == number })
	if i < 0 {
		return nil
	}
	return &m.Pillars[i]
}

// Sector gives the sector with that key, or nil.
func (m *Method) Sector(key string) *Sector {
	i := slices.IndexFunc(m.Sectors, func(s Sector) bool { return s.Key == key })
	if i < 0 {
		return nil
	}
	return &m.Sectors[i]
}

// Find gives the term with that key, or nil.
func Find(terms []Term, key string) *Term {
	i := slices.IndexFunc(terms, func(t Term) bool { return t.Key == key })
	if i < 0 {
		return nil
	}
	return &terms[i]
}

// SettingKey gives the key of the setting with that key or name, whatever the
// language and the capitals, else the text itself: a setting is free text.
func (m *Method) SettingKey(text string) string {
	for _, t := range m.Settings {
		if strings.EqualFold(t.Key, text) {
			return t.Key
		}
		for _, name := range t.Name {
			if strings.EqualFold(name, text) {
				return t.Key
			}
		}
	}
	return text
}

// checkKeys refuses a key that is not one of the terms, or stands twice.
func checkKeys(kind string, terms []Term, keys []string) error {
	for i, key := range keys {
		if Find(terms, key) == nil {
			return refuse(RefUnknown, "Kind", kind, "ID", key)
		}
		if slices.Contains(keys[:i], key) {
			return refuse(IDTaken, "ID", key)
		}
	}
	return nil
}

func (m *Method) checkPillar(number int, required bool) error {
	if number == 0 && !required || m.Pillar(number) != nil {
		return nil
	}
	return refuse(PillarUnknown, "Value", strconv.Itoa(number))
}

func (m *Method) checkAges(from, to int) error {
	if from < 0 || from > m.AgeMax || to < 0 || to > m.AgeMax || to != 0 && from > to || to == 0 && from != 0 {
		return refuse(AgeBad, "From", from, "To", to, "Max", m.AgeMax)
	}
	return nil
}
