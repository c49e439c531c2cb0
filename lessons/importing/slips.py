"""One-byte slips: passages of GBK text that were read one byte off, and what they were.

A replacement of full-width marks on bytes, or a lost byte, leaves half a character; a decoder
shows it as "?" or drops it and pairs every following byte with its neighbour, until a one-byte
character lets it fall into step again. Pairs that are no character are dropped on the way.
"""

from __future__ import annotations

from lessons.importing import pairs
from lessons.importing.language import Language, as_known
from lessons.importing.likelihood import (
    Edge,
    Edges,
    Limit,
    Node,
    Reading,
    TooLong,
    best_readings,
    edges_by_character,
    likelihood,
)
from lessons.importing.oddity import Suspicion, is_odd, is_strange, suspicious_spans
from lessons.importing.outline import Damage, Proposal, Span

_SHIFTED, _GAP, _MARK, _LETTER, _PLAIN = range(5)  # kinds of nodes, in the order they are visited

# Costs are decimal logarithms of how often each accident happens, by rule of thumb.
_SLIP = -4.0
_SLIP_UNSEEN = -7.0  # nothing stands for the lost byte
_SWALLOWED = -2.0  # one "?" stands for the half character and the mark after it
_MARK_HIT = -0.3  # the character that lost a byte is most often a mark
_OTHER_HIT = -2.5
_OTHER_HIT_SIGNED = -1.0  # a mark follows the "?": it was put across the border of any two
_DROPPED = 0.0
_MARKED_DROP = 0.5
_NORMALISED = -0.7
_STEP_LOST = -2.0  # the last half character vanished without a trace
_STEP_SHOWN = -0.5
_FOREIGN = -0.6  # a guessed character that the lesson uses nowhere else
_BOTH_LOST = -0.5
_STRANGE = -4.0
_CLOSING = 0.3  # before a line end
_NOT_CLOSING = -2.0
_UNBALANCED = -1.5
_LOST = "?\ufffd"
_PAIRS = ("“”", "《》", "（）", "「」", "‘’")
_CONTEXT = 10
_PROPOSALS = 6
_LEAST_GAIN = 1.0
_SHORT = 4
_LEAST_GAIN_VAGUE = 2.5  # so few characters between two "?" may as well be questions
_UNLIKELY = -2.9  # per character, of the least likely few behind a sign
_MOST_STEPS = 500_000  # words looked at; most slips take two to twenty thousand
_MOST_FRUITLESS = 150_000  # a line misread to its end may take as many
_ASCII_MARKS = dict(zip("，：；？！（）", ",:;?!()", strict=True))
# Full-width marks that get replaced by ASCII ones, as first byte → second bytes.
_REPLACED_MARKS = "，。、；：？！“”‘’《》（）　"
_REPLACED = [pairs.bytes_of(mark) for mark in _REPLACED_MARKS]
_MARKS_BEFORE_GAP = [
    (mark, pairs.alike(both[1]))
    for mark, both in zip(_REPLACED_MARKS, _REPLACED, strict=True)
    if both and pairs.alike(both[1])
]
_MARKS_BY_LEAD = {
    lead: frozenset(both[1] for both in _REPLACED if both and both[0] == lead)
    for lead in (0xA1, 0xA3)
}


