package tui

import (
	"os"
	"path/filepath"

	"kring/model"
	"kring/store"
	"kring/tui/kit"
)

// copyKey is the key that puts a copy of all sessions on a stick, or elsewhere.
func (h *home) copyKey() kit.Key {
	e, why := h.env, ""
	if len(h.cards) == 0 {
		why = e.T("home.nosession")
	}
	return kit.Key{On: []string{"s"}, Label: e.T("home.stick"), Help: e.T("home.stickhelp"), Why: why, Do: h.askCopy}
}

// askCopy asks in which folder. The one used last is proposed.
func (h *home) askCopy() kit.Action {
	e := h.env
	folder := kit.Field{Label: e.T("safekeep.folder"), Hint: e.T("safekeep.folderhint"), Value: h.db.Setting(settingCopies), Path: true}
	return kit.Open{Overlay: kit.NewForm(e, e.T("safekeep.title"), []kit.Field{folder}, func(v []string) kit.Action {
		if v[0] == "" {
			return kit.Notify{Text: e.T("safekeep.nofolder"), Bad: true}
		}
		path := filepath.Join(kit.Path(v[0], e.Folder), "kring-"+string(e.Today())+".db")
		if _, err := os.Stat(path); err == nil {
			text := e.T("safekeep.existstext", "Path", model.Clean(path))
			return kit.Open{Overlay: kit.NewConfirm(e, e.T("safekeep.exists"), text, e.T("safekeep.replace"), func() kit.Action { return h.copyTo(path) })}
		}
		return h.copyTo(path)
	})}
}

// copyTo writes a copy, and remembers its folder.
func (h *home) copyTo(path string) kit.Action {
	e := h.env
	n, err := h.backup(path)
	if err == nil {
		err = h.db.SetSetting(settingCopies, filepath.Dir(path))
	}
	if err != nil {
		return kit.Notify{Text: e.ExplainShown(err), Bad: true}
	}
	return kit.All{kit.Close{}, kit.Notify{Text: e.N("safekeep.done", n, "Name", model.Clean(filepath.Base(path)))}}
}

// banner warns of where the database is, in as many lines as it takes.
func (h *home) banner(width int) []string {
	text := store.Warn(h.env.Texts, h.risk)
	if text == "" {
		return nil
	}
	return kit.Styled(h.env.Theme.Warn, kit.Wrap(kit.MarkWarning+" "+text, width))
}
