"""Progressive alignment: witnesses are added to a profile one by one, the most similar first."""
