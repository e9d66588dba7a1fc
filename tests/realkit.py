"""Everything that the coder goes by, loaded once in a process that others part from."""

from dateline.kit import load_kit

KIT = load_kit()
