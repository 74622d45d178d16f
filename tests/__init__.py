"""The specification of kycscreen, as tests."""
