"""The commands of ``nianbao``, a module for each kind. They say what happened; other modules make it happen."""
