package assets

import "golang.org/x/sys/windows"

// systemLanguage asks Windows, which has no variables for it.
func systemLanguage() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
