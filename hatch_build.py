"""The build hook: compile `collate/kernel/source` where there is a compiler, and go on without it where there is none.

A wheel with the compiled module is for one platform and for every Python from 3.11 (`cp311-abi3`); one without it is
for all (`py3-none-any`). An editable installation gets the module in its place in the tree, as `python hatch_build.py`
does. The compilers are those of setuptools, which knows MSVC, clang and gcc, `CC` and `CFLAGS`.
"""

import os
import runpy
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("collate") / "kernel"
MODULE = "collate.kernel._compiled"
NO_COMPILER = "COLLATE_NO_COMPILER"  # set to anything, it asks for an installation without the compiled kernel
STABLE_ABI = "cp311-abi3"  # of `Py_LIMITED_API` in kernel.h


class KernelHook(BuildHookInterface[Any]):
    """Adds the compiled kernel to a wheel, or to the tree of an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the kernel; without a compiler, say so in one line, and build a pure wheel."""
        if self.target_name != "wheel":
            return
        self.folder = tempfile.mkdtemp()
        try:
            module = compiled_kernel(Path(self.root), Path(self.folder))
        except Exception as error:  # whatever goes wrong with a compiler: the kernel is optional
            self.app.display_warning(f"collate is installed without its compiled kernel, which is only slower: {error}")
            return
        if version == "editable":
            put_in_place(module, Path(self.root))
        else:
            build_data["force_include"][str(module)] = (KERNEL / module.name).as_posix()
        platform = self.build_config.builder.get_best_matching_tag().rpartition("-")[2]
        build_data |= {"pure_python": False, "tag": f"{STABLE_ABI}-{platform}"}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what the compiler wrote."""
        del version, build_data, artifact_path
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)


def compiled_kernel(root: Path, folder: Path) -> Path:
    """Compile the kernel of a source tree into a folder, and return the path of the module."""
    if os.environ.get(NO_COMPILER):
        raise RuntimeError(f"{NO_COMPILER} is set")
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise RuntimeError("Python without its global lock has no stable interface yet")
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    sources = sorted(path.relative_to(root).as_posix() for path in (root / KERNEL / "source").glob("*.c"))
    headers = [(KERNEL / "source" / "kernel.h").as_posix()]
    options = (
        [] if sys.platform == "win32" else ["-std=c99", "-O3", "-fwrapv", "-fno-strict-aliasing", "-fvisibility=hidden"]
    )
    libraries = [] if sys.platform == "win32" else ["m"]
    digest_of_sources = runpy.run_path(str(root / KERNEL / "loading.py"))["digest_of_sources"]
    extension = Extension(
        MODULE,
        sources,
        depends=headers,
        define_macros=[("SOURCES", str(digest_of_sources(root / KERNEL / "source")))],
        libraries=libraries,
        extra_compile_args=options,
        py_limited_api=True,
    )
    command = build_ext(Distribution({"name": "textcollate", "ext_modules": [extension]}))
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temporary")
    before = Path.cwd()
    os.chdir(root)
    try:
        command.ensure_finalized()
        command.run()
    finally:
        os.chdir(before)
    return Path(command.get_ext_fullpath(MODULE))


def put_in_place(module: Path, root: Path) -> None:
    """Put the module into the source tree: renamed, not written over, because a program may have it loaded."""
    beside = root / KERNEL / f"{module.name}.new"
    shutil.copyfile(module, beside)
    beside.replace(root / KERNEL / module.name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        put_in_place(compiled_kernel(Path(__file__).parent.resolve(), Path(temporary)), Path(__file__).parent)
