"""The closed value sets of a protocol. A member's value is the local name of its individual in the ontology.

The sets are those of the ClinicalTrials.gov data model (https://clinicaltrials.gov/data-api/about-api/study-data-structure),
named so that each value stands alone: a phase that does not apply is ``PhaseNotApplicable``, not ``NA``.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A member of a closed value set."""

    __hash__ = str.__hash__  # enum's own is written in Python, and codes are looked up all the time


class StudyType(Code):
    """What kind of study it is; the value is the class of the study."""

    INTERVENTIONAL = "InterventionalStudy"
    OBSERVATIONAL = "ObservationalStudy"
    EXPANDED_ACCESS = "ExpandedAccessStudy"


class RecruitmentStatus(Code):
    """Where a study, or one of its sites, stands in its life."""

    NOT_YET_RECRUITING = "NotYetRecruiting"
    RECRUITING = "Recruiting"
    ENROLLING_BY_INVITATION = "EnrollingByInvitation"
    ACTIVE_NOT_RECRUITING = "ActiveNotRecruiting"
    SUSPENDED = "Suspended"
    TERMINATED = "Terminated"
    COMPLETED = "Completed"
    WITHDRAWN = "Withdrawn"
    UNKNOWN = "UnknownStatus"
    AVAILABLE = "Available"
    NO_LONGER_AVAILABLE = "NoLongerAvailable"
    TEMPORARILY_NOT_AVAILABLE = "TemporarilyNotAvailable"
    APPROVED_FOR_MARKETING = "ApprovedForMarketing"
    WITHHELD = "Withheld"


class Phase(Code):
    """The phase of a study of a drug or biological product."""

    NA = "PhaseNotApplicable"
    EARLY_PHASE1 = "EarlyPhase1"
    PHASE1 = "Phase1"
    PHASE2 = "Phase2"
    PHASE3 = "Phase3"
    PHASE4 = "Phase4"


class PrimaryPurpose(Code):
    """The main reason for the intervention."""

    TREATMENT = "TreatmentPurpose"
    PREVENTION = "PreventionPurpose"
    DIAGNOSTIC = "DiagnosticPurpose"
    ECT = "EducationCounselingTrainingPurpose"
    SUPPORTIVE_CARE = "SupportiveCarePurpose"
    SCREENING = "ScreeningPurpose"
    HEALTH_SERVICES_RESEARCH = "HealthServicesResearchPurpose"
    BASIC_SCIENCE = "BasicSciencePurpose"
    DEVICE_FEASIBILITY = "DeviceFeasibilityPurpose"
    OTHER = "OtherPurpose"


class Allocation(Code):
    """How participants are assigned to arms."""

    RANDOMIZED = "Randomized"
    NON_RANDOMIZED = "NonRandomized"
    NA = "AllocationNotApplicable"


class InterventionModel(Code):
    """The general design by which interventions are given to participants."""

    SINGLE_GROUP = "SingleGroupAssignment"
    PARALLEL = "ParallelAssignment"
    CROSSOVER = "CrossoverAssignment"
    FACTORIAL = "FactorialAssignment"
    SEQUENTIAL = "SequentialAssignment"


class Masking(Code):
    """How many parties do not know the assignment."""

    NONE = "OpenLabel"
    SINGLE = "SingleMasking"
    DOUBLE = "DoubleMasking"
    TRIPLE = "TripleMasking"
    QUADRUPLE = "QuadrupleMasking"


class MaskedRole(Code):
    """A party that does not know the assignment."""

    PARTICIPANT = "MaskedParticipant"
    CARE_PROVIDER = "MaskedCareProvider"
    INVESTIGATOR = "MaskedInvestigator"
    OUTCOMES_ASSESSOR = "MaskedOutcomesAssessor"


class ObservationalModel(Code):
    """How participants of an observational study are identified and followed."""

    COHORT = "CohortModel"
    CASE_CONTROL = "CaseControlModel"
    CASE_ONLY = "CaseOnlyModel"
    CASE_CROSSOVER = "CaseCrossoverModel"
    ECOLOGIC_OR_COMMUNITY = "EcologicOrCommunityModel"
    FAMILY_BASED = "FamilyBasedModel"
    DEFINED_POPULATION = "DefinedPopulationModel"
    NATURAL_HISTORY = "NaturalHistoryModel"
    OTHER = "OtherObservationalModel"


class TimePerspective(Code):
    """How observation relates in time to enrolment."""

    RETROSPECTIVE = "RetrospectivePerspective"
    PROSPECTIVE = "ProspectivePerspective"
    CROSS_SECTIONAL = "CrossSectionalPerspective"
    OTHER = "OtherPerspective"


