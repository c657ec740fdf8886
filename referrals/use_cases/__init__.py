"""What people do with referrals, one use case a file, one unit of work each."""
