"""Things that stand inside a line: each its XML, and the words that a reader sees there."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

from collections.abc import Callable

from tests.handmade import cut_runs, paragraph, run
from tests.word.handmade import texts
from tests.word.handmade.author import Author

_CHANGE = 'w:id="90" w:author="Kari" w:date="2018-01-01T00:00:00Z"'
_LINKED = '<w:rStyle w:val="Hyperlink"/>'
# XML and the words to be seen.
Inline = tuple[str, str]


def decorated(author: Author, text: str) -> str:
    """A text in runs as Word cuts them: whole, in pieces, or partly bold."""
    way = author.random.randrange(6)
    if way == 0:
        author.tags.add("inline:cut runs")
        return cut_runs(text)
    opening, space, rest = text.partition(" ")
    if way == 1 and space:
        author.tags.add("inline:bold words")
        return run(opening) + run(
            space + rest, author.random.choice(("<w:b/>", "<w:i/>", '<w:rStyle w:val="Strong"/>'))
        )
    if way == 2 and space:
        author.tags.add("inline:smart tag")
        return f'<w:smartTag w:uri="x" w:element="place">{run(opening)}</w:smartTag>{run(space + rest)}'
    if way == 3:
        author.tags.add("inline:bookmark")
        return f'<w:bookmarkStart w:id="7" w:name="_GoBack"/>{run(text)}<w:bookmarkEnd w:id="7"/>'
    return run(text)


def with_inline(author: Author, text: str) -> Inline:
    """A text with something special in the middle of it."""
    words = text.split(" ")
    middle = author.random.randint(1, max(1, len(words) - 1))
    before, after = " ".join(words[:middle]), " ".join(words[middle:])
    kind = author.random.choice([*_INLINES])
    author.tags.add(f"inline:{kind}")
    xml, seen = _INLINES[kind](author)
    around = (run(before + " "), run((" " if after else "") + after))
    return around[0] + xml + around[1], " ".join(f"{before} {seen} {after}".split(" ")).replace(
        "  ", " "
    ).strip()


def _superscript(author: Author) -> Inline:
    look = '<w:vertAlign w:val="superscript"/>'
    if author.random.random() < 0.3:
        return run("om lag 10") + run("1", look) + run("2", look) + run(" ganger"), "om lag 10¹² ganger"
    return run("om lag 10") + run("6", look) + run(" timer"), "om lag 10⁶ timer"


def _subscript(_author: Author) -> Inline:
    return run("mindre CO") + run("2", '<w:vertAlign w:val="subscript"/>') + run(
        " enn før"
    ), "mindre CO₂ enn før"


def _no_break_hyphen(_author: Author) -> Inline:
    return "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>læring</w:t></w:r>", "e-læring"


def _soft_hyphen(_author: Author) -> Inline:
    return "<w:r><w:t>opplærings</w:t><w:softHyphen/><w:t>tilbud</w:t></w:r>", "opplæringstilbud"


def _no_break_space(_author: Author) -> Inline:
    return run("12\u00a0000 timer"), "12 000 timer"


def _inserted(author: Author) -> Inline:
    place = author.random.choice(texts.PLACES)
    return f"<w:ins {_CHANGE}>{run(f'også i {place}')}</w:ins>", f"også i {place}"


def _deleted(_author: Author) -> Inline:
    gone = run("kanskje ").replace("w:t ", "w:delText ").replace("/w:t>", "/w:delText>")
    return f"<w:del {_CHANGE}>{gone}</w:del>{run('trolig')}", "trolig"


def _moved(_author: Author) -> Inline:
    return (
        f"<w:moveFrom {_CHANGE}>{run('tidlig ')}</w:moveFrom><w:moveTo {_CHANGE}>{run('stadig')}</w:moveTo>",
        "stadig",
    )


def _control(author: Author) -> Inline:
    place = author.random.choice(texts.PLACES)
    return (
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(f'ved {place}')}</w:sdtContent></w:sdt>",
        f"ved {place}",
    )


def _emoji(author: Author) -> Inline:
    if author.random.random() < 0.5:
        return run("😀"), "😀"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>',
        "😊",
    )


def _alternative(_author: Author) -> Inline:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w16se">{run("slik")}</mc:Choice><mc:Fallback>{run("slik")}</mc:Fallback></mc:AlternateContent>',
        "slik",
    )


def _symbol(author: Author) -> Inline:
    code, sign = author.random.choice((("F0E0", "→"), ("F0FC", "✓")))
    return f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>', sign


def _field(author: Author) -> Inline:
    if author.random.random() < 0.5:
        return f'<w:fldSimple w:instr=" DOCPROPERTY Sted ">{run("i Fjordby")}</w:fldSimple>', "i Fjordby"
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = '<w:r><w:instrText xml:space="preserve"> REF _Ref1 \\h </w:instrText></w:r>'
    return marks[0] + instruction + marks[1] + run("figuren over") + marks[2], "figuren over"


def _link(author: Author) -> Inline:
    target = f"https://www.eksempel.no/{author.random.choice(texts.PLACES[:3]).lower()}"
    if author.random.random() < 0.4:
        marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
        instruction = f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{target}" </w:instrText></w:r>'
        return marks[0] + instruction + marks[1] + run("omtalen av opplegget") + marks[
            2
        ], f"[omtalen av opplegget]({target})"
    words = author.random.choice(("omtalen av opplegget", target))
    xml = f'<w:hyperlink r:id="{author.document.link(target)}">{run(words, _LINKED)}</w:hyperlink>'
    return xml, target if words == target else f"[{words}]({target})"


def _equation(_author: Author) -> Inline:
    parts = "".join(
        f"<m:{part}><m:r><m:t>{digit}</m:t></m:r></m:{part}>" for part, digit in (("num", "1"), ("den", "2"))
    )
    return f"<m:oMath><m:f>{parts}</m:f></m:oMath>", "1/2"


def _spelling(_author: Author) -> Inline:
    return '<w:proofErr w:type="spellStart"/>' + run("uten") + run(
        "forskjell"
    ) + '<w:proofErr w:type="spellEnd"/>', "utenforskjell"


def _footnote(author: Author) -> Inline:
    text = texts.sentence(author.random)
    author.named.append(text)
    return author.document.note(text), ""


def _comment(author: Author) -> Inline:
    text = texts.sentence(author.random)
    author.named.append(text)
    return author.document.comment(text), ""


def _struck(author: Author) -> Inline:
    text = texts.item(author.random)
    author.named.append(text)
    return run(text + " ", author.random.choice(("<w:strike/>", "<w:dstrike/>"))), ""


def _hidden(author: Author) -> Inline:
    text = texts.item(author.random)
    author.named.append(text)
    return run(text + " ", author.random.choice(("<w:vanish/>", '<w:rStyle w:val="Skjult"/>'))), ""


def _picture(author: Author) -> Inline:
    author.scattered.append("bilde")
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="100" cy="100"/><wp:docPr id="1" name="Bilde 1"/></wp:inline></w:drawing></w:r>',
        "",
    )


def text_box(author: Author) -> str:
    """A run with a box beside the text, as Word writes it: in two ways, for new programs and old ones."""
    text = texts.sentence(author.random)
    author.named.append(text)
    box = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData uri="{"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"}"><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'


def _text_box(author: Author) -> Inline:
    return text_box(author), ""


_INLINES: dict[str, Callable[[Author], Inline]] = {
    "superscript": _superscript,
    "subscript": _subscript,
    "no-break hyphen": _no_break_hyphen,
    "soft hyphen": _soft_hyphen,
    "no-break space": _no_break_space,
    "inserted": _inserted,
    "deleted": _deleted,
    "moved": _moved,
    "content control": _control,
    "emoji": _emoji,
    "alternative": _alternative,
    "symbol": _symbol,
    "field": _field,
    "link": _link,
    "equation": _equation,
    "spelling mark": _spelling,
    "footnote": _footnote,
    "comment": _comment,
    "struck": _struck,
    "hidden": _hidden,
    "picture": _picture,
    "text box": _text_box,
}
