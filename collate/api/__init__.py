"""The public API: what `import collate` offers. `collate/__init__.py` loads each name when it is first used.

These modules call the rooms below; they decide nothing themselves.
"""
