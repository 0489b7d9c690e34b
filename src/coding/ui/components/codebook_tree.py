"""A codebook to read: themes with what falls under them, each code with its rules."""

from collections.abc import Mapping

from coding.codebook import THEME, Code, CodebookContent
from coding.i18n import _, format_number, ngettext
from coding.ui.components.states import escape

CSS = """
.cb { max-width: 62rem; }
.cb details { border: 1px solid var(--st-border-color, #8886); border-radius: 6px; margin: .35rem 0; }
.cb details.child { margin-left: 2rem; }
.cb summary { cursor: pointer; padding: .5rem .75rem; display: flex; gap: .6rem; align-items: baseline; }
.cb summary::before { content: "▸"; opacity: .6; }
.cb details[open] > summary::before { content: "▾"; }
.cb summary .name { font-weight: 600; }
.cb summary .brief { opacity: .75; flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.cb details[open] > summary .brief { visibility: hidden; }
.cb summary .uses { font-variant-numeric: tabular-nums; white-space: nowrap; }
.cb .mark { width: .7rem; height: .7rem; border-radius: 2px; flex: none; align-self: center; }
.cb dl { margin: 0; padding: .25rem .9rem .8rem 2.4rem; display: grid; gap: .3rem 1rem; line-height: 1.5;
  grid-template-columns: max-content minmax(0, 1fr); }
.cb dt { opacity: .75; }
.cb dd { margin: 0; }
.cb details.retired { opacity: .7; border-style: dashed; }
.cb code { font-size: .85rem; }
@media (max-width: 640px) { .cb dl { grid-template-columns: 1fr; padding-left: .9rem; } }
"""


def tree(
    content: CodebookContent, *, colours: Mapping[str, str], uses: Mapping[str, int] | None, find: str = ""
) -> str:
    """Return a codebook as HTML.

    Parameters
    ----------
    uses
        How often each code was given; ``None`` leaves the numbers out.
    find
        Show only codes in which this text occurs, opened.
    """
    wanted = find.strip().casefold()
    parts = []
    for code in in_order(content):
        if wanted and wanted not in _everything(code).casefold():
            continue
        parts.append(_code(code, content, colours[code.id], uses, is_open=bool(wanted)))
    body = "".join(parts) or f"<p>{escape(_('Geen code gevonden.'))}</p>"
    return f'<style>{CSS}</style><div class="cb">{body}</div>'


def in_order(content: CodebookContent) -> list[Code]:
    """Return themes in their order, each followed by what falls under it; what is retired comes last."""
    ordered = [
        code for top in content.codes if top.parent is None for code in (top, *content.children(top.id))
    ]
    return sorted(ordered, key=lambda code: code.retired)


def _everything(code: Code) -> str:
    return " ".join(
        [
            code.id,
            code.label,
            code.definition,
            code.include,
            code.exclude,
            *code.examples,
            *code.key_terms,
        ]
    )


def _code(
    code: Code, content: CodebookContent, colour: str, uses: Mapping[str, int] | None, *, is_open: bool
) -> str:
    number = ""
    if uses is not None:
        n = uses.get(code.id, 0)
        number = (
            ngettext("{n} keer gegeven", "{n} keer gegeven", n).format(n=format_number(n))
            if n
            else _("niet gebruikt")
        )
    tags = [_("staat alleen")] if code.exclusive else []
    if code.merged_into is not None:
        tags.append(_("opgegaan in {label}").format(label=content.code(code.merged_into).label))
    elif code.retired:
        tags.append(_("vervallen"))
    if code.dimension != THEME:
        tags.append(content.dimension_labels[code.dimension])
    tag = "".join(f" <small>· {escape(text)}</small>" for text in tags)
    rules = [
        (_("Definitie"), escape(code.definition)),
        (_("Wel"), escape(code.include)),
        (_("Niet"), escape(code.exclude)),
        (_("Voorbeelden"), "<br>".join(f"„{escape(example)}”" for example in code.examples)),
        (_("Kernwoorden"), escape(", ".join(code.key_terms))),
        (_("Vaste naam"), f"<code>{escape(code.id)}</code>"),
    ]
    terms = "".join(f"<dt>{escape(name)}</dt><dd>{text}</dd>" for name, text in rules)
    kind = "retired" if code.retired else "child" if code.parent else "top"
    return (
        f'<details class="{kind}"{" open" if is_open else ""}>'
        f'<summary><span class="mark" style="background: {escape(colour)}"></span>'
        f'<span class="name">{escape(code.label)}{tag}</span>'
        f'<span class="brief">{escape(code.definition)}</span>'
        f'<span class="uses">{escape(number)}</span></summary><dl>{terms}</dl></details>'
    )
