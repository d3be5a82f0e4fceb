"""Print what the API answers to a GET, without a server: `python examples/ask.py KEY PATH`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from service.wsgi import app


def main(key: str, path: str) -> None:
    answer = app.test_client().get(path, headers={"Authorization": f"Bearer {key}"})
    if answer.status_code != 200:
        sys.exit(f"leadworth: {path} answers {answer.status}: {answer.text}")
    print(answer.text)


if __name__ == "__main__":
    main(*sys.argv[1:])