class SlipGraph:
    """Every way a passage may have read before a slip, as edges between nodes.

    A node is (offset, kind, byte): plain text at an offset, or text one byte off with a byte
    still waiting for its other half.
    """

    def __init__(self, text: str, start: int, end: int, own: frozenset[str]) -> None:
        self._text = text
        self._end = end
        self._own = own
        self._known: dict[Node, Edges] = {}
        self.start: Node = (start, _PLAIN, 0)
        self.end: Node = (end, _PLAIN, 0)

    def edges(self, node: Node) -> Edges:
        known = self._known.get(node)
        if known is None:
            at, kind, byte = node
            known = self._known[node] = edges_by_character(
                self._from_plain(at)
                if kind == _PLAIN
                else self._from_letter(at, byte)
                if kind == _LETTER
                else self._from_gap(at, byte)
                if kind == _GAP
                else self._leads(at, _MARKS_BY_LEAD[byte])
                if kind == _MARK
                else self._from_shifted(at, byte)
            )
        return known

    def _edge(self, character: str, target: Node, cost: float) -> Edge:
        if character not in self._own:
            cost += _STRANGE if is_strange(character) else _FOREIGN
        return Edge(character, as_known(character), target, cost)

    def _from_plain(self, at: int) -> list[Edge]:
        if at >= self._end:
            return []
        character = self._text[at]
        found = [Edge(character, as_known(character), (at + 1, _PLAIN, 0), 0.0)]
        if character in _LOST:
            found += self._begin(at + 1, _SLIP)
            found += self._begin_swallowed(at + 1)
        elif any(
            is_odd(near) or is_strange(near) for near in self._text[at : min(at + 3, self._end)]
        ):
            found += self._begin(at, _SLIP_UNSEEN)
        return found

    def _begin(self, at: int, cost: float) -> list[Edge]:
        """The lost byte was the first half of a character whose second half stands next."""
        found = []
        for unit, unit_cost in self._units(at):
            target = (at + len(unit.shown), _SHIFTED, unit.trail)
            for _lead, character in pairs.with_trail(unit.lead):
                other = _OTHER_HIT if unit.is_exact else _OTHER_HIT_SIGNED
                hit = _MARK_HIT if character in _REPLACED_MARKS else other
                found.append(self._edge(character, target, cost + hit + unit_cost))
        if at < self._end and self._text[at] != "\n":
            found += [
                self._edge(mark, (at, _GAP, trail), cost + _MARK_HIT + _DROPPED)
                for mark, trail in _MARKS_BEFORE_GAP
            ]
        return found

    def _begin_swallowed(self, at: int) -> list[Edge]:
        """One sign stands for the lost first half and for the mark that replaced the border."""
        return [
            self._edge(character, (at, _MARK, trail), _SLIP + _OTHER_HIT + _SWALLOWED)
            for trail in _MARKS_BY_LEAD
            for _lead, character in pairs.with_trail(trail)
        ]

    def _from_shifted(self, at: int, byte: int) -> list[Edge]:
        found = self._in_step(at, byte)
        for unit, unit_cost in self._units(at):
            character = pairs.pair(byte, unit.lead)
            after = at + len(unit.shown)
            if character is None:
                continue
            found.append(self._edge(character, (after, _SHIFTED, unit.trail), unit_cost))
            if 0x40 <= unit.trail < 0x7F and unit.is_exact:
                found.append(self._edge(character, (after, _LETTER, unit.trail), -0.5))
        if at < self._end and self._text[at] != "\n":
            marked = self._text[at] in _LOST
            for trail, character in pairs.before_gap(byte):
                found.append(self._edge(character, (at, _GAP, trail), _DROPPED))
                if marked:
                    found.append(self._edge(character, (at + 1, _GAP, trail), _MARKED_DROP))
        return found

    def _in_step(self, at: int, byte: int) -> list[Edge]:
        """Ways the passage falls into step again before the character at `at`."""
        character = self._text[at] if at < self._end else "\n"
        found = []
        if at < self._end and "@" <= character <= "~":
            whole = pairs.pair(byte, ord(character))
            if whole is not None:
                found.append(self._edge(whole, (at + 1, _PLAIN, 0), 0.0))
        if at < self._end and character in _LOST:
            target, cost = (at + 1, _PLAIN, 0), _STEP_SHOWN
            character = self._text[at + 1] if at + 1 < self._end else "\n"
        elif character < "@":
            target, cost = (at, _PLAIN, 0), _STEP_LOST
        else:
            return found
        closes = character == "\n"
        for _trail, whole in pairs.with_lead(byte):
            found.append(
                self._edge(whole, target, cost + (_before_line_end(whole) if closes else 0))
            )
        return found

    def _from_gap(self, at: int, byte: int) -> list[Edge]:
        """After a dropped pair: its second byte is the first half of the next character."""
        leads = pairs.unreadable_trails(byte)
        found = self._leads(at, leads)
        if at < self._end and "@" <= self._text[at] <= "~":
            found += [
                self._edge(whole, (at + 1, _PLAIN, 0), 0.0)
                for lead, whole in pairs.with_trail(ord(self._text[at]))
                if lead in leads
            ]
        if at < self._end and self._text[at] in _LOST:
            found += [
                self._edge(whole, (at + 1, _PLAIN, 0), _STEP_SHOWN + _BOTH_LOST)
                for whole in pairs.after_gap(byte)
            ]
        return found

    def _leads(self, at: int, leads: frozenset[int]) -> list[Edge]:
        """Characters whose first byte is one of these and whose second stands next."""
        return [
            self._edge(character, (at + len(unit.shown), _SHIFTED, unit.trail), unit_cost)
            for unit, unit_cost in self._units(at)
            for lead, character in pairs.with_trail(unit.lead)
            if lead in leads
        ]

    def _from_letter(self, at: int, byte: int) -> list[Edge]:
        return [Edge(chr(byte), chr(byte), (at, _PLAIN, 0), 0.0)]

    def _units(self, at: int) -> list[tuple[pairs.Unit, float]]:
        """The pairs of bytes the next characters may have been."""
        if at >= self._end:
            return []
        character = self._text[at]
        found = []
        known = pairs.bytes_of(character)
        if known is not None:
            found.append((pairs.Unit(character, *known, is_exact=True), 0.0))
        for shown in pairs.normalised_starts().get(character, ()):
            if self._text.startswith(shown, at) and at + len(shown) <= self._end:
                for unit in pairs.normalised_units()[shown]:
                    found.append((unit, _NORMALISED))
        return found


