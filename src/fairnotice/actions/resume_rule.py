"""Take a paused rule up again: its owner does, by name and with public reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from fairnotice.actions.case_letters import Said
from fairnotice.actions.rules import open_cases_under
from fairnotice.actions.taking_steps import due_after_the_stop, locked, take
from fairnotice.cases.events import ProvisionResumed
from fairnotice.cases.refusals import ReasonsNeeded
from fairnotice.cases.stages import Who
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.people import Person
from fairnotice.ledger.rules import RulePause


class NotTheOwner(Refusal):
    """Refuse to take a rule up for somebody else."""

    code: ClassVar[str] = "not_the_rule_owner"

    def __init__(self, *, owner: str) -> None:
        super().__init__(f"{owner or 'The owner of the rule'} answers for this rule and takes it up again, or nobody.")
        self.owner = owner


class NotPaused(Refusal):
    """Refuse to take up what is not paused, or was given up."""

    code: ClassVar[str] = "rule_not_paused"

    def __init__(self) -> None:
        super().__init__("This rule is not paused: it was taken up again, or given up for good.")


@dataclass(frozen=True, slots=True)
class ResumeRule:
    """Who takes which pause back, and why."""

    pause_id: int
    owner_id: int
    reasons: str


@transaction.atomic
def resume_rule(command: ResumeRule, *, now: datetime) -> None:
    """
    Let the rule, and each case under it, go on; accounts get back all the time they had left.

    Raises:
        NotPaused: it is not paused any more.
        NotTheOwner: the policy names somebody else.
        ReasonsNeeded: nothing was written down.
    """
    pause = RulePause.objects.select_for_update().get(pk=command.pause_id)
    if pause.resumed_at is not None or pause.retired_at is not None or now >= pause.retire_by:
        raise NotPaused
    person = Person.objects.get(pk=command.owner_id)
    if not may_resume(person, pause.owner):
        raise NotTheOwner(owner=pause.owner)
    if not command.reasons.strip():
        raise ReasonsNeeded
    pause.resumed_at, pause.resumed_by, pause.reasons = now, person, command.reasons.strip()
    pause.save(update_fields=["resumed_at", "resumed_by", "reasons"])
    for case in open_cases_under(pause.policy_id, pause.provision_id):
        _resume_case(case.pk, command, now=now)


def may_resume(person: Person, owner: str) -> bool:
    """Say whether a person answers for a rule: by name, or as an analyst where the policy names nobody of the staff."""
    if person.role and person.name == owner:
        return True
    known = Person.objects.filter(name=owner, is_active=True).exclude(role="").exists()
    return not known and person.role == Person.Role.ANALYST


def _resume_case(case_id: UUID, command: ResumeRule, *, now: datetime) -> None:
    """Let one case go on."""
    docket, policy = locked(case_id)
    if docket.case.pause is None:
        return
    until = None if docket.case.questions else due_after_the_stop(docket, policy, now=now)
    step = ProvisionResumed(at=now, by=Who.OWNER, person=command.owner_id, reasoned=True, goes_on_until=until)
    take(docket, step, actor=command.owner_id, now=now, said=Said(text=command.reasons))
