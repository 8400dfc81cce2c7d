"""Follow-up: asking LRGs that have joined for news, and making drafts of what they answer."""
