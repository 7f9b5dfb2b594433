"""`make scenarios`: plays the six stories and writes docs/scenarios.md."""

from tests.stories.page import PAGE, write

if __name__ == "__main__":
    PAGE.write_text(write(), encoding="utf-8", newline="\n")
