"""Words that take a cue back: denial, evidence argued from another study, a tale of how that study went."""

from __future__ import annotations

from trialkg.linking.cue_language import cue

DENIAL = cue(
    r"""\b(?:unlike|(?:modell?ed|patterned) (?:on|after)|inspired by
    |rather than|instead of|other than|independent(?:ly)? of|separate from|excluding
    |exclu(?:ded|sion)
    |(?:may|can) (?:also )?(?:be )?co-?enrol\w*|concomitant(?:ly)? (?:participat|enrol)\w*)\b<160;>{T}
    |\b(?:not|never|neither|nor)\b(?! only)(?: \w+){0,3}? (?:participa\w+|enrol\w*|complet\w+|includ\w+
    |part of
    |received?|treated|randomi[sz]ed|(?:an? |the )?(?:\w+ )?(?:sub-?study|extension|follow-?up))\b<160;>{T}
    |\b(?:refus\w+|declin\w+|(?:not |in)eligible)\b<100;>{T}
    |\bno (?:\w+ ){0,2}(?:participation|enrol\w+|treatment|involvement)\b<100;>{T}
    |\b(?:not|never|neither|nor)\b(?! only)[^,;]{0,40}{T}"""
)
"""Words that deny what follows, up to the study in question."""

REFUSAL = cue(
    r"""{T}<80.>\b(?:(?:is|are|will be|was|were) (?:also )?(?:not|excluded|ineligible)
    |as (?:an?|the|their|our) (?:model|template|example|blueprint)
    |allowed|permitted|acceptable|cannot|can not|may not|must not|should not)\b"""
)
"""Words that shut out, or merely let in, those who took part in the study before them."""

GATE = cue(
    r"""\b(?:biology|classification|screening|registry|banking|registration|eligibility|tumou?r bank
    |tissue)\b<40.>{T}
    |{T}\W{0,3}(?:\w+ ){0,2}(?:biology|classification|screening|registry|banking|registration)\b"""
)
"""Words for a protocol that all patients of a kind pass through before a trial."""

EVIDENCE = cue(
    r"""\b(?:show(?:ed|n|s)|demonstrated|demonstrates|reported|found that|observed|suggest\w*|evidence
    |support(?:ed|s|ing)|results? of|findings|published|efficacy of <60;> was|defin(?:ed|ition)|sample size
    |power|assum\w+|hypothes[ie]\w+|estimated|preliminary|rationale|because|similar to
    |as (?:used|described|reported|in)|known|(?:well|poorly|not)[- ]tolerated
    |experience (?:from|with|in)|has been|have been
    |no (?:\w+ )?(?:difference|effect|benefit)|(?:was|were) (?:found|seen|noted)
    |(?:was|were) (?:\w+ )?(?:low|high|rare|common|similar|frequent|safe|effective|(?:low|high|long|short)er)
    |had (?:\w+ )?(?:few|low|high|great|long|short)er|had (?:\w+ )?(?:more|less|better|worse)
    |is testing|(?:is|are) (?:also )?(?:being|currently) (?:evaluated|tested|studied|investigated|assessed
    |given|compared)|under ?way|currently ongoing)\b"""
)
"""Words of a sentence that argues from another study and says nothing of where participants come from."""

YARDSTICK = cue(
    r"""\b(?:defin(?:ed|ition)|sample size|power (?:calculation|analysis)|published|meta-analys[ei]s
    |as (?:described|used|reported)|(?:that|which) (?:was|were|is) used in
    |criteria (?:of|from|used)|estimated from)\b"""
)
"""Words of a sentence that takes a measure or a number from another study."""

ELSEWHERE = cue(
    r"""\bother (?:\w+ )?(?:studies|trials)\b<60;>{T}
    |\b(?:meet(?:s|ing)?|met|fulfil\w*|satisf\w+) (?:[\w-]+ ){0,4}criteria (?:of|for|in|from)\b<60.>{T}"""
)
"""Words for studies that participants may be sent to, or that just go on, or whose criteria they meet."""

TAKEN_OVER = cue(r"""\b(?:regimen|schedule|rules)\b<40.>\b(?:of|from)\b<60.>{T}""")
"""Words that take a treatment or rules over from another study, and nobody who took part in it."""

OUTCOME_TOLD = cue(
    r"""{T}<80.>\b(?:had|has|(?<!will )(?<!to )(?<!who )have(?! their\b)|showed|(?<!-)experienced|achieved
    |developed|improved|survived|reported|died
    |demonstrated|were found|lowered|reduced)\b"""
)
"""Words that tell how it went in the study before them."""

RESULT_TOLD = cue(
    r"""{T}<120.>\b(?:show(?:ed|s)?|indicat(?:ed?|es)|suggest(?:ed|s)?|confirmed|demonstrated|found|reported|proved|established|failed|revealed
    |(?:was|were) (?:too|not|similar|superior|inferior|non-?inferior|higher|lower|safe|effective|negative)
    |no (?:effect|benefit|difference)|did not|adverse events?)\b"""
)
"""Words that tell what came out of the study before them; of the parent of a study they may be told, too."""

MEMBERS_TOLD = cue(
    r"""(?<!who )(?<!that )(?<!which )(?<!mothers )(?<!parents )(?<!previously )
    (?<!whose child )(?<!whose children )(?<!whose mother )(?<!whose baby )(?<!whose infant )
    \b(?:were|was|have been|has been)
    \s(?:enrolled|randomi[sz]ed|treated|included|recruited)(?: \w+)? (?:in|into|on|onto)\b[^;,]{0,60}{T}"""
)
"""What is said of the other study's own participants, and nothing of ours."""

DONE_BY_US = cue(
    r"""\b(?:we|group|investigators?|sponsor|team|company)\b(?: \w+){0,3}
    \s(?:completed|finished|enrolled|treated|randomi[sz]ed|received)\b"""
)
"""Words that tell what the investigators did."""

OF_WORK = cue(
    r"""\b(?:continuation|extension) of (?:the|our|this|previous|earlier) (?:\w+ )?
    (?:collaboration|work|program\w*|research|findings|concept|idea|results)\b"""
)
"""An extension of work and not of a study."""

EARLY_ACCESS = cue(r"\b(?:expanded|compassionate|early|managed) (?:access|use)\b")
"""Treatment outside a trial."""

NEW_PARTICIPANTS = cue(
    r"""(?<!\bno )(?<!\bno other )\b(?:additional|new|further|different|another|separate|independent|larger)
    \s(?:\w+ ){0,4}?
    (?:patients|participants|subjects|cohort|group of|individuals|population|sample|men|women)\b
    (?! (?:who|that) (?:have |had |did |were )?(?:not|never)\b)
    |\bonly (?:incident|newly)\b|\bincident patients\b|\bincrease the (?:size|number)
    |\bnewly (?:diagnosed|recruited|enrolled)\b"""
)
"""Words that say the study has participants of its own."""
