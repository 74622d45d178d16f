"""Numbers that name one subject: passports, registrations, IMO, LEI, wallets.

>>> parse("IMO 9319466").type, key(parse("IMO 9319466"))
('imo', '9319466')
>>> ours = parse("1234567-1", countries=("fi",))
>>> compare(ours, Identifier("company_reg", "12345671", country="fi"))
<Agreement.SAME: 'same'>
>>> mask(Identifier("passport", "XX1234567")).value
'•••••••67'
"""

from kycscreen.identifiers.checking import check as check
from kycscreen.identifiers.checking import problem as problem
from kycscreen.identifiers.comparing import compare as compare
from kycscreen.identifiers.derived import Derived as Derived
from kycscreen.identifiers.derived import derive as derive
from kycscreen.identifiers.keys import key as key
from kycscreen.identifiers.keys import normal as normal
from kycscreen.identifiers.masks import is_personal as is_personal
from kycscreen.identifiers.masks import mask as mask
from kycscreen.identifiers.masks import masked as masked
from kycscreen.identifiers.number import TYPES as TYPES
from kycscreen.identifiers.number import Identifier as Identifier
from kycscreen.identifiers.reading import parse as parse
from kycscreen.identifiers.seals import sealed as sealed
from kycscreen.identifiers.written import canonical as canonical
