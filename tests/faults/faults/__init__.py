"""Every fault by its name. Each is a function of a scene that harms and heals; its first line says what it is."""

from faults import clocks, disks, events, processes, servers, wires

FAULTS = {
    function.__name__.replace("_", "-"): function
    for module in (processes, servers, disks, wires, clocks, events)
    for function in module.FAULTS
}
