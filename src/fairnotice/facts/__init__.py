"""What a marketplace reports: accounts, memberships, contracts, feedback, payments, violations, posts."""
