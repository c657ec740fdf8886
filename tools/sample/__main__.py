"""Write `data/sample/`: `python -m tools.sample`. The same bytes every time, so a change shows in the diff."""

from __future__ import annotations

import json
from pathlib import Path

from tools.sample.network import build_network

FOLDER = Path(__file__).resolve().parents[2] / "data" / "sample"


def main() -> None:
    """Write both files and say how many records they hold."""
    organizations, services = build_network()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, records in (("organizations", organizations), ("services", services)):
        lines = ",\n".join(json.dumps(record, ensure_ascii=False, sort_keys=False) for record in records)
        (FOLDER / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    places = {place["location"]["id"] for service in services for place in service.get("service_at_locations", [])}
    print(f"{len(organizations)} organizations, {len(services)} services, {len(places)} places")


main()
