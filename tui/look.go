package tui

import (
	"kring/assets"
	"kring/tui/kit"
)

// setLanguage changes the language of the screens, while they run.
func (a *App) setLanguage(lang string) kit.Action {
	a.env.Texts = assets.Load(lang)
	a.keep(a.db.SetSetting(settingLanguage, lang))
	return kit.Notify{Text: a.env.T("app.language", "Name", a.env.T("language."+lang))}
}

func (a *App) otherLanguage() kit.Action {
	for i, lang := range assets.Languages {
		if lang == a.env.Texts.Lang {
			return a.setLanguage(assets.Languages[(i+1)%len(assets.Languages)])
		}
	}
	return nil
}

func (a *App) otherTheme() kit.Action {
	a.env.Theme, a.themed = kit.NewTheme(!a.env.Theme.Dark), true
	name := "light"
	if a.env.Theme.Dark {
		name = "dark"
	}
	a.keep(a.db.SetSetting(settingTheme, name))
	return kit.Notify{Text: a.env.T("app." + name)}
}
