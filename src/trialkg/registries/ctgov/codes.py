"""The closed value sets as ClinicalTrials.gov writes them: the names of API v2, the labels of legacy XML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    BiospecimenRetention,
    IdentifierType,
    InterventionModel,
    InterventionType,
    IpdInfoType,
    IpdSharing,
    MaskedRole,
    Masking,
    ObservationalModel,
    OrganizationClass,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    ResponsiblePartyType,
    SamplingMethod,
    Sex,
    StandardAge,
    StudyType,
    TimePerspective,
    ValueStatus,
)

# API v2 names its values as trialkg names the members of its code sets.
STUDY_TYPES: Final[Mapping[str, StudyType]] = dict(StudyType.__members__)
STATUSES: Final[Mapping[str, RecruitmentStatus]] = dict(RecruitmentStatus.__members__)
PHASES: Final[Mapping[str, Phase]] = dict(Phase.__members__)
PURPOSES: Final[Mapping[str, PrimaryPurpose]] = dict(PrimaryPurpose.__members__)
ALLOCATIONS: Final[Mapping[str, Allocation]] = dict(Allocation.__members__)
INTERVENTION_MODELS: Final[Mapping[str, InterventionModel]] = dict(InterventionModel.__members__)
MASKINGS: Final[Mapping[str, Masking]] = dict(Masking.__members__)
MASKED_ROLES: Final[Mapping[str, MaskedRole]] = dict(MaskedRole.__members__)
OBSERVATIONAL_MODELS: Final[Mapping[str, ObservationalModel]] = dict(ObservationalModel.__members__)
TIME_PERSPECTIVES: Final[Mapping[str, TimePerspective]] = dict(TimePerspective.__members__)
RETENTIONS: Final[Mapping[str, BiospecimenRetention]] = dict(BiospecimenRetention.__members__)
SEXES: Final[Mapping[str, Sex]] = dict(Sex.__members__)
STANDARD_AGES: Final[Mapping[str, StandardAge]] = dict(StandardAge.__members__)
SAMPLING_METHODS: Final[Mapping[str, SamplingMethod]] = dict(SamplingMethod.__members__)
ARM_TYPES: Final[Mapping[str, ArmType]] = dict(ArmType.__members__)
INTERVENTION_TYPES: Final[Mapping[str, InterventionType]] = dict(InterventionType.__members__)
ORGANIZATION_CLASSES: Final[Mapping[str, OrganizationClass]] = dict(OrganizationClass.__members__)
RESPONSIBLE_PARTY_TYPES: Final[Mapping[str, ResponsiblePartyType]] = dict(ResponsiblePartyType.__members__)
IDENTIFIER_TYPES: Final[Mapping[str, IdentifierType]] = dict(IdentifierType.__members__)
IPD_SHARINGS: Final[Mapping[str, IpdSharing]] = dict(IpdSharing.__members__)
IPD_INFO_TYPES: Final[Mapping[str, IpdInfoType]] = dict(IpdInfoType.__members__)
DATE_TYPES: Final[Mapping[str, ValueStatus]] = {
    "ACTUAL": ValueStatus.ACTUAL,
    "ESTIMATED": ValueStatus.ESTIMATED,
}
ENROLLMENT_TYPES: Final[Mapping[str, ValueStatus]] = {
    "ACTUAL": ValueStatus.ACTUAL,
    "ESTIMATED": ValueStatus.PLANNED,
}

# The labels of https://clinicaltrials.gov/ct2/html/images/info/public.xsd, older wordings among them.
STUDY_TYPE_LABELS: Final[Mapping[str, StudyType]] = {
    "Interventional": StudyType.INTERVENTIONAL,
    "Observational": StudyType.OBSERVATIONAL,
    "Observational [Patient Registry]": StudyType.OBSERVATIONAL,
    "Expanded Access": StudyType.EXPANDED_ACCESS,
}
STATUS_LABELS: Final[Mapping[str, RecruitmentStatus]] = {
    "Not yet recruiting": RecruitmentStatus.NOT_YET_RECRUITING,
    "Recruiting": RecruitmentStatus.RECRUITING,
    "Enrolling by invitation": RecruitmentStatus.ENROLLING_BY_INVITATION,
    "Active, not recruiting": RecruitmentStatus.ACTIVE_NOT_RECRUITING,
    "Suspended": RecruitmentStatus.SUSPENDED,
    "Terminated": RecruitmentStatus.TERMINATED,
    "Completed": RecruitmentStatus.COMPLETED,
    "Withdrawn": RecruitmentStatus.WITHDRAWN,
    "Unknown status": RecruitmentStatus.UNKNOWN,
    "Available": RecruitmentStatus.AVAILABLE,
    "No longer available": RecruitmentStatus.NO_LONGER_AVAILABLE,
    "Temporarily not available": RecruitmentStatus.TEMPORARILY_NOT_AVAILABLE,
    "Approved for marketing": RecruitmentStatus.APPROVED_FOR_MARKETING,
    "Withheld": RecruitmentStatus.WITHHELD,
}
PHASE_LABELS: Final[Mapping[str, tuple[Phase, ...]]] = {
    "N/A": (Phase.NA,),
    "Early Phase 1": (Phase.EARLY_PHASE1,),
    "Phase 0": (Phase.EARLY_PHASE1,),
    "Phase 1": (Phase.PHASE1,),
    "Phase 1/Phase 2": (Phase.PHASE1, Phase.PHASE2),
    "Phase 2": (Phase.PHASE2,),
    "Phase 2/Phase 3": (Phase.PHASE2, Phase.PHASE3),
    "Phase 3": (Phase.PHASE3,),
    "Phase 4": (Phase.PHASE4,),
}
PURPOSE_LABELS: Final[Mapping[str, PrimaryPurpose]] = {
    "Treatment": PrimaryPurpose.TREATMENT,
    "Prevention": PrimaryPurpose.PREVENTION,
    "Diagnostic": PrimaryPurpose.DIAGNOSTIC,
    "Educational/Counseling/Training": PrimaryPurpose.ECT,
    "Supportive Care": PrimaryPurpose.SUPPORTIVE_CARE,
    "Screening": PrimaryPurpose.SCREENING,
    "Health Services Research": PrimaryPurpose.HEALTH_SERVICES_RESEARCH,
    "Basic Science": PrimaryPurpose.BASIC_SCIENCE,
    "Device Feasibility": PrimaryPurpose.DEVICE_FEASIBILITY,
    "Other": PrimaryPurpose.OTHER,
}
ALLOCATION_LABELS: Final[Mapping[str, Allocation]] = {
    "Randomized": Allocation.RANDOMIZED,
    "Non-Randomized": Allocation.NON_RANDOMIZED,
    "N/A": Allocation.NA,
}
INTERVENTION_MODEL_LABELS: Final[Mapping[str, InterventionModel]] = {
    "Single Group Assignment": InterventionModel.SINGLE_GROUP,
    "Parallel Assignment": InterventionModel.PARALLEL,
    "Crossover Assignment": InterventionModel.CROSSOVER,
    "Factorial Assignment": InterventionModel.FACTORIAL,
    "Sequential Assignment": InterventionModel.SEQUENTIAL,
}
MASKING_LABELS: Final[Mapping[str, Masking]] = {
    "None": Masking.NONE,
    "No masking": Masking.NONE,
    "Open Label": Masking.NONE,
    "None (Open Label)": Masking.NONE,
    "Single": Masking.SINGLE,
    "Single Blind": Masking.SINGLE,
    "Double": Masking.DOUBLE,
    "Double Blind": Masking.DOUBLE,
    "Double-Blind": Masking.DOUBLE,
    "Triple": Masking.TRIPLE,
    "Quadruple": Masking.QUADRUPLE,
}
MASKED_ROLE_LABELS: Final[Mapping[str, MaskedRole]] = {
    "Participant": MaskedRole.PARTICIPANT,
    "Subject": MaskedRole.PARTICIPANT,
    "Care Provider": MaskedRole.CARE_PROVIDER,
    "Caregiver": MaskedRole.CARE_PROVIDER,
    "Investigator": MaskedRole.INVESTIGATOR,
    "Outcomes Assessor": MaskedRole.OUTCOMES_ASSESSOR,
}
OBSERVATIONAL_MODEL_LABELS: Final[Mapping[str, ObservationalModel]] = {
    "Cohort": ObservationalModel.COHORT,
    "Case-Control": ObservationalModel.CASE_CONTROL,
    "Case Control": ObservationalModel.CASE_CONTROL,
    "Case-Only": ObservationalModel.CASE_ONLY,
    "Case-Crossover": ObservationalModel.CASE_CROSSOVER,
    "Case-Cross-Over": ObservationalModel.CASE_CROSSOVER,
    "Ecologic or Community": ObservationalModel.ECOLOGIC_OR_COMMUNITY,
    "Ecologic or Community Studies": ObservationalModel.ECOLOGIC_OR_COMMUNITY,
    "Family-Based": ObservationalModel.FAMILY_BASED,
    "Defined Population": ObservationalModel.DEFINED_POPULATION,
    "Natural History": ObservationalModel.NATURAL_HISTORY,
    "Other": ObservationalModel.OTHER,
}
TIME_PERSPECTIVE_LABELS: Final[Mapping[str, TimePerspective]] = {
    "Retrospective": TimePerspective.RETROSPECTIVE,
    "Prospective": TimePerspective.PROSPECTIVE,
    "Cross-Sectional": TimePerspective.CROSS_SECTIONAL,
    "Other": TimePerspective.OTHER,
}
RETENTION_LABELS: Final[Mapping[str, BiospecimenRetention]] = {
    "None Retained": BiospecimenRetention.NONE_RETAINED,
    "Samples With DNA": BiospecimenRetention.SAMPLES_WITH_DNA,
    "Samples Without DNA": BiospecimenRetention.SAMPLES_WITHOUT_DNA,
}
SEX_LABELS: Final[Mapping[str, Sex]] = {
    "All": Sex.ALL,
    "Both": Sex.ALL,
    "Female": Sex.FEMALE,
    "Male": Sex.MALE,
}
SAMPLING_METHOD_LABELS: Final[Mapping[str, SamplingMethod]] = {
    "Probability Sample": SamplingMethod.PROBABILITY_SAMPLE,
    "Non-Probability Sample": SamplingMethod.NON_PROBABILITY_SAMPLE,
}
ARM_TYPE_LABELS: Final[Mapping[str, ArmType]] = {
    "Experimental": ArmType.EXPERIMENTAL,
    "Active Comparator": ArmType.ACTIVE_COMPARATOR,
    "Placebo Comparator": ArmType.PLACEBO_COMPARATOR,
    "Sham Comparator": ArmType.SHAM_COMPARATOR,
    "No Intervention": ArmType.NO_INTERVENTION,
    "Other": ArmType.OTHER,
}
INTERVENTION_TYPE_LABELS: Final[Mapping[str, InterventionType]] = {
    "Behavioral": InterventionType.BEHAVIORAL,
    "Biological": InterventionType.BIOLOGICAL,
    "Combination Product": InterventionType.COMBINATION_PRODUCT,
    "Device": InterventionType.DEVICE,
    "Diagnostic Test": InterventionType.DIAGNOSTIC_TEST,
    "Dietary Supplement": InterventionType.DIETARY_SUPPLEMENT,
    "Drug": InterventionType.DRUG,
    "Genetic": InterventionType.GENETIC,
    "Procedure": InterventionType.PROCEDURE,
    "Radiation": InterventionType.RADIATION,
    "Other": InterventionType.OTHER,
}
ORGANIZATION_CLASS_LABELS: Final[Mapping[str, OrganizationClass]] = {
    "NIH": OrganizationClass.NIH,
    "U.S. Fed": OrganizationClass.FED,
    "Other Gov": OrganizationClass.OTHER_GOV,
    "Other_gov": OrganizationClass.OTHER_GOV,
    "Indiv": OrganizationClass.INDIV,
    "Industry": OrganizationClass.INDUSTRY,
    "Network": OrganizationClass.NETWORK,
    "Ambig": OrganizationClass.AMBIG,
    "Other": OrganizationClass.OTHER,
    "Unknown": OrganizationClass.UNKNOWN,
}
RESPONSIBLE_PARTY_LABELS: Final[Mapping[str, ResponsiblePartyType]] = {
    "Sponsor": ResponsiblePartyType.SPONSOR,
    "Principal Investigator": ResponsiblePartyType.PRINCIPAL_INVESTIGATOR,
    "Sponsor-Investigator": ResponsiblePartyType.SPONSOR_INVESTIGATOR,
}
IPD_SHARING_LABELS: Final[Mapping[str, IpdSharing]] = {
    "Yes": IpdSharing.YES,
    "No": IpdSharing.NO,
    "Undecided": IpdSharing.UNDECIDED,
}
IPD_INFO_TYPE_LABELS: Final[Mapping[str, IpdInfoType]] = {
    "Study Protocol": IpdInfoType.STUDY_PROTOCOL,
    "Statistical Analysis Plan (SAP)": IpdInfoType.SAP,
    "Informed Consent Form (ICF)": IpdInfoType.ICF,
    "Clinical Study Report (CSR)": IpdInfoType.CSR,
    "Analytic Code": IpdInfoType.ANALYTIC_CODE,
}
DATE_TYPE_LABELS: Final[Mapping[str, ValueStatus]] = {
    "Actual": ValueStatus.ACTUAL,
    "Anticipated": ValueStatus.ESTIMATED,
    "Estimate": ValueStatus.ESTIMATED,
    "Estimated": ValueStatus.ESTIMATED,
}
ENROLLMENT_TYPE_LABELS: Final[Mapping[str, ValueStatus]] = {
    "Actual": ValueStatus.ACTUAL,
    "Anticipated": ValueStatus.PLANNED,
    "Estimated": ValueStatus.PLANNED,
}
