"""The rules of the house that a machine can hold: who breaks one learns it here."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
ROOMS = {
    "films": {"films"},
    "accounts": {"accounts"},
    "reviews": {"reviews", "films"},
    "ratings": {"ratings", "films"},
    "config": {"config", "films", "reviews", "ratings", "accounts"},
}
CODE = sorted(
    path
    for folder in (*ROOMS, "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
STYLES = sorted((ROOT / "static").rglob("*.css"))


def named(path: Path) -> str:
    """The path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def imported(path: Path) -> Iterator[str]:
    """The packages that a file imports, at its top or inside its functions."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_opens_only_the_doors_it_has(room: str) -> None:
    others = ROOMS.keys() - ROOMS[room]
    through = {
        f"{named(path)} imports {name}"
        for path in (ROOT / room).rglob("*.py")
        for name in imported(path)
        if name in others
    }
    assert through == set()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def ceiling(path: Path) -> int:
    """How many lines a function of this file may have."""
    if path.name.startswith("test_"):
        return 30
    return 25 if path.name == "views.py" else 40


def test_files_and_functions_stay_below_their_ceilings() -> None:
    long = [named(path) for path in CODE if len(text(path).splitlines()) > 400]
    long += [
        f"{named(path)}: {function.name}"
        for path in CODE
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > ceiling(path)
    ]
    long += [named(path) for path in TEMPLATES if len(text(path).splitlines()) > 120]
    assert long == []


#: Where requests and commands come in: they ask by names that models have for their rules.
DOORS = ("*/views.py", "*/views/*.py", "*/templatetags/*.py", "*/management/commands/*.py")


def rules_in(source: str) -> list[str]:
    """The calls of `filter` and `exclude` that name fields."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"filter", "exclude"}
        and node.keywords
    ]


def test_views_tags_and_commands_leave_the_rules_to_the_models() -> None:
    doors = [path for path in CODE for door in DOORS if path.match(door)]
    assert len(doors) > 20
    assert {named(path): found for path in doors if (found := rules_in(text(path)))} == {}


def test_what_looks_for_rules_finds_them() -> None:
    assert rules_in("Flag.objects.of(user).filter(kind='x').exists()")
    assert rules_in("rows.exclude(**{name: 1})")
    assert rules_in("register.filter('stars', in_words)") == []


INLINE = {
    "a style attribute": r"""\sstyle\s*=""",
    "a handler": r"""\son[a-z]+\s*=\s*["']""",
    "a style element": r"<style\b",
    "a link that is a script": r"javascript:",
    "a script with a body": r"""<script\b(?![^>]*\bsrc=)(?![^>]*type="application/(ld\+)?json")""",
}


@pytest.mark.parametrize("what", INLINE)
def test_nothing_stands_inline_in_a_template(what: str) -> None:
    assert [named(each) for each in TEMPLATES if re.search(INLINE[what], text(each), re.I)] == []


def test_the_patterns_of_what_is_inline_find_it() -> None:
    bad = """<p style="x"><a onclick='y()' href="javascript:z"><style></style><script>1</script>"""
    assert all(re.search(pattern, bad, re.I) for pattern in INLINE.values())
    good = (
        '<script src="a.js" type="module"></script><script type="application/ld+json">{}</script>'
        '<script type="application/json">{}</script>'
    )
    assert not any(re.search(pattern, good, re.I) for pattern in INLINE.values())


def test_colours_stand_in_the_tokens_alone() -> None:
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|lab|lch)a?\(", re.I)
    assert STYLES
    assert [
        f"{named(path)}: {line.strip()}"
        for path in STYLES
        if path.name != "tokens.css"
        for line in re.sub(r"/\*.*?\*/", "", text(path), flags=re.S).splitlines()
        if colour.search(line.partition("//")[0])
    ] == []


def test_the_example_of_an_environment_names_what_the_settings_read() -> None:
    read = {
        str(argument.value)
        for node in ast.walk(ast.parse(text(ROOT / "config" / "settings.py")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    }
    example = re.findall(r"^#? ?([A-Z][A-Z_]+)=", text(ROOT / ".env.example"), re.M)
    table = re.findall(r"^\| `([A-Z_]+)`", text(ROOT / "docs" / "settings.md"), re.M)
    assert sorted(example) == sorted(read)
    assert sorted(table) == sorted(read)


def test_nothing_switches_a_trigger_off() -> None:
    off = re.compile("pgtrigger[.]ignore|DISABLE[ ]TRIGGER|session_replication[_]role")
    # But for the test of the command that finds what was written meanwhile.
    found = [named(path) for path in CODE if off.search(text(path))]
    assert found == ["tests/config/test_check_tallies.py"]


def routes(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern)
        else:
            yield pattern


def test_every_view_has_an_address() -> None:
    routed = {pattern.callback for pattern in routes(get_resolver())}
    views = {
        (room, function.name): getattr(import_module(f"{room}.views"), function.name)
        for room in ROOMS
        for path in (ROOT / room).glob("views.py")
        for function in ast.parse(text(path)).body
        if isinstance(function, ast.FunctionDef) and answers(function)
    }
    assert len(views) > 10
    assert [name for name, view in views.items() if view not in routed] == []


def answers(function: ast.FunctionDef) -> bool:
    """Whether the function is a view: told how it may be asked, it answers a request."""
    how = {"require_safe", "require_POST", "require_http_methods", "signs_in_first"}
    decorators = {ast.unparse(each).partition("(")[0] for each in function.decorator_list}
    return bool(how & decorators)


def test_every_address_that_is_asked_for_by_name_exists() -> None:
    names = {str(key) for key in get_resolver().reverse_dict if isinstance(key, str)}
    asked = {
        name
        for path in TEMPLATES
        for name in re.findall(r"""{%\s*url\s+["']([^"':]+)["']""", text(path))
    }
    assert asked
    assert asked - names == set()


def test_migrations_are_named_after_what_they_do() -> None:
    unnamed = [
        path.stem
        for path in ROOT.glob("*/migrations/0*.py")
        if re.search(r"_auto_|_merge|\d{8}", path.stem)
    ]
    assert unnamed == []
