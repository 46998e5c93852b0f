package model

import (
	"strings"
	"testing"
)

// What names the campaign of a pillar counts as work on it, wherever it stands
// and once, as long as it is there.
func TestCampaignWork(t *testing.T) {
	m := offerMethod()
	m.Pillars[1].Campaign = "Warme William"
	h := NewHistory(New("s", Head{Title: "t", Language: "nl"}, m, ""), 0, nil)
	s := h.Session()
	for _, step := range []struct {
		change Change
		want   string
	}{
		{Added[Offer]{Item: Offer{ID: "f1", Pillar: 1, Name: "Bank van warme  william"}}, "Bank van warme  william"},
		{Added[Offer]{Item: Offer{ID: "f2", Pillar: 1, Name: "Warme bakker"}}, "Bank van warme  william"},
		{Added[Action]{Item: Action{ID: "a1", Title: "Wàrme William"}}, "Bank van warme  william, Wàrme William"},
		{Added[Action]{Item: Action{ID: "a2", Title: "warme william"}}, "Bank van warme  william, Wàrme William"},
		{Removed[Offer]{ID: "f1"}, "Wàrme William"},
		{Removed[Action]{ID: "a1"}, "warme william"},
	} {
		if err := h.Replay(Record{Change: step.change}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(s.CampaignWork(2), ", "); got != step.want {
			t.Errorf("after %s: %q, want %q", step.change.Kind(), got, step.want)
		}
	}
	if got := s.CampaignWork(1); got != nil {
		t.Errorf("a pillar without a campaign has %q", got)
	}
}
