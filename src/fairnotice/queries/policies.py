"""Which policy a command means when nobody names one."""

from __future__ import annotations

from importlib.resources import files

from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Policy

EXAMPLE = "marketplace-quality.yaml"


def published_policy() -> Policy | None:
    """Return the policy that was published last, or None before any was."""
    version = PolicyVersion.objects.order_by("-recorded_at", "-version").first()
    return version.rulebook if version else None


def version_on_record(policy_id: str) -> Policy | None:
    """Return the newest version of one policy, or None before any was published."""
    version = PolicyVersion.objects.filter(policy_id=policy_id).order_by("version").last()
    return version.rulebook if version else None


def packaged_policy_text() -> str:
    """Return the text of the example policy, which is packed with every installation."""
    return (files("fairnotice.policy") / "examples" / EXAMPLE).read_text(encoding="utf-8")


def packaged_policy() -> Policy:
    """Return the example policy that every installation carries."""
    return read_policy(packaged_policy_text(), source=EXAMPLE)
