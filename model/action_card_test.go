package model

import "testing"

// A card tells the mean that the screens show: of those who still count.
func TestCardsTellTheRatingsThatCount(t *testing.T) {
	h := newTestHistory()
	do(t, h,
		Added[Participant]{Participant{ID: "p1", Number: 1, Organisation: "CLB", Heads: 1}},
		Added[Participant]{Participant{ID: "p2", Number: 2, Organisation: "Chiro", Heads: 1}},
		Added[Action]{Action{ID: "a1", Title: "Bank", Kind: KindNew, Evaluation: ActionEvaluation{Ratings: []Rating{{"p1", 5}, {"p2", 1}}}}},
	)
	tells := func(mean float64, n int) {
		t.Helper()
		if got := h.Session().ActionCards()[0].Evaluation; got.Mean != mean || got.N != n {
			t.Errorf("the card tells %v of %d, not %v of %d", got.Mean, got.N, mean, n)
		}
	}
	tells(3, 2)
	do(t, h, Removed[Participant]{"p2"})
	tells(5, 1)
}
