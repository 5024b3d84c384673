"""The descriptors at the tops of MeSH's trees, whose tree numbers have one part only: ``C04`` is Neoplasms.

Some files leave these numbers out, and so seem to have nothing above the second step of a tree. Source: the
tree of MeSH 2024 (https://meshb.nlm.nih.gov/treeView).
"""

from __future__ import annotations

from collections.abc import Mapping

TOPS: Mapping[str, str] = {
    "A01": "D001829",  # Body Regions
    "A02": "D009141",  # Musculoskeletal System
    "A03": "D004064",  # Digestive System
    "A04": "D012137",  # Respiratory System
    "A05": "D014566",  # Urogenital System
    "A06": "D004703",  # Endocrine System
    "A07": "D002319",  # Cardiovascular System
    "A08": "D009420",  # Nervous System
    "A09": "D012679",  # Sense Organs
    "A10": "D014024",  # Tissues
    "A11": "D002477",  # Cells
    "A12": "D005441",  # Fluids and Secretions
    "A13": "D000825",  # Animal Structures
    "A14": "D013284",  # Stomatognathic System
    "A15": "D006424",  # Hemic and Immune Systems
    "A16": "D004628",  # Embryonic Structures
    "A17": "D034582",  # Integumentary System
    "A18": "D018514",  # Plant Structures
    "A19": "D056229",  # Fungal Structures
    "A20": "D056226",  # Bacterial Structures
    "A21": "D056224",  # Viral Structures
    "B01": "D056890",  # Eukaryota
    "B02": "D001105",  # Archaea
    "B03": "D001419",  # Bacteria
    "B04": "D014780",  # Viruses
    "B05": "D056891",  # Organism Forms
    "C01": "D007239",  # Infections
    "C04": "D009369",  # Neoplasms
    "C05": "D009140",  # Musculoskeletal Diseases
    "C06": "D004066",  # Digestive System Diseases
    "C07": "D009057",  # Stomatognathic Diseases
    "C08": "D012140",  # Respiratory Tract Diseases
    "C09": "D010038",  # Otorhinolaryngologic Diseases
    "C10": "D009422",  # Nervous System Diseases
    "C11": "D005128",  # Eye Diseases
    "C12": "D000091642",  # Urogenital Diseases
    "C14": "D002318",  # Cardiovascular Diseases
    "C15": "D006425",  # Hemic and Lymphatic Diseases
    "C16": "D009358",  # Congenital, Hereditary, and Neonatal Diseases and Abnormalities
    "C17": "D017437",  # Skin and Connective Tissue Diseases
    "C18": "D009750",  # Nutritional and Metabolic Diseases
    "C19": "D004700",  # Endocrine System Diseases
    "C20": "D007154",  # Immune System Diseases
    "C21": "D007280",  # Disorders of Environmental Origin
    "C22": "D000820",  # Animal Diseases
    "C23": "D013568",  # Pathological Conditions, Signs and Symptoms
    "C24": "D009784",  # Occupational Diseases
    "C25": "D064419",  # Chemically-Induced Disorders
    "C26": "D014947",  # Wounds and Injuries
    "D01": "D007287",  # Inorganic Chemicals
    "D02": "D009930",  # Organic Chemicals
    "D03": "D006571",  # Heterocyclic Compounds
    "D04": "D011083",  # Polycyclic Compounds
    "D05": "D046911",  # Macromolecular Substances
    "D06": "D006730",  # Hormones, Hormone Substitutes, and Hormone Antagonists
    "D08": "D045762",  # Enzymes and Coenzymes
    "D09": "D002241",  # Carbohydrates
    "D10": "D008055",  # Lipids
    "D12": "D000602",  # Amino Acids, Peptides, and Proteins
    "D13": "D009706",  # Nucleic Acids, Nucleotides, and Nucleosides
    "D20": "D045424",  # Complex Mixtures
    "D23": "D001685",  # Biological Factors
    "D25": "D001697",  # Biomedical and Dental Materials
    "D26": "D004364",  # Pharmaceutical Preparations
    "D27": "D020164",  # Chemical Actions and Uses
    "E01": "D003933",  # Diagnosis
    "E02": "D013812",  # Therapeutics
    "E03": "D000760",  # Anesthesia and Analgesia
    "E04": "D013514",  # Surgical Procedures, Operative
    "E05": "D008919",  # Investigative Techniques
    "E06": "D003813",  # Dentistry
    "E07": "D004864",  # Equipment and Supplies
    "F01": "D001520",  # Behavior and Behavior Mechanisms
    "F02": "D011579",  # Psychological Phenomena
    "F03": "D001523",  # Mental Disorders
    "F04": "D004191",  # Behavioral Disciplines and Activities
    "G01": "D055585",  # Physical Phenomena
    "G02": "D055598",  # Chemical Phenomena
    "G03": "D008660",  # Metabolism
    "G04": "D002468",  # Cell Physiological Phenomena
    "G05": "D055614",  # Genetic Phenomena
    "G06": "D008827",  # Microbiological Phenomena
    "G07": "D010829",  # Physiological Phenomena
    "G08": "D012101",  # Reproductive and Urinary Physiological Phenomena
    "G09": "D002943",  # Circulatory and Respiratory Physiological Phenomena
    "G10": "D055688",  # Digestive System and Oral Physiological Phenomena
    "G11": "D055687",  # Musculoskeletal and Neural Physiological Phenomena
    "G12": "D055633",  # Immune System Phenomena
    "G13": "D055827",  # Integumentary System Physiological Phenomena
    "G14": "D009799",  # Ocular Physiological Phenomena
    "G15": "D018521",  # Plant Physiological Phenomena
    "G16": "D001686",  # Biological Phenomena
    "G17": "D055641",  # Mathematical Concepts
    "H01": "D010811",  # Natural Science Disciplines
    "H02": "D006281",  # Health Occupations
    "I01": "D012942",  # Social Sciences
    "I02": "D004493",  # Education
    "I03": "D006802",  # Human Activities
    "J01": "D013676",  # Technology, Industry, and Agriculture
    "J02": "D019602",  # Food and Beverages
    "J03": "D000072182",  # Non-Medical Public and Private Facilities
    "K01": "D006809",  # Humanities
    "L01": "D007254",  # Information Science
    "M01": "D009272",  # Persons
    "N01": "D011154",  # Population Characteristics
    "N02": "D005159",  # Health Care Facilities, Manpower, and Services
    "N03": "D004472",  # Health Care Economics and Organizations
    "N04": "D006298",  # Health Services Administration
    "N05": "D017530",  # Health Care Quality, Access, and Evaluation
    "N06": "D004778",  # Environment and Public Health
    "V01": "D052181",  # Publication Components
    "V02": "D052180",  # Publication Formats
    "V03": "D052182",  # Study Characteristics
    "V04": "D052288",  # Support of Research
    "Z01": "D005842",  # Geographic Locations
}
"""Tree numbers of one part, and the descriptor that has each."""

TOP_NUMBERS: Mapping[str, str] = {id_: number for number, id_ in TOPS.items()}
"""The same by descriptor."""
