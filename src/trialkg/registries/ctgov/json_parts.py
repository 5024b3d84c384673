"""The parts of an API v2 record that are structures or lists: dates, design, arms, outcomes and so on."""

from __future__ import annotations

from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.arms import Uses, used_in_arms
from trialkg.registries.ctgov.json_record import (
    ArmsInterventionsModule,
    DateStruct,
    DesignModule,
    EligibilityModule,
    InterventionInfo,
    IpdSharingStatementModule,
    Location,
    OutcomeInfo,
    OutcomesModule,
    StatusModule,
)
from trialkg.registries.notes import Notes
from trialkg.registries.text import markup_text, plain_text, plain_texts
from trialkg.study import (
    Arm,
    Dates,
    Design,
    Eligibility,
    Intervention,
    IpdStatement,
    Outcome,
    RegistryDate,
    Site,
)
from trialkg.vocabulary.codes import OutcomeLevel

_STATUS = "protocolSection.statusModule"
_DATE = f"{_STATUS}.{{}}.date"
_DATE_TYPE = f"{_STATUS}.{{}}.type"
_PLAIN_DATE = f"{_STATUS}.{{}}"
_DESIGN = "protocolSection.designModule"
_PHASES = f"{_DESIGN}.phases"
_PURPOSE = f"{_DESIGN}.designInfo.primaryPurpose"
_ALLOCATION = f"{_DESIGN}.designInfo.allocation"
_INTERVENTION_MODEL = f"{_DESIGN}.designInfo.interventionModel"
_MASKING = f"{_DESIGN}.designInfo.maskingInfo.masking"
_WHO_MASKED = f"{_DESIGN}.designInfo.maskingInfo.whoMasked"
_OBSERVATIONAL_MODEL = f"{_DESIGN}.designInfo.observationalModel"
_TIME_PERSPECTIVE = f"{_DESIGN}.designInfo.timePerspective"
_ENROLLMENT_TYPE = f"{_DESIGN}.enrollmentInfo.type"
_RETENTION = f"{_DESIGN}.bioSpec.retention"
_ARMS = "protocolSection.armsInterventionsModule"
_ARM_TYPE = f"{_ARMS}.armGroups[{{}}].type"
_INTERVENTION_TYPE = f"{_ARMS}.interventions[{{}}].type"
_INTERVENTION_NAMES = f"{_ARMS}.armGroups[{{}}].interventionNames"
_ARM_LABELS = f"{_ARMS}.interventions[{{}}].armGroupLabels"
_OUTCOMES = "protocolSection.outcomesModule"
_ELIGIBILITY = "protocolSection.eligibilityModule"
_SEX = f"{_ELIGIBILITY}.sex"
_MINIMUM_AGE = f"{_ELIGIBILITY}.minimumAge"
_MAXIMUM_AGE = f"{_ELIGIBILITY}.maximumAge"
_STANDARD_AGES = f"{_ELIGIBILITY}.stdAges"
_SAMPLING_METHOD = f"{_ELIGIBILITY}.samplingMethod"
_LOCATIONS = "protocolSection.contactsLocationsModule.locations"
_SITE_STATUS = f"{_LOCATIONS}[{{}}].status"
_IPD = "protocolSection.ipdSharingStatementModule"
_IPD_SHARING = f"{_IPD}.ipdSharing"
_IPD_INFO_TYPES = f"{_IPD}.infoTypes"

_NOWHERE = Site()


