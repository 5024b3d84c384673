"""A few descriptors of MeSH with a few of their names, enough to try rules of linking on."""

from __future__ import annotations

from trialkg.linking import DescriptorLinker
from trialkg.terminology import Descriptor
from trialkg.terminology.mesh import MemoryMesh


def _descriptor(
    id: str, label: str, *names: str, tree: tuple[str, ...] = (), broader: tuple[str, ...] = ()
) -> Descriptor:
    return Descriptor(id=id, label=label, names=(label, *names), tree_numbers=tree, broader=broader)


DESCRIPTORS = (
    _descriptor("D009369", "Neoplasms", "Cancer", "Tumors", "Malignancy"),
    _descriptor(
        "D001943",
        "Breast Neoplasms",
        "Breast Cancer",
        "Breast Carcinoma",
        tree=("C04.588.180", "C17.800.090.500"),
        broader=("D001941",),
    ),
    _descriptor("D001941", "Breast Diseases", tree=("C17.800.090",), broader=("D012871",)),
    _descriptor("D012871", "Skin Diseases", tree=("C17.800",)),
    _descriptor(
        "D002289",
        "Carcinoma, Non-Small-Cell Lung",
        "Non-Small Cell Lung Cancer",
        tree=("C04.588.894.797.520.109.220.249",),
    ),
    _descriptor("D006258", "Head and Neck Neoplasms", "Head and Neck Cancer", tree=("C04.588.443",)),
    _descriptor("D010051", "Ovarian Neoplasms", "Ovarian Cancer", tree=("C04.588.322.455",)),
    _descriptor("D003920", "Diabetes Mellitus", tree=("C18.452.394.750", "C19.246")),
    _descriptor(
        "D003922",
        "Diabetes Mellitus, Type 1",
        "Type 1 Diabetes",
        tree=("C18.452.394.750.124",),
        broader=("D003920",),
    ),
    _descriptor(
        "D003924",
        "Diabetes Mellitus, Type 2",
        "Type 2 Diabetes",
        tree=("C18.452.394.750.149",),
        broader=("D003920",),
    ),
    _descriptor("D006973", "Hypertension", "High Blood Pressure", tree=("C14.907.489",)),
    _descriptor("D009765", "Obesity", tree=("C18.654.726.750.500",), broader=("D050177",)),
    _descriptor("D059350", "Chronic Pain", tree=("C23.888.592.612.274",)),
    _descriptor("D012008", "Recurrence", tree=("C23.550.291.937",)),
    _descriptor("D004194", "Disease", "Diseases", tree=("C23.550.288",)),
    _descriptor("D007676", "Kidney Failure, Chronic", "ESRD", tree=("C12.050.351.968.419.780",)),
    _descriptor("D002292", "Carcinoma, Renal Cell", "Renal Cell Cancer", tree=("C04.557.470.200.025.390",)),
    _descriptor("D007680", "Kidney Neoplasms", tree=("C04.588.945.947.535",)),
    _descriptor("D011471", "Prostatic Neoplasms", "Prostate Cancer", tree=("C04.588.945.440.770",)),
    _descriptor("D050177", "Overweight", tree=("C18.654.726.750",)),
    _descriptor("D006509", "Hepatitis B", tree=("C01.221.250.500",)),
    _descriptor("D006526", "Hepatitis C", tree=("C01.221.250.750",)),
    _descriptor("D008175", "Lung Neoplasms", "Lung Cancer", tree=("C04.588.894.797.520",)),
    _descriptor("D002277", "Carcinoma", tree=("C04.557.470.200",)),
    _descriptor("D002278", "Carcinoma in Situ", tree=("C04.557.470.200.240",), broader=("D002277",)),
    _descriptor("D002056", "Burns", tree=("C26.200",)),
    _descriptor("D012421", "Rupture", tree=("C26.761",)),
    _descriptor("D012769", "Shock", tree=("C23.550.835",)),
    _descriptor("D000070598", "Anterior Cruciate Ligament Injuries", tree=("C26.558.554.213",)),
    _descriptor("D004415", "Dyspepsia", tree=("C23.888.821.236",)),
    _descriptor("D003929", "Diabetic Neuropathies", tree=("C10.668.829.300", "C19.246.099.937")),
    _descriptor("D000163", "Acquired Immunodeficiency Syndrome", "AIDS", tree=("C20.673.480.040",)),
    _descriptor("D016481", "Helicobacter Infections", tree=("C01.150.252.400.466",)),
    _descriptor("D016998", "Helicobacter", tree=("B03.440.500",)),
    _descriptor("D016480", "Helicobacter pylori", tree=("B03.440.500.400",), broader=("D016998",)),
    _descriptor("D003424", "Crohn Disease", tree=("C06.405.205.731.500",)),
    _descriptor("D003586", "Cytomegalovirus Infections", tree=("C01.925.256.466.245",)),
    _descriptor("D001168", "Arthritis", tree=("C05.550.114",)),
    _descriptor("D000740", "Anemia", tree=("C15.378.071",)),
    _descriptor("D009362", "Neoplasm Metastasis", "Metastasis", tree=("C04.697.650",)),
    _descriptor("D012878", "Skin Neoplasms", tree=("C04.588.805",)),
    _descriptor("D001749", "Urinary Bladder Neoplasms", "Bladder Cancer", tree=("C04.588.945.947.960",)),
    _descriptor(
        "D064129",
        "Prostatic Neoplasms, Castration-Resistant",
        tree=("C04.588.945.440.770.500",),
        broader=("D011471",),
    ),
    _descriptor("D004487", "Edema", tree=("C23.888.277",)),
    _descriptor("D008269", "Macular Edema", tree=("C11.768.585.439.245",)),
    _descriptor("D001929", "Brain Edema", tree=("C10.228.140.187", "C23.888.277.100"), broader=("D004487",)),
    _descriptor("D006965", "Hyperplasia", tree=("C23.550.444",)),
    _descriptor("D011470", "Prostatic Hyperplasia", "Prostatic Hypertrophy", tree=("C12.100.500.565.500",)),
    _descriptor("D006984", "Hypertrophy", tree=("C23.300.775",)),
    _descriptor("D005334", "Fever", tree=("C23.888.119.344",)),
    _descriptor("D006255", "Rhinitis, Allergic, Seasonal", "Hay Fever", tree=("C08.460.799.315.750",)),
    _descriptor("D012680", "Sensitivity and Specificity", tree=("E05.318.370.800",)),
    _descriptor("D011468", "Prostatectomy", tree=("E04.950.774.860.625",)),
    _descriptor("D011878", "Radiotherapy", "Radiation Therapy", tree=("E02.815",)),
    _descriptor("D013629", "Tamoxifen", tree=("D02.455.426.559.389.115.885",)),
    _descriptor("D000077267", "Fulvestrant", tree=("D04.210.500.365.415.173",)),
    _descriptor("D007204", "Indium", tree=("D01.268.556.310",)),
    _descriptor("D010919", "Placebos", "Placebo", tree=("D26.660",)),
    _descriptor("D008027", "Light", tree=("G01.358.500.505.650",)),
)
MESH = MemoryMesh(DESCRIPTORS, "2024")
LINKER = DescriptorLinker(MESH)
