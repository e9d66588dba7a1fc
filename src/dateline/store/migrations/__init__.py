"""How the tables came to be: one numbered step after the other, each tested from the file of the version before."""