class BiospecimenRetention(Code):
    """Whether samples are kept in a biorepository."""

    NONE_RETAINED = "NoSamplesRetained"
    SAMPLES_WITH_DNA = "SamplesWithDna"
    SAMPLES_WITHOUT_DNA = "SamplesWithoutDna"


class ValueStatus(Code):
    """Whether a date or a count is what happened or what is expected."""

    ACTUAL = "Actual"
    ESTIMATED = "Estimated"
    PLANNED = "Planned"


class Sex(Code):
    """The sex of those who may take part."""

    ALL = "AllSexes"
    FEMALE = "FemaleOnly"
    MALE = "MaleOnly"


class StandardAge(Code):
    """An age group as ClinicalTrials.gov derives it from the age limits."""

    CHILD = "ChildAgeGroup"
    ADULT = "AdultAgeGroup"
    OLDER_ADULT = "OlderAdultAgeGroup"


class SamplingMethod(Code):
    """How participants of an observational study are sampled."""

    PROBABILITY_SAMPLE = "ProbabilitySample"
    NON_PROBABILITY_SAMPLE = "NonProbabilitySample"


class ArmType(Code):
    """The role of an arm in a comparison."""

    EXPERIMENTAL = "ExperimentalArm"
    ACTIVE_COMPARATOR = "ActiveComparatorArm"
    PLACEBO_COMPARATOR = "PlaceboComparatorArm"
    SHAM_COMPARATOR = "ShamComparatorArm"
    NO_INTERVENTION = "NoInterventionArm"
    OTHER = "OtherArm"


class InterventionType(Code):
    """The general kind of an intervention."""

    BEHAVIORAL = "BehavioralIntervention"
    BIOLOGICAL = "BiologicalIntervention"
    COMBINATION_PRODUCT = "CombinationProductIntervention"
    DEVICE = "DeviceIntervention"
    DIAGNOSTIC_TEST = "DiagnosticTestIntervention"
    DIETARY_SUPPLEMENT = "DietarySupplementIntervention"
    DRUG = "DrugIntervention"
    GENETIC = "GeneticIntervention"
    PROCEDURE = "ProcedureIntervention"
    RADIATION = "RadiationIntervention"
    OTHER = "OtherIntervention"


class OrganizationClass(Code):
    """The kind of organisation a sponsor or collaborator is."""

    NIH = "NihOrganization"
    FED = "FederalOrganization"
    OTHER_GOV = "OtherGovernmentOrganization"
    INDIV = "IndividualOrganization"
    INDUSTRY = "IndustryOrganization"
    NETWORK = "NetworkOrganization"
    AMBIG = "AmbiguousOrganization"
    OTHER = "OtherOrganization"
    UNKNOWN = "UnknownOrganization"


class ResponsiblePartyType(Code):
    """Who answers for the record."""

    SPONSOR = "SponsorResponsible"
    PRINCIPAL_INVESTIGATOR = "PrincipalInvestigatorResponsible"
    SPONSOR_INVESTIGATOR = "SponsorInvestigatorResponsible"


class IdentifierType(Code):
    """What kind of number a further identifier of the study is."""

    ORGANIZATION = "OrganizationStudyIdentifier"
    NIH = "NihGrantIdentifier"
    FDA = "FdaGrantIdentifier"
    VA = "VaGrantIdentifier"
    CDC = "CdcGrantIdentifier"
    AHRQ = "AhrqGrantIdentifier"
    SAMHSA = "SamhsaGrantIdentifier"
    OTHER_GRANT = "OtherGrantIdentifier"
    EUDRACT_NUMBER = "EudractNumber"
    REGISTRY = "RegistryIdentifier"
    OTHER = "OtherIdentifier"


class IpdSharing(Code):
    """Whether individual participant data are to be shared."""

    YES = "IpdShared"
    NO = "IpdNotShared"
    UNDECIDED = "IpdUndecided"


class IpdInfoType(Code):
    """What is shared beside individual participant data."""

    STUDY_PROTOCOL = "SharesStudyProtocol"
    SAP = "SharesStatisticalAnalysisPlan"
    ICF = "SharesInformedConsentForm"
    CSR = "SharesClinicalStudyReport"
    ANALYTIC_CODE = "SharesAnalyticCode"


class OutcomeLevel(Code):
    """The rank of an outcome; the value is the class of the outcome."""

    PRIMARY = "PrimaryOutcome"
    SECONDARY = "SecondaryOutcome"
    OTHER = "OtherOutcome"


