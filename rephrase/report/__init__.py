"""What people see of a run. Reads what a run says and leaves; never changes it."""
