"""Every fault by its name. Each is a function of a scene that harms and heals; its first line describes it."""

from faults import bank, clocks, disks, events, processes, servers, wires

FAULTS = {
    function.__name__.replace("_", "-"): function
    for module in (processes, servers, disks, wires, clocks, events, bank)
    for function in module.FAULTS
}
OF_THE_BANK = [function.__name__.replace("_", "-") for function in bank.FAULTS]  # only in the sandbox
