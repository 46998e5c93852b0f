// Package model is what a workshop is: the session with its participants,
// scans, objectives, rounds and actions, the rules they keep, every way in
// which they can change, and the figures derived from them.
//
// It is pure: it reads no clock, draws no random number, opens no file and
// imports nothing else of this program. Who wants to change a session makes a
// [Change] and gives it to a [Book]; nothing else alters one.
//
// JSON names are those of the session file, so that one set of types serves
// the screens, the log and the file that other programs read.
package model
