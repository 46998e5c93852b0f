package model

import (
	"slices"
	"strconv"
	"strings"
)

// ActionCard is an action as one town tells it to another: what it was, how it
// went, and where. It names no participant.
type ActionCard struct {
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Kind        string      `json:"kind"`     // new, existing, extension
	Method      string      `json:"method"`   // whose pillars, strategies, levels and indicators these are
	Language    string      `json:"language"` // of the texts
	Pillars     []int       `json:"pillars"`  // of the action's objectives
	Setting     string      `json:"setting"`
	AgeFrom     int         `json:"age_from"`
	AgeTo       int         `json:"age_to"` // 0: no ages given
	Strategies  []string    `json:"strategies"`
	Levels      []string    `json:"levels"`
	Indicators  []Indicator `json:"indicators"`
	Evaluation  CardRating  `json:"evaluation"`
	Source      CardSource  `json:"source"`
}

// CardRating is how an action went, in the words of those who took part, and
// the mean of the scores they gave it.
type CardRating struct {
	Well       string  `json:"well"`
	Challenges string  `json:"challenges"`
	Mean       float64 `json:"mean"`
	N          int     `json:"n"`   // scores that the mean is of; 0: none
	Min        int     `json:"min"` // of the scale
	Max        int     `json:"max"`
}

// CardSource is where a card comes from.
type CardSource struct {
	Municipality string `json:"municipality"`
	Session      string `json:"session"`
	Date         Date   `json:"date"`
}

// CardsMax is the most cards that one file, or the own library, may have.
const CardsMax = 5_000

// cardPartsMax is the most parts that a list of a card may have.
const cardPartsMax = 100

