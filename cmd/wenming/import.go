package main

import (
	"fmt"

	wenming "wenming"
	"wenming/generator/diag"
	"wenming/generator/inspect"
)

// importCommand makes a list of honours from a sheet.
type importCommand struct {
	File  string `arg:"" help:"A workbook (.xlsx) or a CSV file."`
	List  string `arg:"" help:"The list to write or to complete: content/honors/AWARD/NAME.md."`
	Sheet string `placeholder:"NAME" help:"The workbook's sheet; by default the first that holds a list."`
	Fill  bool   `help:"Complete rows that the list has by what the sheet says and they do not."`
}

// Run is called by kong.
func (c *importCommand) Run(s *invocation) error {
	result, err := inspect.Import(inspect.ImportOptions{
		Site: s.site, File: c.File, To: c.List, Sheet: c.Sheet, Fill: c.Fill,
		Theme: wenming.Theme, Now: s.now, Language: s.language,
	})
	if err != nil {
		return refused(err)
	}
	if err := diag.WriteText(s.err, result.Diagnostics, result.Source, s.language); err != nil {
		return err
	}
	for _, line := range imported(result) {
		fmt.Fprintln(s.out, line.In(s.language))
	}
	if result.Diagnostics.Failed() {
		return status(faulty)
	}
	return nil
}

// imported says what an import did.
func imported(result inspect.Imported) []diag.Text {
	errors, warnings := result.Diagnostics.Count(diag.Error), result.Diagnostics.Count(diag.Warning)
	switch {
	case errors > 0 && result.New:
		return []diag.Text{diag.T("%s: not written: errors %d, warnings %d", "%s：未写入：错误 %d 处，警告 %d 处", result.File, errors, warnings)}
	case errors > 0:
		return []diag.Text{diag.T("%s: not written: errors %d, warnings %d; the list stays as it was", "%s：未写入：错误 %d 处，警告 %d 处；名单保持不变", result.File, errors, warnings)}
	case len(result.Added) == 0 && result.Completed == 0 && result.Period == "":
		return []diag.Text{diag.T("%s: nothing to change, rows %d", "%s：没有变化，共 %d 行", result.File, result.Kept)}
	}
	lines := []diag.Text{diag.T("%s: rows added %d, completed %d, unchanged %d", "%s：新增 %d 行，补全 %d 行，不变 %d 行", result.File, len(result.Added), result.Completed, result.Kept)}
	if result.New {
		lines[0] = diag.T("%s: rows written %d", "%s：写入 %d 行", result.File, len(result.Added))
	}
	if result.Period != "" {
		lines = append(lines, diag.T("  period: %s", "  期次：%s", result.Period))
	}
	for _, m := range result.Matched {
		lines = append(lines, diag.T("  linked: %[1]s, person: %[2]s (%[3]s)", "  已链接：%[1]s，person: %[2]s（%[4]s）", m.Name, m.Key, m.Cell.English, m.Cell.Chinese))
	}
	switch {
	case result.New && result.Period == "":
		lines = append(lines, diag.T("write its period and its stage (candidates, publicity, awarded) before you build", "生成网站前，请填写期次和阶段（候选、公示、命名）"))
	case result.New:
		lines = append(lines, diag.T("write its stage (candidates, publicity, awarded) before you build", "生成网站前，请填写阶段（候选、公示、命名）"))
	}
	return lines
}
