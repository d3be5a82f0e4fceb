"""What moves a score, over all leads."""

from training.card.facts import Facts
from training.card.figures.matters import SAMPLE
from training.card.page.figure import Sheet, figure, pictures, section
from training.card.page.html import Html, tag
from training.card.pictures.matters import MOST_SHOWN, matters_picture
from training.card.words import Words


def matters(facts: Facts, words: Words) -> Html:
    """Fields by how far they move a lead, the furthest first."""
    moving = [weight for weight in facts.weights if weight.points > 0]
    if not moving:
        return section(words("matters"), tag("p", words("matters_nothing")))
    labels = labels_of(facts, words)
    named = [labels[weight.field] for weight in moving]
    decimal = words.numbers.decimal
    sampled = words.numbers.whole(min(SAMPLE, len(facts.data.won)))
    drawn = figure(
        matters_picture(moving[:MOST_SHOWN], named[:MOST_SHOWN], words),
        words("matters_message", field=named[0], points=decimal(moving[0].points, 1)),
        [words("matters_note", leads=sampled)],
        [],
        Sheet(
            ("head_field", "head_points"),
            [(labels[weight.field], decimal(weight.points)) for weight in facts.weights],
        ),
        words,
    )
    return section(words("matters"), pictures(drawn))


def labels_of(facts: Facts, words: Words) -> dict[str, str]:
    """What each field that it reads is called, by the name that factors give it."""
    return {
        field.name.removeprefix("lead."): words.field(field.name, field.label) for field in facts.data.fields
    }
