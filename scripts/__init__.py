"""What the repository makes by script: tables and extracts."""
