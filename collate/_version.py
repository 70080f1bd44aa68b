"""The version, in the one place that all others read: the build, `--version` and reports.

The distribution, `textcollate`, has another name than the package, because `collate` on the package index
belongs to another project.
"""

__version__ = "0.2.0"
