import pytest
from parsed import sentence


@pytest.mark.parametrize(
    ("tagged", "kinds"),
    [
        ("If/IN Lima/NNP agrees/VBZ ,/, Quito/NNP will/MD too/RB ./.", "SNV,NV."),
        ("more/JJR than/IN 40/CD men/NNS of/IN Lima/NNP", "NPN"),
        ("to/TO sign/VB and/CC to/TO Lima/NNP", "VCPN"),
        ("Lima/NNP (/-LRB- Peru/NNP )/-RRB- said/VBD", "N(N)V"),
        ("the/DT envoy/NN that/WDT left/VBD", "NWV"),
        ("talks/NNS –/: long/JJ ones/NNS –/: failed/VBD", "N,N,V"),
        ("“/`` Ali/NNP went/VBD ”/''", "NVq"),
        ("ready/JJ for/IN it/PRP", "APN"),
    ],
)
def test_the_row_holds_groups_chunks_and_what_parts_them(tagged: str, kinds: str) -> None:
    assert "".join(item.kind for item in sentence(tagged).items) == kinds
