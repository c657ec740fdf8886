"""JSON Merge Patch (RFC 7396): a pure function over JSON values."""

from __future__ import annotations

from typing import Any

CONTENT_TYPE = "application/merge-patch+json"


def merged(target: Any, patch: Any) -> Any:
    """The target as the patch leaves it: null removes a field, objects are merged, everything else takes its place."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
