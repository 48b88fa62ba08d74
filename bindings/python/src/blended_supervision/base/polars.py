"""polars, which comes with `blended_supervision[report]` alone."""

try:
    import polars as pl
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(
        "this is done with polars, which is not installed: pip install 'blended_supervision[report]'",
        name=missing.name,
    ) from None

__all__ = ["pl"]