def read_dates(module: StatusModule, notes: Notes) -> Dates:
    """The dates of the study and of its record; one that is no date is noted and left out."""
    return Dates(
        start=_date(module.start_date_struct, "startDateStruct", notes),
        primary_completion=_date(module.primary_completion_date_struct, "primaryCompletionDateStruct", notes),
        completion=_date(module.completion_date_struct, "completionDateStruct", notes),
        verification=notes.date(module.status_verified_date, None, _PLAIN_DATE, "statusVerifiedDate"),
        first_submitted=notes.date(module.study_first_submit_date, None, _PLAIN_DATE, "studyFirstSubmitDate"),
        first_posted=_date(module.study_first_post_date_struct, "studyFirstPostDateStruct", notes),
        last_update_submitted=notes.date(
            module.last_update_submit_date, None, _PLAIN_DATE, "lastUpdateSubmitDate"
        ),
        last_update_posted=_date(module.last_update_post_date_struct, "lastUpdatePostDateStruct", notes),
        results_first_submitted=notes.date(
            module.results_first_submit_date, None, _PLAIN_DATE, "resultsFirstSubmitDate"
        ),
        results_first_posted=_date(
            module.results_first_post_date_struct, "resultsFirstPostDateStruct", notes
        ),
    )


def _date(struct: DateStruct, name: str, notes: Notes) -> RegistryDate | None:
    if not struct.date:
        return None
    status = notes.code(codes.DATE_TYPES, struct.type, _DATE_TYPE, name)
    return notes.date(struct.date, status, _DATE, name)


def read_design(module: DesignModule, notes: Notes) -> Design:
    """The design, its closed values mapped."""
    info, masking = module.design_info, module.design_info.masking_info
    code = notes.code
    return Design(
        phases=notes.codes(codes.PHASES, module.phases, _PHASES),
        primary_purpose=code(codes.PURPOSES, info.primary_purpose, _PURPOSE),
        allocation=code(codes.ALLOCATIONS, info.allocation, _ALLOCATION),
        intervention_model=code(codes.INTERVENTION_MODELS, info.intervention_model, _INTERVENTION_MODEL),
        intervention_model_description=markup_text(info.intervention_model_description),
        masking=code(codes.MASKINGS, masking.masking, _MASKING),
        masking_description=markup_text(masking.masking_description),
        who_masked=notes.codes(codes.MASKED_ROLES, masking.who_masked, _WHO_MASKED),
        observational_model=code(codes.OBSERVATIONAL_MODELS, info.observational_model, _OBSERVATIONAL_MODEL),
        time_perspective=code(codes.TIME_PERSPECTIVES, info.time_perspective, _TIME_PERSPECTIVE),
        target_duration=plain_text(module.target_duration),
        enrollment=module.enrollment_info.count,
        enrollment_status=code(codes.ENROLLMENT_TYPES, module.enrollment_info.type, _ENROLLMENT_TYPE),
        biospecimen_retention=code(codes.RETENTIONS, module.bio_spec.retention, _RETENTION),
        biospecimen_description=markup_text(module.bio_spec.description),
    )


def read_arms(
    module: ArmsInterventionsModule, notes: Notes
) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    """The arms, joined with the interventions, and the interventions."""
    interventions, labels = _interventions_and_labels(module.interventions, notes)
    groups = [(label, group) for group in module.arm_groups if (label := plain_text(group.label))]
    if len(groups) + len(interventions) < len(module.arm_groups) + len(module.interventions):
        notes.add(_ARMS, "", "has an arm without a label or an intervention without a name")
    uses = Uses(
        arms=[label for label, _ in groups],
        interventions=interventions,
        names=[group.intervention_names for _, group in groups],
        names_path=_INTERVENTION_NAMES,
        labels=labels,
        labels_path=_ARM_LABELS,
    )
    arms = [
        Arm(
            label=label,
            type=notes.code(codes.ARM_TYPES, group.type, _ARM_TYPE, index),
            description=markup_text(group.description),
            interventions=used,
        )
        for index, ((label, group), used) in enumerate(zip(groups, used_in_arms(uses, notes), strict=True))
    ]
    return tuple(arms), tuple(interventions)


