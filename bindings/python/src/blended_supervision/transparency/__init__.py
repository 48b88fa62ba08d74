"""The record that tells the public about the tool."""
