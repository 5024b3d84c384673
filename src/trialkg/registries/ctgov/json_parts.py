"""The parts of an API v2 record that are structures or lists: dates, design, arms, outcomes and so on."""

from __future__ import annotations

from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.arms import Uses, joined_arms
from trialkg.registries.ctgov.json_record import (
    ArmsInterventionsModule,
    DateStruct,
    DesignModule,
    EligibilityModule,
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
_ARMS = "protocolSection.armsInterventionsModule"
_ARM_TYPE = f"{_ARMS}.armGroups[{{}}].type"
_INTERVENTION_TYPE = f"{_ARMS}.interventions[{{}}].type"
_OUTCOMES = "protocolSection.outcomesModule"
_ELIGIBILITY = "protocolSection.eligibilityModule"
_LOCATIONS = "protocolSection.contactsLocationsModule.locations"
_SITE_STATUS = f"{_LOCATIONS}[{{}}].status"
_IPD = "protocolSection.ipdSharingStatementModule"

_NO_DATE = DateStruct()
_NOWHERE = Site()


def read_dates(module: StatusModule, notes: Notes) -> Dates:
    """The dates of the study and of its record; one that is no date is noted and left out."""

    def typed(struct: DateStruct, name: str) -> RegistryDate | None:
        if struct is _NO_DATE or not struct.date:
            return None
        status = notes.code(codes.DATE_TYPES, struct.type, _DATE_TYPE, name)
        return notes.date(struct.date, status, _DATE, name)

    def plain(date: str | None, name: str) -> RegistryDate | None:
        return notes.date(date, None, _PLAIN_DATE, name)

    return Dates(
        start=typed(module.start_date_struct, "startDateStruct"),
        primary_completion=typed(module.primary_completion_date_struct, "primaryCompletionDateStruct"),
        completion=typed(module.completion_date_struct, "completionDateStruct"),
        verification=plain(module.status_verified_date, "statusVerifiedDate"),
        first_submitted=plain(module.study_first_submit_date, "studyFirstSubmitDate"),
        first_posted=typed(module.study_first_post_date_struct, "studyFirstPostDateStruct"),
        last_update_submitted=plain(module.last_update_submit_date, "lastUpdateSubmitDate"),
        last_update_posted=typed(module.last_update_post_date_struct, "lastUpdatePostDateStruct"),
        results_first_submitted=plain(module.results_first_submit_date, "resultsFirstSubmitDate"),
        results_first_posted=typed(module.results_first_post_date_struct, "resultsFirstPostDateStruct"),
    )


def read_design(module: DesignModule, notes: Notes) -> Design:
    """The design, its closed values mapped."""
    info, masking = module.design_info, module.design_info.masking_info
    at = f"{_DESIGN}.designInfo"
    code = notes.code
    return Design(
        phases=notes.codes(codes.PHASES, module.phases, f"{_DESIGN}.phases"),
        primary_purpose=code(codes.PURPOSES, info.primary_purpose, f"{at}.primaryPurpose"),
        allocation=code(codes.ALLOCATIONS, info.allocation, f"{at}.allocation"),
        intervention_model=code(
            codes.INTERVENTION_MODELS, info.intervention_model, f"{at}.interventionModel"
        ),
        intervention_model_description=markup_text(info.intervention_model_description),
        masking=code(codes.MASKINGS, masking.masking, f"{at}.maskingInfo.masking"),
        masking_description=markup_text(masking.masking_description),
        who_masked=notes.codes(codes.MASKED_ROLES, masking.who_masked, f"{at}.maskingInfo.whoMasked"),
        observational_model=code(
            codes.OBSERVATIONAL_MODELS, info.observational_model, f"{at}.observationalModel"
        ),
        time_perspective=code(codes.TIME_PERSPECTIVES, info.time_perspective, f"{at}.timePerspective"),
        target_duration=plain_text(module.target_duration),
        enrollment=module.enrollment_info.count,
        enrollment_status=code(
            codes.ENROLLMENT_TYPES, module.enrollment_info.type, f"{_DESIGN}.enrollmentInfo.type"
        ),
        biospecimen_retention=code(
            codes.RETENTIONS, module.bio_spec.retention, f"{_DESIGN}.bioSpec.retention"
        ),
        biospecimen_description=markup_text(module.bio_spec.description),
    )


def read_arms(
    module: ArmsInterventionsModule, notes: Notes
) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    """The arms, joined with the interventions, and the interventions."""
    groups = [group for group in module.arm_groups if plain_text(group.label)]
    infos = [info for info in module.interventions if plain_text(info.name)]
    if len(groups) + len(infos) < len(module.arm_groups) + len(module.interventions):
        notes.add(_ARMS, "", "has an arm without a label or an intervention without a name")
    interventions = tuple(
        [
            Intervention(
                name=plain_text(info.name) or "",
                type=notes.code(codes.INTERVENTION_TYPES, info.type, _INTERVENTION_TYPE, index),
                description=markup_text(info.description),
                other_names=plain_texts(info.other_names),
            )
            for index, info in enumerate(infos)
        ]
    )
    uses = Uses(
        arms=[
            Arm(
                label=plain_text(group.label) or "",
                type=notes.code(codes.ARM_TYPES, group.type, _ARM_TYPE, index),
                description=markup_text(group.description),
            )
            for index, group in enumerate(groups)
        ],
        interventions=interventions,
        names=[group.intervention_names for group in groups],
        names_path=f"{_ARMS}.armGroups[{{}}].interventionNames",
        labels=[info.arm_group_labels for info in infos],
        labels_path=f"{_ARMS}.interventions[{{}}].armGroupLabels",
    )
    return joined_arms(uses, notes), interventions


def read_outcomes(module: OutcomesModule, notes: Notes) -> tuple[Outcome, ...]:
    """The outcomes of all levels in one list; one without a measure is noted and left out."""
    primary = _outcomes_of(OutcomeLevel.PRIMARY, module.primary_outcomes, "primaryOutcomes", notes)
    secondary = _outcomes_of(OutcomeLevel.SECONDARY, module.secondary_outcomes, "secondaryOutcomes", notes)
    other = _outcomes_of(OutcomeLevel.OTHER, module.other_outcomes, "otherOutcomes", notes)
    return (*primary, *secondary, *other)


def _outcomes_of(
    level: OutcomeLevel, infos: tuple[OutcomeInfo, ...], name: str, notes: Notes
) -> list[Outcome]:
    outcomes = []
    for index, info in enumerate(infos):
        if measure := plain_text(info.measure):
            description, time_frame = markup_text(info.description), plain_text(info.time_frame)
            outcomes.append(
                Outcome(level=level, measure=measure, description=description, time_frame=time_frame)
            )
        else:
            notes.add(f"{_OUTCOMES}.{name}[{index}].measure", "", "names no measure")
    return outcomes


def read_eligibility(module: EligibilityModule, notes: Notes) -> Eligibility:
    """Who may take part; ages as ISO durations."""
    at = _ELIGIBILITY
    return Eligibility(
        criteria=markup_text(module.eligibility_criteria),
        sex=notes.code(codes.SEXES, module.sex, f"{at}.sex"),
        gender_based=module.gender_based,
        gender_description=markup_text(module.gender_description),
        minimum_age=notes.age(module.minimum_age, f"{at}.minimumAge"),
        maximum_age=notes.age(module.maximum_age, f"{at}.maximumAge"),
        standard_ages=notes.codes(codes.STANDARD_AGES, module.std_ages, f"{at}.stdAges"),
        healthy_volunteers=module.healthy_volunteers,
        sampling_method=notes.code(codes.SAMPLING_METHODS, module.sampling_method, f"{at}.samplingMethod"),
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
        sharing=notes.code(codes.IPD_SHARINGS, module.ipd_sharing, f"{_IPD}.ipdSharing"),
        description=markup_text(module.description),
        info_types=notes.codes(codes.IPD_INFO_TYPES, module.info_types, f"{_IPD}.infoTypes"),
        time_frame=markup_text(module.time_frame),
        access_criteria=markup_text(module.access_criteria),
        url=plain_text(module.url),
    )
