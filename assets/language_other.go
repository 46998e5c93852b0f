//go:build !windows

package assets

func systemLanguage() string { return "" }
