"""All that a `service.py` needs: doors for calls and events, and their supplies."""

from machiken.bus.calls import answers
from machiken.bus.hearing import Heard, hears
from machiken.bus.provided import Configured, Database, injected

__all__ = ["Configured", "Database", "Heard", "answers", "hears", "injected"]
