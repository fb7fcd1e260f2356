"""Quality enforcement that a marketplace can defend."""
