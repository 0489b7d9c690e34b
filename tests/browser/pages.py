"""How the tests see the coding page."""

import re
from typing import Any


class CodingPage:
    """One tab with the coding window."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.window = page.locator(".desk")

    def open(self, url: str, *, coder: str) -> None:
        """Go to an address; say who one is where that is asked."""
        self.page.goto(url)
        who = self.page.locator(".st-key-coding-who-page").get_by_role("button", name=coder, exact=True)
        self.window.or_(who).first.wait_for()
        if not self.window.is_visible():
            who.click()
        self.wait_ready()

    def wait_ready(self) -> None:
        """Wait until the window takes keys."""
        self.page.locator(".desk[data-ready=true]").wait_for()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_saved(self) -> None:
        """Wait until the server confirmed everything."""
        self.page.locator(".desk[data-unsaved='0']").wait_for()

    @property
    def segment(self) -> int:
        """The text on screen."""
        return int(self.window.get_attribute("data-segment") or 0)

    @property
    def unsaved(self) -> int:
        """How many texts wait for confirmation."""
        return int(self.window.get_attribute("data-unsaved") or 0)

    @property
    def codes(self) -> set[str]:
        """The codes shown as given."""
        pressed = self.page.locator(".tree .code[aria-pressed=true]")
        return {str(code) for code in pressed.evaluate_all("all => all.map(one => one.dataset.code)")}

    def text(self, part: str) -> str:
        """What a part of the window says."""
        return re.sub(r"\s+", " ", self.page.locator(f".desk .{part}").inner_text()).strip()
