"""Thousands of stories: read -> store -> group into events -> compare within each -> findings, pages, an index.

``run.py`` holds the line; docs/adr/0006-batch.md says what flows where, and docs/scale.md what it costs.
"""
