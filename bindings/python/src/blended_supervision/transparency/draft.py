"""What a policy pack and a trail can say in an Algorithmic Transparency Recording Standard record.

Headings follow template v4.0 of the standard (Government Digital Service), which new records have used since August
2025; its numbers stand here as published records have them: 3.2 is 2.3.2 in the template, whose tier 2 all of them are
in. The template itself was not at hand. Compared with a table of fields of v4.0 that others took from it, and with
headings of published records, were tier 1, 1.1 to 1.4, 2.1, 3.2, 3.5, 4.1.2, 4.1.3, 4.1.5, 4.2.2, 4.2.7, 4.3.1, 4.3.4,
4.4.2, 5.1 and 5.2. The rest of sections 1 and 2 was compared with template v3.0. How many fields there are agrees with
published records of v4.0: 51, of them five on third parties, eight on the model and nine on development data.
`UNCHECKED` is what is from memory, as are the names of sections 3 and 4.

What stands under them is written from the pack; where only people can know, it is said who.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

#: Sections of the template, by the part of a field's number that stands before the point; tier 1 has no numbers.
SECTIONS: Final = {
    "": "Tier 1: Overview",
    "1": "Tier 2: Owner and Responsibility",
    "2": "Tier 2: Description and Rationale",
    "3": "Tier 2: Deployment Context",
    "4": "Tier 2: Tool Specification",
    "5": "Tier 2: Risks, Mitigations and Impact Assessments",
}

#: Fields whose name and number could be compared with nothing.
UNCHECKED: Final = (
    *("3.1", "3.3", "3.4", "4.1.1", "4.1.4", "4.2.1", "4.2.3", "4.2.4", "4.2.5", "4.2.6", "4.2.8"),
    *("4.3.2", "4.3.3", "4.3.5", "4.3.6", "4.3.7", "4.3.8", "4.3.9", "4.4.1", "4.4.3", "4.4.4", "4.4.5"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record."""

    number: str
    """As in the template: `"3.2"`; empty in tier 1."""
    name: str
    paragraphs: tuple[str, ...] = ()
    """What the pack and the trail say."""
    items: tuple[str, ...] = ()
    """A list after that."""
    who: str | None = None
    """Who can say what is open; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what a trail holds. It names nobody."""

    kinds: Mapping[str, int]
    by_policy: int
    """Advices by the policy of the record."""
    first: date | None
    last: date | None


_KINDS: Final = (
    ("cannot", "limits: what cannot be"),
    ("principles", "principles: what is restricted, or needs approval"),
    ("factors", "factors: what weighs for and against modes"),
    ("cadence", "cadence rules: how the mixture must look over time"),
    ("safeguards", "safeguards: what to ask or do when a mode is used"),
    ("integrity", "integrity rules: facts that cannot hold together"),
    ("suspensions", "suspensions: rules that are set aside for a time"),
)

_OF_DEVELOPMENT_DATA: Final = {
    "4.3.2": "Data modality",
    "4.3.3": "Data quantities",
    "4.3.4": "Sensitive attributes",
    "4.3.5": "Data completeness and representativeness",
    "4.3.6": "Data cleaning",
    "4.3.7": "Data collection",
    "4.3.8": "Data access and storage",
    "4.3.9": "Data sharing agreements",
}

_OWNER: Final = "the organisation that deploys the tool"
_PRODUCT: Final = "the product team that builds it in"
_POLICY: Final = "the policy's owner"
_DATA: Final = "the data protection officer"
_BUYER: Final = "the commercial lead"


def draft(described: Mapping[str, Any], digest: str, regions: Sequence[str], counts: Counts | None) -> list[Field]:
    """All fields, in the order of the template.

    Args:
        described: A selected policy, in its canonical form.
        digest: Its digest.
        regions: Those for which the packs hold a policy; empty where only the selected one is known.
        counts: What the trail holds; None where none is given.
    """
    return [
        *_overview(described),
        *_owner(),
        *_rationale(described),
        *_deployment(described, digest, counts),
        *_specification(described, digest, regions),
        *_risks(described),
    ]


def _en(words: Mapping[str, str]) -> str:
    return words["en"]


def _overview(policy: Mapping[str, Any]) -> Iterable[Field]:
    modes = ", ".join(_en(mode["label"]) for mode in policy["modes"])
    yield Field("", "Name", (f"Blended Supervision, by the policy “{_en(policy['title'])}”, {policy['version']}",))
    yield Field(
        "",
        "Description",
        (
            "For a planned contact with a person on probation, the tool advises the practitioner which mode of contact "
            f"fits: {modes}. It gives its reasons, what is still to be asked, and what to do when a mode is used.",
            "It applies written rules to what is known of the case. It is not trained on data, predicts nothing about "
            "the person, and requires nothing: it advises, and a named person decides.",
        ),
        who=f"{_POLICY}: why the service uses it, in a sentence for the public",
    )
    yield Field("", "Website URL", who=_OWNER)
    yield Field("", "Contact email", who=_OWNER)


