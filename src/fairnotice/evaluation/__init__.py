"""All statistics: exact tallies in; estimates, findings, explanations and counterfactuals out."""