def _interventions_and_labels(
    infos: tuple[InterventionInfo, ...], notes: Notes
) -> tuple[list[Intervention], list[tuple[str, ...]]]:
    """The interventions that have a name, and for each the labels of its arms."""
    interventions: list[Intervention] = []
    labels: list[tuple[str, ...]] = []
    for info in infos:
        if name := plain_text(info.name):
            intervention = Intervention(
                name=name,
                type=notes.code(codes.INTERVENTION_TYPES, info.type, _INTERVENTION_TYPE, len(labels)),
                description=markup_text(info.description),
                other_names=plain_texts(info.other_names),
            )
            interventions.append(intervention)
            labels.append(info.arm_group_labels)
    return interventions, labels


def read_outcomes(module: OutcomesModule, notes: Notes) -> tuple[Outcome, ...]:
    """The outcomes of all levels in one list; one without a measure is noted and left out."""
    outcomes: list[Outcome] = []
    _add_outcomes(outcomes, OutcomeLevel.PRIMARY, module.primary_outcomes, "primaryOutcomes", notes)
    _add_outcomes(outcomes, OutcomeLevel.SECONDARY, module.secondary_outcomes, "secondaryOutcomes", notes)
    _add_outcomes(outcomes, OutcomeLevel.OTHER, module.other_outcomes, "otherOutcomes", notes)
    return tuple(outcomes)


def _add_outcomes(
    outcomes: list[Outcome], level: OutcomeLevel, infos: tuple[OutcomeInfo, ...], name: str, notes: Notes
) -> None:
    for index, info in enumerate(infos):
        if measure := plain_text(info.measure):
            description, time_frame = markup_text(info.description), plain_text(info.time_frame)
            outcomes.append(
                Outcome(level=level, measure=measure, description=description, time_frame=time_frame)
            )
        else:
            notes.add(f"{_OUTCOMES}.{name}[{index}].measure", "", "names no measure")


def read_eligibility(module: EligibilityModule, notes: Notes) -> Eligibility:
    """Who may take part; ages as ISO durations."""
    return Eligibility(
        criteria=markup_text(module.eligibility_criteria),
        sex=notes.code(codes.SEXES, module.sex, _SEX),
        gender_based=module.gender_based,
        gender_description=markup_text(module.gender_description),
        minimum_age=notes.age(module.minimum_age, _MINIMUM_AGE),
        maximum_age=notes.age(module.maximum_age, _MAXIMUM_AGE),
        standard_ages=notes.codes(codes.STANDARD_AGES, module.std_ages, _STANDARD_AGES),
        healthy_volunteers=module.healthy_volunteers,
        sampling_method=notes.code(codes.SAMPLING_METHODS, module.sampling_method, _SAMPLING_METHOD),
        population=markup_text(module.study_population),
    )


def read_sites(locations: tuple[Location, ...], notes: Notes) -> tuple[Site, ...]:
    """The sites that say anything."""
    sites = [_site(location, index, notes) for index, location in enumerate(locations)]
    return tuple([site for site in sites if site != _NOWHERE])


def _site(location: Location, index: int, notes: Notes) -> Site:
    point = location.geo_point
    return Site(
        facility=plain_text(location.facility),
        city=plain_text(location.city),
        state=plain_text(location.state),
        postal_code=plain_text(location.zip),
        country=plain_text(location.country),
        status=notes.code(codes.STATUSES, location.status, _SITE_STATUS, index),
        latitude=point.lat if point else None,
        longitude=point.lon if point else None,
    )


def read_ipd(module: IpdSharingStatementModule, notes: Notes) -> IpdStatement:
    """The plan to share individual participant data."""
    return IpdStatement(
        sharing=notes.code(codes.IPD_SHARINGS, module.ipd_sharing, _IPD_SHARING),
        description=markup_text(module.description),
        info_types=notes.codes(codes.IPD_INFO_TYPES, module.info_types, _IPD_INFO_TYPES),
        time_frame=markup_text(module.time_frame),
        access_criteria=markup_text(module.access_criteria),
        url=plain_text(module.url),
    )
