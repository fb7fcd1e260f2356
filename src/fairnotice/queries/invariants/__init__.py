"""The promises of the mission as questions to live data, one file each; an empty answer means that it is kept."""
