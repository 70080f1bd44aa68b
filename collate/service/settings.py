"""How the service is started."""

from ipaddress import ip_address
from typing import Final

from collate._dataclass import dataclass
from collate.service.limits import ServiceLimits

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 7369  # CollateX's


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The settings of the service.

    host, port   where it listens; port 0 is any that is free
    prefix       what stands before each path, such as "/collatex"; "" for nothing
    workers      how many processes collate
    known_hosts  further names under which it may be asked; "*" for any
    origins      the web sites whose pages may ask it; empty for any
    limits       what one request may ask for
    """

    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    prefix: str = ""
    workers: int = 2
    known_hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    limits: ServiceLimits = ServiceLimits()


def is_address(name: str) -> bool:
    """Return whether a name is an IP address."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    """Return whether only programs on this computer reach an address."""
    return name == "localhost" or (is_address(name) and ip_address(name).is_loopback)
