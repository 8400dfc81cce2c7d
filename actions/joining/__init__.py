"""From a sign-up to the pages of an LRG and its actions."""