class OutcomeAspect(Code):
    """What is linked of an outcome; the value is the property from the outcome to the concept."""

    MEASURES = "measures"
    INSTRUMENT = "instrument"
    EVENT = "countsEvent"


class CriterionKind(Code):
    """What a criterion does; the value is the class of the criterion."""

    INCLUSION = "InclusionCriterion"
    EXCLUSION = "ExclusionCriterion"
    UNCLASSIFIED = "UnclassifiedCriterion"


class Logic(Code):
    """How a criterion or a constraint goes together with those beside it; written as a plain string."""

    AND = "and"
    OR = "or"
    UNLESS = "unless"


class Role(Code):
    """The part a concept plays in a study."""

    STUDIED = "Studied"
    COMPARATOR = "Comparator"
    BACKGROUND = "Background"
    ELIGIBILITY = "Eligibility"
    MENTIONED = "Mentioned"


class Asserter(Code):
    """Who says that a link holds."""

    REGISTRY = "RegistryDerivation"
    TRIALKG = "TrialkgLinking"


class Method(Code):
    """How a link was found; written as a plain string."""

    REGISTERED = "registered"
    EXACT = "exact"
    NORMALISED = "normalised"
    APPROXIMATE = "approximate"
    CONTEXT = "context"
    CUE = "cue"
    GRAMMAR = "grammar"


class RelationType(Code):
    """How one study stands to another; the value is the property between them."""

    SUBSTUDY_OF = "substudyOf"
    EXTENSION_OF = "extensionOf"
    FOLLOW_UP_OF = "followUpOf"
    SERIES_OF = "seriesOf"
    USES_COHORT_OF = "usesCohortOf"
    REUSES_DATA_OF = "reusesDataOf"
    DUPLICATE_OF = "duplicateOf"
    HAS_SUBSTUDY = "hasSubstudy"
    HAS_EXTENSION = "hasExtension"
    HAS_FOLLOW_UP = "hasFollowUp"
    COHORT_USED_BY = "cohortUsedBy"
    DATA_REUSED_BY = "dataReusedBy"


class PassageKind(Code):
    """What a sentence without a heading of its own states."""

    OBJECTIVE = "ObjectivePassage"
    POPULATION = "PopulationPassage"
    SITES = "SitesPassage"


class TimeFrameKind(Code):
    """How a time frame is put."""

    POINT = "PointTimeFrame"
    WINDOW = "WindowTimeFrame"
    REPEATED = "RepeatedTimeFrame"
    UP_TO = "UpToTimeFrame"
    OPEN = "OpenTimeFrame"
    EVENT_BOUNDED = "EventBoundedTimeFrame"
    UNSPECIFIED = "UnspecifiedTimeFrame"


class TimeAnchor(Code):
    """The zero from which the durations of a time frame count."""

    BASELINE = "Baseline"
    RANDOMISATION = "Randomisation"
    ENROLMENT = "Enrolment"
    FIRST_DOSE = "FirstDose"
    SURGERY = "Surgery"
    BIRTH = "Birth"
    END_OF_TREATMENT = "EndOfTreatment"
    OTHER = "OtherAnchor"
    UNSPECIFIED = "UnspecifiedAnchor"


class BoundingEvent(Code):
    """An event that ends a time frame."""

    DEATH = "DeathEvent"
    PROGRESSION = "ProgressionEvent"
    RELAPSE = "RelapseEvent"
    SECOND_PRIMARY = "SecondPrimaryEvent"
    STUDY_COMPLETION = "StudyCompletionEvent"
    WITHDRAWAL = "WithdrawalEvent"
    LAST_FOLLOW_UP = "LastFollowUpEvent"
    END_OF_TREATMENT = "EndOfTreatmentEvent"
    TREATMENT_DISCONTINUATION = "TreatmentDiscontinuationEvent"
    NEW_ANTICANCER_THERAPY = "NewAnticancerTherapyEvent"
    DISCHARGE = "DischargeEvent"


CODE_SETS: tuple[type[Code], ...] = (
    RecruitmentStatus,
    Phase,
    PrimaryPurpose,
    Allocation,
    InterventionModel,
    Masking,
    MaskedRole,
    ObservationalModel,
    TimePerspective,
    BiospecimenRetention,
    ValueStatus,
    Sex,
    StandardAge,
    SamplingMethod,
    ArmType,
    InterventionType,
    OrganizationClass,
    ResponsiblePartyType,
    IdentifierType,
    IpdSharing,
    IpdInfoType,
    Role,
    Asserter,
    PassageKind,
    TimeFrameKind,
    TimeAnchor,
    BoundingEvent,
)
"""The sets whose members are individuals of the class of the same name; others name classes or properties."""
