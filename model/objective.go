package model

// Objective is what is to be reached: what, for whom, by when.
type Objective struct {
	ID             string   `json:"id"`
	Pillar         int      `json:"pillar"` // 0: under none
	What           string   `json:"what"`
	AgeFrom        int      `json:"age_from"`
	AgeTo          int      `json:"age_to"` // 0: no ages given
	Whom           string   `json:"whom"`
	By             Date     `json:"by"`
	Considerations []string `json:"considerations"` // marks without weights
	Priority       bool     `json:"priority"`
	Note           string   `json:"note"`
	Tomb
}

func (o Objective) key() string { return o.ID }

func (o Objective) check(s *Session) error {
	return first(
		checkID(o.ID),
		s.method.checkPillar(o.Pillar, false),
		s.method.checkAges(o.AgeFrom, o.AgeTo),
		o.By.check(),
		checkKeys("consideration", s.method.Considerations, o.Considerations),
		known("objective", &s.Objectives, o.MergedInto),
	)
}

func (o Objective) list(s *Session) *List[Objective] { return &s.Objectives }
func (o Objective) word() string                     { return "objective" }
func (o Objective) most() int                        { return ListMax }
func (o Objective) subject() string                  { return o.What }
func (o Objective) words() (field, text string)      { return "What", o.What }

// HasWhom says that the objective names ages or a group.
func (o *Objective) HasWhom() bool { return o.AgeTo > 0 || o.Whom != "" }

// Complete says that the objective has its three parts: what, for whom, by when.
func (o *Objective) Complete() bool { return o.What != "" && o.HasWhom() && o.By != "" }

// The kinds of an idea and of an action. Empty means new.
const (
	KindNew       = "new"
	KindExisting  = "existing"
	KindExtension = "extension"
)

// Idea is a thought from a brainstorm, before it is an action.
type Idea struct {
	ID          string `json:"id"`
	Text        string `json:"text"`
	Kind        string `json:"kind"`
	Cluster     string `json:"cluster"`
	Objective   string `json:"objective"`
	Participant string `json:"participant"` // who brought it
	Pillar      int    `json:"pillar"`      // 0: under none
	Tomb
}

func (i Idea) key() string { return i.ID }

func (i Idea) check(s *Session) error {
	return first(
		checkID(i.ID),
		oneOf("Kind", i.Kind, "", KindNew, KindExisting, KindExtension),
		known("cluster", &s.Clusters, i.Cluster),
		known("objective", &s.Objectives, i.Objective),
		known("participant", &s.Participants, i.Participant),
		s.method.checkPillar(i.Pillar, false),
		known("idea", &s.Ideas, i.MergedInto),
	)
}

func (i Idea) list(s *Session) *List[Idea] { return &s.Ideas }
func (i Idea) word() string                { return "idea" }
func (i Idea) most() int                   { return IdeasMax }
func (i Idea) subject() string             { return i.Text }
func (i Idea) words() (field, text string) { return "Text", i.Text }

// Cluster is a heap of ideas that belong together.
type Cluster struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Objective string `json:"objective"` // what it became
	Tomb
}

func (c Cluster) key() string { return c.ID }

func (c Cluster) check(s *Session) error {
	return first(
		checkID(c.ID),
		checkName("Title", c.Title),
		known("objective", &s.Objectives, c.Objective),
		known("cluster", &s.Clusters, c.MergedInto),
	)
}

func (c Cluster) list(s *Session) *List[Cluster] { return &s.Clusters }
func (c Cluster) word() string                   { return "cluster" }
func (c Cluster) most() int                      { return ListMax }
func (c Cluster) subject() string                { return c.Title }
func (c Cluster) words() (field, text string)    { return "Title", c.Title }
