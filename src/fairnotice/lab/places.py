"""Where people of a simulated marketplace live, and what they are called there."""

from __future__ import annotations

import numpy as np

PLACES: tuple[tuple[str, str, str, float], ...] = (
    # country, time zone, language, share
    ("US", "America/New_York", "en", 9),
    ("US", "America/Chicago", "en", 5),
    ("US", "America/Los_Angeles", "en", 6),
    ("CA", "America/Toronto", "en", 4),
    ("BR", "America/Sao_Paulo", "pt", 4),
    ("AR", "America/Argentina/Buenos_Aires", "es", 3),
    ("CO", "America/Bogota", "es", 2),
    ("MX", "America/Mexico_City", "es", 3),
    ("GB", "Europe/London", "en", 6),
    ("IE", "Europe/Dublin", "en", 1),
    ("PT", "Europe/Lisbon", "pt", 3),
    ("ES", "Europe/Madrid", "es", 4),
    ("FR", "Europe/Paris", "fr", 4),
    ("DE", "Europe/Berlin", "de", 5),
    ("PL", "Europe/Warsaw", "pl", 4),
    ("RO", "Europe/Bucharest", "ro", 2),
    ("GR", "Europe/Athens", "el", 1),
    ("TR", "Europe/Istanbul", "tr", 2),
    ("EG", "Africa/Cairo", "ar", 2),
    ("NG", "Africa/Lagos", "en", 3),
    ("KE", "Africa/Nairobi", "en", 3),
    ("ZA", "Africa/Johannesburg", "en", 2),
    ("AE", "Asia/Dubai", "ar", 1),
    ("PK", "Asia/Karachi", "ur", 5),
    ("IN", "Asia/Kolkata", "en", 9),
    ("BD", "Asia/Dhaka", "bn", 4),
    ("VN", "Asia/Ho_Chi_Minh", "vi", 2),
    ("PH", "Asia/Manila", "en", 6),
    ("JP", "Asia/Tokyo", "ja", 1),
    ("AU", "Australia/Sydney", "en", 3),
    ("NZ", "Pacific/Auckland", "en", 1),
)
COUNTRIES = [place[0] for place in PLACES]
ZONES = [place[1] for place in PLACES]
LANGUAGES = [place[2] for place in PLACES]
SHARES = np.array([place[3] for place in PLACES], dtype=np.float64)
_EURO = {"IE", "PT", "ES", "FR", "DE", "GR"}
CURRENCIES = ["EUR" if country in _EURO else "GBP" if country == "GB" else "USD" for country in COUNTRIES]
"""What clients of each place pay in."""
