"""What is asked at the door: an address, then the code that was sent there."""

from __future__ import annotations

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django.core.validators import validate_email

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.sign_in.admission import admit_by_email


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Ask for an e-mail address; whoever the marketplace's facts know is admitted, anybody else sees no difference."""

    def clean_email(self) -> str:
        """Admit the person behind the address, if there is one, then go on as for everybody."""
        email = str(self.cleaned_data["email"])
        validate_email(email)
        admit_by_email(email, now=now())
        return str(super().clean_email())


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """Ask for the code; spaces and small letters are fine, and a wrong one says what to do."""

    def clean_code(self) -> str:
        """Return the code as it was sent."""
        return str(super().clean_code())
