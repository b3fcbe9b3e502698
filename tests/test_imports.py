"""The direction of imports: a module imports from lower rungs only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "extractor"
RUNGS = {
    0: ("errors", "geometry", "model", "characters"),
    1: ("page", "figure", "language"),
    2: ("lines", "table", "interval", "layout", "names"),
    3: ("document", "arithmetic", "relation"),
    4: ("claim",),
    5: ("record",),
    6: ("glyphs", "tables", "questions", "tidy", "layouts", "checks", "writers", "parliament", "archive"),
    7: ("sheets",),
    8: ("pipeline", "schema", "debug", "evidence"),
    9: ("ingest",),
    10: ("cli", "__init__"),
    11: ("__main__",),
}
RUNG = {name: rung for rung, names in RUNGS.items() for name in names}
OWNERS = {
    "pdfplumber": {"glyphs/plumber.py"},
    "pypdfium2": {"glyphs/pdfium.py", "glyphs/opening.py", "glyphs/calls.py", "glyphs/scene.py", "glyphs/painting.py"},
    "pandas": {"writers/"},
    "python_calamine": {"sheets.py"},
    "httpx": {"parliament/client.py"},
    "sqlalchemy": {"archive/"},
    "alembic": {"archive/"},
    "pebble": {"ingest/pool.py", "ingest/run.py"},
    "scipy": {"checks/ranges.py"},
    "PIL": {"debug.py", "evidence.py"},
    "xlsxwriter": {"writers/"},
}
"""The only places that may import a library."""
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def stage(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[str]:
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.append(node.module)
            if node.module == "extractor":
                found += [f"extractor.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES)
def test_a_module_imports_from_lower_rungs_only(path: str) -> None:
    own = stage(path)
    assert own in RUNG, f"{path} stands on no rung: name it in RUNGS"
    for name in imports(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        parts = name.split(".")
        if parts[0] != "extractor" or len(parts) < 2 or parts[1] == own:
            continue
        assert RUNG[parts[1]] < RUNG[own], f"{path} imports {name}, which is no lower rung"


@pytest.mark.parametrize("path", MODULES)
def test_no_own_import_hides_in_a_function_or_behind_type_checking(path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert "TYPE_CHECKING" not in text
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not [name for name in imports(node) if name.startswith("extractor")], f"{path}: {node.name}"


@pytest.mark.parametrize("path", MODULES)
def test_a_library_is_imported_by_its_owner_only(path: str) -> None:
    for name in imports(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        owners = OWNERS.get(name.split(".")[0])
        if owners is not None:
            assert any(path.startswith(owner) for owner in owners), f"{path} imports {name}"
