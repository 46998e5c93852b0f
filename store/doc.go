// Package store keeps sessions for good: the bbolt file with the log of every
// session, backups of it, and the files that sessions come from and go to.
//
// A session is its log. Each change is one record, appended in one transaction
// that is on disk before the screen shows the change; opening a session folds
// its records. The index of cards, the bin, drafts and settings stand beside
// the logs in the same file.
package store
