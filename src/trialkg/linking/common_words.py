"""Words that many trials take as a name, so that none is meant by it: of English, and of medicine."""

from __future__ import annotations

from typing import Final

_ENGLISH = """
able about above academy accelerate accent accept access accord accurate ace achieve across act action
active adapt add address adhere admiral adult advance advantage advocate affirm after again age agile ahead
aid aim air alert align alive all allegro alliance ally aloha alone alpha also alto always amber amplify
anchor and angel answer any apart apex apollo appeal appear apply approach approve aqua arch arena arise ark
around arrest arrow art ascend ascent ask aspect aspen aspire assent assert assess asset assist assure
astral asylum atlas attain attempt attend attract audit aurora author avail avert awake award aware away
axis back balance ballet band bank bar base basic bay beach beacon beam bear beat beauty because become bee
before begin behave being believe bell belong best beta better between beyond big bird birth bless block
bloom blue board boat body bold bond bone boost border both bounce boundary brain brave bravo breach break
breast breath breathe breeze brick bridge brief bright bring broad brook brother build but butterfly button
buy calibrate call calm camera camp can canopy canvas capable capital captain capture car carat care career
carry cascade case cast castle cat catalyst catch cause celestial cell center central centre certain chain
challenge champion chance change channel chapter charge charm chart check cheer cherish child choice choose
chord circle circuit circus citizen city claim clarify clarity class clean clear clever climb clinic clock
close cloud coach coast code cohort coin collect color comet comfort command common community companion
compare compass compete complete concert concord condor conduct confirm connect consider consistent constant
contact contain contest continue contrast control convert cool copper coral core corner correct cosmos cost
count country courage course cover cradle craft create credit crest cross crown cruise crystal cube culture
cure current curve cut cycle daily dance danger dare dark dash data dawn day decide decision declare deep
defend define degree delay deliver delta demand depend depth derby describe desert design desire destiny
detail detect determine develop device dial diamond diary differ difference digest digital dignity dimension
direct discover discuss distance dive divide do doctor dog dolphin done door dose dot double dove down draw
dream drive driver drop dual due during duty dynamic dynamo each eager eagle early earn earth ease east easy
echo eclipse edge edit education effect effort elect electric elegant element elevate eleven elite embark
embrace emerald emerge empower enable encore encourage end endeavor endeavour endure energy engage enhance
enjoy enlighten enrich ensure enter entrance envision envoy epic equal equip equity era escape escort
essence essential establish estimate eternal ethos evaluate event ever everest every evidence evoke evolve
exact exam examine example excel excellence except exchange excite exercise exhale expand expect expedite
experience expert explore express extend extension extra eye fable face fact fair faith falcon fall fame
family famous far farm fast father favor favour feature feel fellow female fever few field fight figure film
final find fine finish fire firm first fish fit five fix flag flair flame flash fleet flex flight float flow
flower fly focus follow food foot for force forecast forest forever form format formula fort forte forth
fortify fortune forward foundation four frame free freedom freeze frequency fresh friend from front frontier
full fun function fusion future gain galaxy game garden gas gate gather gene general generate generation
genesis gentle genuine get giant gift girl give glad glass gleam global globe glory glow goal gold golden
good grace grade grand granite grant graph grasp gravity great green grid grip ground group grow growth
guard guide habit half hammer hand happen happy harbor hard hark harmony harp harvest haven head heal
healing health hear heart heat heaven help here hero high highlight hill him history hit hold home honest
honey honor honour hope horizon horse host hour house how human hunt ice icon idea ideal ideas identify
ignite image imagine imminent impact improve impulse include increase indeed index indigo individual induce
infinity inform infuse initial initiate innovate input inquire insight inspire instead instinct instruct
integral intend intent interest interval into invest invite iris iron island isle issue ivory ivy jade java
jet jewel job join journey joy judge jump jungle junior jupiter just justice keen keep key keystone kid kind
king kite know knowledge label ladder lady lake lamp lancet land lane language large laser last late laugh
launch laurel lava lavender law lead leader leaf leap learn least leave legacy legend lemon length lens
lesson let letter level leverage liberate liberty life lift light like lily limit line link lion list listen
little live liver local locate lock logic lone long look loop lotus love loyal luck lumen luna lung mad
magic magnet magnify magnitude main maintain major make male man manage mango manifest many map maple
marathon march margin mark marker marvel master match material matrix matter mature maverick max maximize
may maze meadow mean measure mechanism medal media medicine meet melody member memory men mend mentor
mercury merge merit merlin message metal method metric middle mile mind minimal minor minute miracle mirror
mission mist mobile mobility mode model modern moment momentum monarch monitor moon more morning mosaic most
mother motion motivate motor mountain mouse move much muse music must mutual mystic name narrow nation
native nature near neat nectar need neo nest net network neuron new next nexus nice night nine noble node
none noon north not note notion nova novel now number nurse nurture oak oasis object obtain ocean octave
octopus odyssey off offer often old olive olympus omega once one only onset onward onyx opal open operate
opportunity optimal optimism optimist optimize option oracle orange orbit orchard orchestra orchid order
organ orient origin orion osprey other our out outcome outlook outreach over own oxygen ozone pace pacific
pact page pain palace palm panda panel panther paper parade paradigm paradise parallel parent park part
partner pass passage passion past patch path pathway patience patient patrol pattern pause peace peach peak
pearl pelican pen penguin people perfect perform perhaps period permit persevere persist person perspective
petal phase phoenix phone photo physical piano picture piece pilot pine pink pioneer pivot pivotal place
plan planet plant platform play please pledge plus poem poet point polar polaris pole pool popular portal
portrait position positive possible post potent potential power practical practice precede precious precise
precision predict prefer preference prelude premier prepare presence present preserve press presto pretty
prevail prevent preview price pride primary prime princess print prior priority prism prize pro probe
problem proceed process produce profile program progress project prolong promise promote prompt proof propel
proper propose prospect prosper protect protection protocol proud prove provide pulsar pulse pure purpose
pursue push puzzle pyramid quality quantify quartz quasar queen quest question quick quiet quit race radiant
radiate radical radio rain rainbow raise rally ranger rapid rare rate raven ray reach react reaction read
ready real realize reason rebel rebound rebuild recall receive record recover recovery red redefine redirect
reduce reef refine reflect reform refresh refuge regain regard regatta regenerate regular reinforce relate
relax relay release relevant reliance relief relieve rely remain remedy remember remind reminder remit
remove renew renown repair repeat replace replenish reply report request require rescue research reserve
reset reshape resilience resilient resist resolute resolve resonate resort resource respect respond response
rest restart restore result resume retain rethink retreat return reveal reverse review revise revive
revolution reward rhythm rich ride right ring ripple rise risk river road robin robust rock rocket role roll
root rose round route royal ruby rule run safari safe safeguard safely safety sage sail saint salsa salt
salute same sand sapphire satin satisfy save savvy say scale scan scenario scene school science scope score
scout screen scroll sea seal search season second secret section secure see seed seek select selection self
send senior sense sentinel separate sequel sequence sequoia serene series serve service set settle seven
shade shape share sharp she shell shelter shield shift shine ship shoot shore short should show side sight
sign signal silk silver simple simplify since single sister site six skill skin sky sleep slice slim slope
slow small smart smile smooth snap snow soar social soft solar solid solidarity solo solution solve some
sonata song sonic soon sound source south space span spark special spectra spectrum speed sphere spider spin
spine spiral spirit splendor splendour split spot spread spring sprint spruce square stable stage stamp
stand standard star stark start state station status stay steady steer stellar step stick still stomach
stone stop storm story strategy strength stress stretch strike string strive stroke strong structure student
study subject success such sufficient sugar suit summer summit sun sunny sunrise sunset sunshine super
superb supply support supreme sure surf surface surge surpass survey survive sustain swan sweet swift swim
switch symbol symphony synchronize synergy system table tactic tail take talent talk tango target task taste
teach team tempo tender terra test text thank that the theme then there they thin think third this thrive
through thunder tide tiger time tip titan title today together token tomorrow tool top topaz torch total
touch tour toward tower town trace track tradition trail train transcend transfer transform transit
translate transport travel traverse treasure treat treatment tree trek trend trial tribe tribute trident
trigger trinity trio trip triton triumph true trump trust truth try tulip tune turn twin two ultimate ultra
umbrella under understand unicorn unify union unique unit unite unity universal unless unlock until up
update upgrade uplift upward use user utility utopia valid valley valor value vanguard vantage various
vector vega velocity venture venus verify verse version vessel victor victory view vigor village vine violet
virtual virtue vision vista visual vital vitality vivid voice volcano volt volume vortex vote voyage wait
wake walk wall war warm warrior watch water wave way weather web week weigh weight well west whale what
wheel when where which white who whole why wide will win wind window wine wing winter wisdom wise wish with
within without woman women wonder wood word work world worth yes yet yoga you young your youth zeal zebra
zen zenith zero zest zone zoom
"""

_MEDICINE = """
adhd aids aki als ards asd bmi bph cad ccd ckd clbp cll cml cns copd covid covid19 ct ctdna dcis dlbcl dna
dvt ecg eeg ehr emg esrd fdg fes hbv hcc hcv hdl her2 hfpef hfref hiv hpv hsct ibd ibs icu ipf itp ivf ldl
lupus mdd mds mri mrna nafld nash nicu nsclc ocd oct pah pcos pcr pet pet/ct petct pros ptsd qol rct rna rsv
sars sbrt sclc sle stemi t2d t2dm tavr tb tbi tms tnbc tnt uti vte
"""

COMMON_WORDS: Final = frozenset((_ENGLISH + _MEDICINE).split())
"""In lower case. Many trials bear each of them, so that the one a graph has need not be the one meant."""