def _owner() -> Iterable[Field]:
    yield Field("1.1", "Organisation or department", who=_OWNER)
    yield Field("1.2", "Team", who=_OWNER)
    yield Field("1.3", "Senior responsible owner", who=_OWNER)
    yield Field("1.4", "Third party involvement", who=_BUYER)
    yield Field("1.4.1", "Third party", who=_BUYER)
    yield Field("1.4.2", "Companies House number", who=_BUYER)
    yield Field("1.4.3", "Third party role", who=_BUYER)
    yield Field("1.4.4", "Procurement procedure type", who=_BUYER)
    yield Field("1.4.5", "Third party data access terms", who=f"{_BUYER} and {_DATA}")


def _rationale(policy: Mapping[str, Any]) -> Iterable[Field]:
    counted = [f"{len(rules)} {called}{_bases(rules)}" for key, called in _KINDS if (rules := policy.get(key))]
    yield Field(
        "2.1",
        "Detailed description",
        (
            f"Status of the policy, as its pack says: {policy['status']}. {_en(policy['statement'])}",
            "For each mode the rules say whether it cannot be used, is not permitted, needs approval or is permitted, "
            "whether it counts as supervision, and how well it suits. The permitted mode that suits best is advised "
            "first; those about as good are named with it. Convenience never outweighs safety. What is not known is "
            "never taken for “no”: the advice says when an unknown fact could change it, and asks.",
            f"The policy has {sum(len(policy.get(key) or ()) for key, _ in _KINDS)} rules:",
        ),
        tuple(counted),
    )
    yield Field("2.2", "Benefits", who=_POLICY)
    yield Field("2.3", "Previous process", who=_POLICY)
    yield Field("2.4", "Alternatives considered", who=_POLICY)


def _bases(rules: Iterable[Mapping[str, Any]]) -> str:
    bases = Counter(rule["basis"] for rule in rules if rule.get("basis"))
    told = ", ".join(f"{count} on {basis}" for basis, count in sorted(bases.items()))
    return f" ({told})" if told else ""


def _deployment(policy: Mapping[str, Any], digest: str, counts: Counts | None) -> Iterable[Field]:
    approvers = ", ".join(_en(approver["label"]) for approver in policy["approvers"])
    yield Field(
        "3.1",
        "Integration into broader operational process",
        (
            "The tool is a part of the product in which practitioners plan contacts. It reads the case from that "
            "product, shows its advice there, and can keep a record of what was advised, decided, approved and came "
            "of it.",
            f"Where it can advise no mode, it refers the practitioner to: {policy['refer']['role']}.",
        ),
        who=f"{_PRODUCT}: where in the work the advice is shown",
    )
    yield Field(
        "3.2",
        "Human review",
        (
            "A named person decides on each contact. They may depart from the advice, and give one of these reasons; "
            "neither a note nor a stop keeps them from deciding.",
            f"Approval, where a rule asks for it, is given by: {approvers or 'nobody in this policy'}. Nobody approves "
            "their own decision. A decision outside policy is recorded as that.",
        ),
        tuple(_en(code["label"]) for code in policy["reason_codes"]),
    )
    yield Field("3.3", "Frequency and scale of usage", _usage(digest, counts), who=None if counts else _PRODUCT)
    yield Field("3.4", "Required training", who=f"{_POLICY} and {_PRODUCT}")
    yield Field(
        "3.5",
        "Appeals and review",
        (
            "Where a trail is kept, what was advised, decided and approved about a person can be shown as a timeline. "
            "The advice can be given again from its stored input, to the byte, and whether the trail is whole can be "
            "verified by an outsider.",
        ),
        who=f"{_OWNER}: how a person can ask for a decision to be looked at again",
    )


def _usage(digest: str, counts: Counts | None) -> tuple[str, ...]:
    if counts is None:
        return ()
    kinds = counts.kinds
    period = f"From {counts.first} to {counts.last}" if counts.first else "So far"
    return (
        f"{period} the trail holds {kinds['ADVICE']:,} advices (of them {counts.by_policy:,} by this policy, "
        f"{digest[:12]}), {kinds['DECISION']:,} decisions, {kinds['APPROVAL']:,} approvals or refusals and "
        f"{kinds['OUTCOME']:,} outcomes.",
    )


