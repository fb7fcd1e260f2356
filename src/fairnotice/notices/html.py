"""A letter for a screen: readable on a phone and in the dark, with nothing fetched from anywhere."""

from __future__ import annotations

import re
from html import escape

from mjml import mjml2html

from fairnotice.notices import words
from fairnotice.notices.letter import Letter, Link, Records, Section, Table

_SANS = "ui-sans-serif, system-ui, 'Segoe UI', 'Noto Sans', sans-serif"
_SERIF = "'Iowan Old Style', Charter, Georgia, 'Noto Serif', serif"
_HEAD = f"""
<mj-head>
  <mj-raw><meta name="color-scheme" content="light dark"></mj-raw>
  <mj-raw><meta name="supported-color-schemes" content="light dark"></mj-raw>
  <mj-breakpoint width="480px" />
  <mj-attributes>
    <mj-all font-family="{_SERIF}" color="#1B1F24" />
    <mj-text font-size="17px" line-height="1.55" padding="0 28px 14px" />
    <mj-section padding="0" background-color="#FFFFFF" />
    <mj-table font-size="15px" line-height="1.5" padding="0 28px 14px" font-family="{_SANS}" />
    <mj-button font-family="{_SANS}" font-size="16px" font-weight="600" background-color="#0B5A5E" color="#FFFFFF"
      border-radius="6px" inner-padding="13px 22px" padding="4px 28px 20px" align="left" />
  </mj-attributes>
  <mj-style>
    :root {{ color-scheme: light dark; }}
    a {{ color: #0B5A5E; }}
    .words, .words td {{ overflow-wrap: anywhere; }}
    .aside div, .aside td {{ color: #555B64 !important; }}
    .figures th, .figures td {{ text-align: left; vertical-align: top; padding: 4px 12px 4px 0;
      border-bottom: 1px solid #DCD7CC; font-variant-numeric: tabular-nums; }}
    .figures thead th {{ white-space: nowrap; overflow-wrap: normal; }}
    @media (max-width: 479px) {{
      .sheet > table > tbody > tr > td {{ padding-left: 0 !important; padding-right: 0 !important; }}
      .aside > div {{ font-size: 15px !important; }}
      td.words, td.figures, td.deed {{ padding-left: 16px !important; padding-right: 16px !important; }}
      .figures thead {{ display: none; }}
      .figures tr {{ display: block; padding: 6px 0; border-bottom: 1px solid #DCD7CC; }}
      .figures td, .figures tbody th {{ display: block; border: 0; padding: 0; }}
      .figures td[data-of]::before {{ content: attr(data-of) ": "; color: #555B64; }}
    }}
    @media (prefers-color-scheme: dark) {{
      body, body > div, .paper {{ background-color: #131619 !important; background: #131619 !important; }}
      .sheet, .sheet > table, .sheet td {{ background-color: #1B1F23 !important; background: #1B1F23 !important; }}
      .words div, .words td, .words p, .figures th, .figures td, .figures table {{ color: #ECE9E2 !important; }}
      .aside div, .aside td, .figures td[data-of]::before {{ color: #AAB0B7 !important; }}
      .words a, .aside a {{ color: #74C7C3 !important; }}
      .deed table td {{ background-color: #74C7C3 !important; background: #74C7C3 !important; }}
      .deed a {{ background: #74C7C3 !important; color: #0A2222 !important; }}
      .figures th, .figures td, .figures tr {{ border-color: #343A41 !important; }}
    }}
    @media print {{ .deed {{ display: none; }} }}
  </mj-style>
</mj-head>
"""
_ADDRESS_OR_ID = re.compile(r"(?P<address>https?://[^\s<]+[^\s<.,;)])|(?P<id>\b[A-Z][A-Z0-9]*-[A-Z0-9-]*\d\b)")