def _before_line_end(character: str) -> float:
    return (
        _CLOSING
        if character in "。！？；：”」"
        else _NOT_CLOSING
        if character in "，、“「《（"
        else 0.0
    )


def find_slips(text: str) -> list[Damage]:
    """Damage of kind slip, in order; loads the word table only where something looks wrong.

    A file in which close looks find nothing is soon believed: it is no slip that it is odd.
    """
    spans = suspicious_spans(text)
    if not spans:
        return []
    found: list[Damage] = []
    language = Language(text, [(span.start, span.end) for span in spans])
    total, fruitless = _MOST_STEPS, _MOST_FRUITLESS
    for span in spans:
        if total <= 0 or fruitless <= 0:
            break
        if not any(_is_unlikely(text, at, language) for at in span.signs):
            continue
        allowed = min(total, fruitless)
        limit = Limit(allowed)
        repaired = _repaired(text, span, language, limit)
        found += repaired
        total -= allowed - limit.steps
        if not repaired:
            fruitless -= allowed - limit.steps
    return found


def _repaired(text: str, span: Suspicion, language: Language, limit: Limit) -> list[Damage]:
    graph = SlipGraph(text, span.start, span.end, language.characters)
    try:
        readings = best_readings(graph.edges, graph.start, graph.end, language, 1, limit)
        places = _repaired_spans(readings[0], span.start) if readings else []
        damages = [_damage(text, place, language, limit) for place in places]
    except TooLong:
        return []
    return [damage for damage in damages if damage is not None]


def _is_unlikely(text: str, sign: int, language: Language) -> bool:
    """Whether the characters behind a sign are no ordinary words; a quick look."""
    line_end = text.find("\n", sign)
    window = text[sign + 1 : min(sign + 9, len(text) if line_end < 0 else line_end)]
    return any(
        likelihood(window[:length], language) < _UNLIKELY * length
        for length in range(2, len(window) + 1)
    )


def _repaired_spans(reading: Reading, start: int) -> list[Span]:
    """The parts of the passage which the reading changes."""
    spans: list[Span] = []
    at, begun = start, None
    for _character, (offset, kind, _byte) in reading.steps:
        if kind != _PLAIN and begun is None:
            begun = at
        elif kind == _PLAIN and begun is not None:
            spans.append((begun, offset))
            begun = None
        at = offset
    return spans


def _damage(text: str, span: Span, language: Language, limit: Limit) -> Damage | None:
    start, end = max(0, span[0] - _CONTEXT), min(len(text), span[1] + _CONTEXT)
    graph = SlipGraph(text, start, end, language.characters)
    readings = best_readings(graph.edges, graph.start, graph.end, language, _PROPOSALS, limit)
    afters: dict[str, float] = {}
    for reading in readings:
        after = _between(reading, span, start)
        if after is not None:
            afters.setdefault(after, reading.score + _UNBALANCED * _open_pairs(text, span, after))
    before = text[span[0] : span[1]]
    as_read = likelihood(text[start:end], language)
    gains = [(after, score - as_read) for after, score in afters.items() if after != before]
    gains.sort(key=lambda gain: -gain[1])
    is_vague = before[-1] in _LOST and len(before) <= _SHORT
    if not gains or gains[0][1] < (_LEAST_GAIN_VAGUE if is_vague else _LEAST_GAIN):
        return None
    weights = [10 ** (gain - gains[0][1]) for _after, gain in gains]
    proposals = tuple(
        Proposal(_as_written(after, language), round(weight / sum(weights), 3))
        for (after, _gain), weight in zip(gains, weights, strict=True)
    )
    return Damage("slip", span[0], span[1], before, proposals)


def _open_pairs(text: str, span: Span, after: str) -> int:
    """How many quotation marks and brackets of the line stay without their other half."""
    first = text.rfind("\n", 0, span[0]) + 1
    last = text.find("\n", span[1])
    line = text[first : span[0]] + after + text[span[1] : len(text) if last < 0 else last]
    line = line.replace("(", "（").replace(")", "）")
    return sum(abs(line.count(pair[0]) - line.count(pair[1])) for pair in _PAIRS)


def _between(reading: Reading, span: Span, start: int) -> str | None:
    """What the reading puts in place of the span; None when it does not stop at its ends."""
    at: dict[Node, int] = {(start, _PLAIN, 0): 0}
    for index, (_character, node) in enumerate(reading.steps):
        at[node] = index + 1
    first, last = at.get((span[0], _PLAIN, 0)), at.get((span[1], _PLAIN, 0))
    return reading.text[first:last] if first is not None and last is not None else None


def _as_written(after: str, language: Language) -> str:
    """Marks in the width the rest of the lesson uses."""
    used = language.characters
    is_narrow = bool(used & set(_ASCII_MARKS.values())) and not used & set(_ASCII_MARKS)
    return "".join(
        _ASCII_MARKS[each]
        if each in _ASCII_MARKS and (is_narrow or (each not in used and _ASCII_MARKS[each] in used))
        else each
        for each in after
    )
