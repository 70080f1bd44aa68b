"""The whole way, from witnesses to an apparatus: aligning, collating, explaining, and the reports of a work."""