def as_html(letter: Letter, *, letter_url: str = "") -> str:
    """Return the letter as a whole HTML page; *letter_url* is where the portal copy is opened."""
    parts = [_words(escape(letter.salutation)), *(_words(_linked(said)) for said in letter.opening)]
    buttons_left = 1
    for section in letter.sections:
        parts.append(_section(section, as_button=bool(section.link and buttons_left)))
        buttons_left -= bool(section.link and buttons_left)
    parts.append(_words(f"{escape(letter.signature)}<br />Reference {escape(letter.reference)}"))
    if letter_url:
        parts.append(
            _words(f"This mail is a copy. {_anchor(Link('Open the letter itself in your account', letter_url))}")
        )
    parts.extend(_records(group) for group in letter.records)
    foot = "".join(_words(_linked(said), small=True) for said in letter.footer)
    source = (
        f'<mjml lang="{escape(letter.language)}">{_HEAD.replace("<mj-head>", "<mj-head>" + _title(letter), 1)}'
        '<mj-body background-color="#FAF8F4" width="640px" css-class="paper">'
        '<mj-section css-class="sheet" padding="28px 0 8px"><mj-column>'
        f"{''.join(parts)}</mj-column></mj-section>"
        f'<mj-section css-class="sheet" padding="8px 0 24px"><mj-column>{foot}</mj-column></mj-section>'
        "</mj-body></mjml>"
    )
    return str(mjml2html(source, disable_comments=False, fonts={}))


def _title(letter: Letter) -> str:
    """Return the page's title: the subject."""
    return f"<mj-title>{escape(letter.subject)}</mj-title>"


def _section(section: Section, *, as_button: bool) -> str:
    """Return one section; one letter has one button, its other deeds are links."""
    parts = [_heading(section.heading)]
    parts.extend(_words(_linked(said)) for said in section.paragraphs)
    if section.items:
        items = "".join(f"<li style='margin:0 0 6px'>{_linked(item)}</li>" for item in section.items)
        parts.append(_words(f"<ul style='margin:0;padding-left:20px'>{items}</ul>"))
    if section.table:
        parts.append(_table(section.table))
    if section.link and as_button:
        parts.append(
            f'<mj-button css-class="deed" href="{escape(section.link.url)}">{escape(section.link.label)}</mj-button>'
        )
    elif section.link:
        parts.append(_words(_anchor(section.link)))
    return "".join(parts)


def _heading(said: str) -> str:
    """Return a heading."""
    style = f"margin:10px 0 0;font:600 15px {_font()};letter-spacing:.02em"
    return _words(f"<h2 style='{style}'>{escape(said)}</h2>", tight=True)


def _font() -> str:
    """Return the sans family for use inside an attribute in single quotes."""
    return _SANS.replace("'", "&#39;")


def _words(markup: str, *, small: bool = False, tight: bool = False) -> str:
    """Return one block of words."""
    kind = "words aside" if small else "words"
    size = f' font-size="14px" font-family="{_SANS}" color="#555B64" padding="0 28px 8px"' if small else ""
    if tight:
        size = ' padding="8px 28px 4px"'
    return f'<mj-text css-class="{kind}"{size}>{markup}</mj-text>'


def _linked(said: str) -> str:
    """Return words with their addresses made into links, and ids kept whole."""
    return _ADDRESS_OR_ID.sub(_marked, escape(said))


def _marked(found: re.Match[str]) -> str:
    """Return an address as a link; an id that is not broken at its hyphens."""
    if found["address"]:
        return f'<a href="{found["address"]}">{found["address"]}</a>'
    return f'<span style="white-space:nowrap">{found["id"]}</span>'


def _anchor(link: Link) -> str:
    """Return a deed as a link."""
    return f'<a href="{escape(link.url)}">{escape(link.label)}</a>'


def _records(group: Records) -> str:
    """Return the full list of facts of one kind as a table."""
    rows = "".join(
        f"<tr><th scope='row' style='white-space:nowrap;font-weight:600'>{escape(r.id)}</th>"
        f"<td style='white-space:nowrap'>{words.short_day(r.on)}</td><td>{escape(r.text)}</td></tr>"
        for r in group.records
    )
    head = f"<thead><tr>{''.join(f'<th>{escape(column)}</th>' for column in group.columns)}</tr></thead>"
    return _heading(group.heading) + f'<mj-table css-class="words figures">{head}<tbody>{rows}</tbody></mj-table>'


def _table(table: Table) -> str:
    """Return numbers side by side; on a phone each row names its columns."""
    head = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in table.header)
    rows = "".join(
        f"<tr><th scope='row' style='font-weight:600'>{escape(row[0])}</th>"
        + "".join(
            f"<td data-of='{escape(of)}'>{escape(cell)}</td>"
            for of, cell in zip(table.header[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    return f'<mj-table css-class="words figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></mj-table>'
