"""`collate serve`: the engine behind HTTP."""

import click

from collate.cli.examples import examples


@click.command(
    epilog=examples(
        ("collate serve", "on this computer, at port 7369"),
        ("collate serve --port 8000 --workers 2 --prefix /collatex", "another port and path, two processes"),
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=7369, show_default=True, help="Port to listen on.")
@click.option("--prefix", default="", metavar="PATH", help="What stands before each path, such as /collatex.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="Processes that collate. Default: one for each processor, at most 8."
)
@click.option(
    "--known-host",
    "known_hosts",
    multiple=True,
    metavar="NAME",
    help="A name under which the service may be asked, beside addresses and localhost; * for any. May be repeated.",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="URL",
    help="A site whose pages may ask the service, such as https://example.org. May be repeated. Default: any.",
)
@click.option(
    "--max-megabytes", type=click.IntRange(1, 1024), default=16, show_default=True, help="Largest body of a request."
)
@click.option("--max-witnesses", type=click.IntRange(1, 5000), default=2000, show_default=True, help="Most witnesses.")
@click.option(
    "--max-tokens", type=click.IntRange(1), default=200_000, show_default=True, help="Most tokens of all witnesses."
)
@click.option(
    "--max-seconds",
    type=click.FloatRange(0.1, 3600),
    default=60,
    show_default=True,
    help="How long one collation may take.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(256),
    default=2048,
    show_default=True,
    metavar="MEGABYTES",
    help="Memory of one worker.",
)
def serve(
    host: str,
    port: int,
    prefix: str,
    workers: int | None,
    known_hosts: tuple[str, ...],
    origins: tuple[str, ...],
    max_megabytes: int,
    max_witnesses: int,
    max_tokens: int,
    max_seconds: float,
    max_memory: int,
) -> None:
    """Answer collations over HTTP, as CollateX's service does: POST to /collate.

    Needs the extra `serve`. Ctrl-C stops it when the requests that have begun are answered.
    """
    from collate.cli.run_serve import run_service
    from collate.service.limits import MEGABYTE, ServiceLimits
    from collate.service.settings import ServiceSettings

    limits = ServiceLimits(max_megabytes * MEGABYTE, max_witnesses, max_tokens, max_seconds, max_memory)
    run_service(ServiceSettings(host, port, prefix, workers or 0, known_hosts, origins, limits))
