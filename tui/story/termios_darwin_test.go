package story

import "golang.org/x/sys/unix"

const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
	inQueue    = 0x4004667f // FIONREAD
)