// String names the source: the town, the session, the date.
func (c CardSource) String() string {
	var parts []string
	for _, part := range []string{c.Municipality, c.Session, string(c.Date)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// cardPrefix begins the id of a card, and so FromLibrary of an action that was
// made of one.
const cardPrefix = "card:"

// ID names the card in the own library, in words: an action that was made of it
// keeps them as its source, also where the card itself is not there. A later
// card of the same action of the same session has the same id.
func (c *ActionCard) ID() string {
	return cardPrefix + strings.TrimPrefix(c.Source.String()+": "+c.Title, ": ")
}

// FromCard tells the card of another town that the action was made of, with
// where that comes from; "" for none.
func (a *Action) FromCard() string {
	text, ok := strings.CutPrefix(a.FromLibrary, cardPrefix)
	if !ok {
		return ""
	}
	return text
}

// ActionCards gives a card of every action that counts, chosen or not.
func (s *Session) ActionCards() []ActionCard {
	var cards []ActionCard
	for _, a := range s.Actions.Live() {
		c := ActionCard{
			Title: a.Title, Description: a.Description, Kind: a.Kind, Method: s.MethodKey, Language: s.Language,
			Setting: a.Setting, AgeFrom: a.AgeFrom, AgeTo: a.AgeTo, Pillars: s.pillarsOf(a),
			Strategies: slices.Clone(a.Strategies), Levels: slices.Clone(a.Levels), Indicators: slices.Clone(a.Indicators),
			Evaluation: CardRating{Well: a.Evaluation.Well, Challenges: a.Evaluation.Challenges},
			Source:     CardSource{s.Municipality, s.Title, s.Date},
		}
		if mean, n := s.EvaluationOf(a).Mean(); n > 0 {
			c.Evaluation.Mean, c.Evaluation.N = mean, n
			c.Evaluation.Min, c.Evaluation.Max = s.method.Scale.Min, s.method.Scale.Max
		}
		cards = append(cards, c)
	}
	return cards
}

// pillarsOf gives the pillars of an action's objectives, each once, in order.
func (s *Session) pillarsOf(a *Action) []int {
	var pillars []int
	for _, id := range a.Objectives {
		if o := s.Objectives.Get(id); o != nil && !o.gone() && o.Pillar > 0 {
			pillars = append(pillars, o.Pillar)
		}
	}
	slices.Sort(pillars)
	return slices.Compact(pillars)
}

// CardNote says what of a card was left out as it came in. The locale has the
// sentence under "library.note." and What.
type CardNote struct {
	What string // method, kind, pillars, strategies, levels, indicators, ages, rating, language, date
	List string // what was left out
}

// Admit makes a card from outside safe. What the card's method does not know is
// left out and noted; where that method is not known here, all that leans on
// it. Codes: TextEmpty, TextLong, ListFull.
func (c ActionCard) Admit(methods Methods) (ActionCard, []CardNote, error) {
	if err := eachText(&c, func(_, s string) (string, error) { return Clean(s), nil }); err != nil {
		return c, nil, err
	}
	err := first(
		c.checkTitle(),
		checkName("Municipality", c.Source.Municipality),
		checkName("Title", c.Source.Session),
		checkTexts(&c),
	)
	for _, n := range []int{len(c.Pillars), len(c.Strategies), len(c.Levels), len(c.Indicators)} {
		if n > cardPartsMax {
			err = first(err, refuse(ListFull, "Max", cardPartsMax))
		}
	}
	if err != nil {
		return c, nil, err
	}
	var notes []CardNote
	note := func(what string, left ...string) { notes = append(notes, CardNote{what, strings.Join(left, ", ")}) }
	m := methods[c.Method]
	if m == nil {
		note("method", c.Method)
		m = &Method{AgeMax: 120} // ages mean the same everywhere
		c.Pillars, c.Strategies, c.Levels = nil, nil, nil
		for i := range c.Indicators {
			c.Indicators[i].Kind = ""
		}
		c.Method = ""
	}
	if oneOf("Kind", c.Kind, "", KindNew, KindExisting, KindExtension) != nil {
		note("kind", c.Kind)
		c.Kind = ""
	}
	if !slices.Contains([]string{"", "nl", "en"}, c.Language) {
		note("language", c.Language)
		c.Language = ""
	}
	if c.Source.Date.check() != nil {
		note("date", string(c.Source.Date))
		c.Source.Date = ""
	}
	if m.checkAges(c.AgeFrom, c.AgeTo) != nil {
		note("ages", strconv.Itoa(c.AgeFrom)+"-"+strconv.Itoa(c.AgeTo))
		c.AgeFrom, c.AgeTo = 0, 0
	}
	var left []string
	c.Pillars = slices.DeleteFunc(slices.Clone(c.Pillars), func(n int) bool {
		if m.Pillar(n) == nil {
			left = append(left, strconv.Itoa(n))
			return true
		}
		return false
	})
	slices.Sort(c.Pillars)
	c.Pillars = slices.Compact(c.Pillars)
	if left != nil {
		note("pillars", left...)
	}
	if c.Strategies, left = knownKeys(m.Strategies, c.Strategies); left != nil {
		note("strategies", left...)
	}
	if c.Levels, left = knownKeys(m.Levels, c.Levels); left != nil {
		note("levels", left...)
	}
	c.Indicators, left = slices.Clone(c.Indicators), nil
	for i := range c.Indicators {
		if kind := &c.Indicators[i].Kind; *kind != "" && Find(m.Indicators, *kind) == nil {
			left = append(left, *kind)
			*kind = ""
		}
	}
	if left != nil {
		note("indicators", left...)
	}
	if r := &c.Evaluation; r.N != 0 && (r.N < 0 || r.N > ParticipantsMax || r.Min >= r.Max || r.Mean < float64(r.Min) || r.Mean > float64(r.Max)) {
		note("rating")
		r.N = 0
	}
	if r := &c.Evaluation; r.N == 0 {
		r.Mean, r.Min, r.Max = 0, 0, 0
	}
	return c, notes, nil
}

func (c *ActionCard) checkTitle() error {
	if c.Title == "" {
		return refuse(TextEmpty, "Field", "Title")
	}
	return checkName("Title", c.Title)
}

// knownKeys parts keys into those of the terms, each once, and the others.
func knownKeys(terms []Term, keys []string) (known, left []string) {
	for _, key := range keys {
		switch {
		case Find(terms, key) == nil:
			left = append(left, key)
		case !slices.Contains(known, key):
			known = append(known, key)
		}
	}
	return known, left
}

// AsLibrary gives the card as an action of a library, for a session with that
// method: what leans on another method is left out.
func (c *ActionCard) AsLibrary(m *Method) *LibraryAction {
	lang := c.Language
	if lang == "" {
		lang = "nl"
	}
	a := &LibraryAction{
		ID: c.ID(), Source: c.Source.String(), Name: Text{lang: c.Title}, Verified: "yes", Kind: c.Kind,
		Description: Text{lang: c.Description}, Setting: Text{lang: c.Setting}, Ages: Text{lang: WriteAges(c.AgeFrom, c.AgeTo)},
	}
	if c.Method == m.Key {
		a.Pillars = slices.Clone(c.Pillars)
		a.Strategies, _ = knownKeys(m.Strategies, c.Strategies)
		a.Levels, _ = knownKeys(m.Levels, c.Levels)
	}
	return a
}

// TakeOver makes an action of the card, for a session with that method. How it
// went elsewhere stays on the card.
func (c *ActionCard) TakeOver(m *Method) Action {
	a := c.AsLibrary(m).TakeOver(c.Language)
	a.Setting = c.Setting
	if m.checkAges(c.AgeFrom, c.AgeTo) == nil {
		a.AgeFrom, a.AgeTo = c.AgeFrom, c.AgeTo
	}
	for _, i := range c.Indicators {
		if c.Method != m.Key {
			i.Kind = ""
		}
		i.Result = ""
		a.Indicators = append(a.Indicators, i)
	}
	return a
}
