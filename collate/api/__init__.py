"""The public API: what `import collate` offers. `collate/__init__.py` loads each name when it is asked for.

Everything here is a short way to a room below; nothing is decided here.
"""