def _specification(policy: Mapping[str, Any], digest: str, regions: Sequence[str]) -> Iterable[Field]:
    yield Field(
        "4.1.1",
        "System architecture",
        (
            "A library (C++) within the product: it opens no network connection and reads no clock to advise. A policy "
            "pack holds the rules, a mapping says how a case of the product is read, and a trail keeps records in an "
            "append-only log of which each entry can be proved.",
        ),
        who=f"{_PRODUCT}: the product around it",
    )
    facts = tuple(_en(fact["label"]) for fact in policy["facts"])
    yield Field("4.1.2", "System-level input", (f"The {len(facts)} facts that the policy knows:",), facts)
    yield Field(
        "4.1.3",
        "System-level output",
        (
            "Modes of contact, each with its permission, whether it counts, how well it suits and the rules with their "
            "sources; the mode advised first; questions; safeguards; and whether a note or a stop is shown.",
        ),
    )
    overlays = ", ".join(f"{each['id']} {each['version']}" for each in policy["overlays"])
    yield Field(
        "4.1.4",
        "Maintenance",
        (
            f"Policy {policy['id']}, version {policy['version']}, in force from {policy['from']}"
            + (f" until {policy['until']}" if policy["until"] else "")
            + f"; overlays: {overlays or 'none'}; digest {digest}.",
            f"Region of this record: {policy['region']['id'] if policy['region'] else 'the nation alone'}."
            + (f" Regions with a policy in the packs: {', '.join(regions)}." if regions else ""),
            "Versions can be compared rule by rule, and what a draft would change for a caseload is counted "
            "beforehand.",
        ),
        who=f"{_POLICY}: who reviews it, and how often",
    )
    yield Field("4.1.5", "Models", ("None that is learned from data. One set of written rules, described next.",))
    yield Field("4.2.1", "Model name", (_en(policy["title"]),))
    yield Field("4.2.2", "Model version", (f"{policy['version']}, digest {digest}",))
    yield Field("4.2.3", "Model task", ("To put modes of contact in order for one contact, with reasons.",))
    yield Field("4.2.4", "Model input", ("See 4.1.2. Each fact may be unknown.",))
    yield Field("4.2.5", "Model output", ("See 4.1.3.",))
    yield Field("4.2.6", "Model architecture", ("Rules, three-valued logic and whole-number weights; see 2.1.",))
    yield Field(
        "4.2.7",
        "Model performance",
        (
            "No accuracy is claimed: the tool predicts nothing that could be measured against an outcome. Reports "
            "from the "
            "trail show how often practitioners followed the advice, why they departed, and what was recorded "
            "afterwards.",
        ),
        who=f"{_POLICY}: how it was tested, and what an evaluation found",
    )
    yield Field("4.2.8", "Datasets and their purposes", ("None: nothing is trained.",))
    sources = tuple(
        sorted({rule["source"] for key, _ in _KINDS for rule in policy.get(key) or () if rule.get("source")})
    )
    yield Field(
        "4.3.1",
        "Development data description",
        ("None: nothing is trained. The rules rest on these sources, as the pack names them:",),
        sources,
    )
    for number, name in _OF_DEVELOPMENT_DATA.items():
        yield Field(number, name, ("There is no development data: see 4.3.1.",))
    yield Field(
        "4.4.1", "Data sources", ("The case as the product holds it, and the practitioner's answers.",), who=_PRODUCT
    )
    yield Field(
        "4.4.2",
        "Sensitive attributes",
        ("All facts of 4.1.2 are about people on probation.",),
        who=f"{_DATA}: which of them are special category or criminal offence data",
    )
    yield Field(
        "4.4.3",
        "Data processing methods",
        (
            "A mapping turns the product's fields into facts. A code that it does not know becomes unknown, and is "
            "said.",
        ),
    )
    yield Field(
        "4.4.4", "Data access and storage", who=f"{_PRODUCT} and {_DATA}: who has access, and how long it is kept"
    )
    yield Field("4.4.5", "Data sharing agreements", who=_DATA)


def _risks(policy: Mapping[str, Any]) -> Iterable[Field]:
    yield Field(
        "5.1",
        "Impact assessments",
        who=f"{_DATA} and {_POLICY}: data protection impact assessment, equality impact assessment, legal basis",
    )
    needed = sum(1 for safeguard in policy["safeguards"] if safeguard["must"])
    yield Field(
        "5.2",
        "Risks and mitigations",
        (
            "Built in: advice names the rules and sources it rests on; unknown facts are asked and never taken for "
            f"“no”; convenience cannot outweigh a risk; {needed} safeguards are marked as needed when a mode is used; "
            "departures and approvals are recorded; access needs are shown in reports, so that a service can see "
            "whom it may be failing.",
        ),
        who=f"{_OWNER}: its own assessment of the risks, and who has signed it off",
    )
