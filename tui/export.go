package tui

import (
	"io"
	"os"
	"path/filepath"

	"kring/store/export"
	"kring/tui/kit"
)

// export writes a document of the open session.
func (a *App) export(x kit.Export) kit.Exported {
	done := kit.Exported{Path: x.Path}
	if info, err := os.Stat(x.Path); err == nil && !info.IsDir() && !x.Replace {
		done.Err = kit.ErrExists
		return done
	}
	done.Err = a.write(x.Path, func(w io.Writer) error {
		var err error
		done.Behind, err = export.Write(w, a.env.Book, x.Request, a.env.Texts)
		return err
	})
	if done.Err != nil {
		a.report(done.Err)
		return done
	}
	if folder := filepath.Dir(x.Path); folder != a.env.Folder {
		a.env.Folder = folder
		a.keep(a.db.SetSetting(settingFolder, folder))
	}
	return done
}
