"""References to pages, volumes, years and the leaves of a manuscript, in the short forms of several languages."""

import re
from typing import Final

from collate._late_regex import late_regex

_PAGE_LABEL: Final = r"(?:pp?|SS?|стр|сс?|pages?|págs?|pagg?|blz|str|σσ?|σελ|Sp|Seiten?)"

PAGE: Final = late_regex(rf"(?<!\w){_PAGE_LABEL}\.?\s?\d{{1,4}}|第[\d一二三四五六七八九十百〇零]{{1,6}}[页頁]")
YEAR: Final = late_regex(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|[一二〇○零九八七六五四三]{4}年")
YEAR_OR_PAGE: Final = late_regex(rf"{YEAR.pattern}|{PAGE.pattern}|(?<!\w)(?:[Nn]os?|№|núm|nr)\.?\s?\d")
VOLUME: Final = late_regex(
    r"(?<!\w)(?:vol|bd|band|tome|tomo|t|том|т|τόμ|τόμος)\.?\s?(?:\d|[IVXLC]+(?!\w))", re.IGNORECASE
)
CITED_PAGE: Final = late_regex(
    r"(?<!\w)(?:(?:[pSссσ]|vv?|págs?|pagg?|blz|σσ|σελ|Sp)\.|(?:pp|SS|стр|S|p)\.?)"
    r"\s?\d[\d\s,.–—-]*\d?(?:\s?ff?\.)?(?:\s?[rv](?!\w))?"
)
LEAF: Final = late_regex(r"(?<!\w)(?:Bl|fols?|ff?|лл?|cc?|pp?|p|S)\.\s?\d")
PLACE: Final = late_regex(r"(?<!\w)(?:pp?|SS?|fols?|Bl|стр|с|л|págs?|pagg?|σσ?|σελ)\.\s?\d")
