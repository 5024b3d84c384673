"""The names of countries and territories as ClinicalTrials.gov spells them, old spellings beside the new.

They tell a line that is a place from one that is not, and where the country begins in
``Seoul, Korea, Republic of``.
"""

from __future__ import annotations

_NAMES = """
Afghanistan; Albania; Algeria; American Samoa; Andorra; Angola; Antigua and Barbuda; Argentina; Armenia;
Aruba; Australia; Austria; Azerbaijan; Bahamas; Bahrain; Bangladesh; Barbados; Belarus; Belgium; Belize;
Benin; Bermuda; Bhutan; Bolivia; Bosnia and Herzegovina; Botswana; Brazil; Brunei Darussalam; Bulgaria;
Burkina Faso; Burundi; Cabo Verde; Cambodia; Cameroon; Canada; Cape Verde; Cayman Islands;
Central African Republic; Chad; Chile; China; Colombia; Comoros; Congo;
Congo, The Democratic Republic of the; Costa Rica; Croatia; Cuba; Curaçao; Cyprus; Czech Republic;
Czechia; Côte D'Ivoire; Côte d'Ivoire; Denmark; Djibouti; Dominica; Dominican Republic; Ecuador; Egypt;
El Salvador; Equatorial Guinea; Eritrea; Estonia; Eswatini; Ethiopia; Faroe Islands; Fiji; Finland;
Former Serbia and Montenegro; Former Yugoslavia; France; French Guiana; French Polynesia; Gabon; Gambia;
Georgia; Germany; Ghana; Gibraltar; Greece; Greenland; Grenada; Guadeloupe; Guam; Guatemala; Guinea;
Guinea-Bissau; Guyana; Haiti; Honduras; Hong Kong; Hungary; Iceland; India; Indonesia; Iran;
Iran, Islamic Republic of; Iraq; Ireland; Israel; Italy; Jamaica; Japan; Jersey; Jordan; Kazakhstan;
Kenya; Kiribati; Korea, Democratic People's Republic of; Korea, Republic of; Kosovo; Kuwait; Kyrgyzstan;
Lao People's Democratic Republic; Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Libyan Arab Jamahiriya;
Liechtenstein; Lithuania; Luxembourg; Macau; Macedonia, The Former Yugoslav Republic of; Madagascar;
Malawi; Malaysia; Maldives; Mali; Malta; Martinique; Mauritania; Mauritius; Mexico;
Micronesia, Federated States of; Moldova; Moldova, Republic of; Monaco; Mongolia; Montenegro; Morocco;
Mozambique; Myanmar; Namibia; Nepal; Netherlands; Netherlands Antilles; New Caledonia; New Zealand;
Nicaragua; Niger; Nigeria; North Korea; North Macedonia; Norway; Oman; Pakistan; Palestine;
Palestinian Territories, Occupied; Palestinian Territory, occupied; Panama; Papua New Guinea; Paraguay;
Peru; Philippines; Poland; Portugal; Puerto Rico; Qatar; Republic of the Congo; Réunion; Romania; Russia;
Russian Federation; Rwanda; Saint Kitts and Nevis; Saint Lucia; Saint Vincent and the Grenadines; Samoa;
San Marino; Sao Tome and Principe; Saudi Arabia; Senegal; Serbia; Seychelles; Sierra Leone; Singapore;
Slovakia; Slovenia; Solomon Islands; Somalia; South Africa; South Korea; South Sudan; Spain; Sri Lanka;
Sudan; Suriname; Swaziland; Sweden; Switzerland; Syria; Syrian Arab Republic; Taiwan; Tajikistan;
Tanzania; Tanzania, United Republic of; Thailand; Timor-Leste; Togo; Tonga; Trinidad and Tobago; Tunisia;
Turkey; Turkey (Türkiye); Turkmenistan; Türkiye; Uganda; Ukraine; United Arab Emirates; United Kingdom;
United States; United States Minor Outlying Islands; Uruguay; Uzbekistan; Vanuatu; Venezuela; Viet Nam;
Vietnam; Virgin Islands (U.S.); Yemen; Zambia; Zimbabwe
"""

COUNTRIES = frozenset(" ".join(name.split()) for name in _NAMES.split(";"))
"""Every name that can end the address of a site."""

DIVIDED = frozenset(("United States", "Canada", "Australia"))
"""The countries whose sites the registry's own pages group by state or province."""
