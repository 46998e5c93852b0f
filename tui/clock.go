package tui

import (
	"fmt"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"kring/tui/kit"
)

// clock is the timer that the room sees. The time of day stands beside it.
type clock struct {
	until time.Time // zero: no timer is set
	round int       // tells the ticks of this timer from those of an earlier one
	rang  bool
}

// minuteMsg comes at every full minute, for the time of day. It is the only
// thing that moves while nobody does anything.
type minuteMsg struct{}

func minute() tea.Cmd {
	return tea.Every(time.Minute, func(time.Time) tea.Msg { return minuteMsg{} })
}

// secondMsg comes every second while the timer runs.
type secondMsg struct{ round int }

func (c *clock) second() tea.Cmd {
	round := c.round
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return secondMsg{round} })
}

// start sets the timer; no time stops it.
func (c *clock) start(now time.Time, length time.Duration) tea.Cmd {
	c.round++
	c.rang = false
	c.until = time.Time{}
	if length <= 0 {
		return nil
	}
	c.until = now.Add(length)
	return c.second()
}

// tick goes on while there is time left; at zero it rings once.
func (c *clock) tick(msg secondMsg, now time.Time) tea.Cmd {
	if msg.round != c.round || c.until.IsZero() {
		return nil
	}
	if c.left(now) > 0 {
		return c.second()
	}
	if c.rang {
		return nil
	}
	c.rang = true
	return tea.Raw("\a")
}

func (c *clock) left(now time.Time) time.Duration {
	return max(c.until.Sub(now).Round(time.Second), 0)
}

// over says that the time is up.
func (c *clock) over() bool { return !c.until.IsZero() && c.rang }

// view is the time that is left, "" without a timer.
func (c *clock) view(now time.Time) string {
	if c.until.IsZero() {
		return ""
	}
	left := c.left(now)
	return fmt.Sprintf("%02d:%02d", int(left.Minutes()), int(left.Seconds())%60)
}

// timerMost is the longest timer, in minutes.
const timerMost = 180

// openTimer asks for the minutes; none stops the timer.
func (a *App) openTimer() kit.Action {
	e := a.env
	minutes := kit.Field{Label: e.T("timer.minutes"), Hint: e.T("timer.hint"), Value: "10"}
	if !a.clock.until.IsZero() {
		minutes.Value = ""
	}
	return kit.Open{Overlay: kit.NewForm(e, e.T("timer.title"), []kit.Field{minutes}, func(values []string) kit.Action {
		if values[0] == "" {
			values[0] = "0"
		}
		n, err := strconv.Atoi(values[0])
		if err != nil || n < 0 || n > timerMost {
			return kit.Notify{Text: e.T("timer.bad", "Max", timerMost), Bad: true}
		}
		return kit.All{kit.Close{}, kit.Run{Cmd: a.clock.start(e.Now(), time.Duration(n)*time.Minute)}}
	})}
}
