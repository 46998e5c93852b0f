package tui

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// Run shows the program on the terminal until it is left. SIGTERM and SIGHUP
// end it as the key does: in order, with what is half typed kept.
func (a *App) Run(options ...tea.ProgramOption) error {
	// The framework ends on SIGTERM by itself but does not know SIGHUP, so
	// both are taken here, the same way.
	p := tea.NewProgram(a, append(options, tea.WithoutSignalHandler())...)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP, os.Interrupt)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			p.Quit()
		case <-done:
		}
	}()
	_, err := p.Run()
	signal.Stop(signals)
	close(done)
	a.Leave()
	return err
}
