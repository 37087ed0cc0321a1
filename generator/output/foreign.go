package output

import (
	"fmt"
	"strings"

	"wenming/generator/diag"
)

// ForeignFileError says that the site has files whose places are taken by files that no build made. They are left
// alone, and so is everything else.
type ForeignFileError struct {
	Paths []string // relative to the folder, sorted
}

// foreignShown is how many paths a message names.
const foreignShown = 5

// Text is the message with its hint.
func (e *ForeignFileError) Text() diag.Text {
	shown := e.Paths[:min(len(e.Paths), foreignShown)]
	english := fmt.Sprintf("%q", shown[0])
	for _, path := range shown[1:] {
		english += fmt.Sprintf(", %q", path)
	}
	chinese := "“" + strings.Join(shown, "”“") + "”"
	if more := len(e.Paths) - len(shown); more > 0 {
		english += fmt.Sprintf(" and %d more", more)
		chinese += fmt.Sprintf("等 %d 个文件", len(e.Paths))
	}
	return diag.Text{
		English: "the site needs the place of what no build wrote: " + english +
			"; move it away, or build into another folder with --out",
		Chinese: "网站要写入的位置上有不是构建生成的内容：" + chinese + "；请移走，或用 --out 换一个输出文件夹",
	}
}

func (e *ForeignFileError) Error() string { return e.Text().English }
