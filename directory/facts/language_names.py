"""Names of languages, English and Spanish, folded, with the spellings that publishers use, to ISO 639 codes.

Not for: reading texts (`languages.py`). The decision a reader would ask about: "Chinese", "Mandarin" and "Cantonese" are told apart
(zh, cmn, yue) only where the publisher does; "creole" in the United States is Haitian. An empty code marks words that look
like a language name and are none ("english as a second language").
"""

from __future__ import annotations

_TABLE = """
en: english, ingles, inglish, englsih
es: spanish, espanol, castellano, spansh, sapnish, spanish-speaking
fr: french, frances, francais, frech
ht: haitian creole, haitian-creole, kreyol, creole, criollo, criollo haitiano, haitian, creole haitian, haitian kreyol
pt: portuguese, portugues, brazilian portuguese, portugese
zh: chinese, chino
cmn: mandarin, mandarin chinese, mandarin-chinese, chinese mandarin, mandarin-speaking, mandarin putonghua, mandarín
yue: cantonese, cantonese chinese, chinese cantonese, cantones
nan: taiwanese, hokkien, fukienese
vi: vietnamese, vietnamita
ko: korean, coreano
ru: russian, ruso
ar: arabic, arabe
am: amharic, amarico, amharie, amheric, ahmaric
ti: tigrinya, tigrigna, tigrinia
om: oromo, oromiffa
so: somali
sw: swahili, kiswahili
yo: yoruba
ig: ibo, igbo
ha: hausa
tw: twi
fa: farsi, persian, persa
prs: dari
ps: pashto, pushto
ur: urdu
hi: hindi, hindu
bn: bengali, bangla
pa: punjabi, panjabi
gu: gujarati
ta: tamil
te: telugu
ml: malayalam
mr: marathi
ne: nepali
my: burmese
km: khmer, cambodian, cambodia
lo: lao, laotian
th: thai
hmn: hmong
tl: tagalog, filipino, pilipino
id: indonesian
ms: malay
ja: japanese, japones
mn: mongolian
bo: tibetan
de: german, aleman
it: italian, italiano, itallian
nl: dutch
nb: norwegian
sv: swedish
da: danish
fi: finnish
pl: polish, polaco
cs: czech
sk: slovak
hu: hungarian
ro: romanian, rumanian
bg: bulgarian
el: greek
uk: ukrainian
sr: serbian
hr: croatian
sh: serbo-croatian
bs: bosnian
sq: albanian
mk: macedonian
lt: lithuanian
lv: latvian
tr: turkish
hy: armenian
ka: georgian
az: azerbaijani
uz: uzbek
ku: kurdish
he: hebrew
yi: yiddish
la: latin
ga: gaelic
wo: wolof
ff: fulani
ln: lingala
rw: kinyarwanda
rn: kirundi
sm: samoan
to: tongan
chk: chuukese
mh: marshallese
haw: hawaiian
ilo: ilocano
ceb: cebuano
kru: kru
tem: temne
efi: efik
kri: krio
jam: patois, jamaican patois
qu: quechua
nah: nahuatl
mam: mam
quc: quiche
nv: navajo
ase: american sign language, american sign, sign language, asl, sign, signing, lenguaje de senas, lengua de senas, lenguaje de signos
: english as a second language, english for speakers of other languages, english proficiency, english classes, french toast
"""

NAMES: dict[str, str] = {
    name.strip(): line.partition(":")[0].strip()
    for line in _TABLE.strip().splitlines()
    for name in line.partition(":")[2].split(",")
}
"""Folded name to code; an empty code means that the words name no spoken language."""

_THREE_LETTERS = (
    "eng:en spa:es fra:fr fre:fr hat:ht por:pt zho:zh chi:zh cmn:cmn yue:yue vie:vi kor:ko rus:ru ara:ar amh:am tir:ti orm:om som:so "
    "swa:sw yor:yo ibo:ig fas:fa per:fa urd:ur hin:hi ben:bn pan:pa guj:gu tam:ta nep:ne mya:my khm:km lao:lo tha:th hmn:hmn tgl:tl "
    "jpn:ja deu:de ger:de ita:it nld:nl pol:pl ron:ro ell:el ukr:uk tur:tr hye:hy heb:he yid:yi ase:ase prs:prs pus:ps"
)

CODES: dict[str, str] = {code: code for code in NAMES.values() if code} | {
    pair.split(":")[0]: pair.split(":")[1] for pair in _THREE_LETTERS.split()
}
"""ISO 639-1, 639-2 and 639-3 codes to the code that we keep."""
