// Print and close work only with a script, so their buttons appear only with one.
for (const tools of document.querySelectorAll(".tools")) {
	tools.hidden = false;
	tools.addEventListener("click", (event) => {
		switch (event.target.dataset.do) {
		case "print":
			print();
			break;
		case "close":
			close(); // refused in a window that no script opened: go back then
			if (history.length > 1) history.back();
			else location = document.querySelector(".plate a").href;
		}
	});
}
