"""The commands, one file per group. Each has `add_to(commands)`, which adds its subcommands to the parser."""

from muniment.commands import case, estimates, lists, names, serving

COMMANDS = (case, serving, names, lists, estimates)
